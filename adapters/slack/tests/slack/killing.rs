//! Kith dies at any moment, again and again, in both modes: what it acknowledged is kept, and nothing is done twice.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use bot_core::Bot;
use fake_slack::{APP_TOKEN, BOT_TOKEN, Fake, SIGNING_SECRET};
use rand::RngExt as _;
use slack::{Secret, Settings, Slack};
use tokio::net::TcpListener;
use tokio::time::timeout;
use tracing_subscriber::filter::LevelFilter;

use crate::house::House;

/// How often it dies.
const DEATHS: usize = 50;
/// How many ask in each life.
const ASKING: usize = 2;

/// Not a test of its own: a Kith in a process that can be killed.
#[tokio::test]
#[ignore = "runs only as the process that the tests below kill"]
async fn a_life() {
    let (Ok(url), Ok(database)) = (std::env::var("KITH_SLACK_API_URL"), std::env::var("KITH_DATABASE"))
    else {
        return;
    };
    // What it warns of stands in the log of a test that fails.
    tracing_subscriber::fmt().with_max_level(LevelFilter::WARN).with_writer(std::io::stderr).init();
    let bot = Bot::open(&database).await.expect("a database");
    let usual = Settings { api_url: url, ..Settings::new(Secret::new(BOT_TOKEN)) };
    let Ok(address) = std::env::var("KITH_LISTEN") else {
        let settings = Settings { app_token: Some(Secret::new(APP_TOKEN)), ..usual };
        return slack::serve(bot, settings, std::future::pending()).await.expect("it serves");
    };
    let slack = Slack::new(bot, Settings { signing_secret: Some(Secret::new(SIGNING_SECRET)), ..usual });
    let routes = slack.router().expect("a signing secret");
    let listener = TcpListener::bind(address).await.expect("the address of the last life");
    tokio::spawn(async move { axum::serve(listener, routes).await });
    slack.serve(std::future::pending()).await.expect("it serves");
}

fn begin(house: &House, address: Option<&str>) -> Life {
    let mut life = Command::new(std::env::current_exe().expect("this test's program"));
    life.args(["--exact", "killing::a_life", "--ignored", "--nocapture"])
        .env("KITH_SLACK_API_URL", house.fake.api_url())
        .env("KITH_DATABASE", house.kith.url())
        .stdout(Stdio::null());
    if let Some(address) = address {
        life.env("KITH_LISTEN", address);
    }
    Life(life.spawn().expect("a process"))
}

/// A life, which ends with the test at the latest.
struct Life(Child);

impl Drop for Life {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// How long a life still goes on: between a tenth of a millisecond and a third of a second, short as often as long, however
/// fast the machine is. Some so die before they read anything, some amid their commits and posts, some after.
fn a_moment() -> Duration {
    Duration::from_secs_f64(10_f64.powf(rand::rng().random_range(-4.0..-0.5)))
}

/// Waits until a life works.
async fn works(house: &House, address: Option<&str>, before: usize) {
    if address.is_some() {
        let met = |house: &House| house.fake.called("auth.test").len();
        house.fake.until("a life", |_| (met(house) > before).then_some(())).await;
    } else {
        house.fake.is_connected(2).await;
    }
}

async fn nothing_acknowledged_is_lost_by_dying(address: Option<String>) {
    let address = address.as_deref();
    let mut house = House::open().await;
    house.asks("Ann", "settings shoutouts:log log_channel:#help").await;
    let logged = "select count(*) from setting where key = 'shoutouts' and value = 'log'";
    assert_eq!(house.count(logged).await, 1, "the shout-outs go into a channel of their own");
    house.stop().await.expect("it stops");
    // Slack gives up after four tries within six minutes; here all of that is some seconds.
    house.fake.tries(10_000);
    if let Some(address) = address {
        house.fake.delivers_to(Some(&format!("http://{address}")));
    }

    let mut asked: BTreeMap<String, String> = BTreeMap::new();
    let (mut written, mut cut_off) = (0, 0);
    for death in 0..DEATHS {
        let before = house.fake.called("auth.test").len();
        let life = begin(&house, address);
        works(&house, address, before).await;
        for n in 0..ASKING {
            let reason = format!("reason-{death}-{n}.");
            let line =
                if n == 0 { format!("shoutout @Bo for {reason}") } else { format!("contribute {reason}") };
            let id = house.fake.types(&format!("Giver{death}x{n}"), "general", "/kith", &line);
            asked.insert(id, reason);
            house.fake.says("Cy", "general", "hello");
            written += 1;
        }
        let these = format!("reason-{death}-");
        let these = || asked.iter().filter(|(_, reason)| reason.starts_with(&these));
        if death % 2 == 1 {
            let any = |fake: &Fake| these().any(|(id, _)| !fake.answers(id).is_empty()).then_some(());
            // Whoever is not answered within three seconds, on a machine that is busy, never is.
            let _ = timeout(Duration::from_secs(4), house.fake.until("an answer", any)).await;
        }
        tokio::time::sleep(a_moment()).await;
        drop(life);
        cut_off += these().filter(|(id, _)| house.fake.answers(id).is_empty()).count();
        house.fake.breaks_lines();
        house.fake.until("no lines", |fake| (fake.connected() == 0).then_some(())).await;
    }
    // As if the two minutes had passed after which nobody works on an effect any more; one last life does what is left.
    house.kith.changes("update effect set leased = null").await;
    let before = house.fake.called("auth.test").len();
    let life = begin(&house, address);
    works(&house, address, before).await;
    for _ in 0..20 {
        // Slack lets one message a second into a channel, so this takes its time.
        if house.count("select count(*) from effect where state = 'waiting'").await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_secs(4)).await;
    }
    house.comes_to("select count(*) from effect where state = 'waiting'", 0).await;
    house.comes_to("select count(*) from message", written).await;
    house.fake.settled().await;
    drop(life);

    let given: Vec<(String,)> = house.kith.reads("select reason from shoutout").await;
    let done: Vec<(String,)> =
        house.kith.reads("select what from contribution where what like 'reason-%'").await;
    let bare = |words: &String| words.trim_start_matches("for ").to_owned();
    let kept: Vec<String> = given.iter().chain(&done).map(|(words,)| bare(words)).collect();
    let posts: Vec<String> = house.fake.posts("help").iter().map(fake_slack::Shown::words).collect();
    let mut n = 0;
    for (id, reason) in &asked {
        let answers = house.fake.answers(id);
        let stored = kept.iter().filter(|known| *known == reason).count();
        assert!(stored <= 1, "{reason} is there {stored} times");
        if !answers.is_empty() {
            n += 1;
            assert_eq!(answers.len(), 1, "{reason}: {answers:?}");
            assert_eq!(stored, 1, "{reason} was acknowledged, and is lost: {answers:?}");
        }
        if reason.ends_with("-0.") {
            let posted = posts.iter().filter(|post| post.contains(&reason[..reason.len() - 1])).count();
            assert_eq!(posted, stored, "{reason} was posted {posted} times");
        }
    }
    assert_eq!(house.fake.twice(), Vec::<serde_json::Value>::new());
    eprintln!("{n} of {} answered in {DEATHS} lives, {} kept, {cut_off} cut off", asked.len(), kept.len());
    assert!(n >= DEATHS / 4 && cut_off > 0, "the deaths came too early or too late to tell anything");
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_by_dying_in_sockets() {
    nothing_acknowledged_is_lost_by_dying(None).await;
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_by_dying_in_public() {
    let free = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = free.local_addr().expect("an address").to_string();
    drop(free);
    nothing_acknowledged_is_lost_by_dying(Some(address)).await;
}

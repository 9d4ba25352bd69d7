//! Kith dies at any moment, again and again: what it acknowledged is kept, and nothing is done twice.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use bot_core::Bot;
use discord::{Settings, Token};
use fake_discord::talk::{GENERAL, HELP};
use fake_discord::{Fake, Trouble};
use rand::RngExt as _;
use serde_json::json;
use tokio::time::timeout;
use tracing_subscriber::filter::LevelFilter;

use crate::house::House;

/// How often it dies.
const DEATHS: usize = 50;
/// How many ask in each life.
const ASKING: usize = 4;

/// Not a test of its own: a Kith in a process that can be killed.
#[tokio::test]
#[ignore = "runs only as the process that `nothing_acknowledged_is_lost_by_dying` kills"]
async fn a_life() {
    let (Ok(url), Ok(database)) = (std::env::var("KITH_DISCORD_API_URL"), std::env::var("KITH_DATABASE"))
    else {
        return;
    };
    // What it warns of stands in the log of a test that fails.
    tracing_subscriber::fmt().with_max_level(LevelFilter::WARN).with_writer(std::io::stderr).init();
    let bot = Bot::open(&database).await.expect("a database");
    let settings = Settings { api_url: url, ..Settings::new(Token::new(fake_discord::TOKEN)) };
    discord::serve(bot, settings, std::future::pending()).await.expect("it serves");
}

fn begin(house: &House) -> Life {
    let mut life = Command::new(std::env::current_exe().expect("this test's program"));
    life.args(["--exact", "killing::a_life", "--ignored", "--nocapture"])
        .env("KITH_DISCORD_API_URL", house.fake.url())
        .env("KITH_DATABASE", house.kith.url())
        .stdout(Stdio::null());
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

#[tokio::test]
async fn whoever_waits_when_kith_dies_gets_an_answer_from_the_next() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from note where key like 'session:%'", 1).await;
    house.stop().await.expect("it stops");
    let life = begin(&house);
    house.fake.is_connected(1).await;
    house.fake.writes("Ana", GENERAL, "hello");
    house.comes_to("select count(*) from message", 1).await;
    let blocked = house.holds_the_database().await;
    let options = [("to", json!("@Bo")), ("reason", json!("for the docs"))];
    let asked = house.fake.types("Ana", "shoutout", &options);
    house.fake.until("a plea for time", |fake| fake.answers(&asked).pop()).await;
    drop(life);
    house.fake.break_lines();
    drop(blocked);
    let life = begin(&house);
    let told = |fake: &fake_discord::Fake| fake.answers(&asked).into_iter().find(|one| one.how == "after");
    let said = house.fake.until("the answer", told).await;
    assert!(said.content().contains("for the docs"));
    assert_eq!(house.count("select count(*) from shoutout").await, 1);
    drop(life);
}

/// How long a life still goes on: between a tenth of a millisecond and a third of a second, short as often as long, however
/// fast the machine is. Some so die before they read anything, some amid their commits and posts, some after.
fn a_moment() -> Duration {
    Duration::from_secs_f64(10_f64.powf(rand::rng().random_range(-4.0..-0.5)))
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_by_dying() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    let options = [("shoutouts", json!("log")), ("log_channel", json!(format!("<#{HELP}>")))];
    let asked = house.fake.types("Root", "settings", &options);
    house.fake.answer(&asked).await;
    house.stop().await.expect("it stops");

    let mut asked: BTreeMap<String, String> = BTreeMap::new();
    let (mut written, mut cut_off, mut in_flight) = (0, 0, 0);
    for death in 0..DEATHS {
        let life = begin(&house);
        house.fake.is_connected(1).await;
        if death % 2 == 0 {
            // Discord has the post, and Kith does not know yet: a good moment to die.
            let slow = Trouble::Slow(Duration::from_millis(150));
            house.fake.trouble("POST", HELP, ASKING, slow);
        }
        for n in 0..ASKING {
            let reason = format!("reason-{death}-{n}.");
            let options = [("to", json!("@Bo")), ("reason", json!(reason))];
            let id = house.fake.types(&format!("Giver{death}x{n}"), "shoutout", &options);
            asked.insert(id, reason);
            house.fake.writes("Ana", GENERAL, "hello");
            written += 1;
        }
        let these = format!("reason-{death}-");
        let these = || asked.iter().filter(|(_, reason)| reason.starts_with(&these));
        if death % 4 == 1 {
            let all = |fake: &Fake| these().all(|(id, _)| !fake.answers(id).is_empty()).then_some(());
            // Whoever is not answered within three seconds, on a machine that is busy, never is.
            let _ = timeout(Duration::from_secs(4), house.fake.until("the answers", all)).await;
        }
        tokio::time::sleep(a_moment()).await;
        drop(life);
        let known = house.count("select count(*) from effect where state = 'delivered'").await;
        in_flight += usize::from(house.fake.messages(HELP).len() as i64 > known);
        cut_off += these().filter(|(id, _)| house.fake.answers(id).is_empty()).count();
        house.fake.break_lines();
    }
    // As if the two minutes had passed after which nobody works on an effect any more; one last life does what is left.
    house.kith.changes("update effect set leased = null").await;
    house.fake.untroubled();
    let life = begin(&house);
    house.fake.is_connected(1).await;
    house.comes_to("select count(*) from effect where state = 'waiting'", 0).await;
    house.comes_to("select count(*) from message", written).await;
    drop(life);

    let kept: Vec<(String,)> = house.kith.reads("select reason from shoutout").await;
    let posts = house.fake.contents(HELP);
    // A plea for time is no answer: whoever got one and then waited through a death has it from a later life.
    let answers = |id: &str| {
        let said = house.fake.answers(id).into_iter();
        said.filter(|said| said.how != "first 5").collect::<Vec<_>>()
    };
    let answered = asked.iter().filter(|(id, _)| !house.fake.answers(id).is_empty());
    let mut n = 0;
    for (id, reason) in answered {
        n += 1;
        let answers = answers(id);
        assert_eq!(answers.len(), 1, "{reason}: {answers:?}");
        assert!(kept.iter().any(|(known,)| known == reason), "{reason} was acknowledged, and is lost");
    }
    for reason in asked.values() {
        let stored = kept.iter().filter(|(known,)| known == reason).count();
        let posted = posts.iter().filter(|post| post.contains(&reason[..reason.len() - 1])).count();
        assert!(stored <= 1, "{reason} is there {stored} times");
        assert_eq!(posted, stored, "{reason} was posted {posted} times");
    }
    eprintln!(
        "{n} of {} answered in {DEATHS} lives, {} kept, {cut_off} cut off, {in_flight} amid a post",
        asked.len(),
        kept.len()
    );
    assert!(
        n >= DEATHS / 2 && cut_off > 0 && in_flight > 0,
        "the deaths came too early or too late to tell anything"
    );
}

//! How fast Kith is on Slack: acknowledgements a second, events a second, memory, and how soon it is there.
//!
//! `cargo bench -p slack` runs it once against the fake. Kith is a process of its own, so that its memory is its own; the fake
//! works on the same cores, so the figures are Kith's and the fake's together.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bot_core::Bot;
use bot_core::testing::TestBot;
use fake_slack::{APP_TOKEN, BOT_TOKEN, Fake};
use slack::{Secret, Settings};

/// The argument that makes this program a Kith.
const LIFE: &str = "--life";
/// How many people there are to ask.
const PEOPLE: usize = 3_000;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    if std::env::args().any(|argument| argument == LIFE) {
        runtime.block_on(life());
    } else if std::env::args().any(|argument| argument == "--bench") {
        runtime.block_on(measure());
    }
}

async fn life() {
    let set = |name: &str| std::env::var(name).expect("set by whoever starts it");
    let bot = Bot::open(&set("KITH_DATABASE")).await.expect("a database");
    let usual = Settings::new(Secret::new(BOT_TOKEN));
    let app_token = Some(Secret::new(APP_TOKEN));
    let settings = Settings { api_url: set("KITH_SLACK_API_URL"), app_token, ..usual };
    slack::serve(bot, settings, std::future::pending()).await.expect("it serves");
}

/// A fake with a Kith on it.
struct House {
    fake: Fake,
    kith: TestBot,
    life: Child,
}

impl House {
    async fn open() -> (Self, Duration) {
        let fake = Fake::start().await;
        fake.patience(Duration::from_secs(120));
        (0..PEOPLE).for_each(|n| drop(fake.person(&format!("Giver{n}"))));
        let kith = TestBot::new().await;
        let begun = Instant::now();
        let mut life = Command::new(std::env::current_exe().expect("this program"));
        life.arg(LIFE).env("KITH_SLACK_API_URL", fake.api_url()).env("KITH_DATABASE", kith.url());
        let life = life.stdout(Stdio::null()).spawn().expect("a process");
        fake.is_connected(2).await;
        (Self { fake, kith, life }, begun.elapsed())
    }

    /// Memory that Kith uses now, and the most that it ever used, in MiB.
    fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.life.id())).unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default()
                / 1_024
        };
        (of("VmRSS:"), of("VmHWM:"))
    }

    async fn count(&self, sql: &'static str) -> i64 {
        self.kith.reads::<(i64,)>(sql).await[0].0
    }

    /// So many people thank somebody, so many at once: how long each waited for the acknowledgement, which comes after the
    /// commit.
    async fn shoutouts(&self, all: usize, at_once: usize) -> (Vec<Duration>, Duration) {
        let begun = Instant::now();
        let (mut open, mut took, mut asked) = (Vec::new(), Vec::new(), 0);
        while took.len() < all {
            while open.len() < at_once && asked < all {
                let giver = format!("Giver{}", asked % PEOPLE);
                open.push(self.fake.types(&giver, "general", "/shoutout", "@Bo for the docs"));
                asked += 1;
            }
            open.retain(|id| match self.fake.acked(id) {
                Some(one) => {
                    took.push(one);
                    false
                }
                None => true,
            });
            tokio::time::sleep(Duration::from_millis(1)).await;
            assert!(begun.elapsed() < Duration::from_secs(120), "no answers: {} of {all}", took.len());
        }
        took.sort();
        (took, begun.elapsed())
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.life.kill().ok();
        self.life.wait().ok();
        // What was said too often, too late or not at all is no fault here: it was killed in the middle.
        drop(self.fake.complaints());
    }
}

async fn measure() {
    let (house, ready) = House::open().await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    println!("READY after {} ms; idle memory {} MiB", ready.as_millis(), house.memory().0);
    let first = house.fake.types("Giver0", "general", "/kith", "help");
    house.fake.answer(&first).await;
    house.shoutouts(100, 10).await;
    for (all, at_once) in [(3_000, 50), (3_000, 500)] {
        let (took, whole) = house.shoutouts(all, at_once).await;
        let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)].as_millis();
        let rate = all as f64 / whole.as_secs_f64();
        println!("/shoutout, {at_once} at once: {rate:.0} a second, median {} ms, p99 {} ms", at(50), at(99));
    }
    let given = house.count("select count(*) from shoutout").await;
    println!("shout-outs kept: {given}");
    flood(&house).await;
}

async fn flood(house: &House) {
    const MANY: i64 = 100_000;
    let before = house.memory();
    let already = house.count("select count(*) from message").await;
    let begun = Instant::now();
    for n in 0..MANY {
        let writer = format!("Giver{}", n % 500);
        house.fake.says(&writer, "help", "hello there, how is the harbour today?");
        // The fake must send meanwhile.
        if n % 200 == 0 {
            tokio::task::yield_now().await;
        }
    }
    let sent = begun.elapsed();
    let mut kept = 0;
    while kept < MANY {
        tokio::time::sleep(Duration::from_millis(100)).await;
        kept = house.count("select count(*) from message").await - already;
        assert!(begun.elapsed() < Duration::from_secs(180), "only {kept} were kept");
    }
    let whole = begun.elapsed();
    let rate = MANY as f64 / whole.as_secs_f64();
    println!(
        "{MANY} messages: told in {} ms, kept in {} ms, {rate:.0} a second",
        sent.as_millis(),
        whole.as_millis()
    );
    println!("memory before {} MiB, most {} MiB", before.0, house.memory().1);
}

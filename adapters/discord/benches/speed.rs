//! How fast Kith is on Discord: answers a second, events a second, memory, and how soon it is there.
//!
//! `cargo bench -p discord` runs it once against the fake. Kith is a process of its own, so that its memory is its own; the
//! fake works on the same cores, so the figures are Kith's and the fake's together.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bot_core::Bot;
use bot_core::testing::TestBot;
use discord::{Settings, Token};
use fake_discord::Fake;
use fake_discord::payload::{member, message};
use fake_discord::talk::{GENERAL, SERVER, person};
use serde_json::json;

/// The argument that makes this program a Kith.
const LIFE: &str = "--life";

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
    let settings =
        Settings { api_url: set("KITH_DISCORD_API_URL"), ..Settings::new(Token::new(fake_discord::TOKEN)) };
    discord::serve(bot, settings, std::future::pending()).await.expect("it serves");
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
        let kith = TestBot::new().await;
        let begun = Instant::now();
        let mut life = Command::new(std::env::current_exe().expect("this program"));
        life.arg(LIFE).env("KITH_DISCORD_API_URL", fake.url()).env("KITH_DATABASE", kith.url());
        let life = life.stdout(Stdio::null()).spawn().expect("a process");
        fake.is_connected(1).await;
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

    /// How long Kith worked so far, in milliseconds of a processor.
    fn worked(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.life.id())).unwrap_or_default();
        let after_name = stat.rsplit(") ").next().unwrap_or_default();
        // User and system time, in hundredths of a second.
        let ticks = after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
        ticks.sum::<u64>() * 10
    }

    async fn count(&self, sql: &'static str) -> i64 {
        self.kith.reads::<(i64,)>(sql).await[0].0
    }

    /// So many people thank somebody, so many at once: how long each waited for the answer.
    async fn shoutouts(&self, all: usize, at_once: usize, round: usize) -> (Vec<Duration>, Duration) {
        let begun = Instant::now();
        let (mut open, mut took, mut asked) = (Vec::new(), Vec::new(), 0);
        while took.len() < all {
            while open.len() < at_once && asked < all {
                let options = [("to", json!("@Bo")), ("reason", json!("for the docs"))];
                open.push(self.fake.types(&format!("Giver{round}x{asked}"), "shoutout", &options));
                asked += 1;
            }
            open.retain(|id| match self.fake.took(id) {
                Some(one) => {
                    took.push(one);
                    false
                }
                None => true,
            });
            self.fake.changes().await;
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
    }
}

async fn measure() {
    let (house, ready) = House::open().await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    println!("READY after {} ms; idle memory {} MiB", ready.as_millis(), house.memory().0);
    let first = house.fake.types("Root", "help", &[]);
    house.fake.answer(&first).await;
    house.shoutouts(100, 10, 0).await;
    for (round, (all, at_once)) in [(3_000, 50), (3_000, 500)].into_iter().enumerate() {
        let before = house.worked();
        let (took, whole) = house.shoutouts(all, at_once, round + 1).await;
        let each = (house.worked() - before) * 1_000 / all as u64;
        let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)].as_millis();
        let rate = all as f64 / whole.as_secs_f64();
        println!(
            "/shoutout, {at_once} at once: {rate:.0} a second, median {} ms, p99 {} ms; {each} µs of Kith's work each",
            at(50),
            at(99)
        );
    }
    let given = house.count("select count(*) from shoutout").await;
    println!("shout-outs kept: {given}");
    flood(&house).await;
}

async fn flood(house: &House) {
    const MANY: i64 = 100_000;
    let before = house.memory();
    let writers: Vec<_> = (0..500).map(|n| person(&format!("Writer{n}"))).collect();
    let begun = Instant::now();
    for n in 0..MANY {
        let id = house.fake.id();
        let author = &writers[usize::try_from(n).unwrap_or_default() % writers.len()];
        let mut written = message(GENERAL, &id, author, "hello there, how is the harbour today?");
        written["guild_id"] = SERVER.into();
        written["member"] = member(None, None, &[]);
        house.fake.dispatch("MESSAGE_CREATE", &written);
        // The fake must send meanwhile.
        if n % 200 == 0 {
            tokio::task::yield_now().await;
        }
    }
    let sent = begun.elapsed();
    let worked = house.worked();
    let mut kept = 0;
    while kept < MANY {
        tokio::time::sleep(Duration::from_millis(50)).await;
        kept = house.count("select count(*) from message").await;
        assert!(begun.elapsed() < Duration::from_secs(300), "{kept} kept");
    }
    let whole = begun.elapsed();
    let rate = MANY as f64 / whole.as_secs_f64();
    println!("{} µs of Kith's work a message", (house.worked() - worked) * 1_000 / MANY as u64);
    println!(
        "{MANY} messages kept in {:.1} s ({rate:.0} a second; the fake took {:.1} s to make them); memory {:?} -> {:?} MiB (now, most)",
        whole.as_secs_f64(),
        sent.as_secs_f64(),
        before,
        house.memory()
    );
}

//! What the core costs: taking in events, one shout-out, one digest. `cargo bench -p house-tests`; figures are read as
//! ratios within one run.

use std::cell::LazyCell;
use std::time::Duration;

use bot_core::chat::{AccountId, Event, MessageRef, Person, ServerId, Source};
use bot_core::command::{Answers, Invocation, Outcome};
use bot_core::moment::{Moment, Span};
use bot_core::testing::{Size, at, message};
use bot_core::{Bot, Sought};
use chrono_tz::Tz;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

const EVENTS: usize = 100_000;
const BATCH: usize = 2_000;

fn server() -> ServerId {
    ServerId::new("bench", "home")
}

/// An empty bot in a directory that goes with it.
async fn empty() -> (TempDir, Bot) {
    let folder = TempDir::new().expect("a directory");
    let bot = Bot::open(&format!("sqlite:{}/kith.db?mode=rwc", folder.path().display())).await;
    (folder, bot.expect("a database"))
}

/// Messages of a thousand people in fifty channels over eight weeks.
fn events(now: Moment) -> Vec<Event> {
    let event = |n: usize| {
        let (who, channel) = (format!("p{}", n * 7 % 1_000), format!("c{}", n % 50));
        let at = now - Span::minutes(((EVENTS - n) * 8 * 7 * 1_440 / EVENTS) as i64);
        Event { server: server(), at, what: message(&who, &channel, &format!("m{n}"), "and then it worked") }
    };
    (0..EVENTS).map(event).collect()
}

fn ingest(c: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let now = at("2026-03-02 10:00");
    let events = events(now);
    let mut group = c.benchmark_group("ingest");
    group.sample_size(10).throughput(Throughput::Elements(EVENTS as u64));
    group.bench_function("100,000 messages", |b| {
        b.iter_batched(
            || runtime.block_on(empty()),
            |(folder, bot)| {
                runtime.block_on(async {
                    for batch in events.chunks(BATCH) {
                        bot.ingest(now, Source::Live, batch).await.expect("events are taken in");
                    }
                    bot.close().await;
                });
                folder
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

/// A bot that has heard [`events`], in a directory that goes with it.
async fn lived_in(start: Moment) -> (TempDir, Bot) {
    let (folder, bot) = empty().await;
    for batch in events(start).chunks(BATCH) {
        bot.ingest(start, Source::Live, batch).await.expect("events are taken in");
    }
    (folder, bot)
}

/// The `n`th shout-out: another giver each time, and the next day after a round, so that nobody runs out of allowance.
fn thanks(start: Moment, n: usize) -> (Moment, Invocation) {
    let who = format!("P{}", n % 1_000);
    let to = format!("<@p{}>", (n + 1 + n / 1_000) % 1_000);
    let answers = [("to".to_owned(), to), ("reason".to_owned(), "for the docs".to_owned())];
    let asker = Person::new(&who.to_lowercase(), &who);
    let answers = Answers::from_iter(answers);
    let invocation = Invocation::new(&format!("i{n}"), server(), "c1", asker, "shoutout", answers);
    (start + Span::days((n / 1_000) as i64), invocation)
}

/// People thank somebody at the same moment, and where their shout-outs stand is written down.
fn shoutout(c: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let start = at("2026-03-02 10:00");
    // Here and below, what is not measured is not set up.
    let house = LazyCell::new(|| runtime.block_on(lived_in(start)));
    let mut n = 0;
    let mut group = c.benchmark_group("/shoutout, committed");
    for at_once in [1, 50] {
        group.throughput(Throughput::Elements(at_once));
        group.bench_function(BenchmarkId::new("at once", at_once), |b| {
            let (_folder, bot) = &*house;
            b.iter(|| {
                let mut crowd = JoinSet::new();
                for _ in 0..at_once {
                    n += 1;
                    let (now, invocation) = thanks(start, n);
                    crowd.spawn_on(thank(bot.clone(), now, invocation), runtime.handle());
                }
                runtime.block_on(crowd.join_all());
            });
        });
    }
    group.finish();
}

/// One shout-out, as an adapter brings it.
async fn thank(bot: Bot, now: Moment, asked: Invocation) {
    let answer = bot.invoke(now, &asked).await;
    assert_eq!(answer.outcome, Outcome::Done, "{answer:?}");
    let stands = MessageRef::new("c1", &format!("for-{}", asked.id));
    bot.replied(now, &asked.server, &asked.id, &stands).await.expect("it is written down");
}

fn digest(c: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let now = at("2026-03-02 10:00");
    let mut group = c.benchmark_group("digest of 100,000 members");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    for weeks in [20, 40] {
        let house = LazyCell::new(|| {
            let (folder, bot) = runtime.block_on(empty());
            let size = Size { members: 100_000, weeks, active: 30_000, each: 33 };
            runtime.block_on(bot.furnish(now, &server(), size));
            let written = runtime.block_on(bot.written(now, &server()));
            println!("{weeks} weeks are {:.1} million messages", written as f64 / 1e6);
            let community = runtime.block_on(bot.communities()).expect("communities").remove(0);
            (folder, bot, community)
        });
        let week = now.day(Tz::UTC).week().back(1);
        group.bench_function(BenchmarkId::from_parameter(format!("{weeks} weeks")), |b| {
            let (_folder, bot, community) = &*house;
            b.iter(|| runtime.block_on(bot.digest(now, community, week)).expect("a digest").expect("pages"));
        });
    }
    group.finish();
}

fn ranking(c: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let now = at("2026-03-02 10:00");
    let mut group = c.benchmark_group("ranking among 100,000 members");
    group.sample_size(30);
    for millions in [1, 2] {
        let house = LazyCell::new(|| {
            let (folder, bot) = runtime.block_on(empty());
            let size = Size { members: 100_000, weeks: 0, active: 0, each: 0 };
            runtime.block_on(bot.furnish(now, &server(), size));
            runtime.block_on(bot.furnish_learned(now, &server(), millions * 1_000_000));
            (folder, bot)
        });
        let mut n = 0_u64;
        group.bench_function(BenchmarkId::from_parameter(format!("{millions} million messages")), |b| {
            let (_folder, bot) = &*house;
            b.iter(|| {
                n += 1;
                let words: Vec<String> =
                    (0..12).map(|w| format!("w{}", (n * 7_919 + w * 104_729) % (1 << (w + 4)))).collect();
                let (asker, channel) = (AccountId(format!("p{}", n % 1_000)), format!("c{}", n % 8));
                let text = words.join(" ");
                let sought = Sought { channel: &channel, asker: &asker, text: Some(&text) };
                let ranked = runtime.block_on(bot.who_knows(now, &server(), &sought, 50)).expect("a ranking");
                assert_eq!(ranked.len(), 50);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, ingest, shoutout, digest, ranking);
criterion_main!(benches);

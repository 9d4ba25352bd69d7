//! What the core costs: taking in events, one shout-out, one digest. `cargo bench -p house-tests`; figures are read as
//! ratios within one run.

use std::time::Duration;

use bot_core::chat::{AccountId, Event, Person, ServerId, Source};
use bot_core::command::{Answers, Invocation, Outcome};
use bot_core::moment::{Moment, Span};
use bot_core::testing::{Size, at, message};
use bot_core::{Bot, Sought};
use chrono_tz::Tz;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;
use tokio::runtime::Runtime;

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

fn shoutout(c: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let start = at("2026-03-02 10:00");
    let (_folder, bot) = runtime.block_on(empty());
    runtime.block_on(async {
        for batch in events(start).chunks(BATCH) {
            bot.ingest(start, Source::Live, batch).await.expect("events are taken in");
        }
    });
    let mut n = 0_usize;
    c.bench_function("one /shoutout, committed", |b| {
        b.iter(|| {
            n += 1;
            // Another giver each time, and the next day after a round: nobody runs out of allowance.
            let now = start + Span::days((n / 1_000) as i64);
            let who = format!("P{}", n % 1_000);
            let to = format!("<@p{}>", (n + 1 + n / 1_000) % 1_000);
            let answers = [("to".to_owned(), to), ("reason".to_owned(), "for the docs".to_owned())];
            let asker = Person::new(&who.to_lowercase(), &who);
            let invocation = Invocation::new(
                &format!("i{n}"),
                server(),
                "c1",
                asker,
                "shoutout",
                Answers::from_iter(answers),
            );
            let answer = runtime.block_on(bot.invoke(now, &invocation));
            assert_eq!(answer.outcome, Outcome::Done, "{answer:?}");
        });
    });
}

fn digest(c: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let now = at("2026-03-02 10:00");
    let mut group = c.benchmark_group("digest of 100,000 members");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    for weeks in [20, 40] {
        let (_folder, bot) = runtime.block_on(empty());
        let size = Size { members: 100_000, weeks, active: 30_000, each: 33 };
        runtime.block_on(bot.furnish(now, &server(), size));
        let written = runtime.block_on(bot.written(now, &server()));
        let community = runtime.block_on(bot.communities()).expect("communities").remove(0);
        let week = now.day(Tz::UTC).week().back(1);
        let name = format!("{weeks} weeks, {:.1} million messages", written as f64 / 1e6);
        group.bench_function(BenchmarkId::from_parameter(name), |b| {
            b.iter(|| runtime.block_on(bot.digest(now, &community, week)).expect("a digest").expect("pages"));
        });
        runtime.block_on(bot.close());
    }
    group.finish();
}

fn ranking(c: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let now = at("2026-03-02 10:00");
    let mut group = c.benchmark_group("ranking among 100,000 members");
    group.sample_size(30);
    for millions in [1, 2] {
        let (_folder, bot) = runtime.block_on(empty());
        let size = Size { members: 100_000, weeks: 0, active: 0, each: 0 };
        runtime.block_on(bot.furnish(now, &server(), size));
        runtime.block_on(bot.furnish_learned(now, &server(), millions * 1_000_000));
        let mut n = 0_u64;
        group.bench_function(BenchmarkId::from_parameter(format!("{millions} million messages")), |b| {
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
        runtime.block_on(bot.close());
    }
    group.finish();
}

criterion_group!(benches, ingest, shoutout, digest, ranking);
criterion_main!(benches);

//! What falls due by the clock.

use crate::bot::Bot;
use crate::host;
use crate::moment::Span;
use crate::schedule::{self, Job};
use crate::testing::TestBot;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_processes_one_claims_a_period() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    let other = Bot::open(bot.url()).await.expect("the same database");
    let (now, server) = (bot.now, bot.server.clone());
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..8 {
        let replica = if n % 2 == 0 { bot.bot.clone() } else { other.clone() };
        let server = server.clone();
        tasks.spawn(async move {
            let mut ctx = host::enter(&replica, now, &server).await.expect("a community");
            let claimed = schedule::claim(&mut ctx, Job::Digest, "2026-W10").await.expect("a claim");
            ctx.tx.commit().await.expect("a claim");
            claimed
        });
    }
    let claimed = tasks.join_all().await;
    assert_eq!(claimed.iter().filter(|claimed| **claimed).count(), 1, "{claimed:?}");
    // Whoever claims and does not finish leaves the period to others.
    let mut ctx = host::enter(&bot.bot, now, &server).await.expect("a community");
    assert!(schedule::claim(&mut ctx, Job::Digest, "2026-W11").await.expect("a claim"));
    drop(ctx);
    let mut ctx = host::enter(&other, now, &server).await.expect("a community");
    assert!(schedule::claim(&mut ctx, Job::Digest, "2026-W11").await.expect("a claim"));
    drop(ctx);
    other.close().await;
}

#[tokio::test]
async fn a_job_that_fails_holds_up_no_other_and_comes_again() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    bot.asks("Root", "/settings digest_channel:#general").await;
    // Pruning is due before the digest, and breaks.
    bot.changes("drop table pruned").await;
    bot.later(Span::days(8));
    assert!(bot.bot.tick(bot.now).await.is_err());
    let due: Vec<(String, i64)> = bot.reads("select job, due from schedule order by job").await;
    assert_eq!((due[0].0.as_str(), due[1].0.as_str()), ("digest", "prune"));
    assert!(due[0].1 > bot.now.0, "the digest came, and the next one is due later");
    assert!(due[1].1 <= bot.now.0, "pruning is still due");
    bot.delivers().await;
}

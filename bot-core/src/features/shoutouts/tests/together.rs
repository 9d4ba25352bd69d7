//! Several at once, and the same thing twice.

use super::{village, wall};
use crate::bot::Bot;
use crate::command::Outcome;

#[tokio::test]
async fn an_invocation_that_comes_again_gets_the_same_answer_and_counts_once() {
    let mut bot = village().await;
    let invocation = bot.invocation("Ana", "/shoutout @bo for the docs");
    let first = bot.invoke(&invocation).await;
    let second = bot.invoke(&invocation).await;
    assert_eq!(first.reply, second.reply);
    assert_eq!(wall(&mut bot).await.len(), 1);
    // At the same moment, and through two processes.
    let other = Bot::open(bot.url()).await.expect("the same database");
    let invocation = bot.invocation("Ana", "/shoutout @cy for the docs");
    let (a, b, c) = tokio::join!(
        bot.bot.invoke(bot.now, &invocation),
        other.invoke(bot.now, &invocation),
        other.invoke(bot.now, &invocation),
    );
    assert_eq!((&a.reply, &b.reply), (&b.reply, &c.reply));
    assert_eq!(a.outcome, Outcome::Done);
    assert_eq!(wall(&mut bot).await.len(), 2);
    other.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_never_exceed_the_allowance() {
    let mut bot = village().await;
    bot.asks("Root", "/settings allowance:3").await;
    let other = Bot::open(bot.url()).await.expect("the same database");
    let asked: Vec<_> = ["bo", "cy", "di", "ed", "flo", "gus", "lou", "sam"]
        .iter()
        .map(|who| bot.invocation("Ana", &format!("/shoutout @{who} for the docs")))
        .collect();
    let now = bot.now;
    let mut tasks = tokio::task::JoinSet::new();
    for (n, invocation) in asked.into_iter().enumerate() {
        let replica = if n % 2 == 0 { bot.bot.clone() } else { other.clone() };
        tasks.spawn(async move { replica.invoke(now, &invocation).await.outcome });
    }
    let outcomes = tasks.join_all().await;
    let count = |wanted: Outcome| outcomes.iter().filter(|outcome| **outcome == wanted).count();
    assert_eq!((count(Outcome::Done), count(Outcome::Refused)), (3, 5), "{outcomes:?}");
    assert_eq!(wall(&mut bot).await.len(), 3);
    other.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_at_once_to_the_same_person_thank_once() {
    let mut bot = village().await;
    let other = Bot::open(bot.url()).await.expect("the same database");
    let one = bot.invocation("Ana", "/shoutout @bo for the docs");
    let two = bot.invocation("Ana", "/shoutout @bo for the tests");
    let (one, two) = tokio::join!(bot.bot.invoke(bot.now, &one), other.invoke(bot.now, &two));
    let mut outcomes = [one.outcome, two.outcome].map(|outcome| format!("{outcome:?}"));
    outcomes.sort();
    assert_eq!(outcomes, ["Done", "Refused"]);
    assert_eq!(wall(&mut bot).await.len(), 1);
    other.close().await;
}

//! What is deleted or taken back loses what it counted for, once.

use super::{rollup, village};
use crate::chat::Source;
use crate::moment::Span;
use crate::testing::{TestBot, deletion, message, reaction, reply, thread, unreaction};

#[tokio::test]
async fn a_deleted_message_no_longer_counts_and_neither_does_what_hung_on_it() {
    let mut bot = village().await;
    bot.happens([
        message("Ana", "general", "m1", "who knows?"),
        thread("Ana", "general", "m1"),
        reply("Bo", "general", "m2", "m1"),
        reaction("Cy", "👍", "general", "m1", "Ana"),
    ])
    .await;
    bot.later(Span::days(3));
    bot.happens([deletion("general", "m1")]).await;
    // The replies below it are other people's.
    assert_eq!(rollup(&bot).await, ["Bo: 1 reply in general on 2026-03-02"]);
    bot.happens([deletion("general", "m1"), deletion("general", "m1")]).await;
    // Late copies of what is gone do not bring it back.
    bot.happens([
        message("Ana", "general", "m1", "who knows?"),
        thread("Ana", "general", "m1"),
        reaction("Di", "👍", "general", "m1", "Ana"),
    ])
    .await;
    assert_eq!(rollup(&bot).await, ["Bo: 1 reply in general on 2026-03-02"]);
}

#[tokio::test]
async fn a_deletion_that_comes_before_its_message_still_deletes() {
    let mut bot = village().await;
    bot.happens([deletion("general", "m1")]).await;
    bot.happens([message("Ana", "general", "m1", "hello"), thread("Ana", "general", "m1")]).await;
    assert!(rollup(&bot).await.is_empty());
}

#[tokio::test]
async fn within_one_batch_the_order_holds() {
    let mut bot = village().await;
    bot.happens([
        message("Ana", "general", "m1", "hello"),
        deletion("general", "m1"),
        message("Ana", "general", "m2", "hello"),
    ])
    .await;
    assert_eq!(rollup(&bot).await, ["Ana: 1 message in general on 2026-03-02"]);
}

#[tokio::test]
async fn a_reaction_that_is_taken_back_no_longer_counts_until_it_is_given_again() {
    let mut bot = village().await;
    let hearts = |who: &str| reaction(who, "❤️", "general", "m1", "Ana");
    bot.happens([message("Ana", "general", "m1", "hello"), hearts("Bo"), hearts("Cy")]).await;
    bot.later(Span::minutes(1));
    bot.happens([unreaction("Bo", "❤️", "general", "m1"), unreaction("Bo", "❤️", "general", "m1")]).await;
    assert_eq!(rollup(&bot).await[1..], ["Ana: 1 reaction_received in general on 2026-03-02"]);
    bot.later(Span::days(1));
    bot.happens([hearts("Bo")]).await;
    assert_eq!(
        rollup(&bot).await[1..],
        [
            "Ana: 1 reaction_received in general on 2026-03-02",
            "Ana: 1 reaction_received in general on 2026-03-03"
        ]
    );
}

#[tokio::test]
async fn somebody_nobody_knows_takes_nothing_back() {
    let mut bot = village().await;
    bot.happens([message("Ana", "general", "m1", "hello"), reaction("Bo", "👍", "general", "m1", "Ana")])
        .await;
    bot.happens([unreaction("Stranger", "👍", "general", "m1"), deletion("nowhere", "m1")]).await;
    assert_eq!(rollup(&bot).await.len(), 2);
}

#[tokio::test]
async fn a_late_copy_and_a_newer_reaction_in_one_batch_count_once() {
    let mut bot = village().await;
    bot.happens([message("Ana", "general", "m1", "hello")]).await;
    let like = || reaction("Bo", "👍", "general", "m1", "Ana");
    let first = bot.now;
    bot.happens([like()]).await;
    bot.later(Span::minutes(1));
    bot.happens([unreaction("Bo", "👍", "general", "m1")]).await;
    bot.later(Span::minutes(1));
    let now = bot.now;
    bot.takes_in_at(crate::chat::Source::Live, [(first, like()), (now, like())]).await;
    assert_eq!(rollup(&bot).await[1..], ["Ana: 1 reaction_received in general on 2026-03-02"]);
}

#[tokio::test]
async fn a_reaction_that_was_taken_back_twice_does_not_count_when_its_copy_comes_late() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo"]).await;
    bot.writes("Ana", "general", "m1", "hello").await;
    let reacts = || reaction("Bo", "👏", "general", "m1", "Ana");
    let takes_back = || unreaction("Bo", "👏", "general", "m1");
    // The second reaction, of minute four, comes after its being taken back.
    for (minute, what) in [(1, reacts()), (2, takes_back()), (5, takes_back()), (4, reacts())] {
        let then = bot.now + Span::minutes(minute);
        bot.takes_in_at(Source::Live, [(then, what)]).await;
    }
    assert!(bot.reads::<(i64,)>("select n from daily where kind = 'reaction_received'").await.is_empty());
}

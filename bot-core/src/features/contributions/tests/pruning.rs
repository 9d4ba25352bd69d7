//! References are forgotten after a while; what they counted for stays, and is not counted again.

use super::village;
use crate::chat::{Happening, Source};
use crate::moment::Span;
use crate::testing::{TestBot, deletion, message, reaction, thread, unreaction};

fn history() -> [Happening; 4] {
    [
        message("Ana", "general", "m1", "hello"),
        message("Bo", "random", "m2", "hello"),
        thread("Ana", "general", "m1"),
        reaction("Bo", "👍", "general", "m1", "Ana"),
    ]
}

async fn figures(bot: &TestBot) -> (Vec<(i64, i64, String, i64, i64)>, Vec<(i64, i64, i64)>) {
    let daily = "select day, member_id, kind, channel_id, n from daily order by 1, 2, 3, 4";
    (bot.reads(daily).await, bot.reads("select week, member_id, written from weekly order by 1, 2").await)
}

async fn references(bot: &TestBot) -> (i64, i64, i64) {
    bot.reads(
        "select cast((select count(*) from message) as bigint), cast((select count(*) from reaction) as bigint),
                cast((select count(*) from thread) as bigint)",
    )
    .await[0]
}

#[tokio::test]
async fn what_was_kept_long_enough_goes_and_the_figures_stay() {
    let mut bot = village().await;
    bot.asks("Root", "/settings keep_days:100").await;
    let first = bot.now;
    bot.happens(history()).await;
    // A reaction on a day on which nobody wrote.
    bot.later(Span::days(1));
    let second = bot.now;
    bot.happens([reaction("Cy", "👍", "general", "m1", "Ana")]).await;
    let before = figures(&bot).await;
    bot.later(Span::days(99));
    assert!(bot.ticks().await.is_empty());
    assert_eq!(references(&bot).await, (2, 2, 1));
    bot.later(Span::days(2));
    bot.ticks().await;
    assert_eq!(references(&bot).await, (0, 0, 0));
    assert_eq!(figures(&bot).await, before);
    // The same history again counts nothing, however it comes.
    for source in [Source::Import, Source::Live] {
        let ingested = bot.takes_in_at(source, history().map(|what| (first, what))).await;
        assert_eq!((ingested.messages, ingested.reactions), (0, 0));
        bot.takes_in_at(source, [(second, reaction("Cy", "👍", "general", "m1", "Ana"))]).await;
    }
    // Nor does taking back what is forgotten take anything.
    bot.happens([unreaction("Cy", "👍", "general", "m1"), deletion("general", "m1")]).await;
    assert_eq!(figures(&bot).await, before);
    let told = bot.picks("Di", "did this count", &[("on", "random/m2/bo")]).await;
    assert!(told.starts_with("says: Kith has not seen this message"), "{told}");
}

#[tokio::test]
async fn history_that_was_brought_in_lately_is_kept_as_long_as_the_rest() {
    let mut bot = village().await;
    let long_ago = bot.now - Span::days(3000);
    bot.takes_in_at(Source::Import, history().map(|what| (long_ago, what))).await;
    let before = figures(&bot).await;
    bot.later(Span::days(399));
    bot.ticks().await;
    assert_eq!(references(&bot).await, (2, 1, 1));
    bot.takes_in_at(Source::Import, history().map(|what| (long_ago, what))).await;
    bot.later(Span::days(2));
    bot.ticks().await;
    assert_eq!(references(&bot).await, (0, 0, 0));
    bot.takes_in_at(Source::Import, history().map(|what| (long_ago, what))).await;
    assert_eq!(figures(&bot).await, before);
}

#[tokio::test]
async fn the_clock_comes_once_a_day_and_catches_up() {
    let mut bot = village().await;
    assert_eq!(bot.bot.tick(bot.now).await.expect("a tick"), 0);
    bot.later(Span::days(1));
    assert_eq!(bot.bot.tick(bot.now).await.expect("a tick"), 1);
    assert_eq!(bot.bot.tick(bot.now).await.expect("a tick"), 0);
    bot.later(Span::days(30));
    assert_eq!(bot.bot.tick(bot.now).await.expect("a tick"), 1);
}

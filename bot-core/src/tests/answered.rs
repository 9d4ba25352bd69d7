//! An invocation that comes again.

use crate::moment::Span;
use crate::testing::TestBot;

#[tokio::test]
async fn the_same_answer_is_given_for_a_day_and_nothing_is_done_twice() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo"]).await;
    bot.asks("Root", "/help").await;
    bot.asks("Root", "/settings cooldown:0").await;
    let invocation = bot.invocation("Ana", "/shoutout @bo for the docs");
    let first = bot.invoke(&invocation).await;
    bot.later(Span::hours(23));
    let again = bot.invoke(&invocation).await;
    assert_eq!((&again.reply, &again.outcome), (&first.reply, &first.outcome));
    assert_eq!(bot.reads::<(i64,)>("select id from shoutout").await.len(), 1);
    // After that it is let go, and so is every trace of it.
    bot.later(Span::hours(25));
    bot.ticks().await;
    assert!(bot.reads::<(String,)>("select invocation from answered").await.is_empty());
}

#[tokio::test]
async fn a_refusal_and_a_form_are_not_kept() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo"]).await;
    bot.asks("Root", "/help").await;
    let refused = bot.invocation("Ana", "/shoutout @ana for me");
    let first = bot.invoke(&refused).await;
    assert_eq!(bot.invoke(&refused).await, first);
    let form = bot.invocation("Ana", "/shoutout @bo");
    let first = bot.invoke(&form).await;
    assert_eq!(bot.invoke(&form).await, first);
    assert_eq!(bot.reads::<(String,)>("select invocation from answered").await.len(), 1);
}

#[tokio::test]
async fn the_same_id_in_another_community_is_another_invocation() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana"]).await;
    let mut invocation = bot.invocation("Ana", "/wall");
    let here = bot.invoke(&invocation).await;
    invocation.server = crate::chat::ServerId::new(crate::testing::PLATFORM, "away");
    invocation.command = "help".to_owned();
    let there = bot.invoke(&invocation).await;
    assert_ne!(here.reply, there.reply);
}

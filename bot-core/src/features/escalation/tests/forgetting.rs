//! Somebody asks to be forgotten, or not to be counted, while a question is about them.

use super::{Story, assert_has};

#[tokio::test]
async fn whoever_is_forgotten_owes_and_asks_nothing() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    story.presses("Eva", "I’ll take it").await;
    let asked = story.bot.answer("Eva", "/privacy forget").await;
    story.bot.presses("Eva", "Forget me", &asked).await;
    let posted = story.delivers().await;
    assert_has(&posted, "a former member has left, so I ask on.");
    assert_has(&posted, "• @Fay (expert) offered to help with this");
    assert!(!format!("{posted:?}").contains("Eva"), "{posted:#?}");
    let asked = story.bot.answer("Ana", "/privacy forget").await;
    story.bot.presses("Ana", "Forget me", &asked).await;
    let posted = story.delivers().await;
    assert!(!format!("{posted:?}").contains("tides at night"), "{posted:#?}");
    assert_eq!(story.state().await, "withdrawn");
}

#[tokio::test]
async fn nobody_is_asked_who_opted_out() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    story.bot.asks("Eva", "/privacy optout").await;
    let told = story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    assert!(told.ends_with("Asked first: Fay."), "{told}");
    assert!(story.bot.asks("Eva", "/expert offer docs").await.contains("You opted out of being counted"));
    story.delivers().await;
}

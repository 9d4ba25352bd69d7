//! Something is gone: the message, the expert, the asker, the thread.

use super::{Story, assert_has, event};
use crate::chat::{Happening, Source};
use crate::testing::deletion;

async fn claimed() -> Story {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    story.presses("Eva", "I’ll take it").await;
    story
}

#[tokio::test]
async fn an_expert_leaves_the_server_while_they_owe_an_answer() {
    let mut story = claimed().await;
    let left = event(&story, Happening::Left("eva".into()));
    story.bot.bot.ingest(story.bot.now, Source::Live, &[left]).await.expect("it is taken in");
    let posted = story.delivers().await;
    assert_has(&posted, "Eva has left, so I ask on.");
    assert_has(&posted, "• @Fay (expert) offered to help with this");
    assert_eq!(story.state().await, "open");
    story.bot.happens([Happening::Left("fay".into())]).await;
    assert_has(&story.delivers().await, "To be honest: nobody is left to ask at the moment.");
}

#[tokio::test]
async fn an_asker_leaves_and_their_question_is_no_longer_asked() {
    let mut story = claimed().await;
    story.bot.happens([Happening::Left("ana".into())]).await;
    assert_has(
        &story.delivers().await,
        "This is no longer asked: its message is gone, or whoever asked it is.",
    );
    assert_eq!(story.state().await, "withdrawn");
    assert!(story.until(crate::testing::at("2026-04-02 10:00")).await.is_empty());
}

#[tokio::test]
async fn an_asker_deletes_the_question() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    let id = story.writes("Ana", "general", "how do I read the tides at night?").await;
    let mut asking = story.bot.invoking("Ana", "ask about", super::nothing());
    asking.answers.set("on", format!("general/{id}/ana"));
    asking.about = Some("how do I read the tides at night?".to_owned());
    story.bot.invoke(&asking).await;
    story.delivers().await;
    story.bot.happens([deletion("general", &id)]).await;
    let posted = story.delivers().await;
    assert_has(&posted, "This is no longer asked");
    assert_has(&posted, "• @Eva (expert): need not worry");
    assert_eq!(story.state().await, "withdrawn");
    let kept: Vec<(String,)> = story.bot.reads("select question from escalation").await;
    assert_eq!(kept[0].0, "");
}

#[tokio::test]
async fn a_thread_is_deleted_and_nobody_is_asked_in_the_void() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    story.delivers().await;
    // Once somebody presses something, it is known where it hangs.
    story.presses("Eva", "Not now").await;
    let card = story.stands[0].0.clone();
    story.bot.happens([deletion(card.channel.as_str(), card.message.as_str())]).await;
    story.delivers().await;
    assert_eq!(story.state().await, "withdrawn");
}

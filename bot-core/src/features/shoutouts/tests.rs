//! Stories of thanking.

use crate::chat::{Happening, MessageRef, Source};
use crate::command::Answers;
use crate::moment::Span;
use crate::testing::{TestBot, at, message, reaction};

async fn ana_bo_and_cy() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo", "Cy", "Di", "Ed", "Flo", "Gus"]).await;
    bot.asks("Root", "/help").await;
    bot
}

#[tokio::test]
async fn somebody_thanks_two_people_and_changes_their_mind() {
    let mut bot = ana_bo_and_cy().await;
    let answer = bot.answer("Ana", "/shoutout @bo @cy for the docs").await;
    let told = bot.presses("Bo", "Undo", &answer).await;
    assert_eq!(told, "refuses: Only the one who gave it can take it back.");
    let wall = bot.asks("Di", "/wall").await;
    assert_eq!(wall, "says: Shout-outs of the last seven days:\n• Ana → Bo and Cy: for the docs");
    bot.later(Span::minutes(15));
    assert_eq!(bot.presses("Ana", "Undo", &answer).await, "says instead: Taken back.");
    assert_eq!(bot.presses("Ana", "Undo", &answer).await, "refuses: It was taken back already.");
    let wall = bot.asks("Di", "/wall").await;
    assert!(wall.starts_with("says: No shout-outs"), "{wall}");
}

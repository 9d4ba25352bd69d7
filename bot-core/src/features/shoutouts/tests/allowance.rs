//! How many people one can thank in a day.

use super::{village, wall};
use crate::moment::Span;
use crate::testing::at;

#[tokio::test]
async fn an_allowance_that_suffices_for_some_reaches_those_and_says_for_whom_it_did_not() {
    let mut bot = village().await;
    bot.asks("Root", "/settings allowance:2").await;
    assert_eq!(
        bot.asks("Ana", "/shoutout @bo @cy @di @ed for the party").await,
        "says: Thank you for saying thanks! It is on its way to where everybody sees it.\nThat was your last thanks for today.\nIt did not reach @Di and \
         @Ed: 2 people a day is all here. You can give again from 3 March, 00:00 UTC.\nYou wrote:\n> for the party"
    );
    assert_eq!(bot.outbox(), ["in #general: 🎉 @Ana thanks @Bo and @Cy\n> for the party\n[Undo]"]);
    assert_eq!(
        bot.asks("Ana", "/shoutout @di for the party").await,
        "refuses: You have thanked 2 people today, which is all for one day here. You can give again from 3 March, \
         00:00 UTC.\nYou wrote:\n> /shoutout to:@di reason:for the party"
    );
    assert_eq!(wall(&mut bot).await, ["• Ana → Bo and Cy: for the party"]);
}

#[tokio::test]
async fn the_day_is_the_communitys_own() {
    let mut bot = village().await;
    bot.asks("Root", "/settings allowance:1 zone:Pacific/Auckland").await;
    // In Auckland it is 23:59 on 2 March.
    bot.now = at("2026-03-02 10:59");
    bot.asks("Ana", "/shoutout @bo for the docs").await;
    let told = bot.asks("Ana", "/shoutout @cy for the docs").await;
    assert!(told.contains("You can give again from 3 March, 00:00 NZDT."), "{told}");
    bot.later(Span(59_999));
    let told = bot.asks("Ana", "/shoutout @cy for the docs").await;
    assert!(told.contains("which is all for one day here"), "{told}");
    bot.later(Span(1));
    let told = bot.asks("Ana", "/shoutout @cy for the docs").await;
    assert!(told.starts_with("says to all"), "{told}");
}

#[tokio::test]
async fn a_day_is_a_day_even_when_clocks_change() {
    let mut bot = village().await;
    bot.asks("Root", "/settings allowance:1 zone:Europe/Berlin").await;
    // The night before the clocks go forward: the day of 29 March begins at 23:00 UTC and ends at 22:00 UTC.
    bot.now = at("2026-03-28 23:00");
    bot.asks("Ana", "/shoutout @bo for the docs").await;
    bot.now = at("2026-03-29 21:59");
    let told = bot.asks("Ana", "/shoutout @cy for the docs").await;
    assert!(told.contains("You can give again from 30 March, 00:00 CEST."), "{told}");
    bot.now = at("2026-03-29 22:00");
    assert!(bot.asks("Ana", "/shoutout @cy for the docs").await.starts_with("says to all"));
}

#[tokio::test]
async fn the_same_person_can_be_thanked_again_after_a_while() {
    let mut bot = village().await;
    bot.asks("Ana", "/shoutout @bo for the docs").await;
    bot.later(Span(Span::minutes(60).0 - 1));
    assert_eq!(
        bot.asks("Ana", "/shoutout @bo for the tests").await,
        "refuses: You thanked @Bo a short while ago. You can again from 2 March, 11:00 UTC.\nYou wrote:\n> /shoutout \
         to:@bo reason:for the tests"
    );
    // Others are free to, and so is Bo.
    assert!(bot.asks("Cy", "/shoutout @bo for the docs").await.starts_with("says to all"));
    assert!(bot.asks("Bo", "/shoutout @ana for the thanks").await.starts_with("says to all"));
    bot.later(Span(1));
    assert!(bot.asks("Ana", "/shoutout @bo for the tests").await.starts_with("says to all"));
}

#[tokio::test]
async fn what_is_taken_back_gives_the_allowance_back() {
    let mut bot = village().await;
    bot.asks("Root", "/settings allowance:2").await;
    let answer = bot.answer("Ana", "/shoutout @bo @cy for the docs").await;
    assert!(bot.asks("Ana", "/shoutout @di for it").await.starts_with("refuses"));
    assert_eq!(bot.presses("Ana", "Undo", &answer).await, "says instead: Taken back.");
    // The cooldown is undone too: it was never given.
    let told = bot.asks("Ana", "/shoutout @bo @di for the docs").await;
    assert!(told.starts_with("says to all: 🎉 @Ana thanks @Bo and @Di"), "{told}");
}

//! What stands on the wall.

use super::{village, wall};
use crate::moment::Span;

#[tokio::test]
async fn an_empty_wall_says_how_to_begin() {
    let mut bot = village().await;
    assert_eq!(
        bot.asks("Ana", "/wall").await,
        "says: No shout-outs in the last seven days. Who helped you? Thank them with /shoutout"
    );
}

#[tokio::test]
async fn the_newest_stands_first_and_what_is_older_than_a_week_does_not() {
    let mut bot = village().await;
    bot.asks("Ana", "/shoutout @bo for the first").await;
    bot.later(Span::days(3));
    bot.asks("Cy", "/shoutout @di for the\nsecond").await;
    bot.asks("Bo", "/shoutout @ana for the third").await;
    assert_eq!(
        bot.asks("Gus", "/wall").await,
        "says: Shout-outs of the last seven days:\n• Bo → Ana: for the third\n• Cy → Di: for the second\n• Ana → Bo: \
         for the first"
    );
    bot.later(Span::days(4));
    assert_eq!(wall(&mut bot).await.len(), 3);
    bot.later(Span(1));
    assert_eq!(wall(&mut bot).await, ["• Bo → Ana: for the third", "• Cy → Di: for the second"]);
}

#[tokio::test]
async fn twenty_fit_on_it() {
    let mut bot = village().await;
    bot.asks("Root", "/settings cooldown:0 allowance:100").await;
    for n in 0..20 {
        bot.asks("Ana", &format!("/shoutout @bo for number {n}")).await;
    }
    assert_eq!(wall(&mut bot).await.len(), 20);
    assert!(!bot.asks("Gus", "/wall").await.ends_with("… and more."));
    bot.asks("Ana", "/shoutout @bo for number 20").await;
    let seen = wall(&mut bot).await;
    assert_eq!(seen.len(), 20);
    assert_eq!(
        (seen[0].as_str(), seen[19].as_str()),
        ("• Ana → Bo: for number 20", "• Ana → Bo: for number 1")
    );
    assert!(bot.asks("Gus", "/wall").await.ends_with("… and more."));
}

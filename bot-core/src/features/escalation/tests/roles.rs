//! A whole role is asked where the policy says so, and nowhere else.

use super::{Story, assert_has, has};
use crate::testing::at;

const QUESTION: &str = "/ask how do I read the tides at night?";

async fn leads_are_asked() -> Story {
    let mut story = Story::harbour().await;
    story.bot.asks("Root", "/roles give @bo lead").await;
    let policy = [("steps", "expert 1h, all leads 2h, channel 1d"), ("hours", "0-24"), ("channel", "#leads")];
    let told = story.bot.picks("Root", "escalation policy", &policy).await;
    assert!(told.contains("2. all leads 2h"), "{told}");
    story
}

#[tokio::test]
async fn all_leads_are_asked_at_once_and_one_of_them_takes_it() {
    let mut story = leads_are_asked().await;
    let told = story.bot.asks("Ana", QUESTION).await;
    assert!(told.ends_with("Asked first: Eva."), "{told}");
    story.delivers().await;
    let posted = story.until(at("2026-03-02 11:00")).await;
    assert_has(&posted, "• @Bo is a lead here\n• @Lea is a lead here");
    let told = story.presses("Bo", "Not now").await;
    assert!(told.contains("• @Bo: not now"), "{told}");
    assert_eq!(story.state().await, "open");
    story.presses("Lea", "I’ll take it").await;
    assert_eq!(story.state().await, "claimed");
}

#[tokio::test]
async fn whoever_of_a_role_is_away_or_asks_is_not_asked() {
    let mut story = leads_are_asked().await;
    story.bot.asks("Lea", "/expert pause").await;
    story.bot.asks("Bo", QUESTION).await;
    story.delivers().await;
    let posted = story.until(at("2026-03-02 11:00")).await;
    assert!(!has(&posted, "is a lead here"), "{posted:#?}");
    // Nobody of that role is there, so it goes on to the channel.
    assert_has(&posted, "in #leads: ❓ A question by Bo waits");
}

#[tokio::test]
async fn a_private_question_goes_to_no_whole_role() {
    let mut story = leads_are_asked().await;
    let private = [("question", "may I sail without a licence?"), ("topic", "Tides"), ("private", "yes")];
    story.bot.picks("Ana", "ask", &private).await;
    story.delivers().await;
    let posted = story.until(at("2026-03-02 11:00")).await;
    assert!(!has(&posted, "to @lea"), "{posted:#?}");
    assert_has(&posted, "in #leads: 🔒");
}

#[tokio::test]
async fn a_large_role_is_asked_by_several_posts() {
    let mut story = Story::empty().await;
    for n in 0..12 {
        story.bot.joins(&[&format!("Li{n}")]).await;
        story.bot.asks("Root", &format!("/roles give @li{n} lead")).await;
    }
    story.bot.picks("Root", "escalation policy", &[("steps", "all leads 2h"), ("hours", "0-24")]).await;
    story.bot.asks("Ana", QUESTION).await;
    let posted = story.delivers().await;
    let people = |post: &String| post.matches("is a lead here").count();
    let asking: Vec<usize> = posted.iter().map(people).filter(|n| *n > 0).collect();
    assert_eq!(asking, [10, 3]);
    let told = story.bot.asks("Root", "/settings").await;
    assert!(!told.contains("⚠️"), "somebody surely sees it: {told}");
}

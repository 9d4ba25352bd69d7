//! Thanking by a reaction.

use super::{village, wall};
use crate::chat::{Happening, MessageRef, Source};
use crate::moment::Span;
use crate::testing::{TestBot, message, reaction, unreaction};

/// Bo wrote m1 and m2, and 👏 gives a shout-out.
async fn clapping() -> TestBot {
    let mut bot = village().await;
    bot.asks("Root", "/settings reaction:👏 allowance:2").await;
    let wrote = |id: &str| message("Bo", "general", id, "the docs are ready");
    bot.happens([wrote("m1"), wrote("m2")]).await;
    bot
}

const BY_ANA: &str = "• Ana → Bo: with a reaction";

#[tokio::test]
async fn any_skin_tone_and_alias_thanks_silently_and_once() {
    for written in ["👏", "👏🏽", "clap", ":clap:", "clap::skin-tone-4"] {
        let mut bot = clapping().await;
        bot.happens([reaction("Ana", written, "general", "m1", "Bo")]).await;
        assert_eq!(wall(&mut bot).await, [BY_ANA], "{written}");
        // The same one again, and the same one in another skin.
        bot.happens([reaction("Ana", written, "general", "m1", "Bo")]).await;
        let again = || reaction("Ana", "👏🏿", "general", "m1", "Bo");
        bot.happens([again(), again()]).await;
        assert_eq!(wall(&mut bot).await, [BY_ANA], "{written}");
        bot.happens([unreaction("Ana", "👏🏾", "general", "m1")]).await;
        assert!(wall(&mut bot).await.is_empty(), "{written}");
    }
}

#[tokio::test]
async fn a_servers_own_emoji_can_be_the_one() {
    let mut bot = clapping().await;
    let told = bot.asks("Root", "/settings reaction::Party_Blob:").await;
    assert_eq!(told, "says: Done. Now it is:\n• reaction: :party_blob:");
    bot.happens([reaction("Ana", "party_blob", "general", "m1", "Bo")]).await;
    bot.happens([reaction("Cy", "👏", "general", "m1", "Bo")]).await;
    assert_eq!(wall(&mut bot).await, [BY_ANA]);
}

#[tokio::test]
async fn other_reactions_own_messages_and_an_unset_reaction_thank_nobody() {
    let mut bot = clapping().await;
    bot.happens([reaction("Ana", "👍", "general", "m1", "Bo"), reaction("Bo", "👏", "general", "m1", "Bo")])
        .await;
    assert!(wall(&mut bot).await.is_empty());
    assert_eq!(bot.asks("Root", "/settings reaction:none").await, "says: Done. Now it is:\n• reaction: none");
    bot.happens([reaction("Ana", "👏", "general", "m1", "Bo")]).await;
    assert!(wall(&mut bot).await.is_empty());
}

#[tokio::test]
async fn taking_it_back_and_giving_it_again_leaves_one() {
    let mut bot = clapping().await;
    for _ in 0..3 {
        bot.happens([reaction("Ana", "👏", "general", "m1", "Bo")]).await;
        assert_eq!(wall(&mut bot).await, [BY_ANA]);
        bot.later(Span::minutes(1));
        bot.happens([unreaction("Ana", "👏", "general", "m1")]).await;
        assert!(wall(&mut bot).await.is_empty());
        bot.later(Span::minutes(1));
    }
    // All within one batch, too.
    let mut bot = clapping().await;
    bot.happens([reaction("Ana", "👏", "general", "m1", "Bo"), unreaction("Ana", "👏", "general", "m1")])
        .await;
    assert!(wall(&mut bot).await.is_empty());
    bot.later(Span(1));
    bot.happens([reaction("Ana", "👏", "general", "m1", "Bo")]).await;
    assert_eq!(wall(&mut bot).await, [BY_ANA]);
    // The allowance was given back each time: there is one left.
    assert!(bot.asks("Ana", "/shoutout @cy for the docs").await.starts_with("says to all"));
}

#[tokio::test]
async fn a_late_copy_of_taking_back_leaves_the_newer_one() {
    let mut bot = clapping().await;
    bot.happens([reaction("Ana", "👏", "general", "m1", "Bo")]).await;
    bot.later(Span::minutes(1));
    let taken_back_at = bot.now;
    bot.happens([unreaction("Ana", "👏", "general", "m1")]).await;
    bot.later(Span::minutes(1));
    bot.happens([reaction("Ana", "👏", "general", "m1", "Bo")]).await;
    let now = std::mem::replace(&mut bot.now, taken_back_at);
    bot.happens([unreaction("Ana", "👏", "general", "m1")]).await;
    bot.now = now;
    assert_eq!(wall(&mut bot).await, [BY_ANA]);
}

#[tokio::test]
async fn taking_back_that_comes_before_its_reaction_still_takes_back() {
    let mut bot = clapping().await;
    let reacted_at = bot.now;
    bot.later(Span::minutes(1));
    bot.happens([unreaction("Ana", "👏", "general", "m1")]).await;
    bot.now = reacted_at;
    bot.happens([reaction("Ana", "👏", "general", "m1", "Bo")]).await;
    assert!(wall(&mut bot).await.is_empty());
    let me = bot.asks("Bo", "/me").await;
    assert!(me.contains("this week: 2 messages\n"), "{me}");
    // A reaction after that counts.
    bot.later(Span::minutes(2));
    bot.happens([reaction("Ana", "👏", "general", "m1", "Bo")]).await;
    assert_eq!(wall(&mut bot).await, [BY_ANA]);
}

#[tokio::test]
async fn clearing_all_reactions_takes_every_one_back() {
    let clear = |emoji: Option<&str>| Happening::Unreacted {
        on: MessageRef::new("general", "m1"),
        by: None,
        emoji: emoji.map(str::to_owned),
    };
    let clap = |who: &str, id: &str| reaction(who, "👏", "general", id, "Bo");
    let mut bot = clapping().await;
    bot.happens([clap("Ana", "m1"), clap("Cy", "m1"), clap("Di", "m2")]).await;
    bot.asks("Ed", "/shoutout @bo for the docs").await;
    let author = [("on", "general/m1/bo"), ("reason", "so clear")];
    bot.picks("Flo", "shoutout author", &author).await;
    assert_eq!(wall(&mut bot).await.len(), 5);
    bot.happens([clear(Some("👍"))]).await;
    assert_eq!(wall(&mut bot).await.len(), 5);
    bot.happens([clear(Some("👏🏻"))]).await;
    // What was said in words stays, and so does what was given elsewhere.
    let left = ["• Flo → Bo: so clear", "• Ed → Bo: for the docs", "• Di → Bo: with a reaction"];
    assert_eq!(wall(&mut bot).await, left);
    bot.later(Span::minutes(1));
    bot.happens([clap("Cy", "m1")]).await;
    assert_eq!(wall(&mut bot).await.len(), 4);
    bot.happens([clear(None)]).await;
    assert_eq!(wall(&mut bot).await, left);
}

#[tokio::test]
async fn imported_history_thanks_nobody() {
    let mut bot = clapping().await;
    bot.takes_in(Source::Import, [reaction("Ana", "👏", "general", "m1", "Bo")]).await;
    assert!(wall(&mut bot).await.is_empty());
    // Nor does the same one when it comes again, live.
    bot.happens([reaction("Ana", "👏", "general", "m1", "Bo")]).await;
    assert!(wall(&mut bot).await.is_empty());
    let me = bot.asks("Bo", "/me").await;
    assert!(me.contains("this week: 2 messages, 1 reaction received"), "{me}");
}

#[tokio::test]
async fn beyond_the_allowance_and_within_the_cooldown_it_is_a_reaction_and_no_more() {
    let mut bot = clapping().await;
    bot.happens([message("Cy", "general", "m3", "more"), message("Di", "general", "m4", "more")]).await;
    let clap = |id: &str, author: &str| reaction("Ana", "👏", "general", id, author);
    bot.happens([clap("m1", "Bo"), clap("m2", "Bo"), clap("m3", "Cy"), clap("m4", "Di")]).await;
    assert_eq!(wall(&mut bot).await.len(), 2);
    let me = bot.asks("Bo", "/me").await;
    assert!(me.contains("2 messages, 2 reactions received, 1 shout-out"), "{me}");
    // Taking back the one that gave nothing takes nothing.
    bot.happens([unreaction("Ana", "👏", "general", "m4")]).await;
    assert_eq!(wall(&mut bot).await.len(), 2);
}

#[tokio::test]
async fn a_deleted_message_takes_the_reactions_thanks_with_it() {
    let mut bot = clapping().await;
    bot.happens([reaction("Ana", "👏", "general", "m1", "Bo"), crate::testing::deletion("general", "m1")])
        .await;
    assert!(wall(&mut bot).await.is_empty());
    bot.happens([reaction("Cy", "👏", "general", "m1", "Bo")]).await;
    assert!(wall(&mut bot).await.is_empty());
}

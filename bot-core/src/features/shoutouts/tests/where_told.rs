//! Where a shout-out is told: in public, in a thread, in the log, or to nobody else.

use super::{village, wall};
use crate::chat::Happening;
use crate::testing::{TestBot, message};

async fn with_mode(mode: &str) -> TestBot {
    let mut bot = village().await;
    let log = Happening::Channel { id: "log".into(), name: "kith-log".to_owned(), parent: None };
    bot.happens([log, message("Bo", "general", "m1", "the docs are ready")]).await;
    bot.asks("Root", &format!("/settings log_channel:#kith-log shoutouts:{mode}")).await;
    bot
}

const AUTHOR: &[(&str, &str)] = &[("on", "general/m1/bo"), ("reason", "so clear")];

#[tokio::test]
async fn in_public() {
    let mut bot = with_mode("public").await;
    assert_eq!(
        bot.picks("Ana", "shoutout author", AUTHOR).await,
        "says to all: 🎉 @Ana thanks @Bo\n> so clear\nFor this message\n[Undo]"
    );
}

#[tokio::test]
async fn in_a_thread_below_the_message_or_in_the_channel_where_there_is_none() {
    let mut bot = with_mode("thread").await;
    assert_eq!(
        bot.picks("Ana", "shoutout author", AUTHOR).await,
        "says: Thank you for saying thanks! It is on its way to where everybody sees it.\nYou can thank 4 more people today."
    );
    assert_eq!(
        bot.outbox(),
        ["in #general under m1: 🎉 @Ana thanks @Bo\n> so clear\nFor this message\n[Undo]"]
    );
    assert_eq!(
        bot.asks("Ana", "/shoutout @cy for the docs").await,
        "says to all: 🎉 @Ana thanks @Cy\n> for the docs\n[Undo]"
    );
}

#[tokio::test]
async fn to_nobody_else() {
    let mut bot = with_mode("ephemeral").await;
    assert_eq!(
        bot.picks("Ana", "shoutout author", AUTHOR).await,
        "says: 🎉 @Ana thanks @Bo\n> so clear\nFor this message\nYou can thank 4 more people today.\n[Undo]"
    );
    assert_eq!(
        bot.asks("Ana", "/shoutout @cy for the docs").await,
        "says: 🎉 @Ana thanks @Cy\n> for the docs\nYou can thank 3 more people today.\n[Undo]"
    );
    assert_eq!(wall(&mut bot).await.len(), 2);
}

#[tokio::test]
async fn in_the_log_channel() {
    let mut bot = with_mode("log").await;
    let told = "says: Thank you for saying thanks! It is on its way to where everybody sees it.\nYou can thank 4 more people today.";
    assert_eq!(bot.picks("Ana", "shoutout author", AUTHOR).await, told);
    assert_eq!(bot.asks("Di", "/shoutout @cy for the docs").await, told);
    assert_eq!(
        bot.outbox(),
        [
            "in #log: 🎉 @Ana thanks @Bo\n> so clear\nFor this message\n[Undo]",
            "in #log: 🎉 @Di thanks @Cy\n> for the docs\n[Undo]"
        ]
    );
}

#[tokio::test]
async fn a_channel_can_have_its_own_way() {
    let mut bot = with_mode("public").await;
    assert_eq!(
        bot.asks("Root", "/channel #general shoutouts:ephemeral").await,
        "says: In #general: what is written counts: on; shout-outs: ephemeral."
    );
    assert!(bot.asks("Ana", "/shoutout @cy for the docs").await.starts_with("says: 🎉 @Ana thanks @Cy"));
    // A thread follows its channel.
    let thread =
        Happening::Channel { id: "t1".into(), name: "a thread".to_owned(), parent: Some("general".into()) };
    bot.happens([thread]).await;
    let mut invocation = bot.invocation("Di", "/shoutout @cy for the docs");
    invocation.channel = "t1".into();
    let answer = bot.invoke(&invocation).await;
    assert!(bot.shown(&answer).starts_with("says: 🎉 @Di thanks @Cy"));
    bot.asks("Root", "/channel #general shoutouts:none").await;
    assert!(bot.asks("Ed", "/shoutout @cy for the docs").await.starts_with("says to all"));
}

#[tokio::test]
async fn a_post_is_not_made_if_it_was_taken_back_before_and_says_so_if_it_was_made() {
    let mut bot = with_mode("log").await;
    bot.asks("Ana", "/shoutout @bo for the docs").await;
    bot.asks("Ana", "/undo").await;
    bot.outbox();
    assert!(bot.delivers().await.is_empty(), "nobody reads of what is no more");
    bot.asks("Ana", "/shoutout @cy for the tests").await;
    let posted = bot.delivers().await;
    assert_eq!(posted.len(), 1, "{posted:?}");
    bot.asks("Ana", "/undo").await;
    let edited = bot.delivers().await;
    assert_eq!(edited.len(), 1, "{edited:?}");
    assert!(
        edited[0].starts_with("edit ") && edited[0].ends_with(": This shout-out was taken back."),
        "{edited:?}"
    );
}

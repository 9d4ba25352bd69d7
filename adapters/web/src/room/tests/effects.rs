//! What lies in the outbox is carried out, once, or ends with plain words.

use bot_core::chat::{Effect, Message, MessageRef, Place, ThreadAt};

use super::Stage;

fn hello() -> Message {
    Message::new(bot_core::chat::Text::typed("hello from Kith"))
}

#[tokio::test]
async fn every_kind_of_effect_is_carried_out() {
    let mut stage = Stage::new().await;
    stage.says("bo", "bo-00000001", "hello").await;
    stage.asks("bo", "/shoutout @cy for the docs").await;
    let given = stage.seen("bo", "general").await.remove(1);
    let effects = [
        Effect::Post { to: Place::Channel("staff".into()), message: hello() },
        Effect::Post { to: Place::Thread(MessageRef::new("general", "bo-00000001")), message: hello() },
        Effect::Direct { to: "cy".into(), message: hello() },
        Effect::Edit { on: given.reference(), message: hello() },
        Effect::GrantRole { to: "cy".into(), role: "R1".into() },
    ];
    for (id, effect) in (1..).zip(&effects) {
        stage.wants(id, effect).await;
    }
    stage.playground.catch_up().await.expect("a look");
    assert_eq!(stage.page("ann", "staff").await, ["Kith: hello from Kith"]);
    assert_eq!(stage.thread("ann", "general", "bo-00000001").await, ["bo: hello", "Kith: hello from Kith"]);
    assert_eq!(stage.page("cy", "@cy").await, ["Kith to cy: hello from Kith"]);
    assert!(stage.page("ann", "@cy").await.is_empty());
    assert_eq!(stage.page("ann", "general").await, ["bo: hello", "Kith: hello from Kith"]);
    assert_eq!(stage.roles("cy").await, ["R1".into()]);
    stage.wants(9, &Effect::RevokeRole { from: "cy".into(), role: "R1".into() }).await;
    stage.playground.catch_up().await.expect("a look");
    assert_eq!(stage.roles("cy").await, []);
    assert!(stage.playground.bot.dead_effects().await.expect("a look").is_empty());
}

#[tokio::test]
async fn threads_are_opened_joined_and_closed_and_messages_reacted_to() {
    let stage = Stage::new().await;
    stage.says("bo", "bo-00000001", "hello").await;
    let first = MessageRef::new("general", "kith-1");
    let thread = |at: ThreadAt, members: &[&str]| Effect::Thread {
        at,
        name: "Gulls".to_owned(),
        message: hello(),
        private: !members.is_empty(),
        members: members.iter().map(|who| (*who).into()).collect(),
    };
    let effects = [
        thread(ThreadAt::Channel("general".into()), &["cy"]),
        thread(ThreadAt::Message(MessageRef::new("general", "bo-00000001")), &[]),
        Effect::Post { to: Place::Thread(first.clone()), message: hello() },
        Effect::Post { to: Place::Thread(MessageRef::new("general", "kith-2")), message: hello() },
        Effect::ThreadMembers {
            thread: Place::Thread(first.clone()),
            add: vec!["lou".into()],
            remove: vec!["cy".into()],
        },
        Effect::React {
            at: MessageRef::new("general", "bo-00000001"),
            emoji: "👀".to_owned(),
            instead: None,
        },
        Effect::CloseThread { thread: Place::Thread(first) },
    ];
    for (id, effect) in (1..).zip(&effects) {
        stage.wants(id, effect).await;
    }
    stage.playground.catch_up().await.expect("a look");
    let opened = "Kith to lou: 🔒 Gulls\n@Cy\nhello from Kith";
    // Whoever was called sees it, and nobody else; what they say there stays there.
    let thread = stage.thread("lou", "general", "kith-1").await;
    assert_eq!(thread, [opened, "Kith to lou: hello from Kith", "Kith to lou: @Lou"]);
    stage.says_in("general", Some("kith-1"), "lou", "lou-0000001", "between us").await;
    assert!(stage.page("lou", "general").await.contains(&opened.to_owned()));
    for who in ["ann", "cy"] {
        assert!(stage.thread(who, "general", "kith-1").await.is_empty());
        assert_eq!(stage.page(who, "general").await.len(), 1);
    }
    let thread = stage.thread("ann", "general", "bo-00000001").await;
    assert_eq!(thread, ["bo: hello", "Kith: hello from Kith", "Kith: hello from Kith"]);
    for (id, emoji) in [("bo-00000001", "👀"), ("kith-1", "🔒")] {
        let reactions = stage.found("general", id).await.reactions;
        assert_eq!((reactions[0].emoji.as_str(), reactions[0].by[0].as_str()), (emoji, "Kith"));
    }
}

#[tokio::test]
async fn what_cannot_be_done_ends_with_plain_words() {
    let mut stage = Stage::new().await;
    let nowhere = MessageRef::new("general", "gone");
    let effects = [
        (Effect::Post { to: Place::Channel("attic".into()), message: hello() }, "There is no channel attic"),
        (Effect::Direct { to: "nobody".into(), message: hello() }, "There is nobody with the account nobody"),
        (Effect::Edit { on: nowhere, message: hello() }, "There is no message gone"),
        (Effect::GrantRole { to: "cy".into(), role: "R9".into() }, "There is no role R9"),
        (
            Effect::React { at: MessageRef::new("general", "gone"), emoji: "👀".to_owned(), instead: None },
            "There is no message gone",
        ),
        (Effect::RevokeRole { from: "cy".into(), role: "R9".into() }, "There is no role R9"),
    ];
    for (id, (effect, _)) in (1..).zip(&effects) {
        stage.wants(id, effect).await;
    }
    stage.playground.catch_up().await.expect("a look");
    let mut dead = stage.playground.bot.dead_effects().await.expect("a look");
    dead.sort_by_key(|dead| dead.id);
    let problems: Vec<_> = dead.into_iter().map(|dead| dead.problem.unwrap_or_default()).collect();
    let expected: Vec<_> = effects.iter().map(|(_, words)| format!("{words} on the playground.")).collect();
    assert_eq!(problems, expected);
    assert_eq!(stage.roles("cy").await, []);
    assert_eq!(stage.checkup().await.waiting, 0);
    // What could not be done is in nobody's way.
    stage.asks("bo", "/shoutout @cy for the docs").await;
    assert_eq!(stage.page("cy", "general").await.len(), 1);
}

#[tokio::test]
async fn an_effect_that_comes_again_is_one_message() {
    let stage = Stage::new().await;
    // The second time as if it had died between writing the message down and telling the core so.
    for _ in 0..2 {
        stage.wants(1, &Effect::Post { to: Place::Channel("staff".into()), message: hello() }).await;
        stage.wants(2, &Effect::Direct { to: "cy".into(), message: hello() }).await;
        stage.playground.catch_up().await.expect("a look");
    }
    assert_eq!(stage.page("cy", "staff").await.len(), 1);
    assert_eq!(stage.page("cy", "@cy").await.len(), 1);
    assert_eq!(stage.checkup().await.waiting, 0);
}

#[tokio::test]
async fn shout_outs_are_told_where_an_admin_wants_them() {
    let mut stage = Stage::new().await;
    stage.asks("ann", "/settings shoutouts:log log_channel:#staff").await;
    stage.asks("bo", "/shoutout @cy for the docs").await;
    let told = stage.page("lou", "staff").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("Kith: 🎉 @Bo thanks @Cy"), "{told:?}");
    assert!(stage.page("lou", "general").await.is_empty());
    stage.asks("bo", "/undo").await;
    let told = stage.page("lou", "staff").await;
    assert!(told.iter().all(|line| !line.contains("the docs")), "{told:?}");
}

#[tokio::test]
async fn a_badge_brings_its_role_and_takes_it_along() {
    let mut stage = Stage::new().await;
    stage.asks("ann", "/badge edit Guide role:Navigator").await;
    stage.asks("lou", "/badge give @bo Guide for walking everybody through the first build").await;
    assert_eq!(stage.roles("bo").await, ["R1".into()]);
    let given = stage.seen("cy", "general").await.pop().expect("a message");
    assert!(super::line(&given).starts_with("Kith: 🏅 @Lou gives @Bo the badge"), "{given:?}");
    assert_eq!(given.files[0].kind, "image/png");
    assert!(given.files[0].alt.contains("Guide"), "{given:?}");
    stage.asks("lou", "/badge revoke @bo Guide they asked me to").await;
    assert_eq!(stage.roles("bo").await, []);
    stage.playground.catch_up().await.expect("a look");
    assert!(stage.playground.bot.dead_effects().await.expect("a look").is_empty());
}

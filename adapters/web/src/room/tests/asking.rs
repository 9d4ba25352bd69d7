//! Somebody asks, and the answer stands where it belongs, once.

use super::{Answered, Stage};
use bot_core::command::Outcome;

#[tokio::test]
async fn a_public_answer_is_for_all_and_an_ephemeral_one_is_not() {
    let mut stage = Stage::new().await;
    let said = stage.asks("bo", "/shoutout @cy for the docs").await;
    assert!(matches!(said, Answered::Said(Outcome::Done)), "{said:?}");
    let said = stage.asks("bo", "/shoutout @bo for myself").await;
    assert!(matches!(said, Answered::Said(Outcome::Refused)), "{said:?}");
    let (bo, cy) = (stage.page("bo", "general").await, stage.page("cy", "general").await);
    assert_eq!((bo.len(), cy.len()), (2, 1), "{bo:?} {cy:?}");
    assert!(cy[0].starts_with("Kith: 🎉 @Bo thanks @Cy"), "{cy:?}");
    assert!(bo[1].starts_with("Kith to bo: You cannot thank yourself."), "{bo:?}");
    let shown = stage.seen("cy", "general").await;
    let asked = shown[0].asked.as_ref().expect("who asked");
    assert_eq!((asked.by.as_str(), asked.command.as_str()), ("bo", "shoutout"));
}

#[tokio::test]
async fn what_is_missing_is_asked_for_and_leaves_nothing_behind() {
    let mut stage = Stage::new().await;
    let asked = stage.asks("bo", "/shoutout").await;
    let Answered::Form(modal) = asked else { panic!("{asked:?}") };
    assert_eq!(modal.command, "shoutout");
    assert!(stage.page("bo", "general").await.is_empty());
    assert!(stage.playground.log.unanswered().await.expect("a look").is_empty());
}

#[tokio::test]
async fn the_same_asking_is_one_message() {
    let mut stage = Stage::new().await;
    let ask = stage.asking("bo", "/shoutout @cy for the docs");
    let (one, two) = (stage.playground.clone(), stage.playground.clone());
    let (a, b) = tokio::join!(one.ask(ask.clone()), two.ask(ask.clone()));
    a.expect("an answer");
    b.expect("an answer");
    stage.playground.ask(ask).await.expect("an answer");
    assert_eq!(stage.page("cy", "general").await.len(), 1);
    assert!(stage.told("cy", "/me").await.contains("1 shout-out"));
}

#[tokio::test]
async fn a_button_changes_the_message_that_it_stands_under() {
    let mut stage = Stage::new().await;
    stage.asks("bo", "/shoutout @cy for the docs").await;
    let given = stage.seen("bo", "general").await.remove(0);
    stage.presses("cy", "Undo", &given).await;
    let page = stage.page("cy", "general").await;
    assert!(page[1].starts_with("Kith to cy: Only the one who gave it"), "{page:?}");
    stage.presses("bo", "Undo", &given).await;
    assert_eq!(stage.page("bo", "general").await, ["Kith: Taken back."]);
    let me = stage.told("cy", "/me").await;
    assert!(me.contains("this week: nothing counted"), "{me}");
}

#[tokio::test]
async fn what_is_taken_back_by_a_line_is_seen_where_it_was_said() {
    let mut stage = Stage::new().await;
    stage.asks("bo", "/shoutout @cy for the docs").await;
    stage.asks("bo", "/undo").await;
    let page = stage.page("cy", "general").await;
    assert_eq!(page.len(), 1, "{page:?}");
    assert!(page[0].starts_with("Kith: ") && page[0].contains("taken back"), "{page:?}");
    assert!(!page[0].contains("the docs"), "{page:?}");
}

#[tokio::test]
async fn a_button_that_is_not_there_asks_for_nothing() {
    let mut stage = Stage::new().await;
    stage.says("bo", "bo-00000001", "hello").await;
    stage.asks("bo", "/shoutout @cy for the docs").await;
    let shown = stage.seen("bo", "general").await;
    let ask = stage.asking("bo", "/help");
    for (message, button) in [(&shown[0], 0), (&shown[1], 7), (&shown[1], usize::MAX)] {
        assert_eq!(stage.playground.pressed(message, button, ask.clone()), None);
    }
}

#[tokio::test]
async fn what_was_asked_before_a_crash_is_answered_after_it() {
    let mut stage = Stage::new().await;
    let ask = stage.asking("bo", "/shoutout @cy for the docs");
    let mut writing = stage.playground.log.write().await.expect("a turn");
    writing.ask(&ask).await.expect("asked");
    writing.commit().await.expect("kept");
    // Half of it is done: the core knows, the page does not.
    let half = stage.asking("bo", "/shoutout @lou for the tests");
    let mut writing = stage.playground.log.write().await.expect("a turn");
    writing.ask(&half).await.expect("asked");
    writing.commit().await.expect("kept");
    let invocation = bot_core::command::Invocation::new(
        &half.id,
        half.server.clone(),
        "general",
        (&stage.person("bo").await).into(),
        &half.command,
        half.answers.clone(),
    );
    stage.playground.bot.invoke(half.when, &invocation).await;
    stage.starts_again().await;
    for _ in 0..2 {
        stage.playground.begin().await.expect("a beginning");
        let page = stage.page("ann", "general").await;
        assert_eq!(page.len(), 2, "{page:?}");
        assert!(page[0].contains("thanks @Cy") && page[1].contains("thanks @Lou"), "{page:?}");
    }
    assert!(stage.playground.log.unanswered().await.expect("a look").is_empty());
    assert!(stage.told("cy", "/me").await.contains("1 shout-out"));
    assert!(stage.told("lou", "/me").await.contains("1 shout-out"));
}

//! What people do on the chat server counts in the core.

use super::Stage;
use crate::log::Body;
use crate::room::Upload;

#[tokio::test]
async fn what_is_written_counts_once() {
    let mut stage = Stage::new().await;
    stage.says("bo", "bo-00000001", "hello <@cy>").await;
    stage.says("bo", "bo-00000001", "hello <@cy>").await;
    stage.says("bo", "bo-00000002", "and again").await;
    assert_eq!(stage.page("cy", "general").await, ["bo: hello <@cy>", "bo: and again"]);
    let me = stage.told("bo", "/me").await;
    assert!(me.contains("1 message") && me.contains("1 reply"), "to whom somebody speaks is answered: {me}");
    assert_eq!(stage.checkup().await.written, 2);
}

#[tokio::test]
async fn an_edit_changes_the_words_and_no_figure() {
    let mut stage = Stage::new().await;
    stage.says("bo", "bo-00000001", "helo").await;
    let message = stage.found("general", "bo-00000001").await;
    stage.playground.edit(&message, &"cy".into(), "mine now").await.expect("an edit");
    stage.playground.edit(&message, &"bo".into(), "hello <@cy>").await.expect("an edit");
    let message = stage.found("general", "bo-00000001").await;
    assert_eq!((message.body, message.edited), (Body::Said("hello <@cy>".to_owned()), true));
    assert!(stage.told("bo", "/me").await.contains("1 message"));
}

#[tokio::test]
async fn a_deletion_takes_the_words_the_files_and_the_figure() {
    let mut stage = Stage::new().await;
    let at = stage.place("general", None);
    let bo = stage.person("bo").await;
    let file = Upload { name: "tide.txt".to_owned(), bytes: b"high".to_vec() };
    stage.playground.say(&stage.server, at, &bo, "bo-00000001", "see", vec![file]).await.expect("a message");
    let message = stage.found("general", "bo-00000001").await;
    stage
        .playground
        .react(&stage.server, &message, &stage.person("cy").await, "🎉")
        .await
        .expect("a reaction");
    let file = message.files[0].id.clone();
    assert!(stage.playground.log.file(&file).await.expect("a look").is_some());
    stage.playground.delete(&stage.server, &message, &"cy".into()).await.expect("nothing");
    assert!(!stage.found("general", "bo-00000001").await.deleted, "only its author deletes it");
    stage.playground.delete(&stage.server, &message, &"bo".into()).await.expect("a deletion");
    stage.playground.delete(&stage.server, &message, &"bo".into()).await.expect("a deletion");
    let message = stage.found("general", "bo-00000001").await;
    assert_eq!(message.body, Body::Said(String::new()));
    assert!(message.deleted && message.files.is_empty() && message.reactions.is_empty());
    assert!(stage.playground.log.file(&file).await.expect("a look").is_none());
    let me = stage.told("bo", "/me").await;
    assert!(me.contains("this week: nothing counted"), "{me}");
}

#[tokio::test]
async fn a_reaction_counts_for_the_author_until_it_is_taken_back() {
    let mut stage = Stage::new().await;
    stage.says("bo", "bo-00000001", "the tide clock works").await;
    let (cy, lou) = (stage.person("cy").await, stage.person("lou").await);
    for by in [&cy, &lou] {
        let message = stage.found("general", "bo-00000001").await;
        stage.playground.react(&stage.server, &message, by, "👏").await.expect("a reaction");
    }
    let message = stage.found("general", "bo-00000001").await;
    assert_eq!(message.reactions[0].by, ["cy".into(), "lou".into()]);
    assert!(stage.told("bo", "/me").await.contains("2 reactions"));
    stage.playground.react(&stage.server, &message, &cy, "👏").await.expect("taken back");
    assert_eq!(stage.found("general", "bo-00000001").await.reactions[0].by, ["lou".into()]);
    assert!(stage.told("bo", "/me").await.contains("1 reaction"));
}

#[tokio::test]
async fn the_emoji_of_thanks_thanks() {
    let mut stage = Stage::new().await;
    stage.says("bo", "bo-00000001", "I fixed the tide clock").await;
    let (message, cy) = (stage.found("general", "bo-00000001").await, stage.person("cy").await);
    stage.playground.react(&stage.server, &message, &cy, "🏆").await.expect("a reaction");
    stage.playground.catch_up().await.expect("a look");
    let me = stage.told("bo", "/me").await;
    assert!(me.contains("1 shout-out"), "{me}");
}

#[tokio::test]
async fn a_thread_is_told_of_when_it_begins() {
    let mut stage = Stage::new().await;
    stage.says("bo", "bo-00000001", "how do I start the peer?").await;
    let before = stage.events();
    stage.says_in("general", Some("bo-00000001"), "cy", "cy-00000001", "with make run").await;
    assert_eq!(stage.events() - before, 2, "the thread and its first message");
    stage.says_in("general", Some("bo-00000001"), "bo", "bo-00000002", "thanks").await;
    assert_eq!(stage.events() - before, 3, "and one more message");
    assert_eq!(stage.page("ann", "general").await, ["bo: how do I start the peer?"]);
    assert_eq!(
        stage.thread("ann", "general", "bo-00000001").await,
        ["bo: how do I start the peer?", "cy: with make run", "bo: thanks"]
    );
    assert_eq!(stage.found("general", "bo-00000001").await.replies, 2);
    assert!(stage.told("cy", "/me").await.contains("1 reply"));
}

#[tokio::test]
async fn who_comes_is_met_and_who_leaves_is_missed() {
    let mut stage = Stage::new().await;
    let members = stage.checkup().await.members;
    let dana = stage.playground.join(&stage.server, "Dana").await.expect("somebody new");
    assert_eq!(stage.checkup().await.members, members + 1);
    let dana = stage.person(dana.as_str()).await;
    assert_eq!(dana.name, "Dana");
    stage.says(dana.account.as_str(), "dana-0001", "hello").await;
    assert!(stage.told(dana.account.as_str(), "/me").await.contains("1 message"));
    stage.playground.set_gone(&stage.server, &dana, true).await.expect("a goodbye");
    let refused = stage.told("bo", &format!("/shoutout <@{}> for coming", dana.account)).await;
    assert!(refused.contains("@Dana has left."), "{refused}");
    assert!(stage.person(dana.account.as_str()).await.gone);
    stage.playground.set_gone(&stage.server, &dana, false).await.expect("a return");
    let given = stage.told("bo", &format!("/shoutout <@{}> for coming back", dana.account)).await;
    assert!(given.contains("Bo thanks @Dana") || given.contains("@Bo thanks @Dana"), "{given}");
}

#[tokio::test]
async fn a_page_that_was_open_hears_of_what_comes_after_a_restart() {
    let mut stage = Stage::new().await;
    // In a thread whose top is not there: nothing changed but the message itself.
    stage.says_in("general", Some("nowhere"), "bo", "bo-00000001", "hello").await;
    let newest = stage.playground.log.newest();
    stage.starts_again().await;
    stage.says("cy", "cy-00000001", "good morning").await;
    let server = crate::log::key(&stage.server);
    let changes = stage.playground.log.changes(&server, &"bo".into(), newest).await.expect("changes");
    assert_eq!(changes.iter().map(|message| message.id.as_str()).collect::<Vec<_>>(), ["cy-00000001"]);
}

#[tokio::test]
async fn what_is_deleted_stays_deleted_whoever_still_edits_or_reacts() {
    let stage = Stage::new().await;
    stage.says("bo", "bo-00000001", "a secret").await;
    let message = stage.found("general", "bo-00000001").await;
    let (server, bo) = (&stage.server, stage.person("bo").await);
    stage.playground.delete(server, &message, &bo.account).await.expect("a deletion");
    // They still see it as it was.
    stage.playground.edit(&message, &bo.account, "a secret, again").await.expect("no edit");
    stage.playground.react(server, &message, &bo, "👍").await.expect("no reaction");
    let message = stage.found("general", "bo-00000001").await;
    assert!(message.deleted && message.reactions.is_empty());
    assert_eq!(message.body, Body::Said(String::new()));
}

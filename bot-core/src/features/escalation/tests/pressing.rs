//! Whoever presses what: two at once, the wrong people, twice the same.

use super::{Story, assert_has};
use crate::chat::Happening;
use crate::command::{Outcome, Via};
use crate::testing::TestBot;

/// What is asked by pressing the newest button of this label.
async fn pressing(story: &mut Story, who: &str, label: &str) -> crate::command::Invocation {
    story.delivers().await;
    let message = story
        .stands
        .iter()
        .rev()
        .find(|(.., message)| message.buttons.iter().any(|button| button.label == label));
    let message = message.expect("a button").2.clone();
    let button = message.buttons.iter().find(|button| button.label == label).expect("a button");
    let mut asking = story.bot.invoking(who, &button.command, button.answers.clone());
    asking.via = Via::Button;
    asking
}

#[tokio::test]
async fn two_experts_take_it_in_the_same_instant_and_one_owes_an_answer() {
    let mut story = Story::harbour().await;
    story.bot.picks("Root", "escalation policy", &[("steps", "experts 1d")]).await;
    for round in 0..8 {
        story.bot.asks("Ana", &format!("/ask how do I read the tides at night, {round}?")).await;
        let eva = pressing(&mut story, "Eva", "I’ll take it").await;
        let fay = pressing(&mut story, "Fay", "I’ll take it").await;
        let (bot, now) = (story.bot.bot.clone(), story.bot.now);
        let (a, b) = tokio::join!(bot.invoke(now, &eva), bot.invoke(now, &fay));
        let outcomes = [a.outcome, b.outcome];
        let won = outcomes.iter().filter(|outcome| **outcome == Outcome::Done).count();
        assert_eq!(won, 1, "{a:?} {b:?}");
        let lost = if a.outcome == Outcome::Done { &b } else { &a };
        assert!(story.bot.shown(lost).contains("Somebody else took it a moment ago"), "{lost:?}");
        let owed: Vec<(i64,)> = story
            .bot
            .reads("select count(*) from escalation where state = 'claimed' and claimed_by is not null")
            .await;
        assert_eq!(owed[0].0, 1);
        story.presses("Ana", "Never mind").await;
    }
}

#[tokio::test]
async fn everybody_does_only_what_is_theirs() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    let told = story.presses("Ana", "I’ll take it").await;
    assert!(told.contains("It is your own question."), "{told}");
    let told = story.presses("Bo", "Not now").await;
    assert!(told.contains("That is for others to say"), "{told}");
    let told = story.presses("Bo", "Solved").await;
    assert!(told.contains("That is for others to say"), "{told}");
    let told = story.presses("Bo", "Never mind").await;
    assert!(told.contains("That is for others to say"), "{told}");
    story.presses("Eva", "I’ll take it").await;
    let told = story.presses("Bo", "It is answered").await;
    assert!(told.contains("That is for others to say") || told.contains("answered"), "{told}");
    let told = story.presses("Eva", "I cannot after all").await;
    assert_eq!(told, "says instead: @Eva passes it on.");
    assert_eq!(story.state().await, "open");
    assert_has(&story.all(), "• @Fay (expert) offered to help with this");
    let told = story.presses("Lea", "Never mind").await;
    assert!(told.contains("No longer asked."), "{told}");
    assert_eq!(story.state().await, "withdrawn");
}

#[tokio::test]
async fn what_is_not_somebodys_area_they_are_asked_less_about() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    for n in 0..2 {
        story.bot.asks("Ana", &format!("/ask how do I read the tides at night, {n}?")).await;
        if n == 0 {
            story.presses("Eva", "Not my area").await;
        }
        story.presses("Ana", "Never mind").await;
    }
    let told: Vec<(i64, i64)> = story.bot.reads("select topic_id, n from not_area").await;
    assert_eq!((told.len(), told[0].1), (1, 1));
    let told = story.bot.asks("Bo", "/ask how do I read the tides at night?").await;
    assert!(told.ends_with("Asked first: Fay."), "{told}");
    story.delivers().await;
}

#[tokio::test]
async fn a_message_is_marked_as_the_answer() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    story.delivers().await;
    let id = story.writes("Bo", "t1", "look at the moon").await;
    let on = format!("t1/{id}/bo");
    let told = story.bot.picks("Cy", "question this answers", &[("on", &on)]).await;
    assert!(told.contains("That is for others to say"), "{told}");
    let told = story.bot.picks("Lea", "question this answers", &[("on", &on)]).await;
    assert_eq!(told, "says: Thank you. Whoever asked is asked whether it helped.");
    assert_has(&story.delivers().await, "@Ana, @Bo answered. Did that solve it?");
    story.presses("Ana", "Not yet").await;
    let told = story.bot.picks("Ana", "question this answers", &[("on", &on)]).await;
    assert!(told.starts_with("says: ✅ Solved, thanks to @Bo."), "{told}");
    assert_eq!(story.state().await, "resolved");
    assert!(story.bot.asks("Bo", "/me").await.contains("1 accepted answer"));
    let other = story.writes("Bo", "general", "hello").await;
    let told =
        story.bot.picks("Ana", "question this answers", &[("on", &format!("general/{other}/bo"))]).await;
    assert!(told.contains("I see no open question around this message."), "{told}");
    story.delivers().await;
}

#[tokio::test]
async fn an_expert_is_asked_about_a_message_by_its_author_or_for_them() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    let id = story.writes("Ana", "general", "how do I read the tides at night?").await;
    let mut asking = story.bot.invoking("Bo", "ask about", super::nothing());
    asking.answers.set("on", format!("general/{id}/ana"));
    asking.about = Some("how do I read the tides at night?".to_owned());
    let answer = story.bot.invoke(&asking).await;
    let told = story.bot.shown(&answer);
    assert!(
        told.starts_with("says: Asked, and its author hears that it was you who asked for them."),
        "{told}"
    );
    let posted = story.delivers().await;
    assert_has(
        &posted,
        &format!("open a thread “how do I read the tides at night?” in #general under {id} with @ana"),
    );
    assert_has(&posted, "❓ @Bo asks for @Ana:\n> how do I read the tides at night?");
    let told = story.bot.picks("Ana", "ask about", &[("on", &format!("general/{id}/ana"))]).await;
    assert!(told.starts_with("refuses: This is being asked already."), "{told}");
    // Whoever was asked for may end it, and so may nobody else.
    assert!(story.presses("Bo", "Never mind").await.contains("That is for others to say"));
    assert!(story.presses("Ana", "Never mind").await.contains("No longer asked."));
    story.bot.asks("Cy", "/privacy optout").await;
    let id = story.writes("Cy", "general", "and how by day?").await;
    let told = story.bot.picks("Bo", "ask about", &[("on", &format!("general/{id}/cy"))]).await;
    assert!(told.contains("@Cy prefers not to be counted"), "{told}");
}

#[tokio::test]
async fn one_asks_so_much_and_no_more() {
    let mut story = Story::harbour().await;
    for n in 0..5 {
        story.bot.asks("Ana", &format!("/ask how do I read the tides at night, {n}?")).await;
    }
    let told = story.bot.asks("Ana", "/ask and one more about the tides?").await;
    assert!(told.starts_with("refuses: You have 5 open questions already."), "{told}");
    assert!(told.contains("You wrote:\n> /ask question:and one more about the tides?"), "{told}");
    assert!(story.bot.asks("Bo", "/ask why").await.contains("Please say a little more"));
    story.bot.happens([Happening::Person(TestBot::person("Ana"))]).await;
    story.delivers().await;
}

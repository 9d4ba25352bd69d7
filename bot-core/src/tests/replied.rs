//! A public answer that is posted by its adapter, and changes later.

use crate::chat::{Happening, MessageRef, Platform, ServerId};
use crate::command::{Answer, Answers, Invocation, Via};
use crate::moment::Span;
use crate::outbox::Delivery;
use crate::testing::{PLATFORM, TestBot, deletion};

const EDITED: &str = "edit m9: This shout-out was taken back.";

async fn village() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo", "Cy"]).await;
    bot.asks("Root", "/help").await;
    bot
}

/// Ana thanks Bo in public.
async fn thanks(bot: &mut TestBot) -> (Invocation, Answer) {
    let invocation = bot.invocation("Ana", "/shoutout @bo for the docs");
    let answer = bot.invoke(&invocation).await;
    assert_eq!(bot.shown(&answer), "says to all: 🎉 @Ana thanks @Bo\n> for the docs\n[Undo]");
    assert!(answer.effects.is_empty(), "nobody shall wait for the answer to be posted");
    (invocation, answer)
}

/// The states of all effects, with whether they keep words.
async fn states(bot: &TestBot) -> Vec<(String, i64)> {
    bot.reads(
        "select state, cast(case when body is null and instead is null then 0 else 1 end as bigint)
         from effect order by id",
    )
    .await
}

fn state(state: &str, words: i64) -> (String, i64) {
    (state.to_owned(), words)
}

#[tokio::test]
async fn what_is_taken_back_says_so_where_it_stands() {
    let mut bot = village().await;
    let (invocation, _) = thanks(&mut bot).await;
    assert_eq!(states(&bot).await, [state("answer", 0)]);
    assert!(bot.delivers().await.is_empty(), "the adapter posts it by itself");
    bot.posts(&invocation, "m9").await;
    assert_eq!(states(&bot).await, [state("delivered", 0)]);
    assert_eq!(bot.asks("Ana", "/undo").await, "says: Taken back.");
    assert_eq!(bot.outbox(), [EDITED]);
}

#[tokio::test]
async fn a_lead_who_retracts_it_and_a_message_that_is_gone_edit_it_too() {
    let mut bot = village().await;
    let (invocation, _) = thanks(&mut bot).await;
    bot.posts(&invocation, "m9").await;
    let wall = bot.asks("Root", "/wall").await;
    let code = wall.rsplit(' ').next().expect("a code").trim_end_matches(')').to_owned();
    bot.asks("Root", &format!("/retract {code} they asked me to")).await;
    assert_eq!(bot.outbox(), [EDITED]);

    bot.writes("Cy", "general", "m1", "the tests are ready").await;
    let on: Answers = [("on", "general/m1/cy"), ("reason", "so clear")]
        .map(|(field, answer)| (field.to_owned(), answer.to_owned()))
        .into_iter()
        .collect();
    let invocation = bot.invoking("Ana", "shoutout author", on);
    bot.invoke(&invocation).await;
    bot.posts(&invocation, "m9").await;
    bot.happens([deletion("general", "m1")]).await;
    assert_eq!(bot.delivers().await, [EDITED, EDITED]);
}

#[tokio::test]
async fn taken_back_before_it_is_known_where_it_stands_it_says_so_as_soon_as_it_is() {
    let mut bot = village().await;
    let (invocation, _) = thanks(&mut bot).await;
    bot.asks("Ana", "/undo").await;
    assert!(bot.outbox().is_empty() && bot.delivers().await.is_empty());
    bot.posts(&invocation, "m9").await;
    bot.posts(&invocation, "m9").await;
    assert_eq!(bot.delivers().await, [EDITED]);
    assert_eq!(states(&bot).await, [state("delivered", 0), state("delivered", 0)]);
}

#[tokio::test]
async fn said_again_it_does_no_harm() {
    let mut bot = village().await;
    let (invocation, first) = thanks(&mut bot).await;
    bot.posts(&invocation, "m9").await;
    bot.posts(&invocation, "m9").await;
    // The platform asks again, gets the same answer, and the adapter says where it stands once more.
    assert_eq!(bot.invoke(&invocation).await.reply, first.reply);
    bot.posts(&invocation, "m9").await;
    assert_eq!(states(&bot).await, [state("delivered", 0)]);
    bot.asks("Ana", "/undo").await;
    bot.posts(&invocation, "m9").await;
    assert_eq!(bot.delivers().await, [EDITED]);
}

#[tokio::test]
async fn the_button_edits_nothing_because_its_message_is_replaced_by_the_answer() {
    for known_before in [true, false] {
        let mut bot = village().await;
        let (invocation, answer) = thanks(&mut bot).await;
        if known_before {
            bot.posts(&invocation, "m9").await;
        }
        assert_eq!(bot.presses("Ana", "Undo", &answer).await, "says instead: Taken back.");
        bot.posts(&invocation, "m9").await;
        assert!(bot.outbox().is_empty() && bot.delivers().await.is_empty());
        assert_eq!(states(&bot).await, [state("delivered", 0)]);
    }
}

#[tokio::test]
async fn the_button_below_a_post_in_the_log_edits_nothing_either() {
    let mut bot = village().await;
    bot.happens([Happening::Channel { id: "log".into(), name: "kith-log".to_owned(), parent: None }]).await;
    bot.asks("Root", "/settings log_channel:#kith-log shoutouts:log").await;
    bot.asks("Ana", "/shoutout @bo for the docs").await;
    assert_eq!(bot.delivers().await.len(), 1);
    let id = bot.reads::<(i64,)>("select id from shoutout").await[0].0;
    let mut pressed = bot.invoking("Ana", "undo", Answers::default());
    pressed.answers.set("shoutout", id.to_string());
    pressed.via = Via::Button;
    let answer = bot.invoke(&pressed).await;
    assert_eq!(bot.shown(&answer), "says instead: Taken back.");
    assert!(bot.delivers().await.is_empty());
    // Typed, there is no message to replace.
    bot.later(Span::hours(2));
    bot.asks("Ana", "/shoutout @cy for the docs").await;
    bot.delivers().await;
    let id = bot.reads::<(i64,)>("select max(id) from shoutout").await[0].0;
    assert_eq!(bot.asks("Ana", &format!("/undo {id}")).await, "says: Taken back.");
    assert_eq!(bot.delivers().await.len(), 1);
}

#[tokio::test]
async fn where_there_is_nothing_to_edit_nothing_happens() {
    let mut bot = village().await;
    bot.asks("Root", "/settings shoutouts:ephemeral").await;
    let private = bot.invocation("Ana", "/shoutout @bo for the docs");
    bot.invoke(&private).await;
    bot.posts(&private, "m9").await;
    let asked = bot.invocation("Ana", "/shoutout @bo");
    bot.invoke(&asked).await;
    bot.posts(&asked, "m9").await;
    let public = bot.invocation("Ana", "/contribute a talk");
    bot.invoke(&public).await;
    bot.posts(&public, "m9").await;
    let unknown = bot.invocation("Ana", "/wall");
    bot.posts(&unknown, "m9").await;
    bot.server = ServerId::new(PLATFORM, "away");
    bot.posts(&public, "m9").await;
    assert_eq!(states(&bot).await, []);
    assert_eq!(bot.reads::<(i64,)>("select id from community").await.len(), 1, "nobody founds one");
}

#[tokio::test]
async fn after_a_day_nobody_says_any_more_where_it_stands_and_after_a_month_it_is_let_go() {
    let mut bot = village().await;
    let (invocation, _) = thanks(&mut bot).await;
    bot.later(Span::hours(48));
    bot.ticks().await;
    bot.posts(&invocation, "m9").await;
    assert_eq!(states(&bot).await, [state("answer", 0)]);
    bot.later(Span::days(29));
    bot.ticks().await;
    assert_eq!(states(&bot).await, []);
    // Taking it back finds nothing to edit.
    let wall = bot.reads::<(i64,)>("select id from shoutout").await;
    let code = crate::ids::short(wall[0].0);
    let told = bot.asks("Root", &format!("/retract {code} too late")).await;
    assert!(told.starts_with("says: Shout-out"), "{told}");
    assert!(bot.outbox().is_empty());
}

#[tokio::test]
async fn who_is_forgotten_leaves_no_words_in_it_and_it_can_still_be_edited() {
    let mut bot = village().await;
    let (invocation, _) = thanks(&mut bot).await;
    bot.picks("Ana", "privacy forget now", &[]).await;
    bot.posts(&invocation, "m9").await;
    assert_eq!(states(&bot).await, [state("delivered", 0)]);
    let code = crate::ids::short(bot.reads::<(i64,)>("select id from shoutout").await[0].0);
    bot.asks("Root", &format!("/retract {code} so")).await;
    assert_eq!(bot.outbox(), [EDITED]);
}

#[tokio::test]
async fn a_post_that_is_on_its_way_when_it_is_taken_back_says_so_once_it_is_there() {
    let mut bot = village().await;
    bot.happens([Happening::Channel { id: "log".into(), name: "kith-log".to_owned(), parent: None }]).await;
    bot.asks("Root", "/settings log_channel:#kith-log shoutouts:log cooldown:0").await;
    let platform = Platform::from(PLATFORM);
    let there = Delivery::Done(Some(MessageRef::new("log", "m9")));
    for (delivery, edits) in [(there, 1), (Delivery::Later("busy".to_owned(), None), 0)] {
        bot.asks("Ana", "/shoutout @bo for the docs").await;
        let due = bot.bot.due(bot.now, &platform, 10).await.expect("what is due");
        assert_eq!(due.len(), 1);
        bot.asks("Ana", "/undo").await;
        assert!(bot.bot.due(bot.now, &platform, 10).await.expect("what is due").is_empty());
        bot.bot.delivered(bot.now, due[0].id, &delivery).await.expect("a delivery");
        bot.later(Span::minutes(3));
        assert_eq!(bot.delivers().await, vec![EDITED; edits]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn taken_back_at_the_very_moment_it_is_edited_once() {
    let mut bot = village().await;
    bot.asks("Root", "/settings allowance:100 cooldown:0").await;
    for round in 0..10 {
        let (invocation, _) = thanks(&mut bot).await;
        let undo = bot.invocation("Ana", "/undo");
        let (now, server, replica) = (bot.now, bot.server.clone(), bot.bot.clone());
        let at = MessageRef::new("general", "m9");
        let place = || replica.replied(now, &server, &invocation.id, &at);
        let (undone, one, two) = tokio::join!(replica.invoke(now, &undo), place(), place());
        assert_eq!(bot.shown(&undone), "says: Taken back.", "round {round}");
        one.and(two).expect("its place");
        assert_eq!(bot.delivers().await, [EDITED], "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_are_posted_at_once_each_stand_where_they_were_posted() {
    let mut bot = village().await;
    bot.asks("Root", "/settings allowance:100 cooldown:0").await;
    let mut asked = Vec::new();
    for _ in 0..40 {
        let invocation = bot.invocation("Ana", "/shoutout @bo for the docs");
        bot.invoke(&invocation).await;
        asked.push(invocation.id);
    }
    let mut all = tokio::task::JoinSet::new();
    for (n, id) in asked.into_iter().enumerate() {
        let (now, server, replica) = (bot.now, bot.server.clone(), bot.bot.clone());
        all.spawn(async move {
            let at = MessageRef::new("general", &format!("m{n:02}"));
            // Some lose patience: theirs is taken along by whoever comes next, or not at all.
            let patience = std::time::Duration::from_secs(if n % 4 == 3 { 0 } else { 60 });
            match tokio::time::timeout(patience, replica.replied(now, &server, &id, &at)).await {
                Ok(replied) => {
                    assert!(!replied.expect("a place"), "none was taken back");
                    true
                }
                Err(_) => false,
            }
        });
    }
    let waited = all.join_all().await.into_iter().filter(|waited| *waited).count();
    // Ids grow in the order of the answers, so places do too.
    let stand: Vec<(String,)> =
        bot.reads("select message_id from effect where state = 'delivered' order by id").await;
    assert!(stand.len() >= waited, "{waited} were told that theirs is written down: {stand:?}");
    assert!(stand.is_sorted(), "{stand:?}");
}

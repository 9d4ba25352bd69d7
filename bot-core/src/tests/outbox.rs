//! Effects that wait: delivered at least once, tried again, let go in the end.

use std::collections::BTreeSet;

use crate::bot::Bot;
use crate::chat::{Effect, Message, MessageRef, Place, Platform, Text};
use crate::moment::{Moment, Span};
use crate::outbox::{self, Delivery, Due};
use crate::testing::{PLATFORM, TestBot, effect_text};

async fn community() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    bot
}

fn words(words: &str) -> Message {
    Message::new(Text::words(words))
}

/// Puts a post into the outbox, maybe below another one.
async fn post(bot: &TestBot, text: &str, below: Option<i64>) -> i64 {
    let community = bot.reads::<(i64,)>("select id from community").await[0].0;
    let id = bot.bot.ids.next(bot.now);
    let to = match below {
        None => Place::Channel("general".into()),
        Some(effect) => Place::ThreadOf { effect, channel: "general".into() },
    };
    let effect = Effect::Post { to, message: words(text) };
    let mut tx = bot.bot.store.begin().await.expect("a transaction");
    let platform = Platform::from(PLATFORM);
    outbox::put(&mut tx, id, community, &platform, &effect, bot.now, below).await.expect("an effect");
    tx.commit().await.expect("an effect");
    id
}

async fn due(bot: &TestBot) -> Vec<Due> {
    bot.bot.due(bot.now, &Platform::from(PLATFORM), 100).await.expect("what is due")
}

async fn texts(bot: &TestBot) -> Vec<String> {
    due(bot).await.iter().map(|due| effect_text(&due.effect)).collect()
}

async fn settle(bot: &TestBot, id: i64, delivery: Delivery) {
    bot.bot.delivered(bot.now, id, &delivery).await.expect("a delivery");
}

fn later(when: Option<Moment>) -> Delivery {
    Delivery::Later("busy".to_owned(), when)
}

async fn state(bot: &TestBot) -> Vec<(String, Option<String>, i64)> {
    let sql = "select state, problem, cast(case when body is null then 0 else 1 end as bigint) from effect order by id";
    bot.reads(sql).await
}

#[tokio::test]
async fn what_is_delivered_is_done_and_keeps_no_text() {
    let bot = community().await;
    post(&bot, "one", None).await;
    post(&bot, "two", None).await;
    assert!(bot.bot.due(bot.now, &Platform::from("elsewhere"), 100).await.expect("due").is_empty());
    let one = bot.bot.due(bot.now, &Platform::from(PLATFORM), 1).await.expect("due");
    assert_eq!(
        (one.len(), effect_text(&one[0].effect), one[0].attempts),
        (1, "in #general: one".to_owned(), 0)
    );
    settle(&bot, one[0].id, Delivery::Done(None)).await;
    assert_eq!(texts(&bot).await, ["in #general: two"]);
    assert_eq!(state(&bot).await[0], ("delivered".to_owned(), None, 0));
    // Said twice, by a worker that was slow, it changes nothing.
    settle(&bot, one[0].id, Delivery::Refused("gone".to_owned())).await;
    assert_eq!(state(&bot).await[0], ("delivered".to_owned(), None, 0));
}

#[tokio::test]
async fn what_a_worker_does_not_answer_for_comes_again_after_two_minutes() {
    let mut bot = community().await;
    post(&bot, "one", None).await;
    assert_eq!(due(&bot).await.len(), 1);
    assert!(due(&bot).await.is_empty());
    bot.later(Span(Span::minutes(2).0 - 1));
    assert!(due(&bot).await.is_empty());
    bot.later(Span(1));
    let again = due(&bot).await;
    assert_eq!((again.len(), again[0].attempts), (1, 1));
}

#[tokio::test]
async fn what_could_not_be_done_now_is_tried_again_at_growing_intervals_or_when_the_platform_says() {
    let mut bot = community().await;
    let id = post(&bot, "one", None).await;
    for seconds in [2, 4, 8] {
        assert_eq!(due(&bot).await.len(), 1);
        settle(&bot, id, later(None)).await;
        bot.later(Span(seconds * 1000 - 1));
        assert!(due(&bot).await.is_empty(), "after {seconds} s");
        bot.later(Span(1));
    }
    assert_eq!(due(&bot).await.len(), 1);
    settle(&bot, id, later(Some(bot.now + Span::minutes(7)))).await;
    bot.later(Span(Span::minutes(7).0 - 1));
    assert!(due(&bot).await.is_empty());
    bot.later(Span(1));
    assert_eq!(due(&bot).await.len(), 1);
    assert_eq!(state(&bot).await, [("waiting".to_owned(), Some("busy".to_owned()), 1)]);
}

#[tokio::test]
async fn trouble_of_three_days_is_its_death_which_can_be_seen_and_is_told_once() {
    let mut bot = community().await;
    let id = post(&bot, "one", None).await;
    let mut attempts = 0;
    while let [due] = due(&bot).await.as_slice() {
        assert_eq!(due.attempts, attempts);
        attempts += 1;
        settle(&bot, id, later(None)).await;
        // At most an hour apart.
        bot.later(Span::hours(1));
    }
    assert_eq!(attempts, 73, "every hour for three days");
    assert_eq!(state(&bot).await, [("dead".to_owned(), Some("busy".to_owned()), 1)]);
    let dead = bot.bot.dead_effects().await.expect("dead ones");
    assert_eq!((dead.len(), dead[0].id, dead[0].problem.as_deref()), (1, id, Some("busy")));
    let platform = Platform::from(PLATFORM);
    let deaths = bot.bot.deaths(&platform, 9).await.expect("deaths");
    assert_eq!((deaths.len(), deaths[0].id, deaths[0].problem.as_str()), (1, id, "busy"));
    assert_eq!(deaths[0].effect.as_ref().map(effect_text).as_deref(), Some("in #general: one"));
    bot.bot.told(bot.now, id).await.expect("told");
    assert!(bot.bot.deaths(&platform, 9).await.expect("deaths").is_empty());
}

#[tokio::test]
async fn a_pause_that_the_platform_asks_for_is_no_attempt() {
    let mut bot = community().await;
    let id = post(&bot, "one", None).await;
    for _ in 0..100 {
        let taken = due(&bot).await;
        assert_eq!((taken.len(), taken[0].attempts), (1, 0));
        settle(&bot, id, Delivery::Paused(bot.now + Span::hours(1))).await;
        assert!(due(&bot).await.is_empty());
        bot.later(Span::hours(1));
    }
    assert_eq!(state(&bot).await[0].0, "waiting");
    due(&bot).await;
}

#[tokio::test]
async fn a_message_is_known_once_an_effect_became_it() {
    let bot = community().await;
    let id = post(&bot, "one", None).await;
    let community = due(&bot).await[0].community;
    let at = MessageRef::new("general", "m1");
    assert!(!bot.bot.is_known(community, &at).await.expect("a look"));
    settle(&bot, id, Delivery::Done(Some(at.clone()))).await;
    assert!(bot.bot.is_known(community, &at).await.expect("a look"));
    assert!(!bot.bot.is_known(community, &MessageRef::new("help", "m1")).await.expect("a look"));
}

#[tokio::test]
async fn what_a_platform_refuses_is_dead_at_once() {
    let bot = community().await;
    let id = post(&bot, "one", None).await;
    due(&bot).await;
    settle(&bot, id, Delivery::Refused("no such channel".to_owned())).await;
    assert!(due(&bot).await.is_empty());
    assert_eq!(state(&bot).await, [("dead".to_owned(), Some("no such channel".to_owned()), 1)]);
}

#[tokio::test]
async fn what_waited_for_days_is_no_longer_worth_saying() {
    let mut bot = community().await;
    post(&bot, "one", None).await;
    bot.later(Span::days(3));
    let on_time = due(&bot).await;
    assert_eq!(on_time.len(), 1);
    bot.later(Span(1));
    assert!(due(&bot).await.is_empty());
    assert_eq!(state(&bot).await, [("dead".to_owned(), Some("waited too long".to_owned()), 1)]);
}

#[tokio::test]
async fn what_stands_below_another_waits_for_it_and_knows_its_place() {
    let bot = community().await;
    let root = post(&bot, "summary", None).await;
    post(&bot, "details", Some(root)).await;
    assert_eq!(texts(&bot).await, ["in #general: summary"]);
    assert!(due(&bot).await.is_empty());
    settle(&bot, root, Delivery::Done(Some(MessageRef::new("general", "m77")))).await;
    assert_eq!(texts(&bot).await, ["in #general under m77: details"]);
}

#[tokio::test]
async fn where_nothing_stands_to_be_below_of_it_goes_to_the_channel() {
    let bot = community().await;
    let root = post(&bot, "summary", None).await;
    post(&bot, "details", Some(root)).await;
    due(&bot).await;
    settle(&bot, root, Delivery::Refused("no".to_owned())).await;
    assert_eq!(texts(&bot).await, ["in #general: details"]);
    let root = post(&bot, "summary", None).await;
    post(&bot, "details", Some(root)).await;
    due(&bot).await;
    settle(&bot, root, Delivery::Done(None)).await;
    assert_eq!(texts(&bot).await, ["in #general: details"]);
}

#[tokio::test]
async fn what_cannot_be_read_any_more_holds_up_nothing_else() {
    let bot = community().await;
    post(&bot, "one", None).await;
    bot.changes("update effect set body = '{\"Dance\":{}}'").await;
    post(&bot, "two", None).await;
    assert_eq!(texts(&bot).await, ["in #general: two"]);
    assert_eq!(state(&bot).await[0].0, "dead");
}

#[tokio::test]
#[should_panic(expected = "effects that nobody looked at")]
async fn a_story_that_leaves_an_effect_unseen_fails() {
    let bot = community().await;
    post(&bot, "one", None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_workers_never_get_the_same_effect() {
    let bot = community().await;
    for n in 0..60 {
        post(&bot, &format!("number {n}"), None).await;
    }
    let other = Bot::open(bot.url()).await.expect("the same database");
    let now = bot.now;
    let mut workers = tokio::task::JoinSet::new();
    for n in 0..8 {
        let replica = if n % 2 == 0 { bot.bot.clone() } else { other.clone() };
        workers.spawn(async move {
            let mut taken = Vec::new();
            loop {
                let due = replica.due(now, &Platform::from(PLATFORM), 7).await.expect("what is due");
                if due.is_empty() {
                    return taken;
                }
                taken.extend(due.into_iter().map(|due| due.id));
            }
        });
    }
    let taken: Vec<i64> = workers.join_all().await.concat();
    let distinct: BTreeSet<i64> = taken.iter().copied().collect();
    assert_eq!(taken.len(), distinct.len(), "none twice");
    // A worker that was passed by another one found nothing and went home; nobody is left behind for long.
    let rest: BTreeSet<i64> = due(&bot).await.into_iter().map(|due| due.id).collect();
    assert_eq!(distinct.len() + rest.len(), 60);
    other.close().await;
}

#[tokio::test]
async fn what_waits_for_a_platform_that_nobody_serves_is_let_go_too() {
    let mut bot = community().await;
    post(&bot, "one", None).await;
    bot.later(Span::days(29));
    bot.bot.tick(bot.now).await.expect("a tick");
    assert_eq!(state(&bot).await, [("dead".to_owned(), Some("waited too long".to_owned()), 1)]);
    bot.later(Span::days(2));
    bot.bot.tick(bot.now).await.expect("a tick");
    assert_eq!(state(&bot).await, []);
}

//! The example goes on by the clock: everything in its order, and digests between.

use bot_core::chat::{ChannelId, Event, Happening};
use bot_core::moment::{Moment, Span};
use bot_core::testing::{message, reply};

use super::{Stage, everybody, monday};
use crate::demo::Scene;

/// What stands in the name of a line: a moment after a Monday at nine, who, and what.
fn writes(stage: &Stage, at: Moment, who: &str, id: &str, text: &str) -> Scene {
    Scene::Event(Event { server: stage.server.clone(), at, what: message(who, "general", id, text) })
}

fn asks(at: Moment, who: &str, line: &str) -> Scene {
    Scene::Line { at, channel: ChannelId::from("general"), account: who.into(), line: line.to_owned() }
}

/// Three weeks of Home up to now, with a digest on Mondays: a question is answered half an hour after the first one.
async fn home() -> Stage {
    let stage = Stage::empty().await;
    let first = monday(stage.playground.now(), 3);
    let mut scenes = everybody(&stage.server, first + Span::minutes(10));
    scenes.push(asks(first + Span::minutes(30), "ann", "/settings digest_channel:#staff"));
    scenes.push(writes(&stage, first + Span::days(1), "Bo", "m1", "the tide is high"));
    scenes.push(asks(first + Span::days(2), "bo", "/shoutout @cy for the docs"));
    scenes.push(writes(&stage, first + Span::days(3), "Cy", "m2", "hello, how do I get a berth here?"));
    let answered = first + Span::days(7) + Span::minutes(30);
    let what = reply("Bo", "general", "m3", "m2");
    scenes.push(Scene::Event(Event { server: stage.server.clone(), at: answered, what }));
    scenes.push(writes(&stage, answered + Span::minutes(1), "Cy", "m4", "thank you"));
    // In an order of their own: the clock's counts.
    scenes.reverse();
    stage.rehearses(scenes).await;
    stage
}

/// How many Mondays at nine there were from then to now.
fn mondays(stage: &Stage, first: Moment) -> usize {
    let now = stage.playground.now();
    (1..).take_while(|n| first + Span::days(7 * n) + Span(1_000) <= now).count()
}

#[tokio::test]
async fn everything_happens_in_the_order_of_time_and_a_digest_tells_only_what_was() {
    let stage = home().await;
    stage.playground.begin().await.expect("a beginning");
    let first = monday(stage.playground.now(), 3);
    let page = stage.page("lou", "general").await;
    assert_eq!(page.len(), 4, "{page:?}");
    assert_eq!(page[0], "bo: the tide is high");
    assert!(page[1].starts_with("Kith: 🎉 @Bo thanks @Cy"), "{page:?}");
    assert_eq!(page[2..], ["cy: hello, how do I get a berth here?", "cy: thank you"]);
    assert_eq!(stage.thread("lou", "general", "m2").await.len(), 2);
    let digests = stage.seen("lou", "staff").await;
    let digests: Vec<_> = digests.iter().filter(|message| message.asked.is_none()).collect();
    assert_eq!(digests.len(), mondays(&stage, first), "{digests:?}");
    let told = super::line(digests[0]);
    assert!(told.contains("2 people wrote 2 messages"), "{told}");
    assert!(told.contains("1 of 1 questions has no answer"), "it was answered later: {told}");
    assert!(told.contains("1 shout-out"), "{told}");
    assert_eq!(digests[0].when, first + Span::days(7) + Span(1_000));
    let answered = stage.found("general", "m4").await;
    assert!(digests[0].n < answered.n, "what happened after the digest stands after it");
    assert!(stage.found("general", "m1").await.n < digests[0].n);
}

#[tokio::test]
async fn when_everything_has_happened_nothing_more_does() {
    let mut stage = home().await;
    stage.playground.begin().await.expect("a beginning");
    let newest = stage.playground.log.newest();
    for _ in 0..3 {
        stage.playground.catch_up().await.expect("a look");
    }
    stage.starts_again().await;
    stage.playground.begin().await.expect("a beginning");
    assert_eq!(stage.playground.log.newest(), newest);
    assert!(stage.playground.log.due(Moment(i64::MAX), 10).await.expect("a look").is_empty());
    assert_eq!(stage.checkup().await.waiting, 0);
}

#[tokio::test]
async fn moving_the_clock_plays_what_is_due_by_then() {
    let stage = Stage::new().await;
    let now = stage.playground.now();
    let mut writing = stage.playground.log.write().await.expect("a turn");
    for (hours, id) in [(3, "m2"), (1, "m1"), (50, "m3")] {
        let what = message("Bo", "general", id, "later");
        let at = now + Span::hours(hours);
        let event = Event { server: stage.server.clone(), at, what };
        writing.plan(at, &crate::log::Item::Happens(event)).await.expect("a plan");
    }
    writing.commit().await.expect("a plan");
    stage.playground.catch_up().await.expect("a look");
    assert_eq!(stage.page("cy", "general").await.len(), 0);
    stage.playground.advance_to(now + Span::hours(4)).await.expect("a move");
    let page = stage.seen("cy", "general").await;
    let ids: Vec<_> = page.iter().map(|message| message.id.as_str()).collect();
    assert_eq!(ids, ["m1", "m2"]);
    assert_eq!(page[0].when, now + Span::hours(1));
    // It never goes back.
    stage.playground.advance_to(now).await.expect("a move");
    stage.playground.advance_to(Moment(i64::MIN)).await.expect("a move");
    let shown = stage.playground.now();
    assert!(shown >= now + Span::hours(4) && shown < now + Span::hours(40), "{shown:?}");
    assert_eq!(stage.page("cy", "general").await.len(), 2);
}

#[tokio::test]
async fn moving_over_two_mondays_brings_both_digests_at_their_own_time() {
    let mut stage = home().await;
    stage.playground.begin().await.expect("a beginning");
    let now = stage.playground.now();
    let before = stage.seen("lou", "staff").await.len();
    let next = stage.playground.bot.glance(now, &stage.server).await.expect("a look");
    let next = next.and_then(|glance| glance.next_digest).expect("a digest to come");
    let mut writing = stage.playground.log.write().await.expect("a turn");
    // Before the first one, and on the day after it.
    for (at, who, id) in [(now + Span(1), "Bo", "n1"), (next + Span::days(1), "Cy", "n2")] {
        let event = Event { server: stage.server.clone(), at, what: message(who, "general", id, "a tide") };
        writing.plan(at, &crate::log::Item::Happens(event)).await.expect("a plan");
    }
    writing.commit().await.expect("a plan");
    stage.playground.advance_to(next + Span::days(7) + Span::hours(1)).await.expect("a move");
    let digests = stage.seen("lou", "staff").await.split_off(before);
    let times: Vec<_> = digests.iter().map(|digest| digest.when).collect();
    assert_eq!(times, [next + Span(1_000), next + Span::days(7) + Span(1_000)]);
    let second = super::line(&digests[1]);
    assert!(second.contains("1 person wrote 1 message"), "{second}");
    assert!(!super::line(&digests[0]).contains("Kith was not running then"), "{digests:?}");
    let between = stage.found("general", "n2").await.n;
    assert!(digests[0].n < between && between < digests[1].n);
    // The clock is where it was moved to, after a restart as well.
    let moved = stage.playground.now();
    stage.starts_again().await;
    assert!(stage.playground.now() >= moved);
    stage.playground.begin().await.expect("a beginning");
    assert_eq!(stage.seen("lou", "staff").await.len(), before + 2);
}

#[tokio::test]
async fn an_example_that_was_only_founded_is_put_in_after_all() {
    let mut stage = Stage::empty().await;
    assert!(stage.playground.is_new().await.expect("a look"));
    let began = monday(stage.playground.now(), 3);
    // It died between founding the community and writing its script.
    stage.playground.bot.found(began, &stage.server, "Home", Some("UTC")).await.expect("a community");
    stage.starts_again().await;
    assert!(stage.playground.is_new().await.expect("a look"));
    assert!(!stage.playground.has_example().await.expect("a look"));
    let mut scenes = everybody(&stage.server, began);
    scenes.push(writes(&stage, began + Span::days(1), "Bo", "m1", "the tide is high"));
    stage.rehearses(scenes).await;
    assert!(stage.playground.has_example().await.expect("a look"));
    assert!(!stage.playground.is_new().await.expect("a look"));
    stage.starts_again().await;
    assert!(
        !stage.playground.is_new().await.expect("a look"),
        "nor after a restart, with nothing played yet"
    );
    stage.playground.begin().await.expect("a beginning");
    assert_eq!(stage.page("lou", "general").await, ["bo: the tide is high"]);
    assert_eq!(stage.playground.communities().await.expect("a look").len(), 1);
}

#[tokio::test]
async fn what_was_done_but_not_ticked_off_is_done_once() {
    let mut stage = home().await;
    // As if it had died right before ticking off: the same things are in the script again.
    let now = stage.playground.now();
    let due = stage.playground.log.due(now, 500).await.expect("a look");
    stage.playground.begin().await.expect("a beginning");
    let (general, written) = (stage.page("lou", "general").await, stage.checkup().await.written);
    let mut writing = stage.playground.log.write().await.expect("a turn");
    for (_, when, item) in &due {
        if let crate::log::Item::Happens(Event { what, .. }) = item
            && !matches!(what, Happening::Left(_))
        {
            writing.plan(*when, item).await.expect("a plan");
        }
    }
    writing.commit().await.expect("a plan");
    stage.starts_again().await;
    stage.playground.begin().await.expect("a beginning");
    assert_eq!(stage.page("lou", "general").await, general);
    assert_eq!(stage.checkup().await.written, written);
    assert_eq!(stage.thread("lou", "general", "m2").await.len(), 2);
}

#[tokio::test]
async fn a_digest_that_fell_due_while_nobody_played_comes_at_its_own_time() {
    let mut stage = home().await;
    stage.playground.begin().await.expect("a beginning");
    let now = stage.playground.now();
    let before = stage.seen("lou", "staff").await.len();
    let next = stage.playground.bot.glance(now, &stage.server).await.expect("a look");
    let next = next.and_then(|glance| glance.next_digest).expect("a digest to come");
    let mut writing = stage.playground.log.write().await.expect("a turn");
    for (at, id) in [(next - Span(2), "n1"), (next + Span::hours(1), "n2")] {
        let event = Event { server: stage.server.clone(), at, what: message("Bo", "general", id, "a tide") };
        writing.plan(at, &crate::log::Item::Happens(event)).await.expect("a plan");
    }
    writing.commit().await.expect("a plan");
    stage.shows(next - Span(1));
    stage.playground.play(&mut None, stage.playground.now()).await.expect("the first of them");
    // It dies right before the digest, and comes back when more is due.
    stage.starts_again().await;
    stage.shows(next + Span::hours(2));
    stage.playground.begin().await.expect("a beginning");
    let digests = stage.seen("lou", "staff").await.split_off(before);
    let times: Vec<_> = digests.iter().map(|digest| digest.when).collect();
    assert_eq!(times, [next + Span(1_000)], "{digests:?}");
    let (first, second) = (stage.found("general", "n1").await.n, stage.found("general", "n2").await.n);
    assert!(first < digests[0].n && digests[0].n < second);
}

#[tokio::test]
async fn a_digest_that_was_taken_and_not_posted_is_posted_after_all() {
    let mut stage = home().await;
    stage.playground.begin().await.expect("a beginning");
    let now = stage.playground.now();
    let before = stage.seen("lou", "staff").await.len();
    let next = stage.playground.bot.glance(now, &stage.server).await.expect("a look");
    let next = next.and_then(|glance| glance.next_digest).expect("a digest to come") + Span(1_000);
    let mut writing = stage.playground.log.write().await.expect("a turn");
    let later = next + Span::days(5);
    let event =
        Event { server: stage.server.clone(), at: later, what: message("Bo", "general", "n1", "a tide") };
    writing.plan(later, &crate::log::Item::Happens(event)).await.expect("a plan");
    writing
        .plan(
            later,
            &crate::log::Item::Asks {
                server: stage.server.clone(),
                channel: "general".into(),
                account: "bo".into(),
                line: "/help".to_owned(),
            },
        )
        .await
        .expect("a plan");
    writing.commit().await.expect("a plan");
    // It dies between taking the digest out of the outbox and writing it down.
    stage.playground.bot.tick(next).await.expect("a digest");
    let taken = stage.playground.bot.due(next, &crate::PLATFORM.into(), 50).await.expect("effects");
    assert!(!taken.is_empty());
    stage.starts_again().await;
    stage.shows(later + Span::hours(1));
    stage.playground.begin().await.expect("a beginning");
    assert_eq!(stage.seen("lou", "staff").await.len(), before + 1);
    assert!(stage.playground.bot.dead_effects().await.expect("a look").is_empty());
}

#[tokio::test]
async fn whoever_moves_the_clock_at_once_gets_the_digest_that_comes_one_after_the_other() {
    let mut stage = home().await;
    stage.playground.begin().await.expect("a beginning");
    let now = stage.playground.now();
    let before = stage.seen("lou", "staff").await.len();
    let next = stage.playground.bot.glance(now, &stage.server).await.expect("a look");
    let next = next.and_then(|glance| glance.next_digest).expect("a digest to come");
    let mut writing = stage.playground.log.write().await.expect("a turn");
    for n in 0..20 {
        let at = next - Span::days(1) + Span(n);
        let what = message("Bo", "general", &format!("n{n}"), "a tide");
        let event = Event { server: stage.server.clone(), at, what };
        writing.plan(at, &crate::log::Item::Happens(event)).await.expect("a plan");
    }
    writing.commit().await.expect("a plan");
    let ask = stage.asking("cy", "/me");
    let playground = &stage.playground;
    let (one, other, asked) = tokio::join!(
        playground.advance_to(next + Span::days(1)),
        playground.advance_to(next + Span::days(2)),
        playground.ask(ask),
    );
    one.and(other).expect("both moves");
    asked.expect("an answer");
    let digests = stage.seen("lou", "staff").await.split_off(before);
    assert_eq!(digests.len(), 1, "{digests:?}");
    assert_eq!(digests[0].when, next + Span(1_000));
    let told = stage.page("lou", "staff").await.pop().expect("a digest");
    assert!(told.contains("20 messages"), "it knows of everything before it: {told}");
}

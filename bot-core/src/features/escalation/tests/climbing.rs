//! A question climbs: the first one passes, nobody is awake, everybody is full, nobody is there at all.

use super::{Story, assert_has};
use crate::moment::Span;
use crate::testing::at;

#[tokio::test]
async fn the_first_expert_passes_and_the_second_one_answers() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    let told = story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    assert_eq!(told, "says: Your question has a thread now.\nAsked first: Eva.");
    let posted = story.delivers().await;
    assert_eq!(
        posted,
        [
            "open a thread “how do I read the tides at night?” in #general with @ana: ❓ @Ana asks:\n> how do I read the \
             tides at night?\nAbout: Tides\nWhoever knows: just answer here.\n[I’ll take it]\n[Solved]\n[Never mind]",
            "in #t1 under p0: May I ask you? You seem to know about this:\n• @Eva (expert) offered to help with \
             this\n[I’ll take it]\n[Not now]\n[Not my area]"
        ]
        .map(|text| text.replace("p0", story.stands[0].0.message.as_str()))
    );
    let told = story.presses("Eva", "Not now").await;
    assert_eq!(told, "says instead: May I ask you? You seem to know about this:\n• @Eva (expert): not now");
    assert_has(&story.all(), "• @Fay (expert) offered to help with this");
    let told = story.presses("Fay", "I’ll take it").await;
    assert_eq!(told, "says instead: May I ask you? You seem to know about this:\n• @Fay (expert): takes it");
    assert_eq!(story.state().await, "claimed");
    assert_has(&story.all(), "🙋 @Fay (expert) takes it, and has time until 2 March, 14:00 UTC.");
    assert_has(&story.all(), "@Fay (expert) is on it.");
    story.writes("Fay", "t1", "with a lamp").await;
    let told = story.presses("Fay", "It is answered").await;
    assert_eq!(told, "says instead: @Fay (expert) answered.");
    assert_has(
        &story.all(),
        "@Ana, @Fay (expert) answered. Did that solve it?\nTo the answer\n[Solved]\n[Not yet]",
    );
    let told = story.presses("Ana", "Solved").await;
    assert_eq!(
        told,
        "says instead: ✅ Solved, thanks to @Fay (expert).\n[Thank Fay]\n[Let others find it]\n[… with a summary]"
    );
    assert_eq!(story.state().await, "resolved");
    assert!(story.bot.asks("Fay", "/me").await.contains("this week: 1 message, 1 accepted answer"));
    let trail: Vec<(String, String)> = story.bot.reads("select act, state from transition order by id").await;
    let trail: Vec<String> = trail.into_iter().map(|(act, state)| format!("{act} → {state}")).collect();
    assert_eq!(trail, ["ask → open", "take → claimed", "answer → answered", "solve → resolved"]);
}

#[tokio::test]
async fn silence_moves_on_and_tells_them_kindly() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    story.delivers().await;
    assert!(story.until(at("2026-03-02 13:59")).await.is_empty());
    let posted = story.until(at("2026-03-02 14:00")).await;
    assert_has(&posted, "• @Eva (expert): no answer yet; no hurry, others are asked");
    assert_has(&posted, "• @Fay (expert) offered to help with this");
    story.presses("Fay", "I’ll take it").await;
    let posted = story.until(at("2026-03-02 18:00")).await;
    assert_has(&posted, "@Fay, no harm done: others are asked now, so you need not worry.");
    assert_eq!(story.state().await, "open");
    // Everybody was asked, so the asker hears it honestly, once, and it is looked at every day for a week.
    assert_has(&posted, "To be honest: nobody is left to ask at the moment.");
    assert!(story.until(at("2026-03-03 18:00")).await.is_empty());
    story.bot.asks("Gus", "/expert offer tides").await;
    let posted = story.until(at("2026-03-04 18:00")).await;
    assert_has(&posted, "• @Gus (expert) offered to help with this");
    let mut posted = Vec::new();
    for day in 5..13 {
        posted.extend(story.until(at(&format!("2026-03-{day:02} 18:00"))).await);
    }
    assert_has(&posted, "I am sorry: for a week nobody could be found who knows.");
    assert_eq!(story.state().await, "expired");
}

#[tokio::test]
async fn whoever_wrote_in_the_thread_has_maybe_answered() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    story.delivers().await;
    story.presses("Eva", "I’ll take it").await;
    story.writes("Eva", "t1", "with a lamp").await;
    let posted = story.until(at("2026-03-02 14:00")).await;
    assert_has(&posted, "@Ana, @Eva (expert) answered. Did that solve it?");
    assert_eq!(story.presses("Ana", "Not yet").await, "says instead: Not solved yet: I ask on.");
    assert_has(&story.all(), "• @Fay (expert) offered to help with this");
    story.bot.later(Span::minutes(1));
    story.writes("Bo", "t1", "look at the moon").await;
    story.until(at("2026-03-02 18:00")).await;
    assert_has(&story.all(), "@Ana, @Bo answered. Did that solve it?");
    // A week without a word: one reminder, then it is closed.
    let posted = story.until(at("2026-03-07 18:00")).await;
    assert_has(&posted, "@Ana, @Bo answered. Did that solve it?");
    let posted = story.until(at("2026-03-09 18:00")).await;
    assert_has(&posted, "I close this now, as a week has passed without a word.");
    assert_eq!(story.state().await, "expired");
    assert!(!story.bot.asks("Bo", "/me").await.contains("accepted"));
}

#[tokio::test]
async fn nobody_is_awake_until_monday() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    for who in ["Eva", "Fay"] {
        story.bot.asks(who, "/expert offer topics:tides hours:\"mon-fri 9-17\" zone:America/New_York").await;
    }
    story.bot.now = at("2026-03-06 23:00");
    let told = story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    // The clocks go forward that weekend: nine o'clock in New York is one hour earlier.
    assert_eq!(
        told,
        "says: Your question has a thread now.\nWhoever may know is away at the moment; they are asked from 9 March, 13:00 \
         UTC on."
    );
    assert_has(
        &story.delivers().await,
        "they are asked from 9 March, 13:00 UTC on. Until then, whoever knows may answer.",
    );
    assert!(story.until(at("2026-03-09 12:59")).await.is_empty());
    assert_has(&story.until(at("2026-03-09 13:00")).await, "• @Eva (expert) offered to help with this");
}

#[tokio::test]
async fn business_hours_hold_for_those_who_named_none_and_not_for_what_is_urgent() {
    let mut story = Story::harbour().await;
    story.bot.picks("Root", "escalation policy", &[("steps", "expert 4h"), ("hours", "mon-fri 9-18")]).await;
    story.bot.now = at("2026-03-07 12:00");
    let told = story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    assert!(told.contains("they are asked from 9 March, 09:00 UTC on"), "{told}");
    let told = story.bot.asks("Bo", "/ask question:\"when is high tides today?\" urgent:yes").await;
    assert!(told.ends_with("Asked first: Eva."), "{told}");
    assert_has(&story.delivers().await, "⏰ It is urgent.");
    story.until(at("2026-03-07 14:00")).await;
    // It was the last step, and half of its time is over.
    assert_has(&story.all(), "• @Eva (expert): no answer yet; no hurry, others are asked");
}

#[tokio::test]
async fn everybody_is_full_and_the_leads_are_asked() {
    let mut story = Story::harbour().await;
    story
        .bot
        .picks("Root", "escalation policy", &[("steps", "expert 4h, channel 1d"), ("channel", "#leads")])
        .await;
    for who in ["Eva", "Fay"] {
        story.bot.asks(who, "/expert offer topics:tides limit:1").await;
    }
    for (who, asked) in [("Ana", "Eva"), ("Bo", "Fay")] {
        let told = story.bot.asks(who, "/ask how do I read the tides at night?").await;
        assert!(told.ends_with(&format!("Asked first: {asked}.")), "{told}");
    }
    let told = story.bot.asks("Cy", "/ask when do the tides turn?").await;
    assert!(told.ends_with("Those who look after questions see it now."), "{told}");
    let posted = story.delivers().await;
    assert_has(
        &posted,
        "in #leads: ❓ A question by Cy waits for somebody who knows:\n> when do the tides turn?",
    );
    assert!(story.bot.asks("Lea", "/expert list").await.contains("has enough to do (1 question)"));
    let told = story.presses_at("Lea", "I’ll take it", "#leads ").await;
    assert!(told.contains("@Lea is on it."), "{told}");
    assert_eq!(story.state().await, "claimed");
}

#[tokio::test]
async fn what_reaches_nobody_says_so_at_once_and_everywhere() {
    let mut story = Story::empty().await;
    let told = story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    assert!(told.contains("To be honest: nobody can be asked about this right now."), "{told}");
    let posted = story.delivers().await;
    assert_has(&posted, "To be honest: nobody is left to ask at the moment.");
    let settings = story.bot.asks("Root", "/settings").await;
    assert!(
        settings.contains("⚠️ An escalated question would reach only peers who happen to know"),
        "{settings}"
    );
    let policy = story.bot.asks("Cy", "/escalation policy").await;
    assert!(
        policy.contains("⚠️ An escalated question would reach only peers who happen to know"),
        "{policy}"
    );
    let community = story.bot.bot.communities().await.expect("communities").remove(0);
    let checkup = story.bot.bot.checkup(story.bot.now, &community).await.expect("a checkup");
    assert!(!checkup.questions_reach_somebody);
    let list = story.bot.asks("Lea", "/questions").await;
    assert!(list.contains("nobody is left to ask."), "{list}");
    let told = story.bot.asks("Bo", "/ask question:\"may I ask in private?\" private:yes").await;
    assert!(told.starts_with("refuses: Nobody here can be asked in private yet"), "{told}");
    story.bot.asks("Root", "/escalation policy channel:#leads").await;
    assert!(!story.bot.asks("Root", "/settings").await.contains("⚠️"));
    let checkup = story.bot.bot.checkup(story.bot.now, &community).await.expect("a checkup");
    assert!(checkup.questions_reach_somebody);
    story.bot.later(Span::days(1));
    let posted = story.until(story.bot.now).await;
    assert_has(&posted, "in #leads: ❓ A question by Ana waits for somebody who knows:");
}

#[tokio::test]
async fn peers_who_answered_here_are_asked_first_and_left_in_peace_then() {
    let mut story = Story::empty().await;
    for n in 0..6 {
        let top = story.writes("Cy", "general", "how do I moor here at night?").await;
        let reply = crate::testing::reply("Bo", "general", &format!("r{n}"), &top);
        story.bot.happens([reply]).await;
    }
    let told = story.bot.asks("Ana", "/ask how do I moor my boat here?").await;
    assert!(told.contains("Asked first: Bo."), "{told}");
    let posted = story.delivers().await;
    assert_has(&posted, "• @Bo ");
    let told = story.bot.asks("Cy", "/ask how do I moor my boat there?").await;
    assert!(!told.contains("Bo"), "one question a day is enough: {told}");
    story.bot.asks("Bo", "/expert pause").await;
    story.bot.later(Span::days(3));
    let told = story.bot.asks("Cy", "/ask how do I moor my boat anywhere?").await;
    assert!(!told.contains("Bo"), "a pause holds for everybody: {told}");
    story.delivers().await;
}

#[tokio::test]
async fn a_post_that_the_platform_refuses_does_not_hold_up_its_question() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    story.bot.outbox();
    let platform = crate::chat::Platform::from(crate::testing::PLATFORM);
    for due in story.bot.bot.due(story.bot.now, &platform, 10).await.expect("what is due") {
        let refused = crate::outbox::Delivery::Refused("Missing Access".to_owned());
        story.bot.bot.delivered(story.bot.now, due.id, &refused).await.expect("a delivery");
    }
    let posted = story.until(story.bot.now).await;
    assert_has(&posted, "to @ana: Your question could not be posted there");
    assert_eq!(posted.len(), 1, "nobody is asked about what is not there: {posted:#?}");
    assert_eq!(story.state().await, "withdrawn");
}

#[tokio::test]
async fn whoever_cannot_be_written_to_does_not_hold_up_a_question() {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    let private = [("question", "may I sail without a licence?"), ("topic", "Tides"), ("private", "yes")];
    story.bot.picks("Ana", "ask", &private).await;
    story.bot.outbox();
    let platform = crate::chat::Platform::from(crate::testing::PLATFORM);
    for due in story.bot.bot.due(story.bot.now, &platform, 10).await.expect("what is due") {
        let refused = crate::outbox::Delivery::Refused("Cannot send messages to this user".to_owned());
        story.bot.bot.delivered(story.bot.now, due.id, &refused).await.expect("a delivery");
    }
    assert_has(&story.until(story.bot.now).await, "to @fay: 🔒 Somebody asks something in private.");
}

#[tokio::test]
async fn nobody_waits_for_weeks_while_others_are_there() {
    let mut story = Story::harbour().await;
    story
        .bot
        .picks(
            "Root",
            "escalation policy",
            &[("steps", "expert 4h, channel 1d"), ("hours", "0-24"), ("channel", "#leads")],
        )
        .await;
    for who in ["Eva", "Fay"] {
        story.bot.asks(who, "/expert pause 2026-03-20").await;
    }
    let told = story.bot.asks("Ana", "/ask how do I read the tides at night?").await;
    assert!(told.ends_with("Those who look after questions see it now."), "{told}");
    story.delivers().await;
}

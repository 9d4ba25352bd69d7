//! Stories of experts.

use crate::chat::Happening;
use crate::moment::Span;
use crate::testing::{TestBot, at};

async fn harbour() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Lea", "Ana", "Bo", "Sam"]).await;
    bot.asks("Root", "/help").await;
    bot.asks("Root", "/roles give @lea lead").await;
    bot.asks("Root", "/roles give @sam staff").await;
    for topic in ["Tides", "Docs"] {
        bot.asks("Lea", &format!("/topic add {topic}")).await;
    }
    bot
}

#[tokio::test]
async fn somebody_offers_what_they_know_and_when() {
    let mut bot = harbour().await;
    let told = bot
        .picks(
            "Ana",
            "expert offer",
            &[
                ("topics", "tides, docs"),
                ("hours", "mon-fri 9-17"),
                ("limit", "2"),
                ("zone", "Asia/Tokyo"),
                ("days_off", "2026-03-03..2026-03-04"),
            ],
        )
        .await;
    assert_eq!(
        told,
        "says: Thank you! You may be asked about Tides and Docs now.\nWhen: mon-fri 09:00-17:00 (Asia/Tokyo), at most 2 \
         questions at once.\nNot on 2026-03-03..2026-03-04.\nYou are asked from 5 March, 09:00 JST on.\n/expert pause \
         gives you quiet for a while, /expert retire for good."
    );
    assert_eq!(
        bot.asks("Bo", "/expert list").await,
        "says: Who knows what:\n• Ana (expert): Tides and Docs — from 5 March, 00:00 UTC on"
    );
    bot.asks("Ana", "/expert offer topics:docs hours:none days_off:none").await;
    assert_eq!(
        bot.asks("Bo", "/expert list").await,
        "says: Who knows what:\n• Ana (expert): Docs — may be asked now"
    );
    assert!(
        bot.asks("Bo", "/expert list tides").await.contains("Nobody offered to be asked about Tides yet.")
    );
    assert!(bot.asks("Bo", "/roles list").await.contains("• expert: @Ana"));
    let told = bot.asks("Ana", "/expert offer docs hours:sometimes").await;
    assert!(told.ends_with("hours: I could not read sometimes as hours of a week. Please write them like mon-fri 9-17, sat 10-12."), "{told}");
}

#[tokio::test]
async fn quiet_is_given_for_a_while_or_for_good() {
    let mut bot = harbour().await;
    bot.asks("Ana", "/expert offer docs").await;
    let told = bot.asks("Ana", "/expert pause 2026-03-04").await;
    assert!(told.contains("nobody asks you through Kith up to and including 4 March."), "{told}");
    assert!(bot.asks("Bo", "/expert list").await.contains("from 5 March, 00:00 UTC on"));
    bot.now = at("2026-03-05 00:00");
    assert!(bot.asks("Bo", "/expert list").await.contains("may be asked now"));
    bot.asks("Ana", "/expert pause").await;
    assert!(bot.asks("Bo", "/expert list").await.contains("is having a pause"));
    assert!(bot.asks("Ana", "/expert resume").await.contains("Welcome back!"));
    assert!(bot.asks("Ana", "/expert resume").await.contains("You did not pause"));
    assert!(bot.asks("Ana", "/expert pause 2026-03-01").await.contains("That day is over."));
    assert!(
        bot.asks("Bo", "/expert retire @ana")
            .await
            .starts_with("refuses: This is for people with the role lead")
    );
    assert!(bot.asks("Lea", "/expert retire @ana").await.starts_with("says: @Ana is asked no more."));
    assert!(bot.asks("Ana", "/expert retire").await.starts_with("refuses: @Ana is no expert here."));
    assert!(bot.asks("Bo", "/expert list").await.contains("Nobody offered to be asked yet."));
    bot.happens([Happening::Left("bo".into())]).await;
    assert!(bot.asks("Root", "/audit").await.contains("Lea ended Ana’s time as an expert"));
}

#[tokio::test]
async fn an_invitation_is_accepted_or_declined_by_whom_it_is_for() {
    let mut bot = harbour().await;
    let refused = bot.asks("Ana", "/expert invite @bo docs").await;
    assert!(
        refused.starts_with("refuses: This is for people with the role lead, staff or admin."),
        "{refused}"
    );
    assert!(bot.asks("Sam", "/expert invite @sam docs").await.contains("/expert offer is for everybody"));
    assert_eq!(
        bot.asks("Sam", "/expert invite @bo docs guest:yes").await,
        "says: @Bo is asked in this channel."
    );
    let posted = bot.outbox();
    assert!(
        posted[0]
            .starts_with("in #general: @Bo, would you like to answer questions about Docs here? @Sam thinks"),
        "{posted:?}"
    );
    assert!(posted[0].ends_with("[Gladly]\n[No, thank you]"), "{posted:?}");
    let id: Vec<(i64,)> = bot.reads("select id from expert_invite").await;
    let id = id[0].0.to_string();
    let accept = [("invitation", id.as_str())];
    assert!(
        bot.picks("Ana", "expert accept", &accept).await.contains("This invitation is for somebody else.")
    );
    assert_eq!(
        bot.picks("Bo", "expert accept", &accept).await,
        "says instead: 🎓 @Bo answers questions about Docs from now on. Thank you!"
    );
    let told = bot.outbox();
    assert!(told[0].starts_with("to @bo: Thank you! You may be asked about Docs now."), "{told:?}");
    assert!(bot.picks("Bo", "expert accept", &accept).await.contains("not open any more"));
    assert!(bot.asks("Ana", "/expert list").await.contains("• Bo (guest): Docs"));
    bot.asks("Lea", "/expert invite @ana tides").await;
    bot.outbox();
    let id: Vec<(i64,)> = bot.reads("select id from expert_invite").await;
    let told = bot.picks("Ana", "expert decline", &[("invitation", &id[0].0.to_string())]).await;
    assert_eq!(told, "says instead: @Ana would rather not. That is fine!");
}

#[tokio::test]
async fn what_is_paid_is_seen_by_everybody_and_told_with_each_name() {
    let mut bot = harbour().await;
    bot.asks("Sam", "/expert offer docs").await;
    bot.asks("Ana", "/expert offer docs").await;
    assert!(bot.asks("Lea", "/honorarium record @ana \"200 EUR\" a workshop").await.starts_with("refuses:"));
    assert!(bot.asks("Bo", "/honorarium list").await.contains("Nothing was paid for answers here"));
    let told = bot.asks("Root", "/honorarium record @ana \"200 EUR\" a workshop on tides").await;
    assert_eq!(told, "says: Written down: 200 EUR for @Ana. Everybody can see it.");
    assert_eq!(
        bot.asks("Bo", "/honorarium list").await,
        "says: What was paid for answers, newest first:\n• 2 March 2026: 200 EUR to Ana, for a workshop on tides"
    );
    let list = bot.asks("Bo", "/expert list").await;
    assert!(
        list.contains("• Ana (expert, compensated): Docs") && list.contains("• Sam (staff): Docs"),
        "{list}"
    );
    bot.later(Span::days(1));
    let late = bot.asks("Root", "/honorarium record @ana 5 tea when:2026-04-01").await;
    assert!(late.contains("Please pick a day that is not after today."), "{late}");
}

#[tokio::test]
async fn recruiting_shows_who_answers_and_which_topics_lack_anybody() {
    let mut bot = harbour().await;
    assert_eq!(
        bot.asks("Lea", "/expert recruit").await,
        "says: Who already answers well and might be invited:\n• Docs (nobody yet): nobody stands out in the last three \
         months\n• Tides (nobody yet): nobody stands out in the last three months\n/expert invite asks somebody; they \
         accept or decline by a button."
    );
    assert!(bot.asks("Ana", "/expert recruit").await.starts_with("refuses:"));
}

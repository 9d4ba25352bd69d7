//! Undone by the giver, retracted by a lead, gone with the message.

use super::{village, wall};
use crate::moment::Span;
use crate::testing::deletion;

#[tokio::test]
async fn the_giver_can_change_their_mind_for_fifteen_minutes() {
    let mut bot = village().await;
    let answer = bot.answer("Ana", "/shoutout @bo @cy for the docs").await;
    let told = bot.presses("Bo", "Undo", &answer).await;
    assert_eq!(told, "refuses: Only the one who gave it can take it back.");
    assert_eq!(wall(&mut bot).await, ["• Ana → Bo and Cy: for the docs"]);
    bot.later(Span::minutes(15));
    assert_eq!(bot.presses("Ana", "Undo", &answer).await, "says instead: Taken back.");
    assert_eq!(bot.presses("Ana", "Undo", &answer).await, "refuses: It was taken back already.");
    assert!(wall(&mut bot).await.is_empty());
    let me = bot.asks("Bo", "/me").await;
    assert!(me.contains("this week: nothing counted"), "{me}");
}

#[tokio::test]
async fn after_fifteen_minutes_only_leads_can() {
    let mut bot = village().await;
    let answer = bot.answer("Ana", "/shoutout @bo for the docs").await;
    bot.later(Span(Span::minutes(15).0 + 1));
    let late = "refuses: Shout-outs can be taken back for 15 minutes. After that, a lead or an admin can.";
    assert_eq!(bot.presses("Ana", "Undo", &answer).await, late);
    assert_eq!(bot.asks("Ana", "/undo").await, late);
    assert_eq!(wall(&mut bot).await.len(), 1);
}

#[tokio::test]
async fn undo_without_saying_which_takes_the_last_one() {
    let mut bot = village().await;
    assert_eq!(bot.asks("Ana", "/undo").await, "refuses: You have no shout-out to take back.");
    bot.asks("Ana", "/shoutout @bo for the docs").await;
    bot.asks("Ana", "/shoutout @cy for the tests").await;
    assert_eq!(bot.asks("Ana", "/undo").await, "says: Taken back.");
    assert_eq!(wall(&mut bot).await, ["• Ana → Bo: for the docs"]);
}

#[tokio::test]
async fn a_lead_retracts_with_a_reason_that_stays_in_the_audit_log() {
    let mut bot = village().await;
    bot.asks("Ana", "/shoutout @bo for nothing at all").await;
    let seen = bot.asks("Lou", "/wall").await;
    let code = seen.rsplit(' ').next().expect("a code").trim_end_matches(')').to_owned();
    assert_eq!(
        bot.asks("Bo", &format!("/retract {code} because I can")).await,
        format!(
            "refuses: This is for people with the role lead or admin. /roles list shows whom to ask.\nYou \
             wrote:\n> /retract shoutout:{code} why:because I can"
        )
    );
    assert_eq!(
        bot.asks("Lou", &format!("/retract {code}")).await,
        format!("asks: /retract [(\"shoutout\", \"{code}\")]\nwhy: missing")
    );
    assert_eq!(bot.suggests("Lou", "retract", "shoutout", "nothing").await[0].1, code);
    assert!(bot.suggests("Ana", "retract", "shoutout", "").await.is_empty(), "who may not retract sees none");
    bot.later(Span::days(1));
    assert_eq!(
        bot.asks("Lou", &format!("/retract {code} they asked me to")).await,
        format!("says: Shout-out {code} is taken back. The reason is in the audit log.")
    );
    assert!(wall(&mut bot).await.is_empty());
    let audit = bot.asks("Root", "/audit").await;
    let expected =
        format!("• 3 March, 10:00 UTC — Lou took back a shout-out by Ana: {code}: they asked me to");
    assert!(audit.lines().any(|line| line == expected), "{audit}");
    let told = bot.asks("Lou", &format!("/retract {code} they asked me to")).await;
    assert!(told.contains(&format!("shoutout: I do not know the shout-out {code}.")), "{told}");
    // Its giver has nothing left to undo.
    assert_eq!(bot.asks("Ana", "/undo").await, "refuses: You have no shout-out to take back.");
}

#[tokio::test]
async fn an_admin_retracts_too_and_what_is_taken_back_gives_the_allowance_back() {
    let mut bot = village().await;
    bot.asks("Root", "/settings allowance:1").await;
    bot.asks("Ana", "/shoutout @bo for nothing at all").await;
    let seen = bot.asks("Root", "/wall").await;
    let code = seen.rsplit(' ').next().expect("a code").trim_end_matches(')').to_owned();
    assert!(bot.asks("Root", &format!("/retract {code} a test")).await.starts_with("says: Shout-out"));
    assert!(bot.asks("Ana", "/shoutout @cy for the docs").await.starts_with("says to all"));
    let me = bot.asks("Bo", "/me").await;
    assert!(me.contains("this week: nothing counted"), "{me}");
}

#[tokio::test]
async fn what_is_bound_to_a_message_goes_with_it() {
    let mut bot = village().await;
    bot.asks("Root", "/settings allowance:1").await;
    bot.writes("Bo", "general", "m1", "the docs are ready").await;
    bot.writes("Bo", "general", "m2", "and more of them").await;
    bot.picks("Ana", "shoutout author", &[("on", "general/m1/bo"), ("reason", "so clear")]).await;
    bot.happens([deletion("general", "m2")]).await;
    assert_eq!(wall(&mut bot).await.len(), 1);
    bot.later(Span::hours(2));
    bot.happens([deletion("general", "m1"), deletion("general", "m1")]).await;
    assert!(wall(&mut bot).await.is_empty());
    // And the allowance is there again, once.
    assert!(bot.asks("Ana", "/shoutout @bo for it all").await.starts_with("says to all"));
    assert!(bot.asks("Ana", "/shoutout @cy for it all").await.starts_with("refuses"));
}

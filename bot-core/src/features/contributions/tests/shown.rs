//! What people see of it: /me, /profile, /leaderboard.

use super::village;
use crate::chat::{Happening, Person};
use crate::moment::Span;
use crate::testing::{TestBot, message, reaction, thread};

#[tokio::test]
async fn me_tells_the_last_weeks_by_kind_and_what_is_stored_for_ones_own_eyes() {
    let mut bot = village().await;
    bot.now = crate::testing::at("2026-02-17 10:00");
    bot.happens([message("Ana", "general", "m1", "hello"), message("Ana", "general", "m2", "hello")]).await;
    bot.now = crate::testing::at("2026-03-01 23:59");
    bot.happens([
        message("Ana", "general", "m3", "hello"),
        thread("Ana", "general", "m3"),
        reaction("Ana", "👍", "general", "m9", "Bo"),
    ])
    .await;
    bot.now = crate::testing::at("2026-03-02 00:00");
    bot.happens([reaction("Bo", "👍", "general", "m3", "Ana")]).await;
    bot.asks("Bo", "/shoutout @ana for the docs").await;
    assert_eq!(
        bot.asks("Ana", "/me").await,
        "says: What you did lately, Ana:\n• this week: 1 reaction received, 1 shout-out received\n• week of 23 Feb: 1 message, 1 \
         thread started\n• week of 16 Feb: 2 messages\n• week of 9 Feb: nothing counted\nStored about you: 3 message \
         references and 1 reaction (ids and times, never the text). Everything: /privacy get"
    );
    bot.changes(
        "update member set opted_out = 1 where id in (select member_id from account where name = 'Ana')",
    )
    .await;
    let told = bot.asks("Ana", "/me").await;
    assert!(
        told.ends_with("You opted out, so nothing new is counted. /privacy optin changes that."),
        "{told}"
    );
}

#[tokio::test]
async fn a_profile_shows_what_is_public() {
    let mut bot = village().await;
    bot.asks("Root", "/roles give @bo lead").await;
    bot.asks("Root", "/roles give @bo expert").await;
    bot.asks("Ana", "/shoutout @bo for the docs").await;
    bot.writes("Bo", "general", "m1", "hello").await;
    assert_eq!(
        bot.asks("Ana", "/profile @bo").await,
        "says: Bo\nRoles: expert and lead\n1 shout-out in the last 8 weeks."
    );
    assert_eq!(
        bot.picks("Ana", "profile", &[("member", "<@cy>")]).await,
        "says: Cy\nNo shout-outs in the last 8 weeks yet."
    );
    let robot = Person { bot: true, ..TestBot::person("Robot") };
    bot.happens([Happening::Joined(robot), Happening::Left("cy".into())]).await;
    assert_eq!(bot.asks("Ana", "/profile @robot").await, "says: Robot is a bot.");
    assert_eq!(
        bot.asks("Ana", "/profile @cy").await,
        "says: Cy\nHas left.\nNo shout-outs in the last 8 weeks yet."
    );
    bot.changes(
        "update member set opted_out = 1 where id in (select member_id from account where name = 'Bo')",
    )
    .await;
    assert_eq!(
        bot.asks("Ana", "/profile @bo").await,
        "says: Bo prefers not to be counted, so there is nothing to show."
    );
}

#[tokio::test]
async fn the_leaderboard_is_off_until_an_admin_turns_it_on() {
    let mut bot = village().await;
    bot.writes("Ana", "general", "m1", "hello").await;
    assert_eq!(
        bot.asks("Ana", "/leaderboard").await,
        "refuses: There is no leaderboard here. An admin can turn it on with /settings leaderboard:on."
    );
    assert!(bot.asks("Ana", "/settings leaderboard:on").await.starts_with("refuses"));
    bot.asks("Root", "/settings leaderboard:on").await;
    assert!(
        bot.asks("Ana", "/leaderboard").await.starts_with("says: The last four weeks:\n1. Ana — 1 point\n")
    );
}

#[tokio::test]
async fn the_leaderboard_adds_up_as_it_says_and_leaves_out_who_is_gone_opted_out_or_a_bot() {
    let mut bot = village().await;
    bot.asks("Root", "/settings leaderboard:on").await;
    assert_eq!(bot.asks("Ana", "/leaderboard").await, "says: Nothing was counted in the last four weeks.");
    bot.joins(&["Sam", "Eve", "Flo", "Gus"]).await;
    bot.asks("Root", "/roles give @sam staff").await;
    bot.happens(
        ["Ana", "Eve", "Flo", "Gus"].map(|who| message(who, "general", &format!("of-{who}"), "hello")),
    )
    .await;
    bot.asks("Sam", "/shoutout @bo for the docs").await;
    bot.asks("Ana", "/shoutout @bo @cy for the docs").await;
    let answer = bot.answer("Di", "/contribute a talk").await;
    bot.presses("Ana", "Confirm", &answer).await;
    bot.happens([
        crate::testing::reply("Di", "general", "m2", "m1"),
        reaction("Bo", "👍", "general", "of-Ana", "Ana"),
    ])
    .await;
    bot.happens([Happening::Left("eve".into())]).await;
    bot.happens([Happening::Person(Person { bot: true, ..TestBot::person("Gus") })]).await;
    bot.changes(
        "update member set opted_out = 1 where id in (select member_id from account where name = 'Flo')",
    )
    .await;
    let board = "says: The last four weeks:\n1. Di — 12 points\n2. Bo — 10 points\n3. Cy — 5 points\n4. Ana — 2 \
                 points\nA message is 1 point, a reply 2, a thread 1, a reaction received 1, a shout-out received 5, a \
                 confirmed contribution 10.";
    assert_eq!(bot.asks("Ana", "/leaderboard").await, board);
    bot.later(Span::days(27));
    assert_eq!(bot.asks("Ana", "/leaderboard").await, board);
    bot.later(Span::days(1));
    assert_eq!(bot.asks("Ana", "/leaderboard").await, "says: Nothing was counted in the last four weeks.");
}

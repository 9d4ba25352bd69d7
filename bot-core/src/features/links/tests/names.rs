//! People are found wherever they are in their community.

use super::{link, one_community};
use crate::testing::{ELSEWHERE, PLATFORM, TestBot};

/// Cy is on one platform, Dan on the other, Bo and another Bo on both.
async fn open() -> TestBot {
    let mut bot = TestBot::new().await;
    one_community(&mut bot).await;
    bot.joins(&["Ana", "Bo", "Cy"]).await;
    bot.goes_to(ELSEWHERE);
    bot.joins(&["Bo", "Dan", "Danube"]).await;
    bot.goes_to(PLATFORM);
    bot
}

async fn thanked(bot: &TestBot) -> Vec<(String, String)> {
    bot.reads(
        "select a.platform, a.id from shoutout_to t join account a on a.community_id = t.community_id
             and a.member_id = t.member_id order by t.shoutout_id, a.platform",
    )
    .await
}

#[tokio::test]
async fn who_is_only_on_the_other_platform_is_found_by_name_and_by_mention() {
    let mut bot = open().await;
    let told = bot.asks("Ana", "/shoutout @dan for the docs").await;
    assert!(told.contains("🎉 @Ana thanks Dan"), "they cannot be rung here: {told}");
    let told = bot.asks("Ana", "/shoutout <@danube> for the tests").await;
    assert!(told.contains("thanks Danube"), "{told}");
    // Who is here comes before who is not.
    bot.asks("Ana", "/shoutout @bo for the talk").await;
    let expected = [(ELSEWHERE, "dan"), (ELSEWHERE, "danube"), (PLATFORM, "bo")];
    assert_eq!(thanked(&bot).await, expected.map(|(platform, id)| (platform.to_owned(), id.to_owned())));
    bot.goes_to(ELSEWHERE);
    let told = bot.asks("Dan", "/me").await;
    assert!(told.contains("1 shout-out"), "{told}");
    let told = bot.asks("Dan", "/shoutout @cy for the tea").await;
    assert!(told.contains("@Dan thanks Cy"), "{told}");
    bot.outbox();
}

#[tokio::test]
async fn who_has_another_name_there_is_rung_by_their_account_here() {
    let mut bot = open().await;
    bot.goes_to(ELSEWHERE);
    bot.joins(&["Robert"]).await;
    link(&mut bot, "Cy", "Robert").await;
    let told = bot.asks("Ana", "/shoutout @robert for the docs").await;
    assert!(told.contains("thanks @Cy"), "{told}");
    let told = bot.asks("Cy", "/shoutout @robert for me").await;
    assert!(told.contains("You cannot thank yourself."), "{told}");
    bot.outbox();
}

#[tokio::test]
async fn everybody_is_suggested_once_and_names_that_are_alike_are_named() {
    let mut bot = open().await;
    link(&mut bot, "Bo", "Bo").await;
    let pair = |label: &str, answer: &str| (label.to_owned(), answer.to_owned());
    let suggested = bot.suggests("Ana", "shoutout", "to", "da").await;
    assert_eq!(suggested, [pair("Dan", "<@dan>"), pair("Danube", "<@danube>")]);
    assert_eq!(bot.suggests("Ana", "shoutout", "to", "b").await, [pair("Bo", "<@bo>")]);
    let told = bot.asks("Ana", "/shoutout @danubio for the docs").await;
    assert!(told.contains("Did you mean @Danube"), "{told}");
    let told = bot.asks("Ana", "/shoutout <@nobody> for the docs").await;
    assert!(told.contains("I do not know anybody called <@nobody>"), "{told}");
    bot.outbox();
}

#[tokio::test]
async fn a_community_by_itself_finds_nobody_of_another() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana"]).await;
    bot.goes_to(ELSEWHERE);
    bot.joins(&["Dan"]).await;
    bot.goes_to(PLATFORM);
    for line in ["/shoutout @dan for the docs", "/shoutout <@dan> for the docs"] {
        let told = bot.asks("Ana", line).await;
        assert!(told.contains("I do not know anybody"), "{told}");
    }
    assert!(bot.suggests("Ana", "shoutout", "to", "da").await.is_empty());
    bot.outbox();
}

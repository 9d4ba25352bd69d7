//! A lease is one holder's until it is given back or runs out.

use crate::chat::Platform;
use crate::moment::Span;
use crate::testing::{PLATFORM, TestBot};

#[tokio::test]
async fn what_one_has_another_gets_only_once_it_is_free() {
    let mut bot = TestBot::new().await;
    let platform = Platform::from(PLATFORM);
    let take = async |bot: &TestBot, holder: &str, name: &str| {
        bot.bot.lease(bot.now, &platform, name, holder, Span::minutes(1)).await.expect("a lease")
    };
    assert!(take(&bot, "one", "a").await && take(&bot, "one", "b").await);
    assert!(!take(&bot, "two", "a").await);
    bot.later(Span(Span::minutes(1).0 - 1));
    assert!(take(&bot, "one", "a").await, "renewed");
    bot.later(Span(1));
    assert!(!take(&bot, "two", "a").await);
    assert!(take(&bot, "two", "b").await, "it ran out");
    assert_eq!(bot.bot.leased(bot.now, &platform).await.expect("leases"), ["a", "b"]);
    bot.bot.give_back(&platform, "one").await.expect("given back");
    assert_eq!(bot.bot.leased(bot.now, &platform).await.expect("leases"), ["b"]);
    assert!(take(&bot, "two", "a").await);
}

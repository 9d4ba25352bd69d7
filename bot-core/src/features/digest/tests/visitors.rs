//! Visitors take part, and are told apart.

use crate::chat::Happening;
use crate::testing::TestBot;

#[tokio::test]
async fn visitors_are_counted_with_everybody_and_by_themselves() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ann", "Bo", "Gus"]).await;
    let visitor = |visitor| Happening::Visitor { account: "gus".into(), visitor };
    bot.happens([visitor(true), visitor(true)]).await;
    for (n, who) in ["Bo", "Gus", "Gus"].iter().enumerate() {
        bot.writes(who, "general", &n.to_string(), "hello").await;
    }
    bot.asks("Ann", "/help").await;
    bot.later(crate::moment::Span::days(7));
    let read = bot.asks("Ann", "/digest preview").await;
    assert!(read.contains("Among them: 1 visitor (messages: 2)."), "{read}");
    bot.happens([visitor(false)]).await;
    let read = bot.asks("Ann", "/digest preview").await;
    assert!(!read.contains("visitor"), "{read}");
}

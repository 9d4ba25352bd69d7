//! "Did this count?" for each way in which a message can be seen.

use super::village;
use crate::chat::{Happening, Person, Source};
use crate::moment::Span;
use crate::testing::{TestBot, deletion, message, reaction, reply};

const THANKS: &str =
    "A reaction with 🏆 thanks the author, within the daily allowance and the rules of this community.";

async fn asked(bot: &mut TestBot, on: &str) -> String {
    let told = bot.picks("Di", "did this count", &[("on", on)]).await;
    let told = told.strip_prefix("says: ").expect("an answer for one's own eyes").to_owned();
    told.strip_suffix(&format!("\n{THANKS}")).expect("how to thank").to_owned()
}

#[tokio::test]
async fn what_counted_is_said_with_its_day_its_reactions_and_its_thanks() {
    let mut bot = village().await;
    bot.happens([
        message("Ana", "general", "m1", "hello"),
        reply("Bo", "general", "m2", "m1"),
        reaction("Bo", "👍", "general", "m1", "Ana"),
        reaction("Cy", "🏆", "general", "m1", "Ana"),
    ])
    .await;
    bot.picks("Bo", "shoutout author", &[("on", "general/m1/ana"), ("reason", "so kind")]).await;
    bot.later(Span::days(1));
    assert_eq!(
        asked(&mut bot, "general/m1/ana").await,
        "This counted as a message on 2 March.\n2 reactions received\n2 shout-outs are bound to it."
    );
    assert_eq!(
        asked(&mut bot, "general/m2/bo").await,
        "This counted as a reply on 2 March.\n0 reactions received"
    );
    bot.happens([deletion("general", "m1")]).await;
    assert_eq!(asked(&mut bot, "general/m1/ana").await, "This message was deleted, so it no longer counts.");
    assert_eq!(bot.asks("Root", "/settings reaction:none").await, "says: Done. Now it is:\n• reaction: none");
    assert_eq!(
        bot.picks("Di", "did this count", &[("on", "general/m2/bo")]).await,
        "says: This counted as a reply on 2 March.\n0 reactions received"
    );
}

#[tokio::test]
async fn what_came_with_an_import_is_said_to_have() {
    let mut bot = village().await;
    bot.takes_in(Source::Import, [message("Ana", "general", "m1", "hello")]).await;
    assert_eq!(
        asked(&mut bot, "general/m1/ana").await,
        "This counted as a message on 2 March.\n0 reactions received\nIt came with an import."
    );
}

#[tokio::test]
async fn what_did_not_count_is_said_with_the_reason() {
    let mut bot = village().await;
    bot.happens([Happening::Joined(Person { bot: true, ..TestBot::person("Robot") })]).await;
    bot.changes(
        "update member set opted_out = 1 where id in (select member_id from account where name = 'Cy')",
    )
    .await;
    bot.happens([message("Robot", "general", "m1", "beep"), message("Cy", "general", "m2", "hello")]).await;
    bot.writes("Bo", "random", "m0", "hello").await;
    bot.asks("Root", "/channel #random counts:off").await;
    bot.writes("Ana", "random", "m3", "hello").await;
    assert_eq!(asked(&mut bot, "general/m1/robot").await, "This did not count: it was written by a bot.");
    assert_eq!(
        asked(&mut bot, "general/m2/cy").await,
        "This did not count: its author prefers not to be counted."
    );
    assert_eq!(asked(&mut bot, "random/m3/ana").await, "This did not count: #random is left out.");
    // What counted before the channel was left out did.
    assert_eq!(
        asked(&mut bot, "random/m0/bo").await,
        "This counted as a message on 2 March.\n0 reactions received"
    );
    assert_eq!(
        asked(&mut bot, "general/m9/ana").await,
        "Kith has not seen this message: it was written before Kith came, or so long ago that its reference is \
         no longer kept. If it is that old, it still counts in the figures."
    );
    bot.changes("update message set author = null").await;
    assert_eq!(
        asked(&mut bot, "random/m0/bo").await,
        "This did not count: its author is no longer known here.\n0 reactions received"
    );
}

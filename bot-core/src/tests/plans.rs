//! Every query uses an index: none reads a whole table that grows with the community.

use crate::chat::{Happening, Source};
use crate::moment::Span;
use crate::store::{ASKED, Engine};
use crate::testing::{TestBot, deletion, message, reaction, reply, thread, unreaction};

/// What may be read whole, because a community has few of them, or because reading stops after a few.
const SMALL: [&str; 6] = [
    "SEARCH audit ",
    "SEARCH badge ",
    "SEARCH forgotten ",
    "SEARCH member_role ",
    "SEARCH server ",
    "SEARCH setting ",
];

/// What a question found itself, which is no table.
const FOUND: [&str; 2] = ["SCAN (subquery-", "SCAN thanked"];

async fn everything_happens() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo", "Cy"]).await;
    bot.asks("Root", "/help").await;
    bot.asks("Root", "/roles give @cy lead").await;
    bot.asks("Root", "/settings leaderboard:on reaction:👏 receive_blocks:staff").await;
    for source in [Source::Import, Source::Live] {
        bot.takes_in(
            source,
            [
                message("Ana", "general", "m1", "hello"),
                message("Ana", "t1", "m1", "hello"),
                reply("Bo", "general", "m2", "m1"),
                thread("Ana", "general", "m1"),
                reaction("Bo", "👏", "general", "m1", "Ana"),
                unreaction("Bo", "👏", "general", "m1"),
                Happening::Channel { id: "t1".into(), name: "t".to_owned(), parent: Some("general".into()) },
                deletion("general", "m1"),
                Happening::Left("bo".into()),
                Happening::Joined(TestBot::person("Bo")),
            ],
        )
        .await;
    }
    let thanks = bot.invocation("Ana", "/shoutout @bo for the docs");
    bot.invoke(&thanks).await;
    bot.asks("Ana", "/undo").await;
    bot.posts(&thanks, "m9").await;
    bot.asks("Ana", "/shoutout @cy for the docs").await;
    let wall = bot.asks("Cy", "/wall").await;
    let code = wall.rsplit(' ').next().expect("a code").trim_end_matches(')').to_owned();
    bot.asks("Cy", &format!("/retract {code} so")).await;
    let told = bot.answer("Ana", "/contribute a talk with:@bo").await;
    bot.presses("Cy", "Confirm", &told).await;
    bot.asks("Cy", "/badge give @bo Guide for the way").await;
    bot.asks("Root", "/settings digest_channel:#general").await;
    // Not `/privacy get` and `forget`: asked once in a lifetime, they may read everything.
    for line in [
        "/me",
        "/profile @bo",
        "/leaderboard",
        "/audit",
        "/audit @bo",
        "/badge list",
        "/badge list @bo",
        "/digest preview",
        "/digest send",
        "/privacy optout",
        "/privacy optin",
        "/roles list",
        "/profile @zoe",
    ] {
        bot.asks("Root", line).await;
    }
    bot.asks("Root", "/settings shoutouts:ephemeral digest_channel:#general").await;
    bot.asks("Root", "/channel #general shoutouts:thread").await;
    bot.picks("Cy", "did this count", &[("on", "general/m2/bo")]).await;
    bot.picks("Cy", "shoutout author", &[("on", "general/m2/bo"), ("reason", "so")]).await;
    bot.delivers().await;
    bot.later(Span::days(500));
    bot.ticks().await;
    bot
}

#[tokio::test]
async fn no_query_reads_a_whole_table_that_grows() {
    let bot = everything_happens().await;
    if bot.bot.engine() == Engine::Postgres {
        // It decides by how many rows there are, and here there are few.
        return;
    }
    let asked: Vec<&str> = ASKED.with_borrow(|asked| asked.iter().copied().collect());
    assert!(asked.len() > 60, "{} queries", asked.len());
    let mut whole = Vec::new();
    for sql in asked {
        let explain: &'static str = Box::leak(format!("explain query plan {sql}").into_boxed_str());
        for (_, _, _, step) in bot.reads::<(i64, i64, i64, String)>(explain).await {
            let all = step.starts_with("SCAN")
                && !step.contains("VIRTUAL TABLE")
                && !step.starts_with("SCAN CONSTANT ROW");
            if all || step.ends_with("(community_id=?)") {
                whole.push(format!("{step}: {}", sql.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
    }
    whole.retain(|step| !SMALL.iter().chain(&FOUND).any(|small| step.starts_with(small)));
    assert!(whole.is_empty(), "{whole:#?}");
}

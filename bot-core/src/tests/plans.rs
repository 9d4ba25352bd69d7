//! Every query uses an index: none reads a whole table that grows with the community.

use crate::chat::{Happening, Source};
use crate::moment::Span;
use crate::store::{ASKED, Engine};
use crate::testing::{TestBot, deletion, message, reaction, reply, thread, unreaction};

/// What may be read whole, because a community has few of them, or because reading stops after a few.
const SMALL: [&str; 15] = [
    "SEARCH audit ",
    "SEARCH badge ",
    "SEARCH e USING INDEX escalation_open ",
    "SEARCH escalation USING INDEX escalation_open ",
    "SEARCH expert ",
    "SEARCH expert_topic ",
    "SEARCH forgotten ",
    "SEARCH honorarium ",
    "SEARCH lesson ",
    "SEARCH member_role ",
    "SEARCH model ",
    "SEARCH not_area ",
    "SEARCH server ",
    "SEARCH setting ",
    "SEARCH topic ",
];

/// What a question found itself, which is no table.
const FOUND: [&str; 5] = ["SCAN (subquery-", "SCAN few", "SCAN open", "SCAN said", "SCAN thanked"];

/// No query has more values.
const MOST_VALUES: usize = 64;

async fn everything_happens() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo", "Cy"]).await;
    bot.asks("Root", "/help").await;
    bot.asks("Root", "/roles give @cy lead").await;
    bot.asks("Root", "/settings learning:on offer_thanks:on").await;
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
    for n in 0..30 {
        bot.later(Span::minutes(61));
        bot.writes("Ana", "general", &format!("q{n}"), "how do I start the orderer, <@cy>?").await;
        bot.happens([reply("Bo", "general", &format!("r{n}"), &format!("q{n}"))]).await;
        bot.writes("Ana", "general", &format!("t{n}"), "thanks <@bo>, that fixed it").await;
    }
    bot.later(Span::days(3));
    bot.ticks().await;
    let asker = crate::chat::AccountId::from("ana");
    let sought = crate::Sought { channel: "general", asker: &asker, text: Some("the orderer, <@bo>?") };
    assert!(!bot.bot.who_knows(bot.now, &bot.server, &sought, 5).await.expect("a ranking").is_empty());
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
        "/link",
        "/link aaaa-aaaa",
    ] {
        bot.asks("Root", line).await;
    }
    questions_climb(&mut bot).await;
    bot.asks("Root", "/settings shoutouts:ephemeral digest_channel:#general").await;
    bot.asks("Root", "/channel #general shoutouts:thread").await;
    bot.picks("Cy", "did this count", &[("on", "general/m2/bo")]).await;
    bot.picks("Cy", "shoutout author", &[("on", "general/m2/bo"), ("reason", "so")]).await;
    bot.delivers().await;
    bot.later(Span::days(500));
    bot.ticks().await;
    bot
}

/// Topics, experts, and questions that climb.
async fn questions_climb(bot: &mut TestBot) {
    for (who, line) in [
        ("Cy", "/topic add Tides"),
        ("Cy", "/topic add Ebb"),
        ("Cy", "/topic merge ebb tides"),
        ("Cy", "/topic rename tides Tide"),
        ("Cy", "/topic list"),
        ("Cy", "/expert invite @bo tide"),
        ("Bo", "/expert offer tide"),
        ("Bo", "/expert pause"),
        ("Bo", "/expert resume"),
        ("Bo", "/expert list tide"),
        ("Cy", "/expert recruit"),
        ("Root", "/honorarium record @bo 5 tea"),
        ("Bo", "/honorarium list @bo"),
        ("Root", "/escalation policy steps:\"expert 1h, channel 1h\" hours:0-24 channel:#general"),
        ("Ana", "/ask where is the tide now?"),
    ] {
        bot.asks(who, line).await;
    }
    bot.delivers().await;
    let asked: Vec<(i64,)> = bot.reads("select id from escalation").await;
    let id = asked[0].0.to_string();
    for (who, command) in [
        ("Bo", "question take"),
        ("Bo", "question not mine"),
        ("Bo", "question take"),
        ("Bo", "question answered"),
        ("Ana", "question not yet"),
        ("Cy", "question take"),
        ("Cy", "question answered"),
        ("Ana", "question solved"),
        ("Ana", "question remember"),
    ] {
        bot.picks(who, command, &[("question", &id)]).await;
    }
    bot.asks("Cy", "/answers where is the tide").await;
    bot.asks("Cy", "/questions").await;
    let before = bot.answer("Ana", "/ask where is the tide now?").await;
    bot.presses("Ana", "Ask people", &before).await;
    bot.picks("Cy", "question this answers", &[("on", "general/m2/bo")]).await;
    bot.picks("Ana", "ask about", &[("on", "general/m2/bo")]).await;
    bot.later(Span::hours(2));
    bot.ticks().await;
    bot.happens([
        deletion("general", "m2"),
        Happening::Left("bo".into()),
        Happening::Joined(TestBot::person("Bo")),
    ])
    .await;
    bot.asks("Bo", "/expert retire").await;
    bot.asks("Cy", "/topic retire tide").await;
    bot.delivers().await;
}

#[tokio::test]
async fn no_query_reads_a_whole_table_that_grows() {
    let bot = everything_happens().await;
    if bot.bot.engine() == Engine::Postgres {
        // It decides by how many rows there are, and here there are few.
        return;
    }
    let asked: Vec<&str> = ASKED.lock().expect("queries").iter().copied().collect();
    assert!(asked.len() > 60, "{} queries", asked.len());
    let mut whole = Vec::new();
    for sql in asked {
        let explain: &'static str = Box::leak(format!("explain query plan {sql}").into_boxed_str());
        let mut tx = bot.bot.store.read().await.expect("a transaction");
        // Which values does not matter to the plan, but there must be some.
        let query = (0..MOST_VALUES).fold(tx.query(explain), |query, _| query.bind(None::<i64>));
        let plan: Vec<(i64, i64, i64, String)> = query.fetch_all().await.expect("a plan");
        for (_, _, _, step) in plan {
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

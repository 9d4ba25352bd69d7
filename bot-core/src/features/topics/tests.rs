//! Stories of topics.

use crate::chat::Happening;
use crate::testing::TestBot;

/// A lead, and channels in which people write.
async fn harbour() -> TestBot {
    let mut bot = TestBot::new().await;
    bot.joins(&["Lea", "Ana"]).await;
    bot.asks("Root", "/help").await;
    bot.asks("Root", "/roles give @lea lead").await;
    for (id, name) in [("c1", "tide-tables"), ("c2", "docs")] {
        bot.happens([Happening::Channel { id: id.into(), name: name.to_owned(), parent: None }]).await;
    }
    bot.writes("Ana", "c1", "1", "the tide is high").await;
    bot.writes("Ana", "c1", "2", "very high").await;
    bot.writes("Ana", "c2", "3", "hello").await;
    bot
}

#[tokio::test]
async fn leads_name_topics_out_of_what_is_talked_about() {
    let mut bot = harbour().await;
    let list = bot.asks("Lea", "/topic list").await;
    assert_eq!(
        list,
        "says: There are no topics here yet. Leads add them with /topic add\nAlso talked about lately: tide-tables and \
         docs. /topic add makes a topic of it."
    );
    let added = bot.asks("Lea", "/topic add tide-tables").await;
    assert!(added.starts_with("says: tide-tables is a topic now."), "{added}");
    assert_eq!(
        bot.asks("Ana", "/topic list").await,
        "says: Topics about which people can be asked here:\n• tide-tables (nobody yet)"
    );
    let refused = bot.asks("Ana", "/topic add docs").await;
    assert!(refused.starts_with("refuses: This is for people with the role lead or admin."), "{refused}");
}

#[tokio::test]
async fn no_two_topics_look_alike() {
    let mut bot = harbour().await;
    bot.asks("Lea", "/topic add Docs").await;
    assert!(bot.asks("Lea", "/topic add  docs").await.contains("There is a topic called Docs already."));
    bot.asks("Lea", "/topic add Boats").await;
    let told = bot.asks("Lea", "/topic rename boats docs").await;
    assert!(told.contains("There is a topic called Docs already."), "{told}");
    assert!(
        bot.asks("Lea", "/topic rename boats BOATS").await.starts_with("says: Boats is called BOATS now.")
    );
    assert!(bot.asks("Lea", "/topic add a,b").await.contains("please leave out commas"));
}

#[tokio::test]
async fn what_is_merged_leads_to_the_other_one_and_what_is_retired_comes_back() {
    let mut bot = harbour().await;
    for topic in ["Tides", "Tide tables", "Docs"] {
        bot.asks("Lea", &format!("/topic add {topic}")).await;
    }
    bot.asks("Ana", "/expert offer Tides").await;
    let told = bot.picks("Lea", "topic merge", &[("topic", "tides"), ("into", "tide tables")]).await;
    assert_eq!(told, "says: Tides is part of Tide tables now, and its name still leads there.");
    bot.asks("Lea", "/topic retire docs").await;
    assert_eq!(
        bot.asks("Lea", "/topic list").await.lines().take(3).collect::<Vec<_>>(),
        [
            "says: Topics about which people can be asked here:",
            "• Tide tables (1 expert)",
            "   also called Tides"
        ]
    );
    let told = bot.asks("Ana", "/expert offer tides").await;
    assert!(told.starts_with("says: Thank you! You may be asked about Tide tables now."), "{told}");
    let told = bot.asks("Ana", "/expert offer docs").await;
    assert!(told.contains("I do not know the topic docs. There are Tide tables."), "{told}");
    bot.asks("Lea", "/topic add docs").await;
    assert!(bot.asks("Ana", "/topic list").await.contains("• Docs (nobody yet)"));
    assert!(bot.asks("Lea", "/audit").await.contains("Lea changed the topics: Tides → Tide tables"));
    assert_eq!(bot.suggests("Ana", "expert offer", "topics", "Docs, ti").await[0].1, "Docs, Tide tables");
}

#[tokio::test]
async fn words_of_many_questions_are_told_to_leads_where_kith_learns() {
    let mut bot = harbour().await;
    let list = bot.asks("Lea", "/topic list").await;
    assert!(!list.contains("Many questions"), "{list}");
    bot.asks("Root", "/settings learning:on").await;
    for n in 0..60 {
        bot.writes("Bo", "c2", &format!("b{n}"), "a lovely day in the harbour").await;
    }
    for (n, who) in ["Ana", "Cy", "Di", "Ana"].into_iter().enumerate() {
        bot.later(crate::moment::Span::hours(2));
        bot.writes(who, "c2", &format!("q{n}"), "how do I calibrate the gauge of the harbour?").await;
    }
    let list = bot.asks("Lea", "/topic list").await;
    assert!(list.contains("Many questions lately have these words: calibr… and gauge."), "{list}");
    // What is a topic already is no idea, and only leads are told.
    bot.asks("Lea", "/topic add Gauges").await;
    let list = bot.asks("Lea", "/topic list").await;
    assert!(list.contains("Many questions lately have these words: calibr…"), "{list}");
    assert!(!list.contains("gauge"), "{list}");
    assert!(!bot.asks("Ana", "/topic list").await.contains("Many questions"));
}

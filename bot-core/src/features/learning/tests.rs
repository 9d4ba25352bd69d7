//! Stories of hearing and learning.

use super::{Candidate, Question, rank, similar};
use crate::chat::event::Message as Written;
use crate::chat::{Happening, Source};
use crate::context::{Channel, Context};
use crate::host;
use crate::moment::{Moment, Span};
use crate::testing::{TestBot, deletion, message, reply, thread};

const ASKED: &str = "how do I start the orderer on windows?";

async fn questions(bot: &TestBot) -> Vec<(String, Option<String>, i64)> {
    bot.reads(
        "select q.message_id, m.name, cast((select count(*) from answer a where a.question_id = q.id) as bigint)
         from question q left join member m on m.id = q.answered_by order by q.asked, q.message_id",
    )
    .await
}

fn open(id: &str) -> (String, Option<String>, i64) {
    (id.to_owned(), None, 0)
}

fn answered(id: &str, by: &str, answers: i64) -> (String, Option<String>, i64) {
    (id.to_owned(), Some(by.to_owned()), answers)
}

fn to(who: &str, id: &str, whom: &str) -> Happening {
    let Happening::Message(mut written) = message(who, "general", id, "like this") else { unreachable!() };
    written.to = Some(TestBot::person(whom).account);
    Happening::Message(written)
}

/// Says things a minute after each other, each taken in by itself.
async fn one_by_one(bot: &mut TestBot, what: impl IntoIterator<Item = Happening>) {
    for what in what {
        bot.later(Span::minutes(1));
        bot.happens([what]).await;
    }
}

#[tokio::test]
async fn questions_are_heard_with_their_answers_whether_one_by_one_or_at_once() {
    let story = [
        message("Ana", "general", "q1", ASKED),
        message("Ana", "general", "q1b", "it says nothing at all"),
        message("Bo", "general", "a1", "which version?"),
        message("Cy", "general", "x1", "lunch!"),
        to("Di", "a2", "Ana"),
        reply("Ed", "general", "a3", "q1"),
        reply("Ana", "general", "x2", "q1"),
        message("Flo", "general", "q2", "anybody here who knows the tide tables"),
        message("Gus", "docs", "x3", "the docs are up again"),
    ];
    let heard = [answered("q1", "Bo", 3), open("q2")];
    let mut bot = TestBot::new().await;
    one_by_one(&mut bot, story.clone()).await;
    assert_eq!(questions(&bot).await, heard);
    let mut bot = TestBot::new().await;
    let at = bot.now;
    let timed = (1..).map(|n| at + Span::minutes(n)).zip(story);
    bot.takes_in_at(Source::Import, timed.clone()).await;
    assert_eq!(questions(&bot).await, heard);
    bot.takes_in_at(Source::Import, timed).await;
    assert_eq!(questions(&bot).await, heard);
}

#[tokio::test]
async fn what_is_deleted_asks_and_answers_no_more() {
    let mut bot = TestBot::new().await;
    one_by_one(&mut bot, [message("Ana", "general", "q1", ASKED), reply("Bo", "general", "a1", "q1")]).await;
    one_by_one(&mut bot, [reply("Cy", "general", "a2", "q1")]).await;
    assert_eq!(questions(&bot).await, [answered("q1", "Bo", 2)]);
    bot.happens([deletion("general", "a1")]).await;
    assert_eq!(questions(&bot).await, [answered("q1", "Cy", 1)]);
    bot.happens([deletion("general", "a2")]).await;
    assert_eq!(questions(&bot).await, [open("q1")]);
    bot.happens([deletion("general", "q1")]).await;
    assert_eq!(questions(&bot).await, []);
}

#[tokio::test]
async fn without_words_threads_and_posts_are_questions() {
    let mut bot = TestBot::new().await;
    let wordless = |who: &str, channel: &str, id: &str| {
        let Happening::Message(written) = message(who, channel, id, "") else { unreachable!() };
        Happening::Message(Written { text: None, ..written })
    };
    let post =
        Happening::Channel { id: "p1".into(), name: "Orderer?".to_owned(), parent: Some("help".into()) };
    bot.happens([post]).await;
    one_by_one(
        &mut bot,
        [
            wordless("Ana", "general", "m1"),
            wordless("Bo", "general", "m2"),
            thread("Ana", "general", "m1"),
            reply("Bo", "general", "a1", "m1"),
            wordless("Cy", "p1", "p1"),
            reply("Di", "p1", "a2", "p1"),
        ],
    )
    .await;
    assert_eq!(questions(&bot).await, [answered("m1", "Bo", 1), answered("p1", "Di", 1)]);
}

/// Bo answers about the orderer, Cy about the tides, Di talks.
async fn lived(bot: &mut TestBot, weeks: usize) {
    for n in 0..weeks {
        let id = |what: &str| format!("{what}{n}");
        let (ana, eve) = (["Ana", "Al", "Amy"][n % 3], ["Eve", "Edd", "Eli"][n % 3]);
        one_by_one(
            bot,
            [
                message(ana, "general", &id("q"), ASKED),
                reply("Bo", "general", &id("a"), &id("q")),
                message(eve, "general", &id("p"), "where are the tide tables of the harbour kept?"),
                reply("Cy", "general", &id("b"), &id("p")),
            ],
        )
        .await;
        bot.later(Span::hours(2));
        bot.happens([message("Di", "general", &id("x"), "the harbour is lovely today")]).await;
        bot.later(Span::days(1));
    }
}

async fn asked(ctx: &mut Context, text: &str) -> (Vec<Candidate>, Vec<super::Similar>, Channel) {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let channels = crate::features::members::queries::channels(&mut ctx.tx, community, &platform).await;
    let channel =
        channels.expect("channels").into_iter().find(|one| one.name == "general").expect("a channel");
    let question = Question { channel: &channel, asker: 0, text: Some(text), declared: &[] };
    let ranked = rank(ctx, &question, 5).await.expect("a ranking");
    let alike = similar(ctx, &question, 3).await.expect("similar questions");
    (ranked, alike, channel)
}

async fn enters(bot: &TestBot) -> Context {
    host::enter(&bot.bot, bot.now, &bot.server).await.expect("a community")
}

#[tokio::test]
async fn people_are_ranked_by_what_they_answered_and_it_is_said_why() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/settings learning:on").await;
    lived(&mut bot, 6).await;
    let mut ctx = enters(&bot).await;
    for (text, who) in
        [("the orderer on windows will not start", "Bo"), ("which tide tables does the harbour have?", "Cy")]
    {
        let (ranked, alike, channel) = asked(&mut ctx, text).await;
        assert_eq!(ranked[0].member.name, who, "{text}: {ranked:?}");
        let why: Vec<String> =
            ranked[0].reasons.iter().map(|reason| reason.say(&channel, ctx.words).to_string()).collect();
        assert_eq!(
            why[..2],
            [
                "answered 6 similar questions in #general in the last 30 days",
                "answered 6 questions in #general this month",
            ]
        );
        assert_eq!(alike.len(), 3);
        assert!(alike.iter().all(|one| one.answered_by == ranked[0].member.id), "{alike:?}");
    }
    let (ranked, ..) = asked(&mut ctx, "ask <@di>, please: what is this?").await;
    assert_eq!(ranked[0].member.name, "Di");
}

#[tokio::test]
async fn where_nothing_is_learned_replies_count_and_nothing_is_kept() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    lived(&mut bot, 2).await;
    let mut ctx = enters(&bot).await;
    let (ranked, alike, channel) = asked(&mut ctx, ASKED).await;
    drop(ctx);
    let why = ranked[0].reasons[0].say(&channel, crate::text::Words::of("en")).to_string();
    assert_eq!(why, "wrote 2 replies in #general this month");
    assert_eq!(alike, []);
    for table in ["evidence", "helped", "awake", "term", "term_member", "term_question", "lesson", "model"] {
        let rows: Vec<(i64,)> = bot.reads(format!("select count(*) from {table}").leak()).await;
        assert_eq!(rows, [(0,)], "{table}");
    }
}

/// What was learned, as text without ids.
async fn learned(bot: &TestBot) -> Vec<(String, String, String)> {
    bot.reads(
        "select m.name, cast(e.channel_id as text),
                cast(round(cast(e.answered30 * 1000 as numeric)) as text) || ' '
                || cast(round(cast(e.wrote30 * 1000 as numeric)) as text)
                || ' ' || cast((select count(*) from term_member t where t.member_id = m.id) as text)
         from evidence e join member m on m.id = e.member_id order by 1, 2",
    )
    .await
}

#[tokio::test]
async fn an_export_imported_again_teaches_once_and_off_forgets_it() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    let at = bot.now;
    let story = [
        message("Ana", "general", "q1", ASKED),
        message("Bo", "general", "a1", "with the start script, as ever"),
        message("Cy", "general", "x1", "the start script is in the docs"),
    ];
    let timed = (1..).map(|n| at + Span::minutes(n)).zip(story);
    bot.takes_in_at(Source::Import, timed.clone()).await;
    assert_eq!(learned(&bot).await, []);
    let told = bot.asks("Root", "/settings learning:on").await;
    assert!(told.contains("I learn from now on who asks, who answers and what about."), "{told}");
    assert_eq!(bot.takes_in_at(Source::Import, timed.clone()).await.messages, 0);
    let once = learned(&bot).await;
    assert_eq!(once.len(), 6, "{once:?}");
    bot.takes_in_at(Source::Import, timed.clone()).await;
    assert_eq!(learned(&bot).await, once);
    let told = bot.asks("Root", "/settings learning:off").await;
    assert!(told.contains("What I had learned is erased."), "{told}");
    assert_eq!(learned(&bot).await, []);
    bot.asks("Root", "/settings learning:on").await;
    bot.takes_in_at(Source::Import, timed).await;
    assert_eq!(learned(&bot).await, once);
}

#[tokio::test]
async fn who_opts_out_is_not_learned_about() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/settings learning:on").await;
    lived(&mut bot, 2).await;
    assert!(learned(&bot).await.iter().any(|(name, ..)| name == "Bo"));
    bot.asks("Bo", "/privacy optout").await;
    assert!(!learned(&bot).await.iter().any(|(name, ..)| name == "Bo"));
    lived(&mut bot, 4).await;
    assert!(!learned(&bot).await.iter().any(|(name, ..)| name == "Bo"));
    let mut ctx = enters(&bot).await;
    let (ranked, ..) = asked(&mut ctx, ASKED).await;
    assert!(ranked.iter().all(|one| one.member.name != "Bo"), "{ranked:?}");
}

#[tokio::test]
async fn a_word_is_kept_once_three_use_it() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/settings learning:on").await;
    let word = "select coalesce(max(word), 'none') from term where word = 'secret'";
    for (n, who) in ["Ana", "Bo"].into_iter().enumerate() {
        bot.writes(who, "general", &format!("m{n}"), "this is a secret").await;
    }
    assert_eq!(bot.reads::<(String,)>(word).await, [("none".to_owned(),)]);
    bot.writes("Cy", "general", "m3", "the secret is out").await;
    assert_eq!(bot.reads::<(String,)>(word).await, [("secret".to_owned(),)]);
}

#[tokio::test]
async fn a_community_s_own_model_comes_from_its_answered_questions() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/settings learning:on").await;
    lived(&mut bot, 8).await;
    bot.ticks().await;
    let none: Vec<(i64,)> = bot.reads("select lessons from model").await;
    assert_eq!(none, []);
    lived_from(&mut bot, 8, 20).await;
    bot.ticks().await;
    let made: Vec<(i64, i64)> = bot.reads("select lessons, made from model").await;
    assert!(made[0].0 >= 20, "{made:?}");
    assert_eq!(Moment(made[0].1), bot.now);
}

async fn lived_from(bot: &mut TestBot, first: usize, until: usize) {
    for n in first..until {
        let id = |what: &str| format!("{what}{n}");
        let asker = ["Ana", "Al", "Amy"][n % 3];
        let told = [message(asker, "general", &id("q"), ASKED), reply("Bo", "general", &id("a"), &id("q"))];
        one_by_one(bot, told).await;
        bot.later(Span::days(1));
    }
}

#[tokio::test]
async fn a_thanks_is_offered_as_a_shout_out_only_where_that_is_wanted() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    let story = |n: i64| {
        let id = |what: &str| format!("{what}{n}");
        [
            message("Bo", "general", &id("h"), "restart it twice"),
            message("Cy", "general", &id("x"), "or thrice"),
            message("Ana", "general", &id("t"), "thanks <@bo>, that fixed it"),
            message("Ana", "general", &id("u"), "how do I stop it again? thanks"),
        ]
    };
    one_by_one(&mut bot, story(1)).await;
    assert_eq!(bot.delivers().await, Vec::<String>::new());
    bot.asks("Root", "/settings offer_thanks:on").await;
    one_by_one(&mut bot, story(2)).await;
    let offered = bot.delivers().await;
    assert_eq!(
        offered,
        [
            "react to h2 in #general with 🏆, or say to @ana alone in #general: You thanked Bo. Would you like to make it a \
          shout-out, for everybody to see? Only you see this, and nothing is counted by itself.\n[Thank Bo]"
        ]
    );
    let given: Vec<(i64,)> = bot.reads("select count(*) from shoutout").await;
    assert_eq!(given, [(0,)]);
}

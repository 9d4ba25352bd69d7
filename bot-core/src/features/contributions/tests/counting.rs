//! What counts, as what, and where.

use super::{rollup, village};
use crate::chat::event::Message;
use crate::chat::{Happening, Person, Source};
use crate::moment::Span;
use crate::testing::{TestBot, message, reaction, reply, thread};

/// Somebody answers a message, or somebody.
fn answer(who: &str, id: &str, answers: Option<&str>, to: Option<&str>) -> Happening {
    let Happening::Message(written) = message(who, "general", id, "sure") else { unreachable!() };
    let (answers, to) = (answers.map(Into::into), to.map(Into::into));
    Happening::Message(Message { answers, to, ..written })
}

#[tokio::test]
async fn a_message_to_everybody_is_a_message() {
    let mut bot = village().await;
    bot.writes("Ana", "general", "m1", "hello").await;
    bot.writes("Ana", "general", "m2", "hello again").await;
    bot.writes("Ana", "random", "m1", "hello here too").await;
    assert_eq!(
        rollup(&bot).await,
        ["Ana: 2 message in general on 2026-03-02", "Ana: 1 message in random on 2026-03-02"]
    );
}

#[tokio::test]
async fn a_reply_stands_in_a_thread_or_answers_somebody_else() {
    let mut bot = village().await;
    bot.writes("Ana", "general", "m1", "who knows?").await;
    bot.happens([
        reply("Bo", "general", "m2", "m1"),
        // In a thread, also to oneself.
        reply("Ana", "general", "m3", "m1"),
        answer("Cy", "m4", Some("m1"), None),
        answer("Di", "m5", None, Some("ana")),
    ])
    .await;
    assert_eq!(
        rollup(&bot).await,
        [
            "Ana: 1 message in general on 2026-03-02",
            "Ana: 1 reply in general on 2026-03-02",
            "Bo: 1 reply in general on 2026-03-02",
            "Cy: 1 reply in general on 2026-03-02",
            "Di: 1 reply in general on 2026-03-02"
        ]
    );
}

#[tokio::test]
async fn an_answer_to_oneself_or_to_what_nobody_knows_is_a_message() {
    let mut bot = village().await;
    bot.happens([
        message("Ana", "general", "m1", "one"),
        answer("Ana", "m2", Some("m1"), None),
        answer("Ana", "m3", None, Some("ana")),
        answer("Ana", "m4", Some("before-kith"), None),
    ])
    .await;
    // A message at the top of a thread, as platforms send it once there is one.
    bot.happens([reply("Bo", "general", "m5", "m5")]).await;
    assert_eq!(
        rollup(&bot).await,
        ["Ana: 4 message in general on 2026-03-02", "Bo: 1 message in general on 2026-03-02"]
    );
}

#[tokio::test]
async fn starting_a_thread_and_receiving_reactions_count_for_the_author() {
    let mut bot = village().await;
    bot.happens([
        message("Ana", "general", "m1", "who knows?"),
        thread("Ana", "general", "m1"),
        reaction("Bo", "👍", "general", "m1", "Ana"),
        reaction("Bo", "🎉", "general", "m1", "Ana"),
        reaction("Cy", "👍", "general", "m1", "Ana"),
        // Not one's own.
        reaction("Ana", "👍", "general", "m1", "Ana"),
    ])
    .await;
    let expected = [
        "Ana: 1 message in general on 2026-03-02",
        "Ana: 3 reaction_received in general on 2026-03-02",
        "Ana: 1 thread_started in general on 2026-03-02",
    ];
    assert_eq!(rollup(&bot).await, expected);
    // Where the platform does not say whose message it was, Kith knows.
    let Happening::Reacted(mut unnamed) = reaction("Di", "👍", "general", "m1", "Ana") else {
        unreachable!()
    };
    unnamed.author = None;
    bot.happens([Happening::Reacted(unnamed)]).await;
    assert_eq!(rollup(&bot).await[1], "Ana: 4 reaction_received in general on 2026-03-02");
}

#[tokio::test]
async fn bots_never_count_and_nothing_counts_for_them() {
    let mut bot = village().await;
    let robot = || Person { bot: true, ..TestBot::person("Robot") };
    let Happening::Message(written) = message("Robot", "general", "m1", "beep") else { unreachable!() };
    let Happening::Reacted(reacted) = reaction("Robot", "👍", "general", "m2", "Ana") else {
        unreachable!()
    };
    let ingested = bot
        .happens([
            Happening::Message(Message { author: robot(), ..written }),
            message("Ana", "general", "m2", "hello"),
            Happening::Reacted(crate::chat::Reaction { by: robot(), ..reacted }),
            reaction("Ana", "👍", "general", "m1", "Robot"),
            Happening::ThreadStarted { root: crate::chat::MessageRef::new("general", "m1"), by: robot() },
        ])
        .await;
    assert_eq!((ingested.messages, ingested.passed_over, ingested.reactions), (1, 1, 0));
    assert_eq!(rollup(&bot).await, ["Ana: 1 message in general on 2026-03-02"]);
    // Known once to be a bot, it needs not say so again.
    bot.writes("Robot", "general", "m3", "beep").await;
    assert_eq!(rollup(&bot).await.len(), 1);
    let mut invocation = bot.invocation("Robot", "/help");
    invocation.asker = robot();
    let answer = bot.invoke(&invocation).await;
    assert_eq!(bot.shown(&answer), "refuses: Kith only listens to people.");
}

#[tokio::test]
async fn those_who_opted_out_are_not_counted() {
    let mut bot = village().await;
    bot.changes(
        "update member set opted_out = 1 where id in (select member_id from account where name = 'Ana')",
    )
    .await;
    bot.happens([
        message("Ana", "general", "m1", "hello"),
        thread("Ana", "general", "m1"),
        reaction("Bo", "👍", "general", "m1", "Ana"),
        reaction("Ana", "👍", "general", "m2", "Bo"),
    ])
    .await;
    assert!(rollup(&bot).await.is_empty());
}

#[tokio::test]
async fn a_channel_can_be_left_out_with_its_threads() {
    let mut bot = village().await;
    let side = Happening::Channel { id: "t1".into(), name: "side".to_owned(), parent: Some("random".into()) };
    bot.happens([message("Ana", "random", "m0", "before"), side]).await;
    let told = bot.asks("Root", "/channel #random counts:off").await;
    assert_eq!(told, "says: In #random: what is written counts: off; shout-outs: as everywhere.");
    bot.happens([
        message("Ana", "random", "m1", "hello"),
        message("Ana", "t1", "m2", "hello"),
        reaction("Bo", "👍", "random", "m0", "Ana"),
        thread("Ana", "random", "m0"),
        message("Ana", "general", "m1", "hello"),
    ])
    .await;
    let expected = ["Ana: 1 message in general on 2026-03-02", "Ana: 1 message in random on 2026-03-02"];
    assert_eq!(rollup(&bot).await, expected);
    bot.asks("Root", "/channel #random counts:on").await;
    bot.writes("Ana", "random", "m3", "hello").await;
    assert_eq!(rollup(&bot).await[1], "Ana: 2 message in random on 2026-03-02");
}

#[tokio::test]
async fn what_comes_twice_counts_once() {
    let mut bot = village().await;
    let all = || {
        [
            message("Ana", "general", "m1", "hello"),
            thread("Ana", "general", "m1"),
            reaction("Bo", "👍", "general", "m1", "Ana"),
        ]
    };
    let ingested = bot.happens(all().into_iter().chain(all())).await;
    assert_eq!((ingested.messages, ingested.passed_over, ingested.reactions), (1, 1, 1));
    let once = rollup(&bot).await;
    assert_eq!(once.len(), 3);
    let ingested = bot.happens(all()).await;
    assert_eq!((ingested.messages, ingested.passed_over, ingested.reactions), (0, 1, 0));
    bot.later(Span::days(1));
    bot.takes_in(Source::Import, all()).await;
    assert_eq!(rollup(&bot).await, once);
}

#[tokio::test]
async fn imported_and_then_live_counts_once() {
    let mut bot = village().await;
    bot.takes_in(Source::Import, [message("Ana", "general", "m1", "hello")]).await;
    bot.writes("Ana", "general", "m1", "hello").await;
    assert_eq!(rollup(&bot).await, ["Ana: 1 message in general on 2026-03-02"]);
}

#[tokio::test]
async fn an_edit_changes_nothing() {
    let mut bot = village().await;
    bot.writes("Ana", "general", "m1", "hello").await;
    bot.later(Span::days(2));
    bot.writes("Ana", "general", "m1", "hello, everybody").await;
    // Not even when it becomes a reply by it.
    bot.happens([reply("Ana", "general", "m1", "m0")]).await;
    assert_eq!(rollup(&bot).await, ["Ana: 1 message in general on 2026-03-02"]);
}

#[tokio::test]
async fn a_thread_that_is_a_channel_counts_in_the_channel_it_belongs_to_even_if_that_is_told_late() {
    let mut bot = village().await;
    let belongs =
        || Happening::Channel { id: "t1".into(), name: "side".to_owned(), parent: Some("general".into()) };
    bot.happens([message("Ana", "t1", "m1", "hello"), message("Ana", "general", "m2", "hello")]).await;
    bot.asks("Root", "/settings reaction:👍").await;
    bot.happens([reaction("Bo", "👍", "t1", "m1", "Ana")]).await;
    assert_eq!(rollup(&bot).await.len(), 4);
    bot.happens([belongs()]).await;
    let expected = [
        "Ana: 2 message in general on 2026-03-02",
        "Ana: 1 reaction_received in general on 2026-03-02",
        "Ana: 1 shoutout_received in general on 2026-03-02",
    ];
    assert_eq!(rollup(&bot).await, expected);
    bot.happens([belongs(), message("Ana", "t1", "m3", "hello")]).await;
    assert_eq!(rollup(&bot).await[0], "Ana: 3 message in general on 2026-03-02");
    bot.happens([crate::testing::deletion("t1", "m1")]).await;
    assert_eq!(rollup(&bot).await, ["Ana: 2 message in general on 2026-03-02"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_two_processes_take_in_at_once_counts_once_and_nobody_is_there_twice() {
    let mut bot = village().await;
    let other = crate::Bot::open(bot.url()).await.expect("the same database");
    let events: Vec<crate::chat::Event> = (0..40)
        .flat_map(|n| {
            let (who, id) = (format!("New{}", n % 10), format!("m{n}"));
            [message(&who, "general", &id, "hello"), reaction("Stranger", "👍", "general", &id, &who)]
        })
        .map(|what| crate::chat::Event { server: bot.server.clone(), at: bot.now, what })
        .collect();
    let now = bot.now;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..6 {
        let replica = if n % 2 == 0 { bot.bot.clone() } else { other.clone() };
        // In another order each time.
        let mut events = events.clone();
        events.rotate_left(n * 13);
        tasks.spawn(async move { replica.ingest(now, Source::Live, &events).await.expect("events") });
    }
    let ingested = tasks.join_all().await;
    assert_eq!(ingested.iter().map(|one| one.messages).sum::<u64>(), 40);
    assert_eq!(ingested.iter().map(|one| one.reactions).sum::<u64>(), 40);
    let counted = rollup(&bot).await;
    assert_eq!(counted.len(), 20);
    assert!(counted.iter().all(|line| line.contains(": 4 ")), "{counted:?}");
    let people: Vec<(i64, i64)> =
        bot.reads("select (select count(*) from member), (select count(*) from account)").await;
    assert_eq!(people, [(16, 16)]);
    bot.asks("Ana", "/wall").await;
    other.close().await;
}

#[tokio::test]
async fn one_batch_may_speak_of_several_servers() {
    let bot = village().await;
    let away = crate::chat::ServerId::new(crate::testing::PLATFORM, "away");
    let events: Vec<crate::chat::Event> = [bot.server.clone(), away.clone(), bot.server.clone(), away]
        .into_iter()
        .zip(["m1", "m1", "m2", "m1"])
        .map(|(server, id)| crate::chat::Event {
            server,
            at: bot.now,
            what: message("Ana", "general", id, "hello"),
        })
        .collect();
    let ingested = bot.bot.ingest(bot.now, Source::Live, &events).await.expect("events");
    assert_eq!((ingested.messages, ingested.passed_over), (3, 1));
    let mut counted = rollup(&bot).await;
    counted.sort();
    assert_eq!(
        counted,
        ["Ana: 1 message in general on 2026-03-02", "Ana: 2 message in general on 2026-03-02"]
    );
}

#[tokio::test]
async fn a_day_is_the_communitys_own() {
    let mut bot = village().await;
    bot.asks("Root", "/settings zone:Pacific/Auckland").await;
    bot.now = crate::testing::at("2026-03-02 11:00");
    bot.writes("Ana", "general", "m1", "good morning").await;
    assert_eq!(rollup(&bot).await, ["Ana: 1 message in general on 2026-03-03"]);
}

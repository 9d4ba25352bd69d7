//! Everything at the same instant: both say yes, two use one code, and people write all the while.

use super::{asked, code, members, one_community};
use crate::chat::{Event, Source};
use crate::command::{Answers, Invocation, Outcome, Reply, Via};
use crate::features::contributions::tests::check;
use crate::testing::{ELSEWHERE, PLATFORM, TestBot, message};

/// What pressing the first button under an answer asks for.
fn pressing(bot: &mut TestBot, who: &str, under: &crate::command::Answer) -> Invocation {
    let Reply::Ephemeral(message) = &under.reply else { panic!("{under:?}") };
    let button = message.buttons[0].clone();
    let mut invocation = bot.invoking(who, &button.command, button.answers);
    invocation.via = Via::Button;
    invocation
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn both_say_yes_at_once_while_both_write() {
    let mut bot = TestBot::new().await;
    one_community(&mut bot).await;
    for round in 0..6 {
        let name = format!("P{round}");
        for platform in [PLATFORM, ELSEWHERE] {
            bot.goes_to(platform);
            bot.writes(&name, "general", &format!("{round}-first"), "hello").await;
        }
        let before = members(&bot).await;
        let (first, second) = asked(&mut bot, &name, &name, "/link").await;
        bot.goes_to(PLATFORM);
        let one = pressing(&mut bot, &name, &first);
        let here = bot.server.clone();
        bot.goes_to(ELSEWHERE);
        let two = pressing(&mut bot, &name, &second);
        let there = bot.server.clone();
        let (now, replica) = (bot.now, bot.bot.clone());
        let writing = |server: crate::chat::ServerId| {
            let (replica, name) = (bot.bot.clone(), name.clone());
            async move {
                for n in 0..20 {
                    let what = message(&name, "general", &format!("{round}-{n}"), "hello");
                    let event = Event { server: server.clone(), at: now, what };
                    replica.ingest(now, Source::Live, &[event]).await.expect("a message is taken in");
                }
            }
        };
        let ((), (), one, two) =
            tokio::join!(writing(here), writing(there), replica.invoke(now, &one), replica.invoke(now, &two));
        assert_eq!((one.outcome, two.outcome), (Outcome::Done, Outcome::Done));
        assert_eq!(members(&bot).await, before - 1);
        check(&bot).await;
        bot.goes_to(PLATFORM);
        assert!(bot.asks(&name, "/me").await.contains("this week: 42 messages\n"));
        bot.delivers().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_use_one_code_at_once_one_is_asked() {
    let mut bot = TestBot::new().await;
    one_community(&mut bot).await;
    for round in 0..6 {
        bot.goes_to(PLATFORM);
        let code = code(&mut bot, &format!("P{round}"), "/link").await;
        bot.goes_to(ELSEWHERE);
        let mut using = tokio::task::JoinSet::new();
        for who in ["Ana", "Eve", "Bo"] {
            let answers = Answers::from_iter([("code".to_owned(), code.clone())]);
            let invocation = bot.invoking(&format!("{who}{round}"), "link", answers);
            let (now, replica) = (bot.now, bot.bot.clone());
            using.spawn(async move { replica.invoke(now, &invocation).await });
        }
        let answers = using.join_all().await;
        let buttons = |answer: &crate::command::Answer| {
            answer.reply.message().map_or(0, |message| message.buttons.len())
        };
        assert_eq!(answers.iter().map(buttons).sum::<usize>(), 2, "{answers:?}");
        assert!(answers.iter().all(|answer| answer.outcome != Outcome::Failed), "{answers:?}");
        bot.delivers().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn communities_become_one_while_people_write_on_both_sides() {
    let mut bot = TestBot::new().await;
    let mut servers = Vec::new();
    for platform in [ELSEWHERE, PLATFORM] {
        bot.goes_to(platform);
        bot.asks("Root", "/help").await;
        servers.push(bot.server.clone());
    }
    let (first, second) = asked(&mut bot, "Root", "Root", "/community link").await;
    let one = pressing(&mut bot, "Root", &first);
    bot.goes_to(ELSEWHERE);
    let two = pressing(&mut bot, "Root", &second);
    let (now, replica) = (bot.now, bot.bot.clone());
    let mut writing = tokio::task::JoinSet::new();
    for (server, who) in servers.iter().flat_map(|server| ["Ana", "Bo"].map(|who| (server.clone(), who))) {
        let replica = replica.clone();
        writing.spawn(async move {
            for n in 0..30 {
                let what = message(who, "general", &format!("{who}{n}"), "hello");
                let event = Event { server: server.clone(), at: now, what };
                replica.ingest(now, Source::Live, &[event]).await.expect("a message is taken in");
            }
        });
    }
    let (one, two) = tokio::join!(replica.invoke(now, &one), replica.invoke(now, &two));
    writing.join_all().await;
    assert_eq!((one.outcome, two.outcome), (Outcome::Done, Outcome::Done));
    let left: Vec<(i64, i64)> = bot
        .reads("select cast(count(*) as bigint), cast(count(distinct community_id) as bigint) from message")
        .await;
    assert_eq!(left, [(120, 1)]);
    check(&bot).await;
    bot.delivers().await;
}

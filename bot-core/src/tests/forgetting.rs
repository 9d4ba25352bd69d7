//! Somebody is forgotten while they, or others, do something.

use crate::chat::{Event, Source};
use crate::command::{Answers, Outcome};
use crate::testing::{TestBot, message};

/// What points to members who are gone: messages, figures, thanks.
async fn left_behind(bot: &TestBot) -> Vec<(String, i64)> {
    bot.reads(
        "select 'message', author from message t where author is not null
           and not exists (select 1 from member m where m.community_id = t.community_id and m.id = t.author)
         union all select 'daily', member_id from daily t
         where not exists (select 1 from member m where m.community_id = t.community_id and m.id = t.member_id)
         union all select 'shoutout_to', member_id from shoutout_to t
         where not exists (select 1 from member m where m.community_id = t.community_id and m.id = t.member_id)",
    )
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_writes_while_being_forgotten_leaves_nothing_half_done() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    for round in 0..10 {
        let name = format!("P{round}");
        bot.joins(&[&name]).await;
        let forget = bot.invoking(&name, "privacy forget now", Answers::default());
        let (now, server, replica) = (bot.now, bot.server.clone(), &bot.bot);
        let writing = async {
            for n in 0..20 {
                let what = message(&name, "general", &format!("{round}-{n}"), "hello");
                let event = Event { server: server.clone(), at: now, what };
                replica.ingest(now, Source::Live, &[event]).await.expect("a message is taken in");
            }
        };
        let ((), forgotten) = tokio::join!(writing, replica.invoke(now, &forget));
        assert_eq!(forgotten.outcome, Outcome::Done);
    }
    assert_eq!(left_behind(&bot).await, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_is_thanked_while_being_forgotten_leaves_nothing() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    for round in 0..20 {
        let name = format!("p{round}");
        bot.joins(&[&name]).await;
        let mut asked = vec![bot.invoking(&name, "privacy forget now", Answers::default())];
        for giver in ["Ana", "Bo"] {
            asked
                .push(bot.invocation(&format!("{giver}{round}"), &format!("/shoutout @{name} for the docs")));
        }
        let mut asking = tokio::task::JoinSet::new();
        for invocation in asked {
            let (now, replica) = (bot.now, bot.bot.clone());
            asking.spawn(async move { replica.invoke(now, &invocation).await.outcome });
        }
        assert!(!asking.join_all().await.contains(&Outcome::Failed));
    }
    assert_eq!(left_behind(&bot).await, []);
}

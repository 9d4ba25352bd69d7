//! Something is broken: the person is told an id, and the log has it.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};

use crate::command::Outcome;
use crate::testing::TestBot;

/// A log that keeps its lines.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        writeln!(self.0.lock().expect("a log"), "{field}={value:?}").expect("a line");
    }
}

impl tracing::Subscriber for Log {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        *metadata.level() == tracing::Level::ERROR
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

#[tokio::test]
async fn the_id_that_a_person_is_told_stands_in_the_log() {
    let mut bot = TestBot::new().await;
    bot.joins(&["Ana", "Bo"]).await;
    bot.asks("Root", "/help").await;
    bot.changes("drop table shoutout_to").await;
    let log = Log::default();
    let told = {
        let _here = tracing::subscriber::set_default(log.clone());
        bot.asks("Ana", "/shoutout @bo for the docs").await
    };
    let told = told.strip_prefix("FAILS: Sorry, something broke on our side. Nothing was changed. If it happens again, please tell an admin this code: ");
    let (id, rest) = told.expect("a code").split_once('\n').expect("what was typed");
    assert_eq!(rest, "You wrote:\n> /shoutout to:@bo reason:for the docs");
    let log = log.0.lock().expect("a log").clone();
    assert!(log.contains(&format!("failure=\"{id}\"")), "{log}");
    assert!(log.contains("command=\"shoutout\""), "{log}");
    assert!(log.contains("error=") && log.contains("shoutout_to"), "{log}");
    // Nothing that the person typed gets into the log.
    assert!(!log.contains("docs"), "{log}");
    // And nothing was half done.
    let left: Vec<(i64, i64)> =
        bot.reads("select (select count(*) from shoutout), (select count(*) from allowance)").await;
    assert_eq!(left, [(0, 0)]);
}

#[tokio::test]
async fn each_failure_has_an_id_of_its_own() {
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/help").await;
    bot.changes("drop table audit").await;
    let one = bot.answer("Root", "/audit").await;
    let two = bot.answer("Root", "/audit").await;
    assert_eq!((&one.outcome, &two.outcome), (&Outcome::Failed, &Outcome::Failed));
    assert_ne!(one.reply, two.reply);
}

#[tokio::test]
async fn events_that_cannot_be_kept_are_not_acknowledged() {
    let bot = TestBot::new().await;
    bot.changes("drop table weekly").await;
    let event = crate::chat::Event {
        server: bot.server.clone(),
        at: bot.now,
        what: crate::testing::message("Ana", "general", "m1", "hello"),
    };
    assert!(bot.bot.ingest(bot.now, crate::chat::Source::Live, &[event]).await.is_err());
    assert!(bot.reads::<(i64,)>("select id from member").await.is_empty());
}

//! What is private stays private: on the chat server, on lists, in exports, in the digest and in the outbox.

use std::fmt::Debug;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::{Story, assert_has};
use crate::chat::Happening;
use crate::moment::Span;
use crate::testing::{at, message, reply, thread};

const SECRET: &str = "may I sail without a licence?";

async fn asked() -> Story {
    let mut story = Story::harbour().await;
    story.only_experts().await;
    let told =
        story.bot.picks("Ana", "ask", &[("question", SECRET), ("topic", "Tides"), ("private", "yes")]).await;
    assert_eq!(
        told,
        "says: Your question is on its way. Only you and the one who takes it will read it.\nOne person is asked first, \
         without your words."
    );
    story
}

#[tokio::test]
async fn only_the_asker_and_the_one_who_takes_it_read_it() {
    let mut story = asked().await;
    let posted = story.delivers().await;
    assert_eq!(posted.len(), 1, "{posted:#?}");
    assert!(posted[0].starts_with("to @eva: 🔒 Somebody asks something in private."), "{posted:#?}");
    assert!(!posted[0].contains("licence") && !posted[0].contains("Ana"), "{posted:#?}");
    story.bot.later(Span::minutes(1));
    let told = story.presses("Eva", "I’ll take it").await;
    assert!(!told.contains("licence"), "{told}");
    let thread = story.all().into_iter().find(|text| text.contains("licence")).expect("a thread");
    assert!(
        thread.starts_with("#t1 🔒 @Ana asks @Eva (expert). Nobody else reads this.\n> may I sail"),
        "{thread}"
    );
    // What they ask each other there is heard by nobody else either.
    story.writes("Ana", "t1", "how do I do that without anybody seeing it?").await;
    story.bot.later(Span::hours(2));
    let list = story.bot.asks("Lea", "/questions channels").await;
    assert_eq!(list, "says: Nothing waits for an answer. Well done!");
    story.writes("Bo", "general", "how do I moor my boat at night?").await;
    story.bot.later(Span::hours(2));
    let list = story.bot.asks("Lea", "/questions channels").await;
    assert!(list.contains("Unanswered in channels:"), "{list}");
    for who in ["Lea", "Sam"] {
        let list = story.bot.asks(who, "/questions").await;
        assert!(list.contains("a private question about Tides"), "{list}");
        assert!(!list.contains("licence") && !list.contains("Ana"), "{list}");
    }
    assert!(story.bot.asks("Eva", "/questions mine").await.contains("licence"));
    let community = story.bot.bot.communities().await.expect("communities").remove(0);
    for table in crate::Table::ALL {
        let mut rows = Vec::new();
        let sink = &mut |row: crate::Row| {
            rows.push(format!("{row:?}"));
            ControlFlow::Continue(())
        };
        story.bot.bot.export(&community, table, sink).await.expect("an export");
        assert!(!rows.join("\n").contains("licence"), "{table:?}: {rows:?}");
    }
    let digest = story.bot.asks("Root", "/digest preview 2026-W10").await;
    assert!(!digest.contains("licence"), "{digest}");
    // Somebody else takes it: another thread, and the first one is closed.
    story.presses("Eva", "I cannot after all").await;
    let told = story.presses("Fay", "I’ll take it").await;
    assert!(!told.contains("licence"), "{told}");
    assert_has(&story.all(), "#t2 🔒 @Ana asks @Fay (expert). Nobody else reads this.");
    story.presses("Fay", "It is answered").await;
    let told = story.presses("Ana", "Solved").await;
    assert!(!told.contains("Let others find it"), "{told}");
    let kept: Vec<(String,)> = story.bot.reads("select question from escalation").await;
    assert_eq!(kept[0].0, "", "the words go as soon as it is closed");
}

#[tokio::test]
async fn whoever_was_not_asked_cannot_take_it() {
    let mut story = asked().await;
    story.delivers().await;
    let id: Vec<(i64,)> = story.bot.reads("select id from escalation").await;
    let id = id[0].0.to_string();
    for command in
        ["question take", "question answered", "question not now", "question solved", "question withdraw"]
    {
        let told = story.bot.picks("Bo", command, &[("question", &id)]).await;
        assert!(told.starts_with("refuses: That is for others to say"), "{command}: {told}");
    }
    assert!(story.presses("Eva", "Not now").await.starts_with("says instead"));
    story.delivers().await;
}

/// As a chat server tells it that keeps the words of a few to itself.
fn wordless(mut what: Happening) -> Happening {
    if let Happening::Message(written) = &mut what {
        written.text = None;
    }
    what
}

/// That nothing of it is known: not as a question, and not as something to learn from.
async fn assert_unheard(story: &Story) {
    for table in ["question", "answer", "term", "term_member", "term_question", "evidence"] {
        let rows: Vec<(i64,)> = story.bot.reads(format!("select count(*) from {table}").leak()).await;
        assert_eq!(rows, [(0,)], "{table}");
    }
}

#[tokio::test]
async fn a_thread_in_a_private_conversation_is_no_question() {
    let mut story = asked().await;
    story.presses("Eva", "I’ll take it").await;
    let [asks, answers] = [message("Ana", "t1", "m1", ""), reply("Eva", "t1", "m2", "m1")].map(wordless);
    story.bot.happens([asks, answers, thread("Ana", "t1", "m1")]).await;
    story.bot.later(Span::hours(2));
    assert_unheard(&story).await;
    let list = story.bot.asks("Lea", "/questions channels").await;
    assert_eq!(list, "says: Nothing waits for an answer. Well done!");
    let week = story.bot.now.day(chrono_tz::Tz::UTC).week();
    let community = story.bot.bot.communities().await.expect("communities").remove(0);
    let pages = story.bot.bot.digest(story.bot.now, &community, week).await.expect("a look").expect("pages");
    assert_eq!((pages.figures.asked, pages.figures.answers.answered()), (0, 0));
}

#[tokio::test]
async fn nothing_is_learned_where_it_was_given_back() {
    let mut story = asked().await;
    story.bot.asks("Root", "/settings learning:on").await;
    story.presses("Eva", "I’ll take it").await;
    story.presses("Eva", "I cannot after all").await;
    for wait in [Span::minutes(1), Span::days(100)] {
        story.bot.later(wait);
        story.writes("Ana", "t1", "how else do I sail without anybody seeing it?").await;
        story.writes("Eva", "t1", "by night, without a lantern").await;
        assert_unheard(&story).await;
    }
}

/// Eva alone is asked, and takes what Ana asks in private.
async fn taken() -> Story {
    let mut story = asked().await;
    story.bot.asks("Fay", "/expert retire").await;
    story.presses("Eva", "I’ll take it").await;
    story.bot.later(Span::minutes(1));
    let second = [("question", "where may I moor?"), ("topic", "Tides"), ("private", "yes")];
    story.bot.picks("Ana", "ask", &second).await;
    story
}

/// Eva takes the second one as well. Some chat servers have one conversation for the same two.
async fn takes_the_second(story: &mut Story) {
    story.presses("Eva", "I’ll take it").await;
    story.bot.changes("update escalation set thread_channel = 't1' where thread_channel = 't2'").await;
}

async fn states(story: &Story) -> Vec<String> {
    let rows: Vec<(String,)> = story.bot.reads("select state from escalation order by id").await;
    rows.into_iter().map(|(state,)| state).collect()
}

#[tokio::test]
async fn one_answer_in_a_conversation_is_not_the_answer_to_both_questions() {
    let mut story = taken().await;
    takes_the_second(&mut story).await;
    let card = story.stands.iter().find(|(at, ..)| at.channel.as_str() == "t1").expect("a card").0.clone();
    story.writes("Eva", "t1", "let me see").await;
    story.bot.happens([reply("Eva", "t1", "r1", card.message.as_str())]).await;
    story.until(at("2026-03-02 15:00")).await;
    assert_eq!(states(&story).await, ["answered", "open"]);
}

#[tokio::test]
async fn what_was_said_before_somebody_took_it_is_no_answer() {
    let mut story = taken().await;
    story.bot.later(Span::minutes(1));
    story.writes("Eva", "t1", "with a lamp").await;
    story.presses("Eva", "It is answered").await;
    story.presses("Ana", "Solved").await;
    story.bot.later(Span::minutes(1));
    takes_the_second(&mut story).await;
    story.until(at("2026-03-02 15:00")).await;
    assert_eq!(states(&story).await, ["resolved", "open"]);
}

/// Everything that is logged, at whatever level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.lock().expect("the log").push_str(&format!("{field}={value:?}\n"));
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn the_log_has_no_word_of_it_also_where_something_fails() {
    let log = Log::default();
    let listening = tracing::subscriber::set_default(log.clone());
    tracing::error!(word = "heard");
    let mut story = asked().await;
    story.delivers().await;
    story.presses("Eva", "I’ll take it").await;
    story.presses("Eva", "It is answered").await;
    // A table is gone, so that the next question fails.
    story.bot.changes("alter table transition rename to lost").await;
    let answers = [("question", SECRET), ("topic", "Tides"), ("private", "yes")];
    let told = story.bot.picks("Bo", "ask", &answers).await;
    assert!(told.starts_with("FAILS"), "{told}");
    drop(listening);
    let log = log.0.lock().expect("the log").clone();
    assert!(log.contains("word=\"heard\"") && log.contains("a command failed"), "{log}");
    assert!(!log.contains("licence"), "{log}");
}

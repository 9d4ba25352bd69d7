//! `TestBot`: a real bot on a real database, people who speak, a clock that stands still, and a transcript.

mod database;
mod furnish;
mod happenings;
mod learned;
mod words;

use std::collections::BTreeSet;

use chrono::{TimeZone as _, Utc};

use crate::bot::{Bot, Ingested};
use crate::chat::{Effect, Event, Happening, MessageRef, Person, Platform, ServerId, Source};
use crate::command::{Answer, Answers, Invocation, Outcome, Reply, Via, parse_line};
use crate::moment::{Moment, Span};
use crate::outbox::{self, Delivery};
use crate::store::Row;

use database::Database;
pub use furnish::Size;
pub use happenings::{deletion, message, reaction, reply, thread, unreaction};
pub use words::{effect_text, message_text};
use words::{modal_text, on_platform};

/// The platform that tests play.
pub const PLATFORM: &str = "test";
/// The other platform that they play, for people who are on two.
pub const ELSEWHERE: &str = "other";

/// A bot to talk to. It panics when it is dropped while effects are left that nobody looked at.
pub struct TestBot {
    /// The bot itself.
    pub bot: Bot,
    /// What it takes the time to be.
    pub now: Moment,
    /// The server that it is on.
    pub server: ServerId,
    database: Database,
    asked: u64,
    left: Vec<(i64, String)>,
    looked_at: BTreeSet<i64>,
}

/// A moment by its date and time, such as `2026-03-02 10:00`, in UTC.
pub fn at(time: &str) -> Moment {
    let time = chrono::NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M").expect("a date and time");
    Utc.from_utc_datetime(&time).into()
}

impl TestBot {
    /// A bot on an empty database, on Monday 2 March 2026 at ten.
    pub async fn new() -> Self {
        let database = Database::new().await;
        let bot = Bot::open(&database.url).await.expect("a database");
        let server = ServerId::new(PLATFORM, "home");
        Self {
            bot,
            now: at("2026-03-02 10:00"),
            server,
            database,
            asked: 0,
            left: Vec::new(),
            looked_at: BTreeSet::new(),
        }
    }

    /// From now on, everything happens on the server of the other platform, or on the one of the first again. Who has the
    /// same name there has the same account id, and is somebody else until they link.
    pub fn goes_to(&mut self, platform: &str) {
        self.server.platform = platform.into();
    }

    /// Where its database is.
    pub fn url(&self) -> &str {
        &self.database.url
    }

    /// Lets time pass.
    pub fn later(&mut self, span: Span) {
        self.now = self.now + span;
    }

    /// Somebody called `name`; the account has the same name in lower case.
    pub fn person(name: &str) -> Person {
        Person::new(&name.to_lowercase(), name)
    }

    /// Takes in what happened, as it happens.
    pub async fn happens(&mut self, what: impl IntoIterator<Item = Happening>) -> Ingested {
        self.takes_in(Source::Live, what).await
    }

    /// Takes in what happened now.
    pub async fn takes_in(&mut self, source: Source, what: impl IntoIterator<Item = Happening>) -> Ingested {
        let at = self.now;
        self.takes_in_at(source, what.into_iter().map(|what| (at, what))).await
    }

    /// Takes in what happened then.
    pub async fn takes_in_at(
        &mut self,
        source: Source,
        what: impl IntoIterator<Item = (Moment, Happening)>,
    ) -> Ingested {
        let server = self.server.clone();
        let events: Vec<Event> =
            what.into_iter().map(|(at, what)| Event { server: server.clone(), at, what }).collect();
        self.bot.ingest(self.now, source, &events).await.expect("events are taken in")
    }

    /// Somebody writes in a channel.
    pub async fn writes(&mut self, who: &str, channel: &str, id: &str, text: &str) -> Ingested {
        self.happens([message(who, channel, id, text)]).await
    }

    /// Several people come.
    pub async fn joins(&mut self, names: &[&str]) {
        let joined: Vec<_> = names.iter().map(|name| Happening::Joined(Self::person(name))).collect();
        self.happens(joined).await;
    }

    /// Somebody types a line in #general; what they are told, as text.
    pub async fn asks(&mut self, who: &str, line: &str) -> String {
        let answer = self.answer(who, line).await;
        self.shown(&answer)
    }

    /// Somebody types a line in #general.
    pub async fn answer(&mut self, who: &str, line: &str) -> Answer {
        let invocation = self.invocation(who, line);
        self.invoke(&invocation).await
    }

    /// What a typed line asks for.
    pub fn invocation(&mut self, who: &str, line: &str) -> Invocation {
        let specs = Bot::commands().iter().map(|command| command.spec);
        let (command, answers) = match parse_line(line, specs) {
            Some(parsed) => {
                assert_eq!(parsed.left_over, None, "left over in {line}");
                (parsed.spec.name.to_owned(), parsed.answers)
            }
            None => (line.trim_start_matches('/').to_owned(), Answers::default()),
        };
        self.invoking(who, &command, answers)
    }

    /// Somebody asks for a command by form, menu or button.
    pub fn invoking(&mut self, who: &str, command: &str, answers: Answers) -> Invocation {
        self.asked += 1;
        let id = format!("i{}", self.asked);
        Invocation::new(&id, self.server.clone(), "general", Self::person(who), command, answers)
    }

    /// Somebody picks a command from a menu, or sends its form; what they are told.
    pub async fn picks(&mut self, who: &str, command: &str, answers: &[(&str, &str)]) -> String {
        let answer = self.sends(who, command, answers).await;
        self.shown(&answer)
    }

    /// Somebody picks a command from a menu, or sends its form.
    pub async fn sends(&mut self, who: &str, command: &str, answers: &[(&str, &str)]) -> Answer {
        let answers = answers.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned()));
        let invocation = self.invoking(who, command, answers.collect());
        self.invoke(&invocation).await
    }

    /// What is suggested while somebody types in a field: labels and answers.
    pub async fn suggests(
        &mut self,
        who: &str,
        command: &str,
        field: &str,
        typed: &str,
    ) -> Vec<(String, String)> {
        let invocation = self.invoking(who, command, Answers::default());
        let choices = self.bot.suggest(self.now, &invocation, field, typed).await.expect("suggestions");
        choices.into_iter().map(|choice| (choice.label, choice.answer)).collect()
    }

    /// Asks the bot.
    pub async fn invoke(&mut self, invocation: &Invocation) -> Answer {
        let answer = self.bot.invoke(self.now, invocation).await;
        if !answer.effects.is_empty() {
            for put in self.bot.effects(&answer.effects).await.expect("effects") {
                let text = put.effect.as_ref().map(effect_text).unwrap_or_default();
                self.left.push((put.id, on_platform(&put.platform, text)));
            }
        }
        answer
    }

    /// Somebody presses the button with this label under an answer.
    pub async fn presses(&mut self, who: &str, label: &str, under: &Answer) -> String {
        let (Reply::Public(message) | Reply::Ephemeral(message) | Reply::Update(message)) = &under.reply
        else {
            panic!("no buttons under {under:?}");
        };
        let button = message.buttons.iter().find(|button| button.label == label);
        let button = button.unwrap_or_else(|| panic!("no button {label} under {message:?}"));
        let mut invocation = self.invoking(who, &button.command, button.answers.clone());
        invocation.via = Via::Button;
        let answer = self.invoke(&invocation).await;
        self.shown(&answer)
    }

    /// Posts a public answer, as an adapter would: in #general, as the message `id`.
    pub async fn posts(&self, invocation: &Invocation, id: &str) {
        let at = MessageRef::new("general", id);
        let replied = self.bot.replied(self.now, &self.server, &invocation.id, &at).await;
        replied.expect("an answer that was posted");
    }

    /// Lets the clock's work be done; what it put into the outbox.
    pub async fn ticks(&mut self) -> Vec<String> {
        self.bot.tick(self.now).await.expect("a tick");
        self.delivers().await
    }

    /// Carries out what is due, as an adapter would; what that was.
    pub async fn delivers(&mut self) -> Vec<String> {
        let mut done = Vec::new();
        for platform in [PLATFORM, ELSEWHERE].map(Platform::from) {
            loop {
                let due = self.bot.due(self.now, &platform, 100).await.expect("what is due");
                if due.is_empty() {
                    break;
                }
                for due in due {
                    done.push(on_platform(&platform, effect_text(&due.effect)));
                    let at = MessageRef::new("posted", &due.id.to_string());
                    let delivery = Delivery::Done(Some(at));
                    self.bot.delivered(self.now, due.id, &delivery).await.expect("a delivery");
                }
            }
        }
        self.left.clear();
        done
    }

    /// Puts an effect under this id into the outbox of the one community there is. If it was carried out before, it is
    /// as if nobody had said so.
    pub async fn wants(&self, now: Moment, platform: &Platform, id: i64, effect: &Effect) {
        let communities = self.bot.communities().await.expect("communities");
        let mut tx = self.bot.store.begin().await.expect("a transaction");
        let gone = tx.unseen("delete from effect where id = $1").bind(id).execute().await;
        gone.expect("a change");
        let put = outbox::put(&mut tx, id, communities[0].id, platform, effect, now, None).await;
        put.expect("an effect");
        tx.commit().await.expect("a change");
    }

    /// Writes, as another process would, until what is returned is dropped: whoever else writes on a known server waits. An
    /// SQLite file has one writer anyway; on Postgres each holds the server's row.
    pub async fn holds(&self) -> impl Send + 'static + use<> {
        let mut tx = self.bot.store.begin().await.expect("a transaction");
        tx.unseen("update server set gone = gone").execute().await.expect("the servers' rows");
        tx
    }

    /// Changes what is stored behind the bot's back: what another feature, or another process, would have done.
    pub async fn changes(&self, sql: &'static str) {
        let mut tx = self.bot.store.begin().await.expect("a transaction");
        tx.unseen(sql).execute().await.expect("a change");
        tx.commit().await.expect("a change");
    }

    /// What is stored, as a plain query says it.
    pub async fn reads<T: Row>(&self, sql: &'static str) -> Vec<T> {
        let mut tx = self.bot.store.read().await.expect("a transaction");
        tx.unseen(sql).fetch_all().await.expect("rows")
    }

    /// What was put into the outbox and nobody looked at yet.
    pub fn outbox(&mut self) -> Vec<String> {
        let left = std::mem::take(&mut self.left);
        self.looked_at.extend(left.iter().map(|(id, _)| *id));
        left.into_iter().map(|(_, text)| text).collect()
    }

    /// An answer as text.
    pub fn shown(&self, answer: &Answer) -> String {
        let sign = match answer.outcome {
            Outcome::Asked => "asks",
            Outcome::Done => "says",
            Outcome::Failed => "FAILS",
            Outcome::Refused => "refuses",
        };
        match &answer.reply {
            Reply::Public(message) => format!("{sign} to all: {}", message_text(message)),
            Reply::Ephemeral(message) => format!("{sign}: {}", message_text(message)),
            Reply::Update(message) => format!("{sign} instead: {}", message_text(message)),
            Reply::Modal(modal) => format!("{sign}: {}", modal_text(modal)),
        }
    }
}

impl Drop for TestBot {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let left = self.database.waiting();
            let left: Vec<_> = left.iter().filter(|(id, _)| !self.looked_at.contains(id)).collect();
            assert!(left.is_empty(), "effects that nobody looked at: {left:#?}");
        }
    }
}

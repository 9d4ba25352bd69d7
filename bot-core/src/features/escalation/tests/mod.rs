//! Stories of questions that climb.

mod climbing;
mod digest;
mod forgetting;
mod gone;
mod pressing;
mod privately;
mod remembering;
mod roles;
mod teaching;
mod year;

use crate::chat::{Effect, Event, Happening, Message, MessageRef, Platform};
use crate::command::{Answers, Reply, Via};
use crate::moment::Moment;
use crate::outbox::Delivery;
use crate::testing::{PLATFORM, TestBot, effect_text, message, message_text};

/// A story on a chat server where threads are channels of their own: what is posted can be pressed.
struct Story {
    bot: TestBot,
    /// What stands on the chat server, oldest first: where, for whom alone, and what it says now.
    stands: Vec<(MessageRef, Option<String>, Message)>,
    threads: usize,
    written: usize,
}

impl Story {
    /// Harbour: Lea leads, Eva and Fay are experts for Tides, Gus is a guest who knows Docs; Ana, Bo and Cy ask.
    async fn harbour() -> Self {
        let mut story = Self::empty().await;
        for (who, line) in [
            ("Lea", "/topic add Tides"),
            ("Lea", "/topic add Docs"),
            ("Eva", "/expert offer tides"),
            ("Fay", "/expert offer tides"),
        ] {
            let told = story.bot.asks(who, line).await;
            assert!(told.starts_with("says"), "{line}: {told}");
        }
        story
    }

    /// The same without topics and experts.
    async fn empty() -> Self {
        let mut bot = TestBot::new().await;
        bot.joins(&["Lea", "Ana", "Bo", "Cy", "Eva", "Fay", "Gus", "Sam"]).await;
        bot.asks("Root", "/help").await;
        bot.asks("Root", "/roles give @lea lead").await;
        bot.asks("Root", "/roles give @sam staff").await;
        let leads = Happening::Channel { id: "leads".into(), name: "leads".to_owned(), parent: None };
        bot.happens([leads]).await;
        Self { bot, stands: Vec::new(), threads: 0, written: 0 }
    }

    /// Peers are not asked, so that a story knows who is.
    async fn only_experts(&mut self) {
        let steps = "expert 4h, expert 4h, experts 1d";
        self.bot.picks("Root", "escalation policy", &[("steps", steps), ("hours", "0-24")]).await;
    }

    /// Carries out what is due, and tells it.
    async fn delivers(&mut self) -> Vec<String> {
        self.bot.outbox();
        let mut told = Vec::new();
        loop {
            let due =
                self.bot.bot.due(self.bot.now, &Platform::from(PLATFORM), 100).await.expect("what is due");
            if due.is_empty() {
                return told;
            }
            for due in due {
                told.push(effect_text(&due.effect));
                let at = self.stands_now(due.id, &due.effect).await;
                let done = self.bot.bot.delivered(self.bot.now, due.id, &Delivery::Done(at)).await;
                done.expect("a delivery");
            }
        }
    }

    async fn stands_now(&mut self, id: i64, effect: &Effect) -> Option<MessageRef> {
        let (at, only, message) = match effect {
            Effect::Direct { to, message } => {
                (MessageRef::new(&format!("direct-{to}"), &format!("p{id}")), Some(to.0.clone()), message)
            }
            Effect::Edit { on, message } => {
                if let Some(one) = self.stands.iter_mut().find(|(at, ..)| at == on) {
                    one.2 = message.clone();
                }
                return Some(on.clone());
            }
            Effect::Post { to, message } => {
                (MessageRef::new(to.channel().as_str(), &format!("p{id}")), None, message)
            }
            Effect::Thread { at, message, .. } => {
                self.threads += 1;
                let thread = format!("t{}", self.threads);
                let parent = Some(at.channel().clone());
                let what = Happening::Channel { id: thread.as_str().into(), name: thread.clone(), parent };
                self.bot.happens([what]).await;
                (MessageRef::new(&thread, &format!("p{id}")), None, message)
            }
            _ => return None,
        };
        self.stands.push((at.clone(), only, message.clone()));
        Some(at)
    }

    /// Presses the newest button with this label that somebody sees; what they are told.
    async fn presses(&mut self, who: &str, label: &str) -> String {
        self.presses_at(who, label, "").await
    }

    /// The same on the newest one that says something.
    async fn presses_at(&mut self, who: &str, label: &str, words: &str) -> String {
        self.delivers().await;
        let mine = |only: &Option<String>| only.as_ref().is_none_or(|only| *only == who.to_lowercase());
        let all = self.all();
        let found = self.stands.iter().zip(&all).rposition(|((_, only, message), text)| {
            mine(only) && text.contains(words) && message.buttons.iter().any(|button| button.label == label)
        });
        let found = found.unwrap_or_else(|| panic!("no button {label} in {:#?}", self.all()));
        let (at, _, message) = self.stands[found].clone();
        let button = message.buttons.iter().find(|button| button.label == label).expect("a button");
        let mut asking = self.bot.invoking(who, &button.command, button.answers.clone());
        asking.channel = at.channel;
        asking.via = Via::Button;
        let answer = self.bot.invoke(&asking).await;
        if let Reply::Update(message) = &answer.reply {
            self.stands[found].2 = message.clone();
        }
        let told = self.bot.shown(&answer);
        self.delivers().await;
        told
    }

    /// Everything that stands on the chat server, as text.
    fn all(&self) -> Vec<String> {
        self.stands
            .iter()
            .map(|(at, _, message)| format!("#{} {}", at.channel, message_text(message)))
            .collect()
    }

    /// Somebody writes in a channel or a thread; the message's id.
    async fn writes(&mut self, who: &str, channel: &str, text: &str) -> String {
        self.written += 1;
        let id = format!("w{}", self.written);
        self.bot.happens([message(who, channel, &id, text)]).await;
        id
    }

    /// Time passes, and what falls due by then is done as it falls due; what was posted.
    async fn until(&mut self, then: Moment) -> Vec<String> {
        self.bot.now = then;
        self.bot.bot.tick(then).await.expect("a tick");
        self.delivers().await
    }

    /// The state of the one question there is, and who owes an answer.
    async fn state(&self) -> String {
        let rows: Vec<(String, Option<i64>)> =
            self.bot.reads("select state, due from escalation order by id desc").await;
        rows[0].0.clone()
    }
}

/// Whether a text stands in one of several.
fn has(told: &[String], words: &str) -> bool {
    told.iter().any(|one| one.contains(words))
}

#[track_caller]
fn assert_has(told: &[String], words: &str) {
    assert!(has(told, words), "no “{words}” in {told:#?}");
}

/// A form with nothing on it.
fn nothing() -> Answers {
    Answers::default()
}

/// An event on the story's server.
fn event(story: &Story, what: Happening) -> Event {
    Event { server: story.bot.server.clone(), at: story.bot.now, what }
}

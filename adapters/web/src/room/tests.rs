//! Stories of the playground on a real core and a real chat log.

mod asking;
mod effects;
mod saying;
mod script;

use bot_core::Bot;
use bot_core::chat::{AccountId, Effect, Event, Happening, Person as Somebody, RoleId, ServerId};
use bot_core::command::{Invocation, Reply, parse_line};
use bot_core::moment::{Moment, Span};
use bot_core::testing::{TestBot, message_text};
use tempfile::TempDir;

use super::{Answered, Playground};
use crate::demo::Scene;
use crate::log::{Ask, Body, Message, Where, key};
use crate::{PLATFORM, Result};

/// A playground with a community, Home: Ann is its admin, Lou leads, Bo and Cy are members.
struct Stage {
    /// Keeps the core's database, and sees at the end that no effect was left lying.
    core: TestBot,
    folder: TempDir,
    playground: Playground,
    server: ServerId,
    asked: usize,
}

const PEOPLE: [(&str, &str); 4] = [("ann", "Ann"), ("bo", "Bo"), ("cy", "Cy"), ("lou", "Lou")];

/// Monday at nine so many weeks ago.
fn monday(now: Moment, back: i64) -> Moment {
    now.day(chrono_tz::UTC).week().back(back).monday().start(chrono_tz::UTC) + Span::hours(9)
}

/// People, channels and a role, as they are there from the beginning.
fn everybody(server: &ServerId, at: Moment) -> Vec<Scene> {
    let channel = |name: &str| Happening::Channel { id: name.into(), name: name.to_owned(), parent: None };
    let mut all = vec![channel("general"), channel("staff")];
    all.push(Happening::Role { id: "R1".into(), name: "Navigator".to_owned() });
    all.extend(PEOPLE.map(|(account, name)| Happening::Joined(Somebody::new(account, name))));
    all.into_iter().map(|what| Scene::Event(Event { server: server.clone(), at, what })).collect()
}

impl Stage {
    /// Nothing but a core and a log.
    async fn empty() -> Self {
        let core = TestBot::new().await;
        let folder = tempfile::tempdir().expect("a folder");
        let playground = open(&core, &folder).await;
        Self { core, folder, playground, server: ServerId::new(PLATFORM, "home"), asked: 0 }
    }

    /// Home, which began three weeks ago.
    async fn new() -> Self {
        let mut stage = Self::empty().await;
        let began = monday(stage.playground.now(), 3);
        stage.rehearses(everybody(&stage.server, began)).await;
        stage.playground.begin().await.expect("a beginning");
        // In no channel, so that pages begin empty.
        stage.told("ann", "/settings cooldown:0").await;
        stage.told("ann", "/roles give @lou lead").await;
        stage
    }

    async fn rehearses(&self, scenes: Vec<Scene>) {
        let (server, you) = (&self.server, AccountId::from("cy"));
        self.playground.rehearse(server, "Home", "UTC", &you, scenes).await.expect("an example");
    }

    /// The process ends, and another one opens the same files.
    async fn starts_again(&mut self) {
        self.playground.log.close().await;
        self.playground = open(&self.core, &self.folder).await;
    }

    /// The clock is moved, and nothing happens yet.
    fn shows(&self, then: Moment) {
        let clock = &self.playground.clock;
        clock.set_ahead(clock.ahead_at(then));
    }

    fn place(&self, channel: &str, thread: Option<&str>) -> Where {
        Where { server: key(&self.server), channel: channel.into(), thread: thread.map(Into::into) }
    }

    async fn person(&self, account: &str) -> crate::log::Person {
        let found = self.playground.log.person(&key(&self.server), &account.into()).await;
        found.expect("a look").expect("somebody")
    }

    /// Somebody writes in #general, under a name of its own for it.
    async fn says(&self, who: &str, id: &str, text: &str) {
        self.says_in("general", None, who, id, text).await;
    }

    async fn says_in(&self, channel: &str, thread: Option<&str>, who: &str, id: &str, text: &str) {
        let (at, author) = (self.place(channel, thread), self.person(who).await);
        let said = self.playground.say(&self.server, at, &author, id, text, Vec::new()).await;
        said.expect("a message");
    }

    /// What a typed line in #general asks for.
    fn asking(&mut self, who: &str, line: &str) -> Ask {
        self.asked += 1;
        let read = parse_line(line, Bot::commands().iter().map(|command| command.spec)).expect("a command");
        assert_eq!(read.left_over, None, "left over in {line}");
        Ask {
            id: format!("{who}:{:08}", self.asked),
            server: self.server.clone(),
            at: self.place("general", None),
            asker: who.into(),
            command: read.spec.name.to_owned(),
            answers: read.answers,
            pressed: None,
            when: self.playground.now(),
        }
    }

    /// Somebody types a line in #general.
    async fn asks(&mut self, who: &str, line: &str) -> Answered {
        let ask = self.asking(who, line);
        self.playground.ask(ask).await.expect("an answer")
    }

    /// Somebody presses the button with this label under a message.
    async fn presses(&mut self, who: &str, label: &str, under: &Message) -> Answered {
        let Body::Kith(body) = &under.body else { panic!("{under:?} is not Kith's") };
        let button = body.buttons.iter().position(|button| button.label == label).expect("the button");
        let ask = self.asking(who, "/help");
        let ask = self.playground.pressed(under, button, ask).expect("a button");
        self.playground.ask(ask).await.expect("an answer")
    }

    /// The messages that somebody sees in a channel.
    async fn seen(&self, who: &str, channel: &str) -> Vec<Message> {
        let at = self.place(channel, None);
        self.playground.log.page(&at, &who.into(), i64::MAX).await.expect("a page").messages
    }

    /// The same, a line each.
    async fn page(&self, who: &str, channel: &str) -> Vec<String> {
        self.seen(who, channel).await.iter().map(line).collect()
    }

    /// The messages in a thread, with the one at its top.
    async fn thread(&self, who: &str, channel: &str, top: &str) -> Vec<String> {
        let at = self.place(channel, Some(top));
        let page = self.playground.log.page(&at, &who.into(), i64::MAX).await.expect("a page");
        page.messages.iter().map(line).collect()
    }

    /// A message of #general as the log has it now.
    async fn found(&self, channel: &str, id: &str) -> Message {
        let found = self.playground.log.find(&key(&self.server), &channel.into(), &id.into()).await;
        found.expect("a look").expect("a message")
    }

    /// What the core tells somebody, without a message of it on the page.
    async fn told(&mut self, who: &str, line: &str) -> String {
        let ask = self.asking(who, line);
        let somebody = (&self.person(who).await).into();
        let invocation = Invocation::new(&ask.id, ask.server, "general", somebody, &ask.command, ask.answers);
        match self.playground.bot.invoke(self.playground.now(), &invocation).await.reply {
            Reply::Ephemeral(message) | Reply::Public(message) | Reply::Update(message) => {
                message_text(&message)
            }
            Reply::Modal(modal) => format!("{modal:?}"),
        }
    }

    /// How many events the core was told of by this process.
    fn events(&self) -> u64 {
        let told = self.playground.metrics.told(Moment(0), &[]);
        let line = told.lines().find_map(|line| line.strip_prefix("kith_events_total "));
        line.and_then(|n| n.parse().ok()).expect("a number")
    }

    async fn checkup(&self) -> bot_core::Checkup {
        let (community, _) = self.playground.communities().await.expect("communities").remove(0);
        self.playground.bot.checkup(self.playground.now(), &community).await.expect("a checkup")
    }

    /// Puts an effect into the core's outbox.
    async fn wants(&self, id: i64, effect: &Effect) {
        self.core.wants(self.playground.now(), &PLATFORM.into(), id, effect).await;
    }

    async fn roles(&self, who: &str) -> Vec<RoleId> {
        let roles = self.playground.log.roles_of(&key(&self.server), &who.into()).await.expect("roles");
        roles.into_iter().map(|(id, _)| id).collect()
    }
}

async fn open(core: &TestBot, folder: &TempDir) -> Playground {
    let opened: Result<_> = Playground::open(core.bot.clone(), &folder.path().join("chat.db")).await;
    opened.expect("a playground")
}

/// A message as a line: who, to whom if not to all, what.
fn line(message: &Message) -> String {
    let who = message.author.as_ref().map_or("Kith", AccountId::as_str);
    let to = message.only_for.as_ref().map(|only| format!(" to {only}")).unwrap_or_default();
    let text = match &message.body {
        _ if message.deleted => "(deleted)".to_owned(),
        Body::Said(text) => text.clone(),
        Body::Kith(message) => message_text(message),
    };
    format!("{who}{to}: {text}")
}

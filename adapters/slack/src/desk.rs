//! Whatever somebody asks: read, put to the core, answered in time; the outbox is woken when something is to be done. Socket
//! and HTTP bring it here alike.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bot_core::command::{Answer, Invocation, Reply};
use bot_core::moment::Moment;
use bot_core::{Bot, Sight, Watch};
use chrono::Utc;
use serde_json::Value;
use tokio::sync::{Notify, Semaphore, oneshot};
use tokio::time::{Instant, timeout, timeout_at};

use crate::answer::Line;
use crate::chosen;
use crate::http::Http;
use crate::install::Installed;
use crate::people::People;
use crate::read::asked::{Asked, Interaction, Way, parse};
use crate::read::slash::Slash;
use crate::rooms::Rooms;
use crate::setup;
use crate::words::say;
use crate::workspace::{Found, Workspaces};
use crate::write::form::Form;
use crate::write::held::{FORM, Held, What};
use crate::write::slash::SLASH;

/// How many are answered at once; more, and whoever brings them waits.
const AT_ONCE: u32 = 512;
/// How many answers are on their way at once, those included that wait for their turn in a channel.
const ON_THE_WAY: u32 = 8_192;
/// Slack waits three seconds.
const IN_TIME: Duration = Duration::from_secs(2);
/// How long those who are being answered are waited for when Kith stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// What kind of thing Slack brings.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// A typed command.
    Command,
    /// A button, a form, a shortcut, or the beginning of an answer.
    Interaction,
}

/// What Slack is told at once.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ack {
    /// Nothing: it failed, and may come again.
    Not,
    /// That it came.
    Came,
    /// This.
    With(Value),
}

/// Answers whoever asks.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) bot: Bot,
    pub(crate) http: Arc<Http>,
    pub(crate) workspaces: Arc<Workspaces>,
    pub(crate) people: Arc<People>,
    pub(crate) rooms: Arc<Rooms>,
    /// Rung when an answer put something into the outbox.
    pub(crate) outbox: Arc<Notify>,
    /// Who counts what is done.
    watch: Watch,
    pub(crate) languages: Mutex<HashMap<String, (Instant, String)>>,
    /// Who opened Kith's page lately, by workspace and account.
    pub(crate) at_home: Mutex<HashMap<(String, String), Instant>>,
    /// The workspaces that installed Kith by themselves, if they can.
    pub(crate) installed: Option<Arc<Installed>>,
    free: Arc<Semaphore>,
    on_the_way: Arc<Semaphore>,
}

pub(crate) fn now() -> Moment {
    Moment::from(Utc::now())
}

impl Desk {
    pub(crate) fn new(
        bot: Bot,
        http: Arc<Http>,
        installed: Option<Arc<Installed>>,
        outbox: Arc<Notify>,
        watch: Watch,
    ) -> Self {
        Self {
            bot,
            http,
            workspaces: Arc::default(),
            installed,
            people: Arc::default(),
            rooms: Arc::default(),
            outbox,
            watch,
            languages: Mutex::default(),
            at_home: Mutex::default(),
            free: Arc::new(Semaphore::new(AT_ONCE as usize)),
            on_the_way: Arc::new(Semaphore::new(ON_THE_WAY as usize)),
        }
    }

    /// Takes what somebody asks, and says what Slack is told in time; what takes longer is answered afterwards. `again` says
    /// that Slack sent it before.
    pub(crate) async fn take(self: &Arc<Self>, kind: Kind, payload: Value, again: bool) -> Ack {
        let came = Instant::now();
        // Kith may only just begin, and know in a moment where it is.
        self.workspaces.known(came).await;
        // Free again as soon as Slack is told; what follows may wait long for its turn in a channel.
        let Ok(_free) = self.free.acquire().await else { return Ack::Not };
        let Ok(on_the_way) = Arc::clone(&self.on_the_way).acquire_owned().await else { return Ack::Not };
        let is_form = payload["type"] == "view_submission";
        let (ack, mut acked) = oneshot::channel();
        let desk = Arc::clone(self);
        tokio::spawn(async move {
            let _on_the_way = on_the_way;
            desk.answer(kind, payload, again, ack).await;
        });
        let said = match timeout_at(came + IN_TIME, &mut acked).await {
            Ok(said) => said.ok(),
            Err(_) => {
                // From here on, whoever answers knows that it is too late for this.
                acked.close();
                let waiting = || if is_form { crate::shown::waiting() } else { Value::Null };
                Some(acked.try_recv().unwrap_or_else(|_| waiting()))
            }
        };
        match said {
            None => Ack::Not,
            Some(Value::Null) => Ack::Came,
            Some(said) => Ack::With(said),
        }
    }

    /// Whether Kith is in a workspace.
    pub(crate) async fn workspace(&self, team: &str) -> Found {
        match (self.workspaces.find(team), &self.installed) {
            (Found::Nowhere, Some(installed)) => installed.find(&self.workspaces, team).await,
            (found, _) => found,
        }
    }

    /// Waits until everybody is answered.
    pub(crate) async fn close(&self) {
        if timeout(FAREWELL, self.on_the_way.acquire_many(ON_THE_WAY)).await.is_err() {
            tracing::warn!("somebody was still waiting for an answer");
        }
    }

    async fn answer(&self, kind: Kind, payload: Value, again: bool, ack: oneshot::Sender<Value>) {
        let read = match kind {
            Kind::Command => parse::<Slash>(payload).map(|slash| Some(slash.read(&self.people))),
            Kind::Interaction => parse::<Interaction>(payload).map(|asked| asked.read(&self.people)),
        };
        let (asked, back) = match read {
            Ok(Some(read)) => read,
            // Nothing that could be read differently another time.
            Ok(None) => return drop(ack.send(Value::Null)),
            Err(error) => {
                tracing::warn!(%error, "something asked cannot be read");
                return drop(ack.send(Value::Null));
            }
        };
        let Found::Here(here) = self.workspace(&back.team).await else {
            return tracing::warn!(team = back.team, "somebody asks in a workspace that Kith does not know");
        };
        let language = self.language(&here).await;
        let mut line = Line::new(self, Arc::clone(&here), back, ack, &language, again);
        match asked {
            Asked::Nothing => line.done(),
            Asked::LeftOver(left, usage) => {
                let told =
                    say!(line.own, "left-over", left = bot_core::chat::Text::typed(&left), usage = usage);
                line.tell(&told).await;
            }
            Asked::Suggest(mut invocation, held, field, typed) => {
                // Whoever may become the first admin is offered what an admin is.
                self.describe(&mut invocation, &line.here).await;
                let choices = self.suggest(invocation, &held, &field, &typed).await;
                line.suggest(&choices);
            }
            Asked::Command(invocation) => self.ask(invocation, line).await,
            Asked::Pressed(invocation, held) | Asked::Sent(invocation, held) => {
                if let Some(invocation) = self.whole(invocation, &held, &mut line).await {
                    self.ask(invocation, line).await;
                }
            }
        }
    }

    /// The invocation with what its button or form carried. Nothing if it is answered by that alone.
    async fn whole(&self, mut invocation: Invocation, held: &str, line: &mut Line<'_>) -> Option<Invocation> {
        let Some(held) = self.held(held).await.filter(Held::is_known) else {
            let stale = say!(line.own, "stale");
            line.tell(&stale).await;
            return None;
        };
        if let Some(origin) = held.origin.clone() {
            line.came_from(origin);
        }
        if let What::Open(fields) = &held.what {
            let origin = line.origin();
            match Form::with(&held.command, fields, &held.answers, Vec::new(), origin) {
                Some(form) => line.show(&form, None).await,
                None => {
                    let stale = say!(line.own, "stale");
                    line.tell(&stale).await;
                }
            }
            return None;
        }
        invocation.answers = held.answered(&invocation.answers);
        invocation.command = held.command;
        if let Some(channel) = &line.back.channel {
            invocation.channel = channel.as_str().into();
        }
        Some(invocation)
    }

    pub(crate) async fn held(&self, value: &str) -> Option<Held> {
        let Some(key) = Held::note_of(value) else { return Held::read(value) };
        Held::read(&self.bot.note(&crate::platform(), &key).await.ok()??)
    }

    /// Puts it to the core.
    pub(crate) async fn put(&self, invocation: &Invocation) -> Answer {
        let began = Instant::now();
        let answer = self.bot.invoke(now(), invocation).await;
        let (command, outcome, took) = (invocation.command.as_str(), answer.outcome, began.elapsed());
        self.watch.see(Sight::Asked { command, outcome, took });
        if !answer.effects.is_empty() {
            self.outbox.notify_one();
        }
        answer
    }

    async fn ask(&self, mut invocation: Invocation, mut line: Line<'_>) {
        invocation.slash = SLASH;
        self.describe(&mut invocation, &line.here).await;
        invocation.unheard = self.unheard(&line).await;
        if invocation.command == setup::NAME {
            return setup::show(self, invocation, &mut line).await;
        }
        let outside = self.choose(&invocation, &line.here).await;
        let mut answer = self.put(&invocation).await;
        chosen::tell(&mut answer, &outside, &line.here, line.own);
        let at = match answer.reply {
            Reply::Modal(mut modal) => {
                self.meet(&invocation).await;
                self.linked(&mut modal, &invocation.server).await;
                match Form::of(&modal, line.origin()) {
                    Some(form) => line.show(&form, Some(&modal)).await,
                    None => {
                        tracing::error!(command = modal.command, "a form for a command that is not there");
                    }
                }
                None
            }
            Reply::Ephemeral(message) => line.whisper(&message).await,
            Reply::Public(message) => line.say(&message, &invocation.id).await,
            Reply::Update(message) => line.replace(&message).await,
        };
        if let Some(at) = at {
            match self.bot.replied(now(), &invocation.server, &invocation.id, &at).await {
                // It was taken back in the meantime.
                Ok(true) => self.outbox.notify_one(),
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "the core does not know where a public answer stands"),
            }
        }
        if line.back.way == Way::Home {
            crate::home::opened(self, &line.here, &line.back.user).await;
        } else {
            crate::home::again(self, &line.here, &line.back.user).await;
        }
    }

    /// What a button or a form carries, once it is noted where it must be.
    pub(crate) async fn carried(&self, held: &Held, most: usize) -> String {
        let carried = held.carried(most);
        if let (Some(note), Some(key)) = (&carried.note, Held::note_of(&carried.value))
            && let Err(error) = self.bot.keep_note(now(), &crate::platform(), &key, note).await
        {
            tracing::error!(%error, "what a form carries cannot be noted");
        }
        carried.value
    }

    /// What a form carries.
    pub(crate) async fn metadata(&self, form: &Form) -> String {
        self.carried(&form.held, FORM).await
    }
}

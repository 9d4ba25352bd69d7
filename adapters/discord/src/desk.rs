//! Whatever somebody asks: read, put to the core, answered in time; the outbox is woken when something is to be done.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bot_core::chat::{Event, Happening, MessageRef, Person, Source, Text};
use bot_core::command::{Answer, Answers, Invocation, Modal, Outcome, Reply};
use bot_core::moment::Moment;
use bot_core::{Bot, Sight, Watch, Words};
use chrono::Utc;
use serde_json::{Value, json};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout};

use crate::answer::{Channel, Way};
use crate::gateway::Underway;
use crate::http::{Ask, Fault, Http};
use crate::read::asked::{Asked, Raw};
use crate::read::dumb;
use crate::words::{Own, language, say};
use crate::write::form::{Form, cut};
use crate::write::held::{FORMS, Held};
use crate::{permits, setup};

/// How many are answered at once; more, and the socket waits.
const AT_ONCE: u32 = 512;
/// Discord waits three seconds for a first answer.
const DEFER_AFTER: Duration = Duration::from_secs(2);
/// How long those who are being answered are waited for when Kith stops.
const FAREWELL: Duration = Duration::from_secs(10);
/// The most suggestions, and the most characters of each.
const CHOICES: usize = 25;
const CHOICE: usize = 100;

/// Answers whoever asks.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(crate) bot: Bot,
    pub(crate) http: Arc<Http>,
    /// Rung when an answer put something into the outbox.
    pub(crate) outbox: Arc<Notify>,
    /// The bot's own account, once Discord said it.
    me: OnceLock<String>,
    watch: Watch,
    free: Arc<Semaphore>,
}

pub(crate) fn now() -> Moment {
    Moment::from(Utc::now())
}

impl Desk {
    pub(crate) fn new(bot: Bot, http: Arc<Http>, outbox: Arc<Notify>, watch: Watch) -> Self {
        Self {
            bot,
            http,
            outbox,
            me: OnceLock::new(),
            watch,
            free: Arc::new(Semaphore::new(AT_ONCE as usize)),
        }
    }

    /// Discord said which account is the bot's own.
    pub(crate) fn is(&self, me: String) {
        self.me.set(me).ok();
    }

    /// The bot's own account. A session that goes on does not say it again: then it is asked for.
    pub(crate) async fn me(&self) -> Result<&str, Fault> {
        if let Some(me) = self.me.get() {
            return Ok(me);
        }
        let me = self.http.ask(&Ask::get("/users/@me")).await?;
        let me = me["id"].as_str().ok_or_else(|| Fault::Unreached("it does not say who I am".to_owned()))?;
        Ok(self.me.get_or_init(|| me.to_owned()))
    }

    /// Takes an interaction, once there is somebody free for it, and answers it meanwhile.
    pub(crate) async fn take(self: Arc<Self>, json: String, underway: Underway) {
        let Ok(permit) = Arc::clone(&self.free).acquire_owned().await else { return };
        tokio::spawn(async move {
            let _busy: (OwnedSemaphorePermit, Underway) = (permit, underway);
            match serde_json::from_str::<Raw>(&json) {
                Ok(raw) => self.answer(&raw).await,
                Err(error) => tracing::warn!(error = %dumb(&error), "an interaction that cannot be read"),
            }
        });
    }

    /// Waits until everybody is answered.
    pub(crate) async fn close(&self) {
        if timeout(FAREWELL, self.free.acquire_many(AT_ONCE)).await.is_err() {
            tracing::warn!("somebody was still waiting for an answer");
        }
    }

    async fn answer(&self, raw: &Raw) {
        let own = Own::of(&raw.locale);
        let asked = raw.read();
        let (invocation, pressed) = match asked {
            Asked::Suggest(invocation, field, typed) => {
                return self.suggest(raw, &invocation, &field, &typed).await;
            }
            Asked::Command(invocation) => (invocation, None),
            Asked::Pressed(invocation, id) | Asked::Sent(invocation, id) => (invocation, Some(id)),
            Asked::Nothing => {
                return Channel::new(self, raw, "", Way::Command).tell(&say!(own, "only-here")).await;
            }
        };
        let way = match (&pressed, raw.is_form()) {
            (None, _) => Way::Command,
            (Some(_), true) => Way::Form,
            (Some(_), false) => Way::Button,
        };
        let guild = invocation.server.id.clone();
        let channel = Channel::new(self, raw, &guild, way);
        // Whatever takes time between the question and its answer, Discord hears of us in time.
        let waited = raw.asked_at().map_or(0, |asked| (now().0 - asked.0).max(0));
        let patience = DEFER_AFTER.saturating_sub(Duration::from_millis(waited.unsigned_abs()));
        // In a box, here and wherever something is rare: an answer is moved as a whole, as large as the largest that it awaits.
        let mut answering = Box::pin(self.work(invocation, pressed, &channel, own));
        tokio::select! {
            () = &mut answering => {}
            () = tokio::time::sleep(patience) => {
                // Both at once: it may have its turn at the database, and others wait for that.
                tokio::join!(channel.defer(), answering);
            }
        }
    }

    /// Answers somebody.
    async fn work(&self, invocation: Invocation, pressed: Option<String>, channel: &Channel<'_>, own: Own) {
        let id = pressed.clone();
        let whole = match pressed {
            Some(pressed) => Box::pin(self.whole(invocation, &pressed, channel, own)).await,
            None => Some(invocation),
        };
        let Some(mut invocation) = whole else { return };
        let outcome = self.ask(&mut invocation, channel).await;
        // A form that was sent is of no more use; one that was refused is shown again under another id.
        if let Some(key) = id.as_deref().and_then(Held::note_of).filter(|key| key.starts_with(FORMS))
            && outcome == Outcome::Done
            && let Err(error) = self.bot.forget_notes(&crate::platform(), &key, Moment(i64::MAX)).await
        {
            tracing::warn!(%error, "what a form carried cannot be forgotten");
        }
    }

    async fn ask(&self, invocation: &mut Invocation, channel: &Channel<'_>) -> Outcome {
        let locale = channel.raw.locale.as_str();
        let setup = invocation.command == setup::NAME;
        let second = setup && setup::is_second(&invocation.answers);
        if setup {
            invocation.answers = Answers::default();
            setup::SETTINGS.clone_into(&mut invocation.command);
        }
        let invocation = &*invocation;
        let began = Instant::now();
        let mut answer = self.settle(invocation, Own::of(locale)).await;
        let (command, outcome, took) = (invocation.command.as_str(), answer.outcome, began.elapsed());
        self.watch.see(Sight::Asked { command, outcome, took });
        if !answer.effects.is_empty() {
            self.outbox.notify_one();
        }
        if setup && let (Outcome::Done, Reply::Ephemeral(message)) = (answer.outcome, &mut answer.reply) {
            Box::pin(setup::show(self, invocation, message, channel, second)).await;
            return answer.outcome;
        }
        let at = match answer.reply {
            Reply::Modal(modal) => {
                Box::pin(self.form(&modal, channel, invocation)).await;
                None
            }
            Reply::Ephemeral(message) => channel.whisper(&message).await,
            Reply::Public(message) => channel.say(&message).await,
            Reply::Update(message) => channel.replace(&message).await,
        };
        if let Some(at) = at {
            self.posted(invocation, &at).await;
        }
        answer.outcome
    }

    /// Asks the core, and adds what Discord says of a channel or a role that was chosen.
    async fn settle(&self, invocation: &Invocation, own: Own) -> Answer {
        let mut answer = self.bot.invoke(now(), invocation).await;
        match (answer.outcome, &mut answer.reply) {
            (Outcome::Done, Reply::Ephemeral(message)) => {
                let found = Box::pin(permits::findings(self, invocation, own)).await;
                message.text.line(Text::words(found.unwrap_or_default()));
            }
            (_, Reply::Modal(modal)) => {
                Box::pin(permits::point_out(self, &invocation.server.id, modal, own)).await;
            }
            _ => {}
        }
        answer
    }

    async fn form(&self, modal: &Modal, channel: &Channel<'_>, invocation: &Invocation) {
        self.meet(invocation).await;
        match Form::of(modal, &invocation.server.id) {
            Some(form) => channel.show(&form).await,
            None => tracing::error!(command = modal.command, "a form for a command that is not there"),
        }
    }

    /// Lets the core know the people whom a form will name: nothing was done yet, so nobody was written down, and when
    /// the form is sent, Discord describes them no more.
    async fn meet(&self, invocation: &Invocation) {
        let event = |person: &Person| Event {
            server: invocation.server.clone(),
            at: now(),
            what: Happening::Person(person.clone()),
        };
        let people: Vec<Event> = invocation.people.iter().map(event).collect();
        if !people.is_empty()
            && let Err(error) = self.bot.ingest(now(), Source::Live, &people).await
        {
            tracing::error!(%error, "the people in a form cannot be written down");
        }
    }

    /// A reply became this message: what was said in public can be edited once it is taken back.
    async fn posted(&self, invocation: &Invocation, at: &MessageRef) {
        match self.bot.replied(now(), &invocation.server, &invocation.id, at).await {
            // It was taken back in the meantime.
            Ok(true) => self.outbox.notify_one(),
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the core does not know where a public answer stands"),
        }
    }

    async fn suggest(&self, raw: &Raw, invocation: &Invocation, field: &str, typed: &str) {
        let found = self.bot.suggest(now(), invocation, field, typed).await;
        let found = found.unwrap_or_else(|error| {
            tracing::error!(%error, field, "nothing can be suggested");
            Vec::new()
        });
        // A suggestion that cannot be answered in full is none.
        let whole = found.iter().filter(|choice| choice.answer.encode_utf16().count() <= CHOICE);
        let choices: Vec<Value> = whole
            .filter(|choice| !choice.label.is_empty())
            .take(CHOICES)
            .map(|choice| json!({ "name": cut(&choice.label, CHOICE), "value": choice.answer }))
            .collect();
        let channel = Channel::new(self, raw, &invocation.server.id, Way::Command);
        channel.suggest(choices).await;
    }
}

/// The core's words in somebody's language.
pub(crate) fn words(locale: &str) -> Words {
    Words::of(language(locale))
}

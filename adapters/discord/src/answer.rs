//! The way back to whoever asked: in time, deferred, afterwards, or by a message of its own when it is too late.

use std::time::Duration;

use bot_core::chat::{Message, MessageRef, Text};
use serde_json::{Value, json};

use crate::desk::{Desk, words};
use crate::http::{Ask, Fault};
use crate::read::asked::Raw;
use crate::words::{Own, say};
use crate::write::form::Form;
use crate::write::held::Held;
use crate::write::message::{EPHEMERAL, Piece, draw, held, piece};

/// The kinds of first answers.
const MESSAGE: u8 = 4;
const DEFER_MESSAGE: u8 = 5;
const DEFER_UPDATE: u8 = 6;
const UPDATE: u8 = 7;
const CHOICES: u8 = 8;
const MODAL: u8 = 9;

/// How often an answer is tried when Discord is in trouble.
const TRIES: u32 = 4;

/// How somebody asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Way {
    Button,
    Command,
    Form,
}

/// The way back to one who asked.
pub(crate) struct Channel<'a> {
    desk: &'a Desk,
    raw: &'a Raw,
    guild: &'a str,
    way: Way,
    /// How it was deferred.
    deferred: Option<u8>,
}

/// What Discord says of an interaction whose time is over.
fn is_late(fault: &Fault) -> bool {
    matches!(fault.code(), Some(10_062 | 10_015 | 50_027))
}

/// Somebody else answered it, or we did before an answer to us was lost.
fn is_answered(fault: &Fault) -> bool {
    fault.code() == Some(40_060)
}

impl<'a> Channel<'a> {
    pub(crate) fn new(desk: &'a Desk, raw: &'a Raw, guild: &'a str, way: Way) -> Self {
        Self { desk, raw, guild, way, deferred: None }
    }

    /// Asks for more time.
    pub(crate) async fn defer(&mut self) {
        let kind = if self.raw.is_on_message() { DEFER_UPDATE } else { DEFER_MESSAGE };
        let body = match kind {
            DEFER_MESSAGE => json!({ "type": kind, "data": { "flags": EPHEMERAL } }),
            _ => json!({ "type": kind }),
        };
        match self.send(&self.callback(body)).await {
            Ok(_) => self.deferred = Some(kind),
            Err(fault) => {
                tracing::warn!(%fault, "an answer cannot be deferred");
                // Whether it was or not, only what comes afterwards can still arrive.
                self.deferred = Some(kind);
            }
        }
    }

    /// Suggests.
    pub(crate) async fn suggest(&self, choices: Vec<Value>) {
        let body = json!({ "type": CHOICES, "data": { "choices": choices } });
        if let Err(fault) = self.send(&self.callback(body)).await {
            tracing::debug!(%fault, "suggestions came too late");
        }
    }

    /// Tells the asker alone, in words of this adapter's.
    pub(crate) async fn tell(&self, words: &str) {
        self.whisper(&Message::new(Text::words(words))).await;
    }

    /// Tells the asker alone.
    pub(crate) async fn whisper(&self, message: &Message) -> Option<MessageRef> {
        let pieces = self.drawn(message).await;
        let pieces = pieces.into_iter().map(|piece| piece.flagged(EPHEMERAL)).collect();
        self.deliver(message, pieces, MESSAGE).await;
        None
    }

    /// Tells the asker alone, with these parts below.
    pub(crate) async fn whisper_with(&self, message: &Message, parts: Value) {
        let mut pieces: Vec<Piece> =
            self.drawn(message).await.into_iter().map(|piece| piece.flagged(EPHEMERAL)).collect();
        if let Some(last) = pieces.last_mut() {
            last.body["components"] = parts;
        }
        self.deliver(message, pieces, MESSAGE).await;
    }

    /// Tells everybody in the channel; where that stands.
    pub(crate) async fn say(&self, message: &Message) -> Option<MessageRef> {
        let pieces = self.drawn(message).await;
        if self.deferred == Some(DEFER_MESSAGE) {
            // What was deferred is for the asker's eyes, and stays so.
            let done = piece(&say!(Own::of(&self.raw.locale), "below"), &[]);
            self.original(done).await.ok();
        }
        self.deliver(message, pieces, MESSAGE).await
    }

    /// Says it instead of the message that was pressed.
    pub(crate) async fn replace(&self, message: &Message) -> Option<MessageRef> {
        if !self.raw.is_on_message() {
            return self.whisper(message).await;
        }
        let mut pieces = self.drawn(message).await;
        for (n, piece) in pieces.iter_mut().enumerate() {
            if n == 0 && piece.files.is_empty() {
                // Pictures of what stood there go with it.
                piece.body["attachments"] = json!([]);
            } else if n > 0 {
                *piece = std::mem::take(piece).flagged(EPHEMERAL);
            }
        }
        self.deliver(message, pieces, UPDATE).await;
        None
    }

    /// Shows a form, or where none can be shown, a button that does.
    pub(crate) async fn show(&self, form: &Form) {
        if self.deferred.is_none() && self.way != Way::Form {
            let id = self.desk.id(&form.held).await;
            let data = form.modal(&id, words(&self.raw.locale));
            if let Err(fault) = self.send(&self.callback(json!({ "type": MODAL, "data": data }))).await {
                tracing::warn!(%fault, "a form cannot be shown");
            }
            return;
        }
        let own = Own::of(&self.raw.locale);
        let problems = form.problems();
        let told = if problems.is_empty() { say!(own, "form-ready") } else { problems };
        let id = self.desk.id(&form.button()).await;
        let button = json!({ "type": 2, "style": 1, "label": say!(own, "form-open"), "custom_id": id });
        let texts = crate::write::text::pieces(&told, crate::write::text::MOST);
        let mut pieces: Vec<Piece> = texts.iter().map(|text| piece(text, &[]).flagged(EPHEMERAL)).collect();
        if let Some(last) = pieces.last_mut() {
            last.body["components"] = json!([{ "type": 1, "components": [button] }]);
        }
        self.deliver(&Message::new(Text::words(told)), pieces, MESSAGE).await;
    }

    async fn drawn(&self, message: &Message) -> Vec<Piece> {
        let mut ids = Vec::with_capacity(message.buttons.len());
        for button in &message.buttons {
            let held: Held = held(button);
            ids.push(self.desk.id(&held).await);
        }
        if message.pictures.is_empty() {
            return draw(message, self.guild, &ids);
        }
        // Pixels take a while, and others wait on this thread.
        let (message, guild) = (message.clone(), self.guild.to_owned());
        tokio::task::spawn_blocking(move || draw(&message, &guild, &ids)).await.unwrap_or_default()
    }

    /// Sends all pieces: the first as the answer, the others after it. Where the first stands, if everybody sees it.
    async fn deliver(&self, message: &Message, pieces: Vec<Piece>, kind: u8) -> Option<MessageRef> {
        let mut pieces = pieces.into_iter();
        let first = pieces.next()?;
        let sent = match (self.deferred, kind) {
            (None, _) => {
                let mut ask = self.callback(json!({ "type": kind, "data": first.body }));
                ask.path.push_str("?with_response=true");
                self.send(&ask.with(first.files)).await.map(|said| said["resource"]["message"].clone())
            }
            // The first message that comes after one deferred takes its place, unless it was given its own words.
            (Some(DEFER_UPDATE), UPDATE) | (Some(DEFER_MESSAGE), UPDATE) => self.original(first).await,
            (Some(DEFER_MESSAGE), _)
                if first.body["flags"].as_u64().is_some_and(|flags| flags & EPHEMERAL > 0) =>
            {
                self.original(first).await
            }
            _ => self.after(first).await,
        };
        let stands = match sent {
            Ok(message) => message,
            Err(fault) if is_answered(&fault) => return None,
            Err(fault) => {
                tracing::warn!(%fault, "an answer did not arrive");
                if is_late(&fault) || fault.is_passing() {
                    self.too_late(message).await;
                }
                return None;
            }
        };
        for more in pieces {
            if let Err(fault) = self.after(more).await {
                tracing::warn!(%fault, "the rest of an answer did not arrive");
            }
        }
        let (channel, id) = (stands["channel_id"].as_str()?, stands["id"].as_str()?);
        Some(MessageRef::new(channel, id))
    }

    /// The time for an answer is over: a message to the asker says so, with the answer.
    async fn too_late(&self, message: &Message) {
        let Some(asker) = self.raw.asker() else { return };
        let mut late = Message::new(Text::words(say!(Own::of(&self.raw.locale), "answer-late")));
        late.text.line(message.text.clone());
        late.buttons.clone_from(&message.buttons);
        let open = Ask::post("/users/@me/channels", json!({ "recipient_id": asker }));
        let direct = match self.desk.http.ask(&open).await {
            Ok(direct) => direct,
            Err(fault) => return tracing::warn!(%fault, "whoever asked cannot be written to"),
        };
        let Some(direct) = direct["id"].as_str() else { return };
        for piece in self.drawn(&late).await {
            let ask = Ask::post(format!("/channels/{direct}/messages"), piece.body).with(piece.files);
            if let Err(fault) = self.desk.http.ask(&ask).await {
                tracing::warn!(%fault, "whoever asked cannot be written to");
            }
        }
    }

    fn callback(&self, body: Value) -> Ask {
        Ask::post(format!("/interactions/{}/{}/callback", self.raw.id, self.raw.token), body).keyed()
    }

    async fn original(&self, piece: Piece) -> Result<Value, Fault> {
        let mut piece = piece;
        // Who sees it was settled when it was deferred.
        if let Some(body) = piece.body.as_object_mut() {
            body.remove("flags");
        }
        let path = format!("/webhooks/{}/{}/messages/@original", self.raw.application_id, self.raw.token);
        self.send(&Ask::patch(path, piece.body).keyed().with(piece.files)).await
    }

    async fn after(&self, piece: Piece) -> Result<Value, Fault> {
        let path = format!("/webhooks/{}/{}", self.raw.application_id, self.raw.token);
        self.send(&Ask::post(path, piece.body).keyed().with(piece.files)).await
    }

    /// Sends an answer, again where Discord was in trouble: the first one that arrives counts.
    async fn send(&self, ask: &Ask) -> Result<Value, Fault> {
        let mut pause = Duration::from_millis(150);
        for _ in 1..TRIES {
            match self.desk.http.ask(ask).await {
                Err(fault) if fault.is_passing() => tokio::time::sleep(pause).await,
                done => return done,
            }
            pause *= 3;
        }
        self.desk.http.ask(ask).await
    }
}

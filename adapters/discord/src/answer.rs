//! What whoever asked is told: by words, by a form, in public or alone. How it gets there, `arrive` knows.

use bot_core::chat::{Message, MessageRef, Text};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::desk::{Desk, words};
use crate::read::asked::Raw;
use crate::words::{Own, say};
use crate::write::form::Form;
use crate::write::held::Held;
use crate::write::message::{EPHEMERAL, Piece, draw, held, piece};

/// The kinds of first answers.
pub(crate) const MESSAGE: u8 = 4;
pub(crate) const DEFER_MESSAGE: u8 = 5;
pub(crate) const DEFER_UPDATE: u8 = 6;
pub(crate) const UPDATE: u8 = 7;
const CHOICES: u8 = 8;
const MODAL: u8 = 9;

/// How somebody asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Way {
    Button,
    Command,
    Form,
}

/// What Discord has of us as the first answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Begun {
    /// It was answered before: by a Kith that died over it, or by ourselves, and we did not hear that it arrived.
    Before,
    /// A plea for time, of this kind.
    Deferred(u8),
    /// Nothing yet.
    Not,
    /// An answer.
    Said,
}

/// The way back to one who asked.
pub(crate) struct Channel<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) raw: &'a Raw,
    guild: &'a str,
    way: Way,
    /// Whoever holds it gives the first answer.
    pub(crate) begun: Mutex<Begun>,
}

/// An answer, ready to be sent.
pub(crate) struct Drawn {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) kind: u8,
    /// What is said where it comes too late.
    pub(crate) late: Message,
}

impl Drawn {
    /// Whether everybody sees it.
    pub(crate) fn is_public(&self) -> bool {
        self.kind == MESSAGE && self.pieces.first().is_some_and(|piece| !piece.is_ephemeral())
    }
}

impl<'a> Channel<'a> {
    pub(crate) fn new(desk: &'a Desk, raw: &'a Raw, guild: &'a str, way: Way) -> Self {
        Self { desk, raw, guild, way, begun: Mutex::new(Begun::Not) }
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
        self.deliver(Drawn { pieces, kind: MESSAGE, late: message.clone() }).await;
        None
    }

    /// Tells the asker alone, with these parts below.
    pub(crate) async fn whisper_with(&self, message: &Message, parts: Value) {
        let mut pieces: Vec<Piece> =
            self.drawn(message).await.into_iter().map(|piece| piece.flagged(EPHEMERAL)).collect();
        if let Some(last) = pieces.last_mut() {
            last.body["components"] = parts;
        }
        self.deliver(Drawn { pieces, kind: MESSAGE, late: message.clone() }).await;
    }

    /// Tells everybody in the channel; where that stands.
    pub(crate) async fn say(&self, message: &Message) -> Option<MessageRef> {
        let pieces = self.drawn(message).await;
        self.deliver(Drawn { pieces, kind: MESSAGE, late: message.clone() }).await
    }

    /// Says it instead of the message that was pressed.
    pub(crate) async fn replace(&self, message: &Message) -> Option<MessageRef> {
        if self.raw.on_message().is_none() {
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
        self.deliver(Drawn { pieces, kind: UPDATE, late: message.clone() }).await;
        None
    }

    /// Shows a form, or where none can be shown, a button that does.
    pub(crate) async fn show(&self, form: &Form) {
        let own = Own::of(&self.raw.locale);
        if self.way != Way::Form && self.showed(form).await {
            return;
        }
        let problems = form.problems();
        let told = if problems.is_empty() { say!(own, "form-ready") } else { problems };
        let id = self.desk.id(&form.button()).await;
        let button = json!({ "type": 2, "style": 1, "label": say!(own, "form-open"), "custom_id": id });
        let texts = crate::write::text::pieces(&told, crate::write::text::MOST);
        let mut pieces: Vec<Piece> = texts.iter().map(|text| piece(text, &[]).flagged(EPHEMERAL)).collect();
        if let Some(last) = pieces.last_mut() {
            last.body["components"] = json!([{ "type": 1, "components": [button] }]);
        }
        let late = Message::new(Text::words(say!(own, "form-late", command = form.command())));
        self.deliver(Drawn { pieces, kind: MESSAGE, late }).await;
    }

    /// Whether a form was shown as the first answer.
    async fn showed(&self, form: &Form) -> bool {
        let id = self.desk.id(&form.held).await;
        let mut begun = self.begun.lock().await;
        if *begun != Begun::Not {
            return false;
        }
        let data = form.modal(&id, words(&self.raw.locale));
        match self.send(&self.callback(json!({ "type": MODAL, "data": data }))).await {
            Ok(_) => *begun = Begun::Said,
            Err(fault) if crate::arrive::is_answered(&fault) => *begun = Begun::Before,
            // Whoever asked hears of it in the other way.
            Err(fault) => tracing::warn!(%fault, "a form cannot be shown"),
        }
        *begun == Begun::Said
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

    /// A message as it stands where no button works: with words for them.
    pub(crate) async fn without_buttons(&self, message: &Message) -> Vec<Piece> {
        let own = Own::of(&self.raw.locale);
        let mut late = Message::new(Text::words(say!(own, "answer-late")));
        late.text.line(message.text.clone());
        let typed = |command: &String| crate::write::form::spec(command).is_some_and(|spec| spec.is_typed());
        let mut commands: Vec<String> =
            message.buttons.iter().map(|button| button.command.clone()).filter(typed).collect();
        commands.dedup();
        if !message.buttons.is_empty() {
            late.text.line(Text::words(say!(own, "late-buttons")));
        }
        if !commands.is_empty() {
            let commands: Vec<String> = commands.iter().map(|command| format!("`/{command}`")).collect();
            late.text.line(Text::words(say!(own, "late-typed", commands = commands.join(", "))));
        }
        late.pictures.clone_from(&message.pictures);
        late.files.clone_from(&message.files);
        self.drawn(&late).await
    }

    /// A message as it is.
    pub(crate) async fn as_it_is(&self, message: &Message) -> Vec<Piece> {
        self.drawn(message).await
    }
}

//! The way back to whoever asked: in time, afterwards, or by a message of its own when it is too late.

use std::sync::Arc;

use bot_core::Words;
use bot_core::chat::{Message, MessageRef, Text};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::post::{self, To};
use crate::read::asked::{Back, Way};
use crate::suggest::options;
use crate::words::{Own, language, say};
use crate::workspace::Workspace;
use crate::write::held::{BUTTON, Held, Origin};
use crate::write::message::{Piece, draw};

/// The way back to one who asked.
pub(crate) struct Line<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) here: Arc<Workspace>,
    pub(crate) back: Back,
    pub(crate) own: Own,
    pub(crate) words: Words,
    ack: Option<oneshot::Sender<Value>>,
    /// Whether Slack sent it before, so that it may be answered already.
    again: bool,
}

impl<'a> Line<'a> {
    pub(crate) fn new(
        desk: &'a Desk,
        here: Arc<Workspace>,
        back: Back,
        ack: oneshot::Sender<Value>,
        locale: &str,
        again: bool,
    ) -> Self {
        let (own, words) = (Own::of(locale), Words::of(language(locale)));
        Self { desk, here, back, own, words, ack: Some(ack), again }
    }

    /// Says this at once; whether that was in time.
    pub(crate) fn ack(&mut self, said: Value) -> bool {
        self.ack.take().is_some_and(|ack| ack.send(said).is_ok())
    }

    /// There is nothing to say.
    pub(crate) fn done(&mut self) {
        self.ack(Value::Null);
    }

    /// Suggests.
    pub(crate) fn suggest(&mut self, choices: &[Value]) {
        self.ack(options(choices));
    }

    /// A form was opened from there.
    pub(crate) fn came_from(&mut self, origin: Origin) {
        self.back.channel = self.back.channel.take().or(origin.channel);
        self.back.thread = self.back.thread.take().or(origin.thread);
        self.back.response_url = self.back.response_url.take().or(origin.url);
    }

    /// Where a form is opened from.
    pub(crate) fn origin(&self) -> Option<Origin> {
        self.back.channel.as_ref()?;
        let (channel, thread) = (self.back.channel.clone(), self.back.thread.clone());
        Some(Origin { channel, thread, url: self.back.response_url.clone() })
    }

    /// Tells the asker alone, in words of this adapter's.
    pub(crate) async fn tell(&mut self, words: &str) {
        self.whisper(&Message::new(Text::words(words))).await;
    }

    /// Tells the asker alone.
    pub(crate) async fn whisper(&mut self, message: &Message) -> Option<MessageRef> {
        let uploads = post::with(message).await;
        let mut message = message.clone();
        if !uploads.is_empty() {
            message.text.line(Text::words(say!(self.own, "files-direct")));
        }
        let pieces = self.drawn(&message).await;
        let in_view = match self.back.way {
            Way::Home | Way::Shortcut => true,
            Way::Form => self.back.channel.is_none(),
            Way::Button | Way::Command | Way::Menu => false,
        };
        if in_view {
            self.result(&pieces).await;
        } else {
            self.beside(&pieces).await;
        }
        if !uploads.is_empty()
            && let Err(fault) = self.hand_over(uploads).await
        {
            tracing::warn!(%fault, "a file did not arrive");
        }
        None
    }

    /// Tells the asker alone in the channel where it was asked.
    pub(crate) async fn beside(&mut self, pieces: &[Piece]) {
        let mut pieces = pieces.iter();
        match self.back.way {
            Way::Command => {
                let Some(first) = pieces.next() else { return self.done() };
                let mut said = first.body();
                said["response_type"] = "ephemeral".into();
                if !self.ack(said) {
                    self.quietly(first).await;
                }
            }
            // A form that is shown to be waiting shows the answer; otherwise it closes, and the answer stands in the channel.
            Way::Form => {
                if !self.ack(json!({ "response_action": "clear" })) {
                    return self.result(&pieces.cloned().collect::<Vec<_>>()).await;
                }
            }
            _ => self.done(),
        }
        for piece in pieces {
            self.quietly(piece).await;
        }
    }

    /// Tells the asker alone: by the address that came along, or by a message that only they see, or by a direct one.
    pub(crate) async fn quietly(&self, piece: &Piece) {
        if let Some(url) = &self.back.response_url {
            let body = quiet(piece);
            match self.patiently(|| self.desk.http.respond(url, &body)).await {
                Ok(()) => return,
                Err(fault) => tracing::info!(%fault, "an answer did not arrive by its address"),
            }
        }
        if let Some(channel) = &self.back.channel {
            let mut body = piece.body();
            body["channel"] = channel.as_str().into();
            body["user"] = self.back.user.as_str().into();
            if let Some(thread) = &self.back.thread {
                body["thread_ts"] = thread.as_str().into();
            }
            match self.call("chat.postEphemeral", &body).await {
                Ok(_) => return,
                Err(fault) => tracing::info!(%fault, "an answer cannot stand in the channel"),
            }
        }
        if let Err(fault) = self.directly(piece).await {
            tracing::warn!(%fault, "whoever asked cannot be answered");
        }
    }

    async fn directly(&self, piece: &Piece) -> Result<(), Fault> {
        let channel = post::direct(&self.desk.http, &self.here, &self.back.user).await?;
        let mut late = piece.clone();
        let mut said = Piece::words(&say!(self.own, "answer-late"), &self.here);
        if let Some(said) = said.pop() {
            late.blocks.splice(0..0, said.blocks);
        }
        self.call("chat.postMessage", &late.post(&channel)).await.map(drop)
    }

    /// Hands files over in the direct conversation: what only the asker sees cannot hold any.
    async fn hand_over(&self, uploads: Vec<crate::write::message::Upload>) -> Result<(), Fault> {
        let channel = post::direct(&self.desk.http, &self.here, &self.back.user).await?;
        crate::files::share(&self.desk.http, &self.here, &channel, None, uploads).await
    }

    /// Tells everybody in the channel; where that stands.
    pub(crate) async fn say(&mut self, message: &Message, key: &str) -> Option<MessageRef> {
        let Some(channel) = self.back.channel.clone() else { return self.whisper(message).await };
        let late = self.back.way == Way::Form && !self.ack(json!({ "response_action": "clear" }));
        self.done();
        let (pieces, uploads) = (self.drawn(message).await, post::with(message).await);
        let thread = self.back.thread.clone();
        let to = To { channel: &channel, thread: thread.as_deref(), key, again: self.again };
        let posted =
            self.patiently(|| post::post(&self.desk.http, &self.here, to, &pieces, uploads.clone())).await;
        if late {
            let below = Piece::words(&say!(self.own, "below"), &self.here);
            self.result(&below).await;
        }
        match posted {
            Ok(at) => at,
            Err(fault) => {
                tracing::warn!(%fault, "a public answer cannot be posted");
                if fault.is_any(&["channel_not_found", "is_archived", "not_in_channel"]) {
                    self.desk.rooms.leave(&self.here.team, &channel);
                }
                self.aloud(&pieces).await;
                None
            }
        }
    }

    /// Tells everybody by the address that came along: nobody can change it later, but it is said.
    async fn aloud(&self, pieces: &[Piece]) {
        for piece in pieces {
            let Some(url) = &self.back.response_url else { return self.quietly(piece).await };
            let mut body = piece.body();
            body["response_type"] = "in_channel".into();
            body["replace_original"] = false.into();
            body["unfurl_links"] = false.into();
            body["unfurl_media"] = false.into();
            if let Err(fault) = self.patiently(|| self.desk.http.respond(url, &body)).await {
                tracing::warn!(%fault, "a public answer did not arrive by its address");
                self.quietly(piece).await;
            }
        }
    }

    /// Says it instead of the message that was pressed.
    pub(crate) async fn replace(&mut self, message: &Message) -> Option<MessageRef> {
        if self.back.way != Way::Button {
            return self.whisper(message).await;
        }
        self.done();
        let pieces = self.drawn(message).await;
        let mut pieces = pieces.into_iter();
        let first = pieces.next()?;
        if let Err(fault) = self.instead(&first).await {
            tracing::info!(%fault, "a message cannot be replaced");
            self.quietly(&first).await;
        }
        for more in pieces {
            self.quietly(&more).await;
        }
        None
    }

    async fn instead(&self, piece: &Piece) -> Result<(), Fault> {
        let mut failed = Fault::refused("expired_url");
        if let Some(url) = &self.back.response_url {
            let mut body = piece.body();
            body["replace_original"] = true.into();
            match self.patiently(|| self.desk.http.respond(url, &body)).await {
                Ok(()) => return Ok(()),
                Err(fault) => failed = fault,
            }
        }
        // The address is used up; what everybody sees can be changed all the same.
        let (Some(channel), Some(ts)) = (&self.back.channel, &self.back.message) else { return Err(failed) };
        let mut body = piece.body();
        body["channel"] = channel.as_str().into();
        body["ts"] = ts.as_str().into();
        self.call("chat.update", &body).await.map(drop)
    }

    async fn drawn(&self, message: &Message) -> Vec<Piece> {
        let mut values = Vec::with_capacity(message.buttons.len());
        for button in &message.buttons {
            values.push(self.desk.carried(&Held::press(&button.command, &button.answers), BUTTON).await);
        }
        draw(message, &self.here, &values)
    }

    pub(crate) async fn call(&self, method: &str, body: &Value) -> Result<Value, Fault> {
        self.patiently(|| self.desk.http.call(&self.here, method, body.clone())).await
    }

    /// Tries again what may pass.
    async fn patiently<T, F: Future<Output = Result<T, Fault>>>(
        &self,
        what: impl Fn() -> F,
    ) -> Result<T, Fault> {
        let mut pause = std::time::Duration::from_millis(150);
        for _ in 0..3 {
            match what().await {
                Err(fault) if fault.is_passing() => tokio::time::sleep(pause).await,
                done => return done,
            }
            pause *= 3;
        }
        what().await
    }
}

/// A piece that only the asker sees.
fn quiet(piece: &Piece) -> Value {
    let mut body = piece.body();
    body["response_type"] = "ephemeral".into();
    body["replace_original"] = false.into();
    body
}

//! How an answer gets to whoever asked: first, deferred, afterwards, finished after a crash, or too late.

use std::time::Duration;

use bot_core::chat::{Message, MessageRef};
use serde_json::{Value, json};

use crate::answer::{Begun, Channel, DEFER_MESSAGE, DEFER_UPDATE, Drawn, MESSAGE, UPDATE};
use crate::desk::now;
use crate::http::{Ask, Fault};
use crate::platform;
use crate::words::{Own, say};
use crate::write::message::{EPHEMERAL, Piece, piece};

/// How often an answer is tried when Discord is in trouble.
const TRIES: u32 = 4;
/// Discord shows that the bot is thinking.
const LOADING: u64 = 1 << 7;
/// What the keys of notes begin with that say how much of an answer arrived.
pub(crate) const SAID: &str = "said:";

/// What Discord says of an interaction whose time is over.
fn is_late(fault: &Fault) -> bool {
    matches!(fault.code(), Some(10_062 | 10_015 | 50_027))
}

/// Somebody else answered it, or we did before an answer to us was lost.
pub(crate) fn is_answered(fault: &Fault) -> bool {
    fault.code() == Some(40_060)
}

/// Where a message stands.
fn stands(message: &Value) -> Option<MessageRef> {
    Some(MessageRef::new(message["channel_id"].as_str()?, message["id"].as_str()?))
}

impl Channel<'_> {
    /// Asks for more time, unless an answer is on its way.
    pub(crate) async fn defer(&self) {
        let Ok(mut begun) = self.begun.try_lock() else { return };
        if *begun != Begun::Not {
            return;
        }
        let kind = if self.raw.on_message().is_some() { DEFER_UPDATE } else { DEFER_MESSAGE };
        let body = match kind {
            DEFER_MESSAGE => json!({ "type": kind, "data": { "flags": EPHEMERAL } }),
            _ => json!({ "type": kind }),
        };
        *begun = match self.send(&self.callback(body)).await {
            Ok(_) => Begun::Deferred(kind),
            Err(fault) if is_answered(&fault) => Begun::Before,
            Err(fault) => {
                tracing::warn!(%fault, "an answer cannot be deferred");
                // Whether it was or not, only what comes afterwards can still arrive.
                Begun::Deferred(kind)
            }
        };
    }

    /// Sends all pieces: the first as the answer, the others after it. Where the first stands, if everybody sees it.
    pub(crate) async fn deliver(&self, drawn: Drawn) -> Option<MessageRef> {
        let mut begun = self.begun.lock().await;
        if *begun == Begun::Not {
            let first = drawn.pieces.first()?.clone();
            let mut answer = json!({ "type": drawn.kind });
            answer["data"] = first.body;
            let mut ask = self.callback(answer);
            ask.path.push_str("?with_response=true");
            *begun = Begun::Said;
            match self.send(&ask.with(first.files)).await {
                Ok(said) => return self.rest(&drawn, stands(&said["resource"]["message"]), 1).await,
                Err(fault) if is_answered(&fault) => *begun = Begun::Before,
                Err(fault) => return self.failed(&drawn, &fault).await,
            }
        }
        match *begun {
            Begun::Before => self.finish(&drawn).await,
            Begun::Deferred(kind) => self.afterwards(&drawn, kind).await,
            Begun::Not | Begun::Said => self.rest(&drawn, None, 0).await,
        }
    }

    /// What comes after a plea for time. The first message takes its place, unless only the asker would see it there.
    async fn afterwards(&self, drawn: &Drawn, kind: u8) -> Option<MessageRef> {
        let first = drawn.pieces.first()?.clone();
        if kind == DEFER_MESSAGE && drawn.is_public() {
            let done = piece(&say!(Own::of(&self.raw.locale), "below"), &[]);
            return match self.original(done).await {
                Err(fault) if is_late(&fault) => self.failed(drawn, &fault).await,
                _ => self.rest(drawn, None, 0).await,
            };
        }
        if kind == DEFER_UPDATE && drawn.kind != UPDATE {
            return self.rest(drawn, None, 0).await;
        }
        match self.original(first).await {
            Ok(_) => self.rest(drawn, None, 1).await,
            Err(fault) => self.failed(drawn, &fault).await,
        }
    }

    /// Sends the pieces that are left, each after the other. Where the first one that everybody sees stands.
    async fn rest(&self, drawn: &Drawn, first: Option<MessageRef>, sent: usize) -> Option<MessageRef> {
        let mut first = first;
        for (n, piece) in drawn.pieces.iter().enumerate().skip(sent) {
            match self.after(piece.clone()).await {
                Ok(message) => {
                    first = first.or_else(|| stands(&message));
                    self.note(n + 1).await;
                }
                // Half an answer to one person is none: it comes in another way, and whole.
                Err(fault) if n == 0 || !drawn.is_public() => return self.failed(drawn, &fault).await,
                // What all see is not said twice. Whoever finishes it after a crash goes on here.
                Err(fault) => {
                    tracing::warn!(%fault, "the rest of an answer did not arrive");
                    break;
                }
            }
        }
        first.filter(|_| drawn.is_public())
    }

    /// Notes that so many pieces arrived, for whoever comes after a crash.
    async fn note(&self, pieces: usize) {
        let key = format!("{SAID}{}", self.raw.id);
        let noted = self.desk.bot.keep_note(now(), &platform(), &key, &pieces.to_string()).await;
        if let Err(error) = noted {
            tracing::warn!(%error, "it cannot be noted how much of an answer arrived");
        }
    }

    /// It was begun before: whatever is missing of it is sent.
    async fn finish(&self, drawn: &Drawn) -> Option<MessageRef> {
        let path = format!("/webhooks/{}/{}/messages/@original", self.raw.application_id, self.raw.token);
        let original = match self.send(&Ask::get(path).keyed()).await {
            Ok(original) => original,
            // A form was shown, or they put the answer away.
            Err(fault) => {
                tracing::info!(%fault, "how far an answer came cannot be seen");
                return None;
            }
        };
        let has = |flag: u64| original["flags"].as_u64().unwrap_or_default() & flag > 0;
        if has(LOADING) {
            return self.afterwards(drawn, DEFER_MESSAGE).await;
        }
        let pressed = self.raw.on_message().is_some_and(|message| original["id"] == message);
        if pressed && drawn.kind == UPDATE {
            // To say the same again changes nothing.
            self.original(drawn.pieces.first()?.clone()).await.ok()?;
            return self.rest(drawn, None, self.noted().await.max(1)).await;
        }
        let first = usize::from(!pressed && drawn.is_public() != has(EPHEMERAL));
        if drawn.is_public()
            && let Some((at, said)) = self.seen().await
        {
            return self.rest(drawn, at, said.max(first)).await;
        }
        let at = stands(&original).filter(|_| first > 0);
        self.rest(drawn, at, self.noted().await.max(first)).await
    }

    async fn noted(&self) -> usize {
        let key = format!("{SAID}{}", self.raw.id);
        let note = self.desk.bot.note(&platform(), &key).await.unwrap_or_default();
        note.and_then(|note| note.parse().ok()).unwrap_or_default()
    }

    /// How much of an answer stands in the channel, and where it begins; nothing if Kith may not look.
    async fn seen(&self) -> Option<(Option<MessageRef>, usize)> {
        let channel = self.raw.channel()?;
        let path = format!("/channels/{channel}/messages?after={}&limit=100", self.raw.id);
        let page = self.desk.http.ask(&Ask::get(path)).await.ok()?;
        let ours = |one: &&Value| one["interaction_metadata"]["id"] == self.raw.id.as_str();
        let ours: Vec<&Value> = page.as_array()?.iter().filter(ours).collect();
        // The newest comes first.
        Some((ours.last().and_then(|first| stands(first)), ours.len()))
    }

    /// It did not arrive.
    async fn failed(&self, drawn: &Drawn, fault: &Fault) -> Option<MessageRef> {
        tracing::warn!(%fault, "an answer did not arrive");
        if !is_late(fault) && !fault.is_passing() {
            self.apologize().await;
            return None;
        }
        if drawn.is_public()
            && let Some(channel) = self.raw.channel()
        {
            // What is for everybody can be said without an answer's help.
            let pieces = self.as_it_is(&drawn.late).await;
            if let Some(at) = self.post(channel, pieces).await {
                return Some(at);
            }
        }
        self.too_late(&drawn.late).await;
        None
    }

    /// Discord will not take the answer as it is: whoever asked hears at least of that.
    async fn apologize(&self) {
        let words = say!(Own::of(&self.raw.locale), "answer-refused");
        let sorry = piece(&words, &[]).flagged(EPHEMERAL);
        let first = self.callback(json!({ "type": MESSAGE, "data": sorry.body }));
        // Where one came before, it goes after that.
        if self.send(&first).await.is_err()
            && let Err(fault) = self.after(sorry).await
        {
            tracing::warn!(%fault, "whoever asked does not hear that the answer did not arrive");
        }
    }

    /// The time for an answer is over: a message to the asker says so, with the answer.
    async fn too_late(&self, message: &Message) {
        let Some(asker) = self.raw.asker() else { return };
        let pieces = self.without_buttons(message).await;
        let open = Ask::post("/users/@me/channels", json!({ "recipient_id": asker }));
        let direct = match self.send(&open).await {
            Ok(direct) => direct,
            Err(fault) => return tracing::warn!(%fault, "whoever asked cannot be written to"),
        };
        if let Some(direct) = direct["id"].as_str() {
            self.post(direct, pieces).await;
        }
    }

    /// Posts an answer as messages of their own, each once; where the first one stands.
    async fn post(&self, channel: &str, pieces: Vec<Piece>) -> Option<MessageRef> {
        let mut first = None;
        for (n, mut piece) in pieces.into_iter().enumerate() {
            piece.body["nonce"] = format!("{}.{n}", self.raw.id).into();
            piece.body["enforce_nonce"] = true.into();
            let ask = Ask::post(format!("/channels/{channel}/messages"), piece.body).with(piece.files);
            match self.send(&ask).await {
                Ok(message) => first = first.or_else(|| stands(&message)),
                Err(fault) => {
                    tracing::warn!(%fault, "a late answer cannot be posted");
                    return first;
                }
            }
        }
        first
    }

    pub(crate) fn callback(&self, body: Value) -> Ask {
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
    pub(crate) async fn send(&self, ask: &Ask) -> Result<Value, Fault> {
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

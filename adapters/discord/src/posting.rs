//! A message of the outbox, posted: in a channel, a thread or below another message, in as many pieces as it needs.

use bot_core::Due;
use bot_core::chat::{Message, MessageRef};
use bot_core::moment::Moment;
use serde_json::{Value, json};

use crate::deliver::{Deliverer, id};
use crate::desk::now;
use crate::gap::BEFORE;
use crate::http::{Ask, Fault};
use crate::platform;
use crate::snowflake::first_at;
use crate::write::form::cut;
use crate::write::message::{Piece, draw, held};

/// The longest name of a thread.
pub(crate) const THREAD_NAME: usize = 100;

/// What the keys of notes begin with that say which pieces of a post stand.
pub(crate) const POSTED: &str = "post:";
/// How many pages of a channel are looked through for what was posted before, and how long one is.
const LOOKED_THROUGH: usize = 10;
const PAGE: usize = 100;

impl Deliverer {
    /// The thread under a message, opened with the first of these words as its name if there is none; nothing where there can be none.
    pub(crate) async fn thread(&self, root: &MessageRef, words: &str) -> Result<Option<String>, Fault> {
        let (channel, top) = (id(root.channel.as_str())?, id(root.message.as_str())?);
        let name = words.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("Kith");
        let body = json!({ "name": cut(name, THREAD_NAME) });
        match self.http.ask(&Ask::post(format!("/channels/{channel}/messages/{top}/threads"), body)).await {
            Ok(thread) => Ok(thread["id"].as_str().map(ToOwned::to_owned)),
            // A thread has the id of the message that it hangs on.
            Err(fault) if fault.code() == Some(160_004) => Ok(Some(top.to_owned())),
            // Within a thread, on a message that is gone, or not allowed to: a reply in the channel says the same.
            Err(Fault::Refused { status: 400 | 403 | 404, code, .. }) if code != 10_003 && code != 50_001 => {
                Ok(None)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Posts a message in as many pieces as it needs; where the first one stands.
    pub(crate) async fn post(
        &self,
        due: &Due,
        channel: &str,
        message: &Message,
        answers: Option<&MessageRef>,
    ) -> Result<Option<MessageRef>, Fault> {
        let channel = id(channel)?;
        let pieces = self.drawn(due, message).await;
        let several = pieces.len() > 1;
        let key = format!("{POSTED}{}", due.id);
        let again = due.attempts > 0;
        let mut stand: Vec<String> = if again && several { self.noted(&key).await } else { Vec::new() };
        let ours = if again { self.ours(channel, due.made).await? } else { Vec::new() };
        for (n, mut piece) in pieces.into_iter().enumerate().skip(stand.len()) {
            let nonce = if n == 0 { due.id.to_string() } else { format!("{}.{n}", due.id) };
            let before = self.posted_before(due, channel, &piece, &nonce, &ours, &stand).await?;
            piece.body["nonce"] = nonce.into();
            piece.body["enforce_nonce"] = true.into();
            if let Some(root) = answers.filter(|_| n == 0) {
                let reference = json!({ "message_id": root.message.as_str(), "fail_if_not_exists": false });
                piece.body["message_reference"] = reference;
                piece.body["allowed_mentions"]["replied_user"] = false.into();
            }
            let ask = Ask::post(format!("/channels/{channel}/messages"), piece.body).with(piece.files);
            let stands = match before {
                Some(stands) => stands,
                None => self.http.ask(&ask).await?["id"].as_str().unwrap_or_default().to_owned(),
            };
            stand.push(stands);
            if several {
                let note = serde_json::to_string(&stand).unwrap_or_default();
                self.bot.keep_note(now(), &platform(), &key, &note).await.ok();
            }
        }
        Ok(stand.first().map(|message| MessageRef::new(channel, message)))
    }

    /// The pieces of a post that stand already.
    async fn noted(&self, key: &str) -> Vec<String> {
        let note = self.bot.note(&platform(), key).await.unwrap_or_default();
        note.and_then(|note| serde_json::from_str(&note).ok()).unwrap_or_default()
    }

    /// Kith's own messages in a channel since a moment: Discord knows a nonce only for minutes. Nothing where it may
    /// not look.
    async fn ours(&self, channel: &str, since: Moment) -> Result<Vec<Value>, Fault> {
        let me = self.desk.me().await?;
        let mut after = first_at(since - BEFORE);
        let mut ours = Vec::new();
        for _ in 0..LOOKED_THROUGH {
            let ask = Ask::get(format!("/channels/{channel}/messages?after={after}&limit={PAGE}"));
            let page = match self.http.ask(&ask).await {
                Ok(page) => page.as_array().cloned().unwrap_or_default(),
                Err(fault) if fault.is_passing() => return Err(fault),
                Err(fault) => {
                    tracing::warn!(%fault, channel, "it cannot be seen whether something was posted before");
                    return Ok(ours);
                }
            };
            let full = page.len() == PAGE;
            let newest = page.iter().filter_map(|one| one["id"].as_str()?.parse::<u64>().ok()).max();
            ours.extend(page.into_iter().filter(|one| one["author"]["id"] == me));
            match newest {
                Some(newest) if full => after = newest,
                _ => break,
            }
        }
        ours.sort_by_key(|one| one["id"].as_str().and_then(|id| id.parse::<u64>().ok()));
        Ok(ours)
    }

    /// The message that a piece became when it was tried before: by its nonce, or else by what it says, unless it came
    /// of something else.
    async fn posted_before(
        &self,
        due: &Due,
        channel: &str,
        piece: &Piece,
        nonce: &str,
        ours: &[Value],
        stand: &[String],
    ) -> Result<Option<String>, Fault> {
        let message = |one: &Value| one["id"].as_str().map(ToOwned::to_owned);
        if let Some(known) = ours.iter().find(|one| one["nonce"] == nonce) {
            return Ok(message(known));
        }
        for one in ours.iter().filter(|one| one["nonce"].is_null() && says_the_same(one, piece)) {
            let Some(id) = message(one).filter(|id| !stand.contains(id)) else { continue };
            let known = self.bot.is_known(due.community, &MessageRef::new(channel, &id)).await;
            if !known.map_err(|error| Fault::Unreached(error.to_string()))? {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    pub(crate) async fn drawn(&self, due: &Due, message: &Message) -> Vec<Piece> {
        let ids = self.ids(message).await;
        let (message, guild) = (message.clone(), self.guild(due).await);
        if message.pictures.is_empty() {
            return draw(&message, &guild, &ids);
        }
        // Pixels take a while, and others wait on this thread.
        tokio::task::spawn_blocking(move || draw(&message, &guild, &ids)).await.unwrap_or_default()
    }

    pub(crate) async fn ids(&self, message: &Message) -> Vec<String> {
        let mut ids = Vec::with_capacity(message.buttons.len());
        for button in &message.buttons {
            ids.push(self.desk.id(&held(button)).await);
        }
        ids
    }
}

/// Whether a message says what a piece says, with the same files.
fn says_the_same(message: &Value, piece: &Piece) -> bool {
    let names = |files: &Value| -> Vec<String> {
        let files = files.as_array().into_iter().flatten();
        files.filter_map(|file| file["filename"].as_str().map(ToOwned::to_owned)).collect()
    };
    let words = |content: &Value| content.as_str().unwrap_or_default().trim().to_owned();
    words(&message["content"]) == words(&piece.body["content"])
        && names(&message["attachments"]) == names(&piece.body["attachments"])
}

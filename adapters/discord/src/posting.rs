//! A message of the outbox, posted: in a channel, a thread or below another message, in as many pieces as it needs.

use bot_core::Due;
use bot_core::chat::{Message, MessageRef};
use serde_json::json;

use crate::deliver::{Deliverer, id};
use crate::http::{Ask, Fault};
use crate::write::form::cut;
use crate::write::message::{Piece, draw, held};

/// The longest name of a thread.
pub(crate) const THREAD_NAME: usize = 100;

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
        let mut first = None;
        for (n, mut piece) in self.drawn(due, message).await.into_iter().enumerate() {
            piece.body["nonce"] = if n == 0 { due.id.to_string() } else { format!("{}.{n}", due.id) }.into();
            piece.body["enforce_nonce"] = true.into();
            if let Some(root) = answers.filter(|_| n == 0) {
                let reference = json!({ "message_id": root.message.as_str(), "fail_if_not_exists": false });
                piece.body["message_reference"] = reference;
                piece.body["allowed_mentions"]["replied_user"] = false.into();
            }
            let ask = Ask::post(format!("/channels/{channel}/messages"), piece.body).with(piece.files);
            let posted = self.http.ask(&ask).await?;
            if first.is_none() {
                first = posted["id"].as_str().map(|message| MessageRef::new(channel, message));
            }
        }
        Ok(first)
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

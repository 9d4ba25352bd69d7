//! What is for few: a conversation of their own, words that one person alone sees, and Kith's page for whoever looks at it.

use std::sync::Arc;

use bot_core::Due;
use bot_core::chat::{AccountId, Effect, Place, ThreadAt, Whisper};

use crate::deliver::{Deliverer, id};
use crate::desk::now;
use crate::fault::Fault;
use crate::home;
use crate::post;
use crate::workspace::Workspace;

impl Deliverer {
    /// The conversation of a few people alone, about something that was asked in a channel.
    pub(crate) async fn alone(
        &self,
        here: &Workspace,
        at: &ThreadAt,
        name: &str,
        members: &[AccountId],
    ) -> Result<String, Fault> {
        let people: Result<Vec<&str>, Fault> = members.iter().map(|member| id(member.as_str())).collect();
        let channel = post::among(&self.http, here, &people?).await?;
        let (rooms, bot) = (&self.desk.rooms, &self.bot);
        let opened = rooms.open(bot, here, &channel, name, at.channel(), now()).await;
        opened.map_err(|error| Fault::Unreached(error.to_string()))?;
        Ok(channel)
    }

    /// Says something to one person alone, in a channel; whether they saw it. Nobody can look there for what was said, so it
    /// is tried once, but for a pause that Slack asks for; after that it is done as elsewhere.
    pub(crate) async fn whisper(
        &self,
        here: &Workspace,
        due: &Due,
        whisper: &Whisper,
    ) -> Result<bool, Fault> {
        if due.attempts > 0 {
            return Ok(false);
        }
        let channel = id(whisper.at.channel().as_str())?;
        for piece in self.drawn(here, &whisper.message).await {
            let mut body = piece.body();
            body["channel"] = channel.into();
            body["user"] = id(whisper.to.as_str())?.into();
            if let Place::Thread(root) = &whisper.at {
                body["thread_ts"] = root.message.as_str().into();
            }
            match self.http.call(here, "chat.postEphemeral", body).await {
                Ok(_) => {}
                Err(fault) if fault.is_passing() || fault.is_token() => return Err(fault),
                // They are not in the channel, for instance: then it is done as elsewhere.
                Err(_) => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Draws Kith's page again for those whom an effect concerns and who may be looking at it. Nobody waits for that.
    pub(crate) fn show_again(&self, here: &Arc<Workspace>, effect: &Effect) {
        for who in home::concerned(effect) {
            let (desk, here) = (Arc::clone(&self.desk), Arc::clone(here));
            tokio::spawn(async move { home::again(&desk, &here, &who).await });
        }
    }
}

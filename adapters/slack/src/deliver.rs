//! The outbox, carried out: each effect once as far as anybody sees, and what cannot be done said plainly.

use std::sync::Arc;

use bot_core::chat::{Effect, Message, MessageRef, Place, ThreadAt};
use bot_core::moment::Span;
use bot_core::{Bot, Delivery, Due};
use courier::{Carrier, Told};

use crate::dead;
use crate::desk::{Desk, now};
use crate::fault::Fault;
use crate::groups;
use crate::http::Http;
use crate::post::{self, To};
use crate::refusal;
use crate::rooms::ALONE;
use crate::threads;
use crate::workspace::Workspace;
use crate::write::held::{BUTTON, Held, NOTES};
use crate::write::message::{Piece, draw};
use crate::write::text::is_id;

/// How long notes are kept: what a form carries, and which conversations of a few are heard that nobody was brought
/// together in again.
pub(crate) const KEPT: &[(&str, Span)] = &[(NOTES, Span::days(1)), (ALONE, Span::days(90))];

/// Carries effects out on Slack.
pub(crate) struct Deliverer {
    pub(crate) bot: Bot,
    pub(crate) http: Arc<Http>,
    pub(crate) desk: Arc<Desk>,
    /// What admins were told of what was refused.
    pub(crate) told: Told,
}

impl Carrier for Deliverer {
    fn place<'a>(&self, effect: &'a Effect) -> &'a str {
        match effect {
            Effect::CloseThread { thread } | Effect::ThreadMembers { thread, .. } => {
                thread.channel().as_str()
            }
            Effect::Direct { to, .. } => to.as_str(),
            Effect::Edit { on, .. } | Effect::React { at: on, .. } => on.channel.as_str(),
            // A group is written as a whole, so its changes come one after another.
            Effect::GrantRole { role, .. } | Effect::RevokeRole { role, .. } => role.as_str(),
            Effect::Post { to, .. } => to.channel().as_str(),
            Effect::Thread { at, .. } => at.channel().as_str(),
        }
    }

    /// What came before a crash is found by its metadata.
    async fn carry_out(&self, due: &Due) -> Delivery {
        match self.done(due).await {
            Ok(at) => Delivery::Done(at),
            Err(fault) => refusal::judged(&fault, due.attempts, now()),
        }
    }

    async fn tell(&self) {
        dead::tell(&self.bot, &self.http, &self.desk.workspaces, &self.told).await;
    }
}

impl Deliverer {
    async fn done(&self, due: &Due) -> Result<Option<MessageRef>, Fault> {
        let mut last = refusal::no_workspace();
        // A community may have several workspaces; only one of them has the channel, the person or the group.
        for here in self.workspaces(due).await? {
            match self.done_in(&here, due).await {
                Err(fault) if fault.is_any(&["channel_not_found", "user_not_found", "no_such_subteam"]) => {
                    last = fault;
                }
                Ok(at) => {
                    self.show_again(&here, &due.effect);
                    return Ok(at);
                }
                refused => return refused,
            }
        }
        Err(last)
    }

    async fn done_in(&self, here: &Workspace, due: &Due) -> Result<Option<MessageRef>, Fault> {
        match &due.effect {
            Effect::Direct { to, message } => {
                let channel = post::direct(&self.http, here, id(to.as_str())?).await?;
                self.post(here, due, &channel, None, message).await
            }
            Effect::Edit { on, message } => self.edit(here, due, on, message).await,
            Effect::GrantRole { to, role } => {
                groups::grant(&self.http, here, id(role.as_str())?, id(to.as_str())?).await.map(|()| None)
            }
            Effect::RevokeRole { from, role } => {
                groups::revoke(&self.http, here, id(role.as_str())?, id(from.as_str())?).await.map(|()| None)
            }
            Effect::Post { to: Place::Channel(channel) | Place::ThreadOf { channel, .. }, message } => {
                self.post(here, due, channel.as_str(), None, message).await
            }
            Effect::Post { to: Place::Thread(root), message } => self.reply(here, due, root, message).await,
            Effect::React { at, emoji, instead } => {
                if let Some(whisper) = instead
                    && self.whisper(here, due, whisper).await?
                {
                    return Ok(None);
                }
                threads::react(&self.http, here, at, emoji).await
            }
            // A thread of Slack's stays open, and so does a conversation.
            Effect::CloseThread { .. } => Ok(None),
            Effect::Thread { at, name, message, private: true, members } => {
                let channel = self.alone(here, at, name, members).await?;
                self.post(here, due, &channel, None, message).await
            }
            Effect::Thread { at, message, members, .. } => {
                let message = threads::calling(message, members);
                match at {
                    ThreadAt::Channel(channel) => {
                        self.post(here, due, channel.as_str(), None, &message).await
                    }
                    ThreadAt::Message(root) => self.reply(here, due, root, &message).await,
                }
            }
            Effect::ThreadMembers { thread: Place::Thread(root), add, .. } if !add.is_empty() => {
                self.reply(here, due, root, &threads::calling(&Message::default(), add)).await
            }
            Effect::ThreadMembers { .. } => Ok(None),
        }
    }

    /// Posts under a message; in the channel where that message is gone.
    async fn reply(
        &self,
        here: &Workspace,
        due: &Due,
        root: &MessageRef,
        message: &Message,
    ) -> Result<Option<MessageRef>, Fault> {
        const GONE: [&str; 4] =
            ["cannot_reply_to_message", "invalid_thread_ts", "message_not_found", "thread_not_found"];
        let channel = root.channel.as_str();
        let top = threads::top(&self.http, here, root).await?;
        match self.post(here, due, channel, top.as_deref(), message).await {
            Err(fault) if fault.is_any(&GONE) => self.post(here, due, channel, None, message).await,
            done => done,
        }
    }

    /// Changes a message of ours; what does not fit into one stands in its thread.
    async fn edit(
        &self,
        here: &Workspace,
        due: &Due,
        on: &MessageRef,
        message: &Message,
    ) -> Result<Option<MessageRef>, Fault> {
        let channel = id(on.channel.as_str())?;
        let pieces = self.drawn(here, message).await;
        let (first, rest) =
            pieces.split_first().map_or((None, &pieces[..]), |(first, rest)| (Some(first), rest));
        let mut body = first.cloned().unwrap_or_default().body();
        body["channel"] = channel.into();
        body["ts"] = on.message.as_str().into();
        self.http.call(here, "chat.update", body).await?;
        let key = due.id.to_string();
        let to = To { channel, thread: Some(on.message.as_str()), key: &key, again: due.attempts > 0 };
        post::post(&self.http, here, to, rest, Vec::new()).await?;
        Ok(Some(on.clone()))
    }

    async fn post(
        &self,
        here: &Workspace,
        due: &Due,
        channel: &str,
        thread: Option<&str>,
        message: &Message,
    ) -> Result<Option<MessageRef>, Fault> {
        let (pieces, uploads) = (self.drawn(here, message).await, post::with(message).await);
        let key = due.id.to_string();
        let to = To { channel: id(channel)?, thread, key: &key, again: due.attempts > 0 };
        post::post(&self.http, here, to, &pieces, uploads).await
    }

    pub(crate) async fn drawn(&self, here: &Workspace, message: &Message) -> Vec<Piece> {
        let mut values = Vec::with_capacity(message.buttons.len());
        for button in &message.buttons {
            values.push(self.desk.carried(&Held::press(&button.command, &button.answers), BUTTON).await);
        }
        draw(message, here, &values)
    }

    /// The workspaces of an effect's community that Kith is in.
    async fn workspaces(&self, due: &Due) -> Result<Vec<Arc<Workspace>>, Fault> {
        let all = self.bot.communities().await.map_err(|error| Fault::Unreached(error.to_string()))?;
        let own = all.into_iter().find(|community| community.id == due.community);
        let servers = own.into_iter().flat_map(|community| community.servers);
        let here = servers.filter(|server| server.platform == crate::platform());
        Ok(here.filter_map(|server| self.desk.workspaces.of(&server.id)).collect())
    }
}

/// An id of Slack's; anything else means nothing there.
pub(crate) fn id(id: &str) -> Result<&str, Fault> {
    if is_id(id) { Ok(id) } else { Err(refusal::no_id()) }
}

/// What is posted when somebody is to be told by themselves.
pub(crate) async fn write_to(
    http: &Http,
    here: &Workspace,
    who: &str,
    pieces: &[Piece],
) -> Result<(), Fault> {
    let channel = post::direct(http, here, who).await?;
    for piece in pieces {
        http.call(here, "chat.postMessage", piece.post(&channel)).await?;
    }
    Ok(())
}

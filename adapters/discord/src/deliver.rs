//! The outbox, carried out: each effect once as far as anybody sees, and what cannot be done said plainly.

use std::sync::Arc;

use bot_core::chat::{AccountId, Effect, MessageRef, Place, RoleId};
use bot_core::moment::Span;
use bot_core::{Bot, Delivery, Due};
use courier::{Carrier, Told};
use hyper::Method;
use serde_json::json;

use crate::arrive::SAID;
use crate::dead;
use crate::desk::{Desk, now};
use crate::http::{Ask, Fault, Http};
use crate::posting::POSTED;
use crate::refusal;
use crate::threads::{OPENED, Opening};
use crate::write::held::{BUTTONS, FORMS};
use crate::write::message::draw_one;
use crate::write::text::is_id;

/// How long notes are kept: what a form carries, how much of an answer arrived, which thread an effect opened, which
/// pieces of a post stand, and what a button under a post carries.
pub(crate) const NOTES: &[(&str, Span)] = &[
    (FORMS, Span::days(1)),
    (SAID, Span::days(1)),
    (OPENED, Span::days(7)),
    (POSTED, Span::days(7)),
    (BUTTONS, Span::days(90)),
];

/// Carries effects out on Discord.
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
            Effect::Edit { on, .. } => on.channel.as_str(),
            Effect::GrantRole { to, .. } => to.as_str(),
            Effect::Post { to, .. } => to.channel().as_str(),
            Effect::React { at, .. } => at.channel.as_str(),
            Effect::RevokeRole { from, .. } => from.as_str(),
            Effect::Thread { at, .. } => at.channel().as_str(),
        }
    }

    /// What came before a crash, Discord knows by its nonce.
    async fn carry_out(&self, due: &Due) -> Delivery {
        match self.done(due).await {
            Ok(at) => Delivery::Done(at),
            Err(fault) => refusal::judged(&fault, due.attempts, now()),
        }
    }

    async fn tell(&self) {
        dead::tell(&self.bot, &self.http, &self.told).await;
    }
}

impl Deliverer {
    async fn done(&self, due: &Due) -> Result<Option<MessageRef>, Fault> {
        match &due.effect {
            Effect::CloseThread { thread } => self.close(thread).await,
            Effect::Direct { to, message } => {
                let open = Ask::post("/users/@me/channels", json!({ "recipient_id": id(to.as_str())? }));
                let direct = self.http.ask(&open).await?;
                let channel = direct["id"].as_str().unwrap_or_default().to_owned();
                self.post(due, &channel, message, None).await
            }
            Effect::Edit { on, message } => {
                let ids = self.ids(message).await;
                let guild = self.guild(due).await;
                let mut piece = draw_one(message, &guild, &ids);
                if piece.files.is_empty() {
                    piece.body["attachments"] = json!([]);
                }
                let (channel, message) = (id(on.channel.as_str())?, id(on.message.as_str())?);
                let path = format!("/channels/{channel}/messages/{message}");
                self.http.ask(&Ask::patch(path, piece.body).with(piece.files)).await?;
                Ok(Some(on.clone()))
            }
            Effect::GrantRole { to, role } => self.role(due, Method::PUT, to, role).await,
            Effect::RevokeRole { from, role } => match self.role(due, Method::DELETE, from, role).await {
                // Whoever left has no roles, and a role that is gone nobody has.
                Err(fault) if matches!(fault.code(), Some(10_007 | 10_011)) => Ok(None),
                done => done,
            },
            Effect::Post { to: Place::Channel(channel) | Place::ThreadOf { channel, .. }, message } => {
                self.post(due, channel.as_str(), message, None).await
            }
            Effect::Post { to: Place::Thread(root), message } => {
                match self.thread(root, &message.text.to_string()).await? {
                    Some(thread) => self.post(due, &thread, message, None).await,
                    None => self.post(due, root.channel.as_str(), message, Some(root)).await,
                }
            }
            Effect::React { at, emoji, .. } => self.react(at, emoji).await,
            Effect::Thread { at, name, message, private, members } => {
                let opening = Opening { at, name, private: *private };
                self.open(due, &opening, message, members).await
            }
            Effect::ThreadMembers { thread, add, remove } => self.change_members(thread, add, remove).await,
        }
    }

    /// The servers of an effect's community.
    pub(crate) async fn guilds(&self, due: &Due) -> Result<Vec<String>, Fault> {
        let all = self.bot.communities().await.map_err(|error| Fault::Unreached(error.to_string()))?;
        let own = all.into_iter().find(|community| community.id == due.community);
        let servers = own.into_iter().flat_map(|community| community.servers);
        Ok(servers.filter(|server| server.platform == crate::platform()).map(|server| server.id).collect())
    }

    pub(crate) async fn guild(&self, due: &Due) -> String {
        self.guilds(due).await.unwrap_or_default().into_iter().next().unwrap_or_else(|| "@me".to_owned())
    }

    async fn role(
        &self,
        due: &Due,
        method: Method,
        who: &AccountId,
        role: &RoleId,
    ) -> Result<Option<MessageRef>, Fault> {
        let (who, role) = (id(who.as_str())?, id(role.as_str())?);
        let mut last = refusal::no_server();
        // A community may have several servers; only one of them has the role.
        for guild in self.guilds(due).await? {
            let path = format!("/guilds/{guild}/members/{who}/roles/{role}");
            match self.http.ask(&Ask::new(method.clone(), path)).await {
                Ok(_) => return Ok(None),
                Err(fault) if matches!(fault.code(), Some(10_007 | 10_011)) => last = fault,
                Err(fault) => return Err(fault),
            }
        }
        Err(last)
    }
}

/// An id of Discord's; anything else would ask for another path than is meant.
pub(crate) fn id(id: &str) -> Result<&str, Fault> {
    if is_id(id) { Ok(id) } else { Err(refusal::no_id(id)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_come_into_a_path() {
        assert!(id("175928847299117063").is_ok());
        for bad in ["", "0", "1/../2", "general", "123456789012345678901"] {
            assert!(id(bad).is_err(), "{bad}");
        }
    }
}

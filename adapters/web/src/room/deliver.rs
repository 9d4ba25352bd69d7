//! Carries out what lies in the outbox, as a platform would: posts, edits, direct messages and roles.

use bot_core::chat::{
    self, AccountId, ChannelId, Effect, Event, Happening, MessageRef, Place, RoleId, ServerId,
};
use bot_core::moment::Moment;
use bot_core::{CommunityName, Delivery, Due};

use super::Playground;
use super::answer::{direct, taken_out, without_files};
use crate::Result;
use crate::log::{Body, Item, New, Where, key};

/// So many effects are carried out at once.
const BATCH: i64 = 50;

impl Playground {
    /// Carries out everything that is due by `now`.
    pub(super) async fn deliver_at(&self, now: Moment) -> Result<()> {
        let communities = self.communities().await?;
        for platform in self.platforms().await? {
            loop {
                let due = self.bot.due(now, &platform, BATCH).await?;
                if due.is_empty() {
                    break;
                }
                for due in due {
                    let server = server_of(&communities, due.community, &platform);
                    let delivery = match server {
                        Some(server) => self.carry_out(now, server, &due).await?,
                        None => Delivery::Refused("The community has no server here.".to_owned()),
                    };
                    self.metrics.delivered(&delivery);
                    self.bot.delivered(now, due.id, &delivery).await?;
                }
            }
        }
        Ok(())
    }

    async fn carry_out(&self, now: Moment, server: &ServerId, due: &Due) -> Result<Delivery> {
        let at = key(server);
        match &due.effect {
            Effect::Direct { to, message } => {
                if self.log.person(&at, to).await?.is_none() {
                    return Ok(refused("There is nobody with the account", to.as_str()));
                }
                let mut new = New::kith(direct(at, to), Body::Kith(message.clone()), now);
                new.only_for = Some(to.clone());
                self.write_down(new, due.id).await
            }
            Effect::Post { to, message } => {
                let channel = to.channel();
                let thread = match to {
                    Place::Thread(root) => Some(self.top_of(&at, root).await?),
                    Place::Channel(_) | Place::ThreadOf { .. } => None,
                };
                if !self.has_channel(&at, channel).await? {
                    return Ok(refused("There is no channel", channel.as_str()));
                }
                let only_for = match &thread {
                    Some(top) => self.log.find(&at, channel, top).await?.and_then(|top| top.only_for),
                    None => None,
                };
                let place = Where { server: at, channel: channel.clone(), thread };
                let mut new = New::kith(place, Body::Kith(message.clone()), now);
                new.only_for = only_for;
                self.write_down(new, due.id).await
            }
            Effect::Edit { on, message } => self.edit_own(&at, on, message).await,
            Effect::GrantRole { to, role } => self.set_role(now, server, to, role, true).await,
            Effect::React { at: message, emoji, .. } => self.put_emoji(now, &at, message, emoji).await,
            Effect::RevokeRole { from, role } => self.set_role(now, server, from, role, false).await,
            effect @ (Effect::CloseThread { .. } | Effect::Thread { .. } | Effect::ThreadMembers { .. }) => {
                self.thread_work(now, &at, due.id, effect).await
            }
        }
    }

    pub(super) async fn has_channel(&self, server: &str, channel: &ChannelId) -> Result<bool> {
        Ok(self.log.channels(server).await?.iter().any(|(id, _)| id == channel))
    }

    /// Writes down what an effect says. An effect that comes again, after a crash, finds it there.
    pub(super) async fn write_down(&self, mut new: New, effect: i64) -> Result<Delivery> {
        if let Body::Kith(message) = &mut new.body {
            new.files = taken_out(message);
        }
        new.effect = Some(effect);
        // Its own name, the same however often it is tried.
        let id = chat::MessageId(format!("kith-{effect}"));
        let at = MessageRef { channel: new.at.channel.clone(), message: id.clone() };
        new.id = Some(id);
        let mut writing = self.log.write().await?;
        writing.add(new).await?;
        writing.commit().await?;
        Ok(Delivery::Done(Some(at)))
    }

    async fn edit_own(&self, server: &str, on: &MessageRef, message: &chat::Message) -> Result<Delivery> {
        let mut writing = self.log.write().await?;
        let Some(n) = writing.number(server, &on.channel, &on.message).await? else {
            return Ok(refused("There is no message", on.message.as_str()));
        };
        let mut message = message.clone();
        without_files(&mut message);
        writing.rewrite(n, &message).await?;
        writing.commit().await?;
        Ok(Delivery::Done(None))
    }

    async fn set_role(
        &self,
        now: Moment,
        server: &ServerId,
        account: &AccountId,
        role: &RoleId,
        has: bool,
    ) -> Result<Delivery> {
        let at = key(server);
        let mut roles: Vec<RoleId> =
            self.log.roles_of(&at, account).await?.into_iter().map(|(id, _)| id).collect();
        let mut writing = self.log.write().await?;
        if !writing.set_role(&at, account, role, has).await? {
            return Ok(refused("There is no role", role.as_str()));
        }
        roles.retain(|other| other != role);
        if has {
            roles.push(role.clone());
        }
        let what = Happening::Roles { account: account.clone(), roles };
        writing.plan(now, &Item::Tells(Event { server: server.clone(), at: now, what })).await?;
        writing.commit().await?;
        Ok(Delivery::Done(None))
    }
}

/// What a platform says that will never do something, for whoever runs Kith.
pub(super) fn refused(what: &str, which: &str) -> Delivery {
    Delivery::Refused(format!("{what} {which} on the playground."))
}

fn server_of<'a>(
    communities: &'a [(CommunityName, ServerId)],
    community: i64,
    platform: &chat::Platform,
) -> Option<&'a ServerId> {
    let (community, _) = communities.iter().find(|(one, _)| one.id == community)?;
    community.servers.iter().find(|server| server.platform == *platform)
}

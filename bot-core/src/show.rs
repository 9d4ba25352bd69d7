//! The doors for an adapter that shows a community: what it is like, who is there, where, and how the outbox fares.

use chrono_tz::Tz;

use crate::bot::Bot;
use crate::chat::{AccountId, ChannelId, Person, Platform, ServerId};
use crate::command::{Answers, Role};
use crate::error::Result;
use crate::features::members::queries as people;
use crate::features::{digest, escalation, settings};
use crate::host;
use crate::moment::Moment;
use crate::outbox::{self, Backlog};

/// A community at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// What people call it.
    pub name: String,
    /// The language that Kith speaks there, such as `en`.
    pub language: String,
    /// Its time zone.
    pub zone: Tz,
    /// When the next digest comes, if one is to come.
    pub next_digest: Option<Moment>,
    /// Who has which of Kith's roles, by their accounts on this platform.
    pub roles: Vec<(AccountId, Role)>,
}

impl Glance {
    /// The roles that an account has.
    pub fn roles_of(&self, account: &AccountId) -> Vec<Role> {
        self.roles.iter().filter(|(holder, _)| holder == account).map(|(_, role)| *role).collect()
    }
}

/// Somebody whom Kith knows on a server.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Who.
    pub person: Person,
    /// Whether they left.
    pub departed: bool,
}

impl Bot {
    /// A server's community at a glance; nothing if the server belongs to none.
    pub async fn glance(&self, now: Moment, server: &ServerId) -> Result<Option<Glance>> {
        let Some(mut ctx) = host::visit(self, now, server).await? else { return Ok(None) };
        let (community, platform) = (ctx.community.id, ctx.platform.clone());
        let holders = people::role_holders(&mut ctx.tx, community).await?;
        let ids: Vec<i64> = holders.iter().map(|(_, member)| *member).collect();
        let members = people::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
        let here = |id: i64| members.iter().find(|member| member.id == id && member.here);
        let account = |id: i64| here(id).map(|one| one.account.clone());
        let roles = holders.into_iter().filter_map(|(role, id)| Some((account(id)?, role))).collect();
        Ok(Some(Glance {
            language: ctx.community.settings.language.clone(),
            zone: ctx.community.settings.zone,
            next_digest: digest::next(&ctx),
            roles,
            name: ctx.community.name,
        }))
    }

    /// What holds on a server, as the fields of `/settings` that are settled first would be answered there. It is for admins:
    /// whether somebody is one is for whoever shows it to know.
    pub async fn settled(&self, now: Moment, server: &ServerId) -> Result<Answers> {
        match host::visit(self, now, server).await? {
            Some(mut ctx) => settings::settled(&mut ctx).await,
            None => Ok(Answers::default()),
        }
    }

    /// Everybody on a server, by name.
    pub async fn people(&self, now: Moment, server: &ServerId) -> Result<Vec<Known>> {
        let Some(mut ctx) = host::visit(self, now, server).await? else { return Ok(Vec::new()) };
        let (community, platform) = (ctx.community.id, ctx.platform.clone());
        let everybody = people::everybody(&mut ctx.tx, community, &platform).await?;
        let known = |member: crate::context::Member| Known {
            departed: member.departed,
            person: Person { account: member.account, name: Some(member.name), bot: member.bot },
        };
        Ok(everybody.into_iter().map(known).collect())
    }

    /// Every channel of a server with its name, by name; no threads.
    pub async fn channels(&self, now: Moment, server: &ServerId) -> Result<Vec<(ChannelId, String)>> {
        let Some(mut ctx) = host::visit(self, now, server).await? else { return Ok(Vec::new()) };
        let (community, platform) = (ctx.community.id, ctx.platform.clone());
        let channels = people::channels(&mut ctx.tx, community, &platform).await?;
        Ok(channels.into_iter().map(|channel| (channel.platform_id, channel.name)).collect())
    }

    /// When something is due about a question after a moment, in whichever community.
    pub async fn next_question(&self, after: Moment) -> Result<Option<Moment>> {
        escalation::next_due(&mut self.store.read().await?, after).await
    }

    /// What is due on a platform and not done yet.
    pub async fn backlog(&self, now: Moment, platform: &Platform) -> Result<Backlog> {
        outbox::backlog(&mut self.store.read().await?, platform, now).await
    }
}

#[cfg(test)]
mod tests {
    use crate::command::Role;
    use crate::moment::Moment;
    use crate::testing::{PLATFORM, TestBot, at};

    #[tokio::test]
    async fn a_community_is_seen_at_a_glance() {
        let mut bot = TestBot::new().await;
        assert_eq!(bot.bot.glance(bot.now, &bot.server).await.expect("a look"), None);
        bot.joins(&["Ann", "Bo"]).await;
        bot.writes("Cy", "staff", "1", "hello").await;
        bot.asks("Ann", "/settings digest_channel:staff zone:Europe/Berlin language:de").await;
        let glance = bot.bot.glance(bot.now, &bot.server).await.expect("a look").expect("a community");
        assert_eq!((glance.language.as_str(), glance.zone), ("de", chrono_tz::Europe::Berlin));
        // Monday at nine has passed in Berlin, so it is the next one's.
        assert_eq!(glance.next_digest, Some(at("2026-03-09 08:00")));
        assert_eq!(glance.roles_of(&"ann".into()), [Role::Admin]);
        assert_eq!(glance.roles_of(&"bo".into()), []);
        let settled = bot.bot.settled(bot.now, &bot.server).await.expect("a look");
        assert_eq!(settled.get("digest_channel"), Some("<#staff>"));
        assert_eq!((settled.get("digest_day"), settled.get("digest_hour")), (Some("monday"), Some("9")));
        assert_eq!((settled.get("log_channel"), settled.get("lead_roles")), (None, None));
        let people = bot.bot.people(bot.now, &bot.server).await.expect("a look");
        let names: Vec<_> = people.iter().filter_map(|known| known.person.name.as_deref()).collect();
        assert_eq!(names, ["Ann", "Bo", "Cy"]);
        let channels = bot.bot.channels(bot.now, &bot.server).await.expect("a look");
        assert!(channels.iter().any(|(id, _)| id.as_str() == "staff"), "{channels:?}");
    }

    #[tokio::test]
    async fn what_is_due_and_not_done_is_a_backlog() {
        let mut bot = TestBot::new().await;
        bot.joins(&["Ann", "Bo"]).await;
        bot.asks("Ann", "/settings shoutouts:log log_channel:general").await;
        let platform = PLATFORM.into();
        let backlog = async |now: Moment| bot.bot.backlog(now, &platform).await.expect("a look");
        let before = backlog(bot.now).await.waiting;
        bot.answer("Ann", "/shoutout @bo for the docs").await;
        let backlog = bot.bot.backlog(bot.now, &platform).await.expect("a look");
        assert_eq!((backlog.waiting, backlog.oldest), (before + 1, Some(bot.now)));
        bot.outbox();
    }
}

//! One transaction, one community, one moment: what a feature works with.

use std::sync::Arc;

use crate::chat::{AccountId, ChannelId, Effect, Platform, RoleId, Text};
use crate::command::{Reply, Role, Via};
use crate::error::Result;
use crate::features::settings::Settings;
use crate::ids::Ids;
use crate::moment::{Day, Moment, Week};
use crate::outbox;
use crate::store::Tx;
use crate::text::Words;

/// A community, as far as every feature needs it.
#[derive(Clone, Debug)]
pub(crate) struct Community {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) settings: Settings,
}

/// What a feature works with.
pub(crate) struct Context {
    /// The one moment at which all of this happens.
    pub(crate) now: Moment,
    /// The community that it happens in.
    pub(crate) community: Community,
    /// The platform that it happens on.
    pub(crate) platform: Platform,
    /// The community's words.
    pub(crate) words: Words,
    /// The one transaction.
    pub(crate) tx: Tx,
    /// The effects that were put into the outbox, in order.
    pub(crate) sent: Vec<i64>,
    /// The effect that stands for the public answer, if it may have to change later.
    pub(crate) answer: Option<i64>,
    /// What is kept as the answer in place of the true one, which holds a secret.
    pub(crate) kept: Option<Reply>,
    ids: Arc<Ids>,
}

impl Context {
    pub(crate) fn new(now: Moment, community: Community, platform: Platform, tx: Tx, ids: Arc<Ids>) -> Self {
        let words = Words::of(&community.settings.language);
        Self { now, community, platform, words, tx, sent: Vec::new(), answer: None, kept: None, ids }
    }

    /// A new id.
    pub(crate) fn id(&self) -> i64 {
        self.ids.next(self.now)
    }

    /// Today in the community's zone.
    pub(crate) fn today(&self) -> Day {
        self.now.day(self.community.settings.zone)
    }

    /// This week in the community's zone.
    pub(crate) fn this_week(&self) -> Week {
        self.today().week()
    }

    /// Wants something done on this platform once the transaction is committed.
    pub(crate) async fn send(&mut self, effect: &Effect) -> Result<i64> {
        let platform = self.platform.clone();
        self.send_to(&platform, effect, None).await
    }

    /// The same on another platform, or after another effect.
    pub(crate) async fn send_to(
        &mut self,
        platform: &Platform,
        effect: &Effect,
        after: Option<i64>,
    ) -> Result<i64> {
        let community = self.community.id;
        self.send_in(community, platform, effect, after).await
    }

    /// The same in another community.
    pub(crate) async fn send_in(
        &mut self,
        community: i64,
        platform: &Platform,
        effect: &Effect,
        after: Option<i64>,
    ) -> Result<i64> {
        let id = self.id();
        outbox::put(&mut self.tx, id, community, platform, effect, self.now, after).await?;
        self.sent.push(id);
        Ok(id)
    }

    /// Wants something done under an id that was made before, so that what speaks of it could be written down first.
    pub(crate) async fn send_as(&mut self, id: i64, platform: &Platform, effect: &Effect) -> Result<()> {
        outbox::put(&mut self.tx, id, self.community.id, platform, effect, self.now, None).await?;
        self.sent.push(id);
        Ok(())
    }

    /// Wants to be able to edit the public answer later: an effect with this id stands for it, as if it posted it.
    pub(crate) async fn keep_answer(&mut self, id: i64) -> Result<()> {
        outbox::put_answer(&mut self.tx, id, self.community.id, &self.platform, self.now).await?;
        self.answer = Some(id);
        Ok(())
    }
}

/// Who asks, and from where.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    /// The member.
    pub(crate) member: Member,
    /// The roles that they have in Kith.
    pub(crate) roles: Vec<Role>,
    /// Their roles on the platform.
    pub(crate) platform_roles: Vec<RoleId>,
    /// The channel that they ask in.
    pub(crate) channel: Channel,
    /// What the message says on whose menu they ask, where that is known.
    pub(crate) about: Option<String>,
    /// How they ask.
    pub(crate) via: Via,
    /// Why nobody would see what is posted where they ask, if so.
    pub(crate) unheard: Option<Text>,
}

impl Asker {
    /// Whether they have this role.
    pub(crate) fn is(&self, role: Role) -> bool {
        role == Role::Member || self.roles.contains(&role)
    }
}

/// A member, by the account that stands for them on this platform.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Member {
    pub(crate) id: i64,
    pub(crate) account: AccountId,
    pub(crate) name: String,
    pub(crate) bot: bool,
    pub(crate) departed: bool,
    pub(crate) opted_out: bool,
    /// Whether the account is on the platform where it was looked for: elsewhere it cannot be mentioned.
    pub(crate) here: bool,
    /// Whether they have other accounts.
    pub(crate) linked: bool,
}

impl Member {
    /// Their mention; only their name where they are not.
    pub(crate) fn mention(&self) -> Text {
        if self.here { Text::person(&self.account, &self.name) } else { Text::typed(&self.name) }
    }
}

/// A channel that Kith knows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Channel {
    pub(crate) id: i64,
    pub(crate) platform: Platform,
    pub(crate) platform_id: ChannelId,
    pub(crate) name: String,
    /// The channel whose figures it adds to: itself, unless it is a thread.
    pub(crate) counts_in: i64,
    pub(crate) left_out: bool,
    /// How shout-outs are answered here, if otherwise than everywhere.
    pub(crate) shoutouts: Option<String>,
}

impl Channel {
    /// Its mention, on its own platform.
    pub(crate) fn mention(&self) -> Text {
        Text::channel(&self.platform_id, &self.name)
    }

    /// Its mention; on another platform its name, and where it is.
    pub(crate) fn mention_on(&self, platform: &Platform) -> Text {
        if self.platform == *platform { self.mention() } else { elsewhere(&self.platform, &self.name) }
    }
}

/// A channel on another platform, where nobody can follow a mention of it.
pub(crate) fn elsewhere(platform: &Platform, channel: &str) -> Text {
    Text::typed(&format!("#{channel} ({})", platform.shown()))
}

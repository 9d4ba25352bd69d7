//! The doors for whoever tries how well Kith knows who knows: a history is replayed, and people are ranked at its questions.

use crate::bot::{Bot, again};
use crate::chat::{AccountId, ChannelId, ServerId};
use crate::context::Channel;
use crate::error::Result;
use crate::features::learning;
use crate::features::members::{fold, queries as people};
use crate::features::settings::queries as settings;
use crate::host;
use crate::moment::Moment;

/// A question whose answerer is sought.
#[derive(Clone, Debug)]
pub struct Sought<'a> {
    /// Where it was asked: the platform's id of the channel, or its name.
    pub channel: &'a str,
    /// Who asked it.
    pub asker: &'a AccountId,
    /// What it says, where that is known. Not kept.
    pub text: Option<&'a str>,
}

impl Bot {
    /// Lets Kith learn on a server, as `/settings learning:on` does.
    pub async fn let_learn(&self, now: Moment, server: &ServerId) -> Result<()> {
        again!(self.begin_to_learn(now, server))
    }

    async fn begin_to_learn(&self, now: Moment, server: &ServerId) -> Result<()> {
        let mut ctx = host::enter(self, now, server).await?;
        let community = ctx.community.id;
        settings::set(&mut ctx.tx, community, "learning", "on").await?;
        learning::begin(&mut ctx).await?;
        ctx.tx.commit().await
    }

    /// Whether Kith may learn on a server.
    pub async fn learns(&self, now: Moment, server: &ServerId) -> Result<bool> {
        let ctx = host::visit(self, now, server).await?;
        Ok(ctx.is_some_and(|ctx| ctx.community.settings.learning))
    }

    /// Who likely knows the answer to a question that is asked now: at most `most` accounts, the likeliest first.
    pub async fn who_knows(
        &self,
        now: Moment,
        server: &ServerId,
        sought: &Sought<'_>,
        most: usize,
    ) -> Result<Vec<AccountId>> {
        let Some(mut ctx) = host::visit(self, now, server).await? else { return Ok(Vec::new()) };
        let (community, platform) = (ctx.community.id, ctx.platform.clone());
        let id = ChannelId::from(sought.channel);
        let mut channel = people::channel_by_platform_id(&mut ctx.tx, community, &platform, &id).await?;
        if channel.is_none() {
            let key = fold(sought.channel);
            let all = people::channels(&mut ctx.tx, community, &platform).await?;
            channel = all.into_iter().find(|one| fold(&one.name) == key);
        }
        // Where nobody has written yet, what people did elsewhere is all there is.
        let channel = channel.unwrap_or_else(|| Channel {
            id: NOWHERE,
            platform: platform.clone(),
            platform_id: id,
            name: sought.channel.to_owned(),
            counts_in: NOWHERE,
            left_out: false,
            shoutouts: None,
        });
        let asker = people::by_account(&mut ctx.tx, community, &platform, sought.asker).await?;
        let question = learning::Question {
            channel: &channel,
            asker: asker.map_or(NOBODY, |member| member.id),
            text: sought.text,
            declared: &[],
        };
        let (ranked, _) = learning::weigh(&mut ctx, &question).await?;
        Ok(ranked.into_iter().take(most).map(|(member, _)| member.account).collect())
    }
}

/// No channel has this id.
const NOWHERE: i64 = -1;
/// Nobody has this id.
const NOBODY: i64 = 0;

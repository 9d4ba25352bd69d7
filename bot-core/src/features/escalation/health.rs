//! Whether a question would reach anybody: asked before somebody finds out by waiting.

use super::policy::Whom;
use crate::chat::Text;
use crate::command::Role;
use crate::context::Context;
use crate::error::Result;
use crate::features::experts::{self, When};
use crate::features::members::queries as people;
use crate::text::say;

/// What a question would reach.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Reaches {
    /// Whether a step asks experts, and there is one who has not stepped back for good.
    experts: bool,
    /// Whether those who look after questions have a channel.
    channel: bool,
    /// Whether peers are asked: they may know, or not.
    peers: bool,
    /// Whether a step asks all with a role, and somebody has it.
    roles: bool,
}

impl Reaches {
    /// Whether somebody surely sees a question.
    pub(crate) fn somebody(self) -> bool {
        self.experts || self.channel || self.roles
    }

    /// Whether somebody surely sees a private one.
    pub(crate) fn in_private(self) -> bool {
        self.experts || self.channel
    }
}

/// What a question would reach now.
pub(crate) async fn reaches(ctx: &mut Context) -> Result<Reaches> {
    let (community, zone) = (ctx.community.id, ctx.community.settings.zone);
    let known = experts::queries::everybody(&mut ctx.tx, community, zone).await?;
    let holders = people::role_holders(&mut ctx.tx, community).await?;
    let mut ids: Vec<i64> = known
        .iter()
        .filter(|expert| !expert.retired && expert.availability.when(ctx.now, 0) != When::Paused)
        .map(|expert| expert.member)
        .collect();
    let unknown = |member: i64| known.iter().all(|expert| expert.member != member);
    ids.extend(holders.iter().filter(|(role, id)| *role == Role::Expert && unknown(*id)).map(|(_, id)| *id));
    let here = experts::queries::anywhere(&mut ctx.tx, community, &ids).await?;
    let channel = super::climb::leads_channel(ctx, &ctx.platform.clone()).await?.is_some();
    let steps = &ctx.community.settings.escalation.steps;
    let asks_experts =
        steps.iter().any(|step| matches!(step.whom, Whom::All(Role::Expert) | Whom::Expert | Whom::Experts));
    let wholes: Vec<Role> = steps.iter().filter_map(|step| step.whom.whole()).collect();
    let peers = steps.iter().any(|step| matches!(step.whom, Whom::Peers(_)));
    let held: Vec<i64> =
        holders.iter().filter(|(role, _)| wholes.contains(role)).map(|(_, member)| *member).collect();
    let roles = !experts::queries::anywhere(&mut ctx.tx, community, &held).await?.is_empty();
    Ok(Reaches { experts: asks_experts && !here.is_empty(), channel, peers, roles })
}

/// What is wrong with it, if something is.
pub(crate) async fn warning(ctx: &mut Context) -> Result<Text> {
    let reaches = reaches(ctx).await?;
    if reaches.somebody() {
        return Ok(Text::default());
    }
    let (invite, channel) =
        (Text::code("/expert invite"), Text::code("/escalation policy channel:#your-channel"));
    let peers = if reaches.peers { "yes" } else { "no" };
    Ok(say!(ctx.words, "questions-reach-nobody", peers = peers, invite = invite, channel = channel))
}

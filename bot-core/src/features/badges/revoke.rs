//! `/badge revoke`: a lead or an admin takes a badge from somebody, with a reason.

use super::fields::AnyBadge;
use super::{queries, roles};
use crate::command::fields::Long;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::audit;
use crate::text::say;

form! {
    /// Take a badge from somebody, with a reason that stays in the audit log.
    pub(crate) struct Revoke = "badge revoke", for [Lead, Admin] {
        /// From whom?
        member: Member,
        /// Which badge?
        badge: AnyBadge,
        /// Why?
        why: Long<300>,
    }
}

impl Run for Revoke {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let Self { member, badge: AnyBadge(badge), why } = self;
        let community = ctx.community.id;
        let by = asker.member.id;
        let before = roles::wanted(ctx, member.id).await?;
        if !queries::revoke(&mut ctx.tx, community, member.id, badge.id, by, &why.0, ctx.now).await? {
            let who = member.mention();
            return Err(say!(ctx.words, "badge-has-not", who = who, badge = badge.named()).into());
        }
        roles::settle(ctx, member.id, &before).await?;
        let detail = format!("{}: {}", badge.name, why.0);
        audit::note(ctx, Some(by), audit::Action::BadgeRevoked, Some(member.id), &detail).await?;
        Ok(Reply::quiet(say!(ctx.words, "badge-revoked", who = member.mention(), badge = badge.named())))
    }
}

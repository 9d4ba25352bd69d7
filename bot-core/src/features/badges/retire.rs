//! `/badge retire`: a badge that nobody new gets; whoever holds it keeps it.

use super::queries::{self, Badge};
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::audit;
use crate::text::say;

form! {
    /// Retire a badge: those who have it keep it, and nobody new gets it.
    pub(crate) struct Retire = "badge retire", for [Lead, Admin] {
        /// Which badge?
        badge: Badge,
    }
}

impl Run for Retire {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let badge = self.badge;
        if !queries::retire(&mut ctx.tx, community, badge.id, ctx.now).await? {
            return Err(say!(ctx.words, "badge-is-retired", badge = badge.named()).into());
        }
        audit::note(ctx, Some(asker.member.id), audit::Action::BadgeRetired, None, &badge.name).await?;
        Ok(Reply::quiet(say!(ctx.words, "badge-retired", badge = badge.named())))
    }
}

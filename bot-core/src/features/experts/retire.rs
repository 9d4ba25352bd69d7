//! `/expert retire`: somebody is an expert no longer; oneself, or somebody else by a lead.

use super::queries;
use crate::command::{Reply, Role, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::audit::{self, Action};
use crate::features::members::queries as people;
use crate::text::say;

form! {
    /// Stop being an expert. What you took stays yours until you give it back.
    pub(crate) struct Retire = "expert retire", for [] {
        /// Somebody else, as a lead or an admin; yourself if you leave it out
        member: Option<Member>,
    }
}

impl Run for Retire {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let member = self.member.unwrap_or_else(|| asker.member.clone());
        let is_own = member.id == asker.member.id;
        if !is_own && !asker.is(Role::Lead) && !asker.is(Role::Admin) {
            return Err(crate::features::members::not_allowed(&[Role::Lead, Role::Admin], ctx).await?);
        }
        let was = queries::retire(&mut ctx.tx, community, member.id, ctx.now).await?;
        let role = people::take_role(&mut ctx.tx, community, member.id, Role::Expert).await?;
        if !was && !role {
            return Err(say!(ctx.words, "expert-is-none", who = member.mention()).into());
        }
        audit::note(ctx, Some(asker.member.id), Action::ExpertEnded, Some(member.id), "").await?;
        Ok(Reply::quiet(if is_own {
            say!(ctx.words, "expert-retired-yourself")
        } else {
            say!(ctx.words, "expert-retired", who = member.mention())
        }))
    }
}

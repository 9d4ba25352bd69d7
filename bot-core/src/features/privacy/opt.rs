//! `/privacy optout` and `/privacy optin`: whether anything new is counted.

use super::queries;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::learning;
use crate::text::say;

form! {
    /// Have nothing new counted that you do here.
    pub(crate) struct OptOut = "privacy optout", for [] {}
}

form! {
    /// Be counted again after you opted out.
    pub(crate) struct OptIn = "privacy optin", for [] {}
}

impl Run for OptOut {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (community, now) = (ctx.community.id, ctx.now);
        if !queries::opt(&mut ctx.tx, community, asker.member.id, Some(now)).await? {
            return Ok(Reply::quiet(say!(ctx.words, "privacy-opted-out-already")));
        }
        learning::unlearn(ctx, asker.member.id).await?;
        Ok(Reply::quiet(say!(ctx.words, "privacy-opted-out")))
    }
}

impl Run for OptIn {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        if !queries::opt(&mut ctx.tx, community, asker.member.id, None).await? {
            return Ok(Reply::quiet(say!(ctx.words, "privacy-opted-in-already")));
        }
        Ok(Reply::quiet(say!(ctx.words, "privacy-opted-in")))
    }
}

//! `/retract`: a lead or an admin takes a shout-out back, with a reason, in the open.

use super::fields::Reason;
use super::gone;
use super::queries::Given;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::audit;
use crate::ids::short;
use crate::text::say;

form! {
    /// Take back somebody's shout-out, with a reason that stays in the audit log.
    pub(crate) struct Retract = "retract", for [Lead, Admin] {
        /// Which shout-out? Its code is on the wall
        shoutout: Given,
        /// Why?
        why: Reason,
    }
}

impl Run for Retract {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let Self { shoutout, why } = self;
        let code = short(shoutout.id);
        let giver = shoutout.giver;
        gone::take_back(ctx, &[shoutout], Some(asker.member.id), Some(&why.0)).await?;
        let detail = format!("{code}: {}", why.0);
        audit::note(ctx, Some(asker.member.id), audit::Action::ShoutoutRetracted, giver, &detail).await?;
        Ok(Reply::quiet(say!(ctx.words, "retract-done", code = code)))
    }
}

//! Writing to somebody: on the platform where they last asked something.

use super::queries;
use crate::chat::{Effect, Message};
use crate::context::Context;
use crate::error::Result;

/// Wants a message to reach a member, who has acted first. The effect, unless they are gone from everywhere.
pub(crate) async fn write_to(ctx: &mut Context, member: i64, message: Message) -> Result<Option<i64>> {
    let community = ctx.community.id;
    let Some((platform, to)) = queries::last_used(&mut ctx.tx, community, member).await? else {
        return Ok(None);
    };
    ctx.send_to(&platform, &Effect::Direct { to, message }, None).await.map(Some)
}

//! The platform's role that comes with a badge: asked for as an effect, never promised.

use super::queries::{self, PlatformRole};
use crate::chat::Effect;
use crate::context::Context;
use crate::error::Result;

/// Wants a member to have the role, by every account that they have on its platform.
pub(super) async fn give(ctx: &mut Context, member: i64, role: &PlatformRole) -> Result<()> {
    let community = ctx.community.id;
    for to in queries::accounts(&mut ctx.tx, community, member, &role.platform).await? {
        let effect = Effect::GrantRole { to, role: role.id.clone() };
        ctx.send_to(&role.platform, &effect, None).await?;
    }
    Ok(())
}

/// Wants a member to have the role no longer, unless another badge of theirs brings the same one.
pub(super) async fn take(ctx: &mut Context, member: i64, role: &PlatformRole) -> Result<()> {
    let community = ctx.community.id;
    if queries::has_role_by_badge(&mut ctx.tx, community, member, role).await? {
        return Ok(());
    }
    for from in queries::accounts(&mut ctx.tx, community, member, &role.platform).await? {
        let effect = Effect::RevokeRole { from, role: role.id.clone() };
        ctx.send_to(&role.platform, &effect, None).await?;
    }
    Ok(())
}

/// Wants a member whose accounts became one to have all roles of their badges by each.
pub(crate) async fn give_all(ctx: &mut Context, member: i64) -> Result<()> {
    let community = ctx.community.id;
    for role in queries::roles_by_badge(&mut ctx.tx, community, member).await? {
        give(ctx, member, &role).await?;
    }
    Ok(())
}

/// Wants a member whose accounts parted to have none of these roles any more that came with badges of the other.
pub(crate) async fn take_lost(ctx: &mut Context, member: i64, had: &[PlatformRole]) -> Result<()> {
    for role in had {
        take(ctx, member, role).await?;
    }
    Ok(())
}

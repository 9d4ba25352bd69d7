//! Who settles a fresh community: the first person who asks for anything there.

use super::queries;
use crate::chat::Text;
use crate::command::Role;
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::audit;
use crate::text::say;

/// Makes the asker the admin of a community that has none; what they are told, if so.
pub(crate) async fn first_admin(asker: &mut Asker, ctx: &mut Context) -> Result<Option<Text>> {
    let community = ctx.community.id;
    if queries::has_admin(&mut ctx.tx, community).await? {
        return Ok(None);
    }
    // Of two who come first at the same moment, one is.
    queries::hold(&mut ctx.tx, community).await?;
    if queries::has_admin(&mut ctx.tx, community).await? {
        return Ok(None);
    }
    let platform = ctx.platform.clone();
    queries::give_role(&mut ctx.tx, community, asker.member.id, Role::Admin, &platform, ctx.now).await?;
    audit::note(ctx, None, audit::Action::RoleGiven, Some(asker.member.id), Role::Admin.name()).await?;
    asker.roles.push(Role::Admin);
    Ok(Some(say!(ctx.words, "first-admin")))
}

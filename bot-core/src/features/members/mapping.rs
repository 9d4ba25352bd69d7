//! Roles of the platform that make somebody lead, expert or staff: kept in step with who has them there.

use serde_json::json;

use super::{RoleGate, queries};
use crate::chat::AccountId;
use crate::command::Role;
use crate::context::Context;
use crate::error::Result;
use crate::features::audit::{self, Action};
use crate::features::settings::Mapped;

/// The mapping that the settings hold, in rows. Staff come first: whoever is staff is no lead.
fn rows(ctx: &Context) -> Vec<serde_json::Value> {
    let settings = &ctx.community.settings;
    let mapped = [
        (Role::Staff, &settings.staff_roles),
        (Role::Lead, &settings.lead_roles),
        (Role::Expert, &settings.expert_roles),
    ];
    let row = |(role, gates): (Role, &Mapped)| -> Vec<serde_json::Value> {
        let ids = gates.all().filter_map(|(platform, gate)| match gate {
            RoleGate::Platform(id, _) => Some((platform, id)),
            RoleGate::Kith(_) => None,
        });
        ids.map(|(platform, id)| json!({ "role": role.name(), "platform": platform, "id": id })).collect()
    };
    mapped.into_iter().flat_map(row).collect()
}

/// These accounts may have other roles on the platform now.
pub(crate) async fn keep_in_step(ctx: &mut Context, accounts: &[AccountId]) -> Result<()> {
    let rows = rows(ctx);
    if rows.is_empty() || accounts.is_empty() {
        return Ok(());
    }
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let members = queries::members_of(&mut ctx.tx, community, &platform, accounts).await?;
    apply(ctx, &rows, &members).await
}

/// The accounts of these members are others now.
pub(crate) async fn keep_members_in_step(ctx: &mut Context, members: &[i64]) -> Result<()> {
    let rows = rows(ctx);
    apply(ctx, &rows, members).await
}

/// The mapping itself changed: it may concern everybody who has such a role, or had a role by it.
pub(crate) async fn remap(ctx: &mut Context) -> Result<()> {
    let (rows, community) = (rows(ctx), ctx.community.id);
    let members = queries::concerned(&mut ctx.tx, community, &rows).await?;
    apply(ctx, &rows, &members).await
}

async fn apply(ctx: &mut Context, rows: &[serde_json::Value], members: &[i64]) -> Result<()> {
    if members.is_empty() {
        return Ok(());
    }
    let (community, now) = (ctx.community.id, ctx.now);
    // Of two who change somebody's roles at the same moment, one does it after the other.
    queries::hold(&mut ctx.tx, community).await?;
    let mut taken = queries::take_unmapped(&mut ctx.tx, community, rows, members).await?;
    let mut given = queries::give_mapped(&mut ctx.tx, community, rows, members, now).await?;
    for lead in queries::staff_lead_not(&mut ctx.tx, community, members).await? {
        // Whoever is lead and staff on the platform is given lead and loses it each time: nothing changed.
        match given.iter().position(|new| *new == lead) {
            Some(new) => drop(given.swap_remove(new)),
            None => taken.push(lead),
        }
    }
    for (action, changed) in [(Action::RoleTaken, taken), (Action::RoleGiven, given)] {
        for (member, role) in changed {
            audit::note(ctx, None, action, Some(member), &role).await?;
        }
    }
    Ok(())
}

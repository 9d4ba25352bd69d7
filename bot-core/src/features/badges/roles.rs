//! The platform's roles that come with badges: asked for as effects, never promised.

use std::collections::{BTreeMap, BTreeSet};

use super::queries::{self, Brought, PlatformRole, Present};
use crate::chat::{Effect, RoleId};
use crate::command::Role;
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::members::fold;
use crate::features::settings::BadgeRoles;
use crate::text::say;

/// The roles that somebody is to have by their badges.
pub(crate) type Wanted = BTreeSet<PlatformRole>;

/// Of all that badges bring: on a ladder, the highest step alone, if it replaces the others.
fn wanted_of(brought: &[Brought], rule: BadgeRoles) -> Wanted {
    let mut top: BTreeMap<String, i64> = BTreeMap::new();
    for (ladder, step) in brought.iter().filter_map(|one| one.ladder.as_ref()) {
        let highest = top.entry(fold(ladder)).or_insert(*step);
        *highest = (*highest).max(*step);
    }
    let stands = |one: &&Brought| match &one.ladder {
        Some((ladder, step)) if rule == BadgeRoles::Replace => top.get(&fold(ladder)) == Some(step),
        _ => true,
    };
    brought.iter().filter(stands).map(|one| one.role.clone()).collect()
}

/// Who chooses what role a badge brings could choose one that makes leads or staff: that is for admins.
pub(super) fn chosen_by_admins(
    ctx: &Context,
    asker: &Asker,
    was: Option<&PlatformRole>,
    is: Option<&PlatformRole>,
) -> Result<()> {
    if was == is || asker.roles.contains(&Role::Admin) {
        return Ok(());
    }
    Err(say!(ctx.words, "badge-role-by-admins").into())
}

/// The roles that a member is to have by their badges as they are now.
pub(crate) async fn wanted(ctx: &mut Context, member: i64) -> Result<Wanted> {
    Ok(wanted_by(ctx, &[member]).await?.remove(&member).unwrap_or_default())
}

/// The same of several members, each of them with what they are to have.
pub(super) async fn wanted_by(ctx: &mut Context, members: &[i64]) -> Result<BTreeMap<i64, Wanted>> {
    let (community, rule) = (ctx.community.id, ctx.community.settings.badge_roles);
    let mut all: BTreeMap<i64, Vec<Brought>> = members.iter().map(|member| (*member, Vec::new())).collect();
    for one in queries::brought_to(&mut ctx.tx, community, members).await? {
        all.entry(one.member).or_default().push(one);
    }
    Ok(all.into_iter().map(|(member, brought)| (member, wanted_of(&brought, rule))).collect())
}

/// What everybody with a badge on a ladder is to have.
pub(crate) async fn all_wanted(ctx: &mut Context) -> Result<BTreeMap<i64, Wanted>> {
    let community = ctx.community.id;
    let members = queries::on_ladders(&mut ctx.tx, community).await?;
    wanted_by(ctx, &members).await
}

/// Badges changed: wants a member to have what came, and no longer what went, by every account of theirs.
pub(crate) async fn settle(ctx: &mut Context, member: i64, before: &Wanted) -> Result<()> {
    settle_all(ctx, BTreeMap::from([(member, before.clone())])).await
}

/// The same for several members.
pub(crate) async fn settle_all(ctx: &mut Context, before: BTreeMap<i64, Wanted>) -> Result<()> {
    let members: Vec<i64> = before.keys().copied().collect();
    let mut changes = wanted_by(ctx, &members).await?;
    changes.retain(|member, now| before.get(member) != Some(now));
    let members: Vec<i64> = changes.keys().copied().collect();
    let community = ctx.community.id;
    let mut accounts: BTreeMap<i64, Vec<Present>> = BTreeMap::new();
    for one in queries::accounts(&mut ctx.tx, community, &members).await? {
        accounts.entry(one.member).or_default().push(one);
    }
    for (member, now) in &changes {
        let (before, accounts) = (&before[member], accounts.remove(member).unwrap_or_default());
        let on = |role: &PlatformRole| {
            let here = accounts.iter().filter(|one| one.platform == role.platform);
            here.map(|one| one.id.clone()).collect::<Vec<_>>()
        };
        // What comes comes first, so that on a ladder nobody is without a step meanwhile.
        for role in now.difference(before) {
            for to in on(role) {
                ctx.send_to(&role.platform, &Effect::GrantRole { to, role: role.id.clone() }, None).await?;
            }
        }
        for role in before.difference(now) {
            for from in on(role) {
                ctx.send_to(&role.platform, &Effect::RevokeRole { from, role: role.id.clone() }, None)
                    .await?;
            }
        }
    }
    Ok(())
}

/// A role of the platform is gone; the badges that brought it. A lower step on their ladder stands in for it.
pub(crate) async fn role_goes(ctx: &mut Context, role: &RoleId) -> Result<Vec<String>> {
    let community = ctx.community.id;
    let role = PlatformRole { platform: ctx.platform.clone(), id: role.clone() };
    let holders = queries::brought_by(&mut ctx.tx, community, &role).await?;
    let mut before = wanted_by(ctx, &holders).await?;
    let badges = queries::role_goes(&mut ctx.tx, community, &role).await?;
    for wanted in before.values_mut() {
        // What is not there cannot be taken from anybody.
        wanted.remove(&role);
    }
    settle_all(ctx, before).await?;
    Ok(badges)
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn on_a_ladder_the_highest_step_replaces_the_others_and_elsewhere_all_stay() {
        let brought = |role: &str, ladder: Option<(&str, i64)>| Brought {
            member: 1,
            role: PlatformRole { platform: "test".into(), id: role.into() },
            ladder: ladder.map(|(ladder, step)| (ladder.to_owned(), step)),
        };
        let all = [
            brought("low", Some(("help", 1))),
            brought("high", Some(("Help", 3))),
            brought("other", Some(("code", 1))),
            brought("free", None),
        ];
        let ids = |rule| -> Vec<String> { wanted_of(&all, rule).into_iter().map(|role| role.id.0).collect() };
        assert_eq!(ids(BadgeRoles::Stack), ["free", "high", "low", "other"]);
        assert_eq!(ids(BadgeRoles::Replace), ["free", "high", "other"]);
    }
}

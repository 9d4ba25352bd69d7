//! `/roles`: admins say who is lead, expert, staff or admin.

use super::queries;
use crate::chat::Text;
use crate::command::{Field, Reply, Role, Run, Widget, form};
use crate::context::{Asker, Context, Member};
use crate::error::{Error, Result};
use crate::features::audit;
use crate::text::say;

const GIVEN: &[&str] = &["admin", "expert", "lead", "staff"];

impl Field for Role {
    const WIDGET: Widget = Widget::Choice(GIVEN);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let role = Self::parse(answer.trim_end_matches(['s', 'S'])).or_else(|| Self::parse(answer));
        role.filter(|role| *role != Self::Member)
            .ok_or_else(|| say!(ctx.words, "unknown-role", name = Text::typed(answer)).into())
    }
}

form! {
    /// Make somebody a lead, an expert, staff or an admin.
    pub(crate) struct Give = "roles give", for [Admin] {
        /// Who gets the role?
        member: Member,
        /// Which role?
        role: Role,
    }
}

form! {
    /// Take a role away from somebody.
    pub(crate) struct Take = "roles take", for [Admin] {
        /// Who should no longer have it?
        member: Member,
        /// Which role?
        role: Role,
    }
}

form! {
    /// Show who has which role.
    pub(crate) struct List = "roles list", for [] {}
}

/// Staff cannot be leads, so that recognition stays with the members.
fn excludes(role: Role) -> Option<Role> {
    match role {
        Role::Lead => Some(Role::Staff),
        Role::Staff => Some(Role::Lead),
        _ => None,
    }
}

impl Run for Give {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let Self { member, role } = self;
        let community = ctx.community.id;
        let who = member.mention();
        if member.bot {
            return Err(say!(ctx.words, "roles-not-for-bots", who = who).into());
        }
        queries::hold(&mut ctx.tx, community).await?;
        let has = queries::roles_of(&mut ctx.tx, community, member.id).await?;
        if excludes(role).is_some_and(|other| has.contains(&other)) {
            return Err(say!(ctx.words, "roles-staff-or-lead", who = who, role = role.name()).into());
        }
        let platform = ctx.platform.clone();
        let mapped = queries::is_mapped(&mut ctx.tx, community, member.id, role).await?;
        if !queries::give_role(&mut ctx.tx, community, member.id, role, &platform, ctx.now).await? {
            return Err(say!(ctx.words, "roles-has-already", who = who, role = role.name()).into());
        }
        audit::note(ctx, Some(asker.member.id), audit::Action::RoleGiven, Some(member.id), role.name())
            .await?;
        Ok(Reply::quiet(if mapped {
            say!(ctx.words, "roles-given-for-good", who = who, role = role.name())
        } else {
            say!(ctx.words, "roles-given", who = who, role = role.name())
        }))
    }
}

impl Run for Take {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let Self { member, role } = self;
        let community = ctx.community.id;
        let who = member.mention();
        queries::hold(&mut ctx.tx, community).await?;
        let admins = queries::role_holders(&mut ctx.tx, community).await?;
        let last = admins.iter().filter(|(held, _)| *held == Role::Admin).count() == 1;
        if queries::is_mapped(&mut ctx.tx, community, member.id, role).await? {
            return Err(say!(ctx.words, "roles-mapped", who = who, role = role.name()).into());
        }
        if !queries::take_role(&mut ctx.tx, community, member.id, role).await? {
            return Err(say!(ctx.words, "roles-has-not", who = who, role = role.name()).into());
        }
        if role == Role::Admin && last {
            return Err(say!(ctx.words, "roles-last-admin").into());
        }
        audit::note(ctx, Some(asker.member.id), audit::Action::RoleTaken, Some(member.id), role.name())
            .await?;
        Ok(Reply::quiet(say!(ctx.words, "roles-taken", who = who, role = role.name())))
    }
}

impl Run for List {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let platform = ctx.platform.clone();
        let holders = queries::role_holders(&mut ctx.tx, community).await?;
        if holders.is_empty() {
            return Ok(Reply::quiet(say!(ctx.words, "roles-none")));
        }
        let ids: Vec<i64> = holders.iter().map(|(_, member)| *member).collect();
        let members = queries::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
        let mut text = say!(ctx.words, "roles-list");
        for role in Role::ALL {
            let held = holders.iter().filter(|(other, _)| *other == role);
            let who: Vec<Text> = held
                .filter_map(|(_, id)| members.iter().find(|member| member.id == *id))
                .map(Member::mention)
                .collect();
            if !who.is_empty() {
                text.line(say!(ctx.words, "roles-line", role = role.name(), who = ctx.words.list(who)));
            }
        }
        Ok(Reply::quiet(text))
    }
}

/// The lead that a refusal points to: whoever may do what the asker may not.
pub(crate) async fn not_allowed(roles: &[Role], ctx: &mut Context) -> Result<Error> {
    let names: Vec<Text> = roles.iter().map(|role| Text::words(role.name())).collect();
    let roles = ctx.words.either(names);
    // Where nobody is admin yet, nobody has a role.
    if !queries::has_admin(&mut ctx.tx, ctx.community.id).await? {
        return Ok(say!(ctx.words, "not-allowed-yet", roles = roles).into());
    }
    Ok(say!(ctx.words, "not-allowed", roles = roles).into())
}

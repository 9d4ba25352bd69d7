//! What is asked about roles: Kith's own and the platform's.

use std::collections::BTreeSet;

use crate::chat::{AccountId, Platform, RoleId};
use crate::command::Role;
use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// The roles that a member has in Kith.
pub(crate) async fn roles_of(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<Role>> {
    let names: Vec<String> = tx
        .query("select role from member_role where community_id = $1 and member_id = $2 order by role")
        .bind(community)
        .bind(member)
        .fetch_all()
        .await?;
    Ok(names.iter().filter_map(|name| Role::parse(name)).collect())
}

/// The platform roles of all of a member's accounts.
pub(crate) async fn platform_roles_of(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<RoleId>> {
    let ids: Vec<String> = tx
        .query(
            // `cross` keeps SQLite from walking everybody's roles to have them in order.
            "select r.role_id from account a cross join account_role r
         where a.community_id = $1 and a.member_id = $2
           and r.community_id = a.community_id and r.platform = a.platform and r.account_id = a.id
         order by r.role_id",
        )
        .bind(community)
        .bind(member)
        .fetch_all()
        .await?;
    Ok(ids.into_iter().map(RoleId).collect())
}

/// Sets the platform roles of an account to just these.
pub(crate) async fn set_platform_roles(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
    roles: &[RoleId],
) -> Result<()> {
    let known: Vec<String> = tx
        .query(
            "select role_id from account_role where community_id = $1 and platform = $2 and account_id = $3
             order by role_id",
        )
        .bind(community)
        .bind(platform.as_str())
        .bind(account.as_str())
        .fetch_all()
        .await?;
    let wanted: BTreeSet<&str> = roles.iter().map(RoleId::as_str).collect();
    // A chat server tells the roles of everybody whenever it is heard anew, and hardly any have changed.
    if known.iter().map(String::as_str).collect::<BTreeSet<_>>() == wanted {
        return Ok(());
    }
    tx.query("delete from account_role where community_id = $1 and platform = $2 and account_id = $3")
        .bind(community)
        .bind(platform.as_str())
        .bind(account.as_str())
        .execute()
        .await?;
    let json: Vec<_> = roles.iter().map(|role| serde_json::json!({ "id": role })).collect();
    tx.query(
        "insert into account_role (community_id, platform, account_id, role_id)
         select a.community_id, a.platform, a.id, p.value->>'id' from account a, json_each($4) as p
         where a.community_id = $1 and a.platform = $2 and a.id = $3 on conflict do nothing",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(account.as_str())
    .bind(rows(&json)?)
    .execute()
    .await?;
    Ok(())
}

/// A platform role has this name.
pub(crate) async fn name_platform_role(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    role: &RoleId,
    name: &str,
) -> Result<()> {
    tx.query(
        "insert into platform_role (community_id, platform, id, name) values ($1, $2, $3, $4)
         on conflict (community_id, platform, id) do update set name = excluded.name
             where platform_role.name <> excluded.name",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(role.as_str())
    .bind(name)
    .execute()
    .await?;
    Ok(())
}

/// The platform's roles with their names.
pub(crate) async fn platform_role_names(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
) -> Result<Vec<(RoleId, String)>> {
    let found: Vec<(String, String)> = tx
        .query("select id, name from platform_role where community_id = $1 and platform = $2 order by name")
        .bind(community)
        .bind(platform.as_str())
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|(id, name)| (RoleId(id), name)).collect())
}

/// Gives a member a role by hand, by their account on this platform; whether they did not have it by hand.
pub(crate) async fn give_role(
    tx: &mut Tx,
    community: i64,
    member: i64,
    role: Role,
    platform: &Platform,
    now: Moment,
) -> Result<bool> {
    let done = tx
        .query(
            "insert into member_role (community_id, member_id, role, since, platforms)
         values ($1, $2, $3, $4, ' ' || $5 || ' ')
         on conflict (community_id, member_id, role) do update set mapped = null, platforms = excluded.platforms
         where member_role.mapped is not null",
        )
        .bind(community)
        .bind(member)
        .bind(role.name())
        .bind(now.0)
        .bind(platform.as_str())
        .execute()
        .await?;
    Ok(done > 0)
}

/// Takes a role from a member; whether they had it.
pub(crate) async fn take_role(tx: &mut Tx, community: i64, member: i64, role: Role) -> Result<bool> {
    let done = tx
        .query("delete from member_role where community_id = $1 and member_id = $2 and role = $3")
        .bind(community)
        .bind(member)
        .bind(role.name())
        .execute()
        .await?;
    Ok(done > 0)
}

/// Who has which role, by role.
pub(crate) async fn role_holders(tx: &mut Tx, community: i64) -> Result<Vec<(Role, i64)>> {
    let found: Vec<(String, i64)> = tx
        .query(
            "select role, member_id from member_role where community_id = $1 order by role, since, member_id",
        )
        .bind(community)
        .fetch_all()
        .await?;
    Ok(found.into_iter().filter_map(|(role, member)| Some((Role::parse(&role)?, member))).collect())
}

/// Whether anybody runs the community.
pub(crate) async fn has_admin(tx: &mut Tx, community: i64) -> Result<bool> {
    let sql = "select member_id from member_role where community_id = $1 and role = $2 limit 1";
    let one: Option<i64> = tx.query(sql).bind(community).bind(Role::Admin.name()).fetch_optional().await?;
    Ok(one.is_some())
}

//! What is asked about roles that come with roles of the platform. A mapping is rows of a role of Kith's and a platform's id.

use serde_json::{Value, json};

use crate::chat::{AccountId, Platform, RoleId};
use crate::command::Role;
use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

fn ids(members: &[i64]) -> Vec<Value> {
    members.iter().map(|member| json!({ "id": member.to_string() })).collect()
}

/// The members behind these accounts.
pub(crate) async fn members_of(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    accounts: &[AccountId],
) -> Result<Vec<i64>> {
    let accounts: Vec<Value> = accounts.iter().map(|account| json!({ "id": account })).collect();
    tx.query(
        "select distinct a.member_id from json_each($3) as r cross join account a
         where a.community_id = $1 and a.platform = $2 and a.id = r.value->>'id'",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(rows(&accounts)?)
    .fetch_all()
    .await
}

/// Whom a mapping concerns: whoever has a role that it names, or a role by the mapping before.
pub(crate) async fn concerned(tx: &mut Tx, community: i64, mapping: &[Value]) -> Result<Vec<i64>> {
    tx.query(
        "select a.member_id from json_each($2) as m cross join account_role r cross join account a
         where r.community_id = $1 and r.platform = m.value->>'platform' and r.role_id = m.value->>'id'
           and a.community_id = r.community_id and a.platform = r.platform and a.id = r.account_id
         union
         select member_id from member_role where community_id = $1 and mapped is not null",
    )
    .bind(community)
    .bind(rows(mapping)?)
    .fetch_all()
    .await
}

/// A member, and the name of a role that they got or lost.
pub(crate) type Changed = (i64, String);

/// Takes from these members what came by a mapping that no longer gives it; what that was.
pub(crate) async fn take_unmapped(
    tx: &mut Tx,
    community: i64,
    mapping: &[Value],
    members: &[i64],
) -> Result<Vec<Changed>> {
    tx.query(
        "delete from member_role
         where community_id = $1 and mapped is not null
           and member_id in (select cast(w.value->>'id' as bigint) from json_each($3) as w)
           and not exists (
               select 1 from account a
               cross join account_role r
               cross join json_each($2) as m
               where a.community_id = $1 and a.member_id = member_role.member_id and a.departed is null
                 and r.community_id = a.community_id and r.platform = a.platform and r.account_id = a.id
                 and m.value->>'platform' = r.platform and m.value->>'id' = r.role_id and m.value->>'role' = member_role.role)
         returning member_id, role",
    )
    .bind(community)
    .bind(rows(mapping)?)
    .bind(rows(&ids(members))?)
    .fetch_all()
    .await
}

/// Gives these members what the mapping gives them; what that was. What somebody got by hand stays theirs by hand: a
/// lead by hand is not made staff, for recognition stays with the members. Bots get nothing.
pub(crate) async fn give_mapped(
    tx: &mut Tx,
    community: i64,
    mapping: &[Value],
    members: &[i64],
    now: Moment,
) -> Result<Vec<Changed>> {
    tx.query(
        "insert into member_role (community_id, member_id, role, since, mapped)
         select distinct a.community_id, a.member_id, m.value->>'role', cast($4 as bigint), cast($4 as bigint)
         from json_each($3) as w
         cross join account a
         cross join account_role r
         cross join json_each($2) as m
         cross join member b
         where a.community_id = $1 and a.member_id = cast(w.value->>'id' as bigint) and a.departed is null
           and r.community_id = a.community_id and r.platform = a.platform and r.account_id = a.id
           and m.value->>'platform' = r.platform and m.value->>'id' = r.role_id
           and b.community_id = a.community_id and b.id = a.member_id and b.bot is null
           and not (m.value->>'role' = 'staff' and exists (
               select 1 from member_role l where l.community_id = a.community_id and l.member_id = a.member_id
                 and l.role = 'lead' and l.mapped is null))
         on conflict do nothing
         returning member_id, role",
    )
    .bind(community)
    .bind(rows(mapping)?)
    .bind(rows(&ids(members))?)
    .bind(now.0)
    .fetch_all()
    .await
}

/// Whoever of these is staff is no lead by a mapping: recognition stays with the members. Who lost it.
pub(crate) async fn staff_lead_not(tx: &mut Tx, community: i64, members: &[i64]) -> Result<Vec<Changed>> {
    tx.query(
        "delete from member_role
         where community_id = $1 and role = 'lead' and mapped is not null
           and member_id in (select cast(w.value->>'id' as bigint) from json_each($2) as w)
           and exists (select 1 from member_role s where s.community_id = $1
                       and s.member_id = member_role.member_id and s.role = 'staff')
         returning member_id, role",
    )
    .bind(community)
    .bind(rows(&ids(members))?)
    .fetch_all()
    .await
}

/// Whether a member has a role by the mapping.
pub(crate) async fn is_mapped(tx: &mut Tx, community: i64, member: i64, role: Role) -> Result<bool> {
    let sql = "select mapped from member_role where community_id = $1 and member_id = $2 and role = $3";
    let mapped: Option<Option<i64>> =
        tx.query(sql).bind(community).bind(member).bind(role.name()).fetch_optional().await?;
    Ok(mapped.flatten().is_some())
}

/// A role of the platform is gone, and nobody has it any more; what it was called, if it was known.
pub(crate) async fn role_goes(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    role: &RoleId,
) -> Result<Option<String>> {
    let sql = "delete from account_role where community_id = $1 and platform = $2 and role_id = $3";
    tx.query(sql).bind(community).bind(platform.as_str()).bind(role.as_str()).execute().await?;
    let sql =
        "delete from platform_role where community_id = $1 and platform = $2 and id = $3 returning name";
    tx.query(sql).bind(community).bind(platform.as_str()).bind(role.as_str()).fetch_optional().await
}

//! What is asked about the platform's roles that come with badges.

use super::PlatformRole;
use crate::chat::{AccountId, Platform, RoleId};
use crate::error::Result;
use crate::store::{Tx, rows};

/// A role that a badge of somebody's brings.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Brought {
    pub(crate) member: i64,
    pub(crate) role: PlatformRole,
    pub(crate) ladder: Option<(String, i64)>,
}

type BroughtRow = (i64, String, String, Option<String>, Option<i64>);

fn brought((member, platform, id, ladder, step): BroughtRow) -> Brought {
    let role = PlatformRole { platform: Platform(platform), id: RoleId(id) };
    Brought { member, role, ladder: ladder.zip(step) }
}

/// The roles that the badges of members bring, by themselves.
pub(crate) async fn brought_to(tx: &mut Tx, community: i64, members: &[i64]) -> Result<Vec<Brought>> {
    let found: Vec<BroughtRow> = tx
        .query(
            "select g.member_id, b.role_platform, b.role_id, b.ladder, b.step
         from json_each($2) as m cross join badge_grant g cross join badge b
         where g.community_id = $1 and g.member_id = cast(m.value as bigint) and g.revoked is null
           and b.community_id = g.community_id and b.id = g.badge_id and b.role_id is not null",
        )
        .bind(community)
        .bind(rows(members)?)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(brought).collect())
}

/// Who holds a badge that stands on a ladder.
pub(crate) async fn on_ladders(tx: &mut Tx, community: i64) -> Result<Vec<i64>> {
    tx.query(
        "select distinct g.member_id from badge b cross join badge_grant g
         where b.community_id = $1 and b.ladder is not null and b.role_id is not null
           and g.community_id = b.community_id and g.badge_id = b.id and g.revoked is null
         order by g.member_id",
    )
    .bind(community)
    .fetch_all()
    .await
}

/// Who holds a badge that brings this role.
pub(crate) async fn brought_by(tx: &mut Tx, community: i64, role: &PlatformRole) -> Result<Vec<i64>> {
    tx.query(
        "select distinct g.member_id from badge b cross join badge_grant g
         where b.community_id = $1 and b.role_platform = $2 and b.role_id = $3
           and g.community_id = b.community_id and g.badge_id = b.id and g.revoked is null
         order by g.member_id",
    )
    .bind(community)
    .bind(role.platform.as_str())
    .bind(role.id.as_str())
    .fetch_all()
    .await
}

/// A role is gone: the badges that brought it bring none. What they are called.
pub(crate) async fn role_goes(tx: &mut Tx, community: i64, role: &PlatformRole) -> Result<Vec<String>> {
    tx.query(
        "update badge set role_platform = null, role_id = null
         where community_id = $1 and role_platform = $2 and role_id = $3 returning name",
    )
    .bind(community)
    .bind(role.platform.as_str())
    .bind(role.id.as_str())
    .fetch_all()
    .await
}

/// An account by which a member is on a platform now.
pub(crate) struct Present {
    pub(crate) member: i64,
    pub(crate) platform: Platform,
    pub(crate) id: AccountId,
}

/// The accounts of members who are there now, in order.
pub(crate) async fn accounts(tx: &mut Tx, community: i64, members: &[i64]) -> Result<Vec<Present>> {
    let found: Vec<(i64, String, String)> = tx
        .query(
            "select a.member_id, a.platform, a.id from json_each($2) as m cross join account a
         where a.community_id = $1 and a.member_id = cast(m.value as bigint) and a.departed is null
         order by a.member_id, a.platform, a.id",
        )
        .bind(community)
        .bind(rows(members)?)
        .fetch_all()
        .await?;
    let present =
        |(member, platform, id)| Present { member, platform: Platform(platform), id: AccountId(id) };
    Ok(found.into_iter().map(present).collect())
}

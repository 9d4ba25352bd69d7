//! What is asked about the platform's roles that come with badges.

use super::PlatformRole;
use crate::chat::{AccountId, Platform, RoleId};
use crate::error::Result;
use crate::store::Tx;

/// The accounts by which a member is on a platform now.
pub(crate) async fn accounts(
    tx: &mut Tx,
    community: i64,
    member: i64,
    platform: &Platform,
) -> Result<Vec<AccountId>> {
    let ids: Vec<String> = tx.query(
        "select id from account where community_id = $1 and member_id = $2 and platform = $3 and departed is null
         order by id",
    )
    .bind(community)
    .bind(member)
    .bind(platform.as_str())
    .fetch_all()
    .await?;
    Ok(ids.into_iter().map(AccountId).collect())
}

/// Whether a badge that the member holds brings this role.
pub(crate) async fn has_role_by_badge(
    tx: &mut Tx,
    community: i64,
    member: i64,
    role: &PlatformRole,
) -> Result<bool> {
    let found: i64 = tx
        .query(
            "select cast(count(*) as bigint) from badge_grant g
         join badge b on b.community_id = g.community_id and b.id = g.badge_id
         where g.community_id = $1 and g.member_id = $2 and g.revoked is null
           and b.role_platform = $3 and b.role_id = $4",
        )
        .bind(community)
        .bind(member)
        .bind(role.platform.as_str())
        .bind(role.id.as_str())
        .fetch_one()
        .await?;
    Ok(found > 0)
}

/// The roles that a member has by badges.
pub(crate) async fn roles_by_badge(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<PlatformRole>> {
    let found: Vec<(String, String)> = tx
        .query(
            "select distinct b.role_platform, b.role_id from badge_grant g
         join badge b on b.community_id = g.community_id and b.id = g.badge_id
         where g.community_id = $1 and g.member_id = $2 and g.revoked is null
           and b.role_platform is not null and b.role_id is not null order by 1, 2",
        )
        .bind(community)
        .bind(member)
        .fetch_all()
        .await?;
    let read = |(platform, id)| PlatformRole { platform: Platform(platform), id: RoleId(id) };
    Ok(found.into_iter().map(read).collect())
}

//! What is asked about communities and their servers.

use crate::bot::CommunityName;
use crate::chat::ServerId;
use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// The community that a server belongs to.
pub(crate) async fn community_of(tx: &mut Tx, server: &ServerId) -> Result<Option<(i64, String)>> {
    tx.query(
        "select c.id, c.name from server s join community c on c.id = s.community_id
         where s.platform = $1 and s.id = $2",
    )
    .bind(server.platform.as_str())
    .bind(&server.id)
    .fetch_optional()
    .await
}

/// Founds a community for a server that no community has. Two at once found one: the second sees the first.
pub(crate) async fn found(tx: &mut Tx, id: i64, server: &ServerId, name: &str, now: Moment) -> Result<()> {
    tx.query("insert into community (id, name, made) values ($1, $2, $3)")
        .bind(id)
        .bind(name)
        .bind(now.0)
        .execute()
        .await?;
    tx.query("insert into server (platform, id, community_id) values ($1, $2, $3)")
        .bind(server.platform.as_str())
        .bind(&server.id)
        .bind(id)
        .execute()
        .await?;
    Ok(())
}

/// Every community with its servers, by name.
pub(crate) async fn communities(tx: &mut Tx) -> Result<Vec<CommunityName>> {
    let found: Vec<(i64, String, String, String)> = tx
        .query(
            "select c.id, c.name, s.platform, s.id from community c join server s on s.community_id = c.id
         order by c.name, c.id, s.platform, s.id",
        )
        .fetch_all()
        .await?;
    let mut communities: Vec<CommunityName> = Vec::new();
    for (id, name, platform, server) in found {
        let server = ServerId::new(&platform, &server);
        match communities.last_mut().filter(|last| last.id == id) {
            Some(last) => last.servers.push(server),
            None => communities.push(CommunityName { id, name, servers: vec![server] }),
        }
    }
    Ok(communities)
}

/// Waits until nobody else decides about this community's roles, and holds that until the transaction ends.
pub(crate) async fn hold(tx: &mut Tx, community: i64) -> Result<()> {
    tx.query("update community set made = made where id = $1").bind(community).execute().await?;
    Ok(())
}

/// Waits until nobody else changes or erases these members, and holds them until the transaction ends; how many there
/// still are.
pub(crate) async fn hold_members(tx: &mut Tx, community: i64, ids: &[i64]) -> Result<u64> {
    let held = tx
        .query(
            "update member set name = name where community_id = $1
           and id in (select cast(value as bigint) from json_each($2))",
        )
        .bind(community)
        .bind(rows(ids)?)
        .execute()
        .await?;
    Ok(held)
}

/// Gives a community its name.
pub(crate) async fn name_community(tx: &mut Tx, community: i64, name: &str) -> Result<()> {
    tx.query("update community set name = $2 where id = $1").bind(community).bind(name).execute().await?;
    Ok(())
}

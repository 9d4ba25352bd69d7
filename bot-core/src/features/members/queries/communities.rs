//! What is asked about communities and their servers.

use crate::bot::CommunityName;
use crate::chat::{Platform, ServerId};
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

/// The same for whoever writes: until the transaction ends, the server stays where it belongs.
pub(crate) async fn community_to_write(tx: &mut Tx, server: &ServerId) -> Result<Option<(i64, String)>> {
    tx.query(
        "select s.community_id, (select c.name from community c where c.id = s.community_id) from server s
         where s.platform = $1 and s.id = $2 for share of s",
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

/// Waits until nobody else writes about these members, and holds them until the transaction ends.
pub(crate) async fn hold_members(tx: &mut Tx, community: i64, ids: &[i64]) -> Result<()> {
    tx.query(
        "update member set name = name where community_id = $1
           and id in (select cast(value as bigint) from json_each($2))",
    )
    .bind(community)
    .bind(rows(ids)?)
    .execute()
    .await?;
    Ok(())
}

/// Waits until nobody joins or erases these members, and keeps them as they are until the transaction ends, together with
/// others who write about them; how many there still are.
pub(crate) async fn keep_members(tx: &mut Tx, community: i64, ids: &[i64]) -> Result<usize> {
    let kept: Vec<i64> = tx
        .query(
            "select m.id from member m where m.community_id = $1
           and m.id in (select cast(value as bigint) from json_each($2)) for share of m",
        )
        .bind(community)
        .bind(rows(ids)?)
        .fetch_all()
        .await?;
    Ok(kept.len())
}

/// Gives a community its name, unless it is on several servers: then it keeps the name that it has.
pub(crate) async fn name_community(tx: &mut Tx, community: i64, name: &str) -> Result<()> {
    let sql = "update community set name = $2
               where id = $1 and name <> $2 and 1 = (select count(*) from server s where s.community_id = $1)";
    tx.query(sql).bind(community).bind(name).execute().await?;
    Ok(())
}

/// Kith is on a server again, or no longer. Where that is no news, nothing is written: whoever asks for something there
/// holds the row, and would be waited for.
pub(crate) async fn set_server_gone(tx: &mut Tx, server: &ServerId, since: Option<Moment>) -> Result<()> {
    let sql = "update server set gone = $3 where platform = $1 and id = $2 and gone is distinct from $3";
    tx.query(sql)
        .bind(server.platform.as_str())
        .bind(&server.id)
        .bind(since.map(|since| since.0))
        .execute()
        .await?;
    Ok(())
}

/// The servers of a platform that Kith is on, as far as it knows.
pub(crate) async fn servers_on(tx: &mut Tx, platform: &Platform) -> Result<Vec<ServerId>> {
    let sql = "select id from server where platform = $1 and gone is null order by id";
    let ids: Vec<String> = tx.query(sql).bind(platform.as_str()).fetch_all().await?;
    Ok(ids.into_iter().map(|id| ServerId { platform: platform.clone(), id }).collect())
}

/// On how many servers of a platform Kith is in a community.
pub(crate) async fn servers_left(tx: &mut Tx, community: i64, platform: &Platform) -> Result<i64> {
    let sql = "select cast(count(*) as bigint) from server
               where community_id = $1 and platform = $2 and gone is null";
    tx.query(sql).bind(community).bind(platform.as_str()).fetch_one().await
}

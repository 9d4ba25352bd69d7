//! Two communities become one: every row goes over, by `tables`.

use super::tables::tables;
use crate::chat::ServerId;
use crate::error::Result;
use crate::features::learning;
use crate::moment::Moment;
use crate::store::Tx;

/// A community as its admins see it before it becomes one with another.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) made: Moment,
    pub(crate) people: i64,
    pub(crate) servers: Vec<ServerId>,
}

/// What a community is like; nothing if it is gone.
pub(crate) async fn seen(tx: &mut Tx, community: i64) -> Result<Option<Seen>> {
    let row: Option<(String, i64, i64)> = tx.query(
        "select name, made, cast((select count(*) from member m where m.community_id = $1 and m.bot is null) as bigint)
         from community where id = $1",
    )
    .bind(community)
    .fetch_optional()
    .await?;
    let Some((name, made, people)) = row else { return Ok(None) };
    let servers: Vec<(String, String)> = tx
        .query("select platform, id from server where community_id = $1 order by platform, id")
        .bind(community)
        .fetch_all()
        .await?;
    let servers = servers.into_iter().map(|(platform, id)| ServerId::new(&platform, &id)).collect();
    Ok(Some(Seen { id: community, name, made: Moment(made), people, servers }))
}

/// Takes everything of community `gone` into community `kept`.
pub(crate) async fn bring(tx: &mut Tx, gone: i64, kept: i64) -> Result<()> {
    learning::fit_into(tx, gone, kept).await?;
    for table in tables() {
        tx.query(table.bring).bind(gone).bind(kept).execute().await?;
    }
    invite_to_what_is_there(tx, gone, kept).await?;
    keep_in_use(tx, gone, kept).await?;
    // Children before those whose keys they hold on to.
    for leave in tables().rev().filter_map(|table| table.leave) {
        tx.query(leave).bind(gone).execute().await?;
    }
    tx.query("delete from community where id = $1").bind(gone).execute().await?;
    Ok(())
}

/// Invitations name their topics in one column: those that both communities had are called by the other's ids now.
async fn invite_to_what_is_there(tx: &mut Tx, gone: i64, kept: i64) -> Result<()> {
    let both: Vec<(i64, i64)> = tx
        .query(
            "select here.id, coalesce(there.merged, there.id) from topic here
             join topic there on there.name_key = here.name_key
             where here.community_id = $1 and there.community_id = $2 and there.id <> here.id",
        )
        .bind(gone)
        .bind(kept)
        .fetch_all()
        .await?;
    for (was, is) in both {
        tx.query(
            "update expert_invite set topics = trim(replace(' ' || topics || ' ', $2, $3)) where community_id = $1",
        )
        .bind(kept)
        .bind(format!(" {was} "))
        .bind(format!(" {is} "))
        .execute()
        .await?;
    }
    Ok(())
}

/// A topic that is in use leads to one that is: also where the other community had made it a part of one that it retired.
async fn keep_in_use(tx: &mut Tx, gone: i64, kept: i64) -> Result<()> {
    tx.query(
        "update topic set retired = null where community_id = $2 and retired is not null and id in (
             select there.merged from topic here join topic there on there.name_key = here.name_key
             where here.community_id = $1 and here.merged is null and here.retired is null
               and there.community_id = $2 and there.merged is not null)",
    )
    .bind(gone)
    .bind(kept)
    .execute()
    .await?;
    Ok(())
}

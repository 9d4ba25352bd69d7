//! Invocations that were answered: a platform that asks again gets the same answer, and nothing is done twice.

use crate::command::Reply;
use crate::error::{Error, Result};
use crate::moment::{Moment, Span};
use crate::store::Tx;

/// How long a platform may ask again.
pub(crate) const KEPT: Span = Span::days(1);

/// Claims an invocation, or finds the answer that it got before. Whoever asks the same at the same moment waits here
/// until the first one is through; who writes alone claims it by being there.
pub(crate) async fn claim(
    tx: &mut Tx,
    community: i64,
    invocation: &str,
    now: Moment,
) -> Result<Option<Reply>> {
    if !tx.writes_alone() {
        let sql = "insert into answered (community_id, invocation, reply, at) values ($1, $2, '', $3)
                   on conflict (community_id, invocation) do nothing";
        let claimed = tx.query(sql).bind(community).bind(invocation).bind(now.0).execute().await?;
        if claimed > 0 {
            return Ok(None);
        }
    }
    let reply: Option<String> = tx
        .query("select reply from answered where community_id = $1 and invocation = $2")
        .bind(community)
        .bind(invocation)
        .fetch_optional()
        .await?;
    reply.map(|reply| serde_json::from_str(&reply).map_err(Error::failed)).transpose()
}

/// Keeps the answer to an invocation that was claimed, and the effect that stands for it.
pub(crate) async fn keep(
    tx: &mut Tx,
    community: i64,
    invocation: &str,
    reply: &Reply,
    effect: Option<i64>,
    now: Moment,
) -> Result<()> {
    let json = serde_json::to_string(reply).map_err(Error::failed)?;
    tx.query(
        "insert into answered (community_id, invocation, reply, effect, at) values ($1, $2, $3, $4, $5)
         on conflict (community_id, invocation) do update set reply = excluded.reply, effect = excluded.effect",
    )
    .bind(community)
    .bind(invocation)
    .bind(json)
    .bind(effect)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

/// Gives up a claim: asked again, it is done again.
pub(crate) async fn release(tx: &mut Tx, community: i64, invocation: &str) -> Result<()> {
    tx.query("delete from answered where community_id = $1 and invocation = $2")
        .bind(community)
        .bind(invocation)
        .execute()
        .await?;
    Ok(())
}

/// Forgets answers that nobody will ask for again.
pub(crate) async fn prune(tx: &mut Tx, community: i64, now: Moment) -> Result<()> {
    tx.query("delete from answered where community_id = $1 and at < $2")
        .bind(community)
        .bind((now - KEPT).0)
        .execute()
        .await?;
    Ok(())
}

//! Invocations that were answered: a platform that asks again gets the same answer, and nothing is done twice.

use crate::command::Reply;
use crate::error::{Error, Result};
use crate::moment::{Moment, Span};
use crate::store::Tx;

/// How long a platform may ask again.
pub(crate) const KEPT: Span = Span::days(1);

/// The answer that this invocation got before.
pub(crate) async fn find(tx: &mut Tx, community: i64, invocation: &str) -> Result<Option<Reply>> {
    let reply: Option<String> =
        sqlx::query_scalar(tx.sql("select reply from answered where community_id = $1 and invocation = $2"))
            .bind(community)
            .bind(invocation)
            .fetch_optional(tx.conn())
            .await?;
    reply.map(|reply| serde_json::from_str(&reply).map_err(Error::failed)).transpose()
}

/// Keeps an answer. If the same invocation is being answered elsewhere at this moment, the second one fails here and
/// finds the first one's answer when it is tried again.
pub(crate) async fn keep(
    tx: &mut Tx,
    community: i64,
    invocation: &str,
    reply: &Reply,
    now: Moment,
) -> Result<()> {
    let json = serde_json::to_string(reply).map_err(Error::failed)?;
    sqlx::query(tx.sql("insert into answered (community_id, invocation, reply, at) values ($1, $2, $3, $4)"))
        .bind(community)
        .bind(invocation)
        .bind(json)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets answers that nobody will ask for again.
pub(crate) async fn prune(tx: &mut Tx, community: i64, now: Moment) -> Result<()> {
    sqlx::query(tx.sql("delete from answered where community_id = $1 and at < $2"))
        .bind(community)
        .bind((now - KEPT).0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

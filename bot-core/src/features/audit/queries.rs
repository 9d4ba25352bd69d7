//! What is asked about the audit log.

use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// Writes down one thing that was done.
#[expect(clippy::too_many_arguments, reason = "one argument a column")]
pub(crate) async fn note(
    tx: &mut Tx,
    community: i64,
    id: i64,
    at: Moment,
    actor: Option<i64>,
    action: &str,
    subject: Option<i64>,
    detail: &str,
) -> Result<()> {
    tx.query(
        "insert into audit (community_id, id, at, actor, action, subject, detail)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(community)
    .bind(id)
    .bind(at.0)
    .bind(actor)
    .bind(action)
    .bind(subject)
    .bind(detail)
    .execute()
    .await?;
    Ok(())
}

/// One thing that was done.
pub(crate) struct Entry {
    pub(crate) at: Moment,
    pub(crate) actor: Option<i64>,
    pub(crate) action: String,
    pub(crate) subject: Option<i64>,
    pub(crate) detail: String,
}

/// The last `most` things that were done, newest first; those about one member if one is given.
pub(crate) async fn latest(tx: &mut Tx, community: i64, about: Option<i64>, most: i64) -> Result<Vec<Entry>> {
    type Row = (i64, Option<i64>, String, Option<i64>, String);
    let rows: Vec<Row> = tx
        .query(
            "select at, actor, action, subject, detail from audit
         where community_id = $1 and ($2 is null or subject = $2 or actor = $2) order by id desc limit $3",
        )
        .bind(community)
        .bind(about)
        .bind(most)
        .fetch_all()
        .await?;
    let read =
        |(at, actor, action, subject, detail): Row| Entry { at: Moment(at), actor, action, subject, detail };
    Ok(rows.into_iter().map(read).collect())
}

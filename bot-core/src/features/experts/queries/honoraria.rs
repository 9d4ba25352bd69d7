//! What is asked about honoraria.

use crate::error::Result;
use crate::moment::{Day, Moment};
use crate::store::Tx;

/// An honorarium as it is shown.
pub(in super::super) struct Honorarium {
    pub(in super::super) member: i64,
    pub(in super::super) amount: String,
    pub(in super::super) what: String,
    pub(in super::super) day: Day,
}

/// Writes down an honorarium.
pub(in super::super) async fn record(
    tx: &mut Tx,
    community: i64,
    id: i64,
    new: &Honorarium,
    by: i64,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into honorarium (community_id, id, member_id, amount, what, day, recorded, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(community)
    .bind(id)
    .bind(new.member)
    .bind(&new.amount)
    .bind(&new.what)
    .bind(new.day.0)
    .bind(now.0)
    .bind(by)
    .execute()
    .await?;
    Ok(())
}

/// The last honoraria, newest first; one member's if one is given.
pub(in super::super) async fn honoraria(
    tx: &mut Tx,
    community: i64,
    of: Option<i64>,
    most: i64,
) -> Result<Vec<Honorarium>> {
    let found: Vec<(i64, String, String, i64)> = tx
        .query(
            "select member_id, amount, what, day from honorarium
         where community_id = $1 and ($2 is null or member_id = $2) order by id desc limit $3",
        )
        .bind(community)
        .bind(of)
        .bind(most)
        .fetch_all()
        .await?;
    Ok(found
        .into_iter()
        .map(|(member, amount, what, day)| Honorarium { member, amount, what, day: Day(day) })
        .collect())
}

/// Whether somebody was ever paid.
pub(in super::super) async fn is_paid(tx: &mut Tx, community: i64, member: i64) -> Result<bool> {
    let found: Option<i64> = tx
        .query("select id from honorarium where community_id = $1 and member_id = $2 limit 1")
        .bind(community)
        .bind(member)
        .fetch_optional()
        .await?;
    Ok(found.is_some())
}

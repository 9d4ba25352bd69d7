//! What is asked about work done elsewhere.

use crate::error::Result;
use crate::moment::{Day, Moment};
use crate::store::{Tx, rows};

/// A contribution to write down.
pub(crate) struct NewContribution<'a> {
    pub(crate) id: i64,
    pub(crate) member: i64,
    pub(crate) what: &'a str,
    pub(crate) link: Option<&'a str>,
    pub(crate) day: Day,
}

/// Writes down work done elsewhere, and who did it together.
pub(crate) async fn add_contribution(
    tx: &mut Tx,
    community: i64,
    new: &NewContribution<'_>,
    with: &[i64],
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into contribution (community_id, id, member_id, what, link, day, logged)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(community)
    .bind(new.id)
    .bind(new.member)
    .bind(new.what)
    .bind(new.link)
    .bind(new.day.0)
    .bind(now.0)
    .execute()
    .await?;
    tx.query(
        "insert into contribution_with (community_id, contribution_id, member_id)
         select $1, $2, cast(value as bigint) from json_each($3) as r where true",
    )
    .bind(community)
    .bind(new.id)
    .bind(rows(with)?)
    .execute()
    .await?;
    Ok(())
}

/// Work done elsewhere, as it was told.
pub(crate) struct Contribution {
    pub(crate) id: i64,
    pub(crate) member: Option<i64>,
    pub(crate) what: String,
    pub(crate) link: Option<String>,
    pub(crate) day: Day,
    pub(crate) confirmed: bool,
}

/// One contribution.
pub(crate) async fn contribution(tx: &mut Tx, community: i64, id: i64) -> Result<Option<Contribution>> {
    type Row = (Option<i64>, String, Option<String>, i64, Option<i64>);
    let row: Option<Row> = tx
        .query(
            "select member_id, what, link, day, confirmed from contribution
         where community_id = $1 and id = $2 and withdrawn is null",
        )
        .bind(community)
        .bind(id)
        .fetch_optional()
        .await?;
    Ok(row.map(|(member, what, link, day, confirmed)| Contribution {
        id,
        member,
        what,
        link,
        day: Day(day),
        confirmed: confirmed.is_some(),
    }))
}

/// Who did a contribution together with the one who told of it.
pub(crate) async fn contribution_with(tx: &mut Tx, community: i64, id: i64) -> Result<Vec<i64>> {
    tx.query(
        "select member_id from contribution_with where community_id = $1 and contribution_id = $2 order by 1",
    )
    .bind(community)
    .bind(id)
    .fetch_all()
    .await
}

/// Somebody was not part of a contribution after all.
pub(crate) async fn leave_contribution(tx: &mut Tx, community: i64, id: i64, member: i64) -> Result<()> {
    tx.query(
        "delete from contribution_with where community_id = $1 and contribution_id = $2 and member_id = $3",
    )
    .bind(community)
    .bind(id)
    .bind(member)
    .execute()
    .await?;
    Ok(())
}

/// Confirms a contribution; whether nobody had.
pub(crate) async fn confirm(tx: &mut Tx, community: i64, id: i64, by: i64, now: Moment) -> Result<bool> {
    let done = tx
        .query(
            "update contribution set confirmed = $3, confirmed_by = $4
         where community_id = $1 and id = $2 and confirmed is null and withdrawn is null",
        )
        .bind(community)
        .bind(id)
        .bind(now.0)
        .bind(by)
        .execute()
        .await?;
    Ok(done > 0)
}

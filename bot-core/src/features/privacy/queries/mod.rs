//! What is asked about one person's data.

mod erase;
mod everything;
#[cfg(test)]
pub(super) mod schema;

use super::rules::Account;
use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

pub(super) use erase::{
    PEOPLES_WORDS, drop_effect, effects, empty_answers, erase, naming, put_instead, rewrite_effect,
};
pub(super) use everything::{Cell, Row, everything_about};

/// Sets since when a member opted out, or that they did not; whether that is new.
pub(super) async fn opt(tx: &mut Tx, community: i64, member: i64, out: Option<Moment>) -> Result<bool> {
    let done = tx
        .query(
            "update member set opted_out = $3 where community_id = $1 and id = $2
           and ((opted_out is null and $3 is not null) or (opted_out is not null and $3 is null))",
        )
        .bind(community)
        .bind(member)
        .bind(out.map(|at| at.0))
        .execute()
        .await?;
    Ok(done > 0)
}

/// A member's accounts.
pub(super) async fn accounts(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<Account>> {
    let found: Vec<(String, String, String, String)> = tx
        .query(
            "select a.platform, a.id, a.name, m.name from account a
         join member m on m.community_id = a.community_id and m.id = a.member_id
         where a.community_id = $1 and a.member_id = $2 order by a.platform, a.id",
        )
        .bind(community)
        .bind(member)
        .fetch_all()
        .await?;
    let read = |(platform, id, name, person)| Account { platform, id, names: [name, person] };
    Ok(found.into_iter().map(read).collect())
}

/// Keeps the fingerprints of accounts that are being forgotten.
pub(super) async fn remember_to_forget(
    tx: &mut Tx,
    community: i64,
    prints: &[serde_json::Value],
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into forgotten (community_id, account_hash, since)
         select $1, r.value->>'print', $3 from json_each($2) as r where true
         on conflict (community_id, account_hash) do update set since = excluded.since",
    )
    .bind(community)
    .bind(rows(prints)?)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

/// Whether anybody ever asked to be forgotten here.
pub(super) async fn anybody_forgotten(tx: &mut Tx, community: i64) -> Result<bool> {
    let found: Option<i64> = tx
        .query("select since from forgotten where community_id = $1 limit 1")
        .bind(community)
        .fetch_optional()
        .await?;
    Ok(found.is_some())
}

/// Which of these fingerprints are of forgotten accounts, and since when.
pub(super) async fn forgotten(
    tx: &mut Tx,
    community: i64,
    prints: &[serde_json::Value],
) -> Result<Vec<(String, Moment)>> {
    let found: Vec<(String, i64)> = tx
        .query(
            "select account_hash, since from forgotten where community_id = $1
           and account_hash in (select r.value->>'print' from json_each($2) as r)",
        )
        .bind(community)
        .bind(rows(prints)?)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|(print, since)| (print, Moment(since))).collect())
}

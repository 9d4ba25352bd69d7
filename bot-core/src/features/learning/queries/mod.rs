//! What is asked about questions, answers, and who knows.

pub(crate) mod evidence;
pub(crate) mod hearing;
pub(crate) mod lessons;
pub(crate) mod questions;
pub(crate) mod renamed;
pub(crate) mod similar;
pub(crate) mod terms;

use std::ops::Range;

use crate::error::Result;
use crate::moment::Day;
use crate::store::Tx;

/// Who replied how often in a channel from `since` on, the most first.
pub(crate) async fn replies_here(
    tx: &mut Tx,
    community: i64,
    channel: i64,
    since: Day,
) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select member_id, cast(sum(n) as bigint) from daily
         where community_id = $1 and day >= $2 and kind = 'reply' and channel_id = $3
         group by member_id order by 2 desc, 1 limit 100",
    )
    .bind(community)
    .bind(since.0)
    .bind(channel)
    .fetch_all()
    .await
}

/// Forgets everything that was learned. What is sent again later is learned from again.
pub(crate) async fn forget_all(tx: &mut Tx, community: i64) -> Result<()> {
    for sql in [
        "delete from evidence where community_id = $1",
        "delete from helped where community_id = $1",
        "delete from awake where community_id = $1",
        "delete from term where community_id = $1",
        "delete from term_member where community_id = $1",
        "delete from term_question where community_id = $1",
        "delete from lesson where community_id = $1",
        "delete from model where community_id = $1",
        "update question set terms = null where community_id = $1 and terms is not null",
        "update message set learned = null where community_id = $1 and learned is not null",
    ] {
        tx.query(sql).bind(community).execute().await?;
    }
    Ok(())
}

/// Forgets what was learned about a member.
pub(crate) async fn forget_member(tx: &mut Tx, community: i64, member: i64) -> Result<()> {
    for sql in [
        "delete from evidence where community_id = $1 and member_id = $2",
        "delete from helped where community_id = $1 and asker = $2",
        "delete from helped where community_id = $1 and member_id = $2",
        "delete from awake where community_id = $1 and member_id = $2",
        "delete from term_member where community_id = $1 and member_id = $2",
        "delete from lesson where community_id = $1 and member_id = $2",
        "delete from term_question where community_id = $1
           and question_id in (select q.id from question q where q.community_id = $1 and q.asker = $2)",
        "update question set terms = null where community_id = $1 and asker = $2",
    ] {
        tx.query(sql).bind(community).bind(member).execute().await?;
    }
    Ok(())
}

/// Forgets questions of days before `before`, and that members used terms which are worth less than `least`, among the terms from
/// `terms.start` to before `terms.end`.
pub(crate) async fn prune(
    tx: &mut Tx,
    community: i64,
    before: Day,
    terms: Range<i64>,
    least: f64,
) -> Result<()> {
    for sql in [
        "delete from term_question where community_id = $1
           and question_id in (select q.id from question q where q.community_id = $1 and q.day < $2)",
        "delete from lesson where community_id = $1
           and question_id in (select q.id from question q where q.community_id = $1 and q.day < $2)",
        "delete from question where community_id = $1 and day < $2",
    ] {
        tx.query(sql).bind(community).bind(before.0).execute().await?;
    }
    tx.query("delete from term_member where community_id = $1 and term >= $2 and term < $3 and n60 < $4")
        .bind(community)
        .bind(terms.start)
        .bind(terms.end)
        .bind(least)
        .execute()
        .await?;
    Ok(())
}

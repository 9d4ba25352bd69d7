//! What speaks for somebody who might become an expert.

use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// Who answered questions in a channel since a moment, and how many: the most first.
pub(in super::super) async fn answered_in(
    tx: &mut Tx,
    community: i64,
    channel: i64,
    since: Moment,
    most: i64,
) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select answered_by, cast(count(*) as bigint) from question
         where community_id = $1 and channel_id = $2 and asked >= $3 and answered_by is not null
         group by answered_by order by 2 desc, 1 limit $4",
    )
    .bind(community)
    .bind(channel)
    .bind(since.0)
    .bind(most)
    .fetch_all()
    .await
}

/// Whose answers on a topic were accepted since a moment, and how many.
pub(in super::super) async fn accepted_on(
    tx: &mut Tx,
    community: i64,
    topic: i64,
    since: Moment,
) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select answered_by, cast(count(*) as bigint) from escalation
         where community_id = $1 and topic_id = $2 and state = 'resolved' and closed >= $3
           and answered_by is not null
         group by answered_by order by 2 desc, 1",
    )
    .bind(community)
    .bind(topic)
    .bind(since.0)
    .fetch_all()
    .await
}

/// Those of these members who are still here, on whatever platform, are no bots, and want to be counted.
pub(crate) async fn anywhere(tx: &mut Tx, community: i64, members: &[i64]) -> Result<Vec<i64>> {
    tx.query(
        "select m.id from json_each($2) as r cross join member m
         where m.community_id = $1 and m.id = cast(r.value as bigint) and m.bot is null and m.opted_out is null
           and exists (select 1 from account a where a.community_id = $1 and a.member_id = m.id
                       and a.departed is null)",
    )
    .bind(community)
    .bind(rows(members)?)
    .fetch_all()
    .await
}

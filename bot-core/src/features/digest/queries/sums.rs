//! What everybody together did.

use crate::error::Result;
use crate::moment::{Day, Moment, Week};
use crate::store::{Tx, rows};

/// How many people wrote how much in each week: (week, messages, people with just so many).
pub(crate) async fn written(
    tx: &mut Tx,
    community: i64,
    first: Week,
    last: Week,
) -> Result<Vec<(Week, i64, i64)>> {
    let found: Vec<(i64, i64, i64)> = tx
        .query(
            "select week, written, cast(count(*) as bigint) from weekly
         where community_id = $1 and week >= $2 and week <= $3 group by week, written order by week, written",
        )
        .bind(community)
        .bind(first.0)
        .bind(last.0)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|(week, written, people)| (Week(week), written, people)).collect())
}

/// How many visitors wrote in a week, and how much.
pub(crate) async fn visitors(tx: &mut Tx, community: i64, week: Week) -> Result<(i64, i64)> {
    tx.query(
        "select cast(count(*) as bigint), cast(coalesce(sum(w.written), 0) as bigint) from weekly w
         where w.community_id = $1 and w.week = $2 and w.written > 0
           and exists (select 1 from account a where a.community_id = w.community_id and a.member_id = w.member_id
                         and a.visitor is not null)",
    )
    .bind(community)
    .bind(week.0)
    .fetch_one()
    .await
}

/// Whether anybody wrote anything up to the end of a week.
pub(crate) async fn any_history(tx: &mut Tx, community: i64, week: Week) -> Result<bool> {
    let found: Option<i64> = tx
        .query("select week from weekly where community_id = $1 and week <= $2 limit 1")
        .bind(community)
        .bind(week.0)
        .fetch_optional()
        .await?;
    Ok(found.is_some())
}

/// The channels in which most was written on some days: (channel, messages, people).
pub(crate) async fn busiest(
    tx: &mut Tx,
    community: i64,
    first: Day,
    last: Day,
    most: i64,
) -> Result<Vec<(i64, i64, i64)>> {
    tx.query(
        "select channel_id, cast(sum(n) as bigint) as written, cast(count(distinct member_id) as bigint) from daily
         where community_id = $1 and day >= $2 and day <= $3 and kind in ('message', 'reply')
         group by channel_id order by written desc, channel_id limit $4",
    )
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .bind(most)
    .fetch_all()
    .await
}

/// How many leads there are, and how many effects could not be carried out since `since`.
pub(crate) async fn health(tx: &mut Tx, community: i64, since: Moment) -> Result<(i64, i64)> {
    tx.query(
        "select cast((select count(*) from member_role where community_id = $1 and role = 'lead') as bigint),
                cast((select count(*) from effect where community_id = $1 and state = 'dead' and made >= $2)
                     as bigint)",
    )
    .bind(community)
    .bind(since.0)
    .fetch_one()
    .await
}

/// Channels: our id, the platform, its id and the name.
pub(crate) async fn channels(
    tx: &mut Tx,
    community: i64,
    ids: &[i64],
) -> Result<Vec<(i64, String, String, String)>> {
    tx.query(
        "select id, platform, platform_id, name from channel where community_id = $1
           and id in (select cast(value as bigint) from json_each($2) as r)",
    )
    .bind(community)
    .bind(rows(ids)?)
    .fetch_all()
    .await
}

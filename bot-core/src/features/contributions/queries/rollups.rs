//! What is asked about the rollups.

use crate::error::Result;
use crate::moment::{Day, Week};
use crate::store::Tx;

/// Adds to the daily rollup. Rows that come to nothing go.
pub(crate) async fn add_daily(tx: &mut Tx, community: i64, json: &str, takes_back: bool) -> Result<()> {
    tx.query(
        "insert into daily (community_id, day, member_id, kind, channel_id, n)
         select $1, cast(r.value->>'day' as bigint), cast(r.value->>'member' as bigint), r.value->>'kind',
                cast(r.value->>'channel' as bigint), cast(r.value->>'n' as bigint)
         from json_each($2) as r where true
         on conflict (community_id, day, member_id, kind, channel_id) do update set n = daily.n + excluded.n",
    )
    .bind(community)
    .bind(json)
    .execute()
    .await?;
    if takes_back {
        tx.query(
            "delete from daily where community_id = $1 and n <= 0 and exists (
                 select 1 from json_each($2) as r
                 where cast(r.value->>'day' as bigint) = daily.day
                   and cast(r.value->>'member' as bigint) = daily.member_id)
               and day in (select cast(r.value->>'day' as bigint) from json_each($2) as r)",
        )
        .bind(community)
        .bind(json)
        .execute()
        .await?;
    }
    Ok(())
}

/// What counted in a channel counts in another one from now on. Reads the community's whole rollup: a platform that
/// tells late where a thread belongs is rare.
pub(crate) async fn move_channel(tx: &mut Tx, community: i64, from: i64, to: i64) -> Result<()> {
    // All take the same three values, and Postgres wants every value named (`$3 > 0`).
    for sql in [
        "insert into daily (community_id, day, member_id, kind, channel_id, n)
         select community_id, day, member_id, kind, $3, n from daily where community_id = $1 and channel_id = $2
         on conflict (community_id, day, member_id, kind, channel_id) do update set n = daily.n + excluded.n",
        "delete from daily where community_id = $1 and channel_id = $2 and $3 > 0",
        "update shoutout set channel_id = $3 where community_id = $1 and channel_id = $2",
    ] {
        tx.query(sql).bind(community).bind(from).bind(to).execute().await?;
    }
    Ok(())
}

/// Adds to the weekly rollup. Rows that come to nothing go.
pub(crate) async fn add_weekly(tx: &mut Tx, community: i64, json: &str, takes_back: bool) -> Result<()> {
    tx.query(
        "insert into weekly (community_id, week, member_id, written)
         select $1, cast(r.value->>'week' as bigint), cast(r.value->>'member' as bigint),
                cast(r.value->>'n' as bigint)
         from json_each($2) as r where true
         on conflict (community_id, week, member_id) do update set written = weekly.written + excluded.written",
    )
    .bind(community)
    .bind(json)
    .execute()
    .await?;
    if takes_back {
        tx.query(
            "delete from weekly where community_id = $1 and written <= 0
               and week in (select cast(r.value->>'week' as bigint) from json_each($2) as r)
               and member_id in (select cast(r.value->>'member' as bigint) from json_each($2) as r)",
        )
        .bind(community)
        .bind(json)
        .execute()
        .await?;
    }
    Ok(())
}

/// How much of each kind a member did in each week from `first` on.
pub(crate) async fn weeks_by_kind(
    tx: &mut Tx,
    community: i64,
    member: i64,
    first: Week,
) -> Result<Vec<(Week, String, i64)>> {
    let found: Vec<(i64, String, i64)> = tx
        .query(
            "select (day + 3) / 7, kind, cast(sum(n) as bigint) from daily
         where community_id = $1 and member_id = $2 and day >= $3
         group by (day + 3) / 7, kind order by 1, 2",
        )
        .bind(community)
        .bind(member)
        .bind(first.monday().0)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|(week, kind, n)| (Week(week), kind, n)).collect())
}

/// Members by what they did from `first` on: written and received, for the leaderboard. Nobody who is gone, a bot, or
/// opted out.
pub(crate) async fn most(tx: &mut Tx, community: i64, first: Day, many: i64) -> Result<Vec<(i64, i64)>> {
    tx.query(
        // `+` keeps SQLite from walking all of history by member instead of these days.
        "select +d.member_id, cast(sum(d.n * case d.kind when 'message' then 1 when 'reply' then 2
                 when 'thread_started' then 1 when 'reaction_received' then 1
                 when 'shoutout_received' then 5
                 when 'staff_shoutout_received' then 5 else 10 end) as bigint) as points
         from daily d join member m on m.community_id = d.community_id and m.id = d.member_id
         where d.community_id = $1 and d.day >= $2 and m.bot is null and m.opted_out is null
           and exists (select 1 from account a where a.community_id = d.community_id and a.member_id = d.member_id
                       and a.departed is null)
         group by +d.member_id order by points desc, 1 limit $3",
    )
    .bind(community)
    .bind(first.0)
    .bind(many)
    .fetch_all()
    .await
}

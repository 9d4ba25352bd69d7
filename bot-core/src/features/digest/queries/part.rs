//! Who took part in a week, and who did not.

use crate::error::Result;
use crate::moment::Week;
use crate::store::Tx;

/// How many wrote in a week who never wrote before, and those of them who wrote most.
pub(crate) async fn newcomers(tx: &mut Tx, community: i64, week: Week, most: i64) -> Result<(i64, Vec<i64>)> {
    let sql = "select cast(count(*) over () as bigint), w.member_id from weekly w
         where w.community_id = $1 and w.week = $2
           and not exists (select 1 from weekly b where b.community_id = $1 and b.member_id = w.member_id
                           and b.week < $2)
         order by w.written desc, w.member_id limit $3";
    people(tx, community, week, most, sql).await
}

/// How many wrote in a week after four silent ones, and had written before; and those of them who wrote most.
pub(crate) async fn returning(tx: &mut Tx, community: i64, week: Week, most: i64) -> Result<(i64, Vec<i64>)> {
    let sql = "select cast(count(*) over () as bigint), w.member_id from weekly w
         where w.community_id = $1 and w.week = $2
           and not exists (select 1 from weekly b where b.community_id = $1 and b.member_id = w.member_id
                           and b.week < $2 and b.week >= $2 - 4)
           and exists (select 1 from weekly b where b.community_id = $1 and b.member_id = w.member_id
                       and b.week < $2 - 4)
         order by w.written desc, w.member_id limit $3";
    people(tx, community, week, most, sql).await
}

/// How many wrote in at least two of the four weeks before and not in this one; and those of them who had written most.
pub(crate) async fn quiet(tx: &mut Tx, community: i64, week: Week, most: i64) -> Result<(i64, Vec<i64>)> {
    let sql = "select cast(count(*) over () as bigint), b.member_id from weekly b
         where b.community_id = $1 and b.week < $2 and b.week >= $2 - 4
           and not exists (select 1 from weekly w where w.community_id = $1 and w.member_id = b.member_id
                           and w.week = $2)
         group by b.member_id having count(*) >= 2
         order by sum(b.written) desc, b.member_id limit $3";
    people(tx, community, week, most, sql).await
}

/// How many there are in all, and the first of them.
async fn people(
    tx: &mut Tx,
    community: i64,
    week: Week,
    most: i64,
    sql: &'static str,
) -> Result<(i64, Vec<i64>)> {
    let found: Vec<(i64, i64)> = tx.query(sql).bind(community).bind(week.0).bind(most).fetch_all().await?;
    let all = found.first().map_or(0, |(all, _)| *all);
    Ok((all, found.into_iter().map(|(_, member)| member).collect()))
}

//! Who thanked whom, and who was thanked by nobody.

use crate::error::Result;
use crate::moment::{Day, Week};
use crate::store::Tx;

/// Shout-outs of some days: how many members gave, and how many staff gave.
pub(crate) async fn shoutouts(tx: &mut Tx, community: i64, first: Day, last: Day) -> Result<(i64, i64)> {
    tx.query(
        "select cast(count(*) - count(from_staff) as bigint), cast(count(from_staff) as bigint) from shoutout
         where community_id = $1 and day >= $2 and day <= $3 and taken_back is null",
    )
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .fetch_one()
    .await
}

/// Whom members thanked on some days (`cross join` keeps SQLite from beginning with everybody who was ever thanked), and how many of those were thanked for the first time.
pub(crate) async fn thanked(tx: &mut Tx, community: i64, first: Day, last: Day) -> Result<(i64, i64)> {
    tx.query(
        "select cast(count(*) as bigint), cast(coalesce(sum(case when exists (
                 select 1 from shoutout_to e join shoutout b on b.community_id = e.community_id and b.id = e.shoutout_id
                 where e.community_id = $1 and e.member_id = thanked.member_id and b.day < $2
                   and b.from_staff is null and b.taken_back is null) then 0 else 1 end), 0) as bigint)
         from (select distinct t.member_id from shoutout s cross join shoutout_to t
               where t.community_id = s.community_id and t.shoutout_id = s.id and s.community_id = $1 and s.day >= $2 and s.day <= $3 and s.from_staff is null
                 and s.taken_back is null) as thanked",
    )
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .fetch_one()
    .await
}

/// Who wrote most in the weeks from `first` to `last`, at least `least`, and was thanked by nobody since `since`. Only
/// who still is here and wants to be counted.
pub(crate) async fn unthanked(
    tx: &mut Tx,
    community: i64,
    weeks: (Week, Week),
    least: i64,
    since: Day,
    most: i64,
) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select w.member_id, cast(sum(w.written) as bigint) as written from weekly w
         where w.community_id = $1 and w.week >= $2 and w.week <= $3
         group by w.member_id having sum(w.written) >= $4
           and not exists (select 1 from shoutout_to t
                 join shoutout s on s.community_id = t.community_id and s.id = t.shoutout_id
                 where t.community_id = $1 and t.member_id = w.member_id and s.day >= $5
                   and s.taken_back is null)
           and exists (select 1 from member m where m.community_id = $1 and m.id = w.member_id
                       and m.opted_out is null)
           and exists (select 1 from account a where a.community_id = $1 and a.member_id = w.member_id
                       and a.departed is null)
           and not exists (select 1 from member_role r where r.community_id = $1 and r.member_id = w.member_id
                           and r.role = 'staff')
         order by written desc, w.member_id limit $6",
    )
    .bind(community)
    .bind(weeks.0.0)
    .bind(weeks.1.0)
    .bind(least)
    .bind(since.0)
    .bind(most)
    .fetch_all()
    .await
}

/// A shout-out to quote.
pub(crate) struct Quotable {
    pub(crate) id: i64,
    pub(crate) giver: Option<i64>,
    pub(crate) reason: String,
}

/// Members' shout-outs of some days that have a reason, the longest reasons first.
pub(crate) async fn quotable(
    tx: &mut Tx,
    community: i64,
    first: Day,
    last: Day,
    most: i64,
) -> Result<Vec<Quotable>> {
    let found: Vec<(i64, Option<i64>, String)> = tx
        .query(
            "select id, giver, reason from shoutout
         where community_id = $1 and day >= $2 and day <= $3 and reason <> '' and from_staff is null
           and taken_back is null
         order by length(reason) desc, id limit $4",
        )
        .bind(community)
        .bind(first.0)
        .bind(last.0)
        .bind(most)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|(id, giver, reason)| Quotable { id, giver, reason }).collect())
}

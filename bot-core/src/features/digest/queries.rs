//! What a digest asks. Each question reads its weeks by index, whatever lies before them; "ever before" is one look per
//! person into an index.

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
    let found: Vec<(i64, i64, i64)> = sqlx::query_as(tx.sql(
        "select week, written, cast(count(*) as bigint) from weekly
         where community_id = $1 and week >= $2 and week <= $3 group by week, written order by week, written",
    ))
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(|(week, written, people)| (Week(week), written, people)).collect())
}

/// How many wrote in a week who never wrote before, and those of them who wrote most.
pub(crate) async fn newcomers(tx: &mut Tx, community: i64, week: Week, most: i64) -> Result<(i64, Vec<i64>)> {
    people(
        tx,
        community,
        week,
        most,
        [
            "select cast(count(*) as bigint) from weekly w where w.community_id = $1 and w.week = $2
               and not exists (select 1 from weekly b where b.community_id = $1 and b.member_id = w.member_id
                               and b.week < $2)",
            "select w.member_id from weekly w where w.community_id = $1 and w.week = $2
               and not exists (select 1 from weekly b where b.community_id = $1 and b.member_id = w.member_id
                               and b.week < $2)
             order by w.written desc, w.member_id limit $3",
        ],
    )
    .await
}

/// How many wrote in a week after four silent ones, and had written before; and those of them who wrote most.
pub(crate) async fn returning(tx: &mut Tx, community: i64, week: Week, most: i64) -> Result<(i64, Vec<i64>)> {
    people(
        tx,
        community,
        week,
        most,
        [
            "select cast(count(*) as bigint) from weekly w where w.community_id = $1 and w.week = $2
               and not exists (select 1 from weekly b where b.community_id = $1 and b.member_id = w.member_id
                               and b.week < $2 and b.week >= $2 - 4)
               and exists (select 1 from weekly b where b.community_id = $1 and b.member_id = w.member_id
                           and b.week < $2 - 4)",
            "select w.member_id from weekly w where w.community_id = $1 and w.week = $2
               and not exists (select 1 from weekly b where b.community_id = $1 and b.member_id = w.member_id
                               and b.week < $2 and b.week >= $2 - 4)
               and exists (select 1 from weekly b where b.community_id = $1 and b.member_id = w.member_id
                           and b.week < $2 - 4)
             order by w.written desc, w.member_id limit $3",
        ],
    )
    .await
}

/// How many wrote in at least two of the four weeks before and not in this one; and those of them who had written most.
pub(crate) async fn quiet(tx: &mut Tx, community: i64, week: Week, most: i64) -> Result<(i64, Vec<i64>)> {
    people(
        tx,
        community,
        week,
        most,
        [
            "select cast(count(*) as bigint) from (
                 select b.member_id from weekly b
                 where b.community_id = $1 and b.week < $2 and b.week >= $2 - 4
                   and not exists (select 1 from weekly w where w.community_id = $1
                                   and w.member_id = b.member_id and w.week = $2)
                 group by b.member_id having count(*) >= 2) as gone",
            "select b.member_id from weekly b
             where b.community_id = $1 and b.week < $2 and b.week >= $2 - 4
               and not exists (select 1 from weekly w where w.community_id = $1
                               and w.member_id = b.member_id and w.week = $2)
             group by b.member_id having count(*) >= 2
             order by sum(b.written) desc, b.member_id limit $3",
        ],
    )
    .await
}

async fn people(
    tx: &mut Tx,
    community: i64,
    week: Week,
    most: i64,
    [count, list]: [&'static str; 2],
) -> Result<(i64, Vec<i64>)> {
    let n = sqlx::query_scalar(tx.sql(count)).bind(community).bind(week.0).fetch_one(tx.conn()).await?;
    let list =
        sqlx::query_scalar(tx.sql(list)).bind(community).bind(week.0).bind(most).fetch_all(tx.conn()).await?;
    Ok((n, list))
}

/// Whether anybody wrote anything up to the end of a week.
pub(crate) async fn any_history(tx: &mut Tx, community: i64, week: Week) -> Result<bool> {
    let found: Option<i64> =
        sqlx::query_scalar(tx.sql("select week from weekly where community_id = $1 and week <= $2 limit 1"))
            .bind(community)
            .bind(week.0)
            .fetch_optional(tx.conn())
            .await?;
    Ok(found.is_some())
}

/// The last week in which anybody wrote.
pub(crate) async fn last_week(tx: &mut Tx, community: i64) -> Result<Option<Week>> {
    let week: Option<i64> = sqlx::query_scalar(
        tx.sql("select week from weekly where community_id = $1 order by week desc limit 1"),
    )
    .bind(community)
    .fetch_optional(tx.conn())
    .await?;
    Ok(week.map(Week))
}

/// Shout-outs of some days: how many members gave, and how many staff gave.
pub(crate) async fn shoutouts(tx: &mut Tx, community: i64, first: Day, last: Day) -> Result<(i64, i64)> {
    Ok(sqlx::query_as(tx.sql(
        "select cast(count(*) - count(from_staff) as bigint), cast(count(from_staff) as bigint) from shoutout
         where community_id = $1 and day >= $2 and day <= $3 and taken_back is null",
    ))
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .fetch_one(tx.conn())
    .await?)
}

/// Whom members thanked on some days, and how many of those were thanked for the first time.
pub(crate) async fn thanked(tx: &mut Tx, community: i64, first: Day, last: Day) -> Result<(i64, i64)> {
    Ok(sqlx::query_as(tx.sql(
        "select cast(count(*) as bigint), cast(coalesce(sum(case when exists (
                 select 1 from shoutout_to e join shoutout b on b.community_id = e.community_id and b.id = e.shoutout_id
                 where e.community_id = $1 and e.member_id = thanked.member_id and b.day < $2
                   and b.from_staff is null and b.taken_back is null) then 0 else 1 end), 0) as bigint)
         from (select distinct t.member_id from shoutout s
               join shoutout_to t on t.community_id = s.community_id and t.shoutout_id = s.id
               where s.community_id = $1 and s.day >= $2 and s.day <= $3 and s.from_staff is null
                 and s.taken_back is null) as thanked",
    ))
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .fetch_one(tx.conn())
    .await?)
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
    Ok(sqlx::query_as(tx.sql(
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
    ))
    .bind(community)
    .bind(weeks.0.0)
    .bind(weeks.1.0)
    .bind(least)
    .bind(since.0)
    .bind(most)
    .fetch_all(tx.conn())
    .await?)
}

/// A question that nobody seems to have answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Question {
    pub(crate) channel: i64,
    pub(crate) message: String,
    pub(crate) author: i64,
    pub(crate) sent: Moment,
}

/// Questions of some days that opened a conversation: how many, and those that nobody answered, oldest first. Answered
/// is one with another's message in its thread, to its author within an hour, or next in the channel within a quarter.
pub(crate) async fn questions(
    tx: &mut Tx,
    community: i64,
    first: Day,
    last: Day,
) -> Result<(i64, Vec<Question>)> {
    let found: Vec<(i64, String, i64, i64, i64)> = sqlx::query_as(tx.sql(
        "select q.channel_id, q.id, q.author, q.sent, case
             when exists (select 1 from message r join channel c on c.community_id = $1 and c.id = r.channel_id
                          where r.community_id = $1 and r.thread = q.id and r.author <> q.author
                            and r.deleted is null and (c.id = q.channel_id or c.parent = q.channel_id)) then 1
             when exists (select 1 from message r where r.community_id = $1 and r.channel_id = q.channel_id
                            and r.sent > q.sent and r.sent <= q.sent + 3600000 and r.addressed = q.author
                            and r.author <> q.author and r.deleted is null) then 1
             when exists (select 1 from message r where r.community_id = $1 and r.channel_id = q.channel_id
                            and r.sent > q.sent and r.sent <= q.sent + 900000 and r.author <> q.author
                            and r.thread is null and r.deleted is null) then 1
             else 0 end
         from message q
         where q.community_id = $1 and q.asks is not null and q.day >= $2 and q.day <= $3
           and q.author is not null and q.deleted is null
           and not exists (select 1 from message b where b.community_id = $1 and b.channel_id = q.channel_id
                           and b.sent < q.sent and b.sent >= q.sent - 900000 and b.author = q.author
                           and b.thread is null and b.deleted is null)
         order by q.sent, q.id",
    ))
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .fetch_all(tx.conn())
    .await?;
    let asked = found.len() as i64;
    let open = found.into_iter().filter(|(.., answered)| *answered == 0);
    let open = open.map(|(channel, message, author, sent, _)| Question {
        channel,
        message,
        author,
        sent: Moment(sent),
    });
    Ok((asked, open.collect()))
}

/// The channels in which most was written on some days: (channel, messages, people).
pub(crate) async fn busiest(
    tx: &mut Tx,
    community: i64,
    first: Day,
    last: Day,
    most: i64,
) -> Result<Vec<(i64, i64, i64)>> {
    Ok(sqlx::query_as(tx.sql(
        "select channel_id, cast(sum(n) as bigint) as written, cast(count(distinct member_id) as bigint) from daily
         where community_id = $1 and day >= $2 and day <= $3 and kind in ('message', 'reply')
         group by channel_id order by written desc, channel_id limit $4",
    ))
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .bind(most)
    .fetch_all(tx.conn())
    .await?)
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
    let found: Vec<(i64, Option<i64>, String)> = sqlx::query_as(tx.sql(
        "select id, giver, reason from shoutout
         where community_id = $1 and day >= $2 and day <= $3 and reason <> '' and from_staff is null
           and taken_back is null
         order by length(reason) desc, id limit $4",
    ))
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .bind(most)
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(|(id, giver, reason)| Quotable { id, giver, reason }).collect())
}

/// How many leads there are, and how many effects could not be carried out since `since`.
pub(crate) async fn health(tx: &mut Tx, community: i64, since: Moment) -> Result<(i64, i64)> {
    Ok(sqlx::query_as(tx.sql(
        "select cast((select count(*) from member_role where community_id = $1 and role = 'lead') as bigint),
                cast((select count(*) from effect where community_id = $1 and state = 'dead' and made >= $2)
                     as bigint)",
    ))
    .bind(community)
    .bind(since.0)
    .fetch_one(tx.conn())
    .await?)
}

/// The names of channels.
pub(crate) async fn channels(tx: &mut Tx, community: i64, ids: &[i64]) -> Result<Vec<(i64, String, String)>> {
    Ok(sqlx::query_as(tx.sql(
        "select id, platform_id, name from channel where community_id = $1
           and id in (select cast(value as bigint) from json_each($2) as r)",
    ))
    .bind(community)
    .bind(rows(ids)?)
    .fetch_all(tx.conn())
    .await?)
}

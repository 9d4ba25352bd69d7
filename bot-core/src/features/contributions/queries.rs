//! What is asked about messages, reactions, threads and the rollups.

use serde::Serialize;

use crate::error::Result;
use crate::moment::{Day, Moment, Week};
use crate::store::{Tx, rows};

/// Adds to the daily rollup. Rows that come to nothing go.
pub(crate) async fn add_daily(tx: &mut Tx, community: i64, json: &str, takes_back: bool) -> Result<()> {
    sqlx::query(tx.sql(
        "insert into daily (community_id, day, member_id, kind, channel_id, n)
         select $1, cast(r.value->>'day' as bigint), cast(r.value->>'member' as bigint), r.value->>'kind',
                cast(r.value->>'channel' as bigint), cast(r.value->>'n' as bigint)
         from json_each($2) as r where true
         on conflict (community_id, day, member_id, kind, channel_id) do update set n = daily.n + excluded.n",
    ))
    .bind(community)
    .bind(json)
    .execute(tx.conn())
    .await?;
    if takes_back {
        sqlx::query(tx.sql(
            "delete from daily where community_id = $1 and n <= 0 and exists (
                 select 1 from json_each($2) as r
                 where cast(r.value->>'day' as bigint) = daily.day
                   and cast(r.value->>'member' as bigint) = daily.member_id)
               and day in (select cast(r.value->>'day' as bigint) from json_each($2) as r)",
        ))
        .bind(community)
        .bind(json)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// Adds to the weekly rollup. Rows that come to nothing go.
pub(crate) async fn add_weekly(tx: &mut Tx, community: i64, json: &str, takes_back: bool) -> Result<()> {
    sqlx::query(tx.sql(
        "insert into weekly (community_id, week, member_id, written)
         select $1, cast(r.value->>'week' as bigint), cast(r.value->>'member' as bigint),
                cast(r.value->>'n' as bigint)
         from json_each($2) as r where true
         on conflict (community_id, week, member_id) do update set written = weekly.written + excluded.written",
    ))
    .bind(community)
    .bind(json)
    .execute(tx.conn())
    .await?;
    if takes_back {
        sqlx::query(tx.sql(
            "delete from weekly where community_id = $1 and written <= 0
               and week in (select cast(r.value->>'week' as bigint) from json_each($2) as r)
               and member_id in (select cast(r.value->>'member' as bigint) from json_each($2) as r)",
        ))
        .bind(community)
        .bind(json)
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// A message to write down.
#[derive(Debug, Serialize)]
pub(crate) struct NewMessage<'a> {
    pub(crate) channel: i64,
    pub(crate) id: &'a str,
    pub(crate) author: i64,
    pub(crate) kind: &'static str,
    pub(crate) thread: Option<&'a str>,
    pub(crate) addressed: Option<i64>,
    pub(crate) asks: Option<i64>,
    pub(crate) day: i64,
    pub(crate) sent: i64,
}

/// Writes down messages; the places in `messages` of those that were new. What was pruned counted already.
pub(crate) async fn add_messages(
    tx: &mut Tx,
    community: i64,
    messages: &[&NewMessage<'_>],
    now: Moment,
    imported: bool,
) -> Result<Vec<(i64, String)>> {
    Ok(sqlx::query_as(tx.sql(
        "insert into message (community_id, channel_id, id, author, kind, thread, addressed, asks, day, sent,
             stored, imported)
         select $1, cast(r.value->>'channel' as bigint), r.value->>'id', cast(r.value->>'author' as bigint),
                r.value->>'kind', r.value->>'thread', cast(r.value->>'addressed' as bigint),
                cast(r.value->>'asks' as bigint), cast(r.value->>'day' as bigint),
                cast(r.value->>'sent' as bigint), $3, $4
         from json_each($2) as r
         where not exists (select 1 from pruned p where p.community_id = $1
             and p.channel_id = cast(r.value->>'channel' as bigint) and p.day = cast(r.value->>'day' as bigint))
         on conflict (community_id, channel_id, id) do nothing
         returning channel_id, id",
    ))
    .bind(community)
    .bind(rows(messages)?)
    .bind(now.0)
    .bind(imported.then_some(now.0))
    .fetch_all(tx.conn())
    .await?)
}

/// A message's place: our channel id and the platform's message id.
#[derive(Clone, Debug, Eq, Hash, PartialEq, Serialize)]
pub(crate) struct At {
    pub(crate) channel: i64,
    pub(crate) id: String,
}

/// The authors of messages, as far as they are known and not deleted.
pub(crate) async fn authors(tx: &mut Tx, community: i64, at: &[At]) -> Result<Vec<(At, i64)>> {
    let found: Vec<(i64, String, i64)> = sqlx::query_as(tx.sql(
        "select m.channel_id, m.id, m.author from json_each($2) as r cross join message m
         where m.community_id = $1 and m.channel_id = cast(r.value->>'channel' as bigint)
           and m.id = r.value->>'id' and m.author is not null and m.deleted is null",
    ))
    .bind(community)
    .bind(rows(at)?)
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(|(channel, id, author)| (At { channel, id }, author)).collect())
}

/// A reaction to write down.
#[derive(Debug, Serialize)]
pub(crate) struct NewReaction<'a> {
    pub(crate) channel: i64,
    pub(crate) message: &'a str,
    pub(crate) emoji: &'a str,
    pub(crate) member: i64,
    pub(crate) author: i64,
    pub(crate) day: i64,
    pub(crate) at: i64,
}

/// Writes down reactions; those that were new, or came back after they were taken back.
pub(crate) async fn add_reactions(
    tx: &mut Tx,
    community: i64,
    reactions: &[&NewReaction<'_>],
) -> Result<Vec<(i64, String, String, i64)>> {
    Ok(sqlx::query_as(tx.sql(
        "insert into reaction (community_id, channel_id, message_id, emoji, member_id, author, day, at)
         select $1, cast(r.value->>'channel' as bigint), r.value->>'message', r.value->>'emoji',
                cast(r.value->>'member' as bigint), cast(r.value->>'author' as bigint),
                cast(r.value->>'day' as bigint), cast(r.value->>'at' as bigint)
         from json_each($2) as r
         where not exists (select 1 from pruned p where p.community_id = $1
             and p.channel_id = cast(r.value->>'channel' as bigint) and p.day = cast(r.value->>'day' as bigint))
           and not exists (select 1 from message m where m.community_id = $1
             and m.channel_id = cast(r.value->>'channel' as bigint) and m.id = r.value->>'message'
             and m.deleted is not null)
         on conflict (community_id, channel_id, message_id, emoji, member_id) do update
             set removed = null, author = excluded.author, day = excluded.day, at = excluded.at
             where reaction.removed is not null and excluded.at > reaction.removed
         returning channel_id, message_id, emoji, member_id",
    ))
    .bind(community)
    .bind(rows(reactions)?)
    .fetch_all(tx.conn())
    .await?)
}

/// A thread to write down.
#[derive(Debug, Serialize)]
pub(crate) struct NewThread<'a> {
    pub(crate) channel: i64,
    pub(crate) root: &'a str,
    pub(crate) author: i64,
    pub(crate) day: i64,
}

/// Writes down threads; those that were new.
pub(crate) async fn add_threads(
    tx: &mut Tx,
    community: i64,
    threads: &[&NewThread<'_>],
) -> Result<Vec<(i64, String)>> {
    Ok(sqlx::query_as(tx.sql(
        "insert into thread (community_id, channel_id, root, author, day)
         select $1, cast(r.value->>'channel' as bigint), r.value->>'root', cast(r.value->>'author' as bigint),
                cast(r.value->>'day' as bigint)
         from json_each($2) as r
         where not exists (select 1 from pruned p where p.community_id = $1
             and p.channel_id = cast(r.value->>'channel' as bigint) and p.day = cast(r.value->>'day' as bigint))
           and not exists (select 1 from message m where m.community_id = $1
             and m.channel_id = cast(r.value->>'channel' as bigint) and m.id = r.value->>'root'
             and m.deleted is not null)
         on conflict (community_id, channel_id, root) do nothing
         returning channel_id, root",
    ))
    .bind(community)
    .bind(rows(threads)?)
    .fetch_all(tx.conn())
    .await?)
}

/// What a message that is deleted had counted for.
pub(crate) struct Gone {
    pub(crate) author: Option<i64>,
    pub(crate) kind: Option<String>,
    pub(crate) day: Day,
}

/// Marks a message as deleted; what it had counted for, unless it was deleted before.
pub(crate) async fn delete_message(
    tx: &mut Tx,
    community: i64,
    at: &At,
    now: Moment,
    today: Day,
) -> Result<Option<Gone>> {
    let row: Option<(Option<i64>, Option<String>, i64)> = sqlx::query_as(tx.sql(
        "update message set deleted = $4 where community_id = $1 and channel_id = $2 and id = $3
             and deleted is null returning author, kind, day",
    ))
    .bind(community)
    .bind(at.channel)
    .bind(&at.id)
    .bind(now.0)
    .fetch_optional(tx.conn())
    .await?;
    if row.is_none() {
        // Not seen yet: a late copy must not count.
        sqlx::query(tx.sql(
            "insert into message (community_id, channel_id, id, day, sent, stored, deleted)
             values ($1, $2, $3, $4, $5, $5, $5) on conflict (community_id, channel_id, id) do nothing",
        ))
        .bind(community)
        .bind(at.channel)
        .bind(&at.id)
        .bind(today.0)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    }
    Ok(row.map(|(author, kind, day)| Gone { author, kind, day: Day(day) }))
}

/// Takes back reactions to a message: somebody's or everybody's, of one emoji or every one. For whom they counted, and
/// on which day.
pub(crate) async fn remove_reactions(
    tx: &mut Tx,
    community: i64,
    at: &At,
    by: Option<i64>,
    emoji: Option<&str>,
    when: Moment,
) -> Result<Vec<(i64, Day)>> {
    let found: Vec<(Option<i64>, i64)> = sqlx::query_as(tx.sql(
        "update reaction set removed = $6
         where community_id = $1 and channel_id = $2 and message_id = $3 and removed is null
           and ($4 is null or member_id = $4) and ($5 is null or emoji = $5) and at <= $6
         returning author, day",
    ))
    .bind(community)
    .bind(at.channel)
    .bind(&at.id)
    .bind(by)
    .bind(emoji)
    .bind(when.0)
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().filter_map(|(author, day)| Some((author?, Day(day)))).collect())
}

/// Takes back a thread whose first message is gone: for whom it counted, and on which day.
pub(crate) async fn remove_thread(
    tx: &mut Tx,
    community: i64,
    at: &At,
    now: Moment,
) -> Result<Option<(i64, Day)>> {
    let row: Option<(Option<i64>, i64)> = sqlx::query_as(tx.sql(
        "update thread set removed = $4 where community_id = $1 and channel_id = $2 and root = $3
             and removed is null returning author, day",
    ))
    .bind(community)
    .bind(at.channel)
    .bind(&at.id)
    .bind(now.0)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.and_then(|(author, day)| Some((author?, Day(day)))))
}

/// A message as Kith saw it.
pub(crate) struct SeenMessage {
    pub(crate) author: Option<i64>,
    pub(crate) kind: Option<String>,
    pub(crate) day: Day,
    pub(crate) imported: bool,
    pub(crate) deleted: bool,
    pub(crate) reactions: i64,
}

/// What Kith knows of a message.
pub(crate) async fn seen(tx: &mut Tx, community: i64, at: &At) -> Result<Option<SeenMessage>> {
    type Row = (Option<i64>, Option<String>, i64, Option<i64>, Option<i64>, i64);
    let row: Option<Row> = sqlx::query_as(tx.sql(
        "select author, kind, day, imported, deleted,
                cast((select count(*) from reaction r where r.community_id = m.community_id
                      and r.channel_id = m.channel_id and r.message_id = m.id and r.removed is null) as bigint)
         from message m where community_id = $1 and channel_id = $2 and id = $3",
    ))
    .bind(community)
    .bind(at.channel)
    .bind(&at.id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|(author, kind, day, imported, deleted, reactions)| SeenMessage {
        author,
        kind,
        day: Day(day),
        imported: imported.is_some(),
        deleted: deleted.is_some(),
        reactions,
    }))
}

/// How much of each kind a member did in each week from `first` on.
pub(crate) async fn weeks_by_kind(
    tx: &mut Tx,
    community: i64,
    member: i64,
    first: Week,
) -> Result<Vec<(Week, String, i64)>> {
    let found: Vec<(i64, String, i64)> = sqlx::query_as(tx.sql(
        "select (day + 3) / 7, kind, cast(sum(n) as bigint) from daily
         where community_id = $1 and member_id = $2 and day >= $3
         group by (day + 3) / 7, kind order by 1, 2",
    ))
    .bind(community)
    .bind(member)
    .bind(first.monday().0)
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(|(week, kind, n)| (Week(week), kind, n)).collect())
}

/// How many rows of each table are kept about a member.
pub(crate) async fn kept(tx: &mut Tx, community: i64, member: i64) -> Result<(i64, i64)> {
    Ok(sqlx::query_as(tx.sql(
        "select cast((select count(*) from message where community_id = $1 and author = $2) as bigint),
                cast((select count(*) from reaction where community_id = $1 and member_id = $2) as bigint)",
    ))
    .bind(community)
    .bind(member)
    .fetch_one(tx.conn())
    .await?)
}

/// Members by what they did from `first` on: written and received, for the leaderboard. Nobody who is gone, a bot, or
/// opted out.
pub(crate) async fn most(tx: &mut Tx, community: i64, first: Day, many: i64) -> Result<Vec<(i64, i64)>> {
    Ok(sqlx::query_as(tx.sql(
        "select d.member_id, cast(sum(d.n * case d.kind when 'message' then 1 when 'reply' then 2
                 when 'thread_started' then 1 when 'reaction_received' then 1
                 when 'shoutout_received' then 5 else 10 end) as bigint) as points
         from daily d join member m on m.community_id = d.community_id and m.id = d.member_id
         where d.community_id = $1 and d.day >= $2 and m.bot is null and m.opted_out is null
           and exists (select 1 from account a where a.community_id = d.community_id and a.member_id = d.member_id
                       and a.departed is null)
         group by d.member_id order by points desc, d.member_id limit $3",
    ))
    .bind(community)
    .bind(first.0)
    .bind(many)
    .fetch_all(tx.conn())
    .await?)
}

/// Forgets message references of days before `before` that were stored before then too. The rollups stay; the days are
/// remembered, so that the same history, sent again, does not count again.
pub(crate) async fn prune(tx: &mut Tx, community: i64, before: Day, stored: Moment) -> Result<u64> {
    for sql in [
        "insert into pruned (community_id, channel_id, day)
         select distinct community_id, channel_id, day from message
         where community_id = $1 and day < $2 and stored < $3 on conflict do nothing",
        "delete from reaction where community_id = $1 and day < $2 and at < $3 and exists (select 1 from pruned p
             where p.community_id = $1 and p.channel_id = reaction.channel_id and p.day = reaction.day)",
        "delete from thread where community_id = $1 and day < $2 and exists (select 1 from pruned p
             where p.community_id = $1 and p.channel_id = thread.channel_id and p.day = thread.day)
             and $3 is not null",
    ] {
        sqlx::query(tx.sql(sql)).bind(community).bind(before.0).bind(stored.0).execute(tx.conn()).await?;
    }
    let done =
        sqlx::query(tx.sql("delete from message where community_id = $1 and day < $2 and stored < $3"))
            .bind(community)
            .bind(before.0)
            .bind(stored.0)
            .execute(tx.conn())
            .await?;
    Ok(done.rows_affected())
}

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
    sqlx::query(tx.sql(
        "insert into contribution (community_id, id, member_id, what, link, day, logged)
         values ($1, $2, $3, $4, $5, $6, $7)",
    ))
    .bind(community)
    .bind(new.id)
    .bind(new.member)
    .bind(new.what)
    .bind(new.link)
    .bind(new.day.0)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    sqlx::query(tx.sql(
        "insert into contribution_with (community_id, contribution_id, member_id)
         select $1, $2, cast(value as bigint) from json_each($3) as r where true",
    ))
    .bind(community)
    .bind(new.id)
    .bind(rows(with)?)
    .execute(tx.conn())
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
    let row: Option<Row> = sqlx::query_as(tx.sql(
        "select member_id, what, link, day, confirmed from contribution
         where community_id = $1 and id = $2 and withdrawn is null",
    ))
    .bind(community)
    .bind(id)
    .fetch_optional(tx.conn())
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
    Ok(sqlx::query_scalar(tx.sql(
        "select member_id from contribution_with where community_id = $1 and contribution_id = $2 order by 1",
    ))
    .bind(community)
    .bind(id)
    .fetch_all(tx.conn())
    .await?)
}

/// Confirms a contribution; whether nobody had.
pub(crate) async fn confirm(tx: &mut Tx, community: i64, id: i64, by: i64, now: Moment) -> Result<bool> {
    let done = sqlx::query(tx.sql(
        "update contribution set confirmed = $3, confirmed_by = $4
         where community_id = $1 and id = $2 and confirmed is null and withdrawn is null",
    ))
    .bind(community)
    .bind(id)
    .bind(now.0)
    .bind(by)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

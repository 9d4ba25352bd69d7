//! What is asked about messages, and how they are forgotten.

use serde::Serialize;

use crate::error::Result;
use crate::moment::{Day, Moment};
use crate::store::{Tx, rows};

/// A message to write down.
#[derive(Debug, Serialize)]
pub(crate) struct NewMessage<'a> {
    pub(crate) channel: i64,
    pub(crate) id: &'a str,
    pub(crate) author: i64,
    pub(crate) kind: &'static str,
    pub(crate) thread: Option<&'a str>,
    pub(crate) addressed: Option<i64>,
    pub(crate) wordless: Option<i64>,
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
    tx.query(
        "insert into message (community_id, channel_id, id, author, kind, thread, addressed, wordless, day, sent,
             stored, imported)
         select $1, cast(r.value->>'channel' as bigint), r.value->>'id', cast(r.value->>'author' as bigint),
                r.value->>'kind', r.value->>'thread', cast(r.value->>'addressed' as bigint),
                cast(r.value->>'wordless' as bigint), cast(r.value->>'day' as bigint),
                cast(r.value->>'sent' as bigint), $3, $4
         from json_each($2) as r
         where not exists (select 1 from pruned p where p.community_id = $1
             and p.channel_id = cast(r.value->>'channel' as bigint) and p.day = cast(r.value->>'day' as bigint))
         on conflict (community_id, channel_id, id) do nothing
         returning channel_id, id",
    )
    .bind(community)
    .bind(rows(messages)?)
    .bind(now.0)
    .bind(imported.then_some(now.0))
    .fetch_all()
    .await
}

/// A message's place: our channel id and the platform's message id.
#[derive(Clone, Debug, Eq, Hash, PartialEq, Serialize)]
pub(crate) struct At {
    pub(crate) channel: i64,
    pub(crate) id: String,
}

/// The authors of messages, as far as they are known and not deleted.
pub(crate) async fn authors(tx: &mut Tx, community: i64, at: &[At]) -> Result<Vec<(At, i64)>> {
    let found: Vec<(i64, String, i64)> = tx
        .query(
            "select m.channel_id, m.id, m.author from json_each($2) as r cross join message m
         where m.community_id = $1 and m.channel_id = cast(r.value->>'channel' as bigint)
           and m.id = r.value->>'id' and m.author is not null and m.deleted is null",
        )
        .bind(community)
        .bind(rows(at)?)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|(channel, id, author)| (At { channel, id }, author)).collect())
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
    let row: Option<(Option<i64>, Option<String>, i64)> = tx
        .query(
            "update message set deleted = $4 where community_id = $1 and channel_id = $2 and id = $3
             and deleted is null returning author, kind, day",
        )
        .bind(community)
        .bind(at.channel)
        .bind(&at.id)
        .bind(now.0)
        .fetch_optional()
        .await?;
    if row.is_none() {
        // Not seen yet: a late copy must not count.
        tx.query(
            "insert into message (community_id, channel_id, id, day, sent, stored, deleted)
             values ($1, $2, $3, $4, $5, $5, $5) on conflict (community_id, channel_id, id) do nothing",
        )
        .bind(community)
        .bind(at.channel)
        .bind(&at.id)
        .bind(today.0)
        .bind(now.0)
        .execute()
        .await?;
    }
    Ok(row.map(|(author, kind, day)| Gone { author, kind, day: Day(day) }))
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
    let row: Option<Row> = tx.query(
        "select author, kind, day, imported, deleted,
                cast((select count(*) from reaction r where r.community_id = m.community_id
                      and r.channel_id = m.channel_id and r.message_id = m.id and r.removed is null) as bigint)
         from message m where community_id = $1 and channel_id = $2 and id = $3",
    )
    .bind(community)
    .bind(at.channel)
    .bind(&at.id)
    .fetch_optional()
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

/// How many rows of each table are kept about a member.
pub(crate) async fn kept(tx: &mut Tx, community: i64, member: i64) -> Result<(i64, i64)> {
    tx.query(
        "select cast((select count(*) from message where community_id = $1 and author = $2) as bigint),
                cast((select count(*) from reaction where community_id = $1 and member_id = $2) as bigint)",
    )
    .bind(community)
    .bind(member)
    .fetch_one()
    .await
}

/// Forgets message references of days before `before` that were stored before `stored`, with the reactions to them and
/// the threads below them. The rollups stay; the days are remembered, so that the same history, sent again, does not
/// count again.
pub(crate) async fn prune(tx: &mut Tx, community: i64, before: Day, stored: Moment) -> Result<u64> {
    let mut forgotten = 0;
    // All take the same three values; a thread has no moment of its own, and Postgres wants every value named (`$3 > 0`).
    for sql in [
        "insert into pruned (community_id, channel_id, day)
         select distinct community_id, channel_id, day from message
         where community_id = $1 and day < $2 and stored < $3 on conflict do nothing",
        "delete from message where community_id = $1 and day < $2 and stored < $3",
        // A reaction may stand on a day on which nobody wrote.
        "insert into pruned (community_id, channel_id, day)
         select distinct community_id, channel_id, day from reaction r
         where community_id = $1 and day < $2 and at < $3 and not exists (select 1 from message m
             where m.community_id = $1 and m.channel_id = r.channel_id and m.id = r.message_id)
         on conflict do nothing",
        "delete from reaction where community_id = $1 and day < $2 and at < $3 and not exists (select 1 from message m
             where m.community_id = $1 and m.channel_id = reaction.channel_id and m.id = reaction.message_id)",
        "insert into pruned (community_id, channel_id, day)
         select distinct community_id, channel_id, day from thread t
         where community_id = $1 and day < $2 and $3 > 0 and not exists (select 1 from message m
             where m.community_id = $1 and m.channel_id = t.channel_id and m.id = t.root)
         on conflict do nothing",
        "delete from thread where community_id = $1 and day < $2 and $3 > 0 and not exists (select 1 from message m
             where m.community_id = $1 and m.channel_id = thread.channel_id and m.id = thread.root)",
    ] {
        let done =
            tx.query(sql).bind(community).bind(before.0).bind(stored.0).execute().await?;
        forgotten += done;
    }
    Ok(forgotten)
}

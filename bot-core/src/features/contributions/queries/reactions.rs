//! What is asked about reactions and threads.

use serde::Serialize;

use super::At;
use crate::error::Result;
use crate::moment::{Day, Moment};
use crate::store::{Tx, rows};

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
    tx.query(
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
    )
    .bind(community)
    .bind(rows(reactions)?)
    .fetch_all()
    .await
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
    tx.query(
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
    )
    .bind(community)
    .bind(rows(threads)?)
    .fetch_all()
    .await
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
    let found: Vec<(Option<i64>, i64)> = tx
        .query(
            "update reaction set removed = $6
         where community_id = $1 and channel_id = $2 and message_id = $3 and removed is null
           and ($4 is null or member_id = $4) and ($5 is null or emoji = $5) and at <= $6
         returning author, day",
        )
        .bind(community)
        .bind(at.channel)
        .bind(&at.id)
        .bind(by)
        .bind(emoji)
        .bind(when.0)
        .fetch_all()
        .await?;
    Ok(found.into_iter().filter_map(|(author, day)| Some((author?, Day(day)))).collect())
}

/// Remembers that a reaction was taken back which was never seen, maybe not for the first time: a late copy of it must
/// not count.
pub(crate) async fn remember_removed(
    tx: &mut Tx,
    community: i64,
    at: &At,
    by: i64,
    emoji: &str,
    when: Moment,
    day: Day,
) -> Result<()> {
    tx.query(
        "insert into reaction (community_id, channel_id, message_id, emoji, member_id, day, at, removed)
         values ($1, $2, $3, $4, $5, $6, $7, $7)
         on conflict (community_id, channel_id, message_id, emoji, member_id) do update
             set removed = excluded.removed where reaction.removed < excluded.removed",
    )
    .bind(community)
    .bind(at.channel)
    .bind(&at.id)
    .bind(emoji)
    .bind(by)
    .bind(day.0)
    .bind(when.0)
    .execute()
    .await?;
    Ok(())
}

/// Takes back a thread whose first message is gone: for whom it counted, and on which day.
pub(crate) async fn remove_thread(
    tx: &mut Tx,
    community: i64,
    at: &At,
    now: Moment,
) -> Result<Option<(i64, Day)>> {
    let row: Option<(Option<i64>, i64)> = tx
        .query(
            "update thread set removed = $4 where community_id = $1 and channel_id = $2 and root = $3
             and removed is null returning author, day",
        )
        .bind(community)
        .bind(at.channel)
        .bind(&at.id)
        .bind(now.0)
        .fetch_optional()
        .await?;
    Ok(row.and_then(|(author, day)| Some((author?, Day(day)))))
}

//! Questions found by where they stand, and what was said there.

use std::collections::BTreeSet;

use crate::chat::{MessageRef, Platform};
use crate::error::Result;
use crate::features::contributions::queries::At;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// The question that a message asks and that is not closed.
pub(in super::super) async fn of_message(tx: &mut Tx, community: i64, at: &At) -> Result<Option<i64>> {
    tx.query(
        "select id from escalation where community_id = $1 and channel_id = $2 and message_id = $3
           and closed is null",
    )
    .bind(community)
    .bind(at.channel)
    .bind(&at.id)
    .fetch_optional()
    .await
}

/// The question whose thread hangs on a message, and that is not closed.
pub(in super::super) async fn of_thread(tx: &mut Tx, community: i64, at: &MessageRef) -> Result<Option<i64>> {
    tx.query(
        "select id from escalation where community_id = $1 and thread_message = $2 and thread_channel = $3
           and closed is null",
    )
    .bind(community)
    .bind(at.message.as_str())
    .bind(at.channel.as_str())
    .fetch_optional()
    .await
}

/// The questions in whose thread a message stands: in the thread's own channel, or under the message at its top.
pub(in super::super) async fn around(
    tx: &mut Tx,
    community: i64,
    at: &At,
    platform_channel: &str,
) -> Result<Option<i64>> {
    tx.query(
        "select e.id from escalation e
         where e.community_id = $1 and e.closed is null
           and ((e.thread_channel = $4 and e.channel_id <> $2)
                or (e.channel_id = $2 and exists (
                    select 1 from message m where m.community_id = $1 and m.channel_id = $2 and m.id = $3
                      and m.thread in (e.thread_message, e.message_id))))
         order by e.opened desc, e.id desc limit 1",
    )
    .bind(community)
    .bind(at.channel)
    .bind(&at.id)
    .bind(platform_channel)
    .fetch_optional()
    .await
}

/// What an effect opened stands here: the question whose thread that is knows it now, and a private one's is private for
/// good.
pub(crate) async fn settle_thread(tx: &mut Tx, card: i64, at: &MessageRef) -> Result<()> {
    for sql in [
        "insert into private_place (community_id, channel, message, since)
         select community_id, $2, $3, opened from escalation where card = $1 and private is not null
         on conflict do nothing",
        "update escalation set thread_channel = $2, thread_message = $3 where card = $1 and thread_message is null",
    ] {
        tx.query(sql).bind(card).bind(at.channel.as_str()).bind(at.message.as_str()).execute().await?;
    }
    Ok(())
}

/// The places in these channels where private questions are talked about, or once were.
pub(in super::super) async fn private_places(
    tx: &mut Tx,
    community: i64,
    channels: &BTreeSet<&str>,
) -> Result<Vec<MessageRef>> {
    let channels: Vec<_> = channels.iter().map(|id| serde_json::json!({ "id": id })).collect();
    let found: Vec<(String, String)> = tx
        .query(
            "select p.channel, p.message from json_each($2) as r cross join private_place p
             where p.community_id = $1 and p.channel = r.value->>'id'",
        )
        .bind(community)
        .bind(rows(&channels)?)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|(channel, message)| MessageRef::new(&channel, &message)).collect())
}

/// The last message that somebody else than the asker wrote in a thread since a moment; one member's if one is given:
/// who wrote it, and where it stands. Where the same two talk about several private questions, only what hangs on this one's
/// card is about it.
#[expect(clippy::too_many_arguments, reason = "a place has many pieces")]
pub(in super::super) async fn last_answer(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    channel: i64,
    thread: &MessageRef,
    root: Option<&str>,
    asker: i64,
    by: Option<i64>,
    since: Moment,
) -> Result<Option<(i64, MessageRef)>> {
    let found: Option<(i64, String, String)> = tx.query(
        "select said.author, c.platform_id, said.id from (
             select o.author, o.channel_id, o.id, o.sent from message o
             where o.community_id = $1 and o.thread in ($4, $5) and o.channel_id = $3 and o.deleted is null
             union all
             select o.author, o.channel_id, o.id, o.sent from channel t join message o
                 on o.community_id = t.community_id and o.channel_id = t.id
             where t.community_id = $1 and t.platform = $2 and t.platform_id = $6 and t.id <> $3
               and o.sent >= $9 and o.deleted is null
               and (o.thread = $4 or not exists (
                   select 1 from escalation e where e.community_id = $1 and e.closed is null
                     and e.private is not null and e.thread_channel = $6 and e.thread_message <> $4))) as said
         join channel c on c.community_id = $1 and c.id = said.channel_id
         where said.author is not null and said.author <> $7 and ($8 is null or said.author = $8) and said.sent >= $9
         order by said.sent desc, said.id desc limit 1",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(channel)
    .bind(thread.message.as_str())
    .bind(root.unwrap_or_else(|| thread.message.as_str()))
    .bind(thread.channel.as_str())
    .bind(asker)
    .bind(by)
    .bind(since.0)
    .fetch_optional()
    .await?;
    Ok(found.map(|(author, channel, message)| (author, MessageRef::new(&channel, &message))))
}

/// Whether anything is asked in a community now.
pub(in super::super) async fn any_open(tx: &mut Tx, community: i64) -> Result<bool> {
    let sql = "select id from escalation where community_id = $1 and closed is null limit 1";
    let found: Option<i64> = tx.query(sql).bind(community).fetch_optional().await?;
    Ok(found.is_some())
}

/// The open questions that a member asked, and those that they took.
pub(in super::super) async fn concerning(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<i64>> {
    let mut found: Vec<i64> = tx.query(
        "select id from escalation where community_id = $1 and asker = $2 and closed is null
         union all
         select id from escalation where community_id = $1 and claimed_by = $2 and closed is null
         union all
         select k.escalation_id from asked k where k.community_id = $1 and k.member_id = $2 and k.reply is null",
    )
    .bind(community)
    .bind(member)
    .fetch_all()
    .await?;
    // In one order for all, so that no two wait for each other.
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

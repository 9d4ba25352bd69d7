//! Whom Kith asked.

use std::collections::HashMap;

use crate::chat::{MessageRef, Platform};
use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// Somebody whom Kith asked, and what they said.
#[derive(Clone, Debug)]
pub(in super::super) struct Asked {
    pub(in super::super) member: i64,
    pub(in super::super) reason: String,
    /// The effect that asks them.
    pub(in super::super) post: Option<i64>,
    /// Nothing while they said nothing.
    pub(in super::super) reply: Option<String>,
}

/// Everybody who was asked one question, in the order in which they were.
pub(in super::super) async fn asked(tx: &mut Tx, community: i64, escalation: i64) -> Result<Vec<Asked>> {
    let found: Vec<(i64, String, Option<i64>, Option<String>)> = tx
        .query(
            "select member_id, reason, post, reply from asked where community_id = $1 and escalation_id = $2
         order by at, member_id",
        )
        .bind(community)
        .bind(escalation)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|(member, reason, post, reply)| Asked { member, reason, post, reply }).collect())
}

/// Writes down that a member is asked. Who was asked before and came to it again has said nothing yet.
#[expect(clippy::too_many_arguments, reason = "one argument a column")]
pub(in super::super) async fn ask(
    tx: &mut Tx,
    community: i64,
    escalation: i64,
    member: i64,
    step: i64,
    reason: &str,
    post: i64,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into asked (community_id, escalation_id, member_id, step, reason, post, at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (community_id, escalation_id, member_id) do update set
             step = excluded.step, reason = excluded.reason, post = excluded.post, at = excluded.at, reply = null,
             replied = null",
    )
    .bind(community)
    .bind(escalation)
    .bind(member)
    .bind(step)
    .bind(reason)
    .bind(post)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

/// What a member said to being asked; somebody who was not asked came of their own accord.
pub(in super::super) async fn replied(
    tx: &mut Tx,
    community: i64,
    escalation: i64,
    member: i64,
    reply: &str,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into asked (community_id, escalation_id, member_id, step, reason, at, reply, replied)
         values ($1, $2, $3, -1, '', $5, $4, $5)
         on conflict (community_id, escalation_id, member_id) do update set reply = excluded.reply,
             replied = excluded.replied",
    )
    .bind(community)
    .bind(escalation)
    .bind(member)
    .bind(reply)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

/// Everybody who was asked one question and said nothing gets this for a reply; the posts that asked them.
pub(in super::super) async fn all_replied(
    tx: &mut Tx,
    community: i64,
    escalation: i64,
    reply: &str,
    now: Moment,
) -> Result<Vec<i64>> {
    let posts: Vec<Option<i64>> = tx.query(
        "update asked set reply = $3, replied = $4 where community_id = $1 and escalation_id = $2 and reply is null
         returning post",
    )
    .bind(community)
    .bind(escalation)
    .bind(reply)
    .bind(now.0)
    .fetch_all()
    .await?;
    let mut posts: Vec<i64> = posts.into_iter().flatten().collect();
    posts.sort_unstable();
    posts.dedup();
    Ok(posts)
}

/// How many open questions each of these members has: those they took, and those they are asked at this moment.
pub(in super::super) async fn load(
    tx: &mut Tx,
    community: i64,
    members: &[i64],
) -> Result<HashMap<i64, i64>> {
    let found: Vec<(i64, i64)> = tx
        .query(
            "select open.member, cast(sum(open.n) as bigint) from (
             select e.claimed_by as member, 1 as n from escalation e
             where e.community_id = $1 and e.state = 'claimed'
               and e.claimed_by in (select cast(value as bigint) from json_each($2))
             union all
             select k.member_id as member, 1 as n from asked k cross join escalation e
             where k.community_id = $1 and k.member_id in (select cast(value as bigint) from json_each($2))
               and k.reply is null and e.community_id = k.community_id and e.id = k.escalation_id
               and e.state = 'open') as open
         group by open.member",
        )
        .bind(community)
        .bind(rows(members)?)
        .fetch_all()
        .await?;
    Ok(found.into_iter().collect())
}

/// Which of these members were asked about anything since a moment.
pub(in super::super) async fn asked_since(
    tx: &mut Tx,
    community: i64,
    members: &[i64],
    since: Moment,
) -> Result<Vec<i64>> {
    tx.query(
        "select distinct k.member_id from json_each($2) as r cross join asked k
         where k.community_id = $1 and k.member_id = cast(r.value as bigint) and k.at >= $3 and k.post is not null",
    )
    .bind(community)
    .bind(rows(members)?)
    .bind(since.0)
    .fetch_all()
    .await
}

/// A member says that a question is not their area.
pub(in super::super) async fn not_area(
    tx: &mut Tx,
    community: i64,
    member: i64,
    topic: Option<i64>,
    channel: i64,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into not_area (community_id, member_id, topic_id, channel_id, at, n) values ($1, $2, $3, $4, $5, 1)
         on conflict (community_id, member_id, topic_id, channel_id) do update set at = excluded.at,
             n = not_area.n + 1",
    )
    .bind(community)
    .bind(member)
    .bind(topic.unwrap_or(0))
    .bind(channel)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

/// Which of these members said that questions such as one on this topic, asked here, are not their area, and how often.
pub(in super::super) async fn not_their_area(
    tx: &mut Tx,
    community: i64,
    members: &[i64],
    topic: Option<i64>,
    channel: i64,
) -> Result<HashMap<i64, i64>> {
    let found: Vec<(i64, i64)> = tx
        .query(
            "select a.member_id, cast(sum(a.n) as bigint) from json_each($2) as r cross join not_area a
         where a.community_id = $1 and a.member_id = cast(r.value as bigint)
           and (a.topic_id = $3 or ($3 = 0 and a.channel_id = $4))
         group by a.member_id",
        )
        .bind(community)
        .bind(rows(members)?)
        .bind(topic.unwrap_or(0))
        .bind(channel)
        .fetch_all()
        .await?;
    Ok(found.into_iter().collect())
}

/// Where what an effect posted stands, if it does.
pub(in super::super) async fn stands(tx: &mut Tx, effect: i64) -> Result<Option<(Platform, MessageRef)>> {
    let found: Option<(String, Option<String>, Option<String>)> = tx
        .query("select platform, message_channel, message_id from effect where id = $1")
        .bind(effect)
        .fetch_optional()
        .await?;
    Ok(match found {
        Some((platform, Some(channel), Some(message))) => {
            Some((Platform(platform), MessageRef::new(&channel, &message)))
        }
        _ => None,
    })
}

/// Which open question waits for an effect that will never be done: community, its name, the question, its
/// platform.
pub(crate) async fn waits_for(tx: &mut Tx, effect: i64) -> Result<Option<(i64, String, i64, String)>> {
    tx.query(
        "select c.id, c.name, e.id, e.platform from (
             select o.community_id, o.id from escalation o where o.card = $1
             union all
             select k.community_id, k.escalation_id as id from asked k where k.post = $1 and k.reply is null) as w
         join escalation e on e.community_id = w.community_id and e.id = w.id
         join community c on c.id = e.community_id
         join effect f on f.id = $1
         where e.closed is null and f.state = 'dead' limit 1",
    )
    .bind(effect)
    .fetch_optional()
    .await
}

/// Whether an effect will never be done.
pub(in super::super) async fn is_dead(tx: &mut Tx, effect: i64) -> Result<bool> {
    let sql = "select id from effect where id = $1 and state = 'dead'";
    let found: Option<i64> = tx.query(sql).bind(effect).fetch_optional().await?;
    Ok(found.is_some())
}

/// Whether somebody is asked by a post that is not out yet.
pub(in super::super) async fn is_on_its_way(tx: &mut Tx, community: i64, escalation: i64) -> Result<bool> {
    let found: Option<i64> = tx.query(
        "select f.id from asked k join effect f on f.id = k.post
         where k.community_id = $1 and k.escalation_id = $2 and k.reply is null and f.state = 'waiting' limit 1",
    )
    .bind(community)
    .bind(escalation)
    .fetch_optional()
    .await?;
    Ok(found.is_some())
}

//! Effects that wait to be carried out: written with what caused them, delivered at least once, never forgotten.

mod queries;

use crate::chat::{Effect, Message, MessageRef, Place, Platform};
use crate::error::{Error, Result};
use crate::ids::Ids;
use crate::moment::{Moment, Span};
use crate::store::Tx;

use queries::bury_stale;
pub use queries::{Backlog, Death, Waiting};
pub(crate) use queries::{
    answers_stand, backlog, dead, is_known, let_go, look, prune, put_answer, told, untold,
};

/// How long a worker may take before another one tries.
const LEASE: Span = Span::minutes(2);
/// What a platform could not be told for so long is no longer worth saying.
const STALE: Span = Span::days(3);
/// An effect dies of trouble only after so many attempts, and not before it is stale.
const LEAST_ATTEMPTS: i64 = 12;

/// An effect that an adapter shall carry out now.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// Its id: the key by which a platform recognises a second delivery.
    pub id: i64,
    /// The community that it belongs to.
    pub community: i64,
    /// What to do.
    pub effect: Effect,
    /// How often it was tried before.
    pub attempts: i64,
    /// When it was wanted.
    pub made: Moment,
}

/// What became of an effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Delivery {
    /// Done; the message that came of it, if one did.
    Done(Option<MessageRef>),
    /// The platform will never do it; why.
    Refused(String),
    /// Not now; why, and when to try again if the platform said so.
    Later(String, Option<Moment>),
    /// It was not tried: the platform asks for a pause until then. This counts as no attempt.
    Paused(Moment),
}

/// Puts an effect into the outbox.
pub(crate) async fn put(
    tx: &mut Tx,
    id: i64,
    community: i64,
    platform: &Platform,
    effect: &Effect,
    now: Moment,
    after: Option<i64>,
) -> Result<()> {
    let body = serde_json::to_string(effect).map_err(Error::failed)?;
    tx.query(
        "insert into effect (id, community_id, platform, body, state, due, made, attempts, after_effect)
         values ($1, $2, $3, $4, 'waiting', $5, $5, 0, $6)",
    )
    .bind(id)
    .bind(community)
    .bind(platform.as_str())
    .bind(body)
    .bind(now.0)
    .bind(after)
    .execute()
    .await?;
    Ok(())
}

/// What is said of an effect whose time is over.
pub const WAITED: &str = "waited too long";

type DueRow = (i64, i64, String, i64, i64);

/// Takes up to `most` effects that are due on a platform, oldest first, for a worker to carry out.
pub(crate) async fn take(tx: &mut Tx, platform: &Platform, now: Moment, most: i64) -> Result<Vec<Due>> {
    bury_stale(tx, platform, now).await?;
    // Postgres needs no `skip locked` here: two workers that pick the same row update it one after the other, and the
    // second one's `where` no longer holds.
    let rows: Vec<DueRow> = tx
        .query(
            "update effect set leased = $3, attempts = attempts + 1
         where id in (
             select e.id from effect e left join effect first on first.id = e.after_effect
             where e.platform = $1 and e.state = 'waiting' and e.due <= $2 and coalesce(e.leased, 0) <= $2
               and (first.id is null or first.state <> 'waiting')
             order by e.due, e.id limit $4
         ) and state = 'waiting' and coalesce(leased, 0) <= $2
         returning id, community_id, body, attempts - 1, made",
        )
        .bind(platform.as_str())
        .bind(now.0)
        .bind((now + LEASE).0)
        .bind(most)
        .fetch_all()
        .await?;
    let mut due = Vec::with_capacity(rows.len());
    for (id, community, body, attempts, made) in rows {
        let effect = match serde_json::from_str(&body) {
            Ok(effect) => effect,
            // Another version wrote it. It is kept to be seen, and holds up nothing else.
            Err(unreadable) => {
                give_up(tx, id, &unreadable.to_string()).await?;
                continue;
            }
        };
        let effect = settle_place(tx, effect).await?;
        due.push(Due { id, community, effect, attempts, made: Moment(made) });
    }
    due.sort_by_key(|due| due.id);
    Ok(due)
}

/// What is done in a thread of another effect's: now that the other one is out, the place is known.
async fn settle_place(tx: &mut Tx, mut effect: Effect) -> Result<Effect> {
    let place = match &mut effect {
        Effect::CloseThread { thread } | Effect::ThreadMembers { thread, .. } => thread,
        Effect::Post { to, .. } => to,
        _ => return Ok(effect),
    };
    let Place::ThreadOf { effect: root, channel } = place else { return Ok(effect) };
    let root: Option<(Option<String>, Option<String>)> = tx
        .query("select message_channel, message_id from effect where id = $1")
        .bind(*root)
        .fetch_optional()
        .await?;
    *place = match root {
        Some((Some(channel), Some(id))) => Place::Thread(MessageRef::new(&channel, &id)),
        _ => Place::Channel(channel.clone()),
    };
    Ok(effect)
}

/// Records what became of an effect.
pub(crate) async fn settle(tx: &mut Tx, ids: &Ids, id: i64, now: Moment, delivery: &Delivery) -> Result<()> {
    match delivery {
        Delivery::Done(at) => done(tx, ids, id, now, at.as_ref()).await,
        Delivery::Refused(why) => give_up(tx, id, why).await,
        Delivery::Later(why, when) => put_off(tx, id, now, why, *when).await,
        Delivery::Paused(until) => pause(tx, id, *until).await,
    }
}

type DoneRow = (i64, i64, String, Option<String>, Option<String>, Option<String>);

/// It is done, and keeps no text; the message that came of it.
async fn done(tx: &mut Tx, ids: &Ids, id: i64, now: Moment, at: Option<&MessageRef>) -> Result<()> {
    let done: Option<DoneRow> = tx
        .query(
            "update effect set state = 'delivered', problem = null, leased = null, body = null,
             message_channel = $2, message_id = $3
         where id = $1 and state in ('answer', 'waiting', 'withdrawn')
         returning id, community_id, platform, instead, message_channel, message_id",
        )
        .bind(id)
        .bind(at.map(|at| at.channel.as_str()))
        .bind(at.map(|at| at.message.as_str()))
        .fetch_optional()
        .await?;
    if let Some(done) = done {
        instead(tx, ids, now, done).await?;
    }
    Ok(())
}

/// Whether what is done was taken back meanwhile, so that its message shall say so.
async fn instead(tx: &mut Tx, ids: &Ids, now: Moment, done: DoneRow) -> Result<bool> {
    let (id, community, platform, Some(instead), Some(channel), Some(message)) = done else {
        return Ok(false);
    };
    let on = MessageRef::new(&channel, &message);
    let edit = Effect::Edit { on, message: serde_json::from_str(&instead).map_err(Error::failed)? };
    put(tx, ids.next(now), community, &Platform(platform), &edit, now, None).await?;
    tx.query("update effect set instead = null where id = $1").bind(id).execute().await?;
    Ok(true)
}

/// It cannot be done now; when to try again, if the platform said so.
async fn put_off(tx: &mut Tx, id: i64, now: Moment, why: &str, when: Option<Moment>) -> Result<()> {
    let tried: Option<(i64, i64)> = tx
        .query("select attempts, made from effect where id = $1 and state = 'waiting'")
        .bind(id)
        .fetch_optional()
        .await?;
    let Some((attempts, made)) = tried else { return Ok(()) };
    if attempts >= LEAST_ATTEMPTS && Moment(made) <= now - STALE {
        return give_up(tx, id, why).await;
    }
    tx.query("update effect set problem = $2, due = $3, leased = null where id = $1 and state = 'waiting'")
        .bind(id)
        .bind(why)
        .bind(when.unwrap_or_else(|| now + backoff(attempts)).0)
        .execute()
        .await?;
    Ok(())
}

/// It was not tried, and is due again when the pause is over.
async fn pause(tx: &mut Tx, id: i64, until: Moment) -> Result<()> {
    tx.query(
        "update effect set attempts = attempts - 1, due = $2, leased = null
         where id = $1 and state = 'waiting' and leased is not null",
    )
    .bind(id)
    .bind(until.0)
    .execute()
    .await?;
    Ok(())
}

/// It will never be done. Its words are kept for a while, to be seen.
async fn give_up(tx: &mut Tx, id: i64, why: &str) -> Result<()> {
    tx.query(
        "update effect set state = 'dead', problem = $2, leased = null where id = $1 and state = 'waiting'",
    )
    .bind(id)
    .bind(why)
    .execute()
    .await?;
    Ok(())
}

/// Takes an effect back. If it was done already: where, and on which platform. If it is being done at this moment, its
/// message says `instead` once it is known.
pub(crate) async fn withdraw(
    tx: &mut Tx,
    id: i64,
    instead: Option<&Message>,
) -> Result<Option<(Platform, MessageRef)>> {
    let instead = instead.map(serde_json::to_string).transpose().map_err(Error::failed)?;
    tx.query(
        "update effect set state = 'withdrawn', body = null,
             instead = case when state = 'answer' or leased is not null then $2 end
         where id = $1 and state in ('answer', 'waiting')",
    )
    .bind(id)
    .bind(instead)
    .execute()
    .await?;
    let done: Option<(String, Option<String>, Option<String>)> = tx
        .query(
            "select platform, message_channel, message_id from effect where id = $1 and state = 'delivered'",
        )
        .bind(id)
        .fetch_optional()
        .await?;
    Ok(match done {
        Some((platform, Some(channel), Some(message))) => {
            Some((Platform(platform), MessageRef::new(&channel, &message)))
        }
        _ => None,
    })
}

/// How long to wait after so many attempts: doubling from a second, at most an hour.
fn backoff(attempts: i64) -> Span {
    Span(1000 << attempts.clamp(0, 12)).min(Span::hours(1))
}

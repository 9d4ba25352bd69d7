//! What is asked about the outbox, for whoever wants to see what is in it.

mod answers;

use super::STALE;
use crate::chat::{Effect, Platform};
use crate::error::Result;
use crate::moment::{Moment, Span};
use crate::store::{Tx, rows};

pub(crate) use answers::{answers_stand, put_answer};

/// How long an effect that is done or dead can be looked up.
const KEPT: Span = Span::days(30);

/// An effect as `kith ask` and `kith doctor` show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Its id.
    pub id: i64,
    /// The platform that shall do it.
    pub platform: Platform,
    /// What to do; nothing once it is done.
    pub effect: Option<Effect>,
    /// When it is due.
    pub due: Moment,
    /// What the platform said last.
    pub problem: Option<String>,
}

/// What is due on a platform and not done yet.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Backlog {
    /// How many effects.
    pub waiting: i64,
    /// Since when the oldest of them is due.
    pub oldest: Option<Moment>,
}

/// What is due on a platform and not done yet.
pub(crate) async fn backlog(tx: &mut Tx, platform: &Platform, now: Moment) -> Result<Backlog> {
    let sql = "select count(*), min(due) from effect where platform = $1 and state = 'waiting' and due <= $2";
    let (waiting, oldest): (i64, Option<i64>) =
        tx.query(sql).bind(platform.as_str()).bind(now.0).fetch_one().await?;
    Ok(Backlog { waiting, oldest: oldest.map(Moment) })
}

type WaitingRow = (i64, String, Option<String>, i64, Option<String>);

fn waiting((id, platform, body, due, problem): WaitingRow) -> Waiting {
    let effect = body.and_then(|body| serde_json::from_str(&body).ok());
    Waiting { id, platform: Platform(platform), effect, due: Moment(due), problem }
}

/// The effects with these ids.
pub(crate) async fn look(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Waiting>> {
    let rows: Vec<WaitingRow> = tx
        .query(
            "select id, platform, body, due, problem from effect
         where id in (select cast(value as bigint) from json_each($1)) order by id",
        )
        .bind(rows(ids)?)
        .fetch_all()
        .await?;
    Ok(rows.into_iter().map(waiting).collect())
}

/// The last effects that will never be done, whosever they are.
pub(crate) async fn dead(tx: &mut Tx) -> Result<Vec<Waiting>> {
    let sql =
        "select id, platform, body, due, problem from effect where state = 'dead' order by id desc limit 20";
    let rows: Vec<WaitingRow> = tx.query(sql).fetch_all().await?;
    Ok(rows.into_iter().map(waiting).collect())
}

/// An effect that will never be done, and nobody was told of yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Death {
    /// Its id.
    pub id: i64,
    /// The community that it belongs to.
    pub community: i64,
    /// What should have been done, as far as this Kith can read it.
    pub effect: Option<Effect>,
    /// What the platform said last.
    pub problem: String,
}

type DeathRow = (i64, i64, Option<String>, Option<String>);

/// Those on a platform of which nobody was told yet, the oldest first.
pub(crate) async fn untold(tx: &mut Tx, platform: &Platform, most: i64) -> Result<Vec<Death>> {
    let sql = "select id, community_id, body, problem from effect
               where platform = $1 and state = 'dead' and told is null order by id limit $2";
    let rows: Vec<DeathRow> = tx.query(sql).bind(platform.as_str()).bind(most).fetch_all().await?;
    let death = |(id, community, body, problem): DeathRow| Death {
        id,
        community,
        effect: body.and_then(|body| serde_json::from_str(&body).ok()),
        problem: problem.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(death).collect())
}

/// Somebody was told of a death.
pub(crate) async fn told(tx: &mut Tx, id: i64, now: Moment) -> Result<()> {
    let sql = "update effect set told = $2 where id = $1 and state = 'dead'";
    tx.query(sql).bind(id).bind(now.0).execute().await?;
    Ok(())
}

/// Whether a message came of an effect that is known to be done.
pub(crate) async fn is_known(tx: &mut Tx, community: i64, channel: &str, message: &str) -> Result<bool> {
    let sql =
        "select id from effect where community_id = $1 and message_id = $2 and message_channel = $3 limit 1";
    let found: Option<i64> =
        tx.query(sql).bind(community).bind(message).bind(channel).fetch_optional().await?;
    Ok(found.is_some())
}

/// Lets go of what waited too long.
pub(super) async fn bury_stale(tx: &mut Tx, platform: &Platform, now: Moment) -> Result<()> {
    tx.query(
        "update effect set state = 'dead', problem = coalesce(problem, 'waited too long')
         where platform = $1 and state = 'waiting' and due < $2",
    )
    .bind(platform.as_str())
    .bind((now - STALE).0)
    .execute()
    .await?;
    Ok(())
}

/// Forgets effects that were done or died long ago, and those for a platform that nobody serves any more.
pub(crate) async fn prune(tx: &mut Tx, community: i64, now: Moment) -> Result<()> {
    tx.query(
        "update effect set state = 'dead', problem = coalesce(problem, 'waited too long')
         where community_id = $1 and state = 'waiting' and made < $2 and due < $2",
    )
    .bind(community)
    .bind((now - STALE).0)
    .execute()
    .await?;
    tx.query(
        "delete from effect where community_id = $1 and state in ('answer', 'dead', 'delivered', 'withdrawn')
           and made < $2",
    )
    .bind(community)
    .bind((now - KEPT).0)
    .execute()
    .await?;
    Ok(())
}

/// Lets go of what waits for a platform where nobody can do it any more: no news to anybody there.
pub(crate) async fn let_go(tx: &mut Tx, community: i64, platform: &Platform) -> Result<()> {
    let sql = "update effect set state = 'withdrawn', body = null
               where community_id = $1 and platform = $2 and state = 'waiting'";
    tx.query(sql).bind(community).bind(platform.as_str()).execute().await?;
    Ok(())
}

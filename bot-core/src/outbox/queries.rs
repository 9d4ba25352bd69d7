//! What is asked about the outbox, for whoever wants to see what is in it.

use crate::chat::{Effect, Platform};
use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

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

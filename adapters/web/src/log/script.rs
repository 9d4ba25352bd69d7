//! What is to happen when the clock gets there.

use bot_core::chat::{AccountId, ChannelId, Event, ServerId};
use bot_core::moment::Moment;
use serde::{Deserialize, Serialize};

use super::{Log, Writing};
use crate::Result;

/// Something that is to happen.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) enum Item {
    /// Somebody of the example asks Kith something.
    Asks { server: ServerId, channel: ChannelId, account: AccountId, line: String },
    /// It happens on the chat server, and Kith is told.
    Happens(Event),
    /// It happened on the chat server already; Kith is to be told.
    Tells(Event),
}

impl Log {
    /// The first things that are due by now, in order, with their numbers and moments.
    pub(crate) async fn due(&self, now: Moment, most: i64) -> Result<Vec<(i64, Moment, Item)>> {
        let rows: Vec<(i64, i64, String)> =
            sqlx::query_as("select n, due, what from script where due <= $1 order by due, n limit $2")
                .bind(now.0)
                .bind(most)
                .fetch_all(&self.pool)
                .await?;
        let mut due = Vec::with_capacity(rows.len());
        for (n, when, what) in rows {
            match serde_json::from_str(&what) {
                Ok(item) => due.push((n, Moment(when), item)),
                // Another version wrote it. One thing less happens, and it holds up no other.
                Err(error) => {
                    tracing::error!(n, %error, "what was to happen cannot be read, and is let go");
                    sqlx::query("delete from script where n = $1").bind(n).execute(&self.pool).await?;
                }
            }
        }
        Ok(due)
    }
}

impl Writing {
    /// Something is to happen.
    pub(crate) async fn plan(&mut self, due: Moment, what: &Item) -> Result<()> {
        sqlx::query("insert into script (due, what) values ($1, $2)")
            .bind(due.0)
            .bind(serde_json::to_string(what)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// These things happened.
    pub(crate) async fn done(&mut self, items: &[i64]) -> Result<()> {
        sqlx::query("delete from script where n in (select value from json_each($1))")
            .bind(serde_json::to_string(items)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }
}

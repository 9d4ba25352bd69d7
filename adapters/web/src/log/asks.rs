//! What was asked and is not answered yet.

use bot_core::chat::{AccountId, ServerId};
use bot_core::command::Answers;
use bot_core::moment::Moment;
use serde::{Deserialize, Serialize};

use super::{Log, Where, Writing};
use crate::Result;

/// Somebody asks Kith for a command: typed it, picked it from a menu, pressed a button or sent a form.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Ask {
    /// The same id again is the same asking.
    pub(crate) id: String,
    pub(crate) server: ServerId,
    pub(crate) at: Where,
    pub(crate) asker: AccountId,
    pub(crate) command: String,
    pub(crate) answers: Answers,
    /// The number of the message whose button was pressed.
    pub(crate) pressed: Option<i64>,
    /// When it was asked.
    pub(crate) when: Moment,
}

impl Log {
    /// Everything that waits for its answer.
    pub(crate) async fn unanswered(&self) -> Result<Vec<Ask>> {
        let rows: Vec<String> =
            sqlx::query_scalar("select what from ask order by rowid").fetch_all(&self.pool).await?;
        let read = |what: &String| {
            let read = serde_json::from_str(what);
            read.inspect_err(|error| tracing::error!(%error, "what was asked cannot be read")).ok()
        };
        Ok(rows.iter().filter_map(read).collect())
    }
}

impl Writing {
    /// Somebody asks. It is the first time's asking that counts: its moment is given back.
    pub(crate) async fn ask(&mut self, ask: &Ask) -> Result<Moment> {
        let kept: String = sqlx::query_scalar(
            "insert into ask (id, what) values ($1, $2) on conflict (id) do update set what = ask.what returning what",
        )
        .bind(&ask.id)
        .bind(serde_json::to_string(ask)?)
        .fetch_one(&mut *self.tx)
        .await?;
        let kept: Ask = serde_json::from_str(&kept)?;
        Ok(kept.when)
    }

    /// It is answered.
    pub(crate) async fn answered(&mut self, id: &str) -> Result<()> {
        sqlx::query("delete from ask where id = $1").bind(id).execute(&mut *self.tx).await?;
        Ok(())
    }
}

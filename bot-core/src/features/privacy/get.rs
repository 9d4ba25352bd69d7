//! `/privacy get`: everything that is kept about the asker, as a file.

use serde_json::{Map, Value, json};

use super::queries::{self, Cell, Row};
use crate::chat::{File, Message};
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::{Error, Result};
use crate::moment::{Day, Moment, Week};
use crate::text::say;

form! {
    /// Get a file with everything that Kith keeps about you here.
    pub(crate) struct Get = "privacy get", for [] {}
}

impl Run for Get {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let mut everything = Map::new();
        let about = json!({ "community": ctx.community.name, "made_at": moment(ctx.now.0) });
        everything.insert("about".to_owned(), about);
        for (section, rows) in queries::everything_about(&mut ctx.tx, community, asker.member.id).await? {
            everything.insert(section.to_owned(), rows.into_iter().map(readable).collect());
        }
        let body = serde_json::to_string_pretty(&Value::Object(everything)).map_err(Error::failed)?;
        let mut message = Message::new(say!(ctx.words, "privacy-file"));
        message.files.push(File { name: "kith-my-data.json".to_owned(), body });
        Ok(Reply::Ephemeral(message))
    }
}

fn moment(millis: i64) -> String {
    Moment(millis).utc().to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

/// A row with its moments, days and weeks as people read them.
fn readable(row: Row) -> Value {
    let value = |(column, cell): (String, Cell)| {
        let value = match cell {
            Cell::Nothing => Value::Null,
            Cell::Text(text) => text.into(),
            Cell::Number(n) if column.ends_with("_at") => moment(n).into(),
            Cell::Number(n) if column == "day" => Day(n).date().to_string().into(),
            Cell::Number(n) if column == "week" => Week(n).iso().into(),
            Cell::Number(n) => n.into(),
        };
        (column, value)
    };
    Value::Object(row.0.into_iter().map(value).collect())
}

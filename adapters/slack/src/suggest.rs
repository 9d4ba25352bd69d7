//! How an answer that somebody began may go on.

use bot_core::command::{Choice, Invocation};
use serde_json::{Value, json};

use crate::desk::{Desk, now};
use crate::write::form::option;

/// The most suggestions.
const CHOICES: usize = 100;

impl Desk {
    /// What may be meant by the beginning of an answer to a field of a form that carries this.
    pub(crate) async fn suggest(
        &self,
        mut invocation: Invocation,
        held: &str,
        field: &str,
        typed: &str,
    ) -> Vec<Value> {
        let Some(held) = self.held(held).await else { return Vec::new() };
        invocation.command = held.command;
        let found = self.bot.suggest(now(), &invocation, field, typed).await;
        let found = found.unwrap_or_else(|error| {
            tracing::error!(%error, field, "nothing can be suggested");
            Vec::new()
        });
        // A suggestion that cannot be answered in full is none.
        found.iter().filter_map(|Choice { label, answer }| option(label, answer)).take(CHOICES).collect()
    }
}

/// What an address is told where suggestions are wanted.
pub(crate) fn options(choices: &[Value]) -> Value {
    json!({ "options": choices })
}

//! How an answer that somebody began may go on.

use std::borrow::Cow;

use bot_core::command::{Choice, Invocation};
use serde_json::{Value, json};

use crate::desk::{Desk, now};
use crate::write::form::option;
use crate::write::slash;

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
        found.iter().filter_map(|choice| option(&label(choice), &choice.answer)).take(CHOICES).collect()
    }
}

/// A command as it is typed here; anything else as it is called, which people may have typed.
fn label(Choice { label, answer }: &Choice) -> Cow<'_, str> {
    if label.strip_prefix('/') == Some(answer) { slash::here(label) } else { label.into() }
}

/// What an address is told where suggestions are wanted.
pub(crate) fn options(choices: &[Value]) -> Value {
    json!({ "options": choices })
}

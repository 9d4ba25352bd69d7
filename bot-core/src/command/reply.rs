//! What the asker is told.

use serde::{Deserialize, Serialize};

use super::Answers;
use crate::chat::{Message, Text};

/// What the asker is told, in the platforms' own words.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub enum Reply {
    /// Only the asker sees it.
    Ephemeral(Message),
    /// Asks for what is missing or wrong.
    #[serde(skip)]
    Modal(Modal),
    /// Everybody in the channel sees it. Whoever posts it tells [`crate::Bot::replied`] where it stands.
    Public(Message),
    /// The message whose button was pressed says this now.
    Update(Message),
}

impl Reply {
    /// Words that only the asker sees.
    pub fn quiet(words: Text) -> Self {
        Self::Ephemeral(Message::new(words))
    }

    /// Its message, unless it is a form.
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::Ephemeral(message) | Self::Public(message) | Self::Update(message) => Some(message),
            Self::Modal(_) => None,
        }
    }
}

/// A form to fill in, with what was answered already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Modal {
    /// The command whose form it is.
    pub command: String,
    /// What was answered already.
    pub answers: Answers,
    /// What is missing (no words) or wrong (words beside the field).
    pub problems: Vec<Problem>,
}

/// What is missing or wrong in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The field's name.
    pub field: &'static str,
    /// What is wrong; nothing if it is only missing.
    pub words: Text,
}

/// What became of an invocation.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What the asker is told.
    pub reply: Reply,
    /// Whether it was done.
    pub outcome: Outcome,
    /// The effects that were put into the outbox, in order.
    pub effects: Vec<i64>,
}

/// Whether something was done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// The form wants more answers.
    Asked,
    /// Done.
    Done,
    /// Something is broken; the reply names the failure's id.
    Failed,
    /// Refused in kind words.
    Refused,
}

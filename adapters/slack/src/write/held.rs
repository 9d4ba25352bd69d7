//! What a button or a form carries with it: a command, the answers so far, and where it was asked.

use bot_core::command::Answers;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::form::spec;
use crate::setup;

/// The most that a button carries.
pub(crate) const BUTTON: usize = 2_000;
/// The most that a form carries.
pub(crate) const FORM: usize = 3_000;

/// What is carried.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Held {
    #[serde(rename = "w")]
    pub(crate) what: What,
    #[serde(rename = "c")]
    pub(crate) command: String,
    #[serde(rename = "a", default)]
    pub(crate) answers: Answers,
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<Origin>,
}

/// What comes of it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) enum What {
    /// A form to be sent: the command is asked for with what was filled in as well.
    #[serde(rename = "f")]
    Form,
    /// A button that shows the form, with these fields or all.
    #[serde(rename = "o")]
    Open(Vec<String>),
    /// A button that asks for the command.
    #[serde(rename = "p")]
    Press,
    /// The form of `/kith setup`, which was sent with this in it: only what was changed is asked for.
    #[serde(rename = "s")]
    Setup(Answers),
}

/// Where it was asked.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub(crate) struct Origin {
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub(crate) channel: Option<String>,
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub(crate) thread: Option<String>,
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
}

/// What stands on the button, and what must be noted under it where it does not hold everything itself.
#[derive(Debug, PartialEq)]
pub(crate) struct Carried {
    pub(crate) value: String,
    pub(crate) note: Option<String>,
}

/// What the keys of such notes begin with.
pub(crate) const NOTES: &str = "form:";

impl Held {
    /// A button that asks for a command.
    pub(crate) fn press(command: &str, answers: &Answers) -> Self {
        Self { what: What::Press, command: command.to_owned(), answers: answers.clone(), origin: None }
    }

    /// Whether there is such a command still.
    pub(crate) fn is_known(&self) -> bool {
        self.command == setup::NAME || spec(&self.command).is_some()
    }

    /// The answers so far, with what was filled in.
    pub(crate) fn answered(&self, filled: &Answers) -> Answers {
        if let What::Setup(before) = &self.what {
            return setup::changed(before, filled);
        }
        let mut answers = self.answers.clone();
        filled.iter().for_each(|(field, answer)| answers.set(field, answer));
        answers
    }

    /// How it is carried where so much can be.
    pub(crate) fn carried(&self, most: usize) -> Carried {
        let all = serde_json::to_string(self).unwrap_or_default();
        if all.chars().count() <= most {
            return Carried { value: all, note: None };
        }
        let print: String =
            Sha256::digest(all.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Carried { value: format!("n|{print}"), note: Some(all) }
    }

    /// The key of the note that a value stands for, if it stands for one.
    pub(crate) fn note_of(value: &str) -> Option<String> {
        value.strip_prefix("n|").map(|print| format!("{NOTES}{print}"))
    }

    /// Reads what [`Held::carried`] wrote.
    pub(crate) fn read(written: &str) -> Option<Self> {
        serde_json::from_str(written).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_carried_comes_back_also_where_it_is_too_long() {
        let answers = |reason: &str| Answers::from_iter([("reason".to_owned(), reason.to_owned())]);
        let held = Held::press("undo", &answers("docs | \"and\" more"));
        let carried = held.carried(BUTTON);
        assert_eq!((Held::read(&carried.value), carried.note), (Some(held), None));
        let long = Held::press("undo", &answers(&"𝓌".repeat(2_000)));
        let carried = long.carried(BUTTON);
        assert!(carried.value.len() < 100 && Held::note_of(&carried.value).is_some());
        assert_eq!(carried.note.as_deref().and_then(Held::read), Some(long));
        assert_eq!(Held::read("something that another version wrote"), None);
    }
}

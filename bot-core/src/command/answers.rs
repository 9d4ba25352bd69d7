//! What a person answered: one text a field, as typed or picked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Answers by the name of their field. A person is `<@account>`, a channel `<#channel>`, a role `<@&role>`; everything
/// else is the text itself.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// The answer to `field`, unless it is missing or blank.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(|answer| answer.trim()).filter(|answer| !answer.is_empty())
    }

    /// Sets the answer to `field`.
    pub fn set(&mut self, field: &str, answer: impl Into<String>) {
        self.0.insert(field.to_owned(), answer.into());
    }

    /// Lets go of the answer to `field`.
    pub(super) fn clear(&mut self, field: &str) {
        self.0.remove(field);
    }

    /// All of them, in the order of their fields' names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, answer)| (field.as_str(), answer.as_str()))
    }
}

impl FromIterator<(String, String)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

//! What was filled into a form: one answer a field, as the core spells it.

use std::collections::BTreeMap;

use bot_core::command::Answers;
use serde::Deserialize;

use super::asked::WHERE;

/// The values of a form, by block and by action.
pub(crate) type State = BTreeMap<String, BTreeMap<String, Filled>>;

/// One value, of whatever kind.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Filled {
    value: Option<String>,
    selected_option: Option<Chosen>,
    selected_options: Option<Vec<Chosen>>,
    selected_user: Option<String>,
    selected_users: Option<Vec<String>>,
    selected_channel: Option<String>,
    selected_conversation: Option<String>,
    selected_date: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Chosen {
    value: String,
}

impl Filled {
    /// The answer as the core spells it; nothing if it was left empty.
    pub(crate) fn answer(&self) -> Option<String> {
        let channel = self.selected_channel.as_ref().or(self.selected_conversation.as_ref());
        let people = self.selected_users.iter().flatten().chain(&self.selected_user);
        let people: Vec<String> = people.map(|id| format!("<@{id}>")).collect();
        let chosen = self.selected_options.iter().flatten().chain(&self.selected_option);
        let chosen: Vec<&str> = chosen.map(|chosen| chosen.value.as_str()).collect();
        if !people.is_empty() {
            return Some(people.join(" "));
        }
        if let Some(id) = channel {
            return Some(format!("<#{id}>"));
        }
        if !chosen.is_empty() {
            return Some(chosen.join(" "));
        }
        self.selected_date.clone().or_else(|| self.value.clone())
    }
}

/// Sets an answer for every field that was filled in; the others are set to nothing, so that nothing old stands there.
pub(crate) fn answers(state: &State, answers: &mut Answers) {
    for (field, actions) in state.iter().filter(|(field, _)| *field != WHERE) {
        let filled = actions.values().next();
        answers.set(field, filled.and_then(Filled::answer).unwrap_or_default());
    }
}

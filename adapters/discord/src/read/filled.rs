//! What was filled into a form, or picked in a menu.

use bot_core::command::Answers;
use serde::Deserialize;

/// A part of a form that was sent: a row or a label with a part in it, or the answer itself.
#[derive(Deserialize)]
pub(super) struct Component {
    #[serde(rename = "type", default)]
    kind: u8,
    #[serde(default)]
    custom_id: String,
    value: Option<String>,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    components: Vec<Component>,
    component: Option<Box<Component>>,
}

const USER_SELECT: u8 = 5;
const ROLE_SELECT: u8 = 6;
const CHANNEL_SELECT: u8 = 8;

impl Component {
    /// Sets the answers that stand in it.
    pub(super) fn answer(&self, answers: &mut Answers) {
        self.components.iter().chain(self.component.as_deref()).for_each(|inner| inner.answer(answers));
        if self.custom_id.is_empty() {
            return;
        }
        let answer = match (&self.value, self.kind) {
            (Some(typed), _) => typed.clone(),
            (None, kind) => picked(&self.values, kind),
        };
        answers.set(&self.custom_id, answer);
    }
}

/// What was picked in a menu of this kind, as the core spells it.
pub(super) fn picked(values: &[String], kind: u8) -> String {
    match kind {
        USER_SELECT => joined(values, "<@", ">"),
        ROLE_SELECT => joined(values, "<@&", ">"),
        CHANNEL_SELECT => joined(values, "<#", ">"),
        _ => joined(values, "", ""),
    }
}

fn joined(ids: &[String], before: &str, after: &str) -> String {
    ids.iter().map(|id| format!("{before}{id}{after}")).collect::<Vec<_>>().join(" ")
}

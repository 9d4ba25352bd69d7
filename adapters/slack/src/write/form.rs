//! A form as Slack shows it: a modal in which each field has its own widget, filled with what was answered.

use bot_core::command::{Answers, CommandSpec, FieldSpec, Menu, Modal, Widget};
use bot_core::{Bot, Words};
use serde_json::{Map, Value, json};

use super::held::{Held, Origin, What};
use super::slash::{self, SLASH};
use super::text::{cut, is_id};
use crate::read::asked::WHERE;
use crate::setup;
use crate::words::{Own, say};

const TITLE: usize = 24;
const LABEL: usize = 2_000;
const OPTION: usize = 75;
const VALUE: usize = 150;
const TEXT_INPUT: usize = 3_000;

/// The command of this name.
pub(crate) fn spec(name: &str) -> Option<CommandSpec> {
    Bot::commands().iter().map(|command| command.spec).find(|spec| spec.name == name)
}

/// A form to show: which fields, with which answers and problems.
pub(crate) struct Form {
    spec: CommandSpec,
    fields: Vec<FieldSpec>,
    answers: Answers,
    /// What is wrong with fields.
    problems: Vec<(&'static str, String)>,
    pub(crate) held: Held,
}

impl Form {
    /// The form that the core wants filled in; nothing if it is for a command that is not there.
    pub(crate) fn of(modal: &Modal, origin: Option<Origin>) -> Option<Self> {
        let problems = modal.problems.iter().filter(|problem| !problem.words.is_empty());
        let problems =
            problems.map(|problem| (problem.field, slash::text(&problem.words).to_string())).collect();
        Self::with(&modal.command, &[], &modal.answers, problems, origin)
    }

    /// The form of a command with these fields, or all of them.
    pub(crate) fn with(
        command: &str,
        only: &[String],
        answers: &Answers,
        problems: Vec<(&'static str, String)>,
        origin: Option<Origin>,
    ) -> Option<Self> {
        let spec = spec(command)?;
        let shown = |field: &&FieldSpec| {
            let wanted = only.is_empty() || only.iter().any(|name| name == field.name);
            // The message that a menu was opened on is nobody's to type.
            wanted && (field.widget != Widget::Message || answers.get(field.name).is_none())
        };
        let fields: Vec<FieldSpec> = spec.fields.iter().filter(shown).copied().collect();
        // What the form asks again comes back with it.
        let others = answers.iter().filter(|(name, _)| fields.iter().all(|field| field.name != *name));
        let others = others.map(|(field, answer)| (field.to_owned(), answer.to_owned())).collect();
        let held = Held { what: What::Form, command: spec.name.to_owned(), answers: others, origin };
        Some(Self { spec, fields, answers: answers.clone(), problems, held })
    }

    /// A button that shows this form later, with everything that was answered.
    pub(crate) fn button(&self) -> Held {
        if let What::Setup(_) = self.held.what {
            // Whoever comes back to it later sees how things are then.
            return Held::press(setup::NAME, &Answers::default());
        }
        let fields = self.fields.iter().map(|field| field.name.to_owned()).collect();
        Held { what: What::Open(fields), answers: self.answers.clone(), ..self.held.clone() }
    }

    /// What is wrong, all of it, for where no form can be shown.
    pub(crate) fn told(&self) -> String {
        let told = self.problems.iter().map(|(field, words)| format!("{field}: {words}"));
        told.collect::<Vec<_>>().join("\n")
    }

    /// What is wrong, beside the fields of a form that is open; nothing if some of it stands beside none of them.
    pub(crate) fn errors(&self, modal: &Modal, open: &[String], own: Own) -> Option<Value> {
        let mut errors = Map::new();
        for problem in &modal.problems {
            if !open.iter().any(|field| field == problem.field) {
                return None;
            }
            let words = match problem.words.is_empty() {
                true => say!(own, "form-missing"),
                false => slash::text(&problem.words).to_string(),
            };
            errors.insert(problem.field.to_owned(), cut(&words, LABEL).into());
        }
        Some(json!({ "response_action": "errors", "errors": errors }))
    }

    /// The modal, carrying `metadata`.
    pub(crate) fn view(&self, metadata: &str, words: Words, own: Own) -> Value {
        let mut blocks: Vec<Value> = Vec::new();
        for (field, problem) in &self.problems {
            if self.fields.iter().all(|shown| shown.name != *field) {
                let text = json!({ "type": "plain_text", "text": cut(problem, TEXT_INPUT) });
                blocks.push(json!({ "type": "section", "text": text }));
            }
        }
        if self.fields.is_empty() {
            let text = json!({ "type": "plain_text", "text": cut(&slash::here(&self.spec.about(words)), TEXT_INPUT) });
            blocks.push(json!({ "type": "section", "text": text }));
        }
        blocks.extend(self.fields.iter().map(|field| self.field(field, words)));
        if self.held.origin.as_ref().is_none_or(|origin| origin.channel.is_none()) {
            blocks.push(wherever(own));
        }
        json!({
            "type": "modal",
            "callback_id": "kith",
            "title": plain(&self.title(words), TITLE),
            "submit": plain(&say!(own, "form-send"), TITLE),
            "close": plain(&say!(own, "form-cancel"), TITLE),
            "private_metadata": metadata,
            "blocks": blocks,
        })
    }

    /// What stands above the form: plain words where there are some that fit, or what would be typed.
    fn title(&self, words: Words) -> String {
        if let What::Setup(_) = self.held.what {
            return format!("{SLASH}{}", setup::NAME);
        }
        if let Menu::Member(_) | Menu::Message(_) = self.spec.menu.0 {
            return self.spec.menu_label(words);
        }
        let about = self.spec.about(words);
        let about = about.trim_end_matches('.');
        if about.chars().count() <= TITLE {
            return about.to_owned();
        }
        if self.spec.is_typed() { format!("{SLASH}{}", self.spec.name) } else { "Kith".to_owned() }
    }

    fn field(&self, field: &FieldSpec, words: Words) -> Value {
        let label = plain(&slash::here(&self.spec.asks(field, words)), LABEL);
        let mut input = json!({
            "type": "input", "block_id": field.name, "label": label, "optional": !field.required,
            "element": self.widget(field),
        });
        let typed = self.answers.get(field.name).filter(|typed| !shows(&input["element"], typed));
        let problem = self.problems.iter().find(|(name, _)| *name == field.name).map(|(_, words)| words);
        let hint = match (problem, typed) {
            (Some(problem), Some(typed)) if !problem.contains(typed) => format!("⚠️ {problem} ({typed})"),
            (Some(problem), _) => format!("⚠️ {problem}"),
            (None, Some(typed)) => format!("⚠️ {typed}"),
            (None, None) => return input,
        };
        input["hint"] = plain(&hint, LABEL);
        input
    }

    fn widget(&self, field: &FieldSpec) -> Value {
        let answer = self.answers.get(field.name).unwrap_or_default();
        let mut widget = match field.widget {
            Widget::Channel => {
                let filter = json!({ "include": ["public", "private"], "exclude_bot_users": true });
                let mut select = json!({ "type": "conversations_select", "filter": filter });
                if let Some(id) = mentioned(answer, "<#").next() {
                    select["initial_conversation"] = id.into();
                }
                select
            }
            Widget::Choice(words) => choices(words, answer),
            Widget::Day if !answer.is_empty() && !is_day(answer) => text(false, 500, answer),
            Widget::Number(..) if !answer.is_empty() && answer.parse::<i64>().is_err() => {
                text(false, 500, answer)
            }
            Widget::Day => {
                let mut picker = json!({ "type": "datepicker" });
                if is_day(answer) {
                    picker["initial_date"] = answer.into();
                }
                picker
            }
            Widget::Flag => choices(&["on", "off"], answer),
            Widget::Member => {
                let mut select = json!({ "type": "users_select" });
                if let Some(id) = mentioned(answer, "<@").next() {
                    select["initial_user"] = id.into();
                }
                select
            }
            Widget::Members(most) => {
                let mut select = json!({ "type": "multi_users_select", "max_selected_items": most });
                let known: Vec<&str> = mentioned(answer, "<@").take(most).collect();
                if !known.is_empty() {
                    select["initial_users"] = known.into();
                }
                select
            }
            Widget::Number(least, most) => {
                let (least, most) = (least.to_string(), most.to_string());
                let mut input = json!({
                    "type": "number_input", "is_decimal_allowed": false, "min_value": least, "max_value": most,
                });
                if answer.parse::<i64>().is_ok() {
                    input["initial_value"] = answer.into();
                }
                input
            }
            Widget::Search => {
                let mut select = json!({ "type": "external_select", "min_query_length": 0 });
                if let Some(option) = option(answer, answer) {
                    select["initial_option"] = option;
                }
                select
            }
            Widget::LongText(most) => text(true, most, answer),
            Widget::Text(most) => text(false, most, answer),
            Widget::Link | Widget::Message => text(false, 500, answer),
        };
        widget["action_id"] = field.name.into();
        widget
    }
}

/// Whether a widget shows what was answered, so that it is not lost when the form is sent.
fn shows(widget: &Value, answer: &str) -> bool {
    if answer.is_empty() || widget["type"] == "plain_text_input" {
        return true;
    }
    let names = [
        "initial_conversation",
        "initial_date",
        "initial_option",
        "initial_user",
        "initial_users",
        "initial_value",
    ];
    names.iter().any(|name| !widget[*name].is_null())
}

/// Asks where the answer shall stand, where that does not follow from where it was asked.
fn wherever(own: Own) -> Value {
    json!({
        "type": "input", "block_id": WHERE, "label": plain(&say!(own, "form-where"), LABEL), "optional": true,
        "element": {
            "type": "conversations_select", "action_id": WHERE, "default_to_current_conversation": true,
            "response_url_enabled": true,
            "filter": { "include": ["public", "private"], "exclude_bot_users": true },
        },
    })
}

/// Plain words.
pub(crate) fn plain(words: &str, most: usize) -> Value {
    json!({ "type": "plain_text", "text": cut(words, most), "emoji": true })
}

/// A suggestion or a choice; nothing if Slack cannot carry its answer in full.
pub(crate) fn option(label: &str, answer: &str) -> Option<Value> {
    let fits = !label.trim().is_empty() && !answer.is_empty() && answer.chars().count() <= VALUE;
    fits.then(|| json!({ "text": plain(label, OPTION), "value": answer }))
}

fn choices(words: &[&str], answer: &str) -> Value {
    let options: Vec<Value> = words.iter().filter_map(|word| option(word, word)).collect();
    let mut select = json!({ "type": "static_select", "options": options });
    if let Some(chosen) = words.iter().find(|word| word.eq_ignore_ascii_case(answer)) {
        select["initial_option"] = option(chosen, chosen).unwrap_or_default();
    }
    select
}

/// A text to type, with what was typed before, even if that is too long.
fn text(lines: bool, most: usize, answer: &str) -> Value {
    let answer = cut(answer, TEXT_INPUT);
    let most = most.clamp(1, TEXT_INPUT).max(answer.chars().count());
    let mut input = json!({ "type": "plain_text_input", "multiline": lines, "max_length": most });
    if !answer.is_empty() {
        input["initial_value"] = answer.into();
    }
    input
}

fn is_day(answer: &str) -> bool {
    chrono::NaiveDate::parse_from_str(answer, "%Y-%m-%d").is_ok() && answer.len() == 10
}

/// The ids that are mentioned.
pub(crate) fn mentioned<'a>(answer: &'a str, sign: &'a str) -> impl Iterator<Item = &'a str> {
    let ids = answer.split([' ', ',']).filter_map(move |word| word.strip_prefix(sign)?.strip_suffix('>'));
    ids.filter(|id| is_id(id))
}

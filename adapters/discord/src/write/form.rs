//! A form as Discord shows it: a modal in which each field has its own widget.

use bot_core::command::{CommandSpec, FieldSpec, Menu, Modal, Widget};
use bot_core::{Bot, Words};
use serde_json::{Value, json};

use super::held::{Held, What};
use super::text::{is_id, length, markdown};

/// The most parts of a modal.
const PARTS: usize = 5;
const TITLE: usize = 45;
const LABEL: usize = 45;
const DESCRIPTION: usize = 100;
const TEXT_INPUT: usize = 4_000;

/// The words, cut with a sign that they were: only for what stands in full elsewhere.
pub(crate) fn cut(words: &str, most: usize) -> String {
    if length(words) <= most {
        return words.to_owned();
    }
    let mut cut = String::new();
    for c in words.chars() {
        if length(&cut) + c.len_utf16() > most - 1 {
            break;
        }
        cut.push(c);
    }
    format!("{}…", cut.trim_end())
}

/// The command of this name.
pub(crate) fn spec(name: &str) -> Option<CommandSpec> {
    Bot::commands().iter().map(|command| command.spec).find(|spec| spec.name == name)
}

/// What is wrong with a field.
struct Beside {
    field: &'static str,
    /// As it stands in a form, which draws nothing.
    plain: String,
    /// As it stands in a message.
    drawn: String,
}

/// A form to show: which fields, and what it carries along.
pub(crate) struct Form {
    spec: CommandSpec,
    fields: Vec<FieldSpec>,
    /// What is wrong, in words that stand beside no field.
    told: Option<String>,
    /// What is wrong with a field, where that fits below its label.
    beside: Vec<Beside>,
    pub(crate) held: Held,
    answers: bot_core::command::Answers,
}

impl Form {
    /// The form that the core wants filled in; nothing if it is for a command that is not there.
    pub(crate) fn of(modal: &Modal, guild: &str) -> Option<Self> {
        let spec = spec(&modal.command)?;
        let mut told: Vec<String> = Vec::new();
        let mut beside = Vec::new();
        for problem in modal.problems.iter().filter(|problem| !problem.words.is_empty()) {
            let plain = problem.words.to_string();
            if length(&plain) <= DESCRIPTION && !plain.contains('\n') {
                let drawn = markdown(&problem.words, guild);
                beside.push(Beside { field: problem.field, plain, drawn });
            } else {
                told.push(markdown(&problem.words, guild));
            }
        }
        let told = Some(told.join("\n")).filter(|told| !told.is_empty());
        let most = if told.is_some() { PARTS - 1 } else { PARTS };
        let asked = |field: &&FieldSpec| modal.problems.iter().any(|problem| problem.field == field.name);
        let fields: Vec<FieldSpec> = spec.fields.iter().filter(asked).take(most).copied().collect();
        Some(Self::with(spec, fields, told, beside, &modal.answers))
    }

    /// The form behind a button that shows it.
    pub(crate) fn again(held: &Held, fields: &[String]) -> Option<Self> {
        let spec = spec(&held.command)?;
        let asked = |field: &&FieldSpec| fields.iter().any(|name| name == field.name);
        let fields = spec.fields.iter().filter(asked).take(PARTS).copied().collect();
        Some(Self::with(spec, fields, None, Vec::new(), &held.answers))
    }

    fn with(
        spec: CommandSpec,
        fields: Vec<FieldSpec>,
        told: Option<String>,
        beside: Vec<Beside>,
        answers: &bot_core::command::Answers,
    ) -> Self {
        // What the form asks again comes back with it.
        let others = answers.iter().filter(|(name, _)| fields.iter().all(|field| field.name != *name));
        let others = others.map(|(field, answer)| (field.to_owned(), answer.to_owned())).collect();
        let held = Held { what: What::Form, command: spec.name.to_owned(), answers: others };
        Self { spec, fields, told, beside, held, answers: answers.clone() }
    }

    /// A button that shows this form later, with everything that was answered.
    pub(crate) fn button(&self) -> Held {
        let fields = self.fields.iter().map(|field| field.name.to_owned()).collect();
        Held { what: What::Open(fields), command: self.spec.name.to_owned(), answers: self.answers.clone() }
    }

    /// The command as it is typed.
    pub(crate) fn command(&self) -> String {
        format!("/{}", self.spec.name)
    }

    /// What is wrong, all of it, for where no modal can be shown.
    pub(crate) fn problems(&self) -> String {
        let beside = self.beside.iter().map(|Beside { field, drawn, .. }| format!("`{field}`: {drawn}"));
        beside.chain(self.told.clone()).collect::<Vec<_>>().join("\n")
    }

    /// The modal, under an id.
    pub(crate) fn modal(&self, id: &str, words: Words) -> Value {
        let title = match self.spec.menu.0 {
            Menu::Message(_) => self.spec.menu_label(words),
            _ => format!("/{}", self.spec.name),
        };
        let told = self.told.iter().map(|told| json!({ "type": 10, "content": cut(told, TEXT_INPUT) }));
        let fields = self.fields.iter().map(|field| self.field(field, words));
        let components: Vec<Value> = told.chain(fields).collect();
        json!({ "custom_id": id, "title": cut(&title, TITLE), "components": components })
    }

    fn field(&self, field: &FieldSpec, words: Words) -> Value {
        let about = self.spec.asks(field, words);
        let wrong = self.beside.iter().find(|one| one.field == field.name).map(|one| one.plain.clone());
        let (label, below) = match (length(&about) <= LABEL, wrong) {
            (true, wrong) => (about, wrong),
            (false, wrong) => (field.name.to_owned(), wrong.or(Some(about))),
        };
        let mut part = json!({ "type": 18, "label": cut(&label, LABEL), "component": self.widget(field) });
        if let Some(below) = below {
            part["description"] = cut(&below, DESCRIPTION).into();
        }
        part
    }

    fn widget(&self, field: &FieldSpec) -> Value {
        let answer = self.answers.get(field.name).unwrap_or_default();
        let (name, required) = (field.name, field.required);
        let option = |word: &&str| {
            let chosen = word.eq_ignore_ascii_case(answer);
            json!({ "label": word, "value": word, "default": chosen })
        };
        let words = |words: &[&str]| {
            let options: Vec<Value> = words.iter().map(option).collect();
            json!({ "type": 3, "custom_id": name, "required": required, "options": options })
        };
        let people = |most: usize| {
            let mut select = json!({
                "type": 5, "custom_id": name, "required": required, "max_values": most,
                "min_values": usize::from(required),
            });
            let known = chosen(answer, "<@", "user");
            if !known.is_empty() && known.len() <= most {
                select["default_values"] = known.into();
            }
            select
        };
        match field.widget {
            Widget::Channel => {
                let mut select = json!({ "type": 8, "custom_id": name, "required": required });
                let known = chosen(answer, "<#", "channel");
                if known.len() == 1 {
                    select["default_values"] = known.into();
                }
                select
            }
            Widget::Choice(choices) => words(choices),
            Widget::Flag => words(&["on", "off"]),
            Widget::Member => people(1),
            Widget::Members(most) => people(most),
            Widget::LongText(most) => text(field, 2, most, answer),
            Widget::Text(most) => text(field, 1, most, answer),
            Widget::Day | Widget::Link | Widget::Message | Widget::Number(..) | Widget::Search => {
                text(field, 1, 500, answer)
            }
        }
    }
}

/// The ids that are mentioned.
pub(crate) fn mentions<'a>(answer: &'a str, sign: &'a str) -> impl Iterator<Item = &'a str> {
    let ids = answer.split(' ').filter_map(move |word| word.strip_prefix(sign)?.strip_suffix('>'));
    ids.filter(|id| is_id(id))
}

/// What a menu begins with: whatever is mentioned in the answer so far.
pub(crate) fn chosen(answer: &str, sign: &str, kind: &str) -> Vec<Value> {
    mentions(answer, sign).map(|id| json!({ "id": id, "type": kind })).collect()
}

/// A text to type, with what was typed before, even if that is too long.
fn text(field: &FieldSpec, style: u8, most: usize, answer: &str) -> Value {
    let answer = cut(answer, TEXT_INPUT);
    let most = most.clamp(1, TEXT_INPUT).max(length(&answer));
    let mut input = json!({
        "type": 4, "custom_id": field.name, "style": style, "required": field.required, "max_length": most,
    });
    if !answer.is_empty() {
        input["value"] = answer.into();
    }
    input
}

//! Block Kit as strictly as Slack takes it: which blocks where, which elements in them, and how much of everything.

use serde_json::Value;

use crate::elements::{self, Home};
use crate::mrkdwn;

/// Where blocks stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Surface {
    /// In the Home tab.
    HomeTab,
    /// In a message.
    Message,
    /// In a modal.
    Modal,
}

/// The most characters in all blocks of a message together. Slack names no figure, and refuses at about this one.
const ALL_TEXT: usize = 13_200;

/// What is wrong with a list of blocks.
pub fn complaints(blocks: &Value, surface: Surface) -> Vec<String> {
    let mut out = Vec::new();
    let Some(list) = blocks.as_array() else {
        return vec![format!("blocks: {} is no list", short(blocks))];
    };
    let most = if surface == Surface::Message { 50 } else { 100 };
    if list.len() > most {
        out.push(format!("blocks: {} of them, more than {most}", list.len()));
    }
    let mut ids: Vec<&str> = Vec::new();
    for (n, block) in list.iter().enumerate() {
        let at = format!("blocks[{n}]");
        one(block, surface, &at, &mut out);
        if let Some(id) = block["block_id"].as_str() {
            if ids.contains(&id) {
                out.push(format!("{at}: a second block with the id {id}"));
            }
            ids.push(id);
        }
    }
    let mut focused = 0;
    each(blocks, &mut |value| focused += usize::from(value["focus_on_load"] == true));
    if focused > 1 {
        out.push("blocks: more than one element takes the focus".to_owned());
    }
    if surface == Surface::Message && characters(blocks) > ALL_TEXT {
        out.push(format!("blocks: {} characters in all, more than {ALL_TEXT}", characters(blocks)));
    }
    out
}

/// How many characters all texts together have.
pub(crate) fn characters(blocks: &Value) -> usize {
    let mut sum = 0;
    each(blocks, &mut |value| sum += value["text"].as_str().map_or(0, |text| text.chars().count()));
    sum
}

/// Looks at every object within.
pub(crate) fn each<'a>(value: &'a Value, look: &mut impl FnMut(&'a Value)) {
    match value {
        Value::Object(entries) => {
            look(value);
            entries.values().for_each(|inner| each(inner, look));
        }
        Value::Array(items) => items.iter().for_each(|item| each(item, look)),
        _ => {}
    }
}

/// A value, short enough to read in a complaint.
pub(crate) fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text,
    }
}

/// Whether it is an object with no other fields than these.
pub(crate) fn fields(value: &Value, known: &[&str], at: &str, out: &mut Vec<String>) -> bool {
    let Some(entries) = value.as_object() else {
        out.push(format!("{at}: {} is no object", short(value)));
        return false;
    };
    for key in entries.keys().filter(|key| !known.contains(&key.as_str())) {
        out.push(format!("{at}: there is no field {key}"));
    }
    for (key, _) in entries.iter().filter(|(_, value)| value.is_null()) {
        out.push(format!("{at}.{key}: null is no value"));
    }
    true
}

/// A string of at least one character and at most so many; `needed` if it cannot be left out.
pub(crate) fn string(value: &Value, key: &str, most: usize, needed: bool, at: &str, out: &mut Vec<String>) {
    match &value[key] {
        Value::Null if !needed => {}
        Value::Null => out.push(format!("{at}: needs {key}")),
        Value::String(text) => {
            let length = text.chars().count();
            if length == 0 {
                out.push(format!("{at}.{key}: is empty"));
            }
            if length > most {
                out.push(format!("{at}.{key}: {length} characters, more than {most}"));
            }
        }
        other => out.push(format!("{at}.{key}: {} is no string", short(other))),
    }
}

/// A flag, where there is one.
pub(crate) fn flag(value: &Value, key: &str, at: &str, out: &mut Vec<String>) {
    if !matches!(value[key], Value::Null | Value::Bool(_)) {
        out.push(format!("{at}.{key}: {} is no flag", short(&value[key])));
    }
}

/// A whole number within bounds, where there is one.
pub(crate) fn number(value: &Value, key: &str, least: i64, most: i64, at: &str, out: &mut Vec<String>) {
    if value[key].is_null() {
        return;
    }
    if !value[key].as_i64().is_some_and(|number| (least..=most).contains(&number)) {
        out.push(format!("{at}.{key}: {} is no number from {least} to {most}", short(&value[key])));
    }
}

/// What kinds of text may stand somewhere.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Words {
    /// `plain_text` only.
    Plain,
    /// `plain_text` or `mrkdwn`.
    Any,
}

/// A text object.
pub(crate) fn text(value: &Value, words: Words, most: usize, at: &str, out: &mut Vec<String>) {
    let known: &[&str] = match value["type"].as_str() {
        Some("plain_text") => &["type", "text", "emoji"],
        Some("mrkdwn") if words == Words::Any => &["type", "text", "verbatim"],
        _ => {
            out.push(format!("{at}: {} is no text that may stand here", short(value)));
            return;
        }
    };
    fields(value, known, at, out);
    string(value, "text", most, true, at, out);
    flag(value, "emoji", at, out);
    flag(value, "verbatim", at, out);
    if value["type"] == "mrkdwn" {
        mrkdwn::check(value["text"].as_str().unwrap_or_default(), at, out);
    }
}

fn one(block: &Value, surface: Surface, at: &str, out: &mut Vec<String>) {
    string(block, "block_id", 255, false, at, out);
    match block["type"].as_str() {
        Some("actions") => actions(block, at, out),
        Some("context") => context(block, at, out),
        Some("divider") => drop(fields(block, &["type", "block_id"], at, out)),
        Some("header") => {
            fields(block, &["type", "block_id", "text"], at, out);
            text(&block["text"], Words::Plain, 150, &format!("{at}.text"), out);
        }
        Some("image") => {
            fields(block, &["type", "block_id", "alt_text", "image_url", "slack_file", "title"], at, out);
            elements::picture(block, at, out);
            if !block["title"].is_null() {
                text(&block["title"], Words::Plain, 2_000, &format!("{at}.title"), out);
            }
        }
        Some("input") => input(block, surface, at, out),
        Some("markdown") if surface == Surface::Message => {
            fields(block, &["type", "block_id", "text"], at, out);
            string(block, "text", 12_000, true, at, out);
        }
        Some("rich_text") => crate::rich::check(block, at, out),
        Some("section") => section(block, at, out),
        _ => out.push(format!("{at}: {} is no block for a {surface:?}", short(&block["type"]))),
    }
}

fn actions(block: &Value, at: &str, out: &mut Vec<String>) {
    fields(block, &["type", "block_id", "elements"], at, out);
    list(block, "elements", 25, at, out);
    several(block, Home::Actions, at, out);
}

fn context(block: &Value, at: &str, out: &mut Vec<String>) {
    fields(block, &["type", "block_id", "elements"], at, out);
    list(block, "elements", 10, at, out);
    for (n, element) in block["elements"].as_array().into_iter().flatten().enumerate() {
        let at = format!("{at}.elements[{n}]");
        if element["type"] == "image" {
            fields(element, &["type", "alt_text", "image_url", "slack_file"], &at, out);
            elements::picture(element, &at, out);
        } else {
            text(element, Words::Any, 3_000, &at, out);
        }
    }
}

fn input(block: &Value, surface: Surface, at: &str, out: &mut Vec<String>) {
    let known = ["type", "block_id", "label", "element", "hint", "optional", "dispatch_action"];
    fields(block, &known, at, out);
    text(&block["label"], Words::Plain, 2_000, &format!("{at}.label"), out);
    if !block["hint"].is_null() {
        text(&block["hint"], Words::Plain, 2_000, &format!("{at}.hint"), out);
    }
    flag(block, "optional", at, out);
    flag(block, "dispatch_action", at, out);
    if surface == Surface::Message && block["dispatch_action"] != true {
        out.push(format!("{at}: an input in a message that sends nothing"));
    }
    elements::element(&block["element"], Home::Input, &format!("{at}.element"), out);
}

fn section(block: &Value, at: &str, out: &mut Vec<String>) {
    fields(block, &["type", "block_id", "text", "fields", "accessory", "expand"], at, out);
    flag(block, "expand", at, out);
    if block["text"].is_null() && block["fields"].is_null() {
        out.push(format!("{at}: needs text or fields"));
    }
    if !block["text"].is_null() {
        text(&block["text"], Words::Any, 3_000, &format!("{at}.text"), out);
    }
    if !block["fields"].is_null() {
        list(block, "fields", 10, at, out);
        for (n, field) in block["fields"].as_array().into_iter().flatten().enumerate() {
            text(field, Words::Any, 2_000, &format!("{at}.fields[{n}]"), out);
        }
    }
    if !block["accessory"].is_null() {
        elements::element(&block["accessory"], Home::Section, &format!("{at}.accessory"), out);
    }
}

/// A list of at least one and at most so many.
pub(crate) fn list(value: &Value, key: &str, most: usize, at: &str, out: &mut Vec<String>) {
    match value[key].as_array().map(Vec::len) {
        None | Some(0) => out.push(format!("{at}: needs {key}")),
        Some(length) if length > most => {
            out.push(format!("{at}.{key}: {length} of them, more than {most}"));
        }
        Some(_) => {}
    }
}

fn several(block: &Value, home: Home, at: &str, out: &mut Vec<String>) {
    let mut ids: Vec<&str> = Vec::new();
    for (n, element) in block["elements"].as_array().into_iter().flatten().enumerate() {
        let at = format!("{at}.elements[{n}]");
        elements::element(element, home, &at, out);
        if let Some(id) = element["action_id"].as_str() {
            if ids.contains(&id) {
                out.push(format!("{at}: a second element with the id {id}"));
            }
            ids.push(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn in_message(blocks: &Value) -> Vec<String> {
        complaints(blocks, Surface::Message)
    }

    fn section(words: &str) -> Value {
        json!({ "type": "section", "text": { "type": "mrkdwn", "text": words } })
    }

    #[test]
    fn limits_are_kept_and_nothing_unknown_passes() {
        let button =
            json!({ "type": "button", "action_id": "a", "text": { "type": "plain_text", "text": "Go" } });
        let fine =
            json!([section("hello"), { "type": "divider" }, { "type": "actions", "elements": [button] }]);
        assert_eq!(in_message(&fine), Vec::<String>::new());
        for (wrong, why) in [
            (json!([section(&"x".repeat(3_001))]), "more than 3000"),
            (json!([section("<!channel>")]), "rings"),
            (
                json!([{ "type": "section", "text": { "type": "mrkdwn", "text": "x" }, "colour": 1 }]),
                "no field colour",
            ),
            (json!([{ "type": "header", "text": { "type": "mrkdwn", "text": "x" } }]), "may stand here"),
            (json!([{ "type": "actions", "elements": [button, button] }]), "second element"),
            (
                json!([{ "type": "divider", "block_id": "a" }, { "type": "divider", "block_id": "a" }]),
                "second block",
            ),
            (json!([{ "type": "carousel" }]), "no block"),
            (json!(vec![json!({ "type": "divider" }); 51]), "more than 50"),
            (json!([{ "type": "section" }]), "needs text or fields"),
            (json!([{ "type": "context", "elements": [] }]), "needs elements"),
            (json!(vec![section(&"x".repeat(2_900)); 5]), "in all"),
        ] {
            let said = in_message(&wrong);
            assert!(said.iter().any(|one| one.contains(why)), "{why}: {said:?}");
        }
    }
}

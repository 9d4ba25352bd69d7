//! Answers to interactions, as strictly as Discord takes them; and the limits that no schema tells.

use std::time::Duration;

use serde_json::{Value, json};

use crate::payload;
use crate::rest::{Reply, refuse};
use crate::state::{Interaction, State};

/// How long a first answer may take.
const FIRST: Duration = Duration::from_secs(3);

/// The first answer.
pub(crate) fn first(state: &mut State, id: &str, token: &str, body: &Value, query: &str) -> Reply {
    let made = state.id();
    let Some(interaction) = state.interactions.get_mut(id).filter(|known| known.token == token) else {
        return refuse(404, 10_062, "Unknown interaction");
    };
    if interaction.expired {
        return refuse(404, 10_062, "Unknown interaction");
    }
    if interaction.answered.is_some() {
        return refuse(400, 40_060, "Interaction has already been acknowledged.");
    }
    if interaction.begun.elapsed() > FIRST {
        return refuse(404, 10_062, "Unknown interaction");
    }
    let kind = body["type"].as_u64().unwrap_or_default();
    if kind == 9 && interaction.form {
        state.complaints.push("a form was answered with another form".to_owned());
        return refuse(400, 50_035, "Invalid Form Body");
    }
    interaction.begin(kind, &made, &body["data"]);
    if !matches!(kind, 5 | 6) {
        interaction.took = Some(interaction.begun.elapsed());
    }
    interaction.said.push((format!("first {kind}"), body["data"].clone()));
    let message = interaction.original.clone().unwrap_or_default();
    if kind == 4 {
        stands(state, &message);
    }
    if query.contains("with_response=true") {
        return (
            200,
            json!({ "interaction": { "id": id, "type": 2 }, "resource": { "type": kind, "message": message } }),
        );
    }
    (204, Value::Null)
}

/// The bot is thinking.
const LOADING: u64 = 128;

impl Interaction {
    /// It has its first answer.
    pub(crate) fn begin(&mut self, kind: u64, made: &str, data: &Value) {
        self.answered = Some(kind);
        let mut message = said(self, made, data);
        match kind {
            5 => message["flags"] = (data["flags"].as_u64().unwrap_or_default() | LOADING).into(),
            6 | 7 => message = self.on.clone().unwrap_or_default(),
            _ => {}
        }
        // A form leaves no message.
        self.original = Some(message).filter(|_| kind != 9);
    }
}

fn said(interaction: &Interaction, id: &str, data: &Value) -> Value {
    let content = data["content"].as_str().unwrap_or_default();
    let author = payload::user(crate::BOT, "kith", true);
    let mut message = payload::message(&interaction.channel, id, &author, content);
    message["flags"] = data["flags"].clone();
    message["interaction_metadata"] = json!({ "id": interaction.id, "type": 2 });
    message
}

/// A message of an answer stands in the channel, if everybody sees it.
fn stands(state: &mut State, message: &Value) {
    if message["flags"].as_u64().unwrap_or_default() & 64 == 0 {
        let channel = message["channel_id"].as_str().unwrap_or_default().to_owned();
        state.messages.entry(channel).or_default().push(message.clone());
    }
}

/// What comes after the first answer.
pub(crate) fn later(state: &mut State, method: &str, token: &str, rest: &[&str], body: &Value) -> Reply {
    let made = state.id();
    let Some(interaction) =
        state.interactions.values_mut().find(|known| known.token == token && !known.expired)
    else {
        return refuse(401, 50_027, "Invalid Webhook Token");
    };
    if interaction.answered.is_none() {
        return refuse(404, 10_015, "Unknown Webhook");
    }
    let took = interaction.begun.elapsed();
    if method != "GET" {
        interaction.took.get_or_insert(took);
    }
    match (method, rest) {
        ("GET", ["messages", "@original"]) => match &interaction.original {
            Some(original) => (200, original.clone()),
            None => refuse(404, 10_008, "Unknown Message"),
        },
        ("PATCH", ["messages", "@original"]) => {
            interaction.said.push(("original".to_owned(), body.clone()));
            let Some(original) = &mut interaction.original else {
                return refuse(404, 10_008, "Unknown Message");
            };
            original["content"] = body["content"].clone();
            original["flags"] = (original["flags"].as_u64().unwrap_or_default() & !LOADING).into();
            (200, original.clone())
        }
        ("POST", []) => {
            interaction.said.push(("after".to_owned(), body.clone()));
            let message = said(interaction, &made, body);
            stands(state, &message);
            (200, message)
        }
        _ => refuse(404, 0, "404: Not Found"),
    }
}

/// What Discord asks beyond what its description says.
pub(crate) fn beyond_schema(method: &str, path: &str, body: Option<&Value>, files: usize) -> Vec<String> {
    let Some(body) = body else { return Vec::new() };
    let mut complaints = Vec::new();
    let mut complain = |what: String| complaints.push(format!("{method} {path}: {what}"));
    let callback = path.ends_with("/callback");
    let message = if callback { &body["data"] } else { body };
    if let Some(content) = message["content"].as_str() {
        let length = content.chars().count();
        if length > 2_000 {
            complain(format!("a message of {length} characters"));
        }
        let has_more = files > 0 || message["components"].as_array().is_some_and(|parts| !parts.is_empty());
        if content.trim().is_empty() && !has_more && method == "POST" {
            complain("a message with nothing in it".to_owned());
        }
        if !message["allowed_mentions"].is_object() {
            complain("a message that does not say whom it rings".to_owned());
        }
    }
    if message["attachments"].as_array().map_or(0, Vec::len) != files && method == "POST" {
        complain(format!("{files} files, and others described"));
    }
    if callback && body["type"] == 9 && message["components"].as_array().map_or(0, Vec::len) > 5 {
        complain("a form of more than five parts".to_owned());
    }
    if path.ends_with("/messages")
        && method == "POST"
        && body["enforce_nonce"] != true
        && !path.contains("/channels/9")
    {
        complain("a message that may come twice".to_owned());
    }
    let mut ids = Vec::new();
    collect(message, "custom_id", &mut ids);
    for (n, id) in ids.iter().enumerate() {
        if ids[..n].contains(id) {
            complain(format!("two parts with the id {id}"));
        }
    }
    if path.ends_with("/commands") {
        for command in body.as_array().into_iter().flatten() {
            let options = command["options"].as_array();
            let needed: Vec<bool> =
                options.into_iter().flatten().map(|one| one["required"] == true).collect();
            if needed.windows(2).any(|pair| !pair[0] && pair[1]) {
                complain(format!("{}: a needed option after one that is not", command["name"]));
            }
            let size = command.to_string().chars().count();
            if command["type"] == 1 && size > 8_000 * 2 {
                complain(format!("{}: {size} characters", command["name"]));
            }
        }
    }
    complaints
}

fn collect(value: &Value, name: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                match inner.as_str().filter(|_| key == name) {
                    Some(text) => found.push(text.to_owned()),
                    None => collect(inner, name, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, name, found)),
        _ => {}
    }
}

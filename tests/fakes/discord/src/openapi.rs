//! Discord's own description of its interface, held against every request.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Mutex;

use jsonschema::Validator;
use serde_json::{Value, json};

/// Where the description is looked for: in the folder that `KITH_CONTRACTS` names, or beside the repository.
const FILE: &str = "discord-openapi.json";

/// Discord's description.
pub(crate) struct Contract {
    all: Value,
    /// Paths in pieces, the most particular first.
    paths: Vec<(String, Vec<String>)>,
    validators: Mutex<HashMap<String, std::sync::Arc<Validator>>>,
}

/// The folder in which the description lies.
fn folder() -> PathBuf {
    let usual = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/contracts");
    std::env::var_os("KITH_CONTRACTS").map_or_else(|| PathBuf::from(usual), PathBuf::from)
}

impl Contract {
    /// Reads the description, or says in one line that it is not there.
    pub(crate) fn load() -> Option<Self> {
        let file = folder().join(FILE);
        let Ok(text) = std::fs::read_to_string(&file) else {
            eprintln!(
                "Skipped: requests are not held against Discord's description. Put discord/discord-api-spec's \
                 specs/openapi.json as {FILE} into a folder and name it with KITH_CONTRACTS."
            );
            return None;
        };
        let all: Value = serde_json::from_str(&text).expect("Discord's description is JSON");
        let paths = all["paths"].as_object().expect("paths");
        let mut paths: Vec<(String, Vec<String>)> = paths
            .keys()
            .map(|path| (path.clone(), path.split('/').map(ToOwned::to_owned).collect()))
            .collect();
        paths.sort_by_key(|(_, pieces)| pieces.iter().filter(|piece| piece.starts_with('{')).count());
        Some(Self { all, paths, validators: Mutex::default() })
    }

    /// What is wrong with a request; nothing if Discord would take it.
    pub(crate) fn complaints(
        &self,
        method: &str,
        path: &str,
        query: &[(String, String)],
        body: Option<&Value>,
    ) -> Vec<String> {
        let pieces: Vec<&str> = path.split('/').collect();
        let fits = |template: &[String]| {
            template.len() == pieces.len()
                && template.iter().zip(&pieces).all(|(one, piece)| one.starts_with('{') || one == piece)
        };
        let lower = method.to_lowercase();
        let found = self
            .paths
            .iter()
            .find(|(path, template)| fits(template) && self.all["paths"][path].get(lower.as_str()).is_some());
        let Some((name, template)) = found else {
            return vec![format!("{method} {path}: no such operation")];
        };
        let shared = &self.all["paths"][name];
        let operation = &shared[&lower];
        let parameters: Vec<&Value> = [&shared["parameters"], &operation["parameters"]]
            .into_iter()
            .filter_map(Value::as_array)
            .flatten()
            .collect();
        let mut complaints = Vec::new();
        for (one, piece) in template.iter().zip(&pieces).filter(|(one, _)| one.starts_with('{')) {
            let name = one.trim_matches(['{', '}']);
            let parameter = parameters.iter().find(|known| known["in"] == "path" && known["name"] == name);
            if let Some(parameter) = parameter {
                complaints.extend(self.check(&parameter["schema"], &Value::from(*piece), name));
            }
        }
        for (key, value) in query {
            match parameters.iter().find(|known| known["in"] == "query" && known["name"] == key.as_str()) {
                Some(parameter) => complaints.extend(self.check_text(&parameter["schema"], value, key)),
                None => complaints.push(format!("{method} {name}: no query parameter {key}")),
            }
        }
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        match (body, schema.is_null()) {
            (Some(body), false) => {
                complaints.extend(self.check(schema, body, "body"));
                self.unknown(&[schema], body, "body", &mut complaints);
            }
            (Some(_), true) => complaints.push("takes no body".to_owned()),
            (None, false) if operation["requestBody"]["required"] == true => {
                complaints.push("needs a body".to_owned());
            }
            (None, _) => {}
        }
        complaints.into_iter().map(|complaint| format!("{method} {path}: {complaint}")).collect()
    }

    /// A text that may stand for a number or a truth value.
    fn check_text(&self, schema: &Value, text: &str, place: &str) -> Vec<String> {
        let readings = [Some(Value::from(text)), serde_json::from_str(text).ok()];
        let tried: Vec<Vec<String>> =
            readings.into_iter().flatten().map(|value| self.check(schema, &value, place)).collect();
        if tried.iter().any(Vec::is_empty) {
            Vec::new()
        } else {
            tried.into_iter().next().unwrap_or_default()
        }
    }

    fn check(&self, schema: &Value, value: &Value, place: &str) -> Vec<String> {
        let validator = self.validator(schema);
        let errors = validator.iter_errors(value);
        errors.map(|error| format!("{place}{}: {error}", error.instance_path())).collect()
    }

    fn validator(&self, schema: &Value) -> std::sync::Arc<Validator> {
        let key = schema.to_string();
        let mut known = self.validators.lock().expect("validators");
        let made = known.entry(key).or_insert_with(|| {
            let mut whole = json!({ "components": self.all["components"] });
            if let (Some(whole), Some(schema)) = (whole.as_object_mut(), schema.as_object()) {
                whole.extend(schema.clone());
            }
            std::sync::Arc::new(jsonschema::draft202012::new(&whole).expect("a schema of Discord's"))
        });
        std::sync::Arc::clone(made)
    }

    /// Keys that Discord does not know: it would pass over them in silence.
    fn unknown(&self, schemas: &[&Value], value: &Value, place: &str, complaints: &mut Vec<String>) {
        let mut plain = Vec::new();
        schemas.iter().for_each(|schema| self.expand(schema, &mut plain, 0));
        match value {
            Value::Object(entries) => {
                if plain.iter().any(|schema| schema["additionalProperties"].is_object()) {
                    return;
                }
                for (key, inner) in entries {
                    let below: Vec<&Value> = plain
                        .iter()
                        .map(|schema| &schema["properties"][key])
                        .filter(|below| !below.is_null())
                        .collect();
                    if below.is_empty() {
                        complaints.push(format!("{place}: no property {key}"));
                    } else {
                        self.unknown(&below, inner, &format!("{place}/{key}"), complaints);
                    }
                }
            }
            Value::Array(items) => {
                let below: Vec<&Value> =
                    plain.iter().map(|schema| &schema["items"]).filter(|below| !below.is_null()).collect();
                for (n, item) in items.iter().enumerate() {
                    self.unknown(&below, item, &format!("{place}/{n}"), complaints);
                }
            }
            _ => {}
        }
    }

    /// A schema without references and choices: everything that it may be.
    fn expand<'a>(&'a self, schema: &'a Value, plain: &mut Vec<&'a Value>, depth: usize) {
        if depth > 20 {
            return;
        }
        if let Some(name) = schema["$ref"].as_str().and_then(|to| to.strip_prefix("#/components/schemas/")) {
            self.expand(&self.all["components"]["schemas"][name], plain, depth + 1);
        }
        for way in ["allOf", "anyOf", "oneOf"] {
            for one in schema[way].as_array().into_iter().flatten() {
                self.expand(one, plain, depth + 1);
            }
        }
        if schema.get("properties").is_some()
            || schema.get("items").is_some()
            || schema.get("additionalProperties").is_some()
        {
            plain.push(schema);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_discord_would_refuse_or_pass_over_is_found() {
        let Some(contract) = Contract::load() else { return };
        let post = |body: Value| contract.complaints("POST", "/channels/1/messages", &[], Some(&body));
        assert_eq!(
            post(json!({ "content": "hi", "nonce": "1", "enforce_nonce": true })),
            Vec::<String>::new()
        );
        assert_eq!(post(json!({ "content": "hi", "contents": "x" })).len(), 1);
        assert!(!post(json!({ "content": 1 })).is_empty());
        assert!(!post(json!({ "content": "x".repeat(5_000) })).is_empty());
        let mentions = json!({ "content": "hi", "allowed_mentions": { "parse": ["all"] } });
        assert!(!post(mentions).is_empty());
        let get = |path: &str, query: &[(&str, &str)]| {
            let query: Vec<_> = query.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            contract.complaints("GET", path, &query, None)
        };
        assert!(get("/channels/1/messages", &[("limit", "100"), ("after", "5")]).is_empty());
        assert!(!get("/channels/1/messages", &[("limit", "1000")]).is_empty());
        assert!(!get("/channels/1/messages", &[("since", "5")]).is_empty());
        assert!(!get("/channels/general/messages", &[]).is_empty());
        assert!(!get("/nowhere", &[]).is_empty());
    }
}

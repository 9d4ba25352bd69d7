//! Views that people see: modals, one on another, and the Home tab.

use serde_json::{Value, json};

use crate::APP;
use crate::answers::{said, with_ids};
use crate::blocks::{self, Surface, Words, fields, flag, short, string, text};
use crate::calls::{Call, Outcome, Refusal, refuse};
use crate::state::{State, View};

/// How large a view may be.
const MOST: usize = 250_000;

/// What is wrong with a view.
pub fn complaints(view: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let surface = match view["type"].as_str() {
        Some("home") => {
            fields(
                view,
                &["type", "blocks", "private_metadata", "callback_id", "external_id"],
                "view",
                &mut out,
            );
            Surface::HomeTab
        }
        Some("modal") => {
            modal(view, &mut out);
            Surface::Modal
        }
        _ => return vec![format!("view: {} is neither a modal nor a Home tab", short(&view["type"]))],
    };
    // These may be empty.
    for (key, most) in [("private_metadata", 3_000), ("callback_id", 255), ("external_id", 255)] {
        if view[key].as_str() != Some("") {
            string(view, key, most, false, "view", &mut out);
        }
    }
    out.extend(blocks::complaints(&view["blocks"], surface));
    let size = view.to_string().len();
    if size > MOST {
        out.push(format!("view: {size} bytes"));
    }
    out
}

fn modal(view: &Value, out: &mut Vec<String>) {
    let known = [
        "type",
        "title",
        "blocks",
        "close",
        "submit",
        "private_metadata",
        "callback_id",
        "clear_on_close",
        "notify_on_close",
        "external_id",
        "submit_disabled",
    ];
    fields(view, &known, "view", out);
    text(&view["title"], Words::Plain, 24, "view.title", out);
    for key in ["close", "submit"] {
        if !view[key].is_null() {
            text(&view[key], Words::Plain, 24, &format!("view.{key}"), out);
        }
    }
    for key in ["clear_on_close", "notify_on_close", "submit_disabled"] {
        flag(view, key, "view", out);
    }
    let asks = view["blocks"].as_array().into_iter().flatten().any(|block| block["type"] == "input");
    if asks && view["submit"].is_null() {
        out.push("view: it asks for something, and cannot be sent".to_owned());
    }
}

fn checked(state: &mut State, view: &Value, kind: &str, at: &str) -> Result<(), Refusal> {
    let mut wrong = complaints(view);
    if view["type"] != kind {
        wrong.push(format!("view: no {kind}"));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let messages: Vec<String> = wrong.iter().map(|wrong| format!("[ERROR] {wrong}")).collect();
    wrong.into_iter().for_each(|wrong| state.complain(format!("{at}: {wrong}")));
    let more = json!({ "response_metadata": { "messages": messages } });
    Err(Refusal { error: "invalid_arguments".to_owned(), more })
}

/// A view as Slack keeps it.
fn made(state: &mut State, team: &str, view: &Value, under: Option<&View>) -> Value {
    let id = state.id("V");
    let hash = state.id("hash.");
    let here = state.team(team);
    let mut kept = json!({
        "id": id, "team_id": team, "app_id": APP, "app_installed_team_id": team, "bot_id": here.bot, "hash": hash,
        "type": view["type"], "private_metadata": "", "callback_id": "", "external_id": "", "state": { "values": {} },
        "root_view_id": id, "previous_view_id": null, "clear_on_close": false, "notify_on_close": false,
        "submit_disabled": false, "title": null, "close": null, "submit": null,
    });
    if let Some(under) = under {
        kept["previous_view_id"] = under.value["id"].clone();
        kept["root_view_id"] = under.value["root_view_id"].clone();
    }
    fill(&mut kept, view);
    kept
}

fn fill(kept: &mut Value, view: &Value) {
    for (key, value) in view.as_object().into_iter().flatten() {
        kept[key] = value.clone();
    }
    kept["blocks"] = with_ids(&view["blocks"]);
}

/// Takes a trigger: who asked by it.
fn trigger(state: &mut State, call: &Call<'_>) -> Result<String, Refusal> {
    let key = call.text("trigger_id").to_owned();
    let good = state.ways.triggers;
    let asked = state.asked.get_mut(&key).filter(|asked| asked.team == call.team);
    let asked = asked.ok_or_else(|| refuse("invalid_trigger_id"))?;
    if asked.triggered {
        return Err(refuse("exchanged_trigger_id"));
    }
    if asked.expired || asked.begun.elapsed() > good {
        return Err(refuse("expired_trigger_id"));
    }
    asked.triggered = true;
    Ok(key)
}

fn known(state: &State, team: &str, external: &str) -> bool {
    !external.is_empty()
        && state.views.values().any(|view| view.team == team && view.value["external_id"] == external)
}

/// Opens a modal, or puts it on the one from which it was asked.
pub(crate) fn open(state: &mut State, call: &Call<'_>, push: bool) -> Outcome {
    let (team, view) = (call.team, &call.args["view"]);
    checked(state, view, "modal", call.method)?;
    if known(state, team, view["external_id"].as_str().unwrap_or_default()) {
        return Err(refuse("duplicate_external_id"));
    }
    let key = trigger(state, call)?;
    let asked = state.asked[&key].clone();
    let stack = state.open.get(&(team.to_owned(), asked.user.clone())).cloned().unwrap_or_default();
    let under = asked.view.as_ref().filter(|_| push).and_then(|id| state.views.get(id)).cloned();
    if push && (under.is_none() || !stack.contains(asked.view.as_ref().expect("a view"))) {
        state.complain("views.push: on no view");
        return Err(refuse("invalid_trigger_id"));
    }
    if push && stack.len() >= 3 {
        return Err(refuse("push_limit_reached"));
    }
    let kept = made(state, team, view, under.as_ref());
    shown(state, team, &asked.user, kept.clone(), push);
    said(state, &key, if push { "push" } else { "view" }, kept.clone());
    Ok(json!({ "view": kept }))
}

fn shown(state: &mut State, team: &str, user: &str, view: Value, push: bool) {
    let id = view["id"].as_str().expect("an id").to_owned();
    state.views.insert(id.clone(), View { team: team.to_owned(), user: user.to_owned(), value: view });
    let stack = state.open.entry((team.to_owned(), user.to_owned())).or_default();
    if !push {
        stack.clear();
    }
    stack.push(id);
}

/// Changes a view that somebody sees.
pub(crate) fn update(state: &mut State, call: &Call<'_>) -> Outcome {
    let (team, view) = (call.team, &call.args["view"]);
    let (id, external) = (call.text("view_id").to_owned(), call.text("external_id"));
    let of = |known: &&View| {
        known.team == team
            && (known.value["id"] == id.as_str()
                || (!external.is_empty() && known.value["external_id"] == external))
    };
    let Some(found) = state.views.values().find(of).cloned() else { return Err(refuse("not_found")) };
    let kind = found.value["type"].as_str().unwrap_or_default().to_owned();
    checked(state, view, &kind, call.method)?;
    let hash = call.text("hash");
    if !hash.is_empty() && found.value["hash"] != hash {
        return Err(refuse("hash_conflict"));
    }
    let id = found.value["id"].as_str().expect("an id").to_owned();
    let kept = changed(state, &id, view);
    let from =
        |key: &&String| state.asked.get(*key).is_some_and(|asked| asked.view.as_deref() == Some(id.as_str()));
    if let Some(key) = state.waiting.iter().find(from).cloned() {
        said(state, &key, "view", kept.clone());
    }
    Ok(json!({ "view": kept }))
}

fn changed(state: &mut State, id: &str, view: &Value) -> Value {
    let hash = state.id("hash.");
    let known = state.views.get_mut(id).expect("a view that is there");
    fill(&mut known.value, view);
    known.value["hash"] = hash.into();
    known.value.clone()
}

/// Puts something into somebody's Home tab.
pub(crate) fn publish(state: &mut State, call: &Call<'_>) -> Outcome {
    let (team, user, view) = (call.team, call.text("user_id").to_owned(), &call.args["view"]);
    checked(state, view, "home", call.method)?;
    if !state.team(team).users.contains_key(&user) {
        return Err(refuse("user_not_found"));
    }
    let there = state.team(team).homes.get(&user).cloned();
    let kept = match there {
        Some(id) => {
            let hash = call.text("hash");
            if !hash.is_empty() && state.views[&id].value["hash"] != hash {
                return Err(refuse("hash_conflict"));
            }
            changed(state, &id, view)
        }
        None => {
            let kept = made(state, team, view, None);
            let id = kept["id"].as_str().expect("an id").to_owned();
            state
                .views
                .insert(id.clone(), View { team: team.to_owned(), user: user.clone(), value: kept.clone() });
            state.team(team).homes.insert(user.clone(), id);
            kept
        }
    };
    let of = |key: &&String| {
        state.asked.get(*key).is_some_and(|asked| {
            asked.team == team
                && asked.user == user
                && asked.view == kept["id"].as_str().map(ToOwned::to_owned)
        })
    };
    if let Some(key) = state.waiting.iter().find(of).cloned() {
        said(state, &key, "home", kept.clone());
    }
    Ok(json!({ "view": kept }))
}

/// What a submitted modal is answered.
pub(crate) fn submitted(state: &mut State, key: &str, answer: Option<&Value>) {
    let Some(asked) = state.asked.get(key).cloned() else { return };
    let id = asked.view.clone().unwrap_or_default();
    let place = (asked.team.clone(), asked.user.clone());
    let Some(answer) = answer else {
        closes(state, &place, &id);
        return said(state, key, "closed", json!({}));
    };
    let mut out = Vec::new();
    fields(answer, &["response_action", "errors", "view"], "an answer to a modal", &mut out);
    out.into_iter().for_each(|wrong| state.complain(wrong));
    match answer["response_action"].as_str() {
        Some("clear") => {
            state.open.remove(&place);
            said(state, key, "closed", json!({}));
        }
        Some("errors") => errors(state, key, &id, &answer["errors"]),
        Some("update") => {
            if checked(state, &answer["view"], "modal", "response_action update").is_ok()
                && state.views.contains_key(&id)
            {
                let kept = changed(state, &id, &answer["view"]);
                said(state, key, "view", kept);
            }
        }
        Some("push") => {
            if checked(state, &answer["view"], "modal", "response_action push").is_ok() {
                let under = state.views.get(&id).cloned();
                let kept = made(state, &asked.team, &answer["view"], under.as_ref());
                shown(state, &asked.team, &asked.user, kept.clone(), true);
                if state.open[&place].len() > 3 {
                    state.complain("response_action push: more than three views");
                }
                said(state, key, "push", kept);
            }
        }
        other => state.complain(format!("an answer to a modal: {other:?}")),
    }
}

fn errors(state: &mut State, key: &str, id: &str, errors: &Value) {
    let blocks = state.views.get(id).map(|view| view.value["blocks"].clone()).unwrap_or_default();
    let inputs: Vec<&str> = blocks
        .as_array()
        .into_iter()
        .flatten()
        .filter(|block| block["type"] == "input")
        .filter_map(|block| block["block_id"].as_str())
        .collect();
    let Some(entries) = errors.as_object().filter(|entries| !entries.is_empty()) else {
        return state.complain(format!("errors beside no field: {}", short(errors)));
    };
    for (field, words) in entries {
        if !inputs.contains(&field.as_str()) {
            state.complain(format!("an error beside {field}, which is no input of that modal"));
        }
        if words.as_str().is_none_or(str::is_empty) {
            state.complain(format!("an error that says nothing beside {field}"));
        }
    }
    said(state, key, "errors", errors.clone());
}

/// A view goes away, and with it those above it.
pub(crate) fn closes(state: &mut State, place: &(String, String), id: &str) {
    if let Some(stack) = state.open.get_mut(place)
        && let Some(n) = stack.iter().position(|known| known == id)
    {
        stack.truncate(n);
    }
}

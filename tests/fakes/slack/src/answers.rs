//! Messages of Kith's own, and whom they answer: posts, whispers, edits, acknowledgements with words, response URLs.

use serde_json::{Value, json};

use crate::blocks::{self, Surface, short};
use crate::calls::{Outcome, refuse};
use crate::deliver::{Delivery, Sent};
use crate::elements;
use crate::mrkdwn;
use crate::state::{Asked, State, Whisper, Written};
use crate::{APP, events, views};

/// Holds a message against Slack's limits; the word with which Slack refuses it, if it does.
pub(crate) fn message(state: &mut State, message: &Value, most: usize, at: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut error = None;
    let text = message["text"].as_str().unwrap_or_default();
    let given = message["blocks"].as_array().is_some_and(|blocks| !blocks.is_empty());
    if text.trim().is_empty() && !given {
        out.push("a message with nothing in it".to_owned());
        error = Some("no_text");
    } else if text.trim().is_empty() {
        out.push("a message that says nothing in a notification".to_owned());
    }
    if text.chars().count() > most {
        out.push(format!("a text of {} characters", text.chars().count()));
        error = Some("msg_too_long");
    }
    if message["mrkdwn"] != false {
        mrkdwn::check(text, "text", &mut out);
    }
    if message["link_names"] == true || message["parse"] == "full" {
        out.push("names in the text become mentions".to_owned());
    }
    if given {
        let wrong = blocks::complaints(&message["blocks"], Surface::Message);
        if !wrong.is_empty() {
            error = Some("invalid_blocks");
        }
        out.extend(wrong);
    }
    if !message["metadata"].is_null() {
        let metadata = &message["metadata"];
        blocks::fields(metadata, &["event_type", "event_payload"], "metadata", &mut out);
        blocks::string(metadata, "event_type", 255, true, "metadata", &mut out);
        if !metadata["event_payload"].is_object() {
            out.push(format!("metadata: {} is no payload", short(&metadata["event_payload"])));
        }
    }
    for complaint in out {
        state.complain(format!("{at}: {complaint}"));
    }
    error.map(ToOwned::to_owned)
}

/// The blocks with an id each, as Slack gives one to those that have none.
pub(crate) fn with_ids(given: &Value) -> Value {
    let mut blocks = given.as_array().cloned().unwrap_or_default();
    for (n, block) in blocks.iter_mut().enumerate() {
        if block.is_object() && block["block_id"].is_null() {
            block["block_id"] = format!("auto{n}").into();
        }
    }
    blocks.into()
}

/// A message of Kith's own, nowhere yet.
pub(crate) fn own(state: &mut State, team: &str, channel: &str, text: &str, blocks: &Value) -> Value {
    let ts = state.ts();
    let here = state.team(team);
    let profile = json!({ "id": here.bot, "deleted": false, "name": "Kith", "updated": 1, "app_id": APP, "team_id": team });
    let mut message = json!({
        "type": "message", "user": here.bot_user, "bot_id": here.bot, "app_id": APP, "text": text, "ts": ts, "team": team,
        "bot_profile": profile,
    });
    if blocks.as_array().is_some_and(|blocks| !blocks.is_empty()) {
        message["blocks"] = blocks.clone();
    }
    debug_assert!(!channel.is_empty());
    message
}

/// Puts a message of Kith's own into a channel, and tells so.
pub(crate) fn put(state: &mut State, team: &str, channel: &str, mut message: Value, metadata: Option<Value>) {
    events::threaded(state, team, channel, &mut message);
    let there = state.channel(team, channel).expect("a channel that is there");
    there.messages.push(Written { value: message.clone(), metadata, reactions: Vec::new(), own: true });
    events::told(state, team, channel, message);
}

/// Whispers to one person; the message.
pub(crate) fn whispered(
    state: &mut State,
    team: &str,
    channel: &str,
    user: &str,
    text: &str,
    blocks: &Value,
) -> Value {
    let mut message = own(state, team, channel, text, blocks);
    message["is_ephemeral"] = true.into();
    message["channel"] = channel.into();
    if let Some(there) = state.channel(team, channel) {
        there.whispers.push(Whisper { to: user.to_owned(), value: message.clone(), gone: false });
    }
    message
}

/// A whisper stands in a thread; the message.
pub(crate) fn whispered_below(
    state: &mut State,
    team: &str,
    channel: &str,
    message: &Value,
    thread: &str,
) -> Value {
    let mut below = message.clone();
    below["thread_ts"] = thread.into();
    let whispers = state.channel(team, channel).into_iter().flat_map(|there| &mut there.whispers);
    for whisper in whispers.filter(|whisper| whisper.value["ts"] == message["ts"]) {
        whisper.value = below.clone();
    }
    below
}

/// Changes a message where it stands, and tells so; the message as it is now.
pub(crate) fn changed(
    state: &mut State,
    team: &str,
    channel: &str,
    ts: &str,
    change: &dyn Fn(&mut Value),
) -> Value {
    let at = state.ts();
    let bot = state.team(team).bot_user.clone();
    let there =
        state.channel(team, channel).and_then(|there| there.message(ts)).expect("a message that is there");
    let before = there.value.clone();
    change(&mut there.value);
    there.value["edited"] = json!({ "user": bot, "ts": at });
    let after = there.value.clone();
    events::edited(state, team, channel, &before, &after, &at);
    after
}

/// Notes what somebody was answered. That a modal closed is not the whole answer: words may follow.
pub(crate) fn said(state: &mut State, key: &str, how: &str, data: Value) {
    let Some(asked) = state.asked.get_mut(key) else { return };
    asked.said.push((how.to_owned(), data));
    if how != "closed" {
        let took = asked.begun.elapsed();
        asked.took.get_or_insert(took);
        state.waiting.retain(|waiting| waiting != key);
    }
}

/// Who of those who wait is answered: the first who has no answer yet, or the last whose modal has just closed.
fn who(state: &State, fits: impl Fn(&Asked) -> bool) -> Option<String> {
    let of = |key: &&String| state.asked.get(*key).is_some_and(&fits);
    let fresh = |key: &&String| state.asked.get(*key).is_some_and(|asked| asked.said.is_empty());
    let first = state.waiting.iter().find(|key| of(key) && fresh(key));
    first.or_else(|| state.waiting.iter().rev().find(|key| of(key))).cloned()
}

fn with_place(message: &Value, channel: &str) -> Value {
    let mut placed = message.clone();
    placed["channel"] = channel.into();
    placed
}

/// A post may answer whoever asked in that channel and is named in it first, or whose trigger its metadata tells, or with
/// whom Kith speaks alone.
pub(crate) fn may_answer(
    state: &mut State,
    team: &str,
    channel: &str,
    message: &Value,
    metadata: Option<&Value>,
) {
    let direct = state.channel(team, channel).is_some_and(|there| there.kind() == "im");
    let metadata = metadata.map(ToString::to_string).unwrap_or_default();
    let named = state.waiting.iter().find(|key| metadata.contains(key.as_str())).cloned();
    let words = message.to_string();
    let first = words.find("<@").map(|at| words[at + 2..].split(['>', '|']).next().unwrap_or_default());
    let key = named.or_else(|| {
        who(state, |asked| {
            let alone = direct && channel[1..] == asked.user[1..];
            let there = asked.channel.as_deref() == Some(channel) && first == Some(asked.user.as_str());
            asked.team == team && (alone || there)
        })
    });
    if let Some(key) = key {
        said(state, &key, if direct { "direct" } else { "post" }, with_place(message, channel));
    }
}

/// A whisper may answer whoever hears it.
pub(crate) fn may_answer_alone(state: &mut State, team: &str, user: &str, how: &str, message: &Value) {
    if let Some(key) = who(state, |asked| asked.team == team && asked.user == user) {
        said(state, &key, how, message.clone());
    }
}

/// An edit may answer whoever pressed something on that message.
pub(crate) fn may_answer_in_place(state: &mut State, team: &str, channel: &str, message: &Value) {
    let key = who(state, |asked| {
        asked.team == team
            && asked.channel.as_deref() == Some(channel)
            && asked.on.as_ref().is_some_and(|(ts, _)| message["ts"] == ts.as_str())
    });
    if let Some(key) = key {
        said(state, &key, "update", with_place(message, channel));
    }
}

/// Words that come back to somebody: by an acknowledgement, or by a response URL.
pub(crate) fn returned(state: &mut State, key: &str, how: &str, words: &Value) -> Result<(), String> {
    let known = [
        "text",
        "blocks",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "mrkdwn",
        "unfurl_links",
        "unfurl_media",
    ];
    let mut out = Vec::new();
    blocks::fields(words, &known, how, &mut out);
    for key in ["delete_original", "mrkdwn", "replace_original", "unfurl_links", "unfurl_media"] {
        blocks::flag(words, key, how, &mut out);
    }
    let kind = words["response_type"].as_str().unwrap_or("ephemeral");
    if kind != "ephemeral" && kind != "in_channel" {
        out.push(format!("{how}: a response of the type {kind}"));
    }
    if kind == "in_channel" && (words["unfurl_links"] != false || words["unfurl_media"] != false) {
        out.push(format!("{how}: a message whose links unfurl"));
    }
    out.into_iter().for_each(|complaint| state.complain(complaint));
    let asked = state.asked.get(key).cloned().ok_or("unknown")?;
    let Some(channel) = asked.channel.clone() else {
        state.complain(format!("{how}: words where there is no channel: {}", short(words)));
        return Err("invalid_payload".to_owned());
    };
    let team = asked.team.clone();
    if words["delete_original"] == true {
        gone(state, &team, &channel, asked.on.as_ref());
        said(state, key, "gone", json!({ "channel": channel }));
        return Ok(());
    }
    if let Some(error) = message(state, words, 40_000, how) {
        return Err(error);
    }
    let text = words["text"].as_str().unwrap_or_default().to_owned();
    let blocks = with_ids(&words["blocks"]);
    if words["replace_original"] == true
        && let Some((ts, alone)) = &asked.on
    {
        let replaced = replace(state, &team, &channel, ts, alone.as_deref(), &text, &blocks)
            .ok_or("message_not_found")?;
        said(state, key, "update", with_place(&replaced, &channel));
    } else if kind == "in_channel" {
        let mut message = own(state, &team, &channel, &text, &blocks);
        message["subtype"] = "bot_message".into();
        if let Some(thread) = words["thread_ts"].as_str() {
            message["thread_ts"] = thread.into();
        }
        put(state, &team, &channel, message.clone(), None);
        said(state, key, how, with_place(&message, &channel));
    } else {
        let message = whispered(state, &team, &channel, &asked.user, &text, &blocks);
        said(state, key, how, message);
    }
    Ok(())
}

fn gone(state: &mut State, team: &str, channel: &str, on: Option<&(String, Option<String>)>) {
    match on {
        Some((ts, None)) => events::deleted(state, team, channel, ts),
        Some((ts, Some(_))) => {
            let there = state.channel(team, channel).expect("a channel that is there");
            there
                .whispers
                .iter_mut()
                .filter(|whisper| whisper.value["ts"] == ts.as_str())
                .for_each(|one| one.gone = true);
        }
        None => {}
    }
}

fn replace(
    state: &mut State,
    team: &str,
    channel: &str,
    ts: &str,
    alone: Option<&str>,
    text: &str,
    blocks: &Value,
) -> Option<Value> {
    let change = |value: &mut Value| {
        value["text"] = text.into();
        value["blocks"] = blocks.clone();
    };
    let there = state.channel(team, channel)?;
    if alone.is_some() {
        let whisper = there.whispers.iter_mut().find(|whisper| whisper.value["ts"] == ts)?;
        change(&mut whisper.value);
        return Some(whisper.value.clone());
    }
    there.message(ts).filter(|message| message.own)?;
    Some(changed(state, team, channel, ts, &change))
}

/// Something came to a response URL.
pub(crate) fn to_url(state: &mut State, key: &str, body: &Value) -> Outcome {
    let good = state.ways.urls;
    let Some(asked) = state.asked.get_mut(key) else { return Err(refuse("expired_url")) };
    match asked.uses.as_mut() {
        _ if asked.begun.elapsed() > good => return Err(refuse("expired_url")),
        None | Some(0) => return Err(refuse("used_url")),
        Some(left) => *left -= 1,
    }
    returned(state, key, "response", body).map_err(|error| refuse(&error))?;
    // A modal that was opened from there and was sent is answered by it too, whether or not it has closed yet.
    let asked = state.asked[key].clone();
    let sent = who(state, |one| one.team == asked.team && one.user == asked.user && one.view.is_some());
    if let (Some(sent), Some((how, data))) = (sent, asked.said.last().cloned()) {
        said(state, &sent, &how, data);
    }
    Ok(json!({}))
}

/// An acknowledgement came in time, with or without something in it.
pub(crate) fn acknowledged(state: &mut State, delivery: &Delivery, payload: Option<&Value>) {
    let payload = payload.filter(|payload| !payload.is_null() && *payload != &json!({}));
    let key = delivery.asked.clone().unwrap_or_default();
    if let Some(asked) = state.asked.get_mut(&key) {
        let took = asked.begun.elapsed();
        asked.acked.get_or_insert(took);
    }
    match (delivery.kind, delivery.payload["type"].as_str(), payload) {
        (Sent::Event, _, None) => {}
        (Sent::Command, _, None) => {}
        (Sent::Command, _, Some(words)) => {
            if let Err(error) = returned(state, &key, "ack", words) {
                state.complain(format!("an acknowledgement that Slack does not take: {error}"));
            }
        }
        (_, Some("block_suggestion"), options) => suggested(state, &key, options.unwrap_or(&Value::Null)),
        (_, Some("view_submission"), answer) => views::submitted(state, &key, answer),
        (_, _, None) => {}
        (_, kind, Some(words)) => {
            state.complain(format!("{kind:?} is acknowledged with something in it: {}", short(words)));
        }
    }
}

fn suggested(state: &mut State, key: &str, options: &Value) {
    let mut out = Vec::new();
    if blocks::fields(options, &["options", "option_groups"], "suggestions", &mut out) {
        match options["options"].as_array() {
            Some(list) if list.len() > 100 => out.push(format!("{} suggestions", list.len())),
            Some(_) => elements::options(options, blocks::Words::Plain, false, "suggestions", &mut out),
            None => elements::groups(options, "suggestions", &mut out),
        }
    }
    out.into_iter().for_each(|complaint| state.complain(complaint));
    said(state, key, "options", options.clone());
}

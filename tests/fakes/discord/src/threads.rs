//! Threads and reactions, as far as Kith makes any.

use serde_json::{Value, json};

use crate::rest::{Reply, refuse};
use crate::state::State;
use crate::{Fake, payload};

/// Looks at a channel or thread, or changes a thread.
pub(crate) fn channel(state: &mut State, method: &str, id: &str, body: &Value) -> Reply {
    let gone = || refuse(404, 10_003, "Unknown Channel");
    if method == "PATCH" {
        let Some(thread) = state.opened.get_mut(id) else { return gone() };
        for (key, value) in body.as_object().into_iter().flatten() {
            thread["thread_metadata"][key] = value.clone();
        }
        return (200, thread.clone());
    }
    if let Some(thread) = state.opened.get(id) {
        return (200, thread.clone());
    }
    let mut servers =
        state.gateway.servers.iter().filter_map(|server| server["channels"].as_array()).flatten();
    servers.find(|one| one["id"] == id).map_or_else(gone, |channel| (200, channel.clone()))
}

/// Opens a thread by itself; in a forum, with its first message.
pub(crate) fn open(state: &mut State, parent: &str, body: &Value) -> Reply {
    let (_, found) = channel(state, "GET", parent, &Value::Null);
    let forum = matches!(found["type"].as_u64(), Some(15 | 16));
    if forum != body["message"].is_object() {
        return refuse(400, 50_035, "Invalid Form Body");
    }
    let id = state.id();
    let kind = body["type"].as_u64().unwrap_or(11);
    let thread = json!({
        "id": id, "name": body["name"], "type": kind, "parent_id": parent, "owner_id": crate::BOT,
        "guild_id": found["guild_id"], "thread_metadata": {
            "archived": false, "locked": false, "auto_archive_duration": 4_320, "archive_timestamp": "2026-01-01T00:00:00Z",
        },
    });
    if forum {
        let content = body["message"]["content"].as_str().unwrap_or_default();
        let first = payload::message(&id, &id, &payload::user(crate::BOT, "kith", true), content);
        state.messages.entry(id.clone()).or_default().push(first);
    }
    state.opened.insert(id, thread.clone());
    (201, thread)
}

/// Calls somebody into a thread, or takes them out of it.
pub(crate) fn member(state: &mut State, method: &str, thread: &str, who: &str) -> Reply {
    let known = (thread.to_owned(), who.to_owned());
    if method == "PUT" {
        state.called.insert(known);
    } else {
        state.called.remove(&known);
    }
    (204, Value::Null)
}

/// The threads that are open.
pub(crate) fn active(state: &State) -> Reply {
    let open = |thread: &&Value| thread["thread_metadata"]["archived"] != true;
    let threads: Vec<&Value> = state.opened.values().filter(open).collect();
    (200, json!({ "threads": threads, "members": [] }))
}

/// The public threads of a channel that were put away, the latest first, two a page.
pub(crate) fn archived(state: &State, parent: &str, query: &str) -> Reply {
    const PAGE: usize = 2;
    // To the microsecond; zones are written in several ways, and all mean UTC.
    let moment = |written: &str| written.chars().take(26).collect::<String>();
    let when = |thread: &Value| thread["thread_metadata"]["archive_timestamp"].as_str().map(moment);
    let before = query.split('&').find_map(|pair| pair.strip_prefix("before=")).map(moment);
    let is_it = |thread: &&Value| {
        thread["parent_id"] == parent
            && thread["thread_metadata"]["archived"] == true
            && thread["type"] != 12
            && before.as_ref().is_none_or(|before| when(thread).is_some_and(|when| when < *before))
    };
    let mut threads: Vec<&Value> = state.opened.values().filter(is_it).collect();
    threads.sort_by_key(|thread| std::cmp::Reverse(when(thread)));
    let has_more = threads.len() > PAGE;
    threads.truncate(PAGE);
    (200, json!({ "threads": threads, "members": [], "has_more": has_more }))
}

/// Puts an emoji under a message.
pub(crate) fn react(state: &mut State, message: &str, emoji: &str) -> Reply {
    let known = state.messages.values().flatten().any(|one| one["id"] == message);
    if !known {
        return refuse(404, 10_008, "Unknown Message");
    }
    let bytes = emoji.split('%').filter_map(|byte| u8::from_str_radix(byte, 16).ok()).collect();
    let emoji = String::from_utf8(bytes).unwrap_or_default();
    state.emoji.insert((message.to_owned(), emoji));
    (204, Value::Null)
}

impl Fake {
    /// A public thread of a channel was put away, such as at `2026-05-01T10:00:00.000000+00:00`; its last message is this.
    pub fn put_away(&self, id: &str, parent: &str, at: &str, last: &Value) {
        let mut thread = payload::channel(crate::talk::SERVER, id, "a thread", 11, Some(parent));
        thread["thread_metadata"]["archived"] = true.into();
        thread["thread_metadata"]["archive_timestamp"] = at.into();
        thread["last_message_id"] = last["id"].clone();
        self.inner.with(|state| state.opened.insert(id.to_owned(), thread));
    }

    /// The threads that were opened by themselves.
    pub fn opened(&self) -> Vec<Value> {
        self.inner.with(|state| state.opened.values().cloned().collect())
    }

    /// Who is in a thread.
    pub fn called(&self, thread: &str) -> Vec<String> {
        let here = |state: &mut State| {
            let called = state.called.iter().filter(|(one, _)| one == thread);
            called.map(|(_, who)| who.clone()).collect()
        };
        self.inner.with(here)
    }

    /// Whether Kith put this emoji under a message.
    pub fn has_emoji(&self, message: &str, emoji: &str) -> bool {
        self.inner.with(|state| state.emoji.contains(&(message.to_owned(), emoji.to_owned())))
    }
}

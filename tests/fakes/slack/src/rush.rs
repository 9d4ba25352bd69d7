//! Many at once, for benches: what is asked and told is ready-made, nothing that comes is held against Slack's rules or
//! remembered, and each acknowledgement is timed. So the fake costs little of what is measured.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::socket::Out;
use crate::state::State;
use crate::{Fake, TEAM};

/// What stands for the envelope's number in a ready-made envelope: its id is `rush-` and that number.
pub const ID: &str = "«id»";
const ENVELOPE: &str = "rush-";

/// Envelopes on their way.
#[derive(Debug)]
pub(crate) struct Rushing {
    begun: HashMap<u64, Instant>,
    acknowledged: mpsc::UnboundedSender<Duration>,
    crowd: usize,
    rooms: usize,
}

/// One of the crowd that is in the workspace during a rush.
pub fn one_of(crowd: usize) -> String {
    format!("U0CROWD{crowd:07}")
}

/// One of the rooms, with Kith in it.
pub fn room(n: usize) -> String {
    format!("C0ROOM{n:07}")
}

impl Fake {
    /// From now on acknowledgements are only timed, posts always succeed, and so many people and rooms are listed. How long each
    /// acknowledgement took is what comes out here.
    pub fn rush(&self, crowd: usize, rooms: usize) -> mpsc::UnboundedReceiver<Duration> {
        let (acknowledged, acknowledgements) = mpsc::unbounded_channel();
        let begun = HashMap::new();
        self.inner.with(|state| state.rushing = Some(Rushing { begun, acknowledged, crowd, rooms }));
        acknowledgements
    }

    /// Sends an envelope in which [`ID`] stands for its number, on the line whose turn it is.
    pub fn brings(&self, envelope: &str) {
        self.inner.with(|state| {
            state.next += 1;
            let number = state.next;
            let frame = envelope.replace(ID, &format!("{number:08}"));
            if let Some(rushing) = &mut state.rushing {
                rushing.begun.insert(number, Instant::now());
            }
            state.turn += 1;
            let lines = state.connections.len().max(1);
            if let Some(line) = state.connections.get(state.turn % lines) {
                line.line.send(Out::Frame(frame)).ok();
            }
        });
    }
}

/// An envelope of this kind with this payload, ready-made.
pub fn envelope(kind: &str, payload: &Value) -> String {
    let accepts = kind == "slash_commands";
    let id = format!("{ENVELOPE}{ID}");
    json!({ "envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": accepts })
        .to_string()
}

/// Whether a frame acknowledges an envelope that is only timed.
pub(crate) fn timed(state: &mut State, frame: &str) -> bool {
    let Some(rushing) = &mut state.rushing else { return false };
    // No need to read all of it: the id is ours, and stands there once.
    let number = frame.split_once(ENVELOPE).and_then(|(_, rest)| rest.get(..8)?.parse().ok());
    let Some(begun) = number.and_then(|number| rushing.begun.remove(&number)) else { return false };
    rushing.acknowledged.send(begun.elapsed()).ok();
    true
}

/// How many of a list come at once.
const PAGE: usize = 200;

/// What a call is answered, if nobody looks at it.
pub(crate) fn called(state: &mut State, method: &str, body: &[u8]) -> Option<Value> {
    let rushing = state.rushing.as_ref()?;
    match method {
        "chat.postMessage" => Some(json!({ "ok": true, "channel": crate::GENERAL, "ts": state.ts() })),
        "users.conversations" => Some(page(
            "channels",
            rushing.rooms,
            body,
            |n| json!({ "id": room(n), "name": format!("room-{n}"), "is_member": true }),
        )),
        "users.list" => Some(page("members", rushing.crowd, body, |n| {
            let profile = json!({ "display_name": format!("Someone {n}") });
            json!({ "id": one_of(n), "team_id": TEAM, "name": format!("someone.{n}"), "profile": profile })
        })),
        _ => None,
    }
}

/// A page of a list, from where its cursor says.
fn page(name: &str, all: usize, body: &[u8], one: impl Fn(usize) -> Value) -> Value {
    let asked: Value = serde_json::from_slice(body).unwrap_or_default();
    let form = || crate::web::pairs(&String::from_utf8_lossy(body));
    let cursor = asked.get("cursor").cloned().or_else(|| form().remove("cursor"));
    let from = cursor.and_then(|cursor| cursor.as_str()?.parse().ok()).unwrap_or(0);
    let to = all.min(from + PAGE);
    let next = if to < all { to.to_string() } else { String::new() };
    let listed: Vec<Value> = (from..to).map(one).collect();
    json!({ "ok": true, name: listed, "response_metadata": { "next_cursor": next } })
}

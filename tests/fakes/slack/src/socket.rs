//! Socket Mode: tickets, envelopes, acknowledgements, and lines that end.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::ws::{Message, WebSocket};
use futures_util::SinkExt as _;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::blocks::short;
use crate::deliver::{self, Delivery, Pending, Sent};
use crate::state::State;
use crate::{APP, Inner, rush};

/// A line to Kith.
pub(crate) struct Connection {
    pub(crate) number: usize,
    pub(crate) line: mpsc::UnboundedSender<Out>,
    /// Whether nothing more goes into it.
    pub(crate) leaving: bool,
}

/// What goes out on a line.
pub(crate) enum Out {
    Frame(String),
    /// The line is closed as it should be.
    Close,
    /// The line breaks without a word.
    Break,
}

/// The envelope of a delivery.
fn envelope(delivery: &Delivery) -> String {
    let interactive = ["block_suggestion", "view_submission"];
    let accepts = match delivery.kind {
        Sent::Command => true,
        Sent::Event => false,
        Sent::Interactive => interactive.iter().any(|kind| delivery.payload["type"] == *kind),
    };
    let kind = match delivery.kind {
        Sent::Command => "slash_commands",
        Sent::Event => "events_api",
        Sent::Interactive => "interactive",
    };
    let mut envelope = json!({
        "envelope_id": delivery.id, "type": kind, "payload": delivery.payload, "accepts_response_payload": accepts,
    });
    if delivery.kind == Sent::Event {
        envelope["retry_attempt"] = delivery.tries.into();
        envelope["retry_reason"] = delivery.reason.into();
    }
    envelope.to_string()
}

/// Sends something on the next line; what has none waits, and whoever asked is let down.
pub(crate) fn send(state: &mut State, delivery: Delivery) {
    let open: Vec<usize> = (0..state.connections.len()).filter(|n| !state.connections[*n].leaving).collect();
    if open.is_empty() {
        if delivery.kind == Sent::Event {
            state.queue.push(delivery);
        } else {
            state.late.push(format!("{}: nobody is there", delivery.name()));
        }
        return;
    }
    state.turn += 1;
    let connection = &state.connections[open[state.turn % open.len()]];
    connection.line.send(Out::Frame(envelope(&delivery))).ok();
    let number = connection.number;
    let id = delivery.id.clone();
    state
        .unacked
        .insert(id, Pending { delivery, connection: Some(number), sent: Instant::now(), late: false });
}

fn begins(state: &mut State, line: mpsc::UnboundedSender<Out>) -> usize {
    state.opened += 1;
    let number = state.opened;
    let hello = json!({
        "type": "hello", "num_connections": state.connections.len() + 1, "connection_info": { "app_id": APP },
        "debug_info": { "host": "applink-fake", "build_number": 1, "approximate_connection_time": 18_060 },
    });
    line.send(Out::Frame(hello.to_string())).ok();
    state.connections.push(Connection { number, line, leaving: false });
    for delivery in std::mem::take(&mut state.queue) {
        let waited = Delivery { tries: delivery.tries.max(1), reason: "connection_failed", ..delivery };
        send(state, waited);
    }
    number
}

fn ends(state: &mut State, number: usize) {
    state.connections.retain(|connection| connection.number != number);
    let lost: Vec<String> = state
        .unacked
        .iter()
        .filter(|(_, pending)| pending.connection == Some(number))
        .map(|(id, _)| id.clone())
        .collect();
    let mut lost: Vec<Pending> = lost.iter().filter_map(|id| state.unacked.remove(id)).collect();
    lost.sort_by_key(|pending| pending.sent);
    for pending in lost.into_iter().filter(|pending| !pending.late) {
        deliver::failed(state, &pending.delivery, "connection_lost");
    }
}

/// One line, from its ticket to its end.
pub(crate) async fn connection(inner: Arc<Inner>, mut socket: WebSocket) {
    let (line, mut out) = mpsc::unbounded_channel();
    let number = inner.with(|state| begins(state, line));
    inner.changed.notify_waiters();
    let pings = inner.with(|state| state.ways.pings);
    let mut ping = tokio::time::interval(pings);
    ping.tick().await;
    loop {
        tokio::select! {
            // A dead line reads nothing either.
            heard = socket.recv(), if !inner.with(|state| state.ways.deaf) => match heard {
                Some(Ok(Message::Text(text))) if inner.with(|state| rush::timed(state, &text)) => {}
                Some(Ok(Message::Text(text))) => {
                    inner.with(|state| hears(state, number, &text));
                    inner.changed.notify_waiters();
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Binary(_))) => inner.with(|state| state.complain("bytes came by socket")),
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
            },
            next = out.recv() => match next {
                Some(Out::Frame(frame)) => {
                    // What waits goes together, as much of it as fits.
                    if socket.feed(Message::text(frame)).await.is_err()
                        || out.is_empty() && socket.flush().await.is_err()
                    {
                        break;
                    }
                }
                Some(Out::Close) => {
                    socket.send(Message::Close(None)).await.ok();
                    break;
                }
                Some(Out::Break) | None => {
                    socket.flush().await.ok();
                    break;
                }
            },
            _ = ping.tick() => {
                if inner.with(|state| state.ways.deaf) {
                    continue;
                }
                if socket.send(Message::Ping("Ping from applink-fake".into())).await.is_err() {
                    break;
                }
            }
        }
    }
    inner.with(|state| ends(state, number));
    inner.changed.notify_waiters();
}

fn hears(state: &mut State, number: usize, text: &str) {
    let frame: Value = serde_json::from_str(text).unwrap_or_default();
    let Some(id) = frame["envelope_id"].as_str() else {
        return state.complain(format!("a frame that acknowledges nothing: {}", short(&text.into())));
    };
    for key in frame.as_object().into_iter().flatten().map(|(key, _)| key) {
        if !["envelope_id", "payload"].contains(&key.as_str()) {
            state.complain(format!("an acknowledgement with {key} in it"));
        }
    }
    let Some(pending) = state.unacked.get(id) else {
        let why = if state.done.contains(id) { "acknowledged twice" } else { "acknowledged and never sent" };
        return state.complain(format!("{id} was {why}"));
    };
    if pending.connection != Some(number) {
        let name = pending.delivery.name();
        state.complain(format!("{name} was acknowledged on another line than it came"));
    }
    state.done.insert(id.to_owned());
    deliver::acknowledged(state, id, Some(&frame["payload"]).filter(|payload| !payload.is_null()));
}

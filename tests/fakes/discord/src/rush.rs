//! Many at once, for benches: what is asked and told is ready-made, nothing that comes is held against Discord's description
//! or remembered, and each answer is timed. So the fake costs little of what is measured.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::response::Response;
use serde_json::Value;
use tokio::sync::mpsc;

use crate::state::State;
use crate::{Fake, Inner};

/// What stands for the id in a ready-made interaction.
pub const ID: &str = "«id»";

/// Interactions on their way.
#[derive(Debug)]
pub(crate) struct Rushing {
    begun: HashMap<u64, Instant>,
    answered: mpsc::UnboundedSender<Duration>,
}

impl Fake {
    /// From now on answers are only timed: how long each took is what comes out here. A plea for time is no answer.
    pub fn rush(&self) -> mpsc::UnboundedReceiver<Duration> {
        let (answered, answers) = mpsc::unbounded_channel();
        self.inner.with(|state| state.rushing = Some(Rushing { begun: HashMap::new(), answered }));
        answers
    }

    /// Sends an interaction in which [`ID`] stands for its id.
    pub fn asks(&self, interaction: &str) {
        self.inner.with(|state| {
            let id = state.id();
            let body = interaction.replace(ID, &id);
            if let (Some(rushing), Ok(id)) = (&mut state.rushing, id.parse()) {
                rushing.begun.insert(id, Instant::now());
            }
            tell(state, "INTERACTION_CREATE", &body);
        });
    }

    /// Tells every shard of something ready-made.
    pub fn tells(&self, kind: &str, body: &str) {
        self.inner.with(|state| tell(state, kind, body));
    }
}

fn tell(state: &mut State, kind: &str, body: &str) {
    let keeps = state.rushing.is_none();
    for session in state.gateway.sessions.values_mut() {
        session.tell(kind, body, keeps);
    }
}

/// The answer to a request that answers an interaction, if those are only timed.
pub(crate) fn timed(inner: &Inner, path: &str, query: &str, body: &[u8]) -> Option<Response> {
    let pieces: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let id = match pieces[..] {
        ["interactions", id, _, "callback"] => id,
        ["webhooks", _, token, ..] => token.strip_prefix(TOKEN)?,
        _ => return None,
    };
    let made = inner.with(|state| {
        let made = state.id();
        let rushing = state.rushing.as_mut()?;
        if !is_plea(pieces[0], body) {
            let begun = rushing.begun.remove(&id.parse().ok()?)?;
            rushing.answered.send(begun.elapsed()).ok();
        }
        Some(made)
    })?;
    if pieces[0] == "interactions" && !query.contains("with_response=true") {
        return Response::builder().status(204).body(Body::empty()).ok();
    }
    let channel = crate::talk::GENERAL;
    let message = format!(r#""id":"{made}","channel_id":"{channel}""#);
    let said = format!(r#"{{{message},"resource":{{"type":4,"message":{{{message}}}}}}}"#);
    let response = Response::builder().status(200).header("content-type", "application/json");
    response.body(Body::from(said)).ok()
}

/// How the token of a ready-made interaction begins; its id follows.
pub const TOKEN: &str = "rush-";

/// Whether a first answer only asks for time.
fn is_plea(way: &str, body: &[u8]) -> bool {
    let kind = || serde_json::from_slice::<Value>(body).ok()?["type"].as_u64();
    way == "interactions" && matches!(kind(), Some(5 | 6))
}

//! Who is on a server already: asked of the gateway when a server comes, at a pace that leaves room for heartbeats.

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

/// The time between two questions: Discord takes 120 frames a minute, heartbeats among them.
const PAUSE: Duration = Duration::from_secs(1);

/// The servers whose members are still to be asked for. None of their members is kept here.
#[derive(Default)]
pub(crate) struct Members {
    wanted: VecDeque<String>,
    next: Option<Instant>,
}

impl Members {
    /// A server came.
    pub(super) fn want(&mut self, server: &str) {
        if !self.wanted.iter().any(|known| known == server) {
            self.wanted.push_back(server.to_owned());
        }
    }

    /// A new session begins, in which all servers come again.
    pub(super) fn begin_anew(&mut self) {
        self.wanted.clear();
    }

    /// When the next question may be asked, if there is one.
    pub(super) fn due(&self) -> Option<Instant> {
        let now = Instant::now();
        (!self.wanted.is_empty()).then(|| self.next.map_or(now, |next| next.max(now)))
    }

    /// The next question.
    pub(super) fn ask(&mut self) -> Option<Value> {
        let server = self.wanted.pop_front()?;
        self.next = Some(Instant::now() + PAUSE);
        Some(json!({ "op": 8, "d": { "guild_id": server, "query": "", "limit": 0 } }))
    }
}

//! Who is on a server already, and so who is no longer: asked of the gateway when a server comes, at a pace that leaves room
//! for heartbeats.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::time::Duration;

use bot_core::chat::{AccountId, Event, Happening};
use bot_core::moment::Moment;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::shard::now;
use crate::read::event::parse;
use crate::read::server;

/// The time between two questions: Discord takes 120 frames a minute, heartbeats among them.
const PAUSE: Duration = Duration::from_secs(1);

/// The servers whose members are still to be asked for, and the answers that are not whole yet.
#[derive(Default)]
pub(crate) struct Members {
    wanted: VecDeque<String>,
    next: Option<Instant>,
    answers: HashMap<String, Present>,
}

/// Who is there, as far as was told.
struct Present {
    asked: Moment,
    accounts: Vec<AccountId>,
    /// Which parts came.
    parts: BTreeSet<u32>,
}

/// A part of the answer: who is in it, and which part it is.
#[derive(Deserialize)]
struct Chunk {
    guild_id: String,
    members: Vec<Somebody>,
    chunk_index: u32,
    chunk_count: u32,
}

#[derive(Deserialize)]
struct Somebody {
    user: Id,
}

#[derive(Deserialize)]
struct Id {
    id: String,
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
        self.answers.clear();
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
        let present = Present { asked: now(), accounts: Vec::new(), parts: BTreeSet::new() };
        self.answers.insert(server.clone(), present);
        Some(json!({ "op": 8, "d": { "guild_id": server, "query": "", "limit": 0 } }))
    }

    /// A part of an answer came: with the last one, it is known who is there.
    pub(super) fn heard(&mut self, body: &str) -> Option<Event> {
        let chunk: Chunk = parse(body).ok()?;
        let present = self.answers.get_mut(&chunk.guild_id)?;
        if present.parts.insert(chunk.chunk_index) {
            present.accounts.extend(chunk.members.into_iter().map(|member| AccountId(member.user.id)));
        }
        if present.parts.len() < usize::try_from(chunk.chunk_count).ok()? {
            return None;
        }
        let Present { asked, accounts, .. } = self.answers.remove(&chunk.guild_id)?;
        // A server without anybody is none that Kith could hear.
        (!accounts.is_empty()).then(|| Event {
            server: server(chunk.guild_id),
            at: asked,
            what: Happening::Everybody(accounts),
        })
    }
}

//! What a shard knows of what it may have missed, and which channels are threads.

use std::collections::HashMap;

use bot_core::moment::Moment;
use serde_json::Value;

use crate::gap::Gap;
use crate::read::event::{Threads, parse};
use crate::read::place::Guild;

/// What a shard heard of.
#[derive(Default)]
pub(crate) struct Heard {
    /// Up to when everything was heard.
    pub(super) until: Option<Moment>,
    /// Servers that come back, and up to when they were heard.
    returning: HashMap<String, Moment>,
    pub(super) threads: Threads,
}

impl Heard {
    /// Everything was heard up to a moment, if ever anything was.
    pub(crate) fn until(until: Option<Moment>) -> Self {
        Self { until, ..Self::default() }
    }

    /// A new session begins: what happened since the last one was not heard.
    pub(super) fn ready(&mut self, body: &str) {
        let Some(until) = self.until else { return };
        let said: Value = serde_json::from_str(body).unwrap_or_default();
        let servers = said["guilds"].as_array().into_iter().flatten();
        for id in servers.filter_map(|server| server["id"].as_str()) {
            self.returning.entry(id.to_owned()).or_insert(until);
        }
    }

    /// What was missed of a server that is back.
    pub(super) fn returning(&mut self, kind: &str, body: &str, now: Moment) -> Option<Gap> {
        match kind {
            "GUILD_CREATE" => {
                let guild: Guild = parse(body).ok()?;
                let since = self.returning.remove(&guild.id)?;
                let rooms = guild.rooms().filter(|room| room.has_messages()).cloned().collect();
                Some(Gap { server: guild.id, rooms, since })
            }
            "GUILD_DELETE" => {
                let gone: Value = serde_json::from_str(body).ok()?;
                let id = gone["id"].as_str().filter(|_| gone["unavailable"] == true)?;
                // It may have been away since before: then more is missing than from now on.
                self.returning.entry(id.to_owned()).or_insert(now);
                None
            }
            _ => None,
        }
    }
}

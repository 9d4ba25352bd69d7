//! What a shard knows of what it may have missed, and which channels are threads.

use std::sync::Arc;

use bot_core::moment::Moment;
use serde::Deserialize;

use super::owing::Owing;
use crate::gap::Gap;
use crate::read::event::{Threads, parse};
use crate::read::place::{Away, Guild};

/// What a shard heard of.
#[derive(Default)]
pub(crate) struct Heard {
    /// Up to when everything was heard.
    pub(super) until: Option<Moment>,
    /// What is owed to servers.
    pub(super) owing: Arc<Owing>,
    /// Whether some of it is from before this start, so that nobody is at it yet.
    inherited: bool,
    pub(super) threads: Threads,
}

/// All servers of a shard.
#[derive(Deserialize)]
pub(super) struct Servers {
    guilds: Vec<Away>,
}

impl Servers {
    pub(super) fn many(&self) -> usize {
        self.guilds.len()
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.guilds.iter().any(|one| one.id == id)
    }
}

impl Heard {
    /// Everything was heard up to a moment, if ever anything was, but for what is owed.
    pub(crate) fn until(until: Option<Moment>, owing: Owing) -> Self {
        Self { until, owing: Arc::new(owing), inherited: true, ..Self::default() }
    }

    /// A new session begins: what happened since the last one was not heard. All servers come now, and are read then.
    pub(super) fn ready(&mut self, body: &str) {
        self.inherited = false;
        let Ok(servers) = parse::<Servers>(body) else { return };
        self.owing.keep(|server| servers.has(server));
        let Some(until) = self.until else { return };
        for server in &servers.guilds {
            self.owing.add(&server.id, until);
        }
    }

    /// The session goes on, and no server comes anew: those that the last start did not get to are to be asked.
    pub(super) fn resumed(&mut self) -> Vec<Gap> {
        if !std::mem::take(&mut self.inherited) {
            return Vec::new();
        }
        self.owing.servers().into_iter().filter_map(|server| self.gap(server, None)).collect()
    }

    fn gap(&self, server: String, guild: Option<&Guild>) -> Option<Gap> {
        let since = self.owing.of(&server);
        let rooms = guild.map(|guild| guild.rooms().cloned().collect());
        (!since.is_empty()).then(|| Gap { server, rooms, since, owing: Arc::clone(&self.owing) })
    }

    /// What was missed of a server that is back.
    pub(super) fn returning(&mut self, kind: &str, body: &str, now: Moment) -> Option<Gap> {
        match kind {
            "GUILD_CREATE" => {
                let guild: Guild = parse(body).ok()?;
                self.gap(guild.id.clone(), Some(&guild))
            }
            "GUILD_DELETE" => {
                let away: Away = parse(body).ok()?;
                if away.unavailable {
                    self.owing.add(&away.id, now);
                } else {
                    self.owing.keep(|server| server != away.id);
                }
                None
            }
            _ => None,
        }
    }
}

//! A server's channels, threads and roles, as far as Kith looks: Discord may add to the rest as it likes.

use std::collections::HashSet;

use bot_core::chat::{Happening, RoleId};
use serde::Deserialize;

/// A server as it is when Kith comes to it, or comes back.
#[derive(Deserialize)]
pub(crate) struct Guild {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) roles: Vec<Named>,
    #[serde(default)]
    channels: Vec<Room>,
    #[serde(default)]
    threads: Vec<Room>,
}

impl Guild {
    /// Everything that is on it. Of a channel that is hidden from Kith, Discord still tells that it is there.
    pub(crate) fn inventory(&self) -> Happening {
        Happening::Inventory {
            channels: self.channels.iter().map(|room| room.id.as_str().into()).collect(),
            roles: self.roles.iter().map(|role| role.id.as_str().into()).collect(),
        }
    }

    /// Its channels, then its threads.
    pub(crate) fn rooms(&self) -> impl Iterator<Item = &Room> {
        self.channels.iter().chain(&self.threads)
    }
}

/// A server that is on its way, or gone: for a while, or for good.
#[derive(Deserialize)]
pub(crate) struct Away {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) unavailable: bool,
}

/// A role, or a server.
#[derive(Deserialize)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) name: String,
}

impl Named {
    /// That this role is there.
    pub(crate) fn event(&self) -> Happening {
        Happening::Role { id: RoleId(self.id.clone()), name: self.name.clone() }
    }
}

/// A channel or a thread.
#[derive(Clone, Deserialize)]
pub(crate) struct Room {
    pub(crate) id: String,
    pub(crate) guild_id: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(rename = "type")]
    kind: u8,
    parent_id: Option<String>,
    pub(crate) last_message_id: Option<String>,
    #[serde(default)]
    flags: u64,
}

/// What holds channels together, and holds no messages.
const CATEGORY: u8 = 4;
/// News threads, public threads, private threads.
const THREADS: [u8; 3] = [10, 11, 12];
/// Forums and media channels hold posts, which are threads, and no messages of their own.
const FORUMS: [u8; 2] = [15, 16];

/// Kith may not see the channel, and Discord tells a name that is none.
const HIDDEN: u64 = 1 << 17;

/// Texts, news, forums and media channels have threads.
const WITH_THREADS: [u8; 4] = [0, 5, 15, 16];

impl Room {
    /// That this channel is there, unless it is a category or hidden; a thread is remembered as one.
    pub(crate) fn event(&self, threads: &mut HashSet<u64>) -> Option<Happening> {
        if self.kind == CATEGORY || self.is_hidden() {
            return None;
        }
        let thread = THREADS.contains(&self.kind);
        if thread && let Ok(id) = self.id.parse() {
            threads.insert(id);
        }
        let parent = self.parent_id.as_deref().filter(|_| thread).map(Into::into);
        Some(Happening::Channel {
            id: self.id.as_str().into(),
            name: self.name.clone().unwrap_or_default(),
            parent,
        })
    }

    fn is_hidden(&self) -> bool {
        self.flags & HIDDEN > 0
    }

    /// Whether it has threads that Kith may see.
    pub(crate) fn may_have_threads(&self) -> bool {
        WITH_THREADS.contains(&self.kind) && !self.is_hidden()
    }

    /// Whether messages stand in it that Kith may see.
    pub(crate) fn has_messages(&self) -> bool {
        self.kind != CATEGORY && !FORUMS.contains(&self.kind) && !self.is_hidden()
    }
}

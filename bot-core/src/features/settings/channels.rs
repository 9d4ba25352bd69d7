//! A channel that is chosen on each platform for itself: a community on two has two.

use std::collections::BTreeMap;

use crate::chat::Platform;
use crate::context::Context;
use crate::error::Result;
use crate::features::members::queries as people;

/// What stands between a key and the platform for which it is settled.
pub(super) const AT: char = '@';

/// Channels by our ids, at most one a platform.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Channels(BTreeMap<String, i64>);

impl Channels {
    /// Whether none is chosen anywhere.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, by the name of their platform.
    pub(crate) fn all(&self) -> Vec<i64> {
        self.0.values().copied().collect()
    }

    /// The one on a platform.
    pub(crate) fn on(&self, platform: &Platform) -> Option<i64> {
        self.0.get(platform.as_str()).copied()
    }

    /// The one on a platform, or another one where there is none.
    pub(crate) fn nearest(&self, platform: &Platform) -> Option<i64> {
        self.on(platform).or_else(|| self.0.values().next().copied())
    }

    /// Sets the one on a platform from its stored form; none if it is no id.
    pub(super) fn set(&mut self, platform: &str, stored: &str) {
        match stored.parse() {
            Ok(id) => drop(self.0.insert(platform.to_owned(), id)),
            Err(_) => drop(self.0.remove(platform)),
        }
    }

    /// Those that are there, as Kith knows them.
    pub(crate) async fn known(&self, ctx: &mut Context) -> Result<Vec<crate::context::Channel>> {
        let community = ctx.community.id;
        let mut known = Vec::new();
        for id in self.all() {
            known.extend(people::channel_by_id(&mut ctx.tx, community, id).await?);
        }
        Ok(known)
    }
}

/// The key under which something is stored: what is settled for each platform names it.
pub(crate) fn stored_key(key: &str, platform: &Platform) -> String {
    match key {
        "digest_channel" | "expert_roles" | "lead_roles" | "log_channel" | "questions_channel"
        | "staff_roles" => {
            format!("{key}{AT}{platform}")
        }
        _ => key.to_owned(),
    }
}

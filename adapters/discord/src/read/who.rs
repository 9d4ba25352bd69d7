//! Who asks, and whom Discord describes along with what they ask.

use bot_core::chat::Person;
use serde::Deserialize;

use super::person;

#[derive(Deserialize)]
pub(super) struct Member {
    pub(super) user: Option<User>,
    pub(super) nick: Option<String>,
    #[serde(default)]
    pub(super) roles: Vec<String>,
    /// What they may do where they ask, as bits in decimal digits.
    permissions: Option<String>,
}

impl Member {
    /// Whether they may manage the server, if Discord says.
    pub(super) fn may_manage(&self) -> Option<bool> {
        const ADMINISTRATOR: u64 = 1 << 3;
        const MANAGE_SERVER: u64 = 1 << 5;
        let bits: u64 = self.permissions.as_deref()?.parse().ok()?;
        Some(bits & (ADMINISTRATOR | MANAGE_SERVER) > 0)
    }
}

#[derive(Deserialize)]
pub(super) struct User {
    pub(super) id: String,
    username: String,
    global_name: Option<String>,
    #[serde(default)]
    bot: bool,
}

impl User {
    pub(super) fn person(&self, nick: Option<&str>) -> Person {
        person(&self.id, nick, self.global_name.as_deref(), &self.username, self.bot)
    }
}

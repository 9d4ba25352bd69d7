//! Whether the token is right, what Discord grants this bot, and the link that installs it.

use serde_json::Value;

use crate::http::{Ask, Fault, Http};
use crate::{Error, Settings};

/// What the bot needs on a server, and nothing more.
const PERMISSIONS: u64 = {
    const VIEW_CHANNEL: u64 = 1 << 10;
    const SEND_MESSAGES: u64 = 1 << 11;
    const ADD_REACTIONS: u64 = 1 << 6;
    const ATTACH_FILES: u64 = 1 << 15;
    const READ_HISTORY: u64 = 1 << 16;
    const MANAGE_ROLES: u64 = 1 << 28;
    const OPEN_THREADS: u64 = 1 << 35;
    const OPEN_PRIVATE_THREADS: u64 = 1 << 36;
    const SEND_IN_THREADS: u64 = 1 << 38;
    ADD_REACTIONS
        | VIEW_CHANNEL
        | SEND_MESSAGES
        | ATTACH_FILES
        | READ_HISTORY
        | MANAGE_ROLES
        | OPEN_THREADS
        | OPEN_PRIVATE_THREADS
        | SEND_IN_THREADS
};

/// What Discord says of the bot.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checkup {
    /// Its name.
    pub name: String,
    /// Where an admin of a server installs it, with exactly the permissions and scopes that it needs.
    pub install: String,
    /// Whether Discord tells of members who join, leave or change roles.
    pub members: bool,
    /// Whether Discord tells what messages say.
    pub content: bool,
}

/// The link that installs the application with this id.
pub fn install_link(app: &str) -> String {
    let scopes = "bot+applications.commands";
    format!("https://discord.com/oauth2/authorize?client_id={app}&scope={scopes}&permissions={PERMISSIONS}")
}

/// Asks Discord whether it knows the token, and what it grants.
pub async fn check(settings: &Settings) -> Result<Checkup, Error> {
    let http = Http::new(&settings.api_url, settings.token.clone());
    match http.ask(&Ask::get("/applications/@me")).await {
        Ok(said) => Ok(read(&said)),
        Err(Fault::Refused { status: 401, .. }) => Err(Error::Token),
        Err(fault) => Err(Error::Start(fault.to_string())),
    }
}

fn read(said: &Value) -> Checkup {
    // Granted in full, or as far as bots on few servers have it for the asking.
    const MEMBERS: u64 = 1 << 14 | 1 << 15;
    const CONTENT: u64 = 1 << 18 | 1 << 19;
    let flags = said["flags"].as_u64().unwrap_or_default();
    Checkup {
        name: said["name"].as_str().unwrap_or_default().to_owned(),
        install: install_link(said["id"].as_str().unwrap_or_default()),
        members: flags & MEMBERS > 0,
        content: flags & CONTENT > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_asks_for_just_what_is_needed() {
        let link = install_link("7");
        assert_eq!(
            link,
            "https://discord.com/oauth2/authorize?client_id=7&scope=bot+applications.commands&permissions=378225658944"
        );
    }
}

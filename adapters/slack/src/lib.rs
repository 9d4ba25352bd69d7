//! Kith on Slack: a translator between Slack and the core, and nothing else.
//!
//! In reading order: `socket` and `router` bring what Slack says, `ears` hears what happened, `read` understands, `ingest`
//! hands over, `desk` answers whoever asks, `write` draws, `deliver` carries the outbox out.

mod acts;
mod answer;
mod chosen;
mod dead;
mod deliver;
mod desk;
mod doctor;
mod ears;
mod fault;
mod few;
mod files;
mod gap;
mod groups;
mod home;
mod http;
mod ingest;
mod install;
mod limits;
mod manifest;
mod people;
mod post;
mod read;
mod refusal;
mod rooms;
mod router;
mod secret;
mod seen;
mod serve;
mod setup;
mod shown;
mod socket;
mod suggest;
mod threads;
mod who;
mod words;
mod workspace;
mod write;

use bot_core::chat::Platform;

pub use doctor::{Checkup, check};
pub use gap::LIVED;
pub use http::SLACK;
pub use install::{Install, Keys};
pub use manifest::{ALIASES, SCOPES, manifest, manifest_value};
pub use read::PLATFORM;
pub use secret::Secret;
pub use serve::{Settings, Slack, serve};

/// Why Kith cannot be on Slack.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// The app token is wrong.
    #[error(
        "Slack does not accept the app token. Make one with the scope connections:write on the app's page Basic \
         Information, under App-Level Tokens"
    )]
    AppToken,
    /// The bot token is wrong.
    #[error("Slack does not accept the bot token. Copy it again from the app's page Install App")]
    BotToken,
    /// A part of Kith broke, which is a fault in Kith. Ending is better than being deaf.
    #[error(
        "The {0} of Kith on Slack broke, which is a fault in Kith; the log says where. Please start it again"
    )]
    Broken(&'static str),
    /// The connection that was named is not of the Slack that was asked.
    #[error("Slack names a connection on another host than its own. Kith does not go there")]
    Elsewhere,
    /// The app does not speak by Socket Mode.
    #[error(
        "Socket Mode is off in the app's settings; a manifest that was made with --url switches it off. Switch it on at the \
         app's page Socket Mode; or start Kith without KITH_SLACK_APP_TOKEN, but with the signing secret, for a public address"
    )]
    SocketMode,
    /// Slack will not let Kith start.
    #[error("Slack does not let Kith start: {0}")]
    Start(String),
}

impl From<courier::Broke> for Error {
    fn from(broke: courier::Broke) -> Self {
        Self::Broken(broke.0)
    }
}

/// This platform, to the core.
pub(crate) fn platform() -> Platform {
    Platform::from(PLATFORM)
}

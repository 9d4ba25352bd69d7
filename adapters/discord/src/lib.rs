//! Kith on Discord: a translator between Discord and the core, and nothing else.
//!
//! In reading order: `gateway` hears, `read` understands, `ingest` hands over, `desk` answers whoever asks, `write` draws,
//! `deliver` carries the outbox out.

mod answer;
mod arrive;
mod carried;
mod dead;
mod deliver;
mod desk;
mod doctor;
mod fleet;
mod gap;
mod gateway;
mod http;
mod ingest;
mod leases;
mod limits;
mod permits;
mod posting;
mod read;
mod refusal;
mod register;
mod serve;
mod setup;
mod snowflake;
mod threads;
mod token;
mod words;
mod write;

use bot_core::chat::Platform;

pub use doctor::{Checkup, check, install_link};
pub use gateway::LIVED;
pub use http::DISCORD;
pub use read::PLATFORM;
pub use serve::{Settings, serve};
pub use token::Token;

/// Why Kith cannot be on Discord.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// A part of Kith broke, which is a fault in Kith. Ending is better than being deaf.
    #[error(
        "The {0} of Kith on Discord broke, which is a fault in Kith; the log says where. Please start it again"
    )]
    Broken(&'static str),
    /// The gateway that was named is not of the Discord that was asked.
    #[error("Discord names a gateway on another host than its own. Kith does not give its token to it")]
    Elsewhere,
    /// Discord does not grant the intents.
    #[error(
        "Discord does not let this bot hear what it asked for. On the Bot page of the developer portal, switch on the intent \
         Server Members if KITH_DISCORD_MEMBERS is on, and Message Content if KITH_DISCORD_CONTENT is on, or switch that \
         setting off. `kith doctor` says which one is missing"
    )]
    Intents,
    /// Discord will not let the bot start.
    #[error("Discord does not let the bot start: {0}")]
    Start(String),
    /// The token is wrong.
    #[error(
        "Discord does not accept the bot's token. Copy it again from the Bot page of the developer portal, or reset it there"
    )]
    Token,
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

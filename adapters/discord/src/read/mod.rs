//! From Discord's payloads to the core's plain values: total functions, tried on recorded payloads.

pub(crate) mod asked;
pub(crate) mod event;
mod filled;
pub(crate) mod message;
pub(crate) mod place;
#[cfg(test)]
mod tests;
mod who;

use bot_core::chat::{Person, ServerId};

/// The short name of this platform.
pub const PLATFORM: &str = "discord";

/// The server with this id.
pub(crate) fn server(id: impl Into<String>) -> ServerId {
    ServerId { platform: PLATFORM.into(), id: id.into() }
}

/// Somebody, under the name that this server sees: nickname, then display name, then user name.
fn person(id: &str, nick: Option<&str>, global: Option<&str>, user: &str, bot: bool) -> Person {
    let names = [nick, global, Some(user)].into_iter().flatten();
    let name = names.map(str::trim).find(|name| !name.is_empty()).map(ToOwned::to_owned);
    Person { account: id.into(), name, bot }
}

/// Why JSON could not be read, without any of it: an error quotes values, and these may be people's words.
pub(crate) fn dumb(error: &serde_json::Error) -> String {
    format!("{:?} at {}:{}", error.classify(), error.line(), error.column())
}

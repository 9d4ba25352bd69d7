//! What passes through a connection of Socket Mode.

use serde::Deserialize;
use serde_json::value::RawValue;

/// A frame of Slack's.
#[derive(Deserialize)]
pub(super) struct Frame<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'a str,
    pub(super) envelope_id: Option<&'a str>,
    #[serde(borrow)]
    pub(super) payload: Option<&'a RawValue>,
    #[serde(default)]
    pub(super) accepts_response_payload: bool,
    #[serde(default)]
    pub(super) retry_attempt: u32,
    pub(super) reason: Option<&'a str>,
}

/// Slack says that it listens.
pub(super) const HELLO: &str = "hello";
/// Slack wants the connection replaced, or is about to end it.
pub(super) const DISCONNECT: &str = "disconnect";
/// Something happened.
pub(super) const EVENTS: &str = "events_api";
/// Somebody typed a command.
pub(super) const COMMANDS: &str = "slash_commands";
/// Somebody did something else.
pub(super) const INTERACTIVE: &str = "interactive";

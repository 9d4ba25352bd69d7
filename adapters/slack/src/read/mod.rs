//! From Slack's payloads to the core's plain values: total functions, tried on recorded payloads.

pub(crate) mod asked;
pub(crate) mod emoji;
pub(crate) mod event;
pub(crate) mod filled;
pub(crate) mod message;
#[cfg(test)]
mod recorded;
pub(crate) mod slash;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod typed;
pub(crate) mod user;

use bot_core::chat::ServerId;
use bot_core::moment::Moment;

/// The short name of this platform.
pub const PLATFORM: &str = "slack";

/// The workspace with this id, to the core.
pub(crate) fn server(team: impl Into<String>) -> ServerId {
    ServerId { platform: PLATFORM.into(), id: team.into() }
}

/// The moment that a `ts` of Slack's says, such as `1355517523.000008`; it is also a message's name in its channel.
pub(crate) fn moment(ts: &str) -> Option<Moment> {
    let (seconds, fraction) = ts.split_once('.').unwrap_or((ts, ""));
    let seconds: i64 = seconds.parse().ok()?;
    let millis: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(Moment(seconds.checked_mul(1_000)?.checked_add(millis.parse().ok()?)?))
}

/// The first `ts` of a moment.
pub(crate) fn stamp(at: Moment) -> String {
    format!("{}.{:03}000", at.0.div_euclid(1_000), at.0.rem_euclid(1_000))
}

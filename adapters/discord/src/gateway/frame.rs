//! One frame of the gateway, as it comes and as it goes.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// A frame from Discord; what it carries is read by whoever knows its kind.
#[derive(Deserialize)]
pub(super) struct Frame<'a> {
    pub(super) op: u8,
    #[serde(borrow)]
    pub(super) d: Option<&'a RawValue>,
    pub(super) s: Option<u64>,
    #[serde(borrow)]
    pub(super) t: Option<&'a str>,
}

/// Something happened.
pub(super) const DISPATCH: u8 = 0;
/// Discord wants a sign of life now.
pub(super) const HEARTBEAT: u8 = 1;
/// Please connect anew and resume.
pub(super) const RECONNECT: u8 = 7;
/// The session cannot go on; `d` says whether it may be resumed.
pub(super) const INVALID_SESSION: u8 = 9;
/// The first frame: how often a sign of life is wanted.
pub(super) const HELLO: u8 = 10;
/// Discord heard our sign of life.
pub(super) const HEARTBEAT_ACK: u8 = 11;

#[derive(Deserialize)]
pub(super) struct Hello {
    pub(super) heartbeat_interval: u64,
}

#[derive(Deserialize)]
pub(super) struct Ready {
    pub(super) session_id: String,
    pub(super) resume_gateway_url: Option<String>,
    pub(super) user: Account,
}

#[derive(Deserialize)]
pub(super) struct Account {
    pub(super) id: String,
}

pub(super) fn heartbeat(seq: Option<u64>) -> Value {
    json!({ "op": HEARTBEAT, "d": seq })
}

pub(super) fn identify(token: &str, intents: u64, shard: [u32; 2]) -> Value {
    let properties = json!({ "os": std::env::consts::OS, "browser": "kith", "device": "kith" });
    let d = json!({ "token": token, "properties": properties, "intents": intents, "shard": shard });
    json!({ "op": 2, "d": d })
}

pub(super) fn resume(token: &str, session: &str, seq: u64) -> Value {
    json!({ "op": 6, "d": { "token": token, "session_id": session, "seq": seq } })
}

//! Threads that were put away while Kith did not listen: Discord lists them by themselves, the latest first.

use bot_core::moment::Moment;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Deserialize;

use super::{patiently, strange};
use crate::http::{Ask, Fault, Http};
use crate::read::place::Room;

/// How many pages of them are looked at; a page has a hundred.
const PAGES: usize = 10;

#[derive(Deserialize)]
struct Page {
    threads: Vec<PutAway>,
    #[serde(default)]
    has_more: bool,
}

#[derive(Deserialize)]
struct PutAway {
    #[serde(flatten)]
    room: Room,
    thread_metadata: Metadata,
}

#[derive(Deserialize)]
struct Metadata {
    archive_timestamp: DateTime<Utc>,
}

/// The public threads of a channel that were put away since then.
pub(super) async fn since(http: &Http, channel: &str, since: Moment) -> Result<Vec<Room>, Fault> {
    let mut found = Vec::new();
    let mut before = String::new();
    for _ in 0..PAGES {
        let path = format!("/channels/{channel}/threads/archived/public?limit=100{before}");
        let page = patiently(http, &Ask::get(path)).await?;
        let Page { threads, has_more } = serde_json::from_value(page).map_err(|error| strange(&error))?;
        let Some(oldest) = threads.last().map(|thread| thread.thread_metadata.archive_timestamp) else {
            break;
        };
        let missed = threads
            .into_iter()
            .filter(|thread| thread.thread_metadata.archive_timestamp.timestamp_millis() >= since.0);
        found.extend(missed.map(|thread| thread.room));
        if !has_more || oldest.timestamp_millis() < since.0 {
            break;
        }
        before = format!("&before={}", oldest.to_rfc3339_opts(SecondsFormat::Micros, true));
    }
    Ok(found)
}

//! A message in a channel, once as far as anybody sees: each piece says in its metadata what it came of, so that one that was
//! posted before a crash is found again.

use bot_core::chat::{Message, MessageRef};
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::files;
use crate::http::Http;
use crate::workspace::Workspace;
use crate::write::message::{Piece, Upload, uploads};

/// What such metadata is called.
const KITH: &str = "kith";
/// How many messages are looked through for one of our own.
const BACK: u32 = 100;

/// Where a message goes, and what it came of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct To<'a> {
    pub(crate) channel: &'a str,
    /// The top of the thread, if it goes into one.
    pub(crate) thread: Option<&'a str>,
    /// What names it, the same each time it is tried.
    pub(crate) key: &'a str,
    /// Whether it may have been posted already.
    pub(crate) again: bool,
}

/// A message of our own that was found.
struct Found {
    key: String,
    ts: String,
    files: Vec<String>,
}

/// Posts all pieces, then shares what goes with them; where the first piece stands.
pub(crate) async fn post(
    http: &Http,
    here: &Workspace,
    to: To<'_>,
    pieces: &[Piece],
    uploads: Vec<Upload>,
) -> Result<Option<MessageRef>, Fault> {
    let found = if to.again { find(http, here, to).await? } else { Vec::new() };
    let mut first = None;
    for (n, piece) in pieces.iter().enumerate() {
        let key = format!("{}.{n}", to.key);
        let ts = match found.iter().find(|found| found.key == key) {
            Some(found) => found.ts.clone(),
            None => {
                let mut body = piece.post(to.channel);
                if let Some(thread) = to.thread {
                    body["thread_ts"] = thread.into();
                }
                body["metadata"] = json!({ "event_type": KITH, "event_payload": { "key": key } });
                let said = http.call(here, "chat.postMessage", body).await?;
                said["ts"].as_str().unwrap_or_default().to_owned()
            }
        };
        if first.is_none() && !ts.is_empty() {
            first = Some(MessageRef::new(to.channel, &ts));
        }
    }
    let print = print(to.key);
    let new: Vec<Upload> = uploads
        .into_iter()
        .map(|upload| Upload { name: named(&upload.name, &print), ..upload })
        .filter(|upload| !found.iter().any(|found| found.files.contains(&upload.name)))
        .collect();
    files::share(http, here, to.channel, to.thread, new).await?;
    Ok(first)
}

/// Our own messages in a channel or a thread, of late.
async fn find(http: &Http, here: &Workspace, to: To<'_>) -> Result<Vec<Found>, Fault> {
    let mut ask = json!({ "channel": to.channel, "limit": BACK, "include_all_metadata": true });
    let method = match to.thread {
        Some(thread) => {
            ask["ts"] = thread.into();
            "conversations.replies"
        }
        None => "conversations.history",
    };
    let said = match http.call(here, method, ask).await {
        Ok(said) => said,
        // Where Kith may not look, it is posted rather than lost.
        Err(fault) if !fault.is_passing() && !fault.is_token() => return Ok(Vec::new()),
        Err(fault) => return Err(fault),
    };
    let ours = said["messages"].as_array().into_iter().flatten();
    let ours = ours.filter(|message| message["user"] == here.me.as_str() || message.get("bot_id").is_some());
    Ok(ours.map(found).collect())
}

fn found(message: &Value) -> Found {
    let metadata = &message["metadata"];
    let key = metadata["event_payload"]["key"].as_str().filter(|_| metadata["event_type"] == KITH);
    let names = message["files"].as_array().into_iter().flatten().filter_map(|file| file["name"].as_str());
    Found {
        key: key.unwrap_or_default().to_owned(),
        ts: message["ts"].as_str().unwrap_or_default().to_owned(),
        files: names.map(ToOwned::to_owned).collect(),
    }
}

/// A few letters that stand for a key in the name of a file.
fn print(key: &str) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(key.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// `weeks.png` becomes `weeks-1a2b3c4d.png`.
fn named(name: &str, print: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{print}.{ending}"),
        None => format!("{name}-{print}"),
    }
}

/// The pictures and files of a message, made where nobody waits for the thread.
pub(crate) async fn with(message: &Message) -> Vec<Upload> {
    if message.pictures.is_empty() && message.files.is_empty() {
        return Vec::new();
    }
    let message = message.clone();
    tokio::task::spawn_blocking(move || uploads(&message)).await.unwrap_or_default()
}

/// The conversation of a few people alone, with Kith. Slack has one for the same people: opened again, it is the same.
pub(crate) async fn among(http: &Http, here: &Workspace, people: &[&str]) -> Result<String, Fault> {
    direct(http, here, &people.join(",")).await
}

/// The direct conversation with somebody.
pub(crate) async fn direct(http: &Http, here: &Workspace, who: &str) -> Result<String, Fault> {
    let said = http.call(here, "conversations.open", json!({ "users": who })).await?;
    Ok(said["channel"]["id"].as_str().unwrap_or_default().to_owned())
}

//! What was missed: after a break too long to resume, channels are read from where Kith last heard them.

use std::sync::Arc;

use bot_core::Bot;
use bot_core::moment::{Moment, Span};
use serenity::all::Message;
use tokio::sync::mpsc;

use crate::desk::now;
use crate::http::{Ask, Fault, Http};
use crate::ingest::Taken;
use crate::platform;
use crate::read::event::{Threads, message};
use crate::read::place::Room;
use crate::read::server;
use crate::snowflake::first_at;

/// How many pages of a channel are read at most; a page has a hundred messages.
const PAGES: usize = 50;
/// How many messages a page has.
const PAGE: usize = 100;
/// How much earlier than the last sign reading begins: nothing is counted twice, and clocks differ.
pub(crate) const BEFORE: Span = Span::minutes(1);

/// A server of which something was missed.
pub(crate) struct Gap {
    pub(crate) server: String,
    pub(crate) rooms: Vec<Room>,
    /// Up to when it was heard.
    pub(crate) since: Moment,
}

/// Reads whatever was missed, one channel after another, as the rate limits allow.
/// What is being read is noted, so that a restart meanwhile begins again there.
pub(crate) async fn run(
    bot: Bot,
    http: Arc<Http>,
    mut gaps: mpsc::UnboundedReceiver<Gap>,
    events: mpsc::Sender<Taken>,
) {
    while let Some(gap) = gaps.recv().await {
        let key = format!("gap:{}:", gap.server);
        let noted = bot.note(&platform(), &key).await.unwrap_or_default();
        let noted = noted.and_then(|since| since.parse().ok()).map(Moment);
        let since = noted.map_or(gap.since, |noted| noted.min(gap.since));
        bot.keep_note(now(), &platform(), &key, &since.0.to_string()).await.ok();
        let after = first_at(since - BEFORE);
        let mut whole = true;
        let mut threads = Threads::new();
        // So that each thread is known as one before its messages come.
        gap.rooms.iter().for_each(|room| drop(room.event(&mut threads)));
        for room in &gap.rooms {
            // Most channels were quiet meanwhile.
            let last = room.last_message_id.as_deref().and_then(|id| id.parse::<u64>().ok());
            if last.is_some_and(|last| last >= after)
                && let Err(fault) = read(&http, &gap.server, room, after, &threads, &events).await
            {
                // A channel that Kith may not read stays unread; anything else is worth another try after a restart.
                whole &= !fault.is_passing();
                tracing::warn!(%fault, channel = room.id, "what was missed in a channel cannot be read");
            }
        }
        if whole {
            bot.forget_notes(&platform(), &key, Moment(i64::MAX)).await.ok();
        }
    }
}

async fn read(
    http: &Http,
    guild: &str,
    room: &Room,
    mut after: u64,
    threads: &Threads,
    events: &mpsc::Sender<Taken>,
) -> Result<(), Fault> {
    let here = server(guild);
    for _ in 0..PAGES {
        let ask = Ask::get(format!("/channels/{}/messages?after={after}&limit={PAGE}", room.id));
        let page = patiently(http, &ask).await?;
        let page = page.as_array().cloned().unwrap_or_default();
        let full = page.len() == PAGE;
        // One message that cannot be read leaves the others where they are.
        let mut page: Vec<Message> =
            page.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect();
        page.sort_by_key(|message| message.id);
        let Some(last) = page.last() else { break };
        after = last.id.get();
        let missed = page.iter().flat_map(|one| message(one, Some(&here), threads)).collect();
        if events.send(Taken { events: missed, mark: None }).await.is_err() || !full {
            break;
        }
    }
    Ok(())
}

/// Asks again as long as the trouble may pass.
async fn patiently(http: &Http, ask: &Ask) -> Result<serde_json::Value, Fault> {
    let mut pause = std::time::Duration::from_secs(1);
    for _ in 0..5 {
        match http.ask(ask).await {
            Err(Fault::Limited(limit)) => tokio::time::sleep(limit).await,
            Err(fault) if fault.is_passing() => tokio::time::sleep(pause).await,
            done => return done,
        }
        pause *= 2;
    }
    http.ask(ask).await
}

//! What was missed: after a break too long to resume, channels are read from where Kith last heard them.

mod archived;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use bot_core::chat::Event;
use bot_core::moment::{Moment, Span};
use serde::Deserialize;
use serenity::all::Message;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::desk::now;
use crate::gateway::{Owing, Paid, Since};
use crate::http::{Ask, Fault, Http};
use crate::ingest::Taken;
use crate::read::dumb;
use crate::read::event::Threads;
use crate::read::message::message;
use crate::read::place::Room;
use crate::read::server;
use crate::snowflake::first_at;

/// How many pages of a channel are read at most; a page has a hundred messages.
const PAGES: usize = 50;
/// How many messages a page has.
const PAGE: usize = 100;
/// How much earlier than the last sign reading begins: nothing is counted twice, and clocks differ.
pub(crate) const BEFORE: Span = Span::minutes(1);

/// How long to wait before a server is read again that could not be read.
const LATER: Duration = Duration::from_secs(60);

/// A server of which something was missed.
pub(crate) struct Gap {
    pub(crate) server: String,
    /// Its channels; Discord is asked for them where it did not tell.
    pub(crate) rooms: Option<Vec<Room>>,
    /// Since when it was not heard.
    pub(crate) since: Since,
    /// Where it stands that it is owed, until it is read.
    pub(crate) owing: Arc<Owing>,
}

/// Reads whatever was missed, one channel after another, as the rate limits allow; again where that was in vain.
pub(crate) async fn run(
    http: Arc<Http>,
    mut gaps: mpsc::UnboundedReceiver<Gap>,
    events: mpsc::Sender<Taken>,
) {
    let mut again: VecDeque<(Instant, Gap)> = VecDeque::new();
    loop {
        let next = again.front().map(|(at, _)| *at);
        let gap = tokio::select! {
            gap = gaps.recv() => gap,
            () = sleep_until(next.unwrap_or_else(Instant::now)), if next.is_some() => {
                again.pop_front().map(|(_, gap)| gap)
            }
        };
        let Some(mut gap) = gap else { return };
        if fill(&http, &mut gap, &events).await {
            // Behind the pages, which are not kept before it is their turn.
            let paid = Some(Paid { owing: gap.owing, server: gap.server, since: gap.since });
            drop(events.send(Taken { paid, ..Taken::default() }).await);
        } else {
            again.push_back((Instant::now() + LATER, gap));
        }
    }
}

/// Reads what was missed of a server; whether there is nothing more to be had.
async fn fill(http: &Http, gap: &mut Gap, events: &mpsc::Sender<Taken>) -> bool {
    let rooms = match gap.rooms.take() {
        Some(rooms) => rooms,
        None => match ask_rooms(http, &gap.server).await {
            Ok(rooms) => rooms,
            Err(fault) => {
                tracing::warn!(%fault, server = gap.server, "a server's channels cannot be looked up");
                return !fault.is_passing();
            }
        },
    };
    let since = gap.since.first().copied().unwrap_or_else(now) - BEFORE;
    let after = first_at(since);
    let mut whole = true;
    let put_away = put_away(http, &gap.server, &rooms, since, events, &mut whole).await;
    let mut threads = Threads::new();
    // So that each thread is known as one before its messages come.
    rooms.iter().chain(&put_away).for_each(|room| drop(room.event(&mut threads)));
    for room in rooms.iter().chain(&put_away).filter(|room| room.has_messages()) {
        // Most channels were quiet meanwhile.
        let last = room.last_message_id.as_deref().and_then(|id| id.parse::<u64>().ok());
        if last.is_some_and(|last| last >= after)
            && let Err(fault) = read(http, &gap.server, room, after, &threads, events).await
        {
            // A channel that Kith may not read stays unread; anything else is worth another try.
            whole &= !fault.is_passing();
            tracing::warn!(%fault, channel = room.id, "what was missed in a channel cannot be read");
        }
    }
    gap.rooms = Some(rooms);
    whole
}

/// The threads that were put away meanwhile, once they are written down as what they are.
async fn put_away(
    http: &Http,
    guild: &str,
    rooms: &[Room],
    since: Moment,
    events: &mpsc::Sender<Taken>,
    whole: &mut bool,
) -> Vec<Room> {
    let mut found = Vec::new();
    for room in rooms.iter().filter(|room| room.may_have_threads()) {
        match archived::since(http, &room.id, since).await {
            Ok(threads) => found.extend(threads),
            Err(fault) => {
                *whole &= !fault.is_passing();
                tracing::warn!(%fault, channel = room.id, "threads that were put away cannot be looked up");
            }
        }
    }
    let here = server(guild);
    let known = found.iter().filter_map(|room| room.event(&mut Threads::new()));
    let known: Vec<Event> = known.map(|what| Event { server: here.clone(), at: now(), what }).collect();
    if !known.is_empty() {
        // Whoever no longer listens has ended, and so does this.
        let _ = events.send(Taken { events: known, ..Taken::default() }).await;
    }
    found
}

#[derive(Deserialize)]
struct Active {
    threads: Vec<Room>,
}

/// The channels and the open threads of a server.
async fn ask_rooms(http: &Http, server: &str) -> Result<Vec<Room>, Fault> {
    let channels = patiently(http, &Ask::get(format!("/guilds/{server}/channels"))).await?;
    let mut rooms: Vec<Room> = serde_json::from_value(channels).map_err(|error| strange(&error))?;
    let active = patiently(http, &Ask::get(format!("/guilds/{server}/threads/active"))).await?;
    let Active { threads } = serde_json::from_value(active).map_err(|error| strange(&error))?;
    rooms.extend(threads);
    Ok(rooms)
}

fn strange(error: &serde_json::Error) -> Fault {
    Fault::Unreached(dumb(error))
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
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id.get();
        let missed = page.iter().flat_map(|one| message(one, Some(&here), threads)).collect();
        if events.send(Taken { events: missed, ..Taken::default() }).await.is_err() || !full {
            return Ok(());
        }
    }
    tracing::warn!(channel = room.id, most = PAGES * PAGE, "more was missed than is read");
    Ok(())
}

/// Asks again as long as the trouble may pass.
async fn patiently(http: &Http, ask: &Ask) -> Result<serde_json::Value, Fault> {
    let mut pause = Duration::from_secs(1);
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

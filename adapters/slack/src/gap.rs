//! What was missed: after a break, channels are read from where Kith last heard them, slowly.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bot_core::Bot;
use bot_core::moment::{Moment, Span};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::desk::{Desk, now};
use crate::fault::Fault;
use crate::ingest::Taken;
use crate::platform;
use crate::read::message::{Here, Raw};
use crate::read::stamp;
use crate::workspace::Workspace;

/// How many messages a page has, and how many pages of a channel are read at most.
const PAGE: u32 = 200;
const PAGES: usize = 25;
/// How many threads of a channel are looked into at most.
const THREADS: usize = 50;
/// The pause between two pages: Slack lets about fifty a minute be read.
const PAUSE: Duration = Duration::from_millis(1_250);
/// How much earlier than the last sign reading begins: nothing is counted twice, and clocks differ.
const BEFORE: Span = Span::minutes(1);
/// A break that is shorter needs no reading: Slack sends again what was not acknowledged.
pub(crate) const BREAK: Span = Span(20_000);
/// How often it is noted up to when everything was heard.
const NOTED: Duration = Duration::from_secs(5);
/// Where it is noted up to when Kith heard everything: where it is, Kith lived on Slack.
pub const LIVED: &str = "heard:";
/// Where it is noted since when Kith is reading.
const READING: &str = "gap:";

/// Up to when everything was heard.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    until: AtomicI64,
    noted: AtomicI64,
}

impl Heard {
    /// There was a sign of life just now; how long there was none before.
    pub(crate) fn sign(&self) -> Option<(Moment, Span)> {
        let now = now();
        let before = self.until.swap(now.0, Ordering::Relaxed);
        (before > 0).then(|| (Moment(before), Span(now.0 - before)))
    }

    /// Notes it, if there was a sign since.
    pub(crate) async fn note(&self, bot: &Bot) {
        let until = self.until.load(Ordering::Relaxed);
        if until > self.noted.load(Ordering::Relaxed)
            && bot.keep_note(now(), &platform(), LIVED, &until.to_string()).await.is_ok()
        {
            self.noted.store(until, Ordering::Relaxed);
        }
    }

    /// Up to when everything was heard before Kith stopped, if it ever ran.
    pub(crate) async fn before(bot: &Bot) -> Option<Moment> {
        let noted = bot.note(&platform(), LIVED).await.ok()??;
        noted.parse().ok().map(Moment)
    }
}

/// Notes it now and then.
pub(crate) async fn note(bot: Bot, heard: Arc<Heard>) {
    loop {
        tokio::time::sleep(NOTED).await;
        heard.note(&bot).await;
    }
}

/// Reads whatever was missed, one channel after another. What is being read is noted, so that a restart meanwhile begins
/// again there.
pub(crate) async fn read(desk: Arc<Desk>, events: mpsc::Sender<Taken>, since: Moment) {
    let bot = &desk.bot;
    let noted = bot.note(&platform(), READING).await.unwrap_or_default();
    let noted = noted.and_then(|since| since.parse().ok()).map(Moment);
    let since = noted.map_or(since, |noted| noted.min(since));
    bot.keep_note(now(), &platform(), READING, &since.0.to_string()).await.ok();
    let mut whole = true;
    for here in desk.workspaces.all() {
        whole &= workspace(&desk, &here, since - BEFORE, &events).await;
    }
    if whole {
        bot.forget_notes(&platform(), READING, Moment(i64::MAX)).await.ok();
    }
}

/// Reads what was missed in a workspace; whether all of it was read, as far as Kith may.
async fn workspace(desk: &Desk, here: &Workspace, since: Moment, events: &mpsc::Sender<Taken>) -> bool {
    let (named, channels) = match desk.rooms.list(&desk.http, here, now()).await {
        Ok(found) => found,
        Err(fault) => {
            tracing::warn!(%fault, "the channels in which something was missed are not to be had");
            return false;
        }
    };
    events.send(Taken::found(named)).await.ok();
    let mut whole = true;
    for channel in channels {
        if let Err(fault) = history(desk, here, &channel, since, events).await {
            // A channel that Kith may not read stays unread; anything else is worth another try after a restart.
            whole &= !fault.is_passing();
            tracing::warn!(%fault, channel, "what was missed in a channel cannot be read");
        }
    }
    whole
}

async fn history(
    desk: &Desk,
    here: &Workspace,
    channel: &str,
    since: Moment,
    events: &mpsc::Sender<Taken>,
) -> Result<(), Fault> {
    let ask = json!({ "channel": channel, "oldest": stamp(since), "limit": PAGE });
    let threads = pages(desk, here, "conversations.history", ask, channel, events).await?;
    for top in threads.into_iter().take(THREADS) {
        let ask = json!({ "channel": channel, "ts": top, "oldest": stamp(since), "limit": PAGE });
        pages(desk, here, "conversations.replies", ask, channel, events).await?;
    }
    Ok(())
}

/// Reads the pages of a channel or a thread; the tops of threads that stand in them.
async fn pages(
    desk: &Desk,
    here: &Workspace,
    method: &str,
    mut ask: Value,
    channel: &str,
    events: &mpsc::Sender<Taken>,
) -> Result<Vec<String>, Fault> {
    let mut threads = Vec::new();
    for _ in 0..PAGES {
        let said = patiently(desk, here, method, &ask).await?;
        let mut found = Vec::new();
        for message in said["messages"].as_array().into_iter().flatten().rev() {
            let json = message.to_string();
            // One message that cannot be read leaves the others where they are.
            let Ok(raw) = serde_json::from_str::<Raw<'_>>(&json) else { continue };
            for id in raw.strangers(Here { workspace: here, people: &desk.people, now: now() }) {
                desk.people.meet(&desk.http, here, &id).await.ok();
            }
            found.extend(
                raw.events(Some(channel), Here { workspace: here, people: &desk.people, now: now() }),
            );
            if raw.latest_reply.is_some()
                && let Some(ts) = &raw.ts
            {
                threads.push(ts.clone().into_owned());
            }
        }
        if events.send(Taken::found(found)).await.is_err() {
            break;
        }
        tokio::time::sleep(PAUSE).await;
        let cursor = said["response_metadata"]["next_cursor"].as_str().unwrap_or_default();
        if cursor.is_empty() {
            break;
        }
        ask["cursor"] = cursor.into();
    }
    Ok(threads)
}

/// Asks again as long as the trouble may pass.
async fn patiently(desk: &Desk, here: &Workspace, method: &str, ask: &Value) -> Result<Value, Fault> {
    let mut pause = Duration::from_secs(1);
    for _ in 0..5 {
        match desk.http.call(here, method, ask.clone()).await {
            Err(Fault::Limited(limit)) => tokio::time::sleep(limit).await,
            Err(fault) if fault.is_passing() => tokio::time::sleep(pause).await,
            done => return done,
        }
        pause *= 2;
    }
    desk.http.call(here, method, ask.clone()).await
}

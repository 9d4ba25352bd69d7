//! What happened, in order into the core: a batch a commit, and each event is acknowledged only after it.

use std::sync::Arc;
use std::time::Duration;

use bot_core::chat::{Event, Source};
use bot_core::moment::Moment;
use bot_core::{Bot, Sight, Watch};
use chrono::Utc;
use tokio::sync::{mpsc, oneshot};

use crate::seen::Seen;

/// How many deliveries may wait; more, and the sockets wait.
pub(crate) const WAITING: usize = 1_024;
/// The most that one commit takes.
const BATCH: usize = 512;
/// How often a batch, or an event by itself, is tried before it is looked at more closely; and the pause between.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(500);

/// What one delivery said.
pub(crate) struct Taken {
    pub(crate) events: Vec<Event>,
    /// The print of the delivery, if it may come again.
    pub(crate) print: Option<u64>,
    /// What is done when it is kept, or when it cannot be.
    pub(crate) done: Option<Done>,
}

/// Told whether a delivery is kept.
pub(crate) type Done = Box<dyn FnOnce(bool) + Send>;

impl Taken {
    /// What Slack did not send by itself, so that nobody waits for it.
    pub(crate) fn found(events: Vec<Event>) -> Self {
        Self { events, print: None, done: None }
    }
}

fn now() -> Moment {
    Moment::from(Utc::now())
}

/// Takes in whatever comes until it is told to end, and returns when all that came before is kept.
pub(crate) async fn run(
    bot: Bot,
    mut waiting: mpsc::Receiver<Taken>,
    seen: Arc<Seen>,
    mut end: oneshot::Receiver<()>,
    watch: Watch,
) {
    let mut taken = Vec::with_capacity(BATCH);
    let mut ends = false;
    loop {
        let n = tokio::select! {
            n = waiting.recv_many(&mut taken, BATCH) => n,
            _ = &mut end, if !ends => {
                ends = true;
                waiting.close();
                continue;
            }
        };
        if n == 0 {
            return;
        }
        let events: Vec<Event> = taken.iter_mut().flat_map(|one| std::mem::take(&mut one.events)).collect();
        let many = events.len() as u64;
        let kept = events.is_empty() || together(&bot, &events).await;
        if kept {
            seen.put(taken.iter().filter_map(|one| one.print));
            for one in taken.drain(..) {
                one.done.into_iter().for_each(|done| done(true));
            }
        } else {
            apart(&bot, events, &mut taken, &seen).await;
        }
        if many > 0 {
            watch.see(Sight::Events(many));
        }
    }
}

/// Takes a batch in with one commit; whether that worked.
async fn together(bot: &Bot, events: &[Event]) -> bool {
    for tries in 1..=TRIES {
        match bot.ingest(now(), Source::Live, events).await {
            Ok(_) => return true,
            Err(error) => {
                tracing::error!(%error, tries, events = events.len(), "what happened cannot be written down yet");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    false
}

/// Takes each event in by itself, however long that takes: only one that fails by itself, again and again, is left out, and
/// its delivery is not acknowledged.
async fn apart(bot: &Bot, events: Vec<Event>, taken: &mut Vec<Taken>, seen: &Seen) {
    let mut whole = true;
    for event in &events {
        let mut refused = 0;
        while let Err(error) = bot.ingest(now(), Source::Live, std::slice::from_ref(event)).await {
            tracing::error!(%error, server = event.server.id, "an event cannot be written down");
            // As long as nothing can be written at all, it is not the event's fault.
            let probe = bot.keep_note(now(), &crate::platform(), "probe:", "").await;
            refused += u32::from(probe.is_ok());
            if refused == TRIES {
                whole = false;
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
    for one in taken.drain(..) {
        // Which of them it was is not told apart: all come again, and those that are kept change nothing.
        if whole {
            seen.put(one.print);
        }
        one.done.into_iter().for_each(|done| done(whole));
    }
}

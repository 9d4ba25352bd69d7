//! What happened, in order into the core: a batch a commit, and the session is noted only after it.

use std::collections::HashMap;
use std::time::Duration;

use bot_core::chat::{Event, Source};
use bot_core::moment::Moment;
use bot_core::{Bot, Sight, Watch};
use chrono::Utc;
use tokio::sync::mpsc;
use tokio::time::Instant;

use crate::gateway::{Mark, Paid};

/// How many dispatches may wait; more, and the socket waits.
pub(crate) const WAITING: usize = 1_024;
/// The most that one commit takes.
const BATCH: usize = 512;
/// How often a batch, or an event by itself, is tried before it is looked at more closely; and the pause between.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(500);
/// How often sessions are noted, at most.
const NOTED: Duration = Duration::from_secs(1);

/// What one dispatch said, or a page of what was missed.
#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) events: Vec<Event>,
    /// How far its shard is, if it came from one.
    pub(crate) mark: Option<Mark>,
    /// What is no longer owed once everything up to here is kept.
    pub(crate) paid: Option<Paid>,
}

impl Taken {
    /// Nothing happened, up to here.
    pub(crate) fn mark(mark: Mark) -> Self {
        Self { mark: Some(mark), ..Self::default() }
    }
}

fn now() -> Moment {
    Moment::from(Utc::now())
}

/// Takes in whatever comes until nobody is left who could send, and returns when all of it is kept.
pub(crate) async fn run(bot: Bot, mut waiting: mpsc::Receiver<Taken>, watch: Watch) {
    let mut marks: HashMap<String, Mark> = HashMap::new();
    let mut noted = Instant::now();
    let mut taken = Vec::with_capacity(BATCH);
    loop {
        let last = if marks.is_empty() {
            waiting.recv_many(&mut taken, BATCH).await == 0
        } else {
            let due = tokio::time::timeout_at(noted + NOTED, waiting.recv_many(&mut taken, BATCH)).await;
            due.is_ok_and(|n| n == 0)
        };
        let (mut events, mut paid) = (Vec::new(), Vec::new());
        for one in taken.drain(..) {
            events.extend(one.events);
            paid.extend(one.paid);
            if let Some(mark) = one.mark {
                marks.insert(mark.shard.clone(), mark);
            }
        }
        if !events.is_empty() {
            keep(&bot, &events).await;
            watch.see(Sight::Events(events.len() as u64));
        }
        paid.iter().for_each(Paid::settle);
        if last || noted.elapsed() >= NOTED {
            note(&bot, &mut marks).await;
            noted = Instant::now();
        }
        if last {
            return;
        }
    }
}

/// Takes a batch in, however long that takes: only an event that fails by itself, again and again, is left out.
async fn keep(bot: &Bot, events: &[Event]) {
    for tries in 1..=TRIES {
        let Err(error) = bot.ingest(now(), Source::Live, events).await else { return };
        tracing::error!(%error, tries, events = events.len(), "what happened cannot be written down yet");
        tokio::time::sleep(PAUSE).await;
    }
    for event in events {
        let mut refused = 0;
        while let Err(error) = bot.ingest(now(), Source::Live, std::slice::from_ref(event)).await {
            tracing::error!(%error, server = event.server.id, "an event cannot be written down");
            // As long as nothing can be written at all, it is not the event's fault.
            let probe = bot.keep_note(now(), &crate::platform(), "probe:", "").await;
            refused += u32::from(probe.is_ok());
            if refused == TRIES {
                break;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

/// Notes how far shards are: first what is owed, since whoever goes on from there must know of it.
async fn note(bot: &Bot, marks: &mut HashMap<String, Mark>) {
    for (shard, mark) in marks.drain() {
        let owing = mark.owing.changed();
        let owing = owing.map(|body| (Mark::owing_key(&shard), body));
        let session = serde_json::to_string(&mark.session()).ok().map(|body| (Mark::key(&shard), body));
        for (key, body) in owing.into_iter().chain(session) {
            if let Err(error) = bot.keep_note(now(), &crate::platform(), &key, &body).await {
                tracing::warn!(%error, key, "how far Kith heard cannot be noted");
                mark.owing.was_not_noted();
                break;
            }
        }
    }
}

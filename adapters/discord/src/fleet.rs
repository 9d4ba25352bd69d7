//! The shards that run in this process: begun when they become its own, ended when they are others'.

use std::collections::HashMap;
use std::sync::Arc;

use bot_core::Bot;
use bot_core::moment::Span;
use tokio::sync::watch;
use tokio::task::{Id, JoinSet};
use tokio::time::Instant;

use crate::desk::now;
use crate::gateway::{Heard, Mark, Members, Out, Owing, Pace, Session, Shard};
use crate::http::Http;
use crate::leases::{Lease, Leases};
use crate::{Error, platform};

/// How long Discord keeps a session, about.
const SESSIONS: Span = Span::minutes(5);

/// What every shard is made of.
pub(crate) struct Yard {
    pub(crate) bot: Bot,
    pub(crate) http: Arc<Http>,
    pub(crate) pace: Arc<Pace>,
    pub(crate) out: Out,
    pub(crate) url: String,
    pub(crate) intents: u64,
    pub(crate) of: u32,
}

/// A shard that runs.
struct Running {
    task: Id,
    stop: watch::Sender<bool>,
    renewed: Instant,
}

impl Running {
    /// Lets it end.
    fn end(&self) {
        self.stop.send_replace(true);
    }
}

/// All shards of this process.
pub(crate) struct Fleet {
    yard: Yard,
    leases: Leases,
    running: HashMap<u32, Running>,
    tasks: JoinSet<Result<(), Error>>,
}

impl Fleet {
    pub(crate) fn new(yard: Yard, leases: Leases) -> Self {
        Self { yard, leases, running: HashMap::new(), tasks: JoinSet::new() }
    }

    pub(crate) fn leases(&self) -> &Leases {
        &self.leases
    }

    /// Whether any shard runs here.
    pub(crate) fn is_out(&self) -> bool {
        !self.tasks.is_empty()
    }

    /// Begins those shards that are free, and lets go of those that are others'.
    pub(crate) async fn look(&mut self) {
        for number in 0..self.yard.of {
            // From when the database counts, however long it takes to answer.
            let asked = Instant::now();
            match (self.leases.take(number, self.yard.of).await, self.running.get_mut(&number)) {
                (Lease::Ours, Some(running)) => running.renewed = asked,
                (Lease::Ours, None) => self.begin(number, asked).await,
                (Lease::Others, Some(running)) => running.end(),
                // As long as nobody can see whose it is, nobody else can take it either; but not beyond its time.
                (Lease::Unknown, Some(running)) if self.leases.is_over(running.renewed) => {
                    running.end();
                }
                (Lease::Others | Lease::Unknown, _) => {}
            }
        }
    }

    async fn begin(&mut self, number: u32, renewed: Instant) {
        let Yard { bot, http, pace, out, url, intents, of } = &self.yard;
        let (session, heard) = noted(bot, number, *of).await;
        let (stop, stopped) = watch::channel(false);
        let shard = Shard {
            number,
            of: *of,
            url: url.clone(),
            intents: *intents,
            http: Arc::clone(http),
            pace: Arc::clone(pace),
            out: out.clone(),
            session,
            shutdown: stopped,
            heard,
            pending: Arc::default(),
            members: Members::default(),
        };
        let task = self.tasks.spawn(shard.run()).id();
        self.running.insert(number, Running { task, stop, renewed });
    }

    /// Waits until one of them ends; how. For ever while there is none.
    pub(crate) async fn ends(&mut self) -> Result<(), Error> {
        let (id, end) = match self.tasks.join_next_with_id().await {
            Some(Ok((id, end))) => (id, end),
            Some(Err(broken)) => (broken.id(), Err(Error::Broken("shard"))),
            None => std::future::pending().await,
        };
        self.running.retain(|_, running| running.task != id);
        end
    }

    /// Lets all of them end.
    pub(crate) fn stop(&self) {
        self.running.values().for_each(Running::end);
    }

    /// All have ended: nothing more is heard here. What is left is to give the shards back, once all is kept.
    pub(crate) fn home(self) -> Leases {
        self.leases
    }
}

/// The session that a shard can go on with, and up to when it heard everything but for what is owed.
async fn noted(bot: &Bot, number: u32, of: u32) -> (Option<Session>, Heard) {
    let shard = format!("{number}/{of}");
    let note = bot.note(&platform(), &Mark::key(&shard)).await.unwrap_or_default();
    let session: Option<Session> = note.and_then(|note| serde_json::from_str(&note).ok());
    let owing = bot.note(&platform(), &Mark::owing_key(&shard)).await.unwrap_or_default();
    let owing = Owing::read(&owing.unwrap_or_default());
    let heard = Heard::until(session.as_ref().map(|session| session.at), owing);
    (session.filter(|session| session.at > now() - SESSIONS), heard)
}

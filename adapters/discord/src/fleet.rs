//! The shards that run in this process: begun when they become its own, ended when they are others'.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bot_core::Bot;
use bot_core::moment::{Moment, Span};
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
        let (session, heard) = match noted(bot, number, *of).await {
            Ok(noted) => noted,
            // Whoever does not know up to when it heard would miss what came after it: the next look tries again.
            Err(error) => return tracing::error!(%error, number, "up to when Kith heard cannot be looked up"),
        };
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

/// The session that a shard can go on with, and up to when it heard everything but for what is owed. Where Kith had another
/// number of shards before, no session goes on, and all of them heard what the one did that stopped first.
async fn noted(bot: &Bot, number: u32, of: u32) -> bot_core::Result<(Option<Session>, Heard)> {
    let shard = format!("{number}/{of}");
    let session = bot.note(&platform(), &Mark::key(&shard)).await?.and_then(|note| Session::read(&note));
    let mut owing = bot.note(&platform(), &Mark::owing_key(&shard)).await?.map(|note| Owing::read(&note));
    let mut until = session.as_ref().map(|session| session.at);
    if until.is_none()
        && let Some(last) = last_shards(bot).await?
    {
        until = Some(last.until);
        owing = Some(last.owing);
    }
    let heard = Heard::until(until, owing.unwrap_or_default());
    Ok((session.filter(|session| session.at > now() - SESSIONS), heard))
}

/// All shards of the number that was there last.
struct Last {
    until: Moment,
    owing: Owing,
}

async fn last_shards(bot: &Bot) -> bot_core::Result<Option<Last>> {
    let mut until: BTreeMap<String, Moment> = BTreeMap::new();
    for (key, note) in bot.notes(&platform(), &Mark::key("")).await? {
        let (Some((_, of)), Some(session)) = (key.rsplit_once('/'), Session::read(&note)) else { continue };
        let first = until.entry(of.to_owned()).or_insert(session.at);
        *first = session.at.min(*first);
    }
    let Some((of, until)) = until.into_iter().max_by_key(|(_, until)| *until) else { return Ok(None) };
    let owing = Owing::default();
    for (key, note) in bot.notes(&platform(), &Mark::owing_key("")).await? {
        if key.rsplit_once('/').is_some_and(|(_, its)| its == of) {
            owing.takes(&Owing::read(&note));
        }
    }
    Ok(Some(Last { until, owing }))
}

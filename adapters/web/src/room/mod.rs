//! The playground as a chat server with Kith on it: who is there, what they do, and what Kith answers.

mod answer;
mod deliver;
mod people;
mod play;
mod roster;
mod say;
#[cfg(test)]
mod tests;
mod threads;

use std::path::Path;
use std::sync::Arc;

use bot_core::chat::{Platform, ServerId};
use bot_core::moment::{Moment, Span};
use bot_core::{Bot, CommunityName};
use tokio::sync::Mutex;

use crate::Result;
use crate::clock::Clock;
use crate::log::Log;
use crate::metrics::Metrics;

pub(crate) use answer::{Answered, direct_channel};
pub(crate) use people::{named_in, plain_name};
pub(crate) use roster::Roster;
use roster::Rosters;
pub(crate) use say::Upload;

/// The name under which the log keeps how far the clock was moved.
const CLOCK: &str = "clock";

/// The clock is never further ahead of the real time: beyond, calendars end.
const FURTHEST: Span = Span::days(10 * 366);

/// The playground. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Playground {
    pub(crate) bot: Bot,
    pub(crate) log: Log,
    pub(crate) clock: Clock,
    pub(crate) metrics: Arc<Metrics>,
    /// What happens, happens one after the other. Up to this moment all of it did, as far as this process knows.
    turn: Arc<Mutex<Option<Moment>>>,
    rosters: Arc<Rosters>,
}

impl Playground {
    /// Opens the playground whose chat log is the file `log`, with the communities of `bot`.
    pub async fn open(bot: Bot, log: &Path) -> Result<Self> {
        let log = Log::open(log).await?;
        let ahead = log.meta(CLOCK).await?.and_then(|ahead| ahead.parse().ok()).unwrap_or_default();
        let ahead = i64::clamp(ahead, 0, FURTHEST.0);
        Ok(Self {
            bot,
            log,
            clock: Clock::ahead_by(Span(ahead)),
            metrics: Arc::default(),
            turn: Arc::default(),
            rosters: Arc::default(),
        })
    }

    /// Closes the chat log and the database.
    pub async fn close(&self) {
        self.log.close().await;
        self.bot.close().await;
    }

    /// What the clock shows.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Moves the clock forward to `then`. On the way everything happens that is due, in its order.
    pub(crate) async fn advance_to(&self, then: Moment) -> Result<()> {
        let mut turn = self.turn.lock().await;
        // What waits now shall not find itself days too late.
        self.all_due(&mut turn, self.now()).await?;
        let ahead = self.clock.ahead_at(then).min(FURTHEST);
        // Kept first: the core never lives in a future to which the clock does not come back.
        let mut writing = self.log.write().await?;
        writing.set_meta(CLOCK, &ahead.0.to_string()).await?;
        writing.commit().await?;
        self.clock.set_ahead(ahead);
        self.log.wake();
        self.all_due(&mut turn, self.now()).await
    }

    /// Every community that has a server, with the server that is shown.
    pub(crate) async fn communities(&self) -> Result<Vec<(CommunityName, ServerId)>> {
        let all = self.bot.communities().await?;
        let with_server = |one: CommunityName| {
            let server = one.servers.first()?.clone();
            Some((one, server))
        };
        Ok(all.into_iter().filter_map(with_server).collect())
    }

    /// Every platform that the playground plays.
    pub(crate) async fn platforms(&self) -> Result<Vec<Platform>> {
        let servers = self.communities().await?;
        let mut platforms: Vec<Platform> = servers.into_iter().map(|(_, server)| server.platform).collect();
        platforms.sort();
        platforms.dedup();
        Ok(platforms)
    }
}

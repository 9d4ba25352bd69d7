//! The doors of the house: everything that adapters may ask of the core.

use std::sync::Arc;

use crate::chat::{Event, MessageRef, Platform, ServerId, Source, printable};
use crate::command::{Answer, Choice, Command, Invocation, Outcome, Reply};
use crate::error::{Error, Result};
use crate::features::members::queries as people;
use crate::features::{self, contributions, digest, escalation};
use crate::ids::{Ids, short};
use crate::moment::{Moment, Week};
use crate::outbox::{self, Death, Delivery, Due, Waiting};
use crate::placed::Places;
use crate::store::{Engine, Store, Tx};
use crate::text::{Words, say};
use crate::{ask, host, schedule};

pub use crate::features::contributions::Ingested;
use crate::features::digest::DigestPages;

/// A community, by what people call it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CommunityName {
    /// Its id.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// Its servers.
    pub servers: Vec<ServerId>,
}

/// How often something is tried when two transactions are in each other's way.
pub(crate) const TRIES: usize = 5;

/// Does something again, from the beginning of its transaction, when another transaction was in its way.
macro_rules! again {
    ($what:expr) => {{
        let mut tries = 0;
        loop {
            tries += 1;
            match $what.await {
                Err(failed) if failed.is_passing() && tries < $crate::bot::TRIES => {}
                done => break done,
            }
        }
    }};
}
pub(crate) use again;

/// The bot. Cheap to clone; all clones are one bot.
#[derive(Clone, Debug)]
pub struct Bot {
    pub(crate) store: Store,
    pub(crate) ids: Arc<Ids>,
    pub(crate) places: Arc<Places>,
}

impl Bot {
    /// Opens the database at `url` and brings its tables up to date.
    pub async fn open(url: &str) -> Result<Self> {
        let bot = Self::look(url).await?;
        bot.store.migrate().await?;
        Ok(bot)
    }

    /// Opens the database at `url` as it is.
    pub async fn look(url: &str) -> Result<Self> {
        Ok(Self { store: Store::open(url).await?, ids: Arc::new(Ids::new()), places: Arc::default() })
    }

    /// Which database it is.
    pub fn engine(&self) -> Engine {
        self.store.engine()
    }

    /// Writes a copy of an SQLite database to `path`, also while it is in use.
    pub async fn backup(&self, path: &str) -> Result<()> {
        self.store.backup(path).await
    }

    /// Closes the database.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// Every command, by name.
    pub fn commands() -> &'static [Command] {
        features::commands()
    }

    /// Somebody asks for a command. What is done is committed before the answer is returned.
    pub async fn invoke(&self, now: Moment, invocation: &Invocation) -> Answer {
        let (bot, asked) = (self.clone(), invocation.clone());
        // In a box, as it goes from thread to thread: what is awaited is as large as the largest command.
        let work = Box::pin(async move { again!(ask::ask(&bot, now, &asked)) });
        let answer = self.store.on_one_thread(work).await.flatten();
        answer.unwrap_or_else(|failed| self.failed(now, invocation, &failed))
    }

    /// Something is broken: it is logged under an id, and the person is told the id.
    fn failed(&self, now: Moment, invocation: &Invocation, cause: &Error) -> Answer {
        let id = short(self.ids.next(now));
        let command = invocation.command.as_str();
        tracing::error!(failure = id, command, error = %cause, "a command failed");
        let mut text = say!(Words::of("en"), "failed", id = id);
        text.line(ask::hand_back_as_it_is(Words::of("en"), invocation));
        Answer { reply: Reply::quiet(text), outcome: Outcome::Failed, effects: Vec::new() }
    }

    /// What may be meant by the beginning `typed` in `field` of the command.
    pub async fn suggest(
        &self,
        now: Moment,
        invocation: &Invocation,
        field: &str,
        typed: &str,
    ) -> Result<Vec<Choice>> {
        let Some(command) = ask::command(&invocation.command) else { return Ok(Vec::new()) };
        let Some(mut ctx) = host::visit(self, now, &invocation.server).await? else { return Ok(Vec::new()) };
        if !ask::may_look(&mut ctx, invocation, &command.spec).await? {
            return Ok(Vec::new());
        }
        (command.suggest)(field, &printable(typed), &mut ctx).await
    }

    /// Takes in what happened, in order, in one transaction: when this returns, all of it is kept.
    pub async fn ingest(&self, now: Moment, source: Source, events: &[Event]) -> Result<Ingested> {
        again!(self.ingest_once(now, source, events))
    }

    async fn ingest_once(&self, now: Moment, source: Source, events: &[Event]) -> Result<Ingested> {
        let mut servers: Vec<&ServerId> = events.iter().map(|event| &event.server).collect();
        servers.sort();
        servers.dedup();
        let mut tx = self.store.begin().await?;
        let mut ingested = Ingested::default();
        for server in servers {
            let here: Vec<&Event> = events.iter().filter(|event| event.server == *server).collect();
            let mut ctx = host::enter_with(tx, self, now, server).await?;
            ingested += contributions::ingest(&mut ctx, source, &here).await?;
            tx = ctx.tx;
        }
        tx.commit().await?;
        Ok(ingested)
    }

    /// Does what fell due by the clock: digests, pruning. How many things were done. Call it every minute or so.
    pub async fn tick(&self, now: Moment) -> Result<usize> {
        schedule::tick(self, now).await
    }

    /// Takes up to `most` effects that are due on a platform. Each must be answered by [`Bot::delivered`]; one that is
    /// not comes again after two minutes.
    pub async fn due(&self, now: Moment, platform: &Platform, most: i64) -> Result<Vec<Due>> {
        again!(self.take_due(now, platform, most))
    }

    async fn take_due(&self, now: Moment, platform: &Platform, most: i64) -> Result<Vec<Due>> {
        let mut tx = self.store.begin().await?;
        let due = outbox::take(&mut tx, platform, now, most).await?;
        tx.commit().await?;
        Ok(due)
    }

    /// Records what became of an effect.
    pub async fn delivered(&self, now: Moment, id: i64, delivery: &Delivery) -> Result<()> {
        again!(self.settle(now, id, delivery))
    }

    async fn settle(&self, now: Moment, id: i64, delivery: &Delivery) -> Result<()> {
        let mut tx = self.store.begin().await?;
        outbox::settle(&mut tx, &self.ids, id, now, delivery).await?;
        match delivery {
            Delivery::Done(Some(at)) => {
                escalation::settle_thread(&mut tx, id, at).await?;
                tx.commit().await
            }
            Delivery::Done(None) | Delivery::Paused(_) => tx.commit().await,
            Delivery::Refused(_) | Delivery::Later(..) => self.undelivered(tx, now, id).await,
        }
    }

    /// What a question waits for may never be done: then it does not wait for it.
    async fn undelivered(&self, mut tx: Tx, now: Moment, id: i64) -> Result<()> {
        let Some((community, name, question, platform)) = escalation::waits_for(&mut tx, id).await? else {
            return tx.commit().await;
        };
        let mut ctx = host::within(tx, self, now, community, name, Platform(platform)).await?;
        escalation::undelivered(&mut ctx, id, question).await?;
        ctx.tx.commit().await
    }

    /// The effects with these ids.
    pub async fn effects(&self, ids: &[i64]) -> Result<Vec<Waiting>> {
        outbox::look(&mut self.store.read().await?, ids).await
    }

    /// The last effects that will never be done, with what the platform said.
    pub async fn dead_effects(&self) -> Result<Vec<Waiting>> {
        outbox::dead(&mut self.store.read().await?).await
    }

    /// Up to `most` effects that will never be done on a platform, and nobody was told of. [`Bot::told`] ends that.
    pub async fn deaths(&self, platform: &Platform, most: i64) -> Result<Vec<Death>> {
        outbox::untold(&mut self.store.read().await?, platform, most).await
    }

    /// Somebody who can help was told of a death.
    pub async fn told(&self, now: Moment, id: i64) -> Result<()> {
        let mut tx = self.store.begin().await?;
        outbox::told(&mut tx, id, now).await?;
        tx.commit().await
    }

    /// Whether this message is known to have come of an effect.
    pub async fn is_known(&self, community: i64, at: &MessageRef) -> Result<bool> {
        let (channel, message) = (at.channel.as_str(), at.message.as_str());
        outbox::is_known(&mut self.store.read().await?, community, channel, message).await
    }

    /// The servers of a platform that Kith is on, as far as it was told.
    pub async fn servers(&self, platform: &Platform) -> Result<Vec<ServerId>> {
        people::servers_on(&mut self.store.read().await?, platform).await
    }

    /// Every community, by name.
    pub async fn communities(&self) -> Result<Vec<CommunityName>> {
        people::communities(&mut self.store.read().await?).await
    }

    /// The digest of a week, for whoever wants to read it elsewhere than in its channel; nothing if the community has
    /// no history at all.
    pub async fn digest(
        &self,
        now: Moment,
        community: &CommunityName,
        week: Week,
    ) -> Result<Option<DigestPages>> {
        let mut ctx = host::look_at(self, now, community).await?;
        digest::pages(&mut ctx, week).await
    }
}

//! Carries the outbox out, whatever the platform: takes what is due, lets the platform do it, and writes down what became of
//! it. It is one of the [`Crew`] that an adapter works with.

mod crew;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bot_core::chat::{Effect, Platform};
use bot_core::moment::{Moment, Span};
use bot_core::{Bot, Delivery, Due, Sight, Watch};
use chrono::Utc;
use futures_util::StreamExt as _;
use tokio::sync::{Notify, watch};
use tokio::time::Instant;

pub use crew::{Broke, Crew};

/// How many effects are taken at once. All of them must be through before they are given to somebody else.
const TAKEN: i64 = 32;
/// How many places are written in at the same time.
const AT_ONCE: usize = 8;
/// How long effects of one turn are carried out; those left over come again.
const TURN: Duration = Duration::from_secs(60);
/// How often the outbox is looked at when nobody rings.
const LOOK: Duration = Duration::from_secs(1);
/// How often admins are told of what died, at least.
const TELL: Duration = Duration::from_secs(10);
/// How often old notes are forgotten.
const CLEAR: Duration = Duration::from_secs(60 * 60);
/// How often the same is told.
const OFTEN: Duration = Duration::from_secs(24 * 60 * 60);

/// Whoever carries effects out on a platform.
pub trait Carrier: Sync {
    /// Where an effect is done: those for one place are done one after another.
    fn place<'a>(&self, effect: &'a Effect) -> &'a str;

    /// Carries an effect out, once as far as anybody sees, and says what became of it.
    fn carry_out(&self, due: &Due) -> impl Future<Output = Delivery> + Send;

    /// Tells the admins of what was refused for good.
    fn tell(&self) -> impl Future<Output = ()> + Send;
}

/// Carries the outbox of a platform out.
#[derive(Debug)]
pub struct Worker {
    /// Whose outbox.
    pub bot: Bot,
    /// The platform.
    pub platform: Platform,
    /// Rung when something was put into the outbox.
    pub rung: Arc<Notify>,
    /// When to end.
    pub shutdown: watch::Receiver<bool>,
    /// Who counts what was delivered.
    pub watch: Watch,
    /// What the keys of notes begin with, and how long they are kept.
    pub notes: &'static [(&'static str, Span)],
}

fn now() -> Moment {
    Moment::from(Utc::now())
}

impl Worker {
    /// Goes on until the shutdown; what it has in hand then is finished.
    pub async fn run(mut self, carrier: impl Carrier) {
        let mut cleared: Option<Instant> = None;
        let mut told = Instant::now();
        while !*self.shutdown.borrow() {
            if cleared.is_none_or(|cleared| cleared.elapsed() >= CLEAR) {
                cleared = Some(Instant::now());
                self.forget_notes().await;
            }
            let taken = self.turn(&carrier).await;
            if taken == 0 || told.elapsed() > TELL {
                carrier.tell().await;
                told = Instant::now();
            }
            if taken == 0 {
                tokio::select! {
                    // Whoever could say so is gone: then it is over too.
                    over = self.shutdown.wait_for(|over| *over) => if over.is_err() { return },
                    () = self.rung.notified() => {}
                    () = tokio::time::sleep(LOOK) => {}
                }
            }
        }
    }

    async fn forget_notes(&self) {
        for (notes, kept) in self.notes {
            let before = now() - *kept;
            if let Err(error) = self.bot.forget_notes(&self.platform, notes, before).await {
                tracing::warn!(%error, notes, "old notes cannot be forgotten");
            }
        }
    }

    /// Carries out what is due now; how much that was.
    async fn turn(&self, carrier: &impl Carrier) -> usize {
        let due = match self.bot.due(now(), &self.platform, TAKEN).await {
            Ok(due) => due,
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be looked at");
                return 0;
            }
        };
        let n = due.len();
        let mut places: Vec<(String, Vec<Due>)> = Vec::new();
        for one in due {
            let place = carrier.place(&one.effect).to_owned();
            match places.iter_mut().find(|(known, _)| *known == place) {
                Some((_, waiting)) => waiting.push(one),
                None => places.push((place, vec![one])),
            }
        }
        let begun = Instant::now();
        futures_util::stream::iter(places)
            .for_each_concurrent(AT_ONCE, |(_, waiting)| async move {
                for one in waiting {
                    if begun.elapsed() < TURN {
                        self.settle(carrier, &one).await;
                    }
                }
            })
            .await;
        n
    }

    async fn settle(&self, carrier: &impl Carrier, due: &Due) {
        let delivery = carrier.carry_out(due).await;
        if let Delivery::Refused(why) | Delivery::Later(why, _) = &delivery {
            tracing::warn!(effect = due.id, attempts = due.attempts, why, "an effect was not carried out");
        }
        self.watch.see(Sight::Delivered(&delivery));
        // If this cannot be written, the effect comes again, and the platform tells that it was done.
        if let Err(error) = self.bot.delivered(now(), due.id, &delivery).await {
            tracing::error!(%error, effect = due.id, "what became of an effect cannot be written down");
        }
    }
}

/// What admins were told lately: the same is told at most once a day on each server.
#[derive(Debug, Default)]
pub struct Told(Mutex<HashMap<(String, String), Instant>>);

impl Told {
    /// Whether something is to be told on a server: from now on it is no news there.
    pub fn is_news(&self, server: &str, what: &str) -> bool {
        self.is_news_at(Instant::now(), server, what)
    }

    fn is_news_at(&self, now: Instant, server: &str, what: &str) -> bool {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, at| now.duration_since(*at) < OFTEN);
        let key = (server.to_owned(), what.to_owned());
        let is_news = !told.contains_key(&key);
        told.entry(key).or_insert(now);
        is_news
    }

    /// It was not told after all.
    pub fn forget(&self, server: &str, what: &str) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.remove(&(server.to_owned(), what.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_told_once_a_day_on_each_server() {
        let (told, first) = (Told::default(), Instant::now());
        assert!(told.is_news_at(first, "one", "no permission"));
        assert!(
            told.is_news_at(first, "two", "no permission") && told.is_news_at(first, "one", "no channel")
        );
        assert!(!told.is_news_at(first + OFTEN / 2, "one", "no permission"));
        // That it came up again meanwhile puts nothing off.
        assert!(told.is_news_at(first + OFTEN, "one", "no permission"));
        told.forget("one", "no permission");
        assert!(told.is_news_at(first + OFTEN, "one", "no permission"));
    }
}

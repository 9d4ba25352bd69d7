//! How fast sessions may be begun, and how many: one in five seconds for each of Discord's buckets, and so many a day.

use std::collections::HashMap;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

use super::connect::{Limit, limit};
use crate::http::Http;

/// The time between two sessions of one bucket.
const GAP: Duration = Duration::from_secs(5);
/// How often Discord gives new sessions.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// What Discord said of the limit is true for so long; other processes use it up too.
const TRUE_FOR: Duration = Duration::from_secs(60);

/// When each bucket is free again, and how many sessions are left.
pub(crate) struct Pace {
    buckets: u32,
    gap: Duration,
    state: Mutex<State>,
}

struct State {
    free: HashMap<u32, Instant>,
    left: u32,
    total: u32,
    /// From when on those that are left may be begun.
    opens: Instant,
    /// When there are as many again.
    resets: Instant,
    /// When Discord said so.
    said: Instant,
}

impl State {
    fn learn(&mut self, limit: &Limit, now: Instant) {
        (self.left, self.total) = (limit.remaining, limit.total.max(1));
        (self.opens, self.said) = (now, now);
        self.resets = now + Duration::from_millis(limit.reset_after);
    }

    /// Takes one session; from when on it may be begun.
    fn take(&mut self, now: Instant) -> Instant {
        if now >= self.resets {
            (self.left, self.opens, self.resets) = (self.total, now, now + DAY);
        }
        if self.left == 0 {
            tracing::warn!(wait = ?self.resets - now, "Discord lets this bot begin no more sessions until then");
            (self.left, self.opens, self.resets) = (self.total, self.resets, self.resets + DAY);
        }
        self.left -= 1;
        self.opens.max(now)
    }
}

impl Pace {
    /// As many sessions at once, and as many in all, as Discord allows.
    pub(super) fn new(limit: Limit) -> Self {
        Self::with(limit, GAP)
    }

    fn with(limit: Limit, gap: Duration) -> Self {
        let now = Instant::now();
        let mut state = State { free: HashMap::new(), left: 0, total: 1, opens: now, resets: now, said: now };
        state.learn(&limit, now);
        Self { buckets: limit.max_concurrency.max(1), gap, state: Mutex::new(state) }
    }

    /// Waits until a shard may begin a session. What Discord said of its limit is asked again once it is old.
    pub(crate) async fn turn(&self, shard: u32, http: &Http) {
        let old = self.state.lock().await.said.elapsed() > TRUE_FOR;
        let said = if old { limit(http).await } else { None };
        self.wait(shard, said).await;
    }

    async fn wait(&self, shard: u32, said: Option<Limit>) {
        let at = {
            let mut state = self.state.lock().await;
            let now = Instant::now();
            if let Some(limit) = said {
                state.learn(&limit, now);
            }
            let from = state.take(now);
            let next = state.free.entry(shard % self.buckets).or_insert(now);
            let at = (*next).max(from);
            *next = at + self.gap;
            at
        };
        tokio::time::sleep_until(at).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(remaining: u32, reset_after: u64, max_concurrency: u32) -> Limit {
        Limit { remaining, reset_after, total: 2, max_concurrency }
    }

    #[tokio::test]
    async fn as_many_begin_at_once_as_discord_allows() {
        let begin = Instant::now();
        let pace = Pace::with(Limit { total: 9, ..limit(9, 1_000_000, 2) }, Duration::from_millis(100));
        let mut at = Vec::new();
        for shard in 0..5 {
            pace.wait(shard, None).await;
            at.push(begin.elapsed().as_millis() / 100);
        }
        assert_eq!(at, [0, 0, 1, 1, 2]);
    }

    #[tokio::test]
    async fn no_more_begin_in_a_day_than_discord_allows() {
        let begin = Instant::now();
        let pace = Pace::with(limit(1, 7_000, 16), GAP);
        let mut state = pace.state.lock().await;
        let mut at = Vec::new();
        for _ in 0..6 {
            at.push((state.take(begin) - begin).as_secs_f64().round() as u64);
        }
        // One is left, then two come with each new day.
        assert_eq!(at, [0, 7, 7, 7 + 86_400, 7 + 86_400, 7 + 2 * 86_400]);
        state.learn(&limit(0, 9_000, 16), begin);
        assert_eq!((state.take(begin) - begin).as_secs(), 9);
        // Once the day has come, there are as many as ever.
        let later = begin + Duration::from_secs(3 * 86_400);
        assert_eq!(state.take(later), later);
    }
}

//! How fast sessions may be begun: one in five seconds for each of Discord's buckets.

use std::collections::HashMap;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;

/// The time between two sessions of one bucket.
const GAP: Duration = Duration::from_secs(5);

/// When each bucket is free again.
pub(crate) struct Pace {
    buckets: u32,
    gap: Duration,
    free: Mutex<HashMap<u32, Instant>>,
}

impl Pace {
    /// As many sessions at once as Discord allows, none before `from`.
    pub(crate) fn new(at_once: u32, from: Instant) -> Self {
        Self::with(at_once, from, GAP)
    }

    fn with(at_once: u32, from: Instant, gap: Duration) -> Self {
        let buckets = at_once.max(1);
        Self { buckets, gap, free: Mutex::new((0..buckets).map(|bucket| (bucket, from)).collect()) }
    }

    /// Waits until a shard may begin a session.
    pub(crate) async fn turn(&self, shard: u32) {
        let at = {
            let mut free = self.free.lock().await;
            let next = free.entry(shard % self.buckets).or_insert_with(Instant::now);
            let at = (*next).max(Instant::now());
            *next = at + self.gap;
            at
        };
        tokio::time::sleep_until(at).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn as_many_begin_at_once_as_discord_allows() {
        let begin = Instant::now();
        let pace = Pace::with(2, begin, Duration::from_millis(100));
        let mut at = Vec::new();
        for shard in 0..5 {
            pace.turn(shard).await;
            at.push(begin.elapsed().as_millis() / 100);
        }
        assert_eq!(at, [0, 0, 1, 1, 2]);
    }
}

//! Who still waits for an answer: a session is resumed before the first of them, so that a crash leaves nobody waiting.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// What takes longer holds up nothing more.
const LONGEST: Duration = Duration::from_secs(60);

/// The questions of one shard that are being answered, by the dispatch they came with.
#[derive(Debug, Default)]
pub(crate) struct Pending(Mutex<BTreeMap<u64, Instant>>);

/// A question that is being answered, until this is dropped.
#[derive(Debug)]
pub(crate) struct Underway {
    pending: Arc<Pending>,
    seq: u64,
}

impl Pending {
    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody asks.
    pub(crate) fn begin(self: &Arc<Self>, seq: u64) -> Underway {
        self.all().insert(seq, Instant::now());
        Underway { pending: Arc::clone(self), seq }
    }

    /// The first dispatch that is not answered.
    pub(crate) fn first(&self) -> Option<u64> {
        self.first_at(Instant::now())
    }

    fn first_at(&self, now: Instant) -> Option<u64> {
        let mut all = self.all();
        all.retain(|_, since| now.duration_since(*since) < LONGEST);
        all.keys().next().copied()
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        self.pending.all().remove(&self.seq);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_waits_holds_the_mark_and_not_for_ever() {
        let pending = Arc::new(Pending::default());
        let (one, two) = (pending.begin(3), pending.begin(5));
        assert_eq!(pending.first(), Some(3));
        drop(one);
        assert_eq!(pending.first(), Some(5));
        assert_eq!(pending.first_at(Instant::now() + LONGEST), None);
        drop(two);
    }
}

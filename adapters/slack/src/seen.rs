//! Events that were committed lately: Slack sends one again when it did not hear us say so in time.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashSet, VecDeque};
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Mutex, PoisonError};

/// How many are remembered. Slack sends again within the hour; beyond, natural keys find what came twice.
const MANY: usize = 65_536;

/// The events that were committed lately, by a print of their ids.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    prints: Mutex<(HashSet<u64>, VecDeque<u64>)>,
}

/// The print of an event's id.
pub(crate) fn print(team: &str, event: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (team, event).hash(&mut hasher);
    hasher.finish()
}

impl Seen {
    /// Whether an event was committed already.
    pub(crate) fn has(&self, print: u64) -> bool {
        self.prints.lock().unwrap_or_else(PoisonError::into_inner).0.contains(&print)
    }

    /// Events were committed.
    pub(crate) fn put(&self, prints: impl IntoIterator<Item = u64>) {
        let mut held = self.prints.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, order) = &mut *held;
        for print in prints {
            if known.insert(print) {
                order.push_back(print);
            }
            if order.len() > MANY
                && let Some(oldest) = order.pop_front()
            {
                known.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_committed_is_known_again_for_a_while() {
        let seen = Seen::default();
        let print_of = |n: usize| print("T1", &format!("Ev{n}"));
        seen.put([print_of(0)]);
        assert!(seen.has(print_of(0)) && !seen.has(print_of(1)));
        assert_ne!(print("T1", "Ev1"), print("T2", "Ev1"));
        seen.put((1..=MANY).map(print_of));
        assert!(!seen.has(print_of(0)) && seen.has(print_of(MANY)));
    }
}

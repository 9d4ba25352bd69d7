//! Our own ids: rising, unique across processes without asking the database.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::moment::Moment;

/// 2024-01-01 in milliseconds since 1970: ids count from there.
const EPOCH: i64 = 1_704_067_200_000;

/// Makes ids: 41 bits of milliseconds, 10 bits of process, 12 bits of counting (a "snowflake").
#[derive(Debug)]
pub(crate) struct Ids {
    last: AtomicI64,
    process: i64,
}

impl Ids {
    /// Ids of one process; two processes draw different numbers, or at worst the database refuses the twin.
    pub(crate) fn new() -> Self {
        Self { last: AtomicI64::new(0), process: rand::random_range(0..1 << 10) }
    }

    /// The next id. Ids rise even if the clock stands still or goes back.
    pub(crate) fn next(&self, now: Moment) -> i64 {
        let floor = ((now.0 - EPOCH).max(0) << 22) | (self.process << 12);
        let previous =
            self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(floor.max(last + 1)));
        floor.max(previous.unwrap_or_else(|last| last) + 1)
    }
}

const LETTERS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// An id as people read and type it: short, without letters that look alike.
pub(crate) fn short(id: i64) -> String {
    let base = LETTERS.len() as u64;
    let mut rest = id.unsigned_abs();
    let mut letters = Vec::new();
    while rest > 0 || letters.is_empty() {
        letters.push(char::from(LETTERS[usize::try_from(rest % base).unwrap_or_default()]));
        rest /= base;
    }
    letters.iter().rev().collect()
}

/// The id that [`short`] wrote, if it is one.
pub(crate) fn long(short: &str) -> Option<i64> {
    let base = i64::try_from(LETTERS.len()).ok()?;
    short.bytes().try_fold(0_i64, |id, letter| {
        let place = LETTERS.iter().position(|other| *other == letter.to_ascii_lowercase())?;
        id.checked_mul(base)?.checked_add(i64::try_from(place).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_while_the_clock_stands_still() {
        let ids = Ids::new();
        let now = Moment(EPOCH + 5);
        let made: Vec<i64> = (0..10_000).map(|_| ids.next(now)).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.next(Moment(EPOCH)) > made[9_999]);
    }

    #[test]
    fn a_short_id_is_read_back() {
        for id in [0, 1, 30, 31, 382_851_338_412_003_331, i64::MAX] {
            assert_eq!(long(&short(id)), Some(id));
            assert_eq!(long(&short(id).to_uppercase()), Some(id));
        }
        assert_eq!(long("nothing at all"), None);
        assert_eq!(long(&"z".repeat(40)), None);
    }
}

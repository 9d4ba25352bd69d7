//! When somebody may be asked: pure.

use chrono_tz::Tz;

use super::days_off::DaysOff;
use super::hours::Hours;
use crate::moment::{Day, Moment};

/// So often a day off or an hour is stepped over at most.
const MOST_STEPS: usize = 800;

/// What somebody said about when they may be asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Availability {
    pub(crate) zone: Tz,
    /// Any hour, if nothing is said.
    pub(crate) hours: Option<Hours>,
    pub(crate) days_off: DaysOff,
    pub(crate) paused: bool,
    /// Until when; nothing if until they say so.
    pub(crate) paused_until: Option<Moment>,
    /// At most so many open questions at once.
    pub(crate) most: i64,
}

/// When somebody may be asked next.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum When {
    /// Now.
    Now,
    /// From then on.
    From(Moment),
    /// When they have answered something else.
    Full,
    /// When they say so.
    Paused,
}

impl Availability {
    /// Anybody who said nothing.
    pub(crate) fn any(zone: Tz, most: i64) -> Self {
        Self { zone, hours: None, days_off: DaysOff::default(), paused: false, paused_until: None, most }
    }

    /// When somebody may be asked who has so many open questions.
    pub(crate) fn when(&self, now: Moment, open: i64) -> When {
        let from = match (self.paused, self.paused_until) {
            (true, None) => return When::Paused,
            (true, Some(until)) => until.max(now),
            (false, _) => now,
        };
        if open >= self.most {
            return When::Full;
        }
        match self.here_from(from) {
            at if at <= now => When::Now,
            at => When::From(at),
        }
    }

    /// The first moment from `from` on that is within their hours and on no day off.
    fn here_from(&self, from: Moment) -> Moment {
        let mut at = from;
        for _ in 0..MOST_STEPS {
            at = self.hours.as_ref().map_or(at, |hours| hours.next(at, self.zone));
            match self.days_off.until(at.day(self.zone)) {
                Some(last) => at = Day(last.0 + 1).start(self.zone),
                None => break,
            }
        }
        at
    }
}

#[cfg(test)]
mod unit {
    use super::*;
    use crate::testing::at;

    fn tokyo() -> Availability {
        let hours = Hours::parse("mon-fri 9-17");
        Availability { hours, ..Availability::any(chrono_tz::Asia::Tokyo, 2) }
    }

    #[test]
    fn nobody_is_asked_outside_their_own_hours() {
        // Monday 2 March 2026, ten in the morning in Tokyo.
        assert_eq!(tokyo().when(at("2026-03-02 01:00"), 0), When::Now);
        assert_eq!(tokyo().when(at("2026-03-02 09:00"), 0), When::From(at("2026-03-03 00:00")));
        assert_eq!(tokyo().when(at("2026-03-06 09:00"), 0), When::From(at("2026-03-09 00:00")));
    }

    #[test]
    fn days_off_pauses_and_other_questions_keep_somebody_away() {
        let days_off = DaysOff::parse("2026-03-02..2026-03-03").expect("days");
        let away = Availability { days_off, ..tokyo() };
        assert_eq!(away.when(at("2026-03-02 01:00"), 0), When::From(at("2026-03-04 00:00")));
        let paused = Availability { paused: true, ..tokyo() };
        assert_eq!(paused.when(at("2026-03-02 01:00"), 0), When::Paused);
        let until = Availability { paused_until: Some(at("2026-03-07 00:00")), ..paused };
        assert_eq!(until.when(at("2026-03-02 01:00"), 0), When::From(at("2026-03-09 00:00")));
        assert_eq!(until.when(at("2026-03-09 01:00"), 0), When::Now, "a pause ends by itself");
        assert_eq!(tokyo().when(at("2026-03-02 01:00"), 2), When::Full);
    }
}

//! Hours of a week in which something may happen, in a zone whose clocks may change: pure.

use std::fmt;

use chrono::{Datelike as _, NaiveDate, TimeDelta, TimeZone as _, Timelike as _, Utc};
use chrono_tz::Tz;

use crate::moment::{Day, Moment, Span};

/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// A week, and one day for an hour that falls into a gap.
const DAYS_AHEAD: i64 = 9;
/// So many stretches are walked through at most: more than ten years of one a day.
const MOST_STRETCHES: usize = 4_000;
/// Names of the days, in English and in German.
const NAMES: [(&str, u8); 14] = [
    ("mon", 0),
    ("tue", 1),
    ("wed", 2),
    ("thu", 3),
    ("fri", 4),
    ("sat", 5),
    ("sun", 6),
    ("mo", 0),
    ("di", 1),
    ("mi", 2),
    ("do", 3),
    ("fr", 4),
    ("sa", 5),
    ("so", 6),
];

/// Hours of a week: stretches of a day, in order, none of them touching another one. Never empty.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Hours(Vec<Stretch>);

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Stretch {
    /// 0 is Monday.
    day: u8,
    /// Minutes since midnight.
    from: u16,
    to: u16,
}

impl Hours {
    /// Mondays to Fridays from nine to six.
    pub(crate) fn working() -> Self {
        Self((0..5).map(|day| Stretch { day, from: 9 * 60, to: 18 * 60 }).collect())
    }

    /// Reads hours such as `mon-fri 9-17, sat 10:30-12`; a stretch may go beyond midnight.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let mut stretches = Vec::new();
        let mut days: Vec<u8> = Vec::new();
        let mut told = false;
        for piece in typed.to_lowercase().split([',', ';', ' ', '\n']).filter(|piece| !piece.is_empty()) {
            if piece.starts_with(|c: char| c.is_ascii_digit()) {
                let (from, to) = times(piece)?;
                if days.is_empty() {
                    days.extend(0..7);
                }
                days.iter().for_each(|day| stretches.extend(between(*day, from, to)));
                told = true;
            } else {
                if std::mem::take(&mut told) {
                    days.clear();
                }
                days.extend(days_of(piece)?);
            }
        }
        told.then(|| Self(joined(stretches)))
    }

    /// Whether it is such an hour.
    pub(crate) fn holds(&self, at: Moment, zone: Tz) -> bool {
        self.stretch_at(at, zone).is_some()
    }

    fn stretch_at(&self, at: Moment, zone: Tz) -> Option<&Stretch> {
        let local = at.utc().with_timezone(&zone);
        let day = local.weekday().num_days_from_monday() as u8;
        let minute = (local.hour() * 60 + local.minute()) as u16;
        self.0.iter().find(|one| one.day == day && (one.from..one.to).contains(&minute))
    }

    /// The first such moment from `at` on.
    pub(crate) fn next(&self, at: Moment, zone: Tz) -> Moment {
        if self.holds(at, zone) {
            return at;
        }
        let today = at.day(zone);
        (0..DAYS_AHEAD)
            .flat_map(|ahead| self.begins_on(Day(today.0 + ahead), zone))
            .find(|begins| *begins >= at)
            .unwrap_or(at)
    }

    fn begins_on(&self, day: Day, zone: Tz) -> impl Iterator<Item = Moment> {
        let date = day.date();
        let weekday = date.weekday().num_days_from_monday() as u8;
        self.0.iter().filter(move |one| one.day == weekday).map(move |one| moment(date, one.from, zone))
    }

    /// The moment at which `span` of such time has passed since `from`.
    pub(crate) fn after(&self, from: Moment, span: Span, zone: Tz) -> Moment {
        let (mut at, mut left) = (from, span.0);
        for _ in 0..MOST_STRETCHES {
            at = self.next(at, zone);
            let Some(stretch) = self.stretch_at(at, zone) else { break };
            let ends = moment(at.day(zone).date(), stretch.to, zone);
            let here = (ends.0 - at.0).max(0);
            if left <= here {
                return at + Span(left);
            }
            left -= here;
            // Where the clocks go back, the same hour comes again: time goes on in any case.
            at = Moment(ends.0.max(at.0 + 1));
        }
        at + Span(left)
    }
}

/// A local time as a moment: the first of two, or the first valid minute where a clock change skips it.
fn moment(date: NaiveDate, minute: u16, zone: Tz) -> Moment {
    let local = date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute));
    let valid =
        (0..=180).find_map(|late| zone.from_local_datetime(&(local + TimeDelta::minutes(late))).earliest());
    valid.map_or_else(|| local.and_utc().into(), |time| time.with_timezone(&Utc).into())
}

/// `9-17`, `09:30-12:00`; 24 is the end of the day.
fn times(piece: &str) -> Option<(u16, u16)> {
    let (from, to) = piece.split_once(['-', '–'])?;
    let (from, to) = (time(from)?, time(to)?);
    (from < DAY && from != to).then_some((from, to))
}

fn time(typed: &str) -> Option<u16> {
    let (hour, minute) = typed.split_once([':', '.']).unwrap_or((typed, "0"));
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let time = hour * 60 + minute;
    (hour <= 24 && minute < 60 && time <= DAY).then_some(time)
}

/// `mon`, `mon-fri`, `fri-mon`.
fn days_of(piece: &str) -> Option<Vec<u8>> {
    let (first, last) = piece.split_once(['-', '–']).unwrap_or((piece, piece));
    let (first, last) = (day(first)?, day(last)?);
    let length = (last + 7 - first) % 7;
    Some((0..=length).map(|n| (first + n) % 7).collect())
}

fn day(typed: &str) -> Option<u8> {
    let exact = NAMES.iter().find(|(name, _)| *name == typed);
    // The whole name is fine as well.
    let named = || {
        NAMES[..7]
            .iter()
            .find(|(name, _)| typed.len() > 3 && typed.starts_with(name) && typed.ends_with("day"))
    };
    exact.or_else(named).map(|(_, day)| *day)
}

/// A stretch, in two pieces if it goes beyond midnight.
fn between(day: u8, from: u16, to: u16) -> Vec<Stretch> {
    if from < to {
        return vec![Stretch { day, from, to }];
    }
    let mut pieces = vec![Stretch { day, from, to: DAY }];
    if to > 0 {
        pieces.push(Stretch { day: (day + 1) % 7, from: 0, to });
    }
    pieces
}

fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_unstable();
    let mut joined: Vec<Stretch> = Vec::new();
    for one in stretches {
        match joined.last_mut() {
            Some(last) if last.day == one.day && one.from <= last.to => last.to = last.to.max(one.to),
            _ => joined.push(one),
        }
    }
    joined
}

/// As it is kept and shown, such as `mon-fri 09:00-17:00, sat 10:30-12:00`.
impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on = |day: u8| -> Vec<(u16, u16)> {
            self.0.iter().filter(|one| one.day == day).map(|one| (one.from, one.to)).collect()
        };
        let mut first = true;
        let mut day = 0;
        while day < 7 {
            let times = on(day);
            let mut last = day;
            while last < 6 && on(last + 1) == times {
                last += 1;
            }
            for (from, to) in &times {
                if !first {
                    f.write_str(", ")?;
                }
                first = false;
                let name = |day: u8| NAMES[usize::from(day)].0;
                match last - day {
                    0 => f.write_str(name(day))?,
                    _ => write!(f, "{}-{}", name(day), name(last))?,
                }
                write!(f, " {:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)?;
            }
            day = last + 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod unit {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::at;

    fn hours(typed: &str) -> Hours {
        Hours::parse(typed).unwrap_or_else(|| panic!("{typed}"))
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (typed, shown) in [
            ("mon-fri 9-17", "mon-fri 09:00-17:00"),
            ("Mo-Fr 9:30–12, sa 10-11", "mon-fri 09:30-12:00, sat 10:00-11:00"),
            ("monday, wednesday 18.30-20", "mon 18:30-20:00, wed 18:30-20:00"),
            ("18-20", "mon-sun 18:00-20:00"),
            ("fri-mon 0-24", "mon 00:00-24:00, fri-sun 00:00-24:00"),
            ("sun 22-2", "mon 00:00-02:00, sun 22:00-24:00"),
            ("mon 9-12, 13-17", "mon 09:00-12:00, mon 13:00-17:00"),
            ("mon 9-12, 12-17", "mon 09:00-17:00"),
        ] {
            let read = hours(typed);
            assert_eq!(read.to_string(), shown, "{typed}");
            assert_eq!(hours(&read.to_string()), read, "{typed}");
        }
        for odd in ["", "mon-fri", "someday 9-17", "mon 25-26", "mon 9-9", "mon 9", "mon 9-17 tue"] {
            assert_eq!(Hours::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn time_passes_only_within_the_hours() {
        let (hours, zone) = (Hours::working(), chrono_tz::Europe::Berlin);
        // Friday 27 March 2026, five in the afternoon in Berlin; the clocks go forward on Sunday.
        let friday = at("2026-03-27 16:00");
        assert_eq!(hours.after(friday, Span::minutes(30), zone), at("2026-03-27 16:30"));
        assert_eq!(hours.after(friday, Span::hours(2), zone), at("2026-03-30 08:00"));
        assert_eq!(hours.next(at("2026-03-28 10:00"), zone), at("2026-03-30 07:00"));
        // Two in the morning is skipped on that Sunday: what comes first after it is taken. It comes twice on 25 October.
        let night = Hours::parse("sun 2-3").expect("hours");
        assert_eq!(night.next(at("2026-03-28 12:00"), zone), at("2026-03-29 01:00"));
        assert_eq!(night.next(at("2026-10-24 12:00"), zone), at("2026-10-25 00:00"));
    }

    proptest! {
        #[test]
        fn what_comes_next_is_within_the_hours_and_time_never_runs_back(
            day in 0_u8..7, from in 0_u16..1_380, length in 30_u16..60, start in 0_i64..500_000, wait in 0_i64..20_000,
        ) {
            let hours = Hours(vec![Stretch { day, from, to: from + length }]);
            let zone = chrono_tz::America::New_York;
            let now = at("2026-01-01 00:00") + Span::minutes(start);
            let next = hours.next(now, zone);
            prop_assert!(next >= now && next <= now + Span::days(15));
            let after = hours.after(now, Span::minutes(wait), zone);
            prop_assert!(after >= now + Span::minutes(wait.min(1)) || wait == 0);
            prop_assert_eq!(Hours::parse(&hours.to_string()), Some(hours));
        }
    }
}

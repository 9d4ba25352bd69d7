//! Days on which somebody is not asked: pure.

use std::fmt;

use chrono::NaiveDate;

use crate::moment::Day;

/// More than this is no list that anybody reads.
const MOST: usize = 30;

/// Days off, from the first to the last one of each stretch.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct DaysOff(Vec<(Day, Day)>);

impl DaysOff {
    /// Reads days such as `2026-12-24..2027-01-02, 2027-05-01`.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let mut days = Vec::new();
        for piece in typed.split([',', '\n']).map(str::trim).filter(|piece| !piece.is_empty()) {
            let (first, last) = piece.split_once("..").unwrap_or((piece, piece));
            let (first, last) = (day(first)?, day(last)?);
            if last < first {
                return None;
            }
            days.push((first, last));
        }
        days.sort_unstable();
        (!days.is_empty() && days.len() <= MOST).then_some(Self(days))
    }

    /// The last day of the stretch that a day lies in, if it is off.
    pub(crate) fn until(&self, day: Day) -> Option<Day> {
        self.0.iter().find(|(first, last)| *first <= day && day <= *last).map(|(_, last)| *last)
    }

    /// Those that are not over.
    pub(crate) fn from(&self, today: Day) -> Self {
        Self(self.0.iter().copied().filter(|(_, last)| *last >= today).collect())
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn day(typed: &str) -> Option<Day> {
    typed.trim().parse::<NaiveDate>().ok().map(Day::of)
}

/// As they are kept and shown.
impl fmt::Display for DaysOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, (first, last)) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{}", first.date())?;
            if last > first {
                write!(f, "..{}", last.date())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn days_off_are_read_and_shown() {
        let days = DaysOff::parse("2027-05-01, 2026-12-24..2027-01-02").expect("days");
        assert_eq!(days.to_string(), "2026-12-24..2027-01-02, 2027-05-01");
        let day = |typed: &str| super::day(typed).expect("a day");
        assert_eq!(days.until(day("2026-12-31")), Some(day("2027-01-02")));
        assert_eq!(days.until(day("2027-01-03")), None);
        assert_eq!(days.from(day("2027-01-03")).to_string(), "2027-05-01");
        for odd in ["", "tomorrow", "2026-12-24..", "2026-12-24..2026-12-23"] {
            assert_eq!(DaysOff::parse(odd), None, "{odd}");
        }
    }
}

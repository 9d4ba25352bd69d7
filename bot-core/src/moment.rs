//! Time as a value: moments in milliseconds, and the days and weeks of a community's own zone.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A point in time: milliseconds since 1970-01-01 00:00 UTC.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

/// A length of time in milliseconds.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Span(pub i64);

impl Span {
    /// This many minutes.
    pub const fn minutes(n: i64) -> Self {
        Self(n * 60_000)
    }

    /// This many hours.
    pub const fn hours(n: i64) -> Self {
        Self::minutes(n * 60)
    }

    /// This many times 24 hours.
    pub const fn days(n: i64) -> Self {
        Self::hours(n * 24)
    }
}

impl std::ops::Add<Span> for Moment {
    type Output = Self;

    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl std::ops::Sub<Span> for Moment {
    type Output = Self;

    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Moment {
    /// The same moment as a calendar date and time. A moment beyond chrono's calendar becomes 1970.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// The local day on which this moment falls.
    pub fn day(self, zone: Tz) -> Day {
        Day::of(self.utc().with_timezone(&zone).date_naive())
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time.timestamp_millis())
    }
}

/// A calendar day without a zone: days since 1970-01-01.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Day(pub i64);

impl Day {
    /// The day with this date.
    pub fn of(date: NaiveDate) -> Self {
        Self(date.signed_duration_since(NaiveDate::default()).num_days())
    }

    /// Its calendar date. A day beyond chrono's calendar becomes 1970-01-01.
    pub fn date(self) -> NaiveDate {
        let epoch = NaiveDate::default();
        let days = Days::new(self.0.unsigned_abs());
        let date = if self.0 < 0 { epoch.checked_sub_days(days) } else { epoch.checked_add_days(days) };
        date.unwrap_or(epoch)
    }

    /// The week it lies in.
    pub fn week(self) -> Week {
        // 1970-01-01 was a Thursday, three days after a Monday.
        Week((self.0 + 3).div_euclid(7))
    }

    /// When it begins in `zone`: midnight, or the first valid minute where a clock change skips midnight.
    pub fn start(self, zone: Tz) -> Moment {
        let midnight = self.date().and_time(chrono::NaiveTime::MIN);
        (0..=180)
            .find_map(|minutes| {
                let local = midnight + chrono::TimeDelta::minutes(minutes);
                zone.from_local_datetime(&local).earliest()
            })
            .map_or_else(|| midnight.and_utc().into(), |time| time.with_timezone(&Utc).into())
    }
}

/// A week from Monday to Sunday: weeks since the one of 1970-01-01.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Week(pub i64);

impl Week {
    /// Its Monday.
    pub fn monday(self) -> Day {
        Day(self.0 * 7 - 3)
    }

    /// Its Sunday.
    pub fn sunday(self) -> Day {
        Day(self.0 * 7 + 3)
    }

    /// `n` weeks before it.
    pub fn back(self, n: i64) -> Self {
        Self(self.0 - n)
    }

    /// Its ISO 8601 name, such as `2016-W41`.
    pub fn iso(self) -> String {
        let week = self.monday().date().iso_week();
        format!("{}-W{:02}", week.year(), week.week())
    }

    /// Reads an ISO 8601 name such as `2016-W41`.
    pub fn parse(name: &str) -> Option<Self> {
        let (year, week) = name.split_once("-W")?;
        let monday =
            NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, chrono::Weekday::Mon)?;
        Some(Day::of(monday).week())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_runs_from_monday_to_sunday_and_keeps_its_name() {
        let week = Week::parse("2016-W41").expect("a real week");
        assert_eq!(week.monday().date().to_string(), "2016-10-10");
        assert_eq!(week.sunday().date().to_string(), "2016-10-16");
        assert_eq!(week.iso(), "2016-W41");
        assert_eq!(week.monday().week(), week);
        assert_eq!(week.sunday().week(), week);
        assert_eq!(Week::parse("2016-W60"), None);
    }

    #[test]
    fn a_day_that_has_no_midnight_starts_at_its_first_minute() {
        // In Beirut the clocks go from 00:00 to 01:00 on 2024-03-31.
        let day = Day::of(NaiveDate::from_ymd_opt(2024, 3, 31).expect("a date"));
        let start = day.start(chrono_tz::Asia::Beirut);
        assert_eq!(start.utc().to_rfc3339(), "2024-03-30T22:00:00+00:00");
        assert_eq!(start.day(chrono_tz::Asia::Beirut), day);
    }
}

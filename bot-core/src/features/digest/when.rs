//! When the digest comes: at the community's own hour, whatever its clocks do, and which week it covers.

use std::str::FromStr as _;

use chrono::{TimeZone as _, Utc};
use croner::Cron;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::features::settings::Settings;
use crate::moment::{Moment, Week};
use crate::schedule::{self, Job};

/// The first moment after `after` at which a digest is due.
fn due_after(settings: &Settings, after: Moment) -> Result<Moment> {
    let weekday = settings.digest_day.num_days_from_sunday();
    let pattern = format!("0 {} * * {weekday}", settings.digest_hour);
    let cron = Cron::from_str(&pattern).map_err(Error::failed)?;
    let local = settings.zone.from_utc_datetime(&after.utc().naive_utc());
    let next = cron.find_next_occurrence(&local, false).map_err(Error::failed)?;
    Ok(next.with_timezone(&Utc).into())
}

/// The last moment up to `now` at which a digest was due, beginning with `due`.
pub(crate) fn last_due(settings: &Settings, due: Moment, now: Moment) -> Result<Moment> {
    let mut last = due;
    loop {
        let next = due_after(settings, last)?;
        if next > now {
            return Ok(last);
        }
        last = next;
    }
}

/// The week that a digest covers: the last one that was over.
pub(crate) fn covered(settings: &Settings, now: Moment) -> Week {
    now.day(settings.zone).week().back(1)
}

/// When the next digest comes; nothing where no channel was chosen.
pub(crate) fn next(ctx: &Context) -> Option<Moment> {
    let settings = &ctx.community.settings;
    if settings.digest_channel.is_empty() {
        return None;
    }
    due_after(settings, ctx.now).ok()
}

/// Settles when the next digest is due.
pub(crate) async fn reschedule(ctx: &mut Context) -> Result<()> {
    let due = next(ctx);
    schedule::set(ctx, Job::Digest, due).await
}

#[cfg(test)]
mod unit {
    use chrono::Weekday;

    use super::*;
    use crate::testing::at;

    fn berlin(hour: u32, day: Weekday) -> Settings {
        let zone = chrono_tz::Europe::Berlin;
        Settings { digest_hour: hour, digest_day: day, zone, ..Settings::default() }
    }

    #[test]
    fn nine_stays_nine_when_the_clocks_change() {
        let settings = berlin(9, Weekday::Mon);
        // Summer time begins on 29 March 2026 and ends on 25 October 2026.
        let due = |after| due_after(&settings, at(after)).expect("a moment");
        assert_eq!(due("2026-03-20 00:00"), at("2026-03-23 08:00"));
        assert_eq!(due("2026-03-23 08:00"), at("2026-03-30 07:00"));
        assert_eq!(due("2026-10-20 00:00"), at("2026-10-26 08:00"));
    }

    #[test]
    fn an_hour_that_is_skipped_or_comes_twice_still_comes_once() {
        let skipped = berlin(2, Weekday::Sun);
        let due = |after| due_after(&skipped, at(after)).expect("a moment");
        assert_eq!(due("2026-03-28 00:00"), at("2026-03-29 01:00"));
        assert_eq!(due("2026-03-29 01:00"), at("2026-04-05 00:00"));
        assert_eq!(due("2026-10-24 12:00"), at("2026-10-25 00:00"));
        assert_eq!(due("2026-10-25 00:00"), at("2026-11-01 01:00"));
    }

    #[test]
    fn after_weeks_of_downtime_the_last_one_is_due() {
        let settings = berlin(9, Weekday::Mon);
        let last = last_due(&settings, at("2026-03-09 08:00"), at("2026-03-31 12:00")).expect("a moment");
        assert_eq!(last, at("2026-03-30 07:00"));
        assert_eq!(covered(&settings, last), Week::parse("2026-W13").expect("a week"));
    }
}

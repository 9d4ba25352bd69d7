//! When the digest comes: at the community's own hour, whatever its clocks do, and once a week.

use std::str::FromStr as _;

use chrono::{TimeZone as _, Utc};
use croner::Cron;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::features::settings::Settings;
use crate::moment::Moment;
use crate::schedule::{self, Job};

/// The first moment after `after` at which a digest is due.
pub(crate) fn due_after(settings: &Settings, after: Moment) -> Result<Moment> {
    let weekday = settings.digest_day.number_from_monday() % 7;
    let pattern = format!("0 {} * * {weekday}", settings.digest_hour);
    let cron = Cron::from_str(&pattern).map_err(Error::failed)?;
    let local = settings.zone.from_utc_datetime(&after.utc().naive_utc());
    let next = cron.find_next_occurrence(&local, false).map_err(Error::failed)?;
    Ok(next.with_timezone(&Utc).into())
}

/// When the next digest comes; nothing where no channel was chosen.
pub(crate) fn next(ctx: &Context) -> Option<Moment> {
    let settings = &ctx.community.settings;
    settings.digest_channel?;
    due_after(settings, ctx.now).ok()
}

/// Settles when the next digest is due, after the settings changed.
pub(crate) async fn reschedule(ctx: &mut Context) -> Result<()> {
    let due = next(ctx);
    schedule::set(ctx, Job::Digest, due).await
}

/// The digest fell due at `due`, maybe a while ago.
pub(crate) async fn fall_due(ctx: &mut Context, _due: Moment) -> Result<()> {
    reschedule(ctx).await
}

//! How a community is, for whoever runs Kith: its figures, and what is not settled yet.

mod queries;

use crate::context::Context;
use crate::error::Result;
use crate::features::{escalation, experts};
use crate::moment::{Day, Moment, Week};

/// How a community is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Checkup {
    /// Its time zone, by its IANA name.
    pub zone: String,
    /// Its people; no bots.
    pub members: i64,
    /// Messages and replies that counted.
    pub written: i64,
    /// The first day on which somebody wrote.
    pub first: Option<Day>,
    /// The last one.
    pub last: Option<Day>,
    /// How many of its members are admins.
    pub admins: i64,
    /// How many are leads.
    pub leads: i64,
    /// The channel that gets the digest.
    pub digest_channel: Option<String>,
    /// Whether an escalated question would surely reach somebody.
    pub questions_reach_somebody: bool,
    /// Topics that nobody is an expert for.
    pub topics_without_expert: Vec<String>,
    /// Effects that wait to be carried out.
    pub waiting: i64,
    /// Effects that were given up.
    pub dead: i64,
    /// The last full week that has history; the only one, if none is full.
    pub full_week: Option<Week>,
}

/// Looks at everything.
pub(crate) async fn look(ctx: &mut Context) -> Result<Checkup> {
    let community = ctx.community.id;
    let settings = ctx.community.settings.clone();
    let figures = queries::figures(&mut ctx.tx, community).await?;
    let digest_channel = settings.digest_channel.known(ctx).await?.into_iter().next();
    let last = figures.last.map(Day);
    Ok(Checkup {
        zone: settings.zone.name().to_owned(),
        members: figures.members,
        written: figures.written,
        first: figures.first.map(Day),
        last,
        admins: figures.admins,
        leads: figures.leads,
        digest_channel: digest_channel.map(|channel| channel.name),
        questions_reach_somebody: escalation::health::reaches(ctx).await?.somebody(),
        topics_without_expert: experts::without_expert(ctx).await?,
        waiting: figures.waiting,
        dead: figures.dead,
        full_week: figures
            .first
            .zip(last)
            .map(|(first, last)| full_week(last, ctx.now, settings.zone).max(Day(first).week())),
    })
}

/// How many days after its Monday a week whose history ends there is as good as full: few write at the weekend.
const NEARLY_FULL: i64 = 4;

/// The last full week of a history whose last entry is of the day `last`: last week, or an earlier one if the history
/// broke off before it.
fn full_week(last: Day, now: Moment, zone: chrono_tz::Tz) -> Week {
    let last_week = now.day(zone).week().back(1);
    let week = last.week();
    if week >= last_week {
        last_week
    } else if last.0 - week.monday().0 >= NEARLY_FULL {
        week
    } else {
        week.back(1)
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::UTC;

    use super::*;
    use crate::testing::{TestBot, at, message};

    fn week_of(last: &str, now: &str) -> String {
        full_week(at(&format!("{last} 12:00")).day(UTC), at(&format!("{now} 12:00")), UTC).iso()
    }

    #[test]
    fn the_last_full_week_is_last_week_or_where_the_history_ends() {
        assert_eq!(week_of("2026-11-18", "2026-11-19"), "2026-W46");
        assert_eq!(week_of("2026-11-10", "2026-11-19"), "2026-W46");
        assert_eq!(week_of("2026-11-15", "2027-03-01"), "2026-W46");
        assert_eq!(week_of("2026-11-13", "2027-03-01"), "2026-W46");
        assert_eq!(week_of("2026-11-11", "2027-03-01"), "2026-W45");
    }

    #[tokio::test]
    async fn a_checkup_tells_the_figures_and_what_is_not_settled() {
        let mut bot = TestBot::new().await;
        bot.happens([message("Ann", "general", "1", "hello everybody")]).await;
        let community = bot.bot.communities().await.expect("communities").remove(0);
        let checkup = bot.bot.checkup(bot.now, &community).await.expect("a checkup");
        let figures = (checkup.members, checkup.written, checkup.admins, checkup.leads);
        assert_eq!(figures, (1, 1, 0, 0));
        assert_eq!(checkup.digest_channel, None);
        assert_eq!(checkup.first, Some(at("2026-03-02 10:00").day(UTC)));
        assert_eq!(bot.bot.damage().await.expect("a look"), Vec::<String>::new());
        assert_eq!(bot.bot.standing().await.expect("a look"), crate::Standing::UpToDate);
    }
}

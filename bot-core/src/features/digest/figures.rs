//! Every figure of a digest, as plain data.

use super::answers::{self, Answers, Climbed};
use super::evenness::{Evenness, evenness};
use super::queries::{self, Question};
use crate::context::Context;
use crate::error::Result;
use crate::features::badges;
use crate::moment::Week;

/// How many weeks a digest looks at.
pub(crate) const WEEKS: i64 = 8;
/// How many people are named in one line.
const NAMED: i64 = 5;
/// How many channels are named.
const CHANNELS: i64 = 5;
/// In how many weeks somebody must have written so much to be missed on the wall.
const UNTHANKED_WEEKS: i64 = 4;
const UNTHANKED_LEAST: i64 = 20;
const UNTHANKED_NAMED: i64 = 3;

/// What everybody together did in a week.
#[derive(Clone, Debug, PartialEq)]
pub struct WeekSums {
    /// Which week.
    pub week: Week,
    /// How many people wrote.
    pub active: i64,
    /// How many messages and replies they wrote.
    pub written: i64,
    /// How evenly; nothing if too few wrote.
    pub evenness: Option<Evenness>,
}

/// Who took part in a week: how many, and some of them by member id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Wrote for the first time ever.
    pub newcomers: i64,
    /// Wrote again after four silent weeks.
    pub returning: i64,
    /// Wrote in two of the four weeks before, but not now.
    pub quiet: i64,
    pub(crate) named_newcomers: Vec<i64>,
    pub(crate) named_returning: Vec<i64>,
    pub(crate) named_quiet: Vec<i64>,
}

/// The shout-outs of a week.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thanks {
    /// How many members gave.
    pub given: i64,
    /// How many people were thanked by members.
    pub thanked: i64,
    /// How many of those for the first time ever.
    pub first_time: i64,
    /// How many staff gave.
    pub from_staff: i64,
}

/// Every figure of a digest.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The week.
    pub week: Week,
    /// Eight weeks, earliest first, the last one being the week itself.
    pub weeks: Vec<WeekSums>,
    /// Who took part.
    pub part: Part,
    /// Who took part in the week before.
    pub part_before: Part,
    /// How many of those who wrote are visitors, and how much they wrote.
    pub visitors: (i64, i64),
    /// Who thanked whom.
    pub thanks: Thanks,
    /// The same in the week before.
    pub thanks_before: Thanks,
    /// How many badges were given.
    pub badges: i64,
    /// How many questions opened a conversation.
    pub asked: i64,
    /// How many of them nobody seems to have answered.
    pub unanswered: i64,
    /// Who answered, and how fast.
    pub answers: Answers,
    /// How questions fared that climbed.
    pub climbed: Climbed,
    pub(crate) open: Vec<Question>,
    /// The busiest channels: our channel id, messages, people.
    pub(crate) channels: Vec<(i64, i64, i64)>,
    /// Who wrote much and was thanked by nobody: member, messages in four weeks.
    pub(crate) unthanked: Vec<(i64, i64)>,
    pub(crate) leads: i64,
    pub(crate) undelivered: i64,
}

impl Figures {
    /// The sums of the week itself.
    pub fn sums(&self) -> &WeekSums {
        &self.weeks[self.weeks.len() - 1]
    }

    /// The sums of the week before.
    pub fn sums_before(&self) -> &WeekSums {
        &self.weeks[self.weeks.len() - 2]
    }
}

/// Gathers the figures of a week; nothing if nobody ever wrote.
pub(crate) async fn gather(ctx: &mut Context, week: Week) -> Result<Option<Figures>> {
    let community = ctx.community.id;
    let tx = &mut ctx.tx;
    if !queries::any_history(tx, community, week).await? {
        return Ok(None);
    }
    let (monday, sunday) = (week.monday(), week.sunday());
    let first = week.back(WEEKS - 1);
    let written = queries::written(tx, community, first, week).await?;
    let (asked, open) = queries::questions(tx, community, monday, sunday).await?;
    let least = UNTHANKED_LEAST;
    let last_weeks = (week.back(UNTHANKED_WEEKS - 1), week);
    let since = first.monday();
    let unthanked = queries::unthanked(tx, community, last_weeks, least, since, UNTHANKED_NAMED).await?;
    let (leads, undelivered) =
        queries::health(tx, community, monday.start(ctx.community.settings.zone)).await?;
    Ok(Some(Figures {
        week,
        weeks: (0..WEEKS).rev().map(|back| sums(&written, week.back(back))).collect(),
        part: part(ctx, week).await?,
        part_before: part(ctx, week.back(1)).await?,
        visitors: queries::visitors(&mut ctx.tx, community, week).await?,
        thanks: thanks(ctx, week).await?,
        thanks_before: thanks(ctx, week.back(1)).await?,
        answers: answers::answers(ctx, week).await?,
        climbed: answers::climbed(ctx, week).await?,
        badges: badges::queries::granted_between(&mut ctx.tx, community, monday, sunday).await?.len() as i64,
        asked,
        unanswered: open.len() as i64,
        open,
        channels: queries::busiest(&mut ctx.tx, community, monday, sunday, CHANNELS).await?,
        unthanked,
        leads,
        undelivered,
    }))
}

fn sums(written: &[(Week, i64, i64)], week: Week) -> WeekSums {
    let histogram: Vec<(i64, i64)> =
        written.iter().filter(|(other, ..)| *other == week).map(|(_, n, people)| (*n, *people)).collect();
    WeekSums {
        week,
        active: histogram.iter().map(|(_, people)| people).sum(),
        written: histogram.iter().map(|(n, people)| n * people).sum(),
        evenness: evenness(&histogram),
    }
}

async fn part(ctx: &mut Context, week: Week) -> Result<Part> {
    let community = ctx.community.id;
    let (newcomers, named_newcomers) = queries::newcomers(&mut ctx.tx, community, week, NAMED).await?;
    let (returning, named_returning) = queries::returning(&mut ctx.tx, community, week, NAMED).await?;
    let (quiet, named_quiet) = queries::quiet(&mut ctx.tx, community, week, NAMED).await?;
    Ok(Part { newcomers, returning, quiet, named_newcomers, named_returning, named_quiet })
}

async fn thanks(ctx: &mut Context, week: Week) -> Result<Thanks> {
    let community = ctx.community.id;
    let (monday, sunday) = (week.monday(), week.sunday());
    let (given, from_staff) = queries::shoutouts(&mut ctx.tx, community, monday, sunday).await?;
    let (thanked, first_time) = queries::thanked(&mut ctx.tx, community, monday, sunday).await?;
    Ok(Thanks { given, thanked, first_time, from_staff })
}

//! Who answered, how fast, and how questions fared that climbed: figures as plain data.

use super::figures::WEEKS;
use super::queries;
use crate::context::Context;
use crate::error::Result;
use crate::features::escalation::{self, queries::Escalation};
use crate::features::experts::{self, Found};
use crate::moment::{Day, Moment, Week};

/// So many open questions are listed.
const LISTED: i64 = 30;

/// Who answered in a week, and how fast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// Questions first answered by members.
    pub peers: i64,
    /// By experts and guests.
    pub experts: i64,
    /// By staff.
    pub staff: i64,
    /// Minutes until half of the answered ones had a first answer.
    pub first: Option<i64>,
    /// Minutes until half of the solved ones were solved.
    pub solution: Option<i64>,
    /// The same as `first` in each of eight weeks, earliest first.
    pub first_by_week: Vec<Option<i64>>,
}

impl Answers {
    /// How many were answered.
    pub fn answered(&self) -> i64 {
        self.peers + self.experts + self.staff
    }
}

/// How questions fared in a week that climbed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Climbed {
    /// How many began to climb.
    pub opened: i64,
    /// How many were solved, as the asker said.
    pub solved: i64,
    /// How many were closed without that.
    pub expired: i64,
    /// For how many nobody was left to ask.
    pub nobody: i64,
    /// Those that are open now, oldest first.
    pub(crate) open: Vec<Open>,
    /// Experts who have as much to do as they said at most: member, open questions.
    pub(crate) busy: Vec<(i64, i64)>,
    /// Topics without an expert, and who might become one.
    pub(crate) lacking: Vec<Found>,
}

/// A question that is open.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Open {
    /// Nothing if it is private.
    pub(crate) asker: Option<i64>,
    /// Empty if it is private.
    pub(crate) question: String,
    pub(crate) private: bool,
    pub(crate) opened: Moment,
    pub(crate) nobody: bool,
    pub(crate) channel: i64,
    pub(crate) thread: Option<crate::chat::MessageRef>,
}

impl Open {
    fn of(one: Escalation) -> Self {
        let private = one.private;
        Self {
            asker: one.asker.filter(|_| !private),
            question: if private { String::new() } else { one.question },
            private,
            opened: one.opened,
            nobody: one.nobody.is_some(),
            channel: one.channel,
            thread: one.thread.filter(|_| !private),
        }
    }
}

/// Who answered, and how fast.
pub(super) async fn answers(ctx: &mut Context, week: Week) -> Result<Answers> {
    let (community, zone) = (ctx.community.id, ctx.community.settings.zone);
    let first = week.back(WEEKS - 1);
    let (from, to) = (first.monday(), week.sunday());
    let moments = (from.start(zone), Day(to.0 + 1).start(zone));
    let answered = queries::answered(&mut ctx.tx, community, (from, to), moments).await?;
    let here = || answered.iter().filter(|one| one.week == week);
    let by = |who: &str| here().filter(|one| one.by == who).count() as i64;
    let median_of = |week: Week| median(answered.iter().filter(|one| one.week == week).map(|one| one.first));
    Ok(Answers {
        peers: by("peer"),
        experts: by("expert") + by("guest"),
        staff: by("staff"),
        first: median_of(week),
        solution: median(here().filter_map(|one| one.solution)),
        first_by_week: (0..WEEKS).rev().map(|back| median_of(week.back(back))).collect(),
    })
}

/// The lower one of the two in the middle, if there is no single one.
fn median(values: impl Iterator<Item = i64>) -> Option<i64> {
    let mut values: Vec<i64> = values.collect();
    values.sort_unstable();
    values.get(values.len().checked_sub(1)? / 2).copied()
}

/// How questions fared that climbed.
pub(super) async fn climbed(ctx: &mut Context, week: Week) -> Result<Climbed> {
    let (community, zone) = (ctx.community.id, ctx.community.settings.zone);
    let (from, to) = (week.monday(), week.sunday());
    let moments = (from.start(zone), Day(to.0 + 1).start(zone));
    let (opened, solved, expired, nobody) =
        queries::climbed(&mut ctx.tx, community, (from, to), moments).await?;
    let open = escalation::queries::open(&mut ctx.tx, community, 0, false, LISTED).await?;
    let open = open.into_iter().filter(|one| one.opened < moments.1).map(Open::of).collect();
    let known = experts::queries::everybody(&mut ctx.tx, community, zone).await?;
    let ids: Vec<i64> = known.iter().filter(|one| !one.retired).map(|one| one.member).collect();
    let load = escalation::load(ctx, &ids).await?;
    let full = known.iter().filter(|one| !one.retired).filter_map(|one| {
        let n = load.get(&one.member).copied()?;
        (n >= one.availability.most).then_some((one.member, n))
    });
    let busy = full.collect();
    let mut lacking = experts::recruits(ctx, None).await?;
    lacking.retain(|one| one.experts == 0);
    Ok(Climbed { opened, solved, expired, nobody, open, busy, lacking })
}

#[cfg(test)]
mod unit {
    use super::median;

    #[test]
    fn a_median_is_one_of_the_values() {
        assert_eq!(median([].into_iter()), None);
        assert_eq!(median([7].into_iter()), Some(7));
        assert_eq!(median([9, 1, 5].into_iter()), Some(5));
        assert_eq!(median([9, 1, 5, 7].into_iter()), Some(5));
    }
}

//! What staff might do next: pure rules out of the figures, at most five, the most useful first.

use super::figures::Figures;

/// One thing to do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Advice {
    /// Answer, or have answered, what nobody answered.
    Answer,
    /// Look at what could not be delivered.
    Deliver,
    /// Find experts: there are topics without any.
    FindExperts,
    /// Let members choose leads: there are none.
    FindLeads,
    /// Greet who is new.
    Greet,
    /// Answer what nobody was left to ask for.
    HelpClimbers,
    /// Ask how those are who went quiet.
    MissQuiet,
    /// Remind people that they can thank each other: nobody did.
    RemindToThank,
    /// Thank who did much and was thanked by nobody.
    Thank,
    /// Make room for others: few wrote most of it.
    Widen,
}

/// The most that anybody does in a week.
const MOST: usize = 5;
/// A tenth that writes more than this share leaves little room.
const CROWDED: f64 = 0.6;
/// Such a share means something only among so many.
const CROWD: i64 = 20;

/// What staff might do next.
pub(crate) fn advice(figures: &Figures) -> Vec<Advice> {
    let crowded = figures.sums().evenness.is_some_and(|evenness| evenness.top_tenth > CROWDED);
    let all = [
        (figures.undelivered > 0, Advice::Deliver),
        (figures.climbed.nobody > 0, Advice::HelpClimbers),
        (figures.unanswered > 0, Advice::Answer),
        (figures.part.newcomers > 0, Advice::Greet),
        (!figures.unthanked.is_empty(), Advice::Thank),
        (figures.leads == 0, Advice::FindLeads),
        (!figures.climbed.lacking.is_empty(), Advice::FindExperts),
        (figures.part.quiet > 0, Advice::MissQuiet),
        (figures.thanks.given == 0, Advice::RemindToThank),
        (crowded && figures.sums().active >= CROWD, Advice::Widen),
    ];
    all.into_iter().filter(|(applies, _)| *applies).map(|(_, advice)| advice).take(MOST).collect()
}

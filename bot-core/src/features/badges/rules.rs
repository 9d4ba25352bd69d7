//! Pure rules of giving badges.

/// What Kith knows of somebody who may be given a badge, and of who gives it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Candidate {
    pub(super) by_staff: bool,
    pub(super) is_giver: bool,
    pub(super) bot: bool,
    pub(super) departed: bool,
    pub(super) opted_out: bool,
}

/// Why somebody cannot be given a badge.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Obstacle {
    /// It is a bot.
    Bot,
    /// The giver is staff, and badges are given by peers.
    ByStaff,
    /// They left.
    Departed,
    /// They asked not to be counted.
    OptedOut,
    /// It is the giver, by whatever account.
    Self_,
}

/// Why the badge cannot be given, if so. That nobody holds the same badge twice is the database's rule.
pub(super) fn obstacle(candidate: Candidate) -> Option<Obstacle> {
    let Candidate { by_staff, is_giver, bot, departed, opted_out } = candidate;
    let obstacles = [
        (by_staff, Obstacle::ByStaff),
        (is_giver, Obstacle::Self_),
        (bot, Obstacle::Bot),
        (departed, Obstacle::Departed),
        (opted_out, Obstacle::OptedOut),
    ];
    obstacles.into_iter().find(|(is_so, _)| *is_so).map(|(_, obstacle)| obstacle)
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn staff_give_no_badges_whatever_other_role_they_have() {
        let nobody = Candidate::default();
        assert_eq!(obstacle(nobody), None);
        assert_eq!(obstacle(Candidate { by_staff: true, bot: true, ..nobody }), Some(Obstacle::ByStaff));
        assert_eq!(obstacle(Candidate { is_giver: true, ..nobody }), Some(Obstacle::Self_));
    }
}

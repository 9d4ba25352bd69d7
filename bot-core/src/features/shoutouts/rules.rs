//! Pure rules of thanking.

use crate::chat::RoleId;
use crate::command::Role;
use crate::features::members::RoleGate;
use crate::moment::{Moment, Span};

/// How long a giver may change their mind.
pub(crate) const UNDO: Span = Span::minutes(15);

/// What Kith knows of somebody who may be thanked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidate {
    pub(crate) is_giver: bool,
    pub(crate) bot: bool,
    pub(crate) departed: bool,
    pub(crate) opted_out: bool,
    pub(crate) roles: Vec<Role>,
    pub(crate) platform_roles: Vec<RoleId>,
    /// When the same giver thanked them last.
    pub(crate) thanked: Option<Moment>,
}

/// Why somebody cannot be thanked now.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Obstacle {
    /// It is a bot.
    Bot,
    /// They left.
    Departed,
    /// They have a role that cannot be thanked, or none of those that can.
    Gate,
    /// They asked not to be counted.
    OptedOut,
    /// It is the giver, by whatever account.
    Self_,
    /// The giver thanked them a short while ago; when it is possible again.
    TooSoon(Moment),
}

/// Whether somebody with these roles passes: one of `needs` if there are any, and none of `blocks`.
pub(crate) fn passes(needs: &[RoleGate], blocks: &[RoleGate], roles: &[Role], platform: &[RoleId]) -> bool {
    let has = |gate: &RoleGate| gate.is_among(roles, platform);
    (needs.is_empty() || needs.iter().any(has)) && !blocks.iter().any(has)
}

/// Why `candidate` cannot be thanked now, if so.
pub(crate) fn obstacle(
    candidate: &Candidate,
    needs: &[RoleGate],
    blocks: &[RoleGate],
    cooldown: Span,
    now: Moment,
) -> Option<Obstacle> {
    if candidate.is_giver {
        return Some(Obstacle::Self_);
    }
    if candidate.bot {
        return Some(Obstacle::Bot);
    }
    if candidate.departed {
        return Some(Obstacle::Departed);
    }
    if candidate.opted_out {
        return Some(Obstacle::OptedOut);
    }
    if !passes(needs, blocks, &candidate.roles, &candidate.platform_roles) {
        return Some(Obstacle::Gate);
    }
    let again = candidate.thanked.map(|thanked| thanked + cooldown).filter(|again| *again > now);
    again.map(Obstacle::TooSoon)
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn a_second_account_is_still_oneself_and_bots_are_never_thanked() {
        let check = |candidate: Candidate| obstacle(&candidate, &[], &[], Span::hours(1), Moment(0));
        assert_eq!(check(Candidate { is_giver: true, ..Candidate::default() }), Some(Obstacle::Self_));
        assert_eq!(check(Candidate { bot: true, ..Candidate::default() }), Some(Obstacle::Bot));
        assert_eq!(check(Candidate::default()), None);
    }

    #[test]
    fn gates_need_one_and_block_any() {
        let lead = [RoleGate::Kith(Role::Lead)];
        let staff = [RoleGate::Kith(Role::Staff)];
        assert!(passes(&[], &[], &[], &[]));
        assert!(passes(&lead, &staff, &[Role::Lead], &[]));
        assert!(!passes(&lead, &staff, &[], &[]));
        assert!(!passes(&lead, &staff, &[Role::Lead, Role::Staff], &[]));
        let platform = [RoleGate::Platform("r1".into(), "Regulars".into())];
        assert!(passes(&platform, &[], &[], &["r1".into()]));
    }

    #[test]
    fn the_cooldown_ends_to_the_moment() {
        let thanked = Candidate { thanked: Some(Moment(1_000)), ..Candidate::default() };
        let again = Moment(1_000) + Span::minutes(60);
        let check = |now| obstacle(&thanked, &[], &[], Span::minutes(60), now);
        assert_eq!(check(Moment(again.0 - 1)), Some(Obstacle::TooSoon(again)));
        assert_eq!(check(again), None);
    }
}

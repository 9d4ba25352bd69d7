//! The states of a question and what leads from one to another: pure. Whatever is not listed here does not happen.

/// Where a question stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum State {
    /// Somebody says that it is answered; the asker has not said whether that helps.
    Answered,
    /// One person owes an answer.
    Claimed,
    /// It was closed without an answer that helped.
    Expired,
    /// People are asked, one after another.
    Open,
    /// The asker said that it is solved.
    Resolved,
    /// It is no longer asked.
    Withdrawn,
}

impl State {
    /// All of them.
    pub(crate) const ALL: [Self; 6] =
        [Self::Answered, Self::Claimed, Self::Expired, Self::Open, Self::Resolved, Self::Withdrawn];

    /// Its name in the database and in the words.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Claimed => "claimed",
            Self::Expired => "expired",
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether nothing happens to it any more.
    pub(crate) fn is_closed(self) -> bool {
        matches!(self, Self::Expired | Self::Resolved | Self::Withdrawn)
    }
}

/// What can be done to a question.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Act {
    /// It is answered, by this member.
    Answer(i64),
    /// The asker says that the answer did not help.
    NotYet,
    /// Nobody is left to ask, for so long that it is closed; or nobody said whether the answer helped.
    Expire,
    /// Whoever owes an answer gives it back, is silent, or left.
    Release,
    /// The asker says that it is solved.
    Solve,
    /// Somebody takes it.
    Take,
    /// It is no longer asked.
    Withdraw,
}

impl Act {
    /// Its name in the trail.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Answer(_) => "answer",
            Self::Expire => "expire",
            Self::NotYet => "not-yet",
            Self::Release => "release",
            Self::Solve => "solve",
            Self::Take => "take",
            Self::Withdraw => "withdraw",
        }
    }
}

/// Who does it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Actor {
    /// Kith, by the clock or because of what happened.
    Kith,
    /// A member.
    Member {
        /// Who.
        id: i64,
        /// Whether they may look after the community's questions: leads, admins and staff.
        looks_after: bool,
        /// Whether they were asked.
        asked: bool,
    },
}

impl Actor {
    fn is(self, member: Option<i64>) -> bool {
        matches!(self, Self::Member { id, .. } if Some(id) == member)
    }

    fn looks_after(self) -> bool {
        matches!(self, Self::Kith | Self::Member { looks_after: true, .. })
    }

    fn was_asked(self) -> bool {
        matches!(self, Self::Member { asked: true, .. })
    }
}

/// A question, as far as its rules need it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Question {
    pub(crate) state: State,
    /// Nothing once they asked to be forgotten.
    pub(crate) asker: Option<i64>,
    pub(crate) claimed_by: Option<i64>,
    /// Whether only the asker and one expert may read it.
    pub(crate) private: bool,
}

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Obstacle {
    /// The question is closed.
    Closed,
    /// Somebody else took it.
    Taken,
    /// It is the asker's own.
    Own,
    /// It is somebody else's to do.
    NotYours,
    /// It makes no sense now.
    NotNow,
}

/// The state that an act leads to.
pub(crate) fn next(question: &Question, act: Act, actor: Actor) -> Result<State, Obstacle> {
    let Question { state, asker, claimed_by, private } = *question;
    if state.is_closed() {
        return Err(Obstacle::Closed);
    }
    match act {
        Act::Take => match state {
            _ if actor.is(asker) => Err(Obstacle::Own),
            _ if actor == Actor::Kith => Err(Obstacle::NotYours),
            State::Claimed if actor.is(claimed_by) => Err(Obstacle::NotNow),
            State::Claimed => Err(Obstacle::Taken),
            State::Open if private && !actor.was_asked() && !actor.looks_after() => Err(Obstacle::NotYours),
            State::Open => Ok(State::Claimed),
            _ => Err(Obstacle::NotNow),
        },
        Act::Answer(who) => match state {
            // Nobody answers themselves; and who says that it is answered is one of those whom it concerns.
            _ if Some(who) == asker => Err(Obstacle::Own),
            State::Answered => Err(Obstacle::NotNow),
            _ if actor == Actor::Kith || actor.is(asker) || actor.is(claimed_by) => Ok(State::Answered),
            _ if private => Err(Obstacle::NotYours),
            _ if actor.looks_after() || actor.is(Some(who)) && actor.was_asked() => Ok(State::Answered),
            _ => Err(Obstacle::NotYours),
        },
        Act::Release => match state {
            State::Claimed if actor.is(claimed_by) || actor == Actor::Kith => Ok(State::Open),
            State::Claimed => Err(Obstacle::NotYours),
            _ => Err(Obstacle::NotNow),
        },
        Act::Solve | Act::NotYet => match state {
            _ if !actor.is(asker) => Err(Obstacle::NotYours),
            // Whoever asked may find the answer elsewhere at any time.
            _ if act == Act::Solve => Ok(State::Resolved),
            State::Answered => Ok(State::Open),
            _ => Err(Obstacle::NotNow),
        },
        Act::Withdraw if actor.is(asker) || actor.looks_after() => Ok(State::Withdrawn),
        Act::Withdraw => Err(Obstacle::NotYours),
        Act::Expire if actor == Actor::Kith && state != State::Claimed => Ok(State::Expired),
        Act::Expire => Err(Obstacle::NotNow),
    }
}

#[cfg(test)]
mod unit {
    use proptest::prelude::*;

    use super::*;

    const ASKER: i64 = 1;

    fn acts() -> impl Strategy<Value = Act> {
        prop_oneof![
            (1_i64..5).prop_map(Act::Answer),
            Just(Act::Expire),
            Just(Act::NotYet),
            Just(Act::Release),
            Just(Act::Solve),
            Just(Act::Take),
            Just(Act::Withdraw),
        ]
    }

    fn actors() -> impl Strategy<Value = Actor> {
        let member = |(id, looks_after, asked)| Actor::Member { id, looks_after, asked };
        prop_oneof![1 => Just(Actor::Kith), 6 => (1_i64..5, any::<bool>(), any::<bool>()).prop_map(member)]
    }

    proptest! {
        /// Whoever presses whatever whenever: only legal changes happen, and what they mean holds.
        #[test]
        fn only_legal_changes_happen(
            private in any::<bool>(), pressed in proptest::collection::vec((acts(), actors()), 0..40),
        ) {
            let mut question =
                Question { state: State::Open, asker: Some(ASKER), claimed_by: None, private };
            for (act, actor) in pressed {
                let before = question;
                let Ok(state) = next(&question, act, actor) else { continue };
                prop_assert!(!before.state.is_closed(), "{before:?} {act:?}");
                let by = match actor { Actor::Member { id, .. } => Some(id), Actor::Kith => None };
                let legal = match (before.state, state) {
                    (State::Open, State::Claimed) => by.is_some() && by != Some(ASKER),
                    (State::Claimed, State::Open) => by == before.claimed_by || by.is_none(),
                    (State::Open | State::Claimed, State::Answered) => matches!(act, Act::Answer(who) if who != ASKER),
                    (State::Answered, State::Open) | (_, State::Resolved) => by == Some(ASKER),
                    (_, State::Withdrawn) => act == Act::Withdraw,
                    (State::Open | State::Answered, State::Expired) => by.is_none(),
                    _ => false,
                };
                prop_assert!(legal, "{before:?} {act:?} by {actor:?} → {state:?}");
                question.state = state;
                question.claimed_by = match state {
                    State::Claimed => by,
                    State::Answered => match act { Act::Answer(who) => Some(who), _ => None },
                    _ => question.claimed_by,
                };
                if state == State::Claimed {
                    // One person owes an answer: nobody else takes it, and it is theirs to give back.
                    for id in 1..5 {
                        let other = Actor::Member { id, looks_after: true, asked: true };
                        prop_assert!(next(&question, Act::Take, other).is_err());
                        prop_assert_eq!(next(&question, Act::Release, other).is_ok(), Some(id) == by);
                    }
                }
                if !question.state.is_closed() {
                    // Nothing is ever stuck: the asker can always end it, and so can Kith.
                    let own = Actor::Member { id: ASKER, looks_after: false, asked: false };
                    prop_assert!(next(&question, Act::Withdraw, own).is_ok());
                    prop_assert!(next(&question, Act::Solve, own).is_ok());
                    prop_assert!(next(&question, Act::Release, Actor::Kith).or_else(|_| next(&question, Act::Expire, Actor::Kith)).is_ok());
                }
            }
        }
    }

    #[test]
    fn a_state_is_read_back_by_its_name() {
        for state in State::ALL {
            assert_eq!(State::parse(state.name()), Some(state));
        }
    }
}

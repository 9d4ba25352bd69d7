//! A community's policy: whom a question reaches, one step after another: pure.

use std::fmt;

use crate::command::Role;
use crate::features::experts::Hours;
use crate::moment::{Moment, Span};
use chrono_tz::Tz;

/// More steps than this nobody waits for.
pub(crate) const MOST_STEPS: usize = 12;
/// At most so many people are mentioned at once.
pub(crate) const MOST_AT_ONCE: usize = 5;
/// How many peers are asked at once if the policy does not say.
const PEERS: usize = 3;
/// The longest step.
const LONGEST: i64 = 14 * 24 * 60;

/// Whom a step asks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Whom {
    /// Everybody with a role at once: nothing else ever asks so many.
    All(Role),
    /// Those whose channel it is: leads or staff, who all see it.
    Channel,
    /// The best expert who was not asked yet.
    Expert,
    /// All experts of the topic, a few at once.
    Experts,
    /// So many peers who know about it.
    Peers(usize),
}

impl Whom {
    /// The role that is asked as a whole, if one is.
    pub(crate) fn whole(self) -> Option<Role> {
        match self {
            Self::All(role) => Some(role),
            Self::Channel | Self::Expert | Self::Experts | Self::Peers(_) => None,
        }
    }
}

/// One step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Step {
    pub(crate) whom: Whom,
    /// How long it waits, in minutes.
    pub(crate) minutes: i64,
    /// Whether only business hours count.
    pub(crate) in_hours: bool,
}

/// The steps of a question, and which hours are business hours.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Policy {
    pub(crate) steps: Vec<Step>,
    pub(crate) hours: Hours,
}

impl Default for Policy {
    fn default() -> Self {
        Self::parse("peers 3 30m always, expert 4h, expert 4h, experts 1d, channel 1d", "mon-fri 9-18")
            .unwrap_or_else(|| Self { steps: Vec::new(), hours: Hours::working() })
    }
}

impl Policy {
    /// Reads steps such as `peers 3 30m always, expert 4h, experts 1d, channel 1d`, and business hours.
    pub(crate) fn parse(steps: &str, hours: &str) -> Option<Self> {
        Some(Self { steps: parse_steps(steps)?, hours: Hours::parse(hours)? })
    }

    /// Reads what [`Policy::stored`] wrote.
    pub(crate) fn read(stored: &str) -> Option<Self> {
        let (hours, steps) = stored.split_once('\n')?;
        Self::parse(steps, hours)
    }

    /// As it is kept.
    pub(crate) fn stored(&self) -> String {
        format!("{}\n{}", self.hours, self.steps_text())
    }

    /// The steps as they are typed.
    pub(crate) fn steps_text(&self) -> String {
        self.steps.iter().map(Step::to_string).collect::<Vec<_>>().join(", ")
    }

    /// When a step that begins now is over. What is urgent waits half as long, at any hour.
    pub(crate) fn ends(&self, step: &Step, now: Moment, urgent: bool, zone: Tz) -> Moment {
        let span = Span::minutes(step.minutes);
        match (urgent, step.in_hours) {
            (true, _) => now + Span(span.0 / 2),
            (false, true) => self.hours.after(now, self.working(span), zone),
            (false, false) => now + span,
        }
    }

    /// How much working time a span is: a day is a working day.
    fn working(&self, span: Span) -> Span {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        const WORKING_DAY: i64 = 8 * 60 * 60 * 1000;
        Span(span.0 / DAY * WORKING_DAY + (span.0 % DAY).min(WORKING_DAY))
    }
}

/// Reads the steps.
pub(crate) fn parse_steps(typed: &str) -> Option<Vec<Step>> {
    let steps = typed.split([',', '\n', ';']).map(str::trim).filter(|step| !step.is_empty());
    let steps: Vec<Step> = steps.map(step).collect::<Option<_>>()?;
    (!steps.is_empty() && steps.len() <= MOST_STEPS).then_some(steps)
}

fn step(typed: &str) -> Option<Step> {
    let lower = typed.to_lowercase();
    let mut words = lower.split_whitespace().peekable();
    let name = words.next()?;
    let many = words.next_if(|word| word.chars().all(|c| c.is_ascii_digit()));
    let many = match many {
        Some(many) => Some(many.parse::<usize>().ok().filter(|many| (1..=MOST_AT_ONCE).contains(many))?),
        None => None,
    };
    let whom = match (name, many) {
        ("all", None) => Whom::All(role(words.next()?)?),
        ("channel" | "leads" | "staff", None) => Whom::Channel,
        ("expert", None) => Whom::Expert,
        ("experts", None) => Whom::Experts,
        ("peers", many) => Whom::Peers(many.unwrap_or(PEERS)),
        _ => return None,
    };
    let minutes = minutes(words.next()?)?;
    let in_hours = match words.next() {
        None => true,
        Some("always") => false,
        Some(_) => return None,
    };
    words.next().is_none().then_some(Step { whom, minutes, in_hours })
}

/// The roles that can be asked as a whole, as they are typed and shown.
const ROLES: [(Role, &str); 4] =
    [(Role::Admin, "admins"), (Role::Expert, "experts"), (Role::Lead, "leads"), (Role::Staff, "staff")];

fn role(typed: &str) -> Option<Role> {
    let found = ROLES.into_iter().find(|(role, shown)| typed == *shown || typed == role.name());
    found.map(|(role, _)| role)
}

/// `30m`, `4h`, `2d`.
fn minutes(typed: &str) -> Option<i64> {
    let unit = typed.chars().last()?;
    let n: i64 = typed.strip_suffix(unit)?.parse().ok()?;
    let each = match unit {
        'm' => 1,
        'h' => 60,
        'd' => 24 * 60,
        _ => return None,
    };
    n.checked_mul(each).filter(|minutes| (1..=LONGEST).contains(minutes))
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.whom {
            Whom::All(role) => {
                let shown =
                    ROLES.into_iter().find(|(one, _)| *one == role).map_or(role.name(), |(_, shown)| shown);
                write!(f, "all {shown}")?;
            }
            Whom::Channel => f.write_str("channel")?,
            Whom::Expert => f.write_str("expert")?,
            Whom::Experts => f.write_str("experts")?,
            Whom::Peers(many) => write!(f, "peers {many}")?,
        }
        match self.minutes {
            minutes if minutes % (24 * 60) == 0 => write!(f, " {}d", minutes / (24 * 60))?,
            minutes if minutes % 60 == 0 => write!(f, " {}h", minutes / 60)?,
            minutes => write!(f, " {minutes}m")?,
        }
        if self.in_hours { Ok(()) } else { f.write_str(" always") }
    }
}

#[cfg(test)]
mod unit {
    use super::*;
    use crate::testing::at;

    #[test]
    fn a_policy_is_read_as_it_is_shown() {
        let policy = Policy::default();
        assert_eq!(policy.steps_text(), "peers 3 30m always, expert 4h, expert 4h, experts 1d, channel 1d");
        assert_eq!(Policy::read(&policy.stored()), Some(policy));
        for odd in [
            "",
            "everybody 1h",
            "expert",
            "expert 0h",
            "expert 1w",
            "peers 9 1h",
            "expert 1h maybe",
            "channel 15d",
            "all 4h",
            "all members 4h",
            "all leads",
        ] {
            assert_eq!(parse_steps(odd), None, "{odd}");
        }
        assert_eq!(parse_steps("Peers 2h always\nleads 90m").map(|steps| steps.len()), Some(2));
        let all = "all leads 4h, all staff 1d always, all experts 30m, all admins 1d";
        let steps = parse_steps(all).expect("steps");
        assert_eq!(Policy { steps, hours: Hours::working() }.steps_text(), all);
        assert_eq!(parse_steps(&vec!["expert 1h"; MOST_STEPS + 1].join(",")), None);
    }

    #[test]
    fn a_step_waits_within_business_hours_unless_it_is_urgent() {
        let policy = Policy::default();
        let zone = chrono_tz::Tz::UTC;
        // Friday, five in the afternoon.
        let friday = at("2026-03-06 17:00");
        let step = |typed: &str| parse_steps(typed).expect("a step")[0];
        assert_eq!(policy.ends(&step("expert 4h"), friday, false, zone), at("2026-03-09 12:00"));
        assert_eq!(policy.ends(&step("experts 1d"), friday, false, zone), at("2026-03-09 16:00"));
        assert_eq!(policy.ends(&step("peers 30m always"), friday, false, zone), at("2026-03-06 17:30"));
        assert_eq!(policy.ends(&step("expert 4h"), friday, true, zone), at("2026-03-06 19:00"));
    }
}

//! Experts: who knows what, when they may be asked, and what they were paid.

mod availability;
mod days_off;
mod fields;
mod honorarium;
mod hours;
mod invite;
mod list;
mod offer;
mod pause;
pub(crate) mod queries;
mod recruit;
mod retire;
mod standing;
#[cfg(test)]
mod tests;

use crate::command::{Command, Form as _};

pub(crate) use availability::{Availability, When};
pub(crate) use hours::Hours;
pub(crate) use queries::Expert;
pub(crate) use recruit::{Found, look as recruits, without_expert};
pub(crate) use standing::{named, standing_of};

pub(crate) const COMMANDS: &[Command] = &[
    honorarium::List::COMMAND,
    honorarium::Record::COMMAND,
    invite::Accept::COMMAND,
    invite::Decline::COMMAND,
    invite::Invite::COMMAND,
    list::List::COMMAND,
    offer::Offer::COMMAND,
    pause::Pause::COMMAND,
    pause::Resume::COMMAND,
    recruit::Recruit::COMMAND,
    retire::Retire::COMMAND,
];

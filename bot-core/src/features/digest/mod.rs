//! The digest: once a week, to one channel, what a community's staff should know.

mod when;

use crate::command::Command;

pub(crate) use when::{fall_due, next, reschedule};

pub(crate) const COMMANDS: &[Command] = &[];

//! Topics: what a community talks about, named by its leads.

mod change;
mod fields;
mod list;
pub(crate) mod queries;
mod suggest;
#[cfg(test)]
mod tests;

use crate::command::{Command, Form as _};

pub(crate) use fields::{Topic, Topics, named_in};

pub(crate) const COMMANDS: &[Command] = &[
    change::Add::COMMAND,
    change::Merge::COMMAND,
    change::Rename::COMMAND,
    change::Retire::COMMAND,
    list::List::COMMAND,
];

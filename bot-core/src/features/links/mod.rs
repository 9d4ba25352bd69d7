//! Links: one person by accounts on several platforms, one community on several servers.

mod answer;
mod code;
mod communities;
mod community;
mod link;
mod people;
pub(crate) mod queries;
#[cfg(test)]
mod tests;
mod unlink;

use crate::command::{Command, Form as _};

pub(crate) const COMMANDS: &[Command] = &[
    answer::Confirm::COMMAND,
    answer::Refuse::COMMAND,
    community::Community::COMMAND,
    link::Link::COMMAND,
    unlink::Unlink::COMMAND,
    unlink::UnlinkNow::COMMAND,
];

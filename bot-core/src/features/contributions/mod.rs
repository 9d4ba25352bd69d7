//! Contributions: what members do, counted once, by member, kind, channel and day.

mod confirm;
mod contribute;
mod count;
mod did_this_count;
mod ingest;
mod leaderboard;
mod me;
mod profile;
pub(crate) mod queries;
pub(crate) mod rollup;
mod rules;
mod take_back;
#[cfg(test)]
pub(crate) mod tests;

use crate::command::{Command, Form as _};

pub use ingest::Ingested;
pub(crate) use ingest::{Known, ingest};
pub(crate) use me::{did_anything, weeks};
pub(crate) use queries::prune;
pub(crate) use rollup::Kind;

pub(crate) const COMMANDS: &[Command] = &[
    confirm::Confirm::COMMAND,
    contribute::Contribute::COMMAND,
    did_this_count::DidThisCount::COMMAND,
    leaderboard::Leaderboard::COMMAND,
    me::Me::COMMAND,
    profile::Profile::COMMAND,
];

//! Shout-outs: one member thanks one to five others, in their own words.

mod draw;
mod fields;
mod give;
mod gone;
pub(crate) mod queries;
mod retract;
mod rules;
mod shoutout;
#[cfg(test)]
mod tests;
mod undo;
mod wall;

use crate::command::{Command, Form as _};

pub(crate) use fields::OnMessage;
pub(crate) use give::by_reaction;
pub(crate) use gone::{message_gone, reaction_gone, take_back_own};
pub(crate) use wall::text as wall;

pub(crate) const COMMANDS: &[Command] = &[
    retract::Retract::COMMAND,
    shoutout::Shoutout::COMMAND,
    shoutout::ShoutoutAuthor::COMMAND,
    undo::Undo::COMMAND,
    wall::Wall::COMMAND,
];

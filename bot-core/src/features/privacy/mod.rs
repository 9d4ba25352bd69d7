//! Privacy: anyone can see what is kept about them, be forgotten, or not be counted at all.

mod fingerprint;
mod forget;
mod get;
mod opt;
pub(crate) mod queries;
mod rules;
#[cfg(test)]
pub(crate) mod tests;

use crate::command::{Command, Form as _};

pub(crate) use fingerprint::forgotten;

/// The command behind the button that erases somebody.
pub(crate) const FORGET_NOW: &str = forget::ForgetNow::COMMAND.spec.name;

pub(crate) const COMMANDS: &[Command] = &[
    forget::Forget::COMMAND,
    forget::ForgetNow::COMMAND,
    get::Get::COMMAND,
    opt::OptIn::COMMAND,
    opt::OptOut::COMMAND,
];

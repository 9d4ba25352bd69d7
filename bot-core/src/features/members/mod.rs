//! Members: people with one or more accounts, their names, their coming and going, and the roles that Kith knows.

mod admin;
mod find;
mod mapping;
pub(crate) mod queries;
mod roles;
#[cfg(test)]
mod tests;
mod write_to;

use crate::command::{Command, Form as _};

pub(crate) use find::{Members, RoleGate, fold, keep_here, mentioned, names_like, split_people};

pub(crate) const COMMANDS: &[Command] = &[roles::Give::COMMAND, roles::List::COMMAND, roles::Take::COMMAND];

pub(crate) use admin::first_admin;
pub(crate) use mapping::{keep_in_step, keep_members_in_step, remap};
pub(crate) use roles::not_allowed;
pub(crate) use write_to::write_to;

//! What Kith does: one feature, one folder.

pub(crate) mod audit;
pub(crate) mod badges;
pub(crate) mod checkup;
pub(crate) mod contributions;
pub(crate) mod digest;
pub(crate) mod escalation;
pub(crate) mod experts;
pub(crate) mod export;
pub(crate) mod help;
pub(crate) mod learning;
pub(crate) mod leases;
pub(crate) mod links;
pub(crate) mod members;
pub(crate) mod notes;
pub(crate) mod privacy;
pub(crate) mod settings;
pub(crate) mod shoutouts;
pub(crate) mod topics;

use std::sync::LazyLock;

use crate::command::Command;

/// Every command, by name.
pub(crate) fn commands() -> &'static [Command] {
    static COMMANDS: LazyLock<Vec<Command>> = LazyLock::new(|| {
        let tables = [
            audit::COMMANDS,
            badges::COMMANDS,
            contributions::COMMANDS,
            digest::COMMANDS,
            escalation::COMMANDS,
            experts::COMMANDS,
            help::COMMANDS,
            links::COMMANDS,
            members::COMMANDS,
            privacy::COMMANDS,
            settings::COMMANDS,
            shoutouts::COMMANDS,
            topics::COMMANDS,
        ];
        let mut commands = tables.concat();
        commands.sort_by_key(|command| command.spec.name);
        commands
    });
    &COMMANDS
}

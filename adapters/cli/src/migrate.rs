//! `kith migrate`: brings the database's tables up to date.

use std::io::Write as _;

use bot_core::Standing;

use crate::database::Database;
use crate::draw::count;

/// Bring the database up to date, or make an empty one.
#[derive(clap::Args)]
#[command(
    after_help = "Every command that opens the database does this by itself. By hand it is for an upgrade in steps: \
    `kith backup`, `kith migrate`, then start the new Kith."
)]
pub(crate) struct Args;

pub(crate) async fn run(database: &Database) -> anyhow::Result<u8> {
    let out = &mut std::io::stdout();
    let before = match database.look().await {
        Ok(bot) => {
            let before = bot.standing().await?;
            bot.close().await;
            before
        }
        Err(_) if database.file().is_some_and(|file| !file.exists()) => Standing::Empty,
        Err(error) => return Err(error),
    };
    database.open().await?.close().await;
    match before {
        Standing::Behind(n) => {
            let done = count(n as u64, "migration", "migrations");
            writeln!(out, "{database} is up to date now: {done} applied.")?;
        }
        Standing::Empty => writeln!(out, "{database} is made, and empty.")?,
        _ => writeln!(out, "{database} was up to date already.")?,
    }
    Ok(0)
}

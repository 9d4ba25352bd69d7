//! `kith backup`: a copy of the database, also while Kith is running.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bot_core::Standing;
use chrono::Utc;

use crate::config::Flags;
use crate::database::Database;
use crate::speak::quoted;

/// Copy the database to a file, also while Kith is running.
#[derive(clap::Args)]
#[command(
    after_help = "Nothing is ever overwritten. Given a folder, a file named by date and time is made in it, so \
    that this can stand in a crontab:\n  0 3 * * *  kith backup backups/\n\nFor Postgres, the line that does it with \
    Postgres' own tool is printed instead, and the exit status is 1."
)]
pub(crate) struct Args {
    /// The file to make, or a folder to make one in
    path: PathBuf,
}

pub(crate) async fn run(args: &Args, flags: &Flags, database: &Database) -> anyhow::Result<u8> {
    let out = &mut std::io::stdout();
    if database.file().is_none() {
        writeln!(
            out,
            "Postgres makes its own backups, also while Kith is running. It asks for the password:"
        )?;
        let (path, url) = (args.path.display().to_string(), database.without_password());
        writeln!(out, "  pg_dump --format=custom --file={} --dbname={}", quoted(&path), quoted(&url))?;
        return Ok(1);
    }
    let path = target(&args.path);
    if path.exists() {
        bail!(
            "{} is there already, and a backup never overwrites anything. Please name another file.",
            path.display()
        );
    }
    let bot = database.look().await?;
    if matches!(bot.standing().await?, Standing::Empty | Standing::Foreign) {
        bail!("There is nothing of Kith's in {database}.");
    }
    // Under another name until it is whole, so that half a backup is never taken for one.
    let part = path.with_added_extension("part");
    if part.exists() {
        std::fs::remove_file(&part).with_context(|| format!("{} cannot be removed", part.display()))?;
    }
    let made = bot.backup(&part.to_string_lossy()).await;
    bot.close().await;
    made.with_context(|| format!("{} cannot be written", path.display()))?;
    std::fs::File::open(&part)
        .and_then(|file| file.sync_all())
        .and_then(|()| std::fs::rename(&part, &path))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    writeln!(
        out,
        "Copied {database} to {}. To go back to it: kith restore {}{} --force",
        path.display(),
        quoted(&path.display().to_string()),
        flags.again(database)
    )?;
    Ok(0)
}

fn target(path: &Path) -> PathBuf {
    if path.is_dir() {
        return path.join(format!("kith-{}.db", Utc::now().format("%Y%m%d-%H%M%S")));
    }
    path.to_owned()
}

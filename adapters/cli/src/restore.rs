//! `kith restore`: the database out of a backup, looked at before it takes the place of anything.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bot_core::Standing;
use chrono::Utc;

use crate::database::{Database, make_private};
use crate::speak::quoted;

/// Put a backup in the place of the database.
#[derive(clap::Args)]
#[command(
    after_help = "Please stop Kith first. The backup is checked before anything is touched and brought up to date; \
    it is copied, never moved. A database that is there already is only replaced with --force, and kept beside.\n\n\
    Example:\n  kith restore backups/kith-20261122-030000.db --force"
)]
pub(crate) struct Args {
    /// The backup
    path: PathBuf,
    /// Replace the database that is there; it is kept beside under another name
    #[arg(long)]
    force: bool,
}

pub(crate) async fn run(args: &Args, database: &Database) -> anyhow::Result<u8> {
    let out = &mut std::io::stdout();
    let Some(target) = database.file() else {
        writeln!(
            out,
            "Postgres restores its own backups. Into an empty database, it asks for the password:"
        )?;
        let (path, url) = (args.path.display().to_string(), database.without_password());
        writeln!(out, "  pg_restore --no-owner --dbname={} {}", quoted(&url), quoted(&path))?;
        return Ok(1);
    };
    if !args.path.is_file() {
        bail!("There is no file {}.", args.path.display());
    }
    if beside(&args.path, "-wal").metadata().is_ok_and(|wal| wal.len() > 0) {
        bail!("{} is a database in use, not a backup: `kith backup` makes one of it.", args.path.display());
    }
    if target.exists() && !args.force {
        bail!(
            "{database} is there already. With --force it is replaced, and kept beside under another name."
        );
    }
    if let Some(folder) = target.parent().filter(|folder| *folder != Path::new("")) {
        make_private(folder)?;
    }
    let copy = beside(target, &format!(".restoring-{}", std::process::id()));
    let checked = prepare(&args.path, &copy).await;
    if checked.is_err() {
        remove(&copy);
    }
    checked?;
    let kept = exchange(target, &copy).with_context(|| format!("{database} cannot be replaced"))?;
    writeln!(out, "{database} is as {} was now.", args.path.display())?;
    if let Some(kept) = kept {
        writeln!(out, "What was there before is kept as {}.", kept.display())?;
    }
    Ok(0)
}

/// Copies the backup beside its place, and makes sure that it is whole, Kith's, and up to date.
async fn prepare(backup: &Path, copy: &Path) -> anyhow::Result<()> {
    std::fs::copy(backup, copy).with_context(|| format!("{} cannot be written", copy.display()))?;
    let shown = backup.display();
    let Ok(bot) = Database::at(copy).look().await else { bail!("{shown} is no backup of Kith's.") };
    let checked = async {
        let damage = bot.damage().await?;
        if !damage.is_empty() {
            bail!("{shown} is damaged: {}", damage.join("; "));
        }
        match bot.standing().await? {
            Standing::Ahead => bail!("A newer Kith made {shown}. Please update this one."),
            Standing::Empty | Standing::Foreign => bail!("{shown} is no backup of Kith's."),
            Standing::Behind(_) => Ok(bot.migrate().await?),
            Standing::UpToDate => Ok(()),
        }
    }
    .await;
    bot.close().await;
    checked
}

/// Puts the copy in its place; where what was there before is kept.
fn exchange(target: &Path, copy: &Path) -> std::io::Result<Option<PathBuf>> {
    std::fs::File::open(copy)?.sync_all()?;
    let mut kept = None;
    let before = beside(target, &format!(".before-{}", Utc::now().format("%Y%m%d-%H%M%S%3f")));
    // What was not yet written into the old file goes with it.
    for end in ["-wal", ""] {
        let old = beside(target, end);
        if old.exists() {
            std::fs::rename(&old, beside(&before, end))?;
            kept = Some(before.clone());
        }
    }
    for stale in [beside(target, "-shm"), beside(copy, "-wal"), beside(copy, "-shm")] {
        remove(&stale);
    }
    std::fs::rename(copy, target)?;
    Ok(kept)
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Removes a file and what SQLite keeps beside it, where there is any.
fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        std::fs::remove_file(beside(path, end)).ok();
    }
}

//! One `kith run` at a time: who runs holds a file locked, and the system lets go of it with the process, however that ends.

use std::fs::{File, TryLockError};
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::database::{Database, make_private};

/// Makes sure that one `kith run` alone works on a file: two would take each other's place on the chat server. Where the lock
/// cannot be had, Kith runs without it. Several share a Postgres as they should.
pub(crate) fn database(database: &Database) -> anyhow::Result<Option<File>> {
    let Some(file) = database.file() else { return Ok(None) };
    if let Some(folder) = file.parent().filter(|folder| *folder != Path::new("")) {
        make_private(folder)?;
    }
    // The same file by another name is the same.
    let path = file.canonicalize().unwrap_or_else(|_| file.to_owned()).with_added_extension("lock");
    let locked = File::create(&path).map_err(TryLockError::Error).and_then(|file| {
        file.try_lock()?;
        Ok(file)
    });
    match locked {
        Ok(file) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => bail!(
            "Another kith run is open with {database}. Please close that one first. Several at once need Postgres; \
             --database names another file or server."
        ),
        Err(TryLockError::Error(error)) => {
            let path = path.display();
            tracing::warn!(%path, %error, "nothing keeps another kith run away from this database");
            Ok(None)
        }
    }
}

/// Makes sure that one playground alone writes a chat log.
pub(crate) fn chat_log(log: &Path) -> anyhow::Result<File> {
    let path = log.with_extension("lock");
    let file = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
    if file.try_lock().is_err() {
        bail!("Another kith run is open with {}. Please close that one first.", log.display());
    }
    Ok(file)
}

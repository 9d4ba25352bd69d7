//! The playground's own memory as a chat server: one SQLite file beside the database, and the only SQL outside the core.

mod asks;
mod changes;
mod files;
mod message;
mod messages;
mod people;
mod script;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bot_core::chat::ServerId;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard, watch};

pub(crate) use asks::Ask;
pub(crate) use files::{FileRef, NewFile};
pub(crate) use message::{Asked, Body, Message, New, Reaction, Where, each, few, is_among};
pub(crate) use messages::Page;
pub(crate) use people::Person;
pub(crate) use script::Item;

use crate::Result;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// What was said and happened on the playground. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    pool: SqlitePool,
    /// SQLite has one writer: who waits here waits in turn.
    turn: Arc<Mutex<()>>,
    /// The newest change, for whoever waits to hear of it.
    newest: watch::Sender<i64>,
    /// How often something was written: as long as it stays, nothing changed.
    state: Arc<AtomicU64>,
}

/// Writing: all of it or nothing.
pub(crate) struct Writing {
    tx: Transaction<'static, Sqlite>,
    /// The last change that a message got.
    change: i64,
    newest: watch::Sender<i64>,
    state: Arc<AtomicU64>,
    _turn: OwnedMutexGuard<()>,
}

impl Log {
    /// Opens the file, and makes it if there is none.
    pub(crate) async fn open(file: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is not left lying in the file.
            .pragma("secure_delete", "on")
            .busy_timeout(Duration::from_secs(10));
        make_private(file)?;
        let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
        MIGRATIONS.run(&pool).await?;
        let newest: Option<i64> =
            sqlx::query_scalar("select max(changed) from message").fetch_one(&pool).await?;
        let newest = watch::Sender::new(newest.unwrap_or_default());
        Ok(Self { pool, turn: Arc::default(), newest, state: Arc::default() })
    }

    /// Closes the file.
    pub(crate) async fn close(&self) {
        // What was deleted is not left lying in the journal either.
        if let Err(error) = sqlx::query("pragma wal_checkpoint(truncate)").execute(&self.pool).await {
            tracing::warn!(%error, "the chat log's journal stays as it is");
        }
        self.pool.close().await;
    }

    /// Hears of every change from now on.
    pub(crate) fn listen(&self) -> watch::Receiver<i64> {
        self.newest.subscribe()
    }

    /// Wakes whoever listens, though no message changed.
    pub(crate) fn wake(&self) {
        self.newest.send_modify(|_| {});
    }

    /// The newest change.
    pub(crate) fn newest(&self) -> i64 {
        *self.newest.borrow()
    }

    /// How often something was written, by this process.
    pub(crate) fn state(&self) -> u64 {
        self.state.load(Ordering::Acquire)
    }

    /// Begins to write.
    pub(crate) async fn write(&self) -> Result<Writing> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        let tx = self.pool.begin_with("begin immediate").await?;
        let (newest, state) = (self.newest.clone(), Arc::clone(&self.state));
        Ok(Writing { tx, change: self.newest(), newest, state, _turn: turn })
    }

    /// What there is one of, if it was set.
    pub(crate) async fn meta(&self, name: &str) -> Result<Option<String>> {
        let found = sqlx::query_scalar("select value from meta where name = $1")
            .bind(name)
            .fetch_optional(&self.pool);
        Ok(found.await?)
    }
}

impl Writing {
    /// Sets what there is one of.
    pub(crate) async fn set_meta(&mut self, name: &str, value: &str) -> Result<()> {
        sqlx::query(
            "insert into meta (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value",
        )
        .bind(name)
        .bind(value)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// The number of the next change. It is only used up once a message has it: after a restart the newest number is
    /// read from the messages, and no page may be ahead of it.
    fn next_change(&self) -> i64 {
        self.change + 1
    }

    /// A message has the number of the next change, if any message does.
    fn changed(&mut self, messages: u64) {
        self.change += i64::from(messages > 0);
    }

    /// Keeps all of it, and tells whoever listens.
    pub(crate) async fn commit(self) -> Result<()> {
        self.tx.commit().await?;
        self.state.fetch_add(1, Ordering::Release);
        self.newest.send_if_modified(|newest| {
            let newer = self.change > *newest;
            *newest = self.change.max(*newest);
            newer
        });
        Ok(())
    }
}

/// Makes the file, if there is none, so that its owner alone can read it.
fn make_private(file: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?;
    Ok(())
}

/// A server, as the log names it.
pub(crate) fn key(server: &ServerId) -> String {
    format!("{}/{}", server.platform, server.id)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A log in a folder of its own.
    pub(crate) async fn log() -> (tempfile::TempDir, Log) {
        let folder = tempfile::tempdir().expect("a folder");
        let log = Log::open(&folder.path().join("chat.db")).await.expect("a log");
        (folder, log)
    }

    #[tokio::test]
    async fn what_was_set_is_found_again() {
        let (folder, log) = log().await;
        let mut writing = log.write().await.unwrap();
        writing.set_meta("clock", "5").await.unwrap();
        writing.set_meta("clock", "7").await.unwrap();
        writing.commit().await.unwrap();
        log.close().await;
        let log = Log::open(&folder.path().join("chat.db")).await.unwrap();
        assert_eq!(log.meta("clock").await.unwrap().as_deref(), Some("7"));
        assert_eq!(log.meta("other").await.unwrap(), None);
    }
}

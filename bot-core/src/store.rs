//! SQLite or Postgres by URL: one SQL, one way to begin.

mod rows;

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyConnection, AnyPool, AssertSqlSafe, Connection as _, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::error::{Error, Result};

pub(crate) use rows::rows;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../migrations");

/// Which database it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Engine {
    /// A Postgres server, shared by several processes.
    Postgres,
    /// An embedded file.
    Sqlite,
}

impl Engine {
    /// `sql` in this engine's dialect. Queries are written for SQLite; one difference is how a JSON array becomes rows, and
    /// a row's column is `value` on both. The other is that a row may have to be held while others write.
    pub(crate) fn sql(self, sql: &'static str) -> AssertSqlSafe<Cow<'static, str>> {
        let alone = sql.split_once(FOR_SHARE).filter(|_| self == Self::Sqlite);
        let sql = alone.map_or(sql, |(before, _)| before);
        if self == Self::Sqlite || !sql.contains("json_each(") {
            return AssertSqlSafe(Cow::Borrowed(sql));
        }
        let mut pieces = sql.split("json_each(");
        let mut postgres = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            postgres.push_str("jsonb_array_elements(");
            postgres.push_str(&piece.replacen(')', "::jsonb)", 1));
        }
        AssertSqlSafe(Cow::Owned(postgres))
    }
}

/// Holds the rows that a query ends with, so that nobody changes them before the transaction ends. On SQLite whoever
/// writes is alone anyway.
const FOR_SHARE: &str = " for share of ";

/// What a database is to this Kith.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// A newer Kith wrote it.
    Ahead,
    /// So many migrations are not yet applied.
    Behind(usize),
    /// There is nothing in it.
    Empty,
    /// Something else is in it.
    Foreign,
    /// Ready.
    UpToDate,
}

/// The database.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    pool: AnyPool,
    engine: Engine,
    /// SQLite has one writer: who waits here waits in turn, not by polling the file.
    writer: Arc<Mutex<()>>,
}

impl Store {
    /// Opens the database at `url` (`sqlite:PATH?mode=rwc` or `postgres://…`) without changing it.
    pub(crate) async fn open(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let engine = if url.starts_with("sqlite:") { Engine::Sqlite } else { Engine::Postgres };
        // A pool would try for half a minute what can never work, and then not say why.
        let mut first = AnyConnection::connect(url).await?;
        prepare(engine, &mut first).await?;
        first.close().await?;
        let pool = AnyPoolOptions::new()
            .max_connections(if engine == Engine::Sqlite { 4 } else { 16 })
            .acquire_timeout(Duration::from_secs(30))
            .after_connect(move |connection, _| Box::pin(prepare(engine, connection)))
            .connect(url)
            .await?;
        Ok(Self { pool, engine, writer: Arc::default() })
    }

    /// Which database it is.
    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Brings the tables up to date.
    pub(crate) async fn migrate(&self) -> Result<()> {
        let _turn = self.writer.lock().await;
        let mut tries = MIGRATIONS.iter().count();
        loop {
            match MIGRATIONS.run(&self.pool).await {
                Ok(()) => return Ok(()),
                // On SQLite another process may have applied the same one at this moment: then it is found done.
                Err(_) if tries > 0 && self.engine == Engine::Sqlite => tries -= 1,
                Err(failed) => return Err(Error::failed(failed)),
            }
        }
    }

    /// Whether the database is Kith's, and of which age.
    pub(crate) async fn standing(&self) -> Result<Standing> {
        let mut connection = self.pool.acquire().await?;
        let applied = sqlx::query_as::<_, (i64, Vec<u8>)>(
            "select version, checksum from _sqlx_migrations where success order by version",
        )
        .fetch_all(&mut *connection)
        .await;
        let Ok(applied) = applied else {
            let tables = match self.engine {
                Engine::Postgres => "select count(*) from pg_tables where schemaname = current_schema()",
                Engine::Sqlite => "select count(*) from sqlite_schema",
            };
            let tables: i64 = sqlx::query_scalar(tables).fetch_one(&mut *connection).await?;
            return Ok(if tables == 0 { Standing::Empty } else { Standing::Foreign });
        };
        let known = MIGRATIONS.iter().count();
        let ours = |(version, checksum): &(i64, Vec<u8>)| {
            MIGRATIONS.iter().any(|known| known.version == *version && *known.checksum == **checksum)
        };
        let ours = applied.iter().filter(|applied| ours(applied)).count();
        Ok(match known - ours {
            _ if ours == 0 && !applied.is_empty() => Standing::Foreign,
            _ if ours < applied.len() => Standing::Ahead,
            0 => Standing::UpToDate,
            behind => Standing::Behind(behind),
        })
    }

    /// What is broken in an SQLite file, in SQLite's words.
    pub(crate) async fn damage(&self) -> Result<Vec<String>> {
        if self.engine == Engine::Postgres {
            return Ok(Vec::new());
        }
        let found: Vec<String> = sqlx::query_scalar("pragma quick_check(10)").fetch_all(&self.pool).await?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// Begins a transaction that may write.
    pub(crate) async fn begin(&self) -> Result<Tx> {
        Ok(match self.engine {
            Engine::Postgres => Tx { tx: self.pool.begin().await?, engine: self.engine, _turn: None },
            Engine::Sqlite => {
                let turn = Arc::clone(&self.writer).lock_owned().await;
                let tx = self.pool.begin_with("begin immediate").await?;
                Tx { tx, engine: self.engine, _turn: Some(turn) }
            }
        })
    }

    /// Begins a transaction that only reads: it sees one state, and holds up no writer.
    pub(crate) async fn read(&self) -> Result<Tx> {
        let begin = match self.engine {
            Engine::Postgres => "begin isolation level repeatable read read only",
            Engine::Sqlite => "begin",
        };
        Ok(Tx { tx: self.pool.begin_with(begin).await?, engine: self.engine, _turn: None })
    }

    /// Writes a copy of an SQLite database to `path`, also while it is in use.
    pub(crate) async fn backup(&self, path: &str) -> Result<()> {
        sqlx::query("vacuum into $1").bind(path).execute(&self.pool).await?;
        Ok(())
    }

    /// Closes every connection.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

/// Durable at every commit, readers never in the way of the writer.
const SQLITE_PRAGMAS: &[&str] = &[
    "pragma journal_mode = wal",
    "pragma synchronous = full",
    "pragma foreign_keys = on",
    "pragma busy_timeout = 10000",
    "pragma cache_size = -16000",
    "pragma temp_store = memory",
];

/// How often a pragma is tried again while others make the same new file.
const BUSY_TRIES: usize = 100;

#[expect(
    clippy::disallowed_methods,
    reason = "SQLite switches its journal at once or not at all, and waits for nobody"
)]
async fn pause() {
    tokio::time::sleep(Duration::from_millis(20)).await;
}

#[cfg(test)]
thread_local! {
    /// Every query that a test asked on its own thread, for the test of their plans.
    pub(crate) static ASKED: std::cell::RefCell<std::collections::BTreeSet<&'static str>> =
        const { std::cell::RefCell::new(std::collections::BTreeSet::new()) };
}

/// Makes a fresh connection behave.
async fn prepare(engine: Engine, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    if engine == Engine::Sqlite {
        for pragma in SQLITE_PRAGMAS {
            let mut tries = BUSY_TRIES;
            while let Err(failed) = sqlx::query(*pragma).execute(&mut *connection).await {
                let busy =
                    failed.as_database_error().is_some_and(|cause| cause.code().as_deref() == Some("5"));
                if !busy || tries == 0 {
                    return Err(failed);
                }
                tries -= 1;
                pause().await;
            }
        }
    }
    Ok(())
}

/// One transaction. Dropped without [`Tx::commit`], it never happened.
pub(crate) struct Tx {
    tx: Transaction<'static, Any>,
    engine: Engine,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Tx {
    /// The connection, for a query.
    pub(crate) fn conn(&mut self) -> &mut AnyConnection {
        &mut self.tx
    }

    /// `sql` in this engine's dialect.
    pub(crate) fn sql(&self, sql: &'static str) -> AssertSqlSafe<Cow<'static, str>> {
        #[cfg(test)]
        ASKED.with_borrow_mut(|asked| asked.insert(sql));
        self.engine.sql(sql)
    }

    /// Makes it so.
    pub(crate) async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postgres_reads_json_arrays_in_its_own_way() {
        let sql =
            "select value->>'a' from json_each($2) as rows where b in (select value from json_each($3))";
        assert_eq!(
            Engine::Postgres.sql(sql).0,
            "select value->>'a' from jsonb_array_elements($2::jsonb) as rows where b in (select value from \
             jsonb_array_elements($3::jsonb))"
        );
        assert_eq!(Engine::Sqlite.sql(sql).0, sql);
        let sql = "select id from server s for share of s";
        assert_eq!(Engine::Postgres.sql(sql).0, sql);
        assert_eq!(Engine::Sqlite.sql(sql).0, "select id from server s");
    }

    #[tokio::test]
    async fn many_who_open_a_new_file_at_once_all_find_it_ready() {
        for n in 0..10 {
            let file = std::env::temp_dir().join(format!("kith_new_{}_{n}.db", std::process::id()));
            let url = format!("sqlite:{}?mode=rwc", file.display());
            let open = || crate::Bot::open(&url);
            let opened: [Result<crate::Bot>; 4] = tokio::join!(open(), open(), open(), open()).into();
            for bot in opened {
                bot.expect("a database").close().await;
            }
            for end in ["", "-wal", "-shm"] {
                drop(std::fs::remove_file(format!("{}{end}", file.display())));
            }
        }
    }
}

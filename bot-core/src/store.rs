//! SQLite or Postgres by URL: one SQL, one way to begin.

mod file;
mod query;
mod ride;
mod row;
mod rows;
#[cfg(test)]
mod tests;
mod thread;

use std::borrow::Cow;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Transaction};

use crate::error::{Error, Result};
use file::{File, Reader};
use query::Query;
use ride::Turn;

pub(crate) use row::{Raw, Row, by_name};
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
    fn sql(self, sql: &'static str) -> Cow<'static, str> {
        if self == Self::Sqlite {
            let held = sql.rsplit_once(' ').and_then(|(before, _)| before.strip_suffix(FOR_SHARE));
            return Cow::Borrowed(held.unwrap_or(sql));
        }
        if !sql.contains("json_each(") {
            return Cow::Borrowed(sql);
        }
        let mut pieces = sql.split("json_each(");
        let mut postgres = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            postgres.push_str("jsonb_array_elements(");
            postgres.push_str(&piece.replacen(')', "::jsonb)", 1));
        }
        Cow::Owned(postgres)
    }
}

/// Holds the rows that a query ends with, so that nobody changes them before the transaction ends. On SQLite whoever
/// writes is alone anyway.
const FOR_SHARE: &str = " for share of";

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
    url: Arc<str>,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    File(Arc<File>),
    Server(AnyPool),
}

impl Store {
    /// Opens the database at `url` (`sqlite:PATH?mode=rwc` or `postgres://…`) without changing it.
    pub(crate) async fn open(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        // A pool would try for half a minute what can never work, and then not say why.
        AnyConnection::connect(url).await?.close().await?;
        let place = if url.starts_with("sqlite:") {
            let path = SqliteConnectOptions::from_str(url)?.get_filename().to_owned();
            let file = File::new(path, url.contains("mode=ro&") || url.ends_with("mode=ro"));
            file.prepare().await?;
            Place::File(Arc::new(file))
        } else {
            let pool = AnyPoolOptions::new().max_connections(16).acquire_timeout(Duration::from_secs(30));
            Place::Server(pool.connect(url).await?)
        };
        Ok(Self { url: url.into(), place })
    }

    /// Which database it is.
    pub(crate) fn engine(&self) -> Engine {
        match self.place {
            Place::File(_) => Engine::Sqlite,
            Place::Server(_) => Engine::Postgres,
        }
    }

    /// A connection apart, for what is rare and may take long.
    async fn apart(&self) -> Result<AnyConnection> {
        let mut connection = AnyConnection::connect(&self.url).await?;
        if self.engine() == Engine::Sqlite {
            sqlx::query("pragma busy_timeout = 10000").execute(&mut connection).await?;
        }
        Ok(connection)
    }

    /// Brings the tables up to date.
    pub(crate) async fn migrate(&self) -> Result<()> {
        let mut connection = self.apart().await?;
        let mut tries = MIGRATIONS.iter().count();
        loop {
            match MIGRATIONS.run(&mut connection).await {
                Ok(()) => return Ok(connection.close().await?),
                // On SQLite another process may have applied the same one at this moment: then it is found done.
                Err(_) if tries > 0 && self.engine() == Engine::Sqlite => tries -= 1,
                Err(failed) => return Err(Error::failed(failed)),
            }
        }
    }

    /// Whether the database is Kith's, and of which age.
    pub(crate) async fn standing(&self) -> Result<Standing> {
        let mut connection = self.apart().await?;
        let applied = sqlx::query_as::<_, (i64, Vec<u8>)>(
            "select version, checksum from _sqlx_migrations where success order by version",
        )
        .fetch_all(&mut connection)
        .await;
        let Ok(applied) = applied else {
            let tables = match self.engine() {
                Engine::Postgres => "select count(*) from pg_tables where schemaname = current_schema()",
                Engine::Sqlite => "select count(*) from sqlite_schema",
            };
            let tables: i64 = sqlx::query_scalar(tables).fetch_one(&mut connection).await?;
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
        if self.engine() == Engine::Postgres {
            return Ok(Vec::new());
        }
        let found: Vec<String> =
            sqlx::query_scalar("pragma quick_check(10)").fetch_all(&mut self.apart().await?).await?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// Begins a transaction that may write. On SQLite those who write at the same moment share its commit.
    pub(crate) async fn begin(&self) -> Result<Tx> {
        let inner = match &self.place {
            Place::File(file) => Inner::File(Access::Write(file.begin().await?)),
            Place::Server(pool) => Inner::Server(pool.begin().await?),
        };
        Ok(Tx { inner, engine: self.engine() })
    }

    /// Does what writes where it is done best: on a file, next to the others who write.
    pub(crate) async fn on_one_thread<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T> {
        match &self.place {
            Place::File(file) => file.thread.does(work).await,
            Place::Server(_) => Ok(work.await),
        }
    }

    /// Begins a transaction that only reads: it sees one state, and holds up no writer.
    pub(crate) async fn read(&self) -> Result<Tx> {
        let inner = match &self.place {
            Place::File(file) => Inner::File(Access::Read(file.read().await?)),
            Place::Server(pool) => {
                Inner::Server(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
        };
        Ok(Tx { inner, engine: self.engine() })
    }

    /// Writes a copy of an SQLite database to `path`, also while it is in use.
    pub(crate) async fn backup(&self, path: &str) -> Result<()> {
        sqlx::query("vacuum into $1").bind(path).execute(&mut self.apart().await?).await?;
        Ok(())
    }

    /// Closes every connection.
    pub(crate) async fn close(&self) {
        match &self.place {
            Place::File(file) => file.close().await,
            Place::Server(pool) => pool.close().await,
        }
    }
}

/// Every query that was asked, for the test of their plans.
#[cfg(test)]
pub(crate) static ASKED: std::sync::Mutex<std::collections::BTreeSet<&'static str>> =
    std::sync::Mutex::new(std::collections::BTreeSet::new());

/// One transaction. Dropped without [`Tx::commit`], it never happened.
pub(crate) struct Tx {
    inner: Inner,
    engine: Engine,
}

enum Inner {
    File(Access),
    Server(Transaction<'static, Any>),
}

/// A transaction on a file.
enum Access {
    Read(Reader),
    Write(Turn),
}

impl Access {
    fn connection(&self) -> Result<&rusqlite::Connection> {
        match self {
            Self::Read(reader) => reader.connection(),
            Self::Write(turn) => turn.connection(),
        }
    }
}

impl Tx {
    /// A query, in this engine's dialect.
    pub(crate) fn query(&mut self, sql: &'static str) -> Query<'_> {
        #[cfg(test)]
        ASKED.lock().expect("queries").insert(sql);
        self.unseen(sql)
    }

    /// The same behind the back of the test of plans: what tests look at needs no index.
    pub(crate) fn unseen(&mut self, sql: &'static str) -> Query<'_> {
        let sql = self.engine.sql(sql);
        Query::new(self, sql)
    }

    /// Whether nobody else writes before this ends: then what was read still holds.
    pub(crate) fn writes_alone(&self) -> bool {
        self.engine == Engine::Sqlite
    }

    /// Makes it so.
    pub(crate) async fn commit(self) -> Result<()> {
        match self.inner {
            Inner::File(Access::Read(_)) => Ok(()),
            Inner::File(Access::Write(turn)) => turn.commit().await,
            Inner::Server(tx) => Ok(tx.commit().await?),
        }
    }
}

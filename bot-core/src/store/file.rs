//! An SQLite file, asked where we are: an answer takes a microsecond, and sending the question to another thread would
//! take twenty.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex as StdMutex, PoisonError, RwLock};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};

use super::query::Value;
use super::ride::{Ride, Turn};
use super::row::{Raw, Row};
use super::thread::OneThread;
use crate::error::{Error, Result};

/// How many may read at the same moment.
const READERS: usize = 8;
/// As many statements as there are queries in the house stay prepared.
const STATEMENTS: usize = 512;
/// How long a file may be busy with another process before that is said, and the pause between two tries.
const BUSY: u32 = 5_000;
const PAUSE: Duration = Duration::from_millis(2);

/// Durable at every commit, readers never in the way of the writer.
const PRAGMAS: &[&str] = &[
    "pragma journal_mode = wal",
    "pragma synchronous = full",
    "pragma foreign_keys = on",
    "pragma cache_size = -16000",
    // A page that many commits change is copied into the file once for all of them.
    "pragma wal_autocheckpoint = 4000",
    "pragma temp_store = memory",
];

/// A file with its one writer and its readers.
#[derive(Debug)]
pub(super) struct File {
    path: PathBuf,
    read_only: bool,
    writer: Arc<Mutex<Option<Ride>>>,
    readers: Arc<StdMutex<Vec<Connection>>>,
    seats: Arc<Semaphore>,
    /// Where those write who ask for commands.
    pub(super) thread: OneThread,
}

impl File {
    pub(super) fn new(path: PathBuf, read_only: bool) -> Self {
        Self {
            path,
            read_only,
            writer: Arc::default(),
            readers: Arc::default(),
            seats: Arc::new(Semaphore::new(READERS)),
            thread: OneThread::default(),
        }
    }

    async fn open(&self) -> Result<Connection> {
        let access =
            if self.read_only { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
        let mut connection =
            Connection::open_with_flags(&self.path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        // Whoever waits for another process waits by trying again, and holds up nobody.
        connection.busy_timeout(Duration::ZERO)?;
        // A plan depends on no value: otherwise it is made anew whenever one changes that a partial index might know.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        for pragma in PRAGMAS {
            let connection = &mut connection;
            patiently(move || connection.execute_batch(pragma)).await?;
        }
        Ok(connection)
    }

    /// Makes a fresh file what it is to be; an error if it is something else already.
    pub(super) async fn prepare(&self) -> Result<()> {
        drop(self.open().await?);
        Ok(())
    }

    /// A turn at writing.
    pub(super) async fn begin(&self) -> Result<Turn> {
        let mut writer = Arc::clone(&self.writer).lock_owned().await;
        if self.seats.is_closed() {
            return Err(Error::failed("the database was closed"));
        }
        let ride = match &mut *writer {
            Some(ride) => ride,
            none => none.insert(Ride::new(self.open().await?)),
        };
        ride.board().await?;
        Ok(Turn::new(writer, Arc::clone(&self.writer)))
    }

    /// A look at one state, in nobody's way.
    pub(super) async fn read(&self) -> Result<Reader> {
        let seat = Arc::clone(&self.seats).acquire_owned().await.map_err(Error::failed)?;
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => self.open().await?,
        };
        connection.execute_batch("begin")?;
        // The first look takes the state that all later ones see.
        let begun = &mut connection;
        patiently(move || begun.execute_batch("select 1 from sqlite_schema")).await?;
        Ok(Reader { connection: Some(connection), readers: Arc::clone(&self.readers), _seat: seat })
    }

    /// Waits for whoever writes or reads, and closes the file.
    pub(super) async fn close(&self) {
        self.seats.close();
        *self.writer.lock().await = None;
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// A transaction on a file that only reads.
pub(super) struct Reader {
    connection: Option<Connection>,
    readers: Arc<StdMutex<Vec<Connection>>>,
    _seat: OwnedSemaphorePermit,
}

impl Reader {
    pub(super) fn connection(&self) -> Result<&Connection> {
        self.connection.as_ref().ok_or_else(|| Error::failed("a reader that is gone"))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && connection.execute_batch("rollback").is_ok()
        {
            self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

/// Does it again while another process is in the way.
pub(super) async fn patiently<T>(mut what: impl FnMut() -> rusqlite::Result<T>) -> Result<T> {
    let mut tries = BUSY;
    loop {
        match what() {
            Err(failed) if is_busy(&failed) && tries > 0 => tries -= 1,
            done => return Ok(done?),
        }
        pause().await;
    }
}

fn is_busy(failed: &rusqlite::Error) -> bool {
    matches!(failed.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

#[expect(
    clippy::disallowed_methods,
    reason = "another process tells nobody when it is through with the file"
)]
async fn pause() {
    tokio::time::sleep(PAUSE).await;
}

/// The statement with its values: `$1` is the first of them, wherever it stands.
fn prepare<'c>(
    connection: &'c Connection,
    sql: &'static str,
    values: &[Value],
) -> Result<CachedStatement<'c>> {
    let mut statement = connection.prepare_cached(sql)?;
    for (place, number) in (1..).zip(numbers(sql, &statement).iter()) {
        let value = values.get(number.wrapping_sub(1));
        match value.ok_or_else(|| Error::failed(format!("no value for parameter {place}: {sql}")))? {
            Value::Integer(value) => statement.raw_bind_parameter(place, value)?,
            Value::Real(value) => statement.raw_bind_parameter(place, value)?,
            Value::Text(value) => statement.raw_bind_parameter(place, value)?,
        }
    }
    Ok(statement)
}

type Numbers = Arc<[usize]>;

/// The numbers of a query's parameters in the order in which it names them. To ask SQLite for them takes longer than to
/// bind a value, and a query's place in the program says which one it is.
fn numbers(sql: &'static str, statement: &CachedStatement<'_>) -> Numbers {
    static KNOWN: RwLock<BTreeMap<(usize, usize), Numbers>> = RwLock::new(BTreeMap::new());
    let query = (sql.as_ptr().addr(), sql.len());
    if let Some(known) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&query) {
        return Arc::clone(known);
    }
    let number =
        |place| statement.parameter_name(place).and_then(|name| name[1..].parse().ok()).unwrap_or_default();
    let numbers: Numbers = (1..=statement.parameter_count()).map(number).collect();
    KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(query, Arc::clone(&numbers));
    numbers
}

/// Asks; how many rows it changed.
pub(super) fn execute(connection: &Connection, sql: &'static str, values: &[Value]) -> Result<u64> {
    answer(values, || {
        let mut statement = prepare(connection, sql, values)?;
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        Ok(connection.changes())
    })
}

/// Asks; at most so many rows.
pub(super) fn fetch<R: Row>(
    connection: &Connection,
    sql: &'static str,
    values: &[Value],
    most: usize,
) -> Result<Vec<R>> {
    answer(values, || {
        let mut statement = prepare(connection, sql, values)?;
        let mut rows = statement.raw_query();
        let mut read = Vec::new();
        while let Some(row) = rows.next()? {
            if read.len() < most {
                read.push(R::read(&Raw::File(row))?);
            }
        }
        Ok(read)
    })
}

/// A question that holds a whole batch takes milliseconds.
fn answer<T>(values: &[Value], ask: impl FnOnce() -> T) -> T {
    const BATCH: usize = 8_192;
    let batch = values.iter().any(|value| matches!(value, Value::Text(Some(text)) if text.len() > BATCH));
    if batch { aside(ask) } else { ask() }
}

/// Does what takes long without holding up the others of this thread, where the runtime has other threads.
pub(super) fn aside<T>(what: impl FnOnce() -> T) -> T {
    let many = Handle::try_current().is_ok_and(|here| here.runtime_flavor() == RuntimeFlavor::MultiThread);
    if many { tokio::task::block_in_place(what) } else { what() }
}

//! A row for each answer, durable before it is given; whoever waits together shares a commit.

use std::path::Path;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

/// Those who wait for a row of theirs to be durable.
#[derive(Clone, Debug)]
pub(crate) struct Rows(mpsc::UnboundedSender<(String, oneshot::Sender<()>)>);

impl Rows {
    /// A new file with one table in it.
    pub(crate) fn new(path: &Path) -> Self {
        let connection = Connection::open(path).expect("a file");
        let sql = "pragma journal_mode = wal; pragma synchronous = full; create table answer (id text primary key, said text)";
        connection.execute_batch(sql).expect("a table");
        let (rows, waiting) = mpsc::unbounded_channel();
        // A thread of its own: a commit waits for the disk.
        std::thread::spawn(move || write(&connection, waiting));
        Self(rows)
    }

    /// Keeps a row; returns once it is durable.
    pub(crate) async fn keep(&self, id: String) {
        let (done, kept) = oneshot::channel();
        self.0.send((id, done)).expect("a writer");
        kept.await.expect("a row that is kept");
    }
}

fn write(connection: &Connection, mut waiting: mpsc::UnboundedReceiver<(String, oneshot::Sender<()>)>) {
    const BATCH: usize = 512;
    let mut together = Vec::with_capacity(BATCH);
    while waiting.blocking_recv_many(&mut together, BATCH) > 0 {
        connection.execute_batch("begin immediate").expect("a transaction");
        for (id, _) in &together {
            let mut insert =
                connection.prepare_cached("insert into answer values (?1, ?2)").expect("a query");
            insert.execute((id, super::ANSWER)).expect("a row");
        }
        connection.execute_batch("commit").expect("a commit");
        for (_, done) in together.drain(..) {
            done.send(()).ok();
        }
    }
}

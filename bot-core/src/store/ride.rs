//! The one writer of a file: whoever waits for it shares a transaction and its commit, each in a savepoint of their own. Who
//! begins the transaction needs none, as there is nothing else to go back to: a savepoint remembers every page that is changed
//! under it, which a large batch pays for dearly.
//!
//! Who is done makes way for those of their thread who are about to write, and joins the end of the queue for the writer. When
//! their turn comes, everybody who waited in between has written too, and one commit is for all of them. Who is alone commits
//! at once.

use std::sync::Arc;

use rusqlite::Connection;
use tokio::sync::oneshot::error::TryRecvError;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use super::file::{aside, patiently};
use crate::error::{Error, Result};

/// What whoever waits for the commit is told: it is so, or why not.
type Told = Result<(), String>;

const UNDONE: &str = "the transaction was undone by the database";

/// A transaction that is shared.
#[derive(Debug)]
pub(super) struct Ride {
    connection: Connection,
    /// Whether whoever writes now began the transaction, and so has no savepoint.
    first: bool,
    /// Those who wrote and wait for the commit.
    riders: Vec<oneshot::Sender<Told>>,
}

impl Ride {
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection, first: false, riders: Vec::new() }
    }

    /// A savepoint in the transaction, or the transaction itself if none is open.
    pub(super) async fn board(&mut self) -> Result<()> {
        if self.connection.is_autocommit() {
            // A full disk, say, undoes a whole transaction by itself.
            self.tell(&Err(UNDONE.to_owned()));
        } else {
            self.leave_if_empty();
        }
        self.first = self.connection.is_autocommit();
        if self.first {
            let connection = &mut self.connection;
            return patiently(move || connection.execute_batch("begin immediate")).await;
        }
        if let Err(failed) = self.run("savepoint rider") {
            self.leave_if_empty();
            return Err(failed.into());
        }
        Ok(())
    }

    fn run(&self, sql: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute([]).map(drop)
    }

    /// Whoever writes now is done.
    fn step_down(&self) -> rusqlite::Result<()> {
        if self.first { Ok(()) } else { self.run("release rider") }
    }

    /// What whoever writes now wrote is undone.
    fn go_back(&self) {
        if self.first {
            return self.undo();
        }
        // Where the database undid everything, there is nothing to go back to, and whoever boards next finds out.
        self.run("rollback to rider").and_then(|()| self.run("release rider")).ok();
    }

    /// Commits for everybody.
    fn finish(&mut self) {
        if self.riders.is_empty() {
            return;
        }
        // Where the database undid it, there is nothing to commit, and that is an error.
        let done = aside(|| self.run("commit")).map_err(|failed| failed.to_string());
        if done.is_err() {
            self.undo();
        }
        self.tell(&done);
    }

    fn tell(&mut self, done: &Told) {
        for rider in self.riders.drain(..) {
            // Who no longer waits need not know.
            rider.send(done.clone()).ok();
        }
    }

    /// Gives the transaction up if nobody waits for it any more.
    fn leave_if_empty(&mut self) {
        if self.riders.iter().all(oneshot::Sender::is_closed) {
            self.riders.clear();
            self.undo();
        }
    }

    fn undo(&self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.run("rollback")
        {
            tracing::error!(%error, "a transaction cannot be undone");
        }
    }
}

type Queue = Arc<Mutex<Option<Ride>>>;

/// A turn at writing. Dropped without [`Turn::commit`], nothing was written.
pub(super) struct Turn {
    /// There until it is committed.
    writer: Option<OwnedMutexGuard<Option<Ride>>>,
    queue: Queue,
}

impl Turn {
    pub(super) fn new(writer: OwnedMutexGuard<Option<Ride>>, queue: Queue) -> Self {
        Self { writer: Some(writer), queue }
    }

    pub(super) fn connection(&self) -> Result<&Connection> {
        let ride = self.writer.as_ref().and_then(|writer| writer.as_ref());
        let connection = ride.map(|ride| &ride.connection).filter(|connection| !connection.is_autocommit());
        connection.ok_or_else(|| Error::failed(UNDONE))
    }

    /// Waits until what was written is durable.
    pub(super) async fn commit(mut self) -> Result<()> {
        let (tell, told) = oneshot::channel();
        if let Some(ride) = self.writer.as_mut().and_then(|writer| writer.as_mut()) {
            ride.step_down()?;
            ride.riders.push(tell);
        }
        self.writer = None;
        tokio::task::yield_now().await;
        let mut seat = Seat { told, queue: Arc::clone(&self.queue) };
        let done = tokio::select! {
            biased;
            done = &mut seat.told => done.ok(),
            mut writer = Arc::clone(&seat.queue).lock_owned() => {
                if let Some(ride) = &mut *writer {
                    ride.finish();
                }
                seat.told.try_recv().ok()
            }
        };
        let done = done.unwrap_or_else(|| Err("the database was closed".to_owned()));
        done.map_err(Error::failed)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(ride) = self.writer.as_mut().and_then(|writer| writer.as_mut()) else { return };
        ride.go_back();
        ride.leave_if_empty();
    }
}

/// A place among those who wait for the commit.
struct Seat {
    told: oneshot::Receiver<Told>,
    queue: Queue,
}

impl Drop for Seat {
    /// Nobody may wait for ever for a commit that the last one who wanted it no longer makes. Where somebody has a turn,
    /// they see to it.
    fn drop(&mut self) {
        if !matches!(self.told.try_recv(), Err(TryRecvError::Empty)) {
            return;
        }
        self.told.close();
        if let Ok(mut writer) = self.queue.try_lock()
            && let Some(ride) = &mut *writer
        {
            ride.leave_if_empty();
        }
    }
}

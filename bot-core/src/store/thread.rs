//! A thread for those who write to a file one after another, as whoever asks for a command does. Elsewhere each would be woken
//! on whichever thread is free, which takes a fourth as long as the writing itself; here the next one is at hand.

use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::error::{Error, Result};

/// The thread, from its first use until this is dropped.
#[derive(Debug, Default)]
pub(super) struct OneThread(OnceLock<Begun>);

#[derive(Debug)]
struct Begun {
    handle: Handle,
    /// Dropped, it ends the thread.
    _stay: oneshot::Sender<()>,
}

impl OneThread {
    /// Does this on the thread. It is done to the end, also when nobody waits for it any more.
    pub(super) async fn does<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T> {
        let thread = match self.0.get() {
            Some(thread) => thread,
            // Of two that are begun at once, one ends at once.
            None => {
                let begun = begin()?;
                self.0.get_or_init(|| begun)
            }
        };
        match thread.handle.spawn(work).await {
            Ok(done) => Ok(done),
            Err(failed) if failed.is_panic() => resume_unwind(failed.into_panic()),
            Err(cancelled) => Err(Error::failed(cancelled)),
        }
    }
}

fn begin() -> Result<Begun> {
    let runtime = Builder::new_current_thread().enable_time().build().map_err(Error::failed)?;
    let handle = runtime.handle().clone();
    let (stay, gone) = oneshot::channel();
    let stays = move || runtime.block_on(gone).unwrap_or_default();
    thread::Builder::new().name("kith-writer".to_owned()).spawn(stays).map_err(Error::failed)?;
    Ok(Begun { handle, _stay: stay })
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;

    #[tokio::test]
    async fn it_is_done_to_the_end_also_when_nobody_waits() {
        let thread = OneThread::default();
        let (goes_on, on) = oneshot::channel();
        let (done, told) = oneshot::channel();
        let work = thread.does(async move {
            on.await.expect("a word");
            done.send(()).expect("somebody who listens");
        });
        assert!(tokio::time::timeout(std::time::Duration::from_millis(20), work).await.is_err());
        goes_on.send(()).expect("work that goes on");
        told.await.expect("work that is done");
    }

    #[tokio::test]
    async fn who_fails_fails_where_they_are_awaited_and_harms_no_other() {
        let thread = std::sync::Arc::new(OneThread::default());
        let failing = std::sync::Arc::clone(&thread);
        let mut one = tokio::task::JoinSet::new();
        one.spawn(async move { failing.does(async { panic!("as asked") }).await });
        let failed = one.join_next().await.expect("one");
        assert!(failed.expect_err("a panic").is_panic());
        assert_eq!(thread.does(async { 1 }).await.expect("an answer"), 1);
    }

    #[tokio::test]
    async fn the_thread_ends_with_its_owner() {
        let thread = OneThread::default();
        let (stays, ends) = oneshot::channel::<()>();
        let handle = thread.does(async { Handle::current() }).await.expect("a thread");
        handle.spawn(async move {
            let _stays = stays;
            pending::<()>().await;
        });
        drop(thread);
        ends.await.expect_err("nobody is left to hold it");
    }
}

//! Those who work behind the scenes: none of them ends unnoticed.

use std::collections::HashMap;

use tokio::task::{Id, JoinError, JoinSet};

use crate::Error;

/// Tasks, by what they do.
#[derive(Default)]
pub(crate) struct Crew {
    tasks: JoinSet<()>,
    names: HashMap<Id, &'static str>,
}

impl Crew {
    /// Lets somebody begin.
    pub(crate) fn add(&mut self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        let handle = self.tasks.spawn(task);
        self.names.insert(handle.id(), name);
    }

    /// Waits until one of them breaks: that is said in an error. Whoever has done all there was to do may go.
    pub(crate) async fn breaks(&mut self) -> Error {
        loop {
            match self.tasks.join_next_with_id().await {
                Some(Ok((id, ()))) => drop(self.names.remove(&id)),
                Some(Err(broken)) => return self.broken(&broken),
                None => std::future::pending().await,
            }
        }
    }

    fn broken(&mut self, broken: &JoinError) -> Error {
        let name = self.names.remove(&broken.id()).unwrap_or_default();
        // What a panic says may be anybody's words; where it was stands in the log already.
        tracing::error!(task = name, "a task broke");
        Error::Broken(name)
    }

    /// Waits until all have done what there was to do; how it ended for the first who broke.
    pub(crate) async fn finish(&mut self) -> Result<(), Error> {
        let mut ended = Ok(());
        while let Some(done) = self.tasks.join_next_with_id().await {
            if let Err(broken) = done
                && !broken.is_cancelled()
                && ended.is_ok()
            {
                ended = Err(self.broken(&broken));
            }
        }
        ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_breaks_is_named_and_whoever_is_done_may_go() {
        let mut crew = Crew::default();
        crew.add("registrar", async {});
        crew.add("writer", async {
            tokio::task::yield_now().await;
            panic!("as planned");
        });
        assert_eq!(crew.breaks().await, Error::Broken("writer"));
        crew.add("deliverer", async { panic!("as planned") });
        assert_eq!(crew.finish().await, Err(Error::Broken("deliverer")));
        assert_eq!(crew.finish().await, Ok(()));
    }
}

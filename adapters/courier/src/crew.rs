//! Those who work behind the scenes: none of them breaks unnoticed.

use std::collections::HashMap;

use tokio::sync::watch;
use tokio::task::{Id, JoinError, JoinSet};

/// The task that broke, by what it does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Broke(pub &'static str);

/// Tasks, by what they do.
#[derive(Debug, Default)]
pub struct Crew {
    tasks: JoinSet<()>,
    names: HashMap<Id, &'static str>,
}

impl Crew {
    /// Lets somebody begin.
    pub fn add(&mut self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        let handle = self.tasks.spawn(task);
        self.names.insert(handle.id(), name);
    }

    /// Lets somebody begin who drops everything when it is over.
    pub fn add_until(
        &mut self,
        over: &watch::Receiver<bool>,
        name: &'static str,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        let mut over = over.clone();
        self.add(name, async move {
            tokio::select! {
                _ = over.wait_for(|over| *over) => {}
                () = task => {}
            }
        });
    }

    /// Waits until one of them breaks. Whoever has done all there was to do may go.
    pub async fn breaks(&mut self) -> Broke {
        loop {
            match self.tasks.join_next_with_id().await {
                Some(Ok((id, ()))) => drop(self.names.remove(&id)),
                Some(Err(broken)) => return self.broke(&broken),
                None => std::future::pending().await,
            }
        }
    }

    fn broke(&mut self, broken: &JoinError) -> Broke {
        let name = self.names.remove(&broken.id()).unwrap_or_default();
        // What a panic says may be anybody's words; where it was stands in the log already.
        tracing::error!(task = name, "a task broke");
        Broke(name)
    }

    /// Waits until all have done what there was to do; the first who broke, if one did.
    pub async fn finish(&mut self) -> Result<(), Broke> {
        let mut ended = Ok(());
        while let Some(done) = self.tasks.join_next_with_id().await {
            if let Err(broken) = done
                && !broken.is_cancelled()
                && ended.is_ok()
            {
                ended = Err(self.broke(&broken));
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
        assert_eq!(crew.breaks().await, Broke("writer"));
        crew.add("deliverer", async { panic!("as planned") });
        assert_eq!(crew.finish().await, Err(Broke("deliverer")));
        assert_eq!(crew.finish().await, Ok(()));
    }

    #[tokio::test]
    async fn whoever_drops_everything_holds_up_no_end() {
        let (end, over) = watch::channel(false);
        let mut crew = Crew::default();
        crew.add_until(&over, "reader", std::future::pending());
        end.send_replace(true);
        assert_eq!(crew.finish().await, Ok(()));
    }
}

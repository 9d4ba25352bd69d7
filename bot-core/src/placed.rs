//! Where public answers stand once they are posted, so that they can be edited later. Nobody waits for this, and it comes as
//! often as answers do: so whoever writes theirs down takes along what the others brought meanwhile.

use std::collections::BTreeMap;
use std::sync::{Mutex as StdMutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::Mutex;

use crate::bot::{Bot, again};
use crate::chat::{MessageRef, ServerId};
use crate::error::Result;
use crate::moment::Moment;
use crate::outbox;
use crate::store::rows;

/// A public answer and the platform's message that it became.
#[derive(Clone, Debug, Serialize)]
struct Placed {
    platform: String,
    server: String,
    invocation: String,
    channel: String,
    message: String,
}

/// What waits to be written down, and who does it.
#[derive(Debug, Default)]
pub(crate) struct Places {
    waiting: StdMutex<Waiting>,
    writing: Mutex<()>,
}

/// By ticket.
#[derive(Debug, Default)]
struct Waiting {
    tickets: u64,
    placed: BTreeMap<u64, Placed>,
}

impl Places {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Leaves one here; its ticket.
    fn leave(&self, one: Placed) -> u64 {
        let mut waiting = self.waiting();
        waiting.tickets += 1;
        let ticket = waiting.tickets;
        waiting.placed.insert(ticket, one);
        ticket
    }

    /// All that wait, if the one with this ticket still does.
    fn take(&self, ticket: u64) -> Option<Taken<'_>> {
        let mut waiting = self.waiting();
        let waits = waiting.placed.contains_key(&ticket);
        waits.then(|| Taken { placed: std::mem::take(&mut waiting.placed), from: self })
    }
}

/// What somebody is writing down, for others too. Where that fails or they are gone before it is done, it waits again for
/// those who brought it.
struct Taken<'a> {
    placed: BTreeMap<u64, Placed>,
    from: &'a Places,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        self.from.waiting().placed.append(&mut self.placed);
    }
}

impl Bot {
    /// The platform's message that a public answer became, so that it can be edited later. Call it once the answer is
    /// posted; again does no harm. Whether that put something into the outbox: it may have been taken back meanwhile.
    pub async fn replied(
        &self,
        now: Moment,
        server: &ServerId,
        invocation: &str,
        at: &MessageRef,
    ) -> Result<bool> {
        let ticket = self.places.leave(Placed {
            platform: server.platform.as_str().to_owned(),
            server: server.id.clone(),
            invocation: invocation.to_owned(),
            channel: at.channel.as_str().to_owned(),
            message: at.message.as_str().to_owned(),
        });
        let _turn = self.places.writing.lock().await;
        let Some(mut taken) = self.places.take(ticket) else { return Ok(false) };
        let mut done = self.place(now, taken.placed.values().cloned().collect()).await;
        let mine = taken.placed.remove(&ticket);
        if done.is_ok() {
            taken.placed.clear();
        } else if !taken.placed.is_empty() {
            // Whatever is wrong with one is not to harm the others.
            done = self.place(now, mine.into_iter().collect()).await;
        }
        done
    }

    async fn place(&self, now: Moment, placed: Vec<Placed>) -> Result<bool> {
        let bot = self.clone();
        self.store.on_one_thread(async move { again!(bot.place_once(now, &placed)) }).await.flatten()
    }

    async fn place_once(&self, now: Moment, placed: &[Placed]) -> Result<bool> {
        let mut tx = self.store.begin().await?;
        let edits = outbox::answers_stand(&mut tx, &self.ids, now, &rows(placed)?).await?;
        tx.commit().await?;
        Ok(edits)
    }
}

#[cfg(test)]
mod tests {
    use super::{Placed, Places};

    fn placed(message: &str) -> Placed {
        let [platform, server, invocation, channel] = ["test", "s", "i", "general"].map(str::to_owned);
        Placed { platform, server, invocation, channel, message: message.to_owned() }
    }

    #[test]
    fn what_somebody_took_along_and_did_not_finish_waits_again() {
        let places = Places::default();
        let [one, two] = ["m1", "m2"].map(|message| places.leave(placed(message)));
        drop(places.take(one).expect("both"));
        let mut taken = places.take(two).expect("both again");
        assert_eq!(taken.placed.len(), 2);
        taken.placed.clear();
        drop(taken);
        assert!(places.take(one).is_none() && places.take(two).is_none(), "they are done");
    }
}

//! What is known of a community, read once and shared by everybody who looks, until something changes.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bot_core::Glance;
use bot_core::chat::{AccountId, ChannelId, ServerId};
use tokio::sync::Mutex;

use super::Playground;
use crate::Result;
use crate::log::{Person, key};

/// After so long it is read anew in any case: other processes change the database too.
const OLDEST: Duration = Duration::from_secs(30);

/// A community as everybody sees it.
#[derive(Debug)]
pub(crate) struct Roster {
    pub(crate) glance: Glance,
    /// The community's id.
    pub(crate) community: i64,
    pub(crate) server: ServerId,
    /// The server, as the log names it.
    pub(crate) key: String,
    pub(crate) people: HashMap<AccountId, Person>,
    pub(crate) channels: Vec<(ChannelId, String)>,
}

/// A roster that was read: in which state the log was then, and when that was.
#[derive(Debug)]
struct Read {
    state: u64,
    at: Instant,
    roster: Arc<Roster>,
}

/// The rosters that were read, by community.
#[derive(Debug, Default)]
pub(super) struct Rosters {
    read: Mutex<HashMap<i64, Read>>,
}

impl Playground {
    /// What is known of a community; nothing if there is none with this id.
    pub(crate) async fn roster(&self, community: i64) -> Result<Option<Arc<Roster>>> {
        // Whoever asks at the same moment waits here, and finds it.
        let mut read = self.rosters.read.lock().await;
        // Looked at first: what changes from here on makes it old.
        let state = self.log.state();
        if let Some(kept) = read.get(&community)
            && kept.state == state
            && kept.at.elapsed() < OLDEST
        {
            return Ok(Some(Arc::clone(&kept.roster)));
        }
        let all = self.communities().await?;
        let Some((_, server)) = all.into_iter().find(|(one, _)| one.id == community) else { return Ok(None) };
        let Some(glance) = self.bot.glance(self.now(), &server).await? else { return Ok(None) };
        let key = key(&server);
        let people = self.log.people(&key).await?;
        let people = people.into_iter().map(|one| (one.account.clone(), one)).collect();
        let channels = self.log.channels(&key).await?;
        let roster = Arc::new(Roster { glance, community, server, key, people, channels });
        read.insert(community, Read { state, at: Instant::now(), roster: Arc::clone(&roster) });
        Ok(Some(roster))
    }
}

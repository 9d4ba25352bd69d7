//! The gateway: Discord's stream of what happens, one connection a shard, resumed wherever that is possible.

mod beat;
mod connect;
mod dispatch;
mod frame;
mod heard;
mod members;
mod owing;
mod pace;
mod pending;
mod shard;

use std::sync::Arc;

use bot_core::moment::Moment;
use serde::{Deserialize, Serialize};

pub(crate) use connect::{Start, start};
pub(crate) use heard::Heard;
pub(crate) use members::Members;
pub(crate) use owing::{Owing, Paid, Since};
pub(crate) use pace::Pace;
pub(crate) use pending::{Pending, Underway};
pub(crate) use shard::{MEMBERS, Out, Shard};

/// What the keys of notes begin with in which a session stands: where there is one, Kith lived on Discord.
pub const LIVED: &str = "session:";

/// A session that Discord will go on with: what came after `seq` is sent again.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Session {
    pub(crate) id: String,
    /// Where Discord wants it resumed.
    pub(crate) url: String,
    /// The last dispatch that was taken in.
    pub(crate) seq: u64,
    /// When that was: what happened later may not be known.
    pub(crate) at: Moment,
}

impl Session {
    /// As it was noted, by a Kith that noted it so.
    pub(crate) fn read(note: &str) -> Option<Self> {
        serde_json::from_str(note).ok()
    }
}

/// How far one shard has been taken in.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Such as `0/1`: the shard, and how many there are.
    pub(crate) shard: String,
    session: Session,
    /// Who still waits for an answer.
    pending: Arc<Pending>,
    /// What is owed to its servers.
    pub(crate) owing: Arc<Owing>,
}

impl Mark {
    /// Under which name a shard's session is noted.
    pub(crate) fn key(shard: &str) -> String {
        format!("{LIVED}{shard}")
    }

    /// Under which name it is noted what is owed.
    pub(crate) fn owing_key(shard: &str) -> String {
        format!("owing:{shard}")
    }

    /// Where to go on after a crash: before the first question that has no answer yet.
    pub(crate) fn session(&self) -> Session {
        let first = self.pending.first().map(|seq| seq.saturating_sub(1));
        let seq = first.map_or(self.session.seq, |first| first.min(self.session.seq));
        Session { seq, ..self.session.clone() }
    }
}

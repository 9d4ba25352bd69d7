//! What the fake remembers: who asked for what, what stands in channels, and what shall go wrong.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::gateway::Gateway;
use crate::rush::Rushing;

/// A request that was made.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its method.
    pub method: String,
    /// The path below `/api/v10`, without its query.
    pub path: String,
    /// The query, as it came.
    pub query: String,
    /// The JSON, also of a request with files.
    pub body: Value,
    /// The names and sizes of the files.
    pub files: Vec<(String, usize)>,
    /// What it was answered.
    pub status: u16,
    /// When.
    pub at: Instant,
}

/// Something that goes wrong.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// Discord answers with this status, and does nothing.
    Status(u16),
    /// Discord refuses with this status and code.
    Refuse(u16, i64),
    /// Discord does it, and its answer is lost: the status says otherwise.
    Lost(u16),
    /// Discord takes so long.
    Slow(Duration),
}

/// Trouble on requests that begin so, a number of times.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) method: String,
    pub(crate) part: String,
    pub(crate) what: Trouble,
    pub(crate) times: usize,
}

/// A limit on a route, or on everything.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    pub(crate) most: usize,
    pub(crate) within: Duration,
    pub(crate) used: Vec<Instant>,
    /// Until when whoever was told so must wait.
    pub(crate) told: Option<Instant>,
}

/// An interaction on its way.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: String,
    pub(crate) token: String,
    pub(crate) channel: String,
    pub(crate) begun: Instant,
    /// The kind of the first answer.
    pub(crate) answered: Option<u64>,
    /// How long it took, other than a plea for time.
    pub(crate) took: Option<Duration>,
    /// Every answer and message that came, in order, with how it came.
    pub(crate) said: Vec<(String, Value)>,
    /// The message that answers it.
    pub(crate) original: Option<Value>,
    /// Whether its token is no longer good for anything.
    pub(crate) expired: bool,
    /// Whether it comes from a form, which another form cannot follow.
    pub(crate) form: bool,
    /// The message whose button was pressed.
    pub(crate) on: Option<Value>,
}

/// Everything.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) requests: Vec<Recorded>,
    pub(crate) complaints: Vec<String>,
    pub(crate) planned: Vec<Planned>,
    pub(crate) limits: BTreeMap<String, Limit>,
    pub(crate) everything: Option<Limit>,
    /// How often a limit was ignored.
    pub(crate) ignored: usize,
    pub(crate) interactions: HashMap<String, Interaction>,
    /// Messages by channel, oldest first.
    pub(crate) messages: BTreeMap<String, Vec<Value>>,
    pub(crate) nonces: HashMap<(String, String), Value>,
    pub(crate) threads: BTreeSet<String>,
    /// Threads that were opened by themselves, by their ids.
    pub(crate) opened: BTreeMap<String, Value>,
    /// Who is in a thread: thread, member.
    pub(crate) called: BTreeSet<(String, String)>,
    /// Kith's reactions: message, emoji.
    pub(crate) emoji: BTreeSet<(String, String)>,
    /// Whether the bot is granted none of the intents that need a grant.
    pub(crate) grants_nothing: bool,
    /// Registered commands by place.
    pub(crate) commands: BTreeMap<String, Value>,
    /// Roles that members have: server, member, role.
    pub(crate) roles: BTreeSet<(String, String, String)>,
    pub(crate) next: u64,
    /// With which kind of first answer the next interaction comes.
    pub(crate) before: Option<u64>,
    /// How long the next interaction was on its way.
    pub(crate) late: Duration,
    pub(crate) gateway: Gateway,
    pub(crate) url: String,
    /// The interactions that are only timed, if they are.
    pub(crate) rushing: Option<Rushing>,
}

/// The beginning of Discord's time.
const FIRST: u64 = 1_420_070_400_000;

/// The id of something made at this moment (milliseconds since 1970), the `n`th of it.
pub fn snowflake(at: u64, n: u64) -> u64 {
    (at.saturating_sub(FIRST) << 22) | (n & 0x3f_ffff)
}

/// Milliseconds since 1970.
pub(crate) fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

impl State {
    /// A new id.
    pub(crate) fn id(&mut self) -> String {
        self.next += 1;
        snowflake(now(), self.next).to_string()
    }

    /// The trouble that was planned for a request, if one was.
    pub(crate) fn trouble(&mut self, method: &str, path: &str) -> Option<Trouble> {
        let planned = self.planned.iter_mut().find(|planned| {
            planned.times > 0
                && (planned.method == method || planned.method == "*")
                && path.contains(&planned.part)
        })?;
        planned.times -= 1;
        Some(planned.what.clone())
    }
}

impl Limit {
    pub(crate) fn new(most: usize, within: Duration) -> Self {
        Self { most, within, used: Vec::new(), told: None }
    }

    /// Uses it once: how much is left and when it is whole again, or how long to wait. Also whether somebody came who
    /// was told to wait.
    pub(crate) fn take(&mut self) -> (Result<(usize, Duration), Duration>, bool) {
        let now = Instant::now();
        let ignored = self.told.is_some_and(|until| now + Duration::from_millis(2) < until);
        self.used.retain(|used| now.duration_since(*used) < self.within);
        let reset = self.used.first().map_or(self.within, |first| self.within - now.duration_since(*first));
        if self.used.len() >= self.most {
            self.told = Some(now + reset);
            return (Err(reset), ignored);
        }
        self.used.push(now);
        self.told = None;
        (Ok((self.most - self.used.len(), reset)), ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_in_spite_of_a_limit_is_noticed() {
        let mut limit = Limit::new(2, Duration::from_millis(80));
        assert!(matches!(limit.take(), (Ok((1, _)), false)));
        assert!(matches!(limit.take(), (Ok((0, _)), false)));
        assert!(matches!(limit.take(), (Err(_), false)), "told to wait");
        assert!(matches!(limit.take(), (Err(_), true)), "and did not");
        std::thread::sleep(Duration::from_millis(90));
        assert!(matches!(limit.take(), (Ok((1, _)), false)));
    }
}

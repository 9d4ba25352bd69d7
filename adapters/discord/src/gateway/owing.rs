//! What is owed to servers: since when each was not heard, until its channels are read. It is noted with the session.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bot_core::moment::Moment;

/// The moments since which a server was not heard.
pub(crate) type Since = BTreeSet<Moment>;

/// What is owed to the servers of one shard.
#[derive(Debug, Default)]
pub(crate) struct Owing(Mutex<All>);

#[derive(Debug, Default)]
struct All {
    servers: BTreeMap<String, Since>,
    /// Whether it was noted as it is.
    changed: bool,
}

impl Owing {
    /// As it was noted.
    pub(crate) fn read(note: &str) -> Self {
        let servers = serde_json::from_str(note).unwrap_or_default();
        Self(Mutex::new(All { servers, changed: false }))
    }

    fn all(&self) -> MutexGuard<'_, All> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A server was not heard since a moment.
    pub(crate) fn add(&self, server: &str, since: Moment) {
        let mut all = self.all();
        all.changed |= all.servers.entry(server.to_owned()).or_default().insert(since);
    }

    /// What was owed by another is owed here.
    pub(crate) fn takes(&self, other: &Self) {
        for server in other.servers() {
            other.of(&server).into_iter().for_each(|since| self.add(&server, since));
        }
    }

    /// What is owed to a server.
    pub(crate) fn of(&self, server: &str) -> Since {
        self.all().servers.get(server).cloned().unwrap_or_default()
    }

    /// Those to whom anything is owed.
    pub(crate) fn servers(&self) -> Vec<String> {
        self.all().servers.keys().cloned().collect()
    }

    /// Whoever is not among these is left, and owed nothing.
    pub(crate) fn keep(&self, here: impl Fn(&str) -> bool) {
        let mut all = self.all();
        let before = all.servers.len();
        all.servers.retain(|server, _| here(server));
        all.changed |= all.servers.len() < before;
    }

    /// So much was read; what came to be owed meanwhile stays.
    fn paid(&self, server: &str, read: &Since) {
        let mut all = self.all();
        if let Some(since) = all.servers.get_mut(server) {
            since.retain(|since| !read.contains(since));
            let whole = since.is_empty();
            if whole {
                all.servers.remove(server);
            }
            all.changed = true;
        }
    }

    /// What is to be noted, if anything changed since it was asked last.
    pub(crate) fn changed(&self) -> Option<String> {
        let mut all = self.all();
        std::mem::take(&mut all.changed).then(|| serde_json::to_string(&all.servers).unwrap_or_default())
    }

    /// It could not be noted.
    pub(crate) fn was_not_noted(&self) {
        self.all().changed = true;
    }
}

/// A server was read: it is owed nothing more of what it was owed then.
#[derive(Debug)]
pub(crate) struct Paid {
    pub(crate) owing: Arc<Owing>,
    pub(crate) server: String,
    pub(crate) since: Since,
}

impl Paid {
    /// All that was read is kept.
    pub(crate) fn settle(&self) {
        self.owing.paid(&self.server, &self.since);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_to_be_owed_while_a_server_is_read_stays_owed() {
        let owing = Owing::default();
        owing.add("1", Moment(5));
        let read = owing.of("1");
        owing.add("1", Moment(9));
        owing.paid("1", &read);
        assert_eq!(owing.of("1"), Since::from([Moment(9)]));
        let again = Owing::read(&owing.changed().expect("a change"));
        assert_eq!((again.of("1"), owing.changed()), (Since::from([Moment(9)]), None));
        again.keep(|server| server != "1");
        assert_eq!((again.servers().len(), again.changed().as_deref()), (0, Some("{}")));
    }
}

//! The workspaces that Kith is in: one from the configuration, or many that installed it.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use bot_core::chat::ServerId;
use serde_json::json;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

use crate::fault::Fault;
use crate::http::Http;
use crate::read::server;
use crate::secret::Secret;

/// How long whoever comes while Kith begins is let wait: Slack is told in time even so.
const BEGINNING: Duration = Duration::from_secs(1);

/// A workspace that Kith is in.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    /// Its id, such as `T024BE7LD`.
    pub(crate) team: String,
    /// What people call it.
    pub(crate) name: String,
    /// Its address, such as `https://acme.slack.com/`.
    pub(crate) url: String,
    /// Kith's own account there.
    pub(crate) me: String,
    /// What lets Kith in.
    pub(crate) token: Secret,
}

impl Workspace {
    /// The workspace of a token, as Slack describes it.
    pub(crate) async fn of(http: &Http, token: &Secret) -> Result<Self, Fault> {
        let said = http.ask("", token, "auth.test", json!({})).await?.body;
        let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
        Ok(Self {
            team: text("team_id"),
            name: text("team"),
            url: text("url"),
            me: text("user_id"),
            token: token.clone(),
        })
    }

    /// This workspace, to the core.
    pub(crate) fn server(&self) -> ServerId {
        server(&self.team)
    }

    /// Where a message stands, for a link.
    pub(crate) fn link(&self, channel: &str, message: &str) -> String {
        let home = if self.url.is_empty() { "https://slack.com/" } else { &self.url };
        format!("{}/archives/{channel}/p{}", home.trim_end_matches('/'), message.replace('.', ""))
    }
}

/// Whether Kith is in a workspace.
#[derive(Debug)]
pub(crate) enum Found {
    /// It is.
    Here(Arc<Workspace>),
    /// It cannot be said yet.
    NotYet,
    /// It is not.
    Nowhere,
}

/// All of them, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Workspaces {
    all: RwLock<HashMap<String, Arc<Workspace>>>,
    /// Whether all that there are at first are known.
    complete: watch::Sender<bool>,
}

impl Workspaces {
    /// From now on, what is not known is not there.
    pub(crate) fn are_complete(&self) {
        self.complete.send_replace(true);
    }

    /// Waits for a moment until all that there are at first are known, for somebody who came then.
    pub(crate) async fn known(&self, came: Instant) {
        if !*self.complete.borrow() {
            let mut complete = self.complete.subscribe();
            timeout_at(came + BEGINNING, complete.wait_for(|complete| *complete)).await.ok();
        }
    }

    /// Whether Kith is in a workspace, as far as is known here.
    pub(crate) fn find(&self, team: &str) -> Found {
        match self.of(team) {
            Some(here) => Found::Here(here),
            None if *self.complete.borrow() => Found::Nowhere,
            None => Found::NotYet,
        }
    }

    /// The workspace with this id, if Kith is in it.
    pub(crate) fn of(&self, team: &str) -> Option<Arc<Workspace>> {
        self.all.read().unwrap_or_else(PoisonError::into_inner).get(team).cloned()
    }

    /// Every one.
    pub(crate) fn all(&self) -> Vec<Arc<Workspace>> {
        self.all.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// Kith is in it, with this token from now on.
    pub(crate) fn put(&self, workspace: Workspace) -> Arc<Workspace> {
        let workspace = Arc::new(workspace);
        let mut all = self.all.write().unwrap_or_else(PoisonError::into_inner);
        all.insert(workspace.team.clone(), Arc::clone(&workspace));
        workspace
    }

    /// Kith is in it no more.
    pub(crate) fn remove(&self, team: &str) {
        self.all.write().unwrap_or_else(PoisonError::into_inner).remove(team);
    }
}

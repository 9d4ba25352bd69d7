//! Many workspaces: each installs Kith by itself, its token is kept sealed, and goes when Kith is sent away.

pub(crate) mod oauth;
mod page;
mod seal;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bot_core::Bot;
use bot_core::moment::Span;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use crate::desk::now;
use crate::platform;
use crate::secret::Secret;
use crate::workspace::{Found, Workspace, Workspaces};

pub use seal::Keys;

/// What the keys of notes about installations begin with.
const NOTES: &str = "install:";
/// How long it is remembered that a workspace is not there.
const NOWHERE: Duration = Duration::from_secs(5);

/// How workspaces install Kith by themselves.
#[derive(Clone, Debug)]
pub struct Install {
    /// The app's client id.
    pub client_id: String,
    /// The app's client secret.
    pub client_secret: Secret,
    /// What seals the tokens of workspaces.
    pub keys: Keys,
    /// Where Kith is to be found, such as `https://kith.example.org`: there lead the ways back from Slack.
    pub public_url: String,
}

impl Install {
    /// The address to which Slack sends whoever agreed.
    fn back(&self) -> String {
        format!("{}/slack/oauth", self.public_url.trim().trim_end_matches('/'))
    }
}

/// What is kept of a workspace.
#[derive(Deserialize, Serialize)]
struct Kept {
    name: String,
    url: String,
    me: String,
    token: String,
}

/// The workspaces that installed Kith, as they are kept.
#[derive(Debug)]
pub(crate) struct Installed {
    bot: Bot,
    keys: Keys,
    /// The one workspace of the settings, if there is one: it is kept nowhere.
    own: Mutex<Option<String>>,
    /// Workspaces that were looked for in vain of late.
    nowhere: Mutex<HashMap<String, Instant>>,
}

fn key(team: &str) -> String {
    // The end keeps T1 and T12 apart.
    format!("{NOTES}{team};")
}

impl Installed {
    pub(crate) fn new(bot: Bot, keys: Keys) -> Self {
        Self { bot, keys, own: Mutex::default(), nowhere: Mutex::default() }
    }

    /// This workspace is the settings' own.
    pub(crate) fn is_own(&self, team: &str) {
        *self.own.lock().unwrap_or_else(PoisonError::into_inner) = Some(team.to_owned());
    }

    /// Keeps a workspace, over what was kept of it before.
    pub(crate) async fn keep(&self, here: &Workspace) -> bot_core::Result<()> {
        let token = self.keys.seal(&here.team, here.token.bare()).unwrap_or_default();
        let kept = Kept { name: here.name.clone(), url: here.url.clone(), me: here.me.clone(), token };
        let body = serde_json::to_string(&kept).unwrap_or_default();
        self.bot.keep_note(now(), &platform(), &key(&here.team), &body).await?;
        self.nowhere.lock().unwrap_or_else(PoisonError::into_inner).remove(&here.team);
        Ok(())
    }

    /// Forgets a workspace, and its token.
    pub(crate) async fn forget(&self, team: &str) -> bot_core::Result<()> {
        // Whatever was written up to now, also by a clock that goes before ours.
        self.bot.forget_notes(&platform(), &key(team), now() + Span::days(1)).await.map(drop)
    }

    /// Whether a workspace is kept, by whichever process; where nobody can look, it may be.
    pub(crate) async fn keeps(&self, team: &str) -> bool {
        !matches!(self.bot.note(&platform(), &key(team)).await, Ok(None))
    }

    /// A workspace that is kept, if it can be opened.
    async fn one(&self, team: &str) -> bot_core::Result<Option<Workspace>> {
        let since = |nowhere: &HashMap<String, Instant>| nowhere.get(team).copied();
        let looked = since(&self.nowhere.lock().unwrap_or_else(PoisonError::into_inner));
        if looked.is_some_and(|at| at.elapsed() < NOWHERE) {
            return Ok(None);
        }
        let note = self.bot.note(&platform(), &key(team)).await?;
        let found = note.and_then(|body| self.opened(team, &body));
        if found.is_none() {
            let mut nowhere = self.nowhere.lock().unwrap_or_else(PoisonError::into_inner);
            nowhere.retain(|_, at| at.elapsed() < NOWHERE);
            nowhere.insert(team.to_owned(), Instant::now());
        }
        Ok(found)
    }

    /// Every workspace that is kept and can be opened.
    async fn all(&self) -> bot_core::Result<Vec<Workspace>> {
        let notes = self.bot.notes(&platform(), NOTES).await?;
        let opened = notes
            .iter()
            .filter_map(|(key, body)| self.opened(key.strip_prefix(NOTES)?.strip_suffix(';')?, body));
        Ok(opened.collect())
    }

    fn opened(&self, team: &str, body: &str) -> Option<Workspace> {
        let kept: Option<Kept> = serde_json::from_str(body).ok();
        let token = kept.as_ref().and_then(|kept| self.keys.open(team, &kept.token));
        let (Some(kept), Some(token)) = (kept, token) else {
            tracing::error!(
                team,
                "the token of a workspace cannot be opened: KITH_SLACK_TOKEN_KEY is not the key that sealed it. Please add \
                 the old key behind the new one, or let the workspace install Kith again"
            );
            return None;
        };
        let token = Secret::new(&token);
        Some(Workspace { team: team.to_owned(), name: kept.name, url: kept.url, me: kept.me, token })
    }

    /// Whether Kith is installed in a workspace that is not at hand: another process may have been there.
    pub(crate) async fn find(&self, workspaces: &Workspaces, team: &str) -> Found {
        match self.one(team).await {
            Ok(Some(here)) => Found::Here(workspaces.put(here)),
            Ok(None) => Found::Nowhere,
            Err(error) => {
                tracing::error!(%error, team, "it cannot be looked up whether Kith is installed");
                Found::NotYet
            }
        }
    }

    /// Takes over what other processes kept or forgot; the workspaces that are new here.
    pub(crate) async fn refresh(&self, workspaces: &Workspaces) -> bot_core::Result<Vec<String>> {
        let all = self.all().await?;
        let own = self.own.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for gone in workspaces.all() {
            let known = all.iter().any(|one| one.team == gone.team) || own.as_ref() == Some(&gone.team);
            // It may have been installed since all were read.
            if !known && self.bot.note(&platform(), &key(&gone.team)).await?.is_none() {
                workspaces.remove(&gone.team);
            }
        }
        let mut new = Vec::new();
        for one in all {
            let known = workspaces.of(&one.team);
            let same = known.as_ref().is_some_and(|known| known.token.bare() == one.token.bare());
            if own.as_ref() != Some(&one.team) && !same {
                if known.is_none() {
                    new.push(one.team.clone());
                }
                workspaces.put(one);
            }
        }
        Ok(new)
    }
}

//! What Slack tells by itself: understood, handed to the core in order, and acknowledged when it is kept. Socket and HTTP
//! bring it here alike.

use std::sync::Arc;

use serde_json::value::RawValue;
use tokio::sync::mpsc;

use crate::acts::Todo;
use crate::desk::{Desk, now};
use crate::ingest::{Done, Taken};
use crate::read::event::{Act, Callback, Told, told};
use crate::read::message::Here;
use crate::seen::{Seen, print};
use crate::workspace::{Found, Workspace};

/// Hears what happens.
pub(crate) struct Ears {
    pub(crate) desk: Arc<Desk>,
    /// Events, in order; full means that the database is behind, and whoever brings more waits.
    pub(crate) events: mpsc::Sender<Taken>,
    /// What Kith is to do itself.
    pub(crate) todo: mpsc::UnboundedSender<Todo>,
    pub(crate) seen: Arc<Seen>,
}

/// What an address is told that is asked to show that it listens.
pub(crate) struct Challenge(pub(crate) String);

impl Ears {
    /// Takes a delivery in; `done` is told when it is kept. A challenge comes back at once.
    pub(crate) async fn hear(&self, payload: &str, done: Done) -> Option<Challenge> {
        let callback: Callback<'_> = match serde_json::from_str(payload) {
            Ok(callback) => callback,
            Err(error) => {
                // What it says belongs to people. It will read no better another time.
                tracing::warn!(%error, "a delivery that cannot be read");
                done(true);
                return None;
            }
        };
        if callback.kind == "url_verification" {
            done(true);
            return Some(Challenge(callback.challenge.into_owned()));
        }
        let print = print(&callback.team_id, &callback.event_id);
        let Some(event) = callback.event.filter(|_| !self.seen.has(print)) else {
            done(true);
            return None;
        };
        let here = match self.place(&callback).await {
            Found::Here(here) => here,
            Found::NotYet => {
                done(false);
                return None;
            }
            Found::Nowhere => {
                let team = &*callback.team_id;
                tracing::warn!(team, "something happened in a workspace that Kith is not in");
                done(true);
                return None;
            }
        };
        let Told { events, strangers, act, among_few, reacted_in } = self.told(&here, event);
        // What is said among few gets no reaction that counts, also where Kith brought them together.
        if let Some(channel) = reacted_in
            && !self.desk.rooms.hears(&self.desk.http, &here, &channel).await
        {
            done(true);
            return None;
        }
        if let Some(few) = among_few {
            match self.desk.rooms.is_opened(&self.desk.bot, &here.team, &few).await {
                Ok(true) => {}
                Ok(false) => {
                    done(true);
                    return None;
                }
                Err(error) => {
                    tracing::error!(%error, "it cannot be looked up whose conversation something was said in");
                    done(false);
                    return None;
                }
            }
        }
        let team = || here.team.clone();
        for id in strangers {
            self.todo.send(Todo::Meet(team(), id)).ok();
        }
        if let Some(act) = act {
            self.todo.send(todo(team(), act)).ok();
        }
        if events.is_empty() {
            done(true);
            return None;
        }
        // Whoever is gone takes what they had in hand with them, and nobody is told that it is kept.
        self.events.send(Taken { events, print: Some(print), done: Some(done) }).await.ok();
        None
    }

    /// The workspace in which something happened: in a channel that is shared, its team may be another organisation's.
    async fn place(&self, callback: &Callback<'_>) -> Found {
        let found = self.desk.workspace(&callback.team_id).await;
        match (&found, &callback.context_team_id) {
            (Found::Nowhere, Some(ours)) => self.desk.workspace(ours).await,
            _ => found,
        }
    }

    fn told(&self, workspace: &Workspace, event: &RawValue) -> Told {
        let here = Here { workspace, people: &self.desk.people, now: now() };
        told(event, here).unwrap_or_else(|error| {
            tracing::warn!(%error, "an event that cannot be read");
            Told::default()
        })
    }
}

fn todo(team: String, act: Act) -> Todo {
    match act {
        Act::Entered(channel) => Todo::Entered(team, channel),
        Act::Gone => Todo::Gone(team),
        Act::Groups => Todo::Groups(team),
        Act::Home(user) => Todo::Home(team, user),
        Act::Left(channel) => Todo::Left(team, channel),
    }
}

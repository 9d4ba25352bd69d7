//! What Kith does itself when something happened: it learns names, looks around where it comes in, draws its page, and goes
//! where it is sent away.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::sync::mpsc;

use crate::desk::{Desk, now};
use crate::fault::Fault;
use crate::ingest::Taken;
use crate::people::described;
use crate::rooms::named;
use crate::workspace::Workspace;
use crate::{gap, groups, home};

/// How long is waited before it is asked again whether Kith was sent away.
const AGAIN: Duration = Duration::from_secs(30);

/// One thing to do, in a workspace.
#[derive(Clone, Debug)]
pub(crate) enum Todo {
    /// Learn everything of a workspace that Kith came to, or came back to.
    Arrive(String),
    /// Look around in a channel that Kith came into.
    Entered(String, String),
    /// Read what was missed since then, everywhere.
    Gap(bot_core::moment::Moment),
    /// Kith was sent away.
    Gone(String),
    /// Look again who is in which group.
    Groups(String),
    /// Draw Kith's page for somebody.
    Home(String, String),
    /// Kith left a channel.
    Left(String, String),
    /// Learn somebody's name.
    Meet(String, String),
}

/// Does what is to be done, one thing after another.
pub(crate) struct Doer {
    pub(crate) desk: Arc<Desk>,
    pub(crate) events: mpsc::Sender<Taken>,
    /// What is to be done later.
    pub(crate) todo: mpsc::UnboundedSender<Todo>,
    /// Who was in any group when they were listed last, by workspace.
    pub(crate) grouped: HashMap<String, BTreeSet<String>>,
}

/// How long what could not be done waits before it is tried again.
const PAUSE: Duration = Duration::from_secs(5);

impl Doer {
    /// Goes on until it is stopped.
    pub(crate) async fn run(mut self, mut todo: mpsc::UnboundedReceiver<Todo>) {
        while let Some(one) = todo.recv().await {
            let Err(fault) = self.act(one.clone()).await else { continue };
            tracing::warn!(%fault, "something that Kith was to do cannot be done");
            if fault.is_passing() {
                let again = self.todo.clone();
                tokio::spawn(async move {
                    tokio::time::sleep(PAUSE).await;
                    again.send(one).ok();
                });
            }
        }
    }

    async fn act(&mut self, todo: Todo) -> Result<(), Fault> {
        let desk = Arc::clone(&self.desk);
        let of = |team: &str| desk.workspaces.of(team).ok_or_else(crate::refusal::no_workspace);
        match todo {
            Todo::Arrive(team) => match self.arrive(&*of(&team)?).await {
                // Nobody was there to hear that Kith was sent away.
                Err(fault) if fault.is_token() => self.gone(team).await,
                arrived => arrived,
            },
            Todo::Entered(team, channel) => {
                let here = of(&team)?;
                desk.rooms.enter(&team, &channel);
                let said = desk.http.call(&here, "conversations.info", json!({ "channel": channel })).await?;
                self.tell(named(&here, &said["channel"], now()).into_iter().collect()).await;
                Ok(())
            }
            Todo::Gap(since) => {
                // It takes long, and names and pages shall not wait for it.
                tokio::spawn(gap::read(desk, self.events.clone(), since));
                Ok(())
            }
            Todo::Gone(team) => self.gone(team).await,
            Todo::Groups(team) => self.groups(&*of(&team)?).await,
            Todo::Home(team, user) => {
                let here = of(&team)?;
                tokio::spawn(async move { home::opened(&desk, &here, &user).await });
                Ok(())
            }
            Todo::Left(team, channel) => {
                desk.rooms.leave(&team, &channel);
                Ok(())
            }
            Todo::Meet(team, id) => {
                let here = of(&team)?;
                if desk.people.of(&team, &id).is_none() {
                    let someone = desk.people.meet(&desk.http, &here, &id).await?;
                    self.tell(described(&here, &id, &someone, now())).await;
                }
                Ok(())
            }
        }
    }

    /// Kith was sent away from a workspace, unless that is old news: it may have been let in again since.
    async fn gone(&mut self, team: String) -> Result<(), Fault> {
        let desk = &self.desk;
        let Some(here) = desk.workspaces.of(&team) else { return Ok(()) };
        match Workspace::of(&desk.http, &here.token).await {
            Ok(_) => return Ok(()),
            Err(fault) if fault.is_token() => {}
            Err(fault) => {
                let todo = self.todo.clone();
                tokio::spawn(async move {
                    tokio::time::sleep(AGAIN).await;
                    todo.send(Todo::Gone(team)).ok();
                });
                return Err(fault);
            }
        }
        tracing::warn!(team, "Kith was sent away from a workspace");
        if let Some(installed) = &desk.installed
            && let Err(error) = installed.forget(&team).await
        {
            tracing::error!(%error, team, "a token that is good for nothing is kept still");
        }
        desk.workspaces.remove(&team);
        desk.people.forget(&team);
        desk.rooms.forget(&team);
        Ok(())
    }

    /// What a workspace is called, who is there, in which channels Kith is, who is in which group.
    async fn arrive(&mut self, here: &Workspace) -> Result<(), Fault> {
        let desk = Arc::clone(&self.desk);
        let what = bot_core::chat::Happening::Server { name: here.name.clone() };
        self.tell(vec![bot_core::chat::Event { server: here.server(), at: now(), what }]).await;
        let (channels, _) = desk.rooms.list(&desk.http, here, now()).await?;
        self.tell(channels).await;
        desk.people.list(&desk.http, here, now(), &self.events).await?;
        self.groups(here).await
    }

    async fn groups(&mut self, here: &Workspace) -> Result<(), Fault> {
        let before = self.grouped.entry(here.team.clone()).or_default();
        let events = groups::list(&self.desk.http, here, now(), before).await?;
        self.tell(events).await;
        Ok(())
    }

    async fn tell(&self, events: Vec<bot_core::chat::Event>) {
        if !events.is_empty() {
            self.events.send(Taken::found(events)).await.ok();
        }
    }
}

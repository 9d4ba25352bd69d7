//! Who is who: Slack names people by ids alone, so their names and standing are kept at hand, per workspace.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use bot_core::chat::{Event, Happening, Person};
use bot_core::moment::Moment;
use serde_json::json;
use tokio::sync::mpsc;

use crate::fault::Fault;
use crate::http::Http;
use crate::ingest::Taken;
use crate::read::user::User;
use crate::workspace::Workspace;

/// How many people one page of the list has.
const PAGE: u32 = 200;
/// How many pages of the list are read at most.
const PAGES: usize = 500;

/// Somebody, as far as Kith looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Someone {
    /// The name that others see.
    pub(crate) name: Option<String>,
    /// Whether it is a bot.
    pub(crate) bot: bool,
    /// Whether they may manage the workspace.
    pub(crate) admin: bool,
    /// Whether they are a guest, or of another organisation.
    pub(crate) visitor: bool,
    /// Whether their account was switched off.
    pub(crate) gone: bool,
}

/// Everybody whom Slack described, by workspace and id.
#[derive(Debug, Default)]
pub(crate) struct People {
    known: RwLock<HashMap<String, HashMap<String, Someone>>>,
}

impl People {
    /// Somebody, if Slack ever described them.
    pub(crate) fn of(&self, team: &str, id: &str) -> Option<Someone> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(team)?.get(id).cloned()
    }

    /// Somebody as the core takes them: under the name that is known, or under none.
    pub(crate) fn person(&self, team: &str, id: &str) -> Person {
        let known = self.of(team, id);
        let bot = known.as_ref().is_some_and(|known| known.bot) || id == SLACKBOT;
        Person { account: id.into(), name: known.and_then(|known| known.name), bot }
    }

    /// Remembers how Slack describes somebody; how they were described before.
    pub(crate) fn put(&self, team: &str, id: &str, someone: Someone) -> Option<Someone> {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(team.to_owned()).or_default().insert(id.to_owned(), someone)
    }

    /// Nobody of this workspace is known any more.
    pub(crate) fn forget(&self, team: &str) {
        self.known.write().unwrap_or_else(PoisonError::into_inner).remove(team);
    }

    /// Somebody, asked of Slack if they are not known yet.
    pub(crate) async fn meet(&self, http: &Http, here: &Workspace, id: &str) -> Result<Someone, Fault> {
        if let Some(known) = self.of(&here.team, id) {
            return Ok(known);
        }
        let said = http.call(here, "users.info", json!({ "user": id })).await?;
        let user: User = serde_json::from_value(said["user"].clone())
            .map_err(|error| Fault::Trouble(format!("users.info: {error}")))?;
        let someone = user.someone(&here.team);
        self.put(&here.team, id, someone.clone());
        Ok(someone)
    }

    /// Reads the list of everybody, and tells what the core is to know of each.
    pub(crate) async fn list(
        &self,
        http: &Http,
        here: &Workspace,
        now: Moment,
        told: &mpsc::Sender<Taken>,
    ) -> Result<(), Fault> {
        let mut cursor = String::new();
        for _ in 0..PAGES {
            let mut ask = json!({ "limit": PAGE });
            if !cursor.is_empty() {
                ask["cursor"] = cursor.into();
            }
            let said = http.call(here, "users.list", ask).await?;
            let users = said["members"].as_array().into_iter().flatten();
            // One who cannot be read leaves the others where they are.
            let users = users.filter_map(|user| serde_json::from_value::<User>(user.clone()).ok());
            let mut events = Vec::new();
            for user in users {
                let someone = user.someone(&here.team);
                self.put(&here.team, &user.id, someone.clone());
                events.extend(described(here, &user.id, &someone, now));
            }
            told.send(Taken::found(events)).await.ok();
            cursor = said["response_metadata"]["next_cursor"].as_str().unwrap_or_default().to_owned();
            if cursor.is_empty() {
                break;
            }
        }
        Ok(())
    }
}

/// Slack's own voice, which no list names.
const SLACKBOT: &str = "USLACKBOT";

/// What the core is to know of somebody as they are described.
pub(crate) fn described(here: &Workspace, id: &str, someone: &Someone, now: Moment) -> Vec<Event> {
    let person = Person { account: id.into(), name: someone.name.clone(), bot: someone.bot };
    let mut what = vec![Happening::Person(person)];
    if someone.gone {
        what.push(Happening::Left(id.into()));
    }
    if someone.visitor {
        what.push(Happening::Visitor { account: id.into(), visitor: true });
    }
    what.into_iter().map(|what| Event { server: here.server(), at: now, what }).collect()
}

//! The channels that Kith is in: elsewhere it hears nothing and can say nothing. And the conversations of a few alone that it
//! opened itself: in those of others it hears nothing either.

use std::collections::HashSet;
use std::sync::{PoisonError, RwLock};

use bot_core::Bot;
use bot_core::chat::{ChannelId, Event, Happening, Source};
use bot_core::moment::Moment;
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::http::Http;
use crate::workspace::Workspace;

/// How many channels one page of the list has.
const PAGE: u32 = 200;
/// How many pages of the list are read at most.
const PAGES: usize = 50;

/// The channels that Kith is in, by workspace and id.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    inside: RwLock<HashSet<(String, String)>>,
    /// Conversations of a few that Kith opened, as far as this process knows.
    opened: RwLock<HashSet<(String, String)>>,
}

/// What the keys of notes begin with that say which conversations of a few Kith opened.
pub(crate) const ALONE: &str = "alone:";

fn note_of(team: &str, channel: &str) -> String {
    format!("{ALONE}{team};{channel}")
}

/// What Slack says of a channel or conversation.
async fn room(http: &Http, here: &Workspace, channel: &str) -> Result<Value, Fault> {
    let said = http.call(here, "conversations.info", json!({ "channel": channel })).await?;
    Ok(said["channel"].clone())
}

impl Rooms {
    /// Whether Kith is in a channel, asked of Slack if it is not known to be. Where Slack does not say, it may well be.
    pub(crate) async fn has(&self, http: &Http, here: &Workspace, channel: &str) -> bool {
        if self.knows(&here.team, channel) {
            return true;
        }
        let inside = match room(http, here, channel).await {
            Ok(room) => room["is_member"] == true || room["is_im"] == true,
            Err(fault) => !fault.is_any(&[
                "channel_not_found",
                "not_in_channel",
                "method_not_supported_for_channel_type",
            ]),
        };
        if inside {
            self.enter(&here.team, channel);
        }
        inside
    }

    /// What Slack says of a channel; nothing where Kith is, which knows it then.
    pub(crate) async fn look(
        &self,
        http: &Http,
        here: &Workspace,
        channel: &str,
    ) -> Result<Option<Value>, Fault> {
        if self.knows(&here.team, channel) {
            return Ok(None);
        }
        let room = room(http, here, channel).await?;
        if room["is_member"] == true {
            self.enter(&here.team, channel);
        }
        Ok(Some(room))
    }

    /// Whether reactions count in a conversation: in a channel that Kith is in, and not among few, nor between two.
    pub(crate) async fn hears(&self, http: &Http, here: &Workspace, channel: &str) -> bool {
        if self.knows(&here.team, channel) {
            return true;
        }
        let room = match room(http, here, channel).await {
            Ok(room) => room,
            // Where Slack does not say just now, it may well be.
            Err(fault) => return fault.is_passing(),
        };
        let inside = room["is_member"] == true && room["is_mpim"] != true && room["is_im"] != true;
        if inside {
            self.enter(&here.team, channel);
        }
        inside
    }

    fn knows(&self, team: &str, channel: &str) -> bool {
        let inside = self.inside.read().unwrap_or_else(PoisonError::into_inner);
        inside.contains(&(team.to_owned(), channel.to_owned()))
    }

    /// Kith opened a conversation of a few people, about something that was asked in a channel. Whoever writes there is heard
    /// by other processes too, and after a restart.
    pub(crate) async fn open(
        &self,
        bot: &Bot,
        here: &Workspace,
        channel: &str,
        name: &str,
        asked_in: &ChannelId,
        now: Moment,
    ) -> bot_core::Result<()> {
        // The same few may ask again elsewhere; what they say adds to the channel where they asked first.
        if !self.is_opened(bot, &here.team, channel).await? {
            let (id, name, parent) = (channel.into(), name.to_owned(), Some(asked_in.clone()));
            let what = Happening::Channel { id, name, parent };
            bot.ingest(now, Source::Live, &[Event { server: here.server(), at: now, what }]).await?;
        }
        bot.keep_note(now, &crate::platform(), &note_of(&here.team, channel), "").await?;
        self.note_opened(&here.team, channel);
        Ok(())
    }

    fn note_opened(&self, team: &str, channel: &str) {
        let mut opened = self.opened.write().unwrap_or_else(PoisonError::into_inner);
        opened.insert((team.to_owned(), channel.to_owned()));
    }

    /// Whether Kith opened a conversation of a few people itself.
    pub(crate) async fn is_opened(&self, bot: &Bot, team: &str, channel: &str) -> bot_core::Result<bool> {
        let known = (team.to_owned(), channel.to_owned());
        if self.opened.read().unwrap_or_else(PoisonError::into_inner).contains(&known) {
            return Ok(true);
        }
        let opened = bot.note(&crate::platform(), &note_of(team, channel)).await?.is_some();
        if opened {
            self.note_opened(team, channel);
        }
        Ok(opened)
    }

    /// Kith came into a channel.
    pub(crate) fn enter(&self, team: &str, channel: &str) {
        let mut inside = self.inside.write().unwrap_or_else(PoisonError::into_inner);
        inside.insert((team.to_owned(), channel.to_owned()));
    }

    /// Kith is not in a channel any more, or nobody can write there.
    pub(crate) fn leave(&self, team: &str, channel: &str) {
        let mut inside = self.inside.write().unwrap_or_else(PoisonError::into_inner);
        inside.remove(&(team.to_owned(), channel.to_owned()));
    }

    /// Kith is in no channel of a workspace any more.
    pub(crate) fn forget(&self, team: &str) {
        self.inside.write().unwrap_or_else(PoisonError::into_inner).retain(|(one, _)| one != team);
        self.opened.write().unwrap_or_else(PoisonError::into_inner).retain(|(one, _)| one != team);
    }

    /// Reads the list of channels that Kith is in; what the core is to know of each, and their ids.
    pub(crate) async fn list(
        &self,
        http: &Http,
        here: &Workspace,
        now: Moment,
    ) -> Result<(Vec<Event>, Vec<String>), Fault> {
        let (mut events, mut ids) = (Vec::new(), Vec::new());
        let mut cursor = String::new();
        for _ in 0..PAGES {
            let mut ask =
                json!({ "types": "public_channel,private_channel", "exclude_archived": true, "limit": PAGE });
            if !cursor.is_empty() {
                ask["cursor"] = cursor.into();
            }
            let said = http.call(here, "users.conversations", ask).await?;
            for room in said["channels"].as_array().into_iter().flatten() {
                if let Some(event) = named(here, room, now) {
                    events.push(event);
                }
                if let Some(id) = room["id"].as_str() {
                    self.enter(&here.team, id);
                    ids.push(id.to_owned());
                }
            }
            cursor = said["response_metadata"]["next_cursor"].as_str().unwrap_or_default().to_owned();
            if cursor.is_empty() {
                break;
            }
        }
        Ok((events, ids))
    }
}

/// That a channel has this name.
pub(crate) fn named(here: &Workspace, room: &Value, now: Moment) -> Option<Event> {
    let (id, name) = (room["id"].as_str()?, room["name"].as_str()?);
    let what = Happening::Channel { id: id.into(), name: name.to_owned(), parent: None };
    Some(Event { server: here.server(), at: now, what })
}

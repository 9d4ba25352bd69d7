//! What a Slack export says of people and channels, in files of their own beside the messages.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;

use bot_core::chat::{AccountId, ChannelId, Person};
use bot_core::moment::Moment;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::files::Files;
use crate::json::{self, Json};
use crate::summary::Broken;

/// The lists of one export.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    pub(crate) users: BTreeMap<AccountId, User>,
    /// Public and private channels, by name.
    pub(crate) channels: Vec<Channel>,
    /// The workspace's id, which most of its people carry.
    pub(crate) team: Option<String>,
    pub(crate) broken: Vec<Broken>,
    direct: HashSet<String>,
}

/// Somebody on the list.
#[derive(Debug)]
pub(crate) struct User {
    pub(crate) person: Person,
    /// Whether they are gone.
    pub(crate) left: bool,
    /// When their account was changed for the last time.
    pub(crate) at: Option<Moment>,
}

/// A channel on the list.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) id: ChannelId,
    pub(crate) name: String,
    pub(crate) created: Moment,
    /// Whether everybody on the server is in it.
    pub(crate) general: bool,
}

#[derive(Deserialize)]
struct RawUser {
    id: String,
    name: Option<String>,
    real_name: Option<String>,
    team_id: Option<String>,
    updated: Option<f64>,
    deleted: Option<bool>,
    is_bot: Option<bool>,
    is_workflow_bot: Option<bool>,
    profile: Option<Profile>,
}

/// What people say of themselves: in the list, and beside their messages in newer exports.
#[derive(Default, Deserialize)]
pub(super) struct Profile {
    display_name: Option<String>,
    real_name: Option<String>,
    name: Option<String>,
    team: Option<String>,
    bot_id: Option<String>,
}

#[derive(Deserialize)]
struct RawChannel {
    id: String,
    /// Direct conversations have none.
    name: Option<String>,
    created: Option<f64>,
    is_general: Option<bool>,
}

impl Profile {
    /// The name that others see.
    pub(super) fn name(&self) -> Option<String> {
        first([&self.display_name, &self.real_name, &self.name])
    }
}

impl Lists {
    pub(super) fn read(files: &mut Files, root: &str) -> Self {
        let mut lists = Self::default();
        let mut teams: HashMap<String, usize> = HashMap::new();
        // An Enterprise Grid calls its list otherwise.
        for name in ["users.json", "org_users.json"] {
            lists.list(files, root, name, |lists, raw: RawUser| {
                let profile = raw.profile.unwrap_or_default();
                if let Some(team) = first([&raw.team_id, &profile.team]) {
                    *teams.entry(team).or_default() += 1;
                }
                let account = AccountId(raw.id);
                let name = first([&profile.display_name, &raw.real_name, &profile.real_name, &raw.name]);
                let bot = [raw.is_bot, raw.is_workflow_bot].contains(&Some(true))
                    || super::is_slackbot(&account)
                    || profile.bot_id.is_some_and(|id| !id.is_empty());
                let user = User {
                    person: Person { account: account.clone(), name, bot },
                    left: raw.deleted == Some(true),
                    at: raw.updated.map(seconds),
                };
                lists.users.insert(account, user);
            });
        }
        // People of other workspaces are on the list too, where channels are shared with them.
        lists.team = teams.into_iter().max_by(|a, b| (a.1, &b.0).cmp(&(b.1, &a.0))).map(|(team, _)| team);
        for name in ["channels.json", "groups.json"] {
            lists.list(files, root, name, |lists, raw: RawChannel| {
                lists.channels.push(Channel {
                    name: raw.name.unwrap_or_else(|| raw.id.clone()),
                    id: ChannelId(raw.id),
                    created: raw.created.map_or(Moment(0), seconds),
                    general: raw.is_general == Some(true),
                });
            });
        }
        lists.channels.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        for name in ["dms.json", "mpims.json"] {
            lists.list(files, root, name, |lists, raw: RawChannel| {
                lists.direct.extend(raw.name);
                lists.direct.insert(raw.id);
            });
        }
        lists
    }

    fn list<T: DeserializeOwned>(
        &mut self,
        files: &mut Files,
        root: &str,
        name: &str,
        mut add: impl FnMut(&mut Self, T),
    ) {
        let name = format!("{root}{name}");
        let Some(n) = files.find(&name) else { return };
        match files.read(n) {
            Err(error) => self.broken.push(Broken::file(&name, &error.to_string())),
            Ok(reader) => {
                let mut json = Json::new(reader);
                let _ = json::each(&mut json, &name, &mut |element| {
                    match element.is {
                        Ok(raw) => add(self, raw),
                        Err(broken) => self.broken.push(broken),
                    }
                    ControlFlow::Continue(())
                });
                if let Err(fault) = json.end() {
                    self.broken.push(fault.at(&name, json.place()));
                }
            }
        }
    }

    /// Whether a folder belongs to a direct conversation, of two or of more.
    pub(super) fn is_direct(&self, folder: &str) -> bool {
        self.direct.contains(folder) || folder.starts_with("mpdm-")
    }

    /// An id that every export of this workspace has: its general channel's, or else its oldest channel's.
    pub(super) fn anchor(&self) -> Option<&String> {
        let anchor =
            self.channels.iter().min_by_key(|channel| (!channel.general, channel.created, &channel.id));
        anchor.map(|channel| &channel.id.0)
    }

    /// The person with this account, as the list has them, or else as a message describes them.
    pub(super) fn person(&self, account: &str, profile: Option<&Profile>, bot: bool) -> Person {
        let account = AccountId::from(account);
        if let Some(user) = self.users.get(&account) {
            return user.person.clone();
        }
        let bot = bot || super::is_slackbot(&account);
        Person { account, name: profile.and_then(Profile::name), bot }
    }
}

fn first<const N: usize>(names: [&Option<String>; N]) -> Option<String> {
    names.into_iter().flatten().find(|name| !name.trim().is_empty()).cloned()
}

#[expect(clippy::cast_possible_truncation, reason = "a float that is no moment becomes the nearest one")]
fn seconds(seconds: f64) -> Moment {
    Moment((seconds * 1000.0) as i64)
}

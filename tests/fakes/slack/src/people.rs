//! Who and what is in a workspace: people, guests, strangers, channels, groups; and how they change.

use serde_json::{Value, json};

use crate::state::{Channel, Sort, State, Team};
use crate::{BOT, BOT_ID, Fake, GENERAL, HELP, QUIET, SCOPES, TEAM, events, payload};

/// The workspace that is there from the beginning.
pub(crate) fn usual(state: &mut State) {
    let mut team = empty(TEAM, "Harbour", BOT, BOT_ID);
    team.scopes = Some(SCOPES.iter().map(|scope| (*scope).to_owned()).collect());
    for (id, name, joined) in [(GENERAL, "general", true), (HELP, "help", true), (QUIET, "quiet", false)] {
        let mut channel = Channel::new(id, name, Sort::Public);
        if joined {
            channel.members.insert(BOT.to_owned());
        }
        team.channels.insert(id.to_owned(), channel);
    }
    state.teams.insert(TEAM.to_owned(), team);
}

fn empty(id: &str, name: &str, bot_user: &str, bot: &str) -> Team {
    let mut kith = payload::user(id, bot_user, "Kith");
    kith["is_bot"] = true.into();
    kith["profile"]["bot_id"] = bot.into();
    let mut slackbot = payload::user(id, "USLACKBOT", "Slackbot");
    // Slack says of its own bot that it is none.
    slackbot["is_bot"] = false.into();
    Team {
        id: id.to_owned(),
        name: name.to_owned(),
        domain: name.to_lowercase(),
        bot_user: bot_user.to_owned(),
        bot: bot.to_owned(),
        scopes: None,
        users: [(bot_user.to_owned(), kith), ("USLACKBOT".to_owned(), slackbot)].into(),
        channels: Default::default(),
        groups: Default::default(),
        homes: Default::default(),
        emoji: [("party-parrot".to_owned(), "https://emoji.example/parrot.gif".to_owned())].into(),
    }
}

/// The account of somebody called so in the first workspace: the same for the same name.
pub fn account(name: &str) -> String {
    account_in(TEAM, name)
}

/// The account of somebody called so in a workspace.
pub(crate) fn account_in(team: &str, name: &str) -> String {
    let sum =
        format!("{team}{name}").bytes().fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 100_000_000);
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("U0{}{sum:08}", letters.to_ascii_uppercase())
}

/// Makes sure that somebody is there.
pub(crate) fn meet(state: &mut State, team: &str, name: &str) -> String {
    let id = account_in(team, name);
    let here = state.team(team);
    here.users.entry(id.clone()).or_insert_with(|| payload::user(team, &id, name));
    id
}

impl Fake {
    /// Somebody's account in this workspace; whoever was not there is now. An account's id stands for itself.
    pub fn person(&self, name: &str) -> String {
        self.inner.with(|state| {
            if state.team(&self.here).users.contains_key(name) {
                return name.to_owned();
            }
            meet(state, &self.here, name)
        })
    }

    /// A channel's id, by its name or by itself.
    pub fn channel(&self, name: &str) -> String {
        self.inner.with(|state| {
            let channels = &state.team(&self.here).channels;
            let found = channels.values().find(|channel| channel.name == name || channel.id == name);
            found.unwrap_or_else(|| panic!("there is no channel {name}")).id.clone()
        })
    }

    /// The bot's user in this workspace.
    pub fn bot(&self) -> String {
        self.inner.with(|state| state.team(&self.here).bot_user.clone())
    }

    /// The workspace's id.
    pub fn team(&self) -> &str {
        &self.here
    }

    /// Puts another workspace there, with a channel `general`, where the app is not installed; seen from there.
    pub fn has_team(&self, id: &str, name: &str) -> Self {
        self.inner.with(|state| {
            let letters = id.trim_start_matches('T');
            let mut team = empty(id, name, &format!("U0BOT{letters}"), &format!("B0BOT{letters}"));
            let general = format!("C0GEN{letters}");
            team.channels.insert(general.clone(), Channel::new(&general, "general", Sort::Public));
            state.teams.insert(id.to_owned(), team);
        });
        self.elsewhere(id)
    }

    /// Whoever agrees to an installation next is of this workspace.
    pub fn installs_next(&self, who: &str) {
        let user = self.person(who);
        self.inner.with(|state| state.installing = (self.here.clone(), user));
    }

    /// Whoever agrees to an installation next does so for a whole organisation.
    pub fn installs_everywhere(&self) {
        self.inner.with(|state| state.everywhere = true);
    }

    /// Gives the app these scopes here, and no others.
    pub fn grants(&self, scopes: &[&str]) {
        let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        self.inner.with(|state| state.team(&self.here).scopes = Some(scopes));
    }

    /// Whether the app is installed here.
    pub fn is_installed(&self) -> bool {
        self.inner.with(|state| state.team(&self.here).scopes.is_some())
    }

    /// Changes what is known of somebody.
    pub fn is(&self, who: &str, what: &Value) {
        let user = self.person(who);
        self.inner.with(|state| {
            let known = state.team(&self.here).users.get_mut(&user).expect("somebody who is there");
            for (key, value) in what.as_object().into_iter().flatten() {
                known[key] = value.clone();
            }
        });
    }

    /// Somebody is a guest.
    pub fn is_guest(&self, who: &str) {
        self.is(who, &json!({ "is_restricted": true }));
    }

    /// Somebody owns the workspace.
    pub fn is_owner(&self, who: &str) {
        self.is(who, &json!({ "is_admin": true, "is_owner": true }));
    }

    /// Somebody is of another organisation, and here by a shared channel; their account.
    pub fn is_stranger(&self, who: &str) -> String {
        self.is(who, &json!({ "team_id": "T0STRANGER", "is_stranger": true }));
        self.person(who)
    }

    /// Somebody is a bot.
    pub fn is_robot(&self, who: &str) {
        self.is(who, &json!({ "is_bot": true }));
    }

    /// Somebody joins the workspace.
    pub fn joins_team(&self, who: &str) {
        let user = self.person(who);
        self.about("team_join", &user);
    }

    /// Somebody has another name, or another state; their account stays.
    pub fn changes(&self, who: &str, what: &Value) {
        let user = self.person(who);
        self.is(&user, what);
        self.about("user_change", &user);
    }

    /// Somebody calls themselves otherwise.
    pub fn calls_themselves(&self, who: &str, name: &str) {
        let user = self.person(who);
        let known = self.inner.with(|state| state.team(&self.here).users[&user].clone());
        let mut profile = known["profile"].clone();
        for key in ["display_name", "display_name_normalized", "real_name", "real_name_normalized"] {
            profile[key] = name.into();
        }
        self.changes(&user, &json!({ "profile": profile, "real_name": name }));
    }

    /// Somebody's account is switched off.
    pub fn deactivates(&self, who: &str) {
        self.changes(who, &json!({ "deleted": true }));
    }

    fn about(&self, kind: &str, user: &str) {
        self.inner.with(|state| {
            let at = state.ts();
            let user = state.team(&self.here).users[user].clone();
            let event = json!({ "type": kind, "user": user, "cache_ts": 1, "event_ts": at });
            events::tell(state, &self.here, "users:read", &event);
        });
    }

    /// A new channel, without Kith; its id.
    pub fn creates(&self, name: &str, sort: Sort) -> String {
        self.inner.with(|state| {
            let id = state.id("C");
            events::opens(state, &self.here, &id, name, sort);
            id
        })
    }

    /// A channel is shared with another organisation.
    pub fn shares(&self, channel: &str) {
        let id = self.channel(channel);
        self.inner.with(|state| state.channel(&self.here, &id).expect("a channel").shared = true);
    }

    /// A channel gets another name.
    pub fn renames(&self, channel: &str, name: &str) {
        let id = self.channel(channel);
        self.inner.with(|state| {
            state.channel(&self.here, &id).expect("a channel").name = name.to_owned();
            events::channel(state, &self.here, &id, "channel_rename");
        });
    }

    /// A channel is put away, or taken out again.
    pub fn archives(&self, channel: &str, away: bool) {
        let id = self.channel(channel);
        self.inner.with(|state| {
            state.channel(&self.here, &id).expect("a channel").archived = away;
            let kind = if away { "channel_archive" } else { "channel_unarchive" };
            events::channel(state, &self.here, &id, kind);
        });
    }

    /// Somebody joins a channel; Kith, if it is the bot.
    pub fn joins(&self, who: &str, channel: &str) {
        let (user, id) = (self.person(who), self.channel(channel));
        self.inner.with(|state| events::joins(state, &self.here, &id, &user));
    }

    /// Somebody leaves a channel; Kith, if it is the bot.
    pub fn leaves(&self, who: &str, channel: &str) {
        let (user, id) = (self.person(who), self.channel(channel));
        self.inner.with(|state| events::leaves(state, &self.here, &id, &user));
    }

    /// A group of users; its id.
    pub fn has_group(&self, name: &str, users: &[&str]) -> String {
        let users: Vec<String> = users.iter().map(|user| self.person(user)).collect();
        self.inner.with(|state| {
            let id = state.id("S");
            state.team(&self.here).groups.insert(id.clone(), (name.to_owned(), users, false));
            id
        })
    }

    /// The app is thrown out.
    pub fn uninstalls(&self) {
        self.inner.with(|state| events::uninstalled(state, &self.here));
    }

    /// The workspace has another name.
    pub fn renames_team(&self, name: &str) {
        self.inner.with(|state| {
            let at = state.ts();
            state.team(&self.here).name = name.to_owned();
            let event = json!({ "type": "team_rename", "name": name, "team_id": self.here, "event_ts": at });
            events::tell(state, &self.here, "team:read", &event);
        });
    }
}

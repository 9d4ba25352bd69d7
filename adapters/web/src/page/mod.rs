//! The page: a community as one person sees it.

mod alone;
mod form;
mod mention;
mod menus;
mod options;
mod people;
mod shell;

use std::ops::Deref;
use std::sync::Arc;

use bot_core::chat::{AccountId, ChannelId};
use bot_core::command::{CommandSpec, Role};
use chrono_tz::Tz;

use crate::Result;
use crate::log::Person;
use crate::room::{Playground, Roster};
use crate::words::{Words, say};

pub(crate) use alone::{login, lost, nothing_here};
pub(crate) use form::{edit, form};
pub(crate) use menus::{clock, commands, member, message_menu, picker};
pub(crate) use options::{for_field, for_line};
pub(crate) use people::people;
pub(crate) use shell::{Shown, beginning, messages, page};

/// A community as one person sees it.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) words: Words,
    pub(crate) zone: Tz,
    /// Who looks.
    pub(crate) me: Person,
    roster: Arc<Roster>,
}

impl Deref for View {
    type Target = Roster;

    fn deref(&self) -> &Roster {
        &self.roster
    }
}

impl View {
    /// What `account` sees of a community; whoever is suggested if nobody is named. Nothing if there is no such community,
    /// or nobody with that account in it.
    pub(crate) async fn load(
        playground: &Playground,
        community: i64,
        account: Option<&AccountId>,
    ) -> Result<Option<Self>> {
        let Some(roster) = playground.roster(community).await? else { return Ok(None) };
        let me = match account {
            Some(account) if roster.people.is_empty() => Some(nobody()).filter(|one| one.account == *account),
            Some(account) => roster.people.get(account).cloned(),
            None => Some(somebody(playground, &roster).await?),
        };
        Ok(me.map(|me| Self {
            words: Words::of(&roster.glance.language),
            zone: roster.glance.zone,
            me,
            roster,
        }))
    }

    /// The roles of whoever looks.
    pub(crate) fn roles(&self) -> Vec<Role> {
        self.glance.roles_of(&self.me.account)
    }

    /// The commands that whoever looks may use.
    pub(crate) fn allowed(&self) -> impl Iterator<Item = CommandSpec> + use<> {
        let roles = self.roles();
        let commands = bot_core::Bot::commands().iter().map(|command| command.spec);
        commands.filter(move |spec| spec.admits(&roles))
    }

    /// The name of an account.
    pub(crate) fn name_of(&self, account: &AccountId) -> String {
        self.people.get(account).map_or_else(|| account.0.clone(), |person| person.name.clone())
    }

    /// The name of a channel.
    pub(crate) fn channel_name(&self, id: &str) -> Option<&str> {
        self.channels.iter().find(|(channel, _)| channel.as_str() == id).map(|(_, name)| name.as_str())
    }

    /// What stands over a channel: its name, or Kith's where Kith speaks to one person alone.
    pub(crate) fn called(&self, channel: &ChannelId) -> String {
        match self.channel_name(channel.as_str()) {
            Some(name) => format!("#{name}"),
            None if channel.as_str().starts_with('@') => say!(self.words, "kith"),
            None => format!("#{channel}"),
        }
    }

    /// What people call a role.
    pub(crate) fn role(&self, role: Role) -> String {
        let words = self.words;
        match role {
            Role::Admin => say!(words, "role-admin"),
            Role::Expert => say!(words, "role-expert"),
            Role::Lead => say!(words, "role-lead"),
            Role::Member => say!(words, "role-member"),
            Role::Staff => say!(words, "role-staff"),
        }
    }

    /// How to name somebody in a line so that just they are meant.
    pub(crate) fn handle(&self, person: &Person) -> String {
        let same = |other: &&Person| other.name.eq_ignore_ascii_case(&person.name);
        let plain = person.name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
        if self.people.values().filter(same).count() > 1 || person.name.contains('"') {
            return format!("<@{}>", person.account);
        }
        if plain { format!("@{}", person.name) } else { format!("@\"{}\"", person.name) }
    }
}

/// Whom a page speaks as until somebody chooses: the example's member, or else a plain member, or a first one.
async fn somebody(playground: &Playground, roster: &Roster) -> Result<Person> {
    let people = &roster.people;
    if let Some(you) = playground.you().await?.and_then(|you| people.get(&you).cloned()) {
        return Ok(you);
    }
    let here = people.values().filter(|person| !person.bot && !person.gone);
    let plain = |person: &&Person| {
        (roster.glance.roles_of(&person.account).len(), person.name.to_lowercase(), person.account.clone())
    };
    Ok(here.min_by_key(plain).cloned().unwrap_or_else(nobody))
}

/// Whoever looks at a community without people: the first one who comes.
fn nobody() -> Person {
    Person { account: AccountId::from("you"), name: "you".to_owned(), bot: false, gone: false }
}

#[cfg(test)]
impl View {
    /// What is known in an example, to be changed.
    pub(crate) fn roster_mut(&mut self) -> &mut Roster {
        Arc::get_mut(&mut self.roster).expect("an example of one's own")
    }

    /// Ann, a lead, in a community with a channel.
    pub(crate) fn example() -> Self {
        use bot_core::Glance;
        use bot_core::chat::ServerId;

        use crate::log::key;

        let person = |account: &str, name: &str| Person {
            account: account.into(),
            name: name.to_owned(),
            bot: false,
            gone: false,
        };
        let people = [person("U1", "Ann"), person("U2", "Bo"), person("U3", "Quiet Viper")];
        let server = ServerId::new(crate::PLATFORM, "home");
        let glance = Glance {
            name: "Home".to_owned(),
            language: "en".to_owned(),
            zone: Tz::UTC,
            next_digest: None,
            roles: vec![("U1".into(), Role::Lead)],
        };
        let roster = Roster {
            glance,
            community: 7,
            key: key(&server),
            server,
            people: people.iter().map(|one| (one.account.clone(), one.clone())).collect(),
            channels: vec![("C1".into(), "general".to_owned())],
        };
        Self { words: Words::of("en"), zone: Tz::UTC, me: people[0].clone(), roster: Arc::new(roster) }
    }
}

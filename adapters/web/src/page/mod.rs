//! The page: a community as one person sees it.

mod form;
mod menus;
mod options;
mod people;
mod shell;

use std::collections::HashMap;

use bot_core::Glance;
use bot_core::chat::{AccountId, ChannelId, ServerId};
use bot_core::command::{CommandSpec, Role};
use chrono_tz::Tz;

use crate::Result;
use crate::log::{Person, key};
use crate::room::Playground;
use crate::words::{Words, say};

pub(crate) use form::{edit, form};
pub(crate) use menus::{clock, commands, member, message_menu, picker};
pub(crate) use options::{for_field, for_line};
pub(crate) use people::people;
pub(crate) use shell::{Shown, login, nothing_here, page};

/// A community as one person sees it.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) words: Words,
    pub(crate) zone: Tz,
    pub(crate) glance: Glance,
    /// The community's id.
    pub(crate) community: i64,
    pub(crate) server: ServerId,
    /// The server, as the log names it.
    pub(crate) key: String,
    /// Who looks.
    pub(crate) me: Person,
    pub(crate) people: HashMap<AccountId, Person>,
    pub(crate) channels: Vec<(ChannelId, String)>,
}

impl View {
    /// What `account` sees of a community; whoever is suggested if they are nobody. Nothing if there is no such
    /// community.
    pub(crate) async fn load(
        playground: &Playground,
        community: i64,
        account: Option<&AccountId>,
    ) -> Result<Option<Self>> {
        let all = playground.communities().await?;
        let Some((_, server)) = all.into_iter().find(|(one, _)| one.id == community) else { return Ok(None) };
        let Some(glance) = playground.bot.glance(playground.now(), &server).await? else { return Ok(None) };
        let key = key(&server);
        let people: HashMap<AccountId, Person> =
            playground.log.people(&key).await?.into_iter().map(|one| (one.account.clone(), one)).collect();
        let channels = playground.log.channels(&key).await?;
        let me = account.and_then(|account| people.get(account)).cloned();
        let me = match me {
            Some(me) => me,
            None => somebody(playground, &people, &glance).await?,
        };
        Ok(Some(Self {
            words: Words::of(&glance.language),
            zone: glance.zone,
            community,
            server,
            key,
            me,
            people,
            channels,
            glance,
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
async fn somebody(
    playground: &Playground,
    people: &HashMap<AccountId, Person>,
    glance: &Glance,
) -> Result<Person> {
    if let Some(you) = playground.you().await?.and_then(|you| people.get(&you).cloned()) {
        return Ok(you);
    }
    let mut here: Vec<&Person> = people.values().filter(|person| !person.bot && !person.gone).collect();
    here.sort_by_key(|person| (glance.roles_of(&person.account).len(), person.name.to_lowercase()));
    Ok(here.first().map_or_else(nobody, |person| (*person).clone()))
}

/// Whoever looks at a community without people: the first one who comes.
fn nobody() -> Person {
    Person { account: AccountId::from("you"), name: "you".to_owned(), bot: false, gone: false }
}

#[cfg(test)]
impl View {
    /// Ann, a lead, in a community with a channel.
    pub(crate) fn example() -> Self {
        let person = |account: &str, name: &str| Person {
            account: account.into(),
            name: name.to_owned(),
            bot: false,
            gone: false,
        };
        let people = [person("U1", "Ann"), person("U2", "Bo"), person("U3", "Quiet Viper")];
        let server = ServerId::new(crate::PLATFORM, "home");
        Self {
            words: Words::of("en"),
            zone: Tz::UTC,
            glance: Glance {
                name: "Home".to_owned(),
                language: "en".to_owned(),
                zone: Tz::UTC,
                next_digest: None,
                roles: vec![("U1".into(), Role::Lead)],
            },
            community: 7,
            key: key(&server),
            server,
            me: people[0].clone(),
            people: people.into_iter().map(|one| (one.account.clone(), one)).collect(),
            channels: vec![("C1".into(), "general".to_owned())],
        }
    }
}

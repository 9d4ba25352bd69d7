//! Who is there: people of an imported community are met through the core, newcomers through the door.

use std::collections::HashMap;

use bot_core::Known;
use bot_core::chat::{AccountId, Event, Happening, ServerId};

use super::Playground;
use crate::log::{Item, Person, key};
use crate::{PLATFORM, Result};

/// The longest name that somebody can come under.
const LONGEST_NAME: usize = 60;

/// A name on one line and short enough, without what cannot be seen; nothing if nothing is left.
pub(crate) fn plain_name(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_start_matches('@');
    let visible: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let name: String =
        visible.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_NAME).collect();
    (!name.is_empty()).then_some(name)
}

impl Playground {
    /// Meets the people and channels of communities that were brought in from elsewhere.
    pub(crate) async fn meet(&self) -> Result<()> {
        let now = self.now();
        for (_, server) in self.communities().await? {
            if server.platform.as_str() == PLATFORM {
                continue;
            }
            let at = key(&server);
            let met: HashMap<AccountId, Person> =
                self.log.people(&at).await?.into_iter().map(|one| (one.account.clone(), one)).collect();
            let mut people = self.bot.people(now, &server).await?;
            people.retain(|known| met.get(&known.person.account).is_none_or(|met| differs(met, known)));
            let there = self.log.channels(&at).await?;
            let mut channels = self.bot.channels(now, &server).await?;
            channels.retain(|channel| !there.contains(channel));
            // Nearly always nobody is new.
            if people.is_empty() && channels.is_empty() {
                continue;
            }
            let mut writing = self.log.write().await?;
            for known in &people {
                writing.meet(&at, &known.person).await?;
                writing.set_gone(&at, &known.person.account, known.departed.then_some(now)).await?;
            }
            for (id, name) in &channels {
                writing.add_channel(&at, id, name).await?;
            }
            writing.commit().await?;
        }
        Ok(())
    }

    /// Somebody new comes in under this name.
    pub(crate) async fn join(&self, server: &ServerId, name: &str) -> Result<AccountId> {
        let account = AccountId(format!("G{:08X}", rand::random::<u32>()));
        let person = bot_core::chat::Person::new(account.as_str(), name);
        let now = self.now();
        let event = Event { server: server.clone(), at: now, what: Happening::Joined(person.clone()) };
        let mut writing = self.log.write().await?;
        writing.meet(&key(server), &person).await?;
        writing.plan(now, &Item::Tells(event)).await?;
        writing.commit().await?;
        self.play().await?;
        Ok(account)
    }

    /// Somebody leaves the server, or comes back to it.
    pub(crate) async fn set_gone(&self, server: &ServerId, person: &Person, gone: bool) -> Result<()> {
        let now = self.now();
        let what =
            if gone { Happening::Left(person.account.clone()) } else { Happening::Joined(person.into()) };
        let mut writing = self.log.write().await?;
        writing.set_gone(&key(server), &person.account, gone.then_some(now)).await?;
        writing.plan(now, &Item::Tells(Event { server: server.clone(), at: now, what })).await?;
        writing.commit().await?;
        self.play().await
    }
}

/// Whether the core knows somebody otherwise than they were met.
fn differs(met: &Person, known: &Known) -> bool {
    let name = known.person.name.as_deref();
    met.gone != known.departed || name.is_some_and(|name| name != met.name && name != met.account.as_str())
}

/// `text` with every `@name` of somebody who is here made a mention, `<@account>`; the longest name that fits is meant.
pub(crate) fn mention_all(text: &str, people: &[Person]) -> String {
    let mut mentioned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, from) = rest.split_at(at);
        mentioned.push_str(before);
        let begins_word = !before.ends_with(|c: char| c.is_alphanumeric() || c == '<');
        let found = if begins_word { somebody(&from[1..], people) } else { None };
        match found {
            Some((person, length)) => {
                mentioned.push_str(&format!("<@{}>", person.account));
                rest = &from[1 + length..];
            }
            None => {
                mentioned.push('@');
                rest = &from[1..];
            }
        }
    }
    mentioned.push_str(rest);
    mentioned
}

/// Whose name stands at the beginning of `text`, and how long it is there.
fn somebody<'a>(text: &str, people: &'a [Person]) -> Option<(&'a Person, usize)> {
    if let Some(quoted) = text.strip_prefix('"') {
        let end = quoted.find('"')?;
        let person = people.iter().find(|person| person.name.eq_ignore_ascii_case(&quoted[..end]))?;
        return Some((person, end + 2));
    }
    let fits = |person: &&Person| {
        text.get(..person.name.len()).is_some_and(|head| {
            let ends = !text[head.len()..].starts_with(char::is_alphanumeric);
            ends && head.to_lowercase() == person.name.to_lowercase()
        })
    };
    people
        .iter()
        .filter(fits)
        .max_by_key(|person| person.name.len())
        .map(|person| (person, person.name.len()))
}

/// The accounts that are mentioned in a text, in order.
pub(crate) fn named_in(text: &str) -> Vec<AccountId> {
    let after = |piece: &str| {
        let id = piece.split(['>', '|']).next().unwrap_or_default().trim_start_matches('!');
        (piece.contains('>') && !id.is_empty()).then(|| AccountId::from(id))
    };
    text.split("<@").skip(1).filter_map(after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(names: &[&str]) -> Vec<Person> {
        let person = |name: &&str| Person {
            account: AccountId(format!("U{}", name.len())),
            name: (*name).to_owned(),
            bot: false,
            gone: false,
        };
        names.iter().map(person).collect()
    }

    #[test]
    fn names_become_mentions_and_the_longest_is_meant() {
        let people = people(&["Bo", "Bobby", "Quiet Viper"]);
        assert_eq!(mention_all("@bo, @Bobby and @quiet viper!", &people), "<@U2>, <@U5> and <@U11>!");
        assert_eq!(
            mention_all("@\"Quiet Viper\" a@bo.example @bob @", &people),
            "<@U11> a@bo.example @bob @"
        );
        assert_eq!(mention_all("<@U2> stays, @é too", &people), "<@U2> stays, @é too");
    }

    #[test]
    fn mentioned_accounts_are_found() {
        assert_eq!(named_in("<@U1> and <@!U2|bo> <@ no"), [AccountId::from("U1"), "U2".into()]);
    }

    #[test]
    fn a_name_is_one_short_line() {
        assert_eq!(plain_name(" @A\u{7}n\n n "), Some("A n n".to_owned()));
        assert_eq!(plain_name("<script>"), Some("<script>".to_owned()));
        assert_eq!(plain_name(" \n"), None);
        assert_eq!(plain_name(&"x".repeat(100)).map(|name| name.len()), Some(60));
    }
}

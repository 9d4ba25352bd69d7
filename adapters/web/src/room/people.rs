//! Who is there: people of an imported community are met through the core, newcomers through the door.

use std::collections::{HashMap, HashSet};

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
    let visible = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_unseen(*c));
    let visible: String = visible.collect();
    let name: String =
        visible.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_NAME).collect();
    (!name.is_empty()).then_some(name)
}

/// Characters that have no shape of their own, or turn the direction of others: a name could hide in them. The joiner that
/// makes one emoji of several is none of them.
fn is_unseen(c: char) -> bool {
    let ranges =
        ['\u{200B}'..='\u{200C}', '\u{200E}'..='\u{200F}', '\u{202A}'..='\u{202E}', '\u{2060}'..='\u{206F}'];
    ['\u{AD}', '\u{61C}', '\u{180E}', '\u{FEFF}'].contains(&c)
        || ranges.iter().any(|range| range.contains(&c))
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
            // Whom the core has forgotten was brought here by it, so they are forgotten here as well.
            let still: HashSet<&AccountId> = people.iter().map(|known| &known.person.account).collect();
            let forgotten = |one: &&Person| !still.contains(&one.account) && one.name != one.account.as_str();
            let forgotten: Vec<AccountId> =
                met.values().filter(forgotten).map(|one| one.account.clone()).collect();
            people.retain(|known| met.get(&known.person.account).is_none_or(|met| differs(met, known)));
            let there = self.log.channels(&at).await?;
            let mut channels = self.bot.channels(now, &server).await?;
            channels.retain(|channel| !there.contains(channel));
            // Nearly always nobody is new.
            if people.is_empty() && channels.is_empty() && forgotten.is_empty() {
                continue;
            }
            let mut writing = self.log.write().await?;
            for known in &people {
                writing.meet(&at, &known.person).await?;
                writing.set_gone(&at, &known.person.account, known.departed.then_some(now)).await?;
            }
            for account in &forgotten {
                writing.forget(&at, account, now).await?;
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
        let mut turn = self.turn.lock().await;
        let now = self.now();
        let event = Event { server: server.clone(), at: now, what: Happening::Joined(person.clone()) };
        let mut writing = self.log.write().await?;
        writing.meet(&key(server), &person).await?;
        writing.plan(now, &Item::Tells(event)).await?;
        writing.commit().await?;
        self.play(&mut turn, now).await?;
        Ok(account)
    }

    /// Somebody leaves the server, or comes back to it.
    pub(crate) async fn set_gone(&self, server: &ServerId, person: &Person, gone: bool) -> Result<()> {
        let mut turn = self.turn.lock().await;
        let now = self.now();
        let what =
            if gone { Happening::Left(person.account.clone()) } else { Happening::Joined(person.into()) };
        let mut writing = self.log.write().await?;
        writing.set_gone(&key(server), &person.account, gone.then_some(now)).await?;
        writing.plan(now, &Item::Tells(Event { server: server.clone(), at: now, what })).await?;
        writing.commit().await?;
        self.play(&mut turn, now).await
    }
}

/// Whether the core knows somebody otherwise than they were met.
fn differs(met: &Person, known: &Known) -> bool {
    let name = known.person.name.as_deref();
    met.gone != known.departed || name.is_some_and(|name| name != met.name && name != met.account.as_str())
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

    #[test]
    fn mentioned_accounts_are_found() {
        assert_eq!(named_in("<@U1> and <@!U2|bo> <@ no"), [AccountId::from("U1"), "U2".into()]);
    }

    #[test]
    fn a_name_is_one_short_line() {
        assert_eq!(plain_name(" @A\u{7}n\n n "), Some("A n n".to_owned()));
        assert_eq!(plain_name("<script>"), Some("<script>".to_owned()));
        assert_eq!(plain_name(" \n\u{200B}\u{202E}"), None);
        assert_eq!(plain_name("👩\u{200D}🚀"), Some("👩\u{200D}🚀".to_owned()));
        assert_eq!(plain_name(&"x".repeat(100)).map(|name| name.len()), Some(60));
    }
}

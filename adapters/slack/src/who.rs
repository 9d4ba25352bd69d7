//! Who asks, whom they name, and whether anybody would hear the answer: what Slack does not say along with what is asked.

use std::sync::PoisonError;
use std::time::Duration;

use bot_core::chat::{Event, Happening, Person, ServerId, Source, Text};
use bot_core::command::{Invocation, Modal, Widget};
use tokio::time::Instant;

use crate::answer::Line;
use crate::desk::{Desk, now};
use crate::read::asked::mentioned;
use crate::read::server;
use crate::words::say;
use crate::workspace::Workspace;
use crate::write::form::spec;

/// How long the language of a workspace is remembered.
const LANGUAGE: Duration = Duration::from_secs(30);

impl Desk {
    /// Says who asks and who is named, as Slack describes them.
    pub(crate) async fn describe(&self, invocation: &mut Invocation, here: &Workspace) {
        let asker = invocation.asker.account.as_str().to_owned();
        let known = self.people.meet(&self.http, here, &asker).await;
        // Where Slack does not say, nobody becomes the first admin.
        invocation.may_manage = Some(known.as_ref().is_ok_and(|known| known.admin && !known.visitor));
        if let Ok(known) = known {
            invocation.asker = Person {
                name: known.name.or(invocation.asker.name.take()),
                bot: known.bot,
                account: invocation.asker.account.clone(),
            };
        }
        for person in invocation.people.iter_mut().filter(|person| person.name.is_none() && !person.bot) {
            if let Ok(known) = self.people.meet(&self.http, here, person.account.as_str()).await {
                (person.name, person.bot) = (known.name, known.bot);
            }
        }
        for id in mentioned(&invocation.answers) {
            if let Err(fault) = self.people.meet(&self.http, here, &id).await {
                // Somebody whom Slack does not know is nobody; the core says so.
                tracing::debug!(%fault, "somebody named is not known");
                continue;
            }
            let person = self.people.person(&here.team, &id);
            invocation.people.push(person);
        }
    }

    /// Why nobody would see what Kith says where it was asked, if so.
    pub(crate) async fn unheard(&self, line: &Line<'_>) -> Option<Text> {
        let me = &line.here.me;
        let here = Text::person(&me.as_str().into(), "Kith");
        match &line.back.channel {
            // Nobody else can come where two speak alone.
            Some(channel) if channel.starts_with('D') => Some(say!(line.own, "nowhere").into()),
            Some(channel) if self.rooms.has(&self.http, &line.here, channel).await => None,
            Some(_) => Some(say!(line.own, "unheard", kith = here).into()),
            None => Some(say!(line.own, "nowhere").into()),
        }
    }

    /// Makes mentions of people and channels that were typed by their names, so that a form can show them.
    pub(crate) async fn linked(&self, modal: &mut Modal, server: &ServerId) {
        let Some(spec) = spec(&modal.command) else { return };
        for field in spec.fields {
            let Some(typed) = modal.answers.get(field.name).filter(|typed| !typed.contains('<')) else {
                continue;
            };
            let linked = match field.widget {
                Widget::Member | Widget::Members(_) => self.people_called(server, typed).await,
                Widget::Channel => self.channel_called(server, typed).await,
                _ => None,
            };
            if let Some(linked) = linked {
                modal.answers.set(field.name, linked);
            }
        }
    }

    /// Mentions of people by their names, if each is one person's.
    async fn people_called(&self, server: &ServerId, typed: &str) -> Option<String> {
        let mut mentions = Vec::new();
        for name in typed.split([',', '@']).map(str::trim).filter(|name| !name.is_empty()) {
            let mut found = self.bot.find_people(now(), server, name.trim_matches('"')).await.ok()?;
            let one = found.pop().filter(|_| found.is_empty())?;
            mentions.push(format!("<@{}>", one.account));
        }
        (!mentions.is_empty()).then(|| mentions.join(" "))
    }

    /// The mention of a channel by its name.
    pub(crate) async fn channel_called(&self, server: &ServerId, typed: &str) -> Option<String> {
        let name = typed.trim().trim_start_matches('#');
        let all = self.bot.channels(now(), server).await.ok()?;
        all.into_iter().find(|(_, known)| known == name).map(|(id, _)| format!("<#{id}>"))
    }

    /// Lets the core know the people whom a form will name: nothing was done yet, so nobody was written down.
    pub(crate) async fn meet(&self, invocation: &Invocation) {
        let event = |person: &Person| Event {
            server: invocation.server.clone(),
            at: now(),
            what: Happening::Person(person.clone()),
        };
        let people: Vec<Event> = invocation.people.iter().map(event).collect();
        if !people.is_empty()
            && let Err(error) = self.bot.ingest(now(), Source::Live, &people).await
        {
            tracing::error!(%error, "the people in a form cannot be written down");
        }
    }

    /// The language that Kith speaks in a workspace.
    pub(crate) async fn language(&self, here: &Workspace) -> String {
        let known = self.languages.lock().unwrap_or_else(PoisonError::into_inner).get(&here.team).cloned();
        if let Some((at, language)) = known
            && at.elapsed() < LANGUAGE
        {
            return language;
        }
        let glance = self.bot.glance(now(), &server(&here.team)).await;
        let language = glance.ok().flatten().map_or_else(|| "en".to_owned(), |glance| glance.language);
        let mut languages = self.languages.lock().unwrap_or_else(PoisonError::into_inner);
        languages.insert(here.team.clone(), (Instant::now(), language.clone()));
        language
    }
}

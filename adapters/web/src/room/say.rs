//! What people do on a chat server: write, edit, delete and react. It is kept first, then Kith is told.

use bot_core::chat::event::Message as Said;
use bot_core::chat::{AccountId, Event, Happening, Reaction, ServerId};
use bot_core::moment::Moment;

use super::Playground;
use super::people::named_in;
use crate::Result;
use crate::log::{Item, Message, New, NewFile, Person, Where};

/// A file that somebody sends along.
pub(crate) struct Upload {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The most that all files together may have, in bytes.
const MOST_STORED: i64 = 500 * 1024 * 1024;

/// Media types that browsers show as pictures and that cannot hold a script.
const PICTURES: [&str; 4] = ["image/gif", "image/jpeg", "image/png", "image/webp"];

impl Upload {
    /// What is kept of it. Its type is what its contents say, never what its sender says.
    fn keep(self) -> NewFile {
        let kind = infer::get(&self.bytes).map(|kind| kind.mime_type());
        let kind = kind.filter(|kind| PICTURES.contains(kind)).unwrap_or("application/octet-stream");
        NewFile { alt: String::new(), name: self.name, kind: kind.to_owned(), bytes: self.bytes }
    }
}

impl Playground {
    /// Somebody writes a message. Sent again under the same id, it is the same message. Whether there was room for its
    /// files.
    pub(crate) async fn say(
        &self,
        server: &ServerId,
        at: Where,
        author: &Person,
        id: &str,
        text: &str,
        files: Vec<Upload>,
    ) -> Result<bool> {
        let mut turn = self.turn.lock().await;
        let now = self.now();
        let top = match &at.thread {
            Some(top) => self.log.find(&at.server, &at.channel, top).await?,
            None => None,
        };
        let mut new = New::said(at.clone(), author.account.clone(), text.to_owned(), now);
        new.id = Some(id.into());
        // What is said among few stays among them.
        new.only_for = top.as_ref().and_then(|top| top.only_for.clone());
        new.files = files.into_iter().map(Upload::keep).collect();
        let more: i64 = new.files.iter().map(|file| file.bytes.len() as i64).sum();
        let mut writing = self.log.write().await?;
        if more > 0 && writing.stored().await? + more > MOST_STORED {
            return Ok(false);
        }
        let Some((_, id)) = writing.add(new).await? else { return Ok(true) };
        if let Some(top) = &top
            && top.replies == 0
            && let Some(starter) = self.person_of(top).await?
        {
            let started = Happening::ThreadStarted { root: top.reference(), by: starter };
            writing.plan(now, &Item::Tells(happened(server, now, started))).await?;
        }
        let said = Happening::Message(Said {
            channel: at.channel,
            id,
            author: author.into(),
            thread: at.thread,
            answers: None,
            to: named_in(text).into_iter().next(),
            text: Some(text.to_owned()),
        });
        writing.plan(now, &Item::Tells(happened(server, now, said))).await?;
        writing.commit().await?;
        self.tell_later(&mut turn, now).await;
        Ok(true)
    }

    /// What is kept is told to the core at once. If that fails it is told later, and whoever did it has done it.
    async fn tell_later(&self, played: &mut Option<Moment>, now: Moment) {
        if let Err(error) = self.play(played, now).await {
            tracing::error!(%error, "the core is told later");
        }
    }

    /// Somebody says something else in a message of theirs. Whether they could: nobody else can.
    pub(crate) async fn edit(&self, message: &Message, by: &AccountId, text: &str) -> Result<bool> {
        if message.author.as_ref() != Some(by) || message.deleted {
            return Ok(false);
        }
        let mut writing = self.log.write().await?;
        writing.edit(message.n, text, self.now()).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// Somebody deletes a message of theirs, or puts away what only they see. Whether they could: nobody else can.
    pub(crate) async fn delete(&self, server: &ServerId, message: &Message, by: &AccountId) -> Result<bool> {
        let own = message.author.as_ref() == Some(by);
        if !(own || message.only_for.as_ref() == Some(by)) {
            return Ok(false);
        }
        if message.deleted {
            return Ok(true);
        }
        let mut turn = self.turn.lock().await;
        let now = self.now();
        let mut writing = self.log.write().await?;
        writing.delete(message, now).await?;
        if own {
            let gone = Happening::Deleted(message.reference());
            writing.plan(now, &Item::Tells(happened(server, now, gone))).await?;
        }
        writing.commit().await?;
        self.tell_later(&mut turn, now).await;
        Ok(true)
    }

    /// Somebody puts an emoji under a message, or takes theirs away if it is there.
    pub(crate) async fn react(
        &self,
        server: &ServerId,
        message: &Message,
        by: &Person,
        emoji: &str,
    ) -> Result<()> {
        if message.deleted || message.only_for.is_some() {
            return Ok(());
        }
        let mut turn = self.turn.lock().await;
        let now = self.now();
        let has =
            |reaction: &crate::log::Reaction| reaction.emoji == emoji && reaction.by.contains(&by.account);
        let there = !message.reactions.iter().any(has);
        let author = self.person_of(message).await?;
        let what = if there {
            let emoji = emoji.to_owned();
            Happening::Reacted(Reaction { on: message.reference(), by: by.into(), emoji, author })
        } else {
            let (by, emoji) = (Some(by.account.clone()), Some(emoji.to_owned()));
            Happening::Unreacted { on: message.reference(), by, emoji }
        };
        let mut writing = self.log.write().await?;
        if writing.react(message.n, emoji, &by.account, there, now).await? {
            writing.plan(now, &Item::Tells(happened(server, now, what))).await?;
        }
        writing.commit().await?;
        self.tell_later(&mut turn, now).await;
        Ok(())
    }

    /// Whoever wrote a message, as the core meets people; nobody for Kith's own.
    async fn person_of(&self, message: &Message) -> Result<Option<bot_core::chat::Person>> {
        let Some(account) = &message.author else { return Ok(None) };
        let person = self.log.person(&message.at.server, account).await?;
        Ok(person.map(|person| (&person).into()))
    }
}

fn happened(server: &ServerId, at: Moment, what: Happening) -> Event {
    Event { server: server.clone(), at, what }
}

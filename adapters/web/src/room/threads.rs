//! Threads and reactions out of the outbox. Here every thread hangs under a message; what is for few only they see.

use bot_core::Delivery;
use bot_core::chat::{AccountId, Effect, Message, MessageId, MessageRef, Part, Place, Text, ThreadAt};
use bot_core::moment::Moment;

use super::Playground;
use super::deliver::refused;
use crate::Result;
use crate::log::{Body, New, Where, each, few};

/// Under which name Kith reacts.
const KITH: &str = "Kith";
/// What stands under a thread that is closed, and before the name of one that is for few.
const LOCK: &str = "🔒";

impl Playground {
    /// Puts an emoji under a message.
    pub(super) async fn put_emoji(
        &self,
        now: Moment,
        server: &str,
        at: &MessageRef,
        emoji: &str,
    ) -> Result<Delivery> {
        let mut writing = self.log.write().await?;
        let Some(n) = writing.number(server, &at.channel, &at.message).await? else {
            return Ok(refused("There is no message", at.message.as_str()));
        };
        writing.react(n, &crate::draw::emoji(emoji), &AccountId::from(KITH), true, now).await?;
        writing.commit().await?;
        Ok(Delivery::Done(None))
    }

    /// Opens, changes or closes a thread.
    pub(super) async fn thread_work(
        &self,
        now: Moment,
        server: &str,
        id: i64,
        effect: &Effect,
    ) -> Result<Delivery> {
        match effect {
            Effect::Thread { at, name, message, private, members } => {
                let channel = at.channel().clone();
                if !self.has_channel(server, &channel).await? {
                    return Ok(refused("There is no channel", channel.as_str()));
                }
                let thread = match at {
                    ThreadAt::Channel(_) => None,
                    ThreadAt::Message(root) => Some(self.top_of(server, root).await?),
                };
                let title = if *private { format!("{LOCK} {name}") } else { name.clone() };
                let mut text = Text::default();
                // What the message says itself is not said twice.
                if thread.is_none() && !message.text.to_string().contains(name.as_str()) {
                    text.line(Text::strong(&title));
                }
                let named = |who: &&AccountId| {
                    message
                        .text
                        .parts()
                        .any(|part| matches!(part, Part::Person(one, _) if one == who.as_str()))
                };
                let others: Vec<AccountId> = members.iter().filter(|who| !named(who)).cloned().collect();
                text.line(self.called(server, &others).await?);
                text.line(message.text.clone());
                let message = Message { text, ..message.clone() };
                let place = Where { server: server.to_owned(), channel, thread };
                let mut new = New::kith(place, Body::Kith(message), now);
                new.only_for = private.then(|| few(members));
                self.write_down(new, id).await
            }
            Effect::ThreadMembers { thread: Place::Thread(root), add, remove } => {
                let top = self.top_of(server, root).await?;
                let only_for = self.among_few(server, root, &top, add, remove).await?;
                if add.is_empty() {
                    return Ok(Delivery::Done(None));
                }
                let place =
                    Where { server: server.to_owned(), channel: root.channel.clone(), thread: Some(top) };
                let called = Message::new(self.called(server, add).await?);
                let mut new = New::kith(place, Body::Kith(called), now);
                new.only_for = only_for;
                self.write_down(new, id).await
            }
            Effect::CloseThread { thread: Place::Thread(root) } => {
                let message = self.top_of(server, root).await?;
                let top = MessageRef { channel: root.channel.clone(), message };
                self.put_emoji(now, server, &top, LOCK).await
            }
            _ => Ok(Delivery::Done(None)),
        }
    }

    /// The message at the top of the thread that a message stands in, or opens.
    pub(super) async fn top_of(&self, server: &str, at: &MessageRef) -> Result<MessageId> {
        let found = self.log.find(server, &at.channel, &at.message).await?;
        Ok(found.and_then(|message| message.at.thread).unwrap_or_else(|| at.message.clone()))
    }

    /// Who alone sees a thread after some came and some went; nobody in particular, if everybody sees it.
    async fn among_few(
        &self,
        server: &str,
        root: &MessageRef,
        top: &MessageId,
        add: &[AccountId],
        remove: &[AccountId],
    ) -> Result<Option<AccountId>> {
        let found = self.log.find(server, &root.channel, top).await?;
        let Some(only) = found.and_then(|top| top.only_for) else { return Ok(None) };
        let stays = |account: &AccountId| !remove.contains(account) && !add.contains(account);
        let mut accounts: Vec<AccountId> = each(&only).filter(stays).collect();
        accounts.extend(add.iter().cloned());
        let only = few(&accounts);
        let mut writing = self.log.write().await?;
        writing.show_only(server, &root.channel, top, &only).await?;
        writing.commit().await?;
        Ok(Some(only))
    }

    /// Everybody's mention.
    async fn called(&self, server: &str, people: &[AccountId]) -> Result<Text> {
        let mut mentions = Vec::with_capacity(people.len());
        for account in people {
            let known = self.log.person(server, account).await?;
            let name = known.map_or_else(|| account.0.clone(), |person| person.name);
            mentions.push(Text::person(account, &name));
        }
        Ok(Text::join(mentions, " "))
    }
}

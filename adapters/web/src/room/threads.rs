//! Threads and reactions out of the outbox. Here every thread hangs under a message, and everybody may read it.

use bot_core::Delivery;
use bot_core::chat::{AccountId, Effect, Message, MessageId, MessageRef, Place, Text, ThreadAt};
use bot_core::moment::Moment;

use super::Playground;
use super::deliver::refused;
use crate::Result;
use crate::log::{Body, New, Where};

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
                if thread.is_none() {
                    text.line(Text::strong(&title));
                }
                text.line(self.called(server, members).await?);
                text.line(message.text.clone());
                let message = Message { text, ..message.clone() };
                let place = Where { server: server.to_owned(), channel, thread };
                self.write_down(New::kith(place, Body::Kith(message), now), id).await
            }
            Effect::ThreadMembers { thread: Place::Thread(root), add, .. } if !add.is_empty() => {
                let thread = Some(self.top_of(server, root).await?);
                let place = Where { server: server.to_owned(), channel: root.channel.clone(), thread };
                let called = Message::new(self.called(server, add).await?);
                self.write_down(New::kith(place, Body::Kith(called), now), id).await
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

//! One entry of a channel's file: what somebody said, or what Discord noted.

use std::collections::HashSet;
use std::ops::ControlFlow;

use bot_core::chat::event::Message;
use bot_core::chat::{AccountId, ChannelId, Happening, MessageId, MessageRef, Person};
use bot_core::moment::Moment;
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::Channel;
use crate::out::{Chosen, Out};
use crate::summary::Reason;

/// An entry as it stands in the file.
#[derive(Deserialize)]
pub(super) struct Raw {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    timestamp: DateTime<Utc>,
    content: Option<String>,
    author: User,
    reactions: Option<Vec<RawReaction>>,
    mentions: Option<Vec<User>>,
    reference: Option<Reference>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    name: Option<String>,
    nickname: Option<String>,
    /// Webhooks are bots too. The discriminator says nothing: by now it is `0000` for nearly everybody.
    is_bot: Option<bool>,
}

#[derive(Deserialize)]
struct RawReaction {
    emoji: Emoji,
    count: Option<u64>,
    /// Older versions do not say whose they are.
    users: Option<Vec<User>>,
}

#[derive(Deserialize)]
struct Emoji {
    id: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reference {
    message_id: Option<String>,
    channel_id: Option<String>,
}

impl User {
    fn name(&self) -> Option<&String> {
        [&self.nickname, &self.name].into_iter().flatten().find(|name| !name.is_empty())
    }

    fn person(&self) -> Person {
        let (account, name) = (AccountId(self.id.clone()), self.name().cloned());
        Person { account, name, bot: self.is_bot == Some(true) }
    }
}

impl Raw {
    /// Hands on what the entry says, or counts why not. `threads` are those of which it was already said that they
    /// were opened.
    pub(super) fn tell(
        self,
        channel: &Channel,
        threads: &mut HashSet<MessageRef>,
        out: &mut Out<'_>,
    ) -> ControlFlow<()> {
        let (at, author) = (Moment::from(self.timestamp), self.author.person());
        if author.bot {
            return self.leave_out(Reason::Bot, out);
        }
        match self.kind.as_str() {
            "Default" | "Reply" | "0" | "19" => self.said(at, author, channel, threads, out),
            "GuildMemberJoin" | "7" => {
                out.meet(&author, at)?;
                out.event(at, Happening::Joined(author))?;
                self.leave_reactions_out(out)
            }
            "ThreadCreated" | "ThreadStarterMessage" | "18" | "21" => {
                if let Some(root) = self.root(channel).filter(|root| threads.insert(root.clone())) {
                    out.meet(&author, at)?;
                    out.event(at, Happening::ThreadStarted { root, by: author })?;
                }
                self.leave_out(Reason::System, out)
            }
            _ => self.leave_out(Reason::System, out),
        }
    }

    /// The message over the thread of which this entry tells.
    fn root(&self, channel: &Channel) -> Option<MessageRef> {
        let reference = self.reference.as_ref()?;
        if channel.is_thread() {
            // A thread begins by pointing to the message that it hangs on.
            Some(MessageRef::new(reference.channel_id.as_deref()?, reference.message_id.as_deref()?))
        } else {
            // A channel points to the thread, which has the id of the message that it hangs on.
            Some(MessageRef::new(&channel.id, reference.channel_id.as_deref()?))
        }
    }

    fn said(
        self,
        at: Moment,
        author: Person,
        channel: &Channel,
        threads: &mut HashSet<MessageRef>,
        out: &mut Out<'_>,
    ) -> ControlFlow<()> {
        let reply = matches!(self.kind.as_str(), "Reply" | "19");
        let text = self.content.filter(|text| !text.is_empty());
        let mut mentions = self.mentions.iter().flatten();
        let to = if reply {
            mentions.next()
        } else {
            text.as_deref().and_then(|text| mentions.find(|user| begins_with(text, user)))
        };
        let to = to.map(User::person).filter(|to| !to.bot && to.account != author.account);
        if let Some(to) = &to {
            out.meet(to, at)?;
        }
        // The post that opens a forum's thread has the thread's own id.
        let opens = channel.is_thread() && self.id == channel.id;
        let opens = opens && threads.insert(MessageRef::new(&channel.id, &self.id));
        let thread = (channel.is_thread() && self.id != channel.id).then(|| MessageId(channel.id.clone()));
        let reactions = self.reactions.into_iter().flatten().map(|reaction| {
            let by: Vec<Person> = reaction.users.iter().flatten().map(User::person).collect();
            let emoji =
                [reaction.emoji.name, reaction.emoji.id].into_iter().flatten().find(|name| !name.is_empty());
            let count = reaction.count.unwrap_or(by.len() as u64);
            Chosen { emoji: emoji.unwrap_or_default(), by, count }
        });
        let reactions = reactions.collect();
        let answers = self.reference.and_then(|reference| reference.message_id).filter(|_| reply);
        let message = Message {
            channel: ChannelId(channel.id.clone()),
            id: MessageId(self.id),
            author,
            thread,
            answers: answers.map(MessageId),
            to: to.map(|to| to.account),
            text,
        };
        out.message(at, message, opens, reactions)
    }

    fn leave_out(&self, reason: Reason, out: &mut Out<'_>) -> ControlFlow<()> {
        out.leave_out(reason, 1);
        self.leave_reactions_out(out)
    }

    fn leave_reactions_out(&self, out: &mut Out<'_>) -> ControlFlow<()> {
        let reactions = self.reactions.iter().flatten();
        let reactions =
            reactions.map(|reaction| reaction.users.as_ref().map_or(0, |users| users.len() as u64));
        out.leave_out(Reason::ReactionToLeftOut, reactions.sum());
        ControlFlow::Continue(())
    }
}

/// Whether a text begins by mentioning this user, as the exporter writes it or as Discord does.
fn begins_with(text: &str, user: &User) -> bool {
    let text = text.trim_start();
    let raw = text.strip_prefix("<@").map(|text| text.trim_start_matches('!'));
    let drawn = text.strip_prefix('@');
    raw.and_then(|text| text.strip_prefix(&user.id)).is_some_and(|rest| rest.starts_with('>'))
        || drawn.zip(user.name()).is_some_and(|(text, name)| text.starts_with(name.as_str()))
}

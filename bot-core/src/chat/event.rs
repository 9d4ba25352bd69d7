//! What happened on a chat server, as plain data: the only way in for things nobody asked the bot.

use serde::{Deserialize, Serialize};

use super::{AccountId, ChannelId, MessageId, MessageRef, Person, RoleId, ServerId};
use crate::moment::Moment;

/// One thing that happened on a server.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Event {
    /// Where it happened.
    pub server: ServerId,
    /// When, by the platform's clock.
    pub at: Moment,
    /// What it was.
    pub what: Happening,
}

/// The kinds of things that happen.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub enum Happening {
    /// A channel exists, or has a new name. `parent` is set where a thread is a channel of its own.
    Channel {
        /// Which one.
        id: ChannelId,
        /// What members call it, without any `#`.
        name: String,
        /// The channel that it belongs to; its figures count there.
        parent: Option<ChannelId>,
    },
    /// A channel or a thread was deleted.
    ChannelGone(ChannelId),
    /// A message was deleted.
    Deleted(MessageRef),
    /// Somebody came to the server.
    Joined(Person),
    /// Somebody left it.
    Left(AccountId),
    /// These are all who are on the server: whoever else was, left before. People alone; other bots come and go unseen.
    Everybody(Vec<AccountId>),
    /// These are all channels (threads aside) and roles that the server has: whatever else it named before was
    /// deleted.
    Inventory {
        /// Every channel.
        channels: Vec<ChannelId>,
        /// Every role.
        roles: Vec<RoleId>,
    },
    /// A message was written. An edit is the same message again, and changes nothing.
    Message(Message),
    /// Somebody is there, under this name.
    Person(Person),
    /// Somebody reacted to a message.
    Reacted(Reaction),
    /// A role exists, or has a new name.
    Role {
        /// Which one.
        id: RoleId,
        /// What members call it.
        name: String,
    },
    /// A role was deleted.
    RoleGone(RoleId),
    /// Somebody now has just these roles.
    Roles {
        /// Who.
        account: AccountId,
        /// All of them.
        roles: Vec<RoleId>,
    },
    /// The server has this name.
    Server {
        /// What people call it.
        name: String,
    },
    /// The bot was taken off the server.
    ServerGone,
    /// A thread was opened under a message, which may be the one that opened it.
    ThreadStarted {
        /// The message at its top.
        root: MessageRef,
        /// Who wrote that message.
        by: Person,
    },
    /// A reaction was taken back; who and which are left open where the platform cleared several.
    Unreacted {
        /// The message.
        on: MessageRef,
        /// Whose; everybody's if `None`.
        by: Option<AccountId>,
        /// Which emoji; every one if `None`.
        emoji: Option<String>,
    },
    /// Somebody is a visitor (a guest, or of another organisation), or is one no longer.
    Visitor {
        /// Who.
        account: AccountId,
        /// Whether they are.
        visitor: bool,
    },
}

/// A message that was written.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Message {
    /// Where it stands.
    pub channel: ChannelId,
    /// Which one it is.
    pub id: MessageId,
    /// Who wrote it.
    pub author: Person,
    /// The top message of the thread that it stands in, if it stands in one.
    pub thread: Option<MessageId>,
    /// The message that it replies to, where the platform has such replies.
    pub answers: Option<MessageId>,
    /// Whom it addresses, where that is known.
    pub to: Option<AccountId>,
    /// What it says. Looked at once to see whether it asks something; never stored.
    pub text: Option<String>,
}

/// A reaction to a message.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Reaction {
    /// The message.
    pub on: MessageRef,
    /// Who reacted.
    pub by: Person,
    /// The emoji as the platform names it; skin tones and aliases are folded by the core.
    pub emoji: String,
    /// Who wrote the message, where the platform said so.
    pub author: Option<Person>,
}

/// How a batch of events came to Kith.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Source {
    /// From an export: counted, marked as imported, and never answered.
    Import,
    /// As it happened.
    Live,
}

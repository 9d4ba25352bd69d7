//! What the bot wants done on a platform: put into the outbox, carried out later by an adapter.

use serde::{Deserialize, Serialize};

use super::{AccountId, ChannelId, Message, MessageRef, RoleId};

/// One thing to do on a platform.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub enum Effect {
    /// Close a thread: it is done, and nobody writes in it any more where the platform can see to that.
    CloseThread {
        /// Which.
        thread: Place,
    },
    /// Write to one person, who has acted first.
    Direct {
        /// To whom.
        to: AccountId,
        /// What.
        message: Message,
    },
    /// Replace the words and buttons of a message that the bot wrote.
    Edit {
        /// Which.
        on: MessageRef,
        /// What it shall say now.
        message: Message,
    },
    /// Give somebody a role on the platform.
    GrantRole {
        /// To whom.
        to: AccountId,
        /// Which.
        role: RoleId,
    },
    /// Write in a channel or a thread.
    Post {
        /// Where.
        to: Place,
        /// What.
        message: Message,
    },
    /// React to a message.
    React {
        /// To which.
        at: MessageRef,
        /// A Unicode emoji.
        emoji: String,
        /// What is said instead, where the platform lets one person alone see something in a channel.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instead: Option<Whisper>,
    },
    /// Take a role away from somebody.
    RevokeRole {
        /// From whom.
        from: AccountId,
        /// Which.
        role: RoleId,
    },
    /// Open a thread and write in it. What comes of it is that message: by it [`Place::Thread`] finds the thread again,
    /// and it can be edited.
    Thread {
        /// Where.
        at: ThreadAt,
        /// What it is called, where threads have names.
        name: String,
        /// The first message in it.
        message: Message,
        /// Only for its members, where the platform has such threads.
        #[serde(default)]
        private: bool,
        /// Who is called into it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        members: Vec<AccountId>,
    },
    /// Call people into a thread, or take them out of it.
    ThreadMembers {
        /// Which.
        thread: Place,
        /// Who comes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        add: Vec<AccountId>,
        /// Who goes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        remove: Vec<AccountId>,
    },
}

/// Something that one person alone sees, in a channel or a thread where others talk. It lasts no longer than it is looked at.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Whisper {
    /// Who sees it.
    pub to: AccountId,
    /// Where.
    pub at: Place,
    /// What.
    pub message: Message,
}

/// Where a thread is opened.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub enum ThreadAt {
    /// By itself, in a channel.
    Channel(ChannelId),
    /// Under a message. A private one that cannot hang on a message stands by itself in its channel.
    Message(MessageRef),
}

impl ThreadAt {
    /// The channel that it is opened in.
    pub fn channel(&self) -> &ChannelId {
        match self {
            Self::Channel(channel) => channel,
            Self::Message(root) => &root.channel,
        }
    }
}

/// Where a post goes.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub enum Place {
    /// Into a channel.
    Channel(ChannelId),
    /// Into the thread under a message, or the one that the message stands in.
    Thread(MessageRef),
    /// Into the thread under what another effect will have posted. [`crate::Bot::due`] makes it a `Thread`, or the
    /// same channel where the platform gave no message to answer.
    ThreadOf {
        /// The other effect.
        effect: i64,
        /// The channel that it posts in.
        channel: ChannelId,
    },
}

impl Place {
    /// The channel that it is in.
    pub fn channel(&self) -> &ChannelId {
        match self {
            Self::Channel(channel) | Self::ThreadOf { channel, .. } => channel,
            Self::Thread(root) => &root.channel,
        }
    }
}

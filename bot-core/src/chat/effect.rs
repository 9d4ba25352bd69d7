//! What the bot wants done on a platform: put into the outbox, carried out later by an adapter.

use serde::{Deserialize, Serialize};

use super::{AccountId, ChannelId, Message, MessageRef, RoleId};

/// One thing to do on a platform.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub enum Effect {
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
    /// Take a role away from somebody.
    RevokeRole {
        /// From whom.
        from: AccountId,
        /// Which.
        role: RoleId,
    },
}

/// Where a post goes.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub enum Place {
    /// Into a channel.
    Channel(ChannelId),
    /// Into the thread under a message.
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

//! What people do in a story, in a word.

use super::TestBot;
use crate::chat::event::Message;
use crate::chat::{Happening, MessageId, MessageRef, Reaction};

/// Somebody writes to everybody in a channel.
pub fn message(who: &str, channel: &str, id: &str, text: &str) -> Happening {
    Happening::Message(Message {
        channel: channel.into(),
        id: id.into(),
        author: TestBot::person(who),
        thread: None,
        answers: None,
        to: None,
        text: Some(text.to_owned()),
    })
}

/// Somebody writes in the thread under a message.
pub fn reply(who: &str, channel: &str, id: &str, root: &str) -> Happening {
    let Happening::Message(mut written) = message(who, channel, id, "sure") else { unreachable!() };
    written.thread = Some(MessageId::from(root));
    Happening::Message(written)
}

/// Somebody reacts to somebody's message.
pub fn reaction(who: &str, emoji: &str, channel: &str, id: &str, author: &str) -> Happening {
    Happening::Reacted(Reaction {
        on: MessageRef::new(channel, id),
        by: TestBot::person(who),
        emoji: emoji.to_owned(),
        author: Some(TestBot::person(author)),
    })
}

/// Somebody takes a reaction back.
pub fn unreaction(who: &str, emoji: &str, channel: &str, id: &str) -> Happening {
    let by = Some(TestBot::person(who).account);
    Happening::Unreacted { on: MessageRef::new(channel, id), by, emoji: Some(emoji.to_owned()) }
}

/// Somebody's message becomes a thread.
pub fn thread(who: &str, channel: &str, root: &str) -> Happening {
    Happening::ThreadStarted { root: MessageRef::new(channel, root), by: TestBot::person(who) }
}

/// A message is deleted.
pub fn deletion(channel: &str, id: &str) -> Happening {
    Happening::Deleted(MessageRef::new(channel, id))
}

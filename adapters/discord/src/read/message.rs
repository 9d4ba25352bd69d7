//! Messages: live, edited, or out of a channel's history, into the core's events.

use bot_core::chat::event::Message as Written;
use bot_core::chat::{Event, Happening, MessageRef, ServerId};
use serenity::all::{Message, MessageType, MessageUpdateEvent, UserId};

use super::event::{Threads, user};
use super::server;
use crate::snowflake::born;

/// A message, live or out of a channel's history, which does not say the server: then it is `here`.
pub(crate) fn message(message: &Message, here: Option<&ServerId>, threads: &Threads) -> Vec<Event> {
    let Some(here) = message.guild_id.map(|guild| server(guild.to_string())).or_else(|| here.cloned()) else {
        return Vec::new();
    };
    let at = born(message.id.get());
    let nick = message.member.as_ref().and_then(|member| member.nick.as_deref());
    let mut author = user(&message.author, nick);
    author.bot |= message.webhook_id.is_some();
    let channel = message.channel_id.to_string();
    let id = message.id.to_string();
    let event = |what| Event { server: here.clone(), at, what };
    let reference = message.message_reference.as_ref();
    match message.kind {
        MessageType::MemberJoin => vec![event(Happening::Joined(author))],
        // A channel points to the thread, which has the id of the message that it hangs on.
        MessageType::ThreadCreated => {
            let root = reference.map(|thread| MessageRef::new(&channel, &thread.channel_id.to_string()));
            root.map(|root| event(Happening::ThreadStarted { root, by: author })).into_iter().collect()
        }
        // A thread begins by pointing to the message that it hangs on.
        MessageType::ThreadStarterMessage => {
            let by = message.referenced_message.as_ref().map_or(author, |top| user(&top.author, None));
            let root = reference.and_then(|top| {
                Some(MessageRef::new(&top.channel_id.to_string(), &top.message_id?.to_string()))
            });
            root.map(|root| event(Happening::ThreadStarted { root, by })).into_iter().collect()
        }
        MessageType::Regular | MessageType::InlineReply => {
            // The post that opens a forum's thread has the thread's own id.
            let opens = id == channel;
            let in_thread = message.position.is_some() || threads.contains(&message.channel_id.get());
            let text = Some(&message.content).filter(|text| !text.is_empty());
            let reply = message.kind == MessageType::InlineReply;
            let to = if reply {
                let top = message.referenced_message.as_ref().map(|top| &top.author);
                top.or_else(|| message.mentions.first())
            } else {
                message.mentions.iter().find(|user| text.is_some_and(|text| begins_with(text, user.id)))
            };
            let to = to.filter(|to| !to.bot && to.id != message.author.id).map(|to| to.id.to_string());
            let answers = reference.and_then(|top| top.message_id).filter(|_| reply);
            let started = (opens && !author.bot).then(|| {
                let root = MessageRef::new(&channel, &id);
                event(Happening::ThreadStarted { root, by: author.clone() })
            });
            let thread = (in_thread && !opens).then(|| channel.as_str().into());
            let written = Written {
                channel: channel.as_str().into(),
                id: id.as_str().into(),
                author,
                thread,
                answers: answers.map(|id| id.to_string().as_str().into()),
                to: to.map(|to| to.as_str().into()),
                text: text.cloned(),
            };
            std::iter::once(event(Happening::Message(written))).chain(started).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a text begins by mentioning this user.
fn begins_with(text: &str, user: UserId) -> bool {
    let rest = text.trim_start().strip_prefix("<@").map(|rest| rest.trim_start_matches('!'));
    rest.and_then(|rest| rest.strip_prefix(&user.to_string())).is_some_and(|rest| rest.starts_with('>'))
}

/// An edit is the same message again. One that names no author is about its embeds.
pub(super) fn edit(edit: &MessageUpdateEvent, threads: &Threads) -> Vec<Event> {
    let (Some(author), Some(guild), Some(_)) = (&edit.author, edit.guild_id, edit.edited_timestamp) else {
        return Vec::new();
    };
    let plain = matches!(edit.kind, None | Some(MessageType::Regular));
    if !plain {
        return Vec::new();
    }
    let nick = edit.member.as_ref().and_then(|member| member.as_ref()?.nick.clone());
    let mut author = user(author, nick.as_deref());
    author.bot |= matches!(edit.webhook_id, Some(Some(_)));
    let (channel, id) = (edit.channel_id.to_string(), edit.id.to_string());
    let in_thread = matches!(edit.position, Some(Some(_))) || threads.contains(&edit.channel_id.get());
    let written = Written {
        thread: (in_thread && channel != id).then(|| channel.as_str().into()),
        channel: channel.as_str().into(),
        id: id.as_str().into(),
        author,
        answers: None,
        to: None,
        text: edit.content.clone().filter(|text| !text.is_empty()),
    };
    let at = born(edit.id.get());
    vec![Event { server: server(guild.to_string()), at, what: Happening::Message(written) }]
}

//! What the bot says and does, as text to compare.

use super::PLATFORM;
use crate::chat::{AccountId, Effect, Message, Place, Platform, ThreadAt, Whisper};
use crate::command::Modal;

/// A message as text: its words, its buttons, its pictures and files.
pub fn message_text(message: &Message) -> String {
    let mut text = message.text.to_string();
    for picture in &message.pictures {
        text.push_str(&format!("\n<picture {}: {}>", picture.name, picture.alt));
    }
    for file in &message.files {
        text.push_str(&format!("\n<file {}>", file.name));
    }
    for button in &message.buttons {
        text.push_str(&format!("\n[{}]", button.label));
    }
    text
}

pub(super) fn modal_text(modal: &Modal) -> String {
    let problems = modal.problems.iter().map(|problem| {
        let words = if problem.words.is_empty() { "missing".to_owned() } else { problem.words.to_string() };
        format!("\n{}: {words}", problem.field)
    });
    format!(
        "/{} {:?}{}",
        modal.command,
        modal.answers.iter().collect::<Vec<_>>(),
        problems.collect::<String>()
    )
}

/// An effect as text.
pub fn effect_text(effect: &Effect) -> String {
    match effect {
        Effect::CloseThread { thread } => format!("close the thread {}", place_text(thread)),
        Effect::Direct { to, message } => format!("to @{to}: {}", message_text(message)),
        Effect::Edit { on, message } => format!("edit {}: {}", on.message, message_text(message)),
        Effect::GrantRole { to, role } => format!("give @{to} the role {role}"),
        Effect::Post { to, message } => format!("{}: {}", place_text(to), message_text(message)),
        Effect::React { at, emoji, instead } => {
            let react = format!("react to {} in #{} with {emoji}", at.message, at.channel);
            instead.as_ref().map_or(react.clone(), |whisper| {
                let Whisper { to, at, message } = whisper;
                format!("{react}, or say to @{to} alone {}: {}", place_text(at), message_text(message))
            })
        }
        Effect::RevokeRole { from, role } => format!("take the role {role} from @{from}"),
        Effect::Thread { at, name, message, private, members } => {
            let under = match at {
                ThreadAt::Channel(channel) => format!("in #{channel}"),
                ThreadAt::Message(root) => format!("in #{} under {}", root.channel, root.message),
            };
            let kind = if *private { "a private thread" } else { "a thread" };
            let whom = people_text(members);
            let whom = if whom.is_empty() { whom } else { format!(" with {whom}") };
            format!("open {kind} “{name}” {under}{whom}: {}", message_text(message))
        }
        Effect::ThreadMembers { thread, add, remove } => {
            let changes = [("call", add, "into"), ("take", remove, "out of")];
            let changes = changes.into_iter().filter(|(_, who, _)| !who.is_empty());
            let place = place_text(thread);
            let said = changes
                .map(|(does, who, way)| format!("{does} {} {way} the thread {place}", people_text(who)));
            said.collect::<Vec<_>>().join(", ")
        }
    }
}

fn people_text(accounts: &[AccountId]) -> String {
    accounts.iter().map(|account| format!("@{account}")).collect::<Vec<_>>().join(" and ")
}

fn place_text(place: &Place) -> String {
    match place {
        Place::Channel(channel) => format!("in #{channel}"),
        Place::Thread(root) => format!("in #{} under {}", root.channel, root.message),
        Place::ThreadOf { channel, .. } => format!("in #{channel}, below it"),
    }
}

/// An effect as text, with the platform where it is not the first one.
pub(super) fn on_platform(platform: &Platform, text: String) -> String {
    if platform.as_str() == PLATFORM { text } else { format!("({platform}) {text}") }
}

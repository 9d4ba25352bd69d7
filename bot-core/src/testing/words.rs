//! What the bot says and does, as text to compare.

use super::PLATFORM;
use crate::chat::{Effect, Message, Place, Platform};
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
        Effect::Direct { to, message } => format!("to @{to}: {}", message_text(message)),
        Effect::Edit { on, message } => format!("edit {}: {}", on.message, message_text(message)),
        Effect::GrantRole { to, role } => format!("give @{to} the role {role}"),
        Effect::RevokeRole { from, role } => format!("take the role {role} from @{from}"),
        Effect::Post { to, message } => match to {
            Place::Channel(channel) => format!("in #{channel}: {}", message_text(message)),
            Place::Thread(root) => {
                format!("in #{} under {}: {}", root.channel, root.message, message_text(message))
            }
            Place::ThreadOf { channel, .. } => format!("in #{channel}, below it: {}", message_text(message)),
        },
    }
}

/// An effect as text, with the platform where it is not the first one.
pub(super) fn on_platform(platform: &Platform, text: String) -> String {
    if platform.as_str() == PLATFORM { text } else { format!("({platform}) {text}") }
}

//! A shout-out as people see it.

use super::queries::Given;
use crate::chat::{Button, Message, MessageRef, Text, one_line};
use crate::context::{Context, Member};
use crate::text::{Words, say};

/// Everything on the card.
pub(crate) struct Card<'a> {
    pub(crate) giver: Text,
    pub(crate) thanked: &'a [Member],
    pub(crate) reason: &'a str,
    pub(crate) value: Option<&'a str>,
    pub(crate) from_staff: bool,
    pub(crate) about: Option<&'a MessageRef>,
    /// Whether it is read on another platform than the one of those who are thanked.
    pub(crate) elsewhere: bool,
}

impl<'a> Card<'a> {
    /// The same for another platform, where nobody here can be mentioned and no message can be followed.
    pub(crate) fn for_elsewhere(&self, giver: &Member) -> Self {
        Self { giver: Text::typed(&giver.name), elsewhere: true, about: None, ..*self }
    }
}

/// The words of a shout-out.
pub(crate) fn words(words: Words, card: &Card<'_>) -> Text {
    let name = |member: &Member| {
        if card.elsewhere { Text::typed(&member.name) } else { member.mention() }
    };
    let who = words.list(card.thanked.iter().map(name).collect());
    let giver = card.giver.clone();
    let mut text = if card.from_staff {
        say!(words, "shoutout-given-by-staff", giver = giver, who = who)
    } else {
        say!(words, "shoutout-given", giver = giver, who = who)
    };
    if !card.reason.is_empty() {
        text.line(Text::quote(card.reason));
    }
    if let Some(value) = card.value {
        text.line(say!(words, "shoutout-value", value = Text::typed(value)));
    }
    if let Some(about) = card.about {
        let here = say!(words, "shoutout-this-message").to_string();
        text.line(say!(words, "shoutout-about", message = Text::message(about, &here)));
    }
    text
}

/// The message with the button that takes it back.
pub(crate) fn message(ctx: &Context, card: &Card<'_>, id: i64) -> Message {
    let label = say!(ctx.words, "button-undo").to_string();
    Message::new(words(ctx.words, card)).button(Button::new(label, "undo", "shoutout", &id.to_string()))
}

/// A shout-out on one line of a list.
pub(crate) fn line(words: Words, given: &Given, giver: Text, thanked: Vec<Text>) -> Text {
    let who = words.list(thanked);
    let reason = if given.reason.is_empty() {
        say!(words, "shoutout-by-reaction")
    } else {
        Text::typed(&one_line(&given.reason))
    };
    let reason = match &given.value {
        Some(value) => say!(words, "shoutout-reason-value", reason = reason, value = Text::typed(value)),
        None => reason,
    };
    if given.from_staff {
        say!(words, "shoutout-line-by-staff", giver = giver, who = who, reason = reason)
    } else {
        say!(words, "shoutout-line", giver = giver, who = who, reason = reason)
    }
}

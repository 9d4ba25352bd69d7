//! Text that every platform can draw: our words, people's words kept apart from ours, and mentions.
//!
//! A [`Text`] is a string in which private-use characters mark the parts that platforms draw in their own way. It goes
//! through Fluent like any other string, and nothing that a person types can forge a mark: [`Text::typed`] removes them.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AccountId, ChannelId, MessageRef};
use crate::moment::Moment;

const OPEN: char = '\u{E000}';
const MIDDLE: char = '\u{E001}';
const CLOSE: char = '\u{E002}';

/// What somebody typed, or is called, without what no platform draws and no database keeps: control characters, and
/// the marks of a [`Text`].
pub(crate) fn printable(typed: &str) -> String {
    let odd = |c: &char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(*c, OPEN | MIDDLE | CLOSE);
    typed.chars().filter(|c| !odd(c)).collect()
}

/// What somebody typed, on one line: it can look like no line of ours.
pub(crate) fn one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What somebody or something is called: on one line, no longer than any platform lets it be, and no mention of anybody else.
pub(crate) fn called(name: &str) -> String {
    const LONGEST: usize = 100;
    let name = ["@", "#", "!"].iter().fold(one_line(&printable(name)), |name, sign| {
        name.replace(&format!("<{sign}"), &format!("‹{sign}"))
    });
    name.chars().take(LONGEST).collect()
}

/// A text with marked parts. Line breaks are `\n`, list items start with `• `.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Text(String);

/// A part of a [`Text`], for an adapter to draw.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Part<'a> {
    /// A channel, with the name to show where it cannot be linked.
    Channel(&'a str, &'a str),
    /// Code, or words to type just so.
    Code(&'a str),
    /// A link: where it leads, and its words, which a person may have typed.
    Link(&'a str, &'a str),
    /// A message in a channel, with the words that lead there.
    Message(&'a str, &'a str, &'a str),
    /// A person, with the name to show where they cannot be mentioned.
    Person(&'a str, &'a str),
    /// A line or more that stands as a quotation; a person typed it.
    Quote(&'a str),
    /// Words of ours that stand out.
    Strong(&'a str),
    /// What a person typed: an adapter neutralises whatever means something on its platform.
    Typed(&'a str),
    /// A moment, in milliseconds, with the words to show where the platform has no way to draw it.
    When(Moment, &'a str),
    /// Words of ours.
    Words(&'a str),
}

impl Text {
    /// Words of ours, as they came out of the Fluent files.
    pub fn words(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// What a person typed.
    pub fn typed(typed: &str) -> Self {
        Self::mark('t', &[typed])
    }

    /// What a person typed, as a quotation.
    pub fn quote(typed: &str) -> Self {
        Self::mark('q', &[typed])
    }

    /// Code, or words to type just so.
    pub fn code(code: &str) -> Self {
        Self::mark('c', &[code])
    }

    /// Words that stand out.
    pub fn strong(words: &str) -> Self {
        Self::mark('b', &[words])
    }

    /// A link with its words.
    pub fn link(to: &str, words: &str) -> Self {
        Self::mark('l', &[to, words])
    }

    /// A person.
    pub fn person(account: &AccountId, name: &str) -> Self {
        Self::mark('p', &[account.as_str(), name])
    }

    /// A channel.
    pub fn channel(channel: &ChannelId, name: &str) -> Self {
        Self::mark('h', &[channel.as_str(), name])
    }

    /// A message, with the words that lead there.
    pub fn message(at: &MessageRef, words: &str) -> Self {
        Self::mark('m', &[at.channel.as_str(), at.message.as_str(), words])
    }

    /// A moment, with the words to show where it cannot be drawn.
    pub fn when(moment: Moment, words: &str) -> Self {
        Self::mark('w', &[&moment.0.to_string(), words])
    }

    fn mark(kind: char, fields: &[&str]) -> Self {
        let mut text = String::from(OPEN);
        text.push(kind);
        for (n, field) in fields.iter().enumerate() {
            if n > 0 {
                text.push(MIDDLE);
            }
            text.extend(field.chars().filter(|c| !matches!(*c, OPEN | MIDDLE | CLOSE)));
        }
        text.push(CLOSE);
        Self(text)
    }

    /// As it is kept: with its marks.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds `text` on a line of its own, unless it is empty.
    pub fn line(&mut self, text: impl Into<Self>) {
        let text = text.into();
        if text.is_empty() {
            return;
        }
        if !self.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(&text.0);
    }

    /// Several texts with `between` between them.
    pub fn join(texts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let texts: Vec<String> = texts.into_iter().map(|text| text.0).collect();
        Self(texts.join(between))
    }

    /// Its parts, in order.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let mut rest = self.0.as_str();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let Some(marked) = rest.strip_prefix(OPEN) else {
                let (words, tail) = rest.split_at(rest.find(OPEN).unwrap_or(rest.len()));
                rest = tail;
                return Some(Part::Words(words));
            };
            let (inside, tail) = marked.split_once(CLOSE).unwrap_or((marked, ""));
            rest = tail;
            Some(Self::part(inside))
        })
    }

    fn part(inside: &str) -> Part<'_> {
        let mut chars = inside.chars();
        let kind = chars.next();
        let fields = chars.as_str();
        let (first, second) = fields.split_once(MIDDLE).unwrap_or((fields, fields));
        match kind {
            Some('b') => Part::Strong(fields),
            Some('c') => Part::Code(fields),
            Some('h') => Part::Channel(first, second),
            Some('l') => Part::Link(first, second),
            Some('m') => {
                let (message, words) = second.split_once(MIDDLE).unwrap_or((second, ""));
                Part::Message(first, message, words)
            }
            Some('p') => Part::Person(first, second),
            Some('q') => Part::Quote(fields),
            Some('w') => Part::When(Moment(first.parse().unwrap_or_default()), second),
            _ => Part::Typed(fields),
        }
    }
}

/// The text without any drawing: what a terminal shows, and what a screen reader says.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.parts() {
            match part {
                Part::Channel(_, name) => write!(f, "#{name}")?,
                Part::Link(to, words) if to == words => f.write_str(to)?,
                Part::Link(to, words) => write!(f, "{words} ({to})")?,
                Part::Person(_, name) => write!(f, "@{name}")?,
                Part::Quote(typed) => {
                    let lines: Vec<String> = typed.lines().map(|line| format!("> {line}")).collect();
                    f.write_str(&lines.join("\n"))?;
                }
                Part::Code(words)
                | Part::Message(_, _, words)
                | Part::Strong(words)
                | Part::Typed(words)
                | Part::When(_, words)
                | Part::Words(words) => f.write_str(words)?,
            }
        }
        Ok(())
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self(words)
    }
}

/// Lets a text stand as an argument in a Fluent message.
impl From<Text> for fluent::FluentValue<'_> {
    fn from(text: Text) -> Self {
        Self::String(text.0.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_types_cannot_forge_a_mark() {
        let text = Text::typed("\u{E002}\u{E000}pU1\u{E001}boss\u{E002}hi");
        assert_eq!(text.parts().collect::<Vec<_>>(), [Part::Typed("pU1bosshi")]);
    }

    #[test]
    fn nobody_is_called_like_a_mention_of_somebody_else() {
        assert_eq!(called("<@123> <@&4> <#5> <!here>"), "‹@123> ‹@&4> ‹#5> ‹!here>");
        assert_eq!(called(" I <3\n gulls "), "I <3 gulls");
    }

    #[test]
    fn parts_come_back_in_order() {
        let mut text = Text::words("For ");
        text.0.push_str(&Text::person(&"U1".into(), "Bo").0);
        text.line(Text::quote("the <docs>\nand more"));
        assert_eq!(
            text.parts().collect::<Vec<_>>(),
            [
                Part::Words("For "),
                Part::Person("U1", "Bo"),
                Part::Words("\n"),
                Part::Quote("the <docs>\nand more")
            ]
        );
        assert_eq!(text.to_string(), "For @Bo\n> the <docs>\n> and more");
    }
}

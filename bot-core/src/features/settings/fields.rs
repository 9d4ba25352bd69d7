//! The types of settings: once read, they cannot be wrong.

use chrono::Weekday;
use chrono_tz::{TZ_VARIANTS, Tz};

use super::NONE;
use crate::chat::Text;
use crate::command::{Choice, Field, Widget};
use crate::context::Context;
use crate::error::Result;
use crate::features::members::fold;
use crate::text::{Words, say};

/// The most suggestions that platforms show.
const MOST_CHOICES: usize = 25;
/// A list of values stays short enough to read.
const MOST_VALUES: usize = 25;
const LONGEST_VALUE: usize = 60;

/// How a shout-out is answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Mode {
    /// For the giver's eyes only; the people thanked still have it counted.
    Ephemeral,
    /// In the log channel.
    Log,
    /// In the channel.
    Public,
    /// In a thread below the message, or in the channel where there is no message.
    Thread,
}

impl Mode {
    /// Its name, as it is typed and stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ephemeral => "ephemeral",
            Self::Log => "log",
            Self::Public => "public",
            Self::Thread => "thread",
        }
    }

    /// The mode with this name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        [Self::Ephemeral, Self::Log, Self::Public, Self::Thread].into_iter().find(|mode| mode.name() == name)
    }
}

/// What becomes of the roles of several badges on one ladder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum BadgeRoles {
    /// The highest step's role replaces the others.
    Replace,
    /// All of them stay.
    Stack,
}

impl BadgeRoles {
    const NAMES: &'static [&'static str] = &["stack", "replace"];

    /// Its name, as it is typed and stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Replace => "replace",
            Self::Stack => "stack",
        }
    }

    /// The one with this name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        [Self::Replace, Self::Stack].into_iter().find(|one| one.name() == name)
    }
}

impl Field for BadgeRoles {
    const WIDGET: Widget = Widget::Choice(Self::NAMES);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let name = one_of(answer, Self::NAMES, ctx.words)?;
        Ok(Self::parse(&name).unwrap_or(Self::Stack))
    }
}

/// The word among `known` that was typed, or a kind list of them.
fn one_of(typed: &str, known: &[&str], words: Words) -> Result<String> {
    let key = fold(typed);
    if known.contains(&key.as_str()) {
        return Ok(key);
    }
    let known = known.iter().map(|word| Text::code(word)).collect();
    Err(say!(words, "not-one-of", typed = Text::typed(typed), known = words.either(known)).into())
}

impl Field for Mode {
    const WIDGET: Widget = Widget::Choice(&["public", "thread", "ephemeral", "log"]);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let name = one_of(answer, &["public", "thread", "ephemeral", "log"], ctx.words)?;
        Ok(Self::parse(&name).unwrap_or(Self::Public))
    }
}

/// Yes or no.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flag(pub(crate) bool);

impl Field for Flag {
    const WIDGET: Widget = Widget::Flag;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        match fold(answer).as_str() {
            "on" | "yes" | "true" => Ok(Self(true)),
            "off" | "no" | "false" => Ok(Self(false)),
            _ => Err(say!(ctx.words, "not-on-or-off", typed = Text::typed(answer)).into()),
        }
    }
}

/// A whole number from `LEAST` to `MOST`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number<const LEAST: i64, const MOST: i64>(pub(crate) i64);

impl<const LEAST: i64, const MOST: i64> Field for Number<LEAST, MOST> {
    const WIDGET: Widget = Widget::Number(LEAST, MOST);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        match answer.parse() {
            Ok(n) if (LEAST..=MOST).contains(&n) => Ok(Self(n)),
            _ => {
                let typed = Text::typed(answer);
                Err(say!(ctx.words, "not-a-number", typed = typed, least = LEAST, most = MOST).into())
            }
        }
    }
}

/// A time zone by its IANA name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Zone(pub(crate) Tz);

/// Zones whose name has `typed` in it, the closest first.
fn zones_like(typed: &str) -> Vec<&'static str> {
    let key = fold(typed).replace(' ', "_");
    let mut found: Vec<&str> = TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| name.to_lowercase().contains(&key))
        .collect();
    found.sort_by_key(|name| (!name.contains('/'), name.len()));
    found
}

impl Field for Zone {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        if let Some(zone) = TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(answer)) {
            return Ok(Self(*zone));
        }
        let near: Vec<Text> = zones_like(answer).into_iter().take(3).map(Text::code).collect();
        let typed = Text::typed(answer);
        Err(if near.is_empty() {
            say!(ctx.words, "unknown-zone", typed = typed).into()
        } else {
            say!(ctx.words, "unknown-zone-near", typed = typed, near = ctx.words.either(near)).into()
        })
    }

    async fn suggest(typed: &str, _ctx: &mut Context) -> Result<Vec<Choice>> {
        let choice = |name: &str| Choice { label: name.to_owned(), answer: name.to_owned() };
        Ok(zones_like(typed).into_iter().take(MOST_CHOICES).map(choice).collect())
    }
}

/// A language that Kith speaks.
#[derive(Clone, Debug)]
pub(crate) struct Language(pub(crate) String);

impl Field for Language {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let spoken: Vec<&str> = Words::languages().collect();
        one_of(answer, &spoken, ctx.words).map(Self)
    }

    async fn suggest(_typed: &str, _ctx: &mut Context) -> Result<Vec<Choice>> {
        let choice = |name: &str| Choice { label: name.to_owned(), answer: name.to_owned() };
        Ok(Words::languages().map(choice).collect())
    }
}

pub(super) const DAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Field for Weekday {
    const WIDGET: Widget = Widget::Choice(DAYS);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        if let Ok(day) = answer.parse() {
            return Ok(day);
        }
        let name = one_of(answer, DAYS, ctx.words)?;
        name.parse().map_err(|_| crate::Error::failed(format!("no weekday: {name}")))
    }
}

/// Something, or nothing when `none` is typed.
#[derive(Clone, Debug)]
pub(crate) struct OrNone<T>(pub(crate) Option<T>);

impl<T: Field> Field for OrNone<T> {
    const WIDGET: Widget = T::WIDGET;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        if fold(answer) == NONE {
            return Ok(Self(None));
        }
        T::read(answer, ctx).await.map(|value| Self(Some(value)))
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        T::suggest(typed, ctx).await
    }
}

/// Short words, separated by commas or line breaks.
#[derive(Clone, Debug)]
pub(crate) struct Values(pub(crate) Vec<String>);

impl Field for Values {
    const WIDGET: Widget = Widget::LongText(MOST_VALUES * LONGEST_VALUE);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let mut values: Vec<String> = Vec::new();
        for value in answer.split([',', '\n']).map(str::trim).filter(|value| !value.is_empty()) {
            if values.iter().all(|other| fold(other) != fold(value)) {
                values.push(value.to_owned());
            }
        }
        if values.len() > MOST_VALUES || values.iter().any(|value| value.chars().count() > LONGEST_VALUE) {
            let (most, longest) = (MOST_VALUES as i64, LONGEST_VALUE as i64);
            return Err(say!(ctx.words, "values-too-long", most = most, longest = longest).into());
        }
        Ok(Self(values))
    }
}

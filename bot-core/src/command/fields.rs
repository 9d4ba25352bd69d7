//! Fields that many forms share: a short text, a long text, a day, a link.

use chrono::NaiveDate;

use super::{Field, Widget};
use crate::chat::{Text, one_line};
use crate::context::Context;
use crate::error::Result;
use crate::features::members::fold;
use crate::moment::Day;
use crate::text::say;

/// A line of text, at most `MOST` characters.
#[derive(Clone, Debug)]
pub(crate) struct Short<const MOST: usize>(pub(crate) String);

impl<const MOST: usize> Field for Short<MOST> {
    const WIDGET: Widget = Widget::Text(MOST);

    async fn read(answer: &str, _ctx: &mut Context) -> Result<Self> {
        Ok(Self(one_line(answer)))
    }
}

/// A text on several lines, at most `MOST` characters.
#[derive(Clone, Debug)]
pub(crate) struct Long<const MOST: usize>(pub(crate) String);

impl<const MOST: usize> Field for Long<MOST> {
    const WIDGET: Widget = Widget::LongText(MOST);

    async fn read(answer: &str, _ctx: &mut Context) -> Result<Self> {
        Ok(Self(answer.to_owned()))
    }
}

impl Field for Day {
    const WIDGET: Widget = Widget::Day;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let today = ctx.today();
        match fold(answer).as_str() {
            "today" => return Ok(today),
            "yesterday" => return Ok(Self(today.0 - 1)),
            _ => {}
        }
        let day = answer.parse::<NaiveDate>().ok().map(Self::of);
        day.ok_or_else(|| {
            let example = today.date().to_string();
            say!(ctx.words, "not-a-day", typed = Text::typed(answer), example = example).into()
        })
    }
}

/// A web address.
#[derive(Clone, Debug)]
pub(crate) struct Link(pub(crate) String);

impl Field for Link {
    const WIDGET: Widget = Widget::Link;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let answer = answer.trim_start_matches('<').trim_end_matches('>');
        let rest = answer.strip_prefix("https://").or_else(|| answer.strip_prefix("http://"));
        let plain = |rest: &str| {
            !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || "<>\"".contains(c))
        };
        if rest.is_some_and(plain) && answer.len() <= 500 {
            return Ok(Self(answer.to_owned()));
        }
        Err(say!(ctx.words, "not-a-link", typed = Text::typed(answer)).into())
    }
}

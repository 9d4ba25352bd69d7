//! The fields of experts: their hours, their days off, until when they pause.

use super::days_off::DaysOff;
use super::hours::Hours;
use crate::chat::Text;
use crate::command::{Choice, Field, Widget};
use crate::context::Context;
use crate::error::Result;
use crate::text::say;

impl Field for Hours {
    const WIDGET: Widget = Widget::Text(200);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        Self::parse(answer).ok_or_else(|| {
            let example = Text::code("mon-fri 9-17, sat 10-12");
            say!(ctx.words, "not-hours", typed = Text::typed(answer), example = example).into()
        })
    }

    async fn suggest(typed: &str, _ctx: &mut Context) -> Result<Vec<Choice>> {
        let usual = ["mon-fri 9-17", "mon-fri 18-21", "sat-sun 10-16"].into_iter();
        let like = usual.filter(|hours| hours.contains(&typed.to_lowercase()));
        Ok(like.map(|hours| Choice { label: hours.to_owned(), answer: hours.to_owned() }).collect())
    }
}

impl Field for DaysOff {
    const WIDGET: Widget = Widget::Text(400);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        Self::parse(answer).ok_or_else(|| {
            let example = Text::code("2026-12-24..2027-01-02, 2027-05-01");
            say!(ctx.words, "not-days-off", typed = Text::typed(answer), example = example).into()
        })
    }
}

//! `/digest preview`: the digest for one pair of eyes.

use super::{pages, when};
use crate::chat::{Message, Text};
use crate::command::{Field, Reply, Run, Widget, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::moment::Week;
use crate::text::say;

impl Field for Week {
    const WIDGET: Widget = Widget::Text(8);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let example = ctx.this_week().back(1).iso();
        let week = Self::parse(&answer.to_uppercase());
        week.ok_or_else(|| {
            say!(ctx.words, "not-a-week", typed = Text::typed(answer), example = example).into()
        })
    }
}

form! {
    /// Read the weekly digest before anybody else does.
    pub(crate) struct Preview = "digest preview", for [Staff, Admin] {
        /// Which week, such as 2026-W41; the last whole one if you leave it out
        week: Option<Week>,
    }
}

impl Run for Preview {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let week = self.week.unwrap_or_else(|| when::covered(&ctx.community.settings, ctx.now));
        if week > ctx.this_week() {
            return Err(say!(ctx.words, "digest-not-over").into());
        }
        let Some(pages) = pages(ctx, week).await? else {
            return Ok(Reply::quiet(say!(ctx.words, "digest-empty")));
        };
        let mut message: Message = pages.summary;
        for page in pages.details {
            message.text.line(page.text);
        }
        Ok(Reply::Ephemeral(message))
    }
}

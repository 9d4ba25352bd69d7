//! The fields of questions: the one whose button was pressed, the draft, an answer that is remembered.

use super::queries::{self, Escalation};
use crate::chat::Text;
use crate::command::{Choice, Field, Widget};
use crate::context::Context;
use crate::error::Result;
use crate::features::members::fold;
use crate::text::say;

/// The question whose button was pressed, held until the transaction ends.
pub(crate) struct Pressed(pub(super) Escalation);

impl Field for Pressed {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let community = ctx.community.id;
        let found = match answer.parse() {
            Ok(id) => queries::hold(&mut ctx.tx, community, id).await?,
            Err(_) => None,
        };
        found.map(Self).ok_or_else(|| say!(ctx.words, "question-gone").into())
    }
}

/// The id that a button carries.
pub(crate) struct Id(pub(super) i64);

impl Field for Id {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        answer.parse().map(Self).map_err(|_| say!(ctx.words, "question-gone").into())
    }
}

/// The message whose button was pressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Under {
    /// The one that asks somebody.
    Asking,
    /// The one at the top of the thread.
    Card,
    /// The one in the channel of those who look after questions.
    Channel,
    /// Any other one.
    Other,
}

impl Under {
    /// As a button carries it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Asking => "asking",
            Self::Card => "card",
            Self::Channel => "channel",
            Self::Other => "other",
        }
    }
}

impl Field for Under {
    const WIDGET: Widget = Widget::Text(10);

    async fn read(answer: &str, _ctx: &mut Context) -> Result<Self> {
        let all = [Self::Asking, Self::Card, Self::Channel];
        Ok(all.into_iter().find(|one| one.name() == answer).unwrap_or(Self::Other))
    }
}

/// So many suggestions are made at most.
const MOST_CHOICES: i64 = 25;

/// A remembered answer, named by its code.
pub(crate) struct Known(pub(super) i64);

impl Field for Known {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let community = ctx.community.id;
        let id = crate::ids::long(answer);
        let found = match id {
            Some(id) => queries::remembered(&mut ctx.tx, community, &[id]).await?.pop(),
            None => None,
        };
        let known = found.map(|one| Self(one.id));
        known.ok_or_else(|| say!(ctx.words, "unknown-answer", typed = Text::typed(answer)).into())
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        let (community, key) = (ctx.community.id, fold(typed));
        let latest = queries::latest(&mut ctx.tx, community, None, MOST_CHOICES * 4).await?;
        let like = latest.into_iter().filter(|one| fold(&one.question).contains(&key));
        let choice = |one: queries::Remembered| Choice {
            label: one.question.chars().take(90).collect(),
            answer: crate::ids::short(one.id),
        };
        Ok(like.map(choice).take(usize::try_from(MOST_CHOICES).unwrap_or_default()).collect())
    }
}

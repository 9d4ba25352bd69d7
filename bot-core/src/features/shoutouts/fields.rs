//! The fields of a shout-out: a reason, a value of the community, a message, a shout-out given earlier.

use super::queries::{self, Given};
use crate::chat::{AccountId, MessageRef, Text};
use crate::command::{Choice, Field, Widget};
use crate::context::{Channel, Context, Member};
use crate::error::Result;
use crate::features::members::{self, fold};
use crate::ids::{long, short};
use crate::moment::Span;
use crate::text::say;

/// What the giver says, in their own words.
#[derive(Debug)]
pub(crate) struct Reason(pub(crate) String);

impl Field for Reason {
    const WIDGET: Widget = Widget::LongText(500);

    async fn read(answer: &str, _ctx: &mut Context) -> Result<Self> {
        Ok(Self(answer.to_owned()))
    }
}

/// One of the community's values.
#[derive(Debug)]
pub(crate) struct Value(pub(crate) String);

impl Field for Value {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let values = &ctx.community.settings.values;
        if let Some(value) = values.iter().find(|value| fold(value) == fold(answer)) {
            return Ok(Self(value.clone()));
        }
        let typed = Text::typed(answer);
        if values.is_empty() {
            return Err(say!(ctx.words, "no-values", typed = typed).into());
        }
        let known = values.iter().map(|value| Text::typed(value)).collect();
        Err(say!(ctx.words, "not-one-of", typed = typed, known = ctx.words.either(known)).into())
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        let values = ctx.community.settings.values.iter();
        let like = values.filter(|value| fold(value).contains(&fold(typed)));
        Ok(like.map(|value| Choice { label: value.clone(), answer: value.clone() }).collect())
    }
}

/// A message on whose menu a command was picked: `channel/message/author`.
#[derive(Clone, Debug)]
pub(crate) struct OnMessage {
    pub(crate) at: MessageRef,
    pub(crate) channel: Channel,
    pub(crate) author: Option<Member>,
}

impl Field for OnMessage {
    const WIDGET: Widget = Widget::Message;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let community = ctx.community.id;
        let platform = ctx.platform.clone();
        let mut pieces = answer.splitn(3, '/');
        let (Some(channel), Some(message)) = (pieces.next(), pieces.next()) else {
            return Err(say!(ctx.words, "unknown-message").into());
        };
        let at = MessageRef::new(channel, message);
        let found =
            members::queries::channel_by_platform_id(&mut ctx.tx, community, &platform, &at.channel).await?;
        let Some(channel) = found else { return Err(say!(ctx.words, "unknown-message").into()) };
        let author = match pieces.next().filter(|author| !author.is_empty()) {
            Some(author) => {
                let account = AccountId::from(author);
                members::queries::by_account(&mut ctx.tx, community, &platform, &account).await?
            }
            None => None,
        };
        Ok(Self { at, channel, author })
    }
}

/// How far back shout-outs are suggested.
const RECENT: Span = Span::days(60);
const MOST_CHOICES: i64 = 25;

impl Field for Given {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let community = ctx.community.id;
        let found = match long(answer) {
            Some(id) => queries::by_id(&mut ctx.tx, community, id).await?,
            None => None,
        };
        found
            .filter(|given| !given.taken_back)
            .ok_or_else(|| say!(ctx.words, "unknown-shoutout", typed = Text::typed(answer)).into())
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        let community = ctx.community.id;
        let recent = queries::since(&mut ctx.tx, community, ctx.now - RECENT, MOST_CHOICES * 4).await?;
        let choices = recent.iter().map(|given| {
            let label: String = format!("{} · {}", short(given.id), given.reason).chars().take(90).collect();
            Choice { label, answer: short(given.id) }
        });
        let like = choices.filter(|choice| fold(&choice.label).contains(&fold(typed)));
        Ok(like.take(usize::try_from(MOST_CHOICES).unwrap_or_default()).collect())
    }
}

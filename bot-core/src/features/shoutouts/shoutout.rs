//! `/shoutout`, and "Shout out the author" on a message's menu.

use super::draw::{self, Card};
use super::fields::{OnMessage, Reason, Value};
use super::give::{self, Giver, Thanks};
use crate::chat::{Effect, MessageRef, Place, Platform, Text};
use crate::command::{Menu, Reply, Role, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::contributions::queries::{self as messages, At};
use crate::features::members::{self, Members};
use crate::features::settings::Mode;
use crate::text::say;

form! {
    /// Thank one to five people for what they did.
    pub(crate) struct Shoutout = "shoutout", for [], in Menu::Member("to"), "Give a shout-out" {
        /// Who helped? One to five people
        to: Members,
        /// What did they do?
        reason: Reason,
        /// Which of our values does it show?
        value: Option<Value>,
    }
}

form! {
    /// Thank whoever wrote this message.
    pub(crate) struct ShoutoutAuthor = "shoutout author", for [], in Menu::Message("on"), "Shout out the author" {
        /// The message
        on: OnMessage,
        /// What was good about it?
        reason: Reason,
        /// Which of our values does it show?
        value: Option<Value>,
    }
}

impl Run for Shoutout {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        thank(asker, ctx, self.to.0, &self.reason, self.value.as_ref(), None).await
    }
}

impl Run for ShoutoutAuthor {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let Some(author) = self.on.author.clone() else {
            return Err(say!(ctx.words, "unknown-message").into());
        };
        let community = ctx.community.id;
        let at = At { channel: self.on.channel.id, id: self.on.at.message.as_str().to_owned() };
        if messages::seen(&mut ctx.tx, community, &at).await?.is_some_and(|seen| seen.deleted) {
            return Err(say!(ctx.words, "unknown-message").into());
        }
        thank(asker, ctx, vec![author], &self.reason, self.value.as_ref(), Some(&self.on)).await
    }
}

/// Where everybody sees a shout-out.
enum Stage {
    /// Where it was given.
    Here,
    /// In a thread or a channel of its own, and on which platform.
    There(Platform, Place),
}

async fn thank(
    asker: &Asker,
    ctx: &mut Context,
    to: Vec<Member>,
    reason: &Reason,
    value: Option<&Value>,
    on: Option<&OnMessage>,
) -> Result<Reply> {
    let giver = Giver { id: asker.member.id, roles: &asker.roles, platform_roles: &asker.platform_roles };
    let channel = on.map_or(&asker.channel, |on| &on.channel);
    let value = value.map(|value| value.0.as_str());
    let stage = stage(asker, ctx, on.map(|on| &on.at)).await?.map(|stage| (stage, ctx.id()));
    let thanks = Thanks {
        reason: &reason.0,
        value,
        channel: channel.counts_in,
        bound: on.map(|on| At { channel: on.channel.id, id: on.at.message.as_str().to_owned() }),
        emoji: None,
        post: stage.as_ref().map(|(_, post)| *post),
    };
    let outcome = give::give(ctx, &giver, to, thanks).await?;
    let card = Card {
        giver: asker.member.mention(),
        thanked: &outcome.thanked,
        reason: &reason.0,
        value,
        from_staff: asker.is(Role::Staff),
        about: on.map(|on| &on.at),
        elsewhere: false,
    };
    answer(asker, ctx, &card, &outcome, stage).await
}

/// The channel, the thread, the log or nowhere, as it is settled here.
async fn stage(asker: &Asker, ctx: &mut Context, on: Option<&MessageRef>) -> Result<Option<Stage>> {
    let mode = asker.channel.shoutouts.as_deref().and_then(Mode::parse);
    Ok(match (mode.unwrap_or(ctx.community.settings.shoutouts), on) {
        (Mode::Ephemeral, _) => None,
        (Mode::Log, _) => log_channel(ctx).await?,
        (Mode::Thread, Some(on)) => Some(Stage::There(ctx.platform.clone(), Place::Thread(on.clone()))),
        (Mode::Public, _) | (Mode::Thread, None) => Some(Stage::Here),
    })
}

/// The log channel, which may be on another platform than the asker if there is none on theirs.
async fn log_channel(ctx: &mut Context) -> Result<Option<Stage>> {
    let Some(id) = ctx.community.settings.log_channel.nearest(&ctx.platform) else { return Ok(None) };
    let community = ctx.community.id;
    let channel = members::queries::channel_by_id(&mut ctx.tx, community, id).await?;
    Ok(channel.map(|channel| Stage::There(channel.platform, Place::Channel(channel.platform_id))))
}

/// Tells everybody on the stage, and the giver.
async fn answer(
    asker: &Asker,
    ctx: &mut Context,
    card: &Card<'_>,
    outcome: &give::Outcome,
    stage: Option<(Stage, i64)>,
) -> Result<Reply> {
    let message = draw::message(ctx, card, outcome.id);
    let posted = stage.is_some();
    if let Some((stage, post)) = stage {
        let (platform, to) = match stage {
            Stage::There(platform, place) => (platform, place),
            Stage::Here if outcome.passed_over.is_empty() => {
                ctx.keep_answer(post).await?;
                return Ok(Reply::Public(message));
            }
            // Whom it did not reach is for the giver's eyes alone, so the shout-out is posted by itself.
            Stage::Here => (ctx.platform.clone(), Place::Channel(asker.channel.platform_id.clone())),
        };
        let message = if platform == ctx.platform {
            message.clone()
        } else {
            draw::message(ctx, &card.for_elsewhere(&asker.member), outcome.id)
        };
        ctx.send_as(post, &platform, &Effect::Post { to, message }).await?;
    }
    let mut told = message;
    told.text = draw::words(ctx.words, card);
    if posted {
        told.text = say!(ctx.words, "shoutout-posted");
        told.buttons.clear();
    }
    told.text.line(say!(ctx.words, "shoutout-left", n = outcome.left));
    if !outcome.passed_over.is_empty() {
        told.text.line(Text::join(outcome.passed_over.iter().cloned(), "\n"));
        told.text.line(say!(ctx.words, "you-wrote", typed = Text::quote(card.reason)));
    }
    Ok(Reply::Ephemeral(told))
}

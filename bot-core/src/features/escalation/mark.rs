//! "This is the answer", on a message's menu; and asking the asker whether an answer helped.

use super::queries::{self, Escalation};
use super::rules::Act;
use super::settled::{self, COVERED};
use super::{change, draw, thread};
use crate::chat::MessageRef;
use crate::command::{Menu, Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::contributions::queries::At;
use crate::features::shoutouts::OnMessage;
use crate::moment::Moment;
use crate::text::say;

form! {
    /// Say that this message answers the question of its thread.
    pub(crate) struct ThisAnswers = "question this answers", for [], in Menu::Message("on"), "This is the answer" {
        /// The message
        on: OnMessage,
    }
}

impl Run for ThisAnswers {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let Some(author) = self.on.author.clone().filter(|author| !author.bot) else {
            return Err(say!(ctx.words, "unknown-message").into());
        };
        let Some(mut one) = around(ctx, &self.on).await? else {
            return Err(say!(ctx.words, "mark-no-question").into());
        };
        let actor = change::actor(ctx, asker, &one).await?;
        change::change(ctx, &mut one, Act::Answer(author.id), actor).await?;
        one.answer = Some(self.on.at.clone());
        queries::replied(&mut ctx.tx, community, one.id, author.id, "claimed", ctx.now).await?;
        if one.asker == Some(asker.member.id) {
            // Who says so has said that it helped.
            change::change(ctx, &mut one, Act::Solve, actor).await?;
            change::credit(ctx, &one).await?;
            settled::spare(ctx, &one, COVERED, None).await?;
            thread::rewrite_card(ctx, &mut one).await?;
            change::save(ctx, &mut one).await?;
            return Ok(Reply::Ephemeral(super::press::solved(ctx, &one).await?));
        }
        ask_whether(ctx, &mut one, None).await?;
        change::save(ctx, &mut one).await?;
        Ok(Reply::quiet(say!(ctx.words, "mark-done")))
    }
}

/// The open question in whose thread a message stands, held.
async fn around(ctx: &mut Context, on: &OnMessage) -> Result<Option<Escalation>> {
    let community = ctx.community.id;
    let at = At { channel: on.channel.id, id: on.at.message.as_str().to_owned() };
    match queries::around(&mut ctx.tx, community, &at, on.channel.platform_id.as_str()).await? {
        Some(id) => queries::hold(&mut ctx.tx, community, id).await,
        None => Ok(None),
    }
}

/// The last message in a question's thread by somebody else than the asker, since it was last said to be answered; by
/// one member if one is given.
pub(super) async fn last_by(
    ctx: &mut Context,
    one: &mut Escalation,
    by: Option<i64>,
) -> Result<Option<(i64, MessageRef)>> {
    let Some(at) = thread::known(ctx, one).await? else { return Ok(None) };
    let community = ctx.community.id;
    let mut since = one.answered.map_or(one.opened, |answered| Moment(answered.0 + 1));
    if one.private {
        // The same two may have talked there about something else before.
        since = since.max(one.claimed.unwrap_or(since));
    }
    let asker = one.asker.unwrap_or_default();
    let platform = one.platform.clone();
    let root = one.message.clone();
    queries::last_answer(
        &mut ctx.tx,
        community,
        &platform,
        one.channel,
        &at,
        root.as_deref(),
        asker,
        by,
        since,
    )
    .await
}

/// Somebody says that it is answered: the asker is asked whether it helped, and nobody else needs to.
pub(super) async fn ask_whether(ctx: &mut Context, one: &mut Escalation, pressed: Option<i64>) -> Result<()> {
    settled::spare(ctx, one, COVERED, pressed).await?;
    let message = draw::did_it_help(ctx, one).await?;
    thread::say(ctx, one, message).await?;
    if pressed.is_none() {
        thread::rewrite_card(ctx, one).await?;
    }
    Ok(())
}

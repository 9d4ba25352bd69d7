//! What follows from a change: posts that ask somebody say how it ended, and so does the card.

use super::queries::{self, Asked, Escalation};
use super::{climb, draw, thread};
use crate::chat::{Effect, Message, Place};
use crate::context::{Context, Member};
use crate::error::Result;
use crate::features::members::queries as people;

/// The reply of somebody who was asked and no longer needs to say anything.
pub(super) const COVERED: &str = "covered";

/// Everybody whom one post asks, with what they said.
pub(super) async fn asked_by(ctx: &mut Context, one: &Escalation, post: i64) -> Result<Vec<(Member, Asked)>> {
    let (community, platform) = (ctx.community.id, one.platform.clone());
    let asked = queries::asked(&mut ctx.tx, community, one.id).await?;
    let asked: Vec<Asked> = asked.into_iter().filter(|asked| asked.post == Some(post)).collect();
    let ids: Vec<i64> = asked.iter().map(|asked| asked.member).collect();
    let members = people::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
    let known = |asked: Asked| {
        let member = members.iter().find(|member| member.id == asked.member)?.clone();
        Some((member, asked))
    };
    Ok(asked.into_iter().filter_map(known).collect())
}

/// What a post that asks somebody says now.
pub(super) async fn asking(ctx: &mut Context, one: &Escalation, post: i64) -> Result<Message> {
    let people = asked_by(ctx, one, post).await?;
    if people.is_empty() {
        let channel = climb::leads_channel(ctx, &one.platform).await?;
        let here = channel.is_some_and(|channel| channel.platform == one.platform);
        return draw::in_channel(ctx, one, here).await;
    }
    draw::asking(ctx, one, &people).await
}

/// Nobody else needs to say anything: what asked them says so. `pressed` is the post whose answer says it itself.
pub(super) async fn spare(
    ctx: &mut Context,
    one: &Escalation,
    reply: &str,
    pressed: Option<i64>,
) -> Result<()> {
    let community = ctx.community.id;
    let posts = queries::all_replied(&mut ctx.tx, community, one.id, reply, ctx.now).await?;
    for post in posts.into_iter().filter(|post| Some(*post) != pressed) {
        let message = asking(ctx, one, post).await?;
        thread::rewrite(ctx, post, message).await?;
    }
    Ok(())
}

/// The post that asked a member, if they were.
pub(super) async fn post_for(ctx: &mut Context, one: &Escalation, member: i64) -> Result<Option<i64>> {
    let asked = queries::asked(&mut ctx.tx, ctx.community.id, one.id).await?;
    Ok(asked.iter().find(|asked| asked.member == member).and_then(|asked| asked.post))
}

/// The post in the channel of those who look after questions, if there is one.
pub(super) async fn post_in_channel(ctx: &mut Context, one: &Escalation) -> Result<Option<i64>> {
    post_for(ctx, one, climb::CHANNEL).await
}

/// A private thread of the asker's and somebody who does not answer after all is over.
pub(super) async fn leave_private(ctx: &mut Context, one: &mut Escalation) -> Result<()> {
    if !one.private {
        return Ok(());
    }
    if let Some(at) = thread::known(ctx, one).await? {
        let platform = one.platform.clone();
        ctx.send_to(&platform, &Effect::CloseThread { thread: Place::Thread(at) }, None).await?;
    }
    one.card = None;
    one.thread = None;
    Ok(())
}

/// Those whom a post was to ask were not reached.
pub(super) async fn unreached(ctx: &mut Context, one: &Escalation, post: i64) -> Result<()> {
    let community = ctx.community.id;
    for asked in queries::asked(&mut ctx.tx, community, one.id).await? {
        if asked.post == Some(post) && asked.reply.is_none() {
            queries::replied(&mut ctx.tx, community, one.id, asked.member, "unreached", ctx.now).await?;
        }
    }
    Ok(())
}

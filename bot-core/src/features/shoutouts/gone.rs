//! What a shout-out was bound to is gone, and it goes with it.

use super::{give, queries};
use crate::chat::{Effect, Message};
use crate::context::Context;
use crate::error::Result;
use crate::features::contributions::queries::At;
use crate::features::contributions::rollup::Tally;
use crate::outbox;
use crate::text::say;

/// Takes shout-outs back. A post that waits is not made; one that was made says that it is taken back.
pub(crate) async fn take_back(
    ctx: &mut Context,
    given: &[queries::Given],
    by: Option<i64>,
    why: Option<&str>,
) -> Result<()> {
    for one in given {
        if count_back(ctx, one, by, why).await?
            && let Some(post) = one.post
        {
            let message = Message::new(say!(ctx.words, "shoutout-taken-back"));
            if let Some((platform, on)) = outbox::withdraw(&mut ctx.tx, post, Some(&message)).await? {
                ctx.send_to(&platform, &Effect::Edit { on, message }, None).await?;
            }
        }
    }
    Ok(())
}

/// Takes one back by its own button. That stands on its post and nowhere else, and what is answered takes the place of
/// that message: nothing is left to edit.
pub(crate) async fn take_back_here(ctx: &mut Context, one: &queries::Given, by: i64) -> Result<()> {
    if count_back(ctx, one, Some(by), None).await?
        && let Some(post) = one.post
    {
        outbox::withdraw(&mut ctx.tx, post, None).await?;
    }
    Ok(())
}

/// Nobody is thanked by it any more, and the giver has the allowance of that day again; whether it stood until now.
async fn count_back(
    ctx: &mut Context,
    one: &queries::Given,
    by: Option<i64>,
    why: Option<&str>,
) -> Result<bool> {
    let community = ctx.community.id;
    if !queries::take_back(&mut ctx.tx, community, one.id, by, why, ctx.now).await? {
        return Ok(false);
    }
    let thanked = queries::thanks(&mut ctx.tx, community, &[one.id]).await?;
    let mut tally = Tally::default();
    for (_, member) in &thanked {
        tally.add(*member, give::kind(one.from_staff), one.channel, one.day, -1);
    }
    tally.write(&mut ctx.tx, community).await?;
    if let Some(giver) = one.giver {
        queries::use_up(&mut ctx.tx, community, giver, one.day, -(thanked.len() as i64)).await?;
    }
    Ok(true)
}

/// Takes back what somebody gave themselves, as it turns out: all of it, unless it thanks others too.
pub(crate) async fn take_back_own(ctx: &mut Context, id: i64, member: i64, is_all: bool) -> Result<()> {
    let community = ctx.community.id;
    let Some(given) = queries::by_id(&mut ctx.tx, community, id).await? else { return Ok(()) };
    if is_all {
        return take_back(ctx, &[given], None, None).await;
    }
    queries::unthank(&mut ctx.tx, community, id, member).await?;
    let mut tally = Tally::default();
    tally.add(member, give::kind(given.from_staff), given.channel, given.day, -1);
    tally.write(&mut ctx.tx, community).await?;
    queries::use_up(&mut ctx.tx, community, member, given.day, -1).await
}

/// A message was deleted.
pub(crate) async fn message_gone(ctx: &mut Context, at: &At) -> Result<()> {
    let bound = queries::bound(&mut ctx.tx, ctx.community.id, at, None, None, false).await?;
    take_back(ctx, &bound, None, None).await
}

/// A reaction was taken back: somebody's or everybody's, of one emoji or every one.
pub(crate) async fn reaction_gone(
    ctx: &mut Context,
    at: &At,
    by: Option<i64>,
    emoji: Option<&str>,
) -> Result<()> {
    let bound = queries::bound(&mut ctx.tx, ctx.community.id, at, by, emoji, true).await?;
    take_back(ctx, &bound, by, None).await
}

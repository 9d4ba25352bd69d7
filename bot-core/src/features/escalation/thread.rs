//! Where a question is talked about: its thread, or the asker's direct messages while a private one has none.

use super::draw;
use super::queries::{self, Escalation};
use crate::chat::{AccountId, Effect, Message, MessageRef, Place, ThreadAt};
use crate::context::{Channel, Context, Member};
use crate::error::{Error, Result};
use crate::features::members::queries as people;

/// The channel in which a question was asked.
pub(super) async fn channel(ctx: &mut Context, one: &Escalation) -> Result<Channel> {
    let community = ctx.community.id;
    let found = people::channel_by_id(&mut ctx.tx, community, one.channel).await?;
    found.ok_or_else(|| Error::failed("a question in a channel that is not there"))
}

/// Somebody as they are known on the platform of a question, wherever something was pressed.
pub(super) async fn member(ctx: &mut Context, one: &Escalation, id: Option<i64>) -> Result<Option<Member>> {
    let Some(id) = id else { return Ok(None) };
    let (community, platform) = (ctx.community.id, one.platform.clone());
    Ok(people::by_ids(&mut ctx.tx, community, &platform, &[id]).await?.pop())
}

/// Opens the thread of a question that everybody may read.
pub(super) async fn open(ctx: &mut Context, one: &mut Escalation) -> Result<()> {
    let channel = channel(ctx, one).await?;
    let message = draw::card(ctx, one).await?;
    let at = match &one.message {
        Some(message) => ThreadAt::Message(MessageRef::new(channel.platform_id.as_str(), message)),
        None => ThreadAt::Channel(channel.platform_id.clone()),
    };
    let members = accounts(ctx, one, &[one.asker]).await?;
    let name = draw::thread_name(ctx, one);
    let effect = Effect::Thread { at, name, message, private: false, members };
    let platform = one.platform.clone();
    one.card = Some(ctx.send_to(&platform, &effect, None).await?);
    Ok(())
}

/// Opens a thread for the asker and the one who took it, and for nobody else.
pub(super) async fn open_private(ctx: &mut Context, one: &mut Escalation) -> Result<()> {
    let channel = channel(ctx, one).await?;
    let message = draw::private_card(ctx, one).await?;
    let members = accounts(ctx, one, &[one.asker, one.claimed_by]).await?;
    let name = draw::thread_name(ctx, one);
    let at = ThreadAt::Channel(channel.platform_id);
    let effect = Effect::Thread { at, name, message, private: true, members };
    let platform = one.platform.clone();
    one.card = Some(ctx.send_to(&platform, &effect, None).await?);
    one.thread = None;
    Ok(())
}

async fn accounts(ctx: &mut Context, one: &Escalation, ids: &[Option<i64>]) -> Result<Vec<AccountId>> {
    let mut accounts = Vec::with_capacity(ids.len());
    for id in ids {
        let here = member(ctx, one, *id).await?.filter(|member| member.here);
        accounts.extend(here.map(|member| member.account));
    }
    Ok(accounts)
}

/// Where a question's thread hangs, as soon as that is known.
pub(super) async fn known(ctx: &mut Context, one: &mut Escalation) -> Result<Option<MessageRef>> {
    if one.thread.is_none()
        && let Some(card) = one.card
    {
        one.thread = queries::stands(&mut ctx.tx, card).await?.map(|(_, at)| at);
    }
    Ok(one.thread.clone())
}

/// Writes in a question's thread. What is private and has none yet is for the asker alone.
pub(super) async fn say(ctx: &mut Context, one: &mut Escalation, message: Message) -> Result<Option<i64>> {
    let platform = one.platform.clone();
    if let Some(at) = known(ctx, one).await? {
        let effect = Effect::Post { to: Place::Thread(at), message };
        return ctx.send_to(&platform, &effect, None).await.map(Some);
    }
    match one.card {
        Some(card) if !one.private => {
            let channel = channel(ctx, one).await?.platform_id;
            let effect = Effect::Post { to: Place::ThreadOf { effect: card, channel }, message };
            ctx.send_to(&platform, &effect, Some(card)).await.map(Some)
        }
        _ => tell_asker(ctx, one, message).await,
    }
}

/// Writes to the asker alone.
pub(super) async fn tell_asker(ctx: &mut Context, one: &Escalation, message: Message) -> Result<Option<i64>> {
    let asker = member(ctx, one, one.asker).await?.filter(|member| member.here);
    let Some(asker) = asker else { return Ok(None) };
    tell(ctx, one, asker, message).await.map(Some)
}

/// Writes to one member alone.
pub(super) async fn tell(ctx: &mut Context, one: &Escalation, who: Member, message: Message) -> Result<i64> {
    let platform = one.platform.clone();
    ctx.send_to(&platform, &Effect::Direct { to: who.account, message }, None).await
}

/// Lets a message that an effect posted say something else. One that is not out yet is not made.
pub(super) async fn rewrite(ctx: &mut Context, post: i64, message: Message) -> Result<()> {
    if let Some((platform, on)) = crate::outbox::withdraw(&mut ctx.tx, post, Some(&message)).await? {
        ctx.send_to(&platform, &Effect::Edit { on, message }, None).await?;
    }
    Ok(())
}

/// Lets the card say how its question stands. One that is not out yet stays as it is: others wait for it.
pub(super) async fn rewrite_card(ctx: &mut Context, one: &mut Escalation) -> Result<()> {
    let Some(on) = known(ctx, one).await? else { return Ok(()) };
    let message =
        if one.private { draw::private_card(ctx, one).await? } else { draw::card(ctx, one).await? };
    let platform = one.platform.clone();
    ctx.send_to(&platform, &Effect::Edit { on, message }, None).await?;
    Ok(())
}

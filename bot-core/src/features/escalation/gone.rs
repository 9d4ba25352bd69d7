//! What a question was about, or who it concerned, is gone: it is no longer asked, or it climbs on.

use super::climb;
use super::queries::{self, Escalation};
use super::rules::{Act, Actor, State};
use super::settled::{self, COVERED};
use super::{change, similar, thread};
use crate::chat::{AccountId, Message, MessageRef, Text};
use crate::context::Context;
use crate::error::Result;
use crate::features::contributions::queries::At;
use crate::features::experts;
use crate::features::members::queries as people;
use crate::text::say;

/// A message was deleted: the question that it asks, or whose thread hangs on it, is no longer asked; an answer in it is
/// remembered no longer.
pub(crate) async fn message_gone(ctx: &mut Context, at: &At, on: &MessageRef) -> Result<()> {
    let community = ctx.community.id;
    queries::forget_message(&mut ctx.tx, community, on).await?;
    let asked = queries::of_message(&mut ctx.tx, community, at).await?;
    let found = match asked {
        Some(id) => Some(id),
        None => queries::of_thread(&mut ctx.tx, community, on).await?,
    };
    let Some(id) = found else { return Ok(()) };
    let Some(mut one) = queries::hold(&mut ctx.tx, community, id).await? else { return Ok(()) };
    withdraw(ctx, &mut one, asked.is_some()).await
}

/// A question is no longer asked; in its thread, if that is still there, stands why.
async fn withdraw(ctx: &mut Context, one: &mut Escalation, says: bool) -> Result<()> {
    if one.state.is_closed() {
        return Ok(());
    }
    change::change(ctx, one, Act::Withdraw, Actor::Kith).await?;
    settled::spare(ctx, one, COVERED, None).await?;
    // What was deleted is not told again by its card.
    one.question.clear();
    if says && thread::known(ctx, one).await?.is_some() {
        thread::say(ctx, one, Message::new(say!(ctx.words, "question-gone-away"))).await?;
        thread::rewrite_card(ctx, one).await?;
    }
    change::save(ctx, one).await
}

/// Many left the server, such as while Kith was away.
pub(crate) async fn all_left(ctx: &mut Context, accounts: &[AccountId]) -> Result<()> {
    let community = ctx.community.id;
    // Where nothing is asked, nobody is missed.
    if accounts.is_empty() || !queries::any_open(&mut ctx.tx, community).await? {
        return Ok(());
    }
    for account in accounts {
        left(ctx, account).await?;
    }
    Ok(())
}

/// Somebody left the server: what they asked is no longer asked, and what they took or were asked climbs on.
pub(crate) async fn left(ctx: &mut Context, account: &AccountId) -> Result<()> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let Some(member) = people::by_account(&mut ctx.tx, community, &platform, account).await? else {
        return Ok(());
    };
    let ids = queries::concerning(&mut ctx.tx, community, member.id).await?;
    for id in ids {
        let Some(mut one) = queries::hold(&mut ctx.tx, community, id).await? else { continue };
        // Somebody with another account there is still there.
        let here = experts::queries::here(&mut ctx.tx, community, &one.platform, &[member.id]).await?;
        if one.platform == platform && here.is_empty() {
            goes_on_without(ctx, &mut one, member.id, Text::typed(&member.name)).await?;
        }
    }
    Ok(())
}

/// Somebody asked to be forgotten: before they are, nothing waits for them any more.
pub(crate) async fn forgotten(ctx: &mut Context, member: i64) -> Result<()> {
    let community = ctx.community.id;
    let platform = ctx.platform.clone();
    for id in queries::concerning(&mut ctx.tx, community, member).await? {
        let Some(mut one) = queries::hold(&mut ctx.tx, community, id).await? else { continue };
        ctx.platform = one.platform.clone();
        let who = say!(ctx.words, "former-member");
        goes_on_without(ctx, &mut one, member, who).await?;
        ctx.platform = platform.clone();
    }
    // Nor is anything found by their name.
    if let Some(known) = people::by_ids(&mut ctx.tx, community, &platform, &[member]).await?.pop() {
        let names = similar::terms(ctx, &format!("{} {}", known.name, known.account));
        queries::forget_terms(&mut ctx.tx, community, &names).await?;
    }
    Ok(())
}

async fn goes_on_without(ctx: &mut Context, one: &mut Escalation, member: i64, who: Text) -> Result<()> {
    let community = ctx.community.id;
    if one.state.is_closed() {
        return Ok(());
    }
    if one.asker == Some(member) {
        return withdraw(ctx, one, true).await;
    }
    queries::replied(&mut ctx.tx, community, one.id, member, "unreached", ctx.now).await?;
    if one.state == State::Claimed && one.claimed_by == Some(member) {
        change::change(ctx, one, Act::Release, Actor::Kith).await?;
        thread::say(ctx, one, Message::new(say!(ctx.words, "question-left", who = who))).await?;
        settled::leave_private(ctx, one).await?;
        climb::climb(ctx, one).await?;
        thread::rewrite_card(ctx, one).await?;
    } else if one.state == State::Open {
        let asked = queries::asked(&mut ctx.tx, community, one.id).await?;
        if asked.iter().all(|asked| asked.reply.is_some()) {
            climb::climb(ctx, one).await?;
        }
    }
    change::save(ctx, one).await
}

/// The platform will never do an effect: if it was to open a question or to ask somebody, nobody waits for that.
pub(crate) async fn undelivered(ctx: &mut Context, effect: i64, id: i64) -> Result<()> {
    let community = ctx.community.id;
    let Some(mut one) = queries::hold(&mut ctx.tx, community, id).await? else { return Ok(()) };
    if one.state.is_closed() {
        return Ok(());
    }
    if one.card == Some(effect) {
        no_thread(ctx, &mut one).await?;
    } else {
        settled::unreached(ctx, &one, effect).await?;
    }
    let asked = queries::asked(&mut ctx.tx, community, one.id).await?;
    if one.state == State::Open && asked.iter().all(|asked| asked.reply.is_some()) {
        one.due = Some(ctx.now);
    }
    change::save(ctx, &mut one).await
}

/// A question's thread could not be opened: the asker hears it, by the one way that is left, and nobody is asked in vain.
pub(super) async fn no_thread(ctx: &mut Context, one: &mut Escalation) -> Result<()> {
    one.nobody = one.nobody.or(Some(ctx.now));
    change::change(ctx, one, Act::Withdraw, Actor::Kith).await?;
    settled::spare(ctx, one, COVERED, None).await?;
    let words = Message::new(say!(ctx.words, "question-no-thread"));
    thread::tell_asker(ctx, one, words).await?;
    Ok(())
}

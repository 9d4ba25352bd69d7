//! What falls due about questions: a step is over, an answer is owed, a word from the asker is missing.

use super::climb::{self, AT_LAST};
use super::queries::{self, Escalation};
use super::rules::{Act, Actor, State};
use super::settled::{self, COVERED};
use super::{change, mark, thread};
use crate::chat::{Message, Text};
use crate::context::{Context, Member};
use crate::error::Result;
use crate::moment::{Day, Moment, Span};
use crate::store::Tx;
use crate::text::say;

/// After the reminder, so long until a question is closed: a week in all.
const LAST_CALL: Span = Span::days(2);
/// The words of a closed question are kept so many days, for those who look it up.
const WORDS_KEPT: i64 = 30;
/// A draft waits so long.
const DRAFT_KEPT: Span = Span::days(1);

/// The questions about which something is due: community, its name, the question, its platform.
pub(crate) async fn due(tx: &mut Tx, now: Moment) -> Result<Vec<(i64, String, i64, String)>> {
    queries::due(tx, now).await
}

/// Does what is due about one question, unless somebody else did meanwhile.
pub(crate) async fn fall_due(ctx: &mut Context, id: i64) -> Result<()> {
    let community = ctx.community.id;
    let Some(mut one) = queries::hold_due(&mut ctx.tx, community, id, ctx.now).await? else { return Ok(()) };
    match one.state {
        State::Open => step_over(ctx, &mut one).await?,
        State::Claimed => answer_owed(ctx, &mut one).await?,
        State::Answered => word_missing(ctx, &mut one).await?,
        State::Expired | State::Resolved | State::Withdrawn => one.due = None,
    }
    change::save(ctx, &mut one).await
}

/// Whoever was asked said nothing, or nobody was there: on to the next ones.
async fn step_over(ctx: &mut Context, one: &mut Escalation) -> Result<()> {
    if let Some((who, at)) = mark::last_by(ctx, one, None).await? {
        // Somebody wrote in the thread without pressing anything: maybe that was it.
        return maybe_answered(ctx, one, who, at).await;
    }
    if queries::is_on_its_way(&mut ctx.tx, ctx.community.id, one.id).await? {
        // Kith or the platform was away: whoever is asked only now has their time from now on.
        one.due = Some(super::climb::ends(ctx, one));
        return Ok(());
    }
    settled::spare(ctx, one, "silent", None).await?;
    if let Some(card) = one.card
        && queries::is_dead(&mut ctx.tx, card).await?
    {
        // What the platform could not be told for days.
        return super::gone::no_thread(ctx, one).await;
    }
    if one.nobody.is_some_and(|since| ctx.now >= since + AT_LAST) {
        return expire(ctx, one, say!(ctx.words, "question-expired-nobody")).await;
    }
    climb::climb(ctx, one).await?;
    Ok(())
}

async fn maybe_answered(
    ctx: &mut Context,
    one: &mut Escalation,
    who: i64,
    at: crate::chat::MessageRef,
) -> Result<()> {
    change::change(ctx, one, Act::Answer(who), Actor::Kith).await?;
    one.answer = Some(at);
    mark::ask_whether(ctx, one, None).await
}

/// Whoever took it wrote nothing until now: it goes on, and they need not worry.
async fn answer_owed(ctx: &mut Context, one: &mut Escalation) -> Result<()> {
    let owed = one.claimed_by;
    if let Some((who, at)) = mark::last_by(ctx, one, owed).await? {
        return maybe_answered(ctx, one, who, at).await;
    }
    let who = thread::member(ctx, one, one.claimed_by).await?;
    if let Some(owed) = one.claimed_by {
        queries::replied(&mut ctx.tx, ctx.community.id, one.id, owed, "silent", ctx.now).await?;
    }
    change::change(ctx, one, Act::Release, Actor::Kith).await?;
    let who = who.as_ref().map_or_else(Text::default, Member::mention);
    thread::say(ctx, one, Message::new(say!(ctx.words, "question-let-go", who = who))).await?;
    settled::leave_private(ctx, one).await?;
    climb::climb(ctx, one).await?;
    thread::rewrite_card(ctx, one).await
}

/// The asker did not say whether it helped: a reminder, then it is closed.
async fn word_missing(ctx: &mut Context, one: &mut Escalation) -> Result<()> {
    if one.reminded.is_some() {
        return expire(ctx, one, say!(ctx.words, "question-expired-silent")).await;
    }
    one.reminded = Some(ctx.now);
    one.due = Some(ctx.now + LAST_CALL);
    let message = super::draw::did_it_help(ctx, one).await?;
    thread::say(ctx, one, message).await?;
    Ok(())
}

/// Closes a question that nobody solved, and says so.
async fn expire(ctx: &mut Context, one: &mut Escalation, words: Text) -> Result<()> {
    change::change(ctx, one, Act::Expire, Actor::Kith).await?;
    settled::spare(ctx, one, COVERED, None).await?;
    thread::say(ctx, one, Message::new(words)).await?;
    thread::rewrite_card(ctx, one).await
}

/// Lets go of what was kept long enough.
pub(crate) async fn tidy(ctx: &mut Context) -> Result<()> {
    let (community, today) = (ctx.community.id, ctx.today());
    queries::forget_words(&mut ctx.tx, community, Day(today.0 - WORDS_KEPT)).await?;
    queries::forget_drafts(&mut ctx.tx, community, ctx.now - DRAFT_KEPT).await
}

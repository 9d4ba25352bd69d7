//! Changing a question's state: by the rules, with a row in the trail for each change.

use super::queries::{self, Escalation};
use super::rules::{self, Act, Actor, Obstacle, State};
use crate::chat::{MessageRef, Platform};
use crate::command::Role;
use crate::context::{Asker, Channel, Context};
use crate::error::{Error, Result};
use crate::features::contributions::Kind;
use crate::features::contributions::rollup::Tally;
use crate::features::experts;
use crate::features::learning::{self, Place, Solved};
use crate::features::members::queries as people;
use crate::moment::Span;
use crate::text::say;

/// After so long without a word from the asker they are reminded.
pub(super) const REMIND: Span = Span::days(5);

/// Who presses, as far as the rules need it.
pub(super) async fn actor(ctx: &mut Context, asker: &Asker, one: &Escalation) -> Result<Actor> {
    let asked = queries::asked(&mut ctx.tx, ctx.community.id, one.id).await?;
    Ok(Actor::Member {
        id: asker.member.id,
        looks_after: [Role::Lead, Role::Admin, Role::Staff].into_iter().any(|role| asker.is(role)),
        asked: asked.iter().any(|one| one.member == asker.member.id),
    })
}

/// Changes a question's state, if that is legal.
pub(super) async fn change(ctx: &mut Context, one: &mut Escalation, act: Act, actor: Actor) -> Result<()> {
    let state = rules::next(&one.as_ruled(), act, actor).map_err(|obstacle| explain(ctx, obstacle))?;
    let now = ctx.now;
    match (act, actor) {
        (Act::Take, Actor::Member { id, .. }) => {
            one.claimed_by = Some(id);
            one.claimed = Some(now);
        }
        (Act::Release, _) => {
            one.claimed_by = None;
            one.claimed = None;
        }
        (Act::Answer(who), _) => {
            one.answered_by = Some(who);
            one.answered = Some(now);
            one.first_answer = one.first_answer.or(one.answered);
            one.claimed_by = Some(who);
            one.standing = Some(experts::standing_of(ctx, who).await?.0.name().to_owned());
            one.due = Some(now + REMIND);
            one.reminded = None;
        }
        (Act::NotYet, _) => {
            one.claimed_by = None;
            one.claimed = None;
            one.answer = None;
        }
        _ => {}
    }
    one.state = state;
    if state.is_closed() {
        one.closed = Some(now);
        one.due = None;
    }
    let by = match actor {
        Actor::Kith => None,
        Actor::Member { id, .. } => Some(id),
    };
    let (community, id) = (ctx.community.id, ctx.id());
    queries::note(&mut ctx.tx, community, id, one.id, now, by, act.name(), state.name()).await
}

/// An answer is accepted: it counts for whoever gave it.
pub(super) async fn credit(ctx: &mut Context, one: &Escalation) -> Result<()> {
    let Some(who) = one.answered_by.filter(|_| one.state == State::Resolved) else { return Ok(()) };
    let (community, platform) = (ctx.community.id, one.platform.clone());
    let member = people::by_ids(&mut ctx.tx, community, &platform, &[who]).await?.pop();
    if member.is_none_or(|member| member.opted_out || member.bot) {
        return Ok(());
    }
    let channel = super::thread::channel(ctx, one).await?;
    let mut tally = Tally::default();
    tally.add(who, Kind::AnswerAccepted, channel.counts_in, ctx.today(), 1);
    tally.write(&mut ctx.tx, community).await?;
    teach(ctx, one, who, &channel).await
}

/// What everybody could read teaches who knows. What is private teaches nothing, nor does what is said where nothing counts.
async fn teach(ctx: &mut Context, one: &Escalation, who: i64, channel: &Channel) -> Result<()> {
    let (community, platform) = (ctx.community.id, one.platform.clone());
    let asker: Vec<i64> = one.asker.into_iter().filter(|_| !one.private && !channel.left_out).collect();
    let asker = people::by_ids(&mut ctx.tx, community, &platform, &asker).await?.pop();
    let Some(asker) = asker.filter(|asker| !asker.opted_out) else { return Ok(()) };
    let solved = Solved {
        channel,
        message: one.message.as_deref(),
        thread: place(ctx, &platform, one.thread.as_ref()).await?,
        asker: asker.id,
        asked: one.opened,
        text: &one.question,
        answerer: who,
        answered: one.answered.unwrap_or(ctx.now),
        answer: place(ctx, &platform, one.answer.as_ref()).await?,
    };
    learning::solved(ctx, &solved).await
}

/// A message's place, if its channel is known.
async fn place<'a>(
    ctx: &mut Context,
    platform: &Platform,
    at: Option<&'a MessageRef>,
) -> Result<Option<Place<'a>>> {
    let Some(at) = at else { return Ok(None) };
    let community = ctx.community.id;
    let channel = people::channel_by_platform_id(&mut ctx.tx, community, platform, &at.channel).await?;
    Ok(channel.map(|channel| Place { channel: channel.id, id: at.message.as_str() }))
}

/// Writes a question down as it is now.
pub(super) async fn save(ctx: &mut Context, one: &mut Escalation) -> Result<()> {
    if one.state.is_closed() && one.private {
        // Nobody needs the words again, and they were for two pairs of eyes.
        one.question.clear();
    }
    let (community, today) = (ctx.community.id, ctx.today());
    queries::save(&mut ctx.tx, community, one, today).await
}

/// Why something cannot be done, in kind words.
pub(super) fn explain(ctx: &Context, obstacle: Obstacle) -> Error {
    match obstacle {
        Obstacle::Closed => say!(ctx.words, "question-closed").into(),
        Obstacle::NotNow => say!(ctx.words, "question-not-now").into(),
        Obstacle::NotYours => say!(ctx.words, "question-not-yours").into(),
        Obstacle::Own => say!(ctx.words, "question-own").into(),
        Obstacle::Taken => say!(ctx.words, "question-taken").into(),
    }
}

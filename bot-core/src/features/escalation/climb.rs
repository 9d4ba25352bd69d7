//! Climbing: the next step that reaches somebody, or the honest word that nobody is left.

use super::candidates::{self, Candidate, Candidates};
use super::draw;
use super::policy::{MOST_AT_ONCE, Step, Whom};
use super::queries::{self, Asked, Escalation};
use super::rules::State;
use super::thread;
use crate::chat::{Effect, Message, Place, Platform};
use crate::command::Role;
use crate::context::{Channel, Context, Member};
use crate::error::Result;
use crate::features::experts::{Hours, When};
use crate::features::members::queries as people;
use crate::moment::{Moment, Span};
use crate::text::say;

/// Where nobody is left, Kith looks again after so long.
const AGAIN: Span = Span::days(1);
/// For so long; then the question is closed.
pub(super) const AT_LAST: Span = Span::days(7);
/// Whoever takes a question has at least so long to answer it.
pub(super) const LEAST_TO_ANSWER: Span = Span::hours(2);
/// Nobody waits longer than over a long weekend for somebody to be there: then it goes on to those who are.
const MOST_WAIT: Span = Span::days(4);
/// Whoever waits longer than this for the first one to be there is told.
const TOLD: Span = Span::hours(1);
/// A role that is asked as a whole has no more people than this, as far as Kith asks it.
const MOST_OF_A_ROLE: usize = 50;
/// So many people are asked by one post, so that all of them fit into it.
const MOST_IN_A_POST: usize = 10;
/// In place of a member where a whole channel was asked.
pub(super) const CHANNEL: i64 = 0;

/// What a step comes to.
enum Reach {
    /// These people can be asked now.
    People(Vec<Candidate>),
    /// The channel of those who look after questions.
    Channel(Channel),
    /// Somebody will be there then.
    Later(Moment),
    /// Nobody at all.
    Nobody,
}

/// What became of climbing.
#[derive(Clone, Debug)]
pub(super) enum Climbed {
    /// Somebody is asked.
    Asking(Vec<Member>),
    /// Those who look after questions are asked in their channel.
    Channel,
    /// The first one is there then.
    Waiting(Moment),
    /// Nobody is left.
    Nobody,
}

/// When the step is over that was gone last, if it began now.
pub(super) fn ends(ctx: &Context, one: &Escalation) -> Moment {
    let last = usize::try_from(one.step).unwrap_or_default().saturating_sub(1);
    let step = one.policy.steps.get(last).or_else(|| one.policy.steps.last());
    let zone = ctx.community.settings.zone;
    step.map_or(ctx.now + AT_LAST, |step| one.policy.ends(step, ctx.now, one.urgent, zone))
}

/// Goes on to the next step that reaches somebody.
pub(super) async fn climb(ctx: &mut Context, one: &mut Escalation) -> Result<Climbed> {
    debug_assert_eq!(one.state, State::Open);
    let asked = queries::asked(&mut ctx.tx, ctx.community.id, one.id).await?;
    let found = candidates::look(ctx, one, &asked).await?;
    let mut later: Option<Moment> = None;
    let steps = one.policy.steps.clone();
    let first = usize::try_from(one.step).unwrap_or_default();
    for (n, step) in steps.iter().enumerate().skip(first) {
        let ends = one.policy.ends(step, ctx.now, one.urgent, ctx.community.settings.zone);
        match reach(ctx, one, step, &asked, &found).await? {
            Reach::People(people) => {
                one.step = n as i64 + 1;
                one.due = Some(ends);
                one.waits = None;
                return ask(ctx, one, people, n as i64).await;
            }
            Reach::Channel(channel) => {
                one.step = n as i64 + 1;
                one.due = Some(ends);
                one.waits = None;
                return ask_channel(ctx, one, &channel, n as i64).await;
            }
            Reach::Later(at) if at > one.waits.unwrap_or(ctx.now) + MOST_WAIT => {}
            Reach::Later(at) => {
                later = Some(later.map_or(at, |other| other.min(at)));
                // What is urgent looks on for somebody who is there now.
                if !one.urgent {
                    one.step = n as i64;
                    break;
                }
            }
            Reach::Nobody => {}
        }
    }
    match later {
        Some(at) => wait(ctx, one, at).await,
        None => nobody(ctx, one).await,
    }
}

/// Whom a step reaches.
async fn reach(
    ctx: &mut Context,
    one: &Escalation,
    step: &Step,
    asked: &[Asked],
    found: &Candidates,
) -> Result<Reach> {
    let hours = (step.in_hours && !one.urgent).then_some(&one.policy.hours);
    let now = ctx.now;
    Ok(match step.whom {
        // Who never acted gets no direct message, and a private question is asked nowhere else.
        Whom::Peers(_) if one.private => Reach::Nobody,
        Whom::Peers(many) => {
            let free = found.peers.iter().filter(|peer| peer.when(now, None) == When::Now);
            let free: Vec<Candidate> = free.take(many).cloned().collect();
            if free.is_empty() { Reach::Nobody } else { Reach::People(free) }
        }
        // Experts said that they may be written to; of others nobody knows.
        Whom::All(role) if one.private && role != Role::Expert => Reach::Nobody,
        Whom::All(role) => {
            let all: Vec<&Candidate> =
                found.holders.iter().filter(|(held, _)| *held == role).map(|(_, who)| who).collect();
            soonest(&all, MOST_OF_A_ROLE, now, hours)
        }
        Whom::Expert => soonest(&found.experts.iter().collect::<Vec<_>>(), 1, now, hours),
        Whom::Experts => soonest(&found.experts.iter().collect::<Vec<_>>(), MOST_AT_ONCE, now, hours),
        Whom::Channel if asked.iter().any(|asked| asked.member == CHANNEL) => Reach::Nobody,
        Whom::Channel => match leads_channel(ctx, &one.platform).await? {
            Some(channel) => Reach::Channel(channel),
            None => Reach::Nobody,
        },
    })
}

/// Up to `most` of those who are there now, or when the first one will be.
fn soonest(all: &[&Candidate], most: usize, now: Moment, hours: Option<&Hours>) -> Reach {
    let free = all.iter().filter(|one| one.when(now, hours) == When::Now);
    let free: Vec<Candidate> = free.take(most).map(|one| (*one).clone()).collect();
    if !free.is_empty() {
        return Reach::People(free);
    }
    let later = all.iter().filter_map(|one| match one.when(now, hours) {
        When::From(at) => Some(at),
        _ => None,
    });
    later.min().map_or(Reach::Nobody, Reach::Later)
}

/// The channel of those who look after questions, if one was chosen: on the platform of the question, or else on another.
pub(super) async fn leads_channel(ctx: &mut Context, platform: &Platform) -> Result<Option<Channel>> {
    let Some(id) = ctx.community.settings.questions_channel.nearest(platform) else { return Ok(None) };
    let community = ctx.community.id;
    people::channel_by_id(&mut ctx.tx, community, id).await
}

/// Asks people: in the thread, or each alone if the question is private.
async fn ask(ctx: &mut Context, one: &mut Escalation, people: Vec<Candidate>, step: i64) -> Result<Climbed> {
    let community = ctx.community.id;
    let asking: Vec<(Member, Asked)> = people
        .iter()
        .map(|one| {
            let reason = one.reason.as_str().to_owned();
            (one.member.clone(), Asked { member: one.member.id, reason, post: None, reply: None })
        })
        .collect();
    if one.private {
        for (member, asked) in &asking {
            let message =
                draw::asking(ctx, one, std::slice::from_ref(&(member.clone(), asked.clone()))).await?;
            let post = thread::tell(ctx, one, member.clone(), message).await?;
            queries::ask(&mut ctx.tx, community, one.id, asked.member, step, &asked.reason, post, ctx.now)
                .await?;
        }
    } else {
        for some in asking.chunks(MOST_IN_A_POST) {
            let message = draw::asking(ctx, one, some).await?;
            let post = thread::say(ctx, one, message).await?.unwrap_or_default();
            for (_, asked) in some {
                queries::ask(
                    &mut ctx.tx,
                    community,
                    one.id,
                    asked.member,
                    step,
                    &asked.reason,
                    post,
                    ctx.now,
                )
                .await?;
            }
        }
    }
    Ok(Climbed::Asking(people.into_iter().map(|one| one.member).collect()))
}

/// Asks those who look after questions, in their channel. It mentions nobody.
async fn ask_channel(
    ctx: &mut Context,
    one: &mut Escalation,
    channel: &Channel,
    step: i64,
) -> Result<Climbed> {
    let community = ctx.community.id;
    thread::known(ctx, one).await?;
    let message = draw::in_channel(ctx, one, channel.platform == one.platform).await?;
    let to = Place::Channel(channel.platform_id.clone());
    let post = ctx.send_to(&channel.platform, &Effect::Post { to, message }, None).await?;
    queries::ask(&mut ctx.tx, community, one.id, CHANNEL, step, "", post, ctx.now).await?;
    Ok(Climbed::Channel)
}

/// Everybody who may know is away until then.
async fn wait(ctx: &mut Context, one: &mut Escalation, at: Moment) -> Result<Climbed> {
    one.due = Some(at);
    let is_new = one.waits.is_none();
    one.waits = one.waits.or(Some(ctx.now));
    if is_new && at > ctx.now + TOLD && one.card.is_some() {
        let at = ctx.words.moment(at, ctx.community.settings.zone);
        let message = Message::new(say!(ctx.words, "question-waits", at = at));
        thread::say(ctx, one, message).await?;
    }
    Ok(Climbed::Waiting(at))
}

/// Nobody is left: the asker hears it, those who look after questions see it, and Kith looks again for a while.
async fn nobody(ctx: &mut Context, one: &mut Escalation) -> Result<Climbed> {
    let is_new = one.nobody.is_none();
    one.waits = None;
    one.nobody = one.nobody.or(Some(ctx.now));
    one.due = Some(ctx.now + AGAIN);
    // Whoever was not asked yet and can be tomorrow is.
    one.step = 0;
    if is_new {
        let message = Message::new(say!(ctx.words, "question-nobody"));
        thread::say(ctx, one, message).await?;
        let asked = queries::asked(&mut ctx.tx, ctx.community.id, one.id).await?;
        if asked.iter().all(|asked| asked.member != CHANNEL)
            && let Some(channel) = leads_channel(ctx, &one.platform).await?
        {
            ask_channel(ctx, one, &channel, one.step).await?;
        }
    }
    Ok(Climbed::Nobody)
}

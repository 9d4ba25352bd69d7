//! Ranking: who is likely to know the answer to a question, by what they did before.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::Alike;
use super::candidate::{Candidate, Question, Reason};
use super::gather::{Evidence, Sought, gather};
use super::mentions::mentions;
use super::model::Model;
use super::queries::{self, lessons, similar as past, similar::Similar};
use super::signals::{ABOUT, DECLARED, HELPED, HERE_NOW, NAMED, SIGNALS, Signals};
use super::terms::terms;
use crate::chat::AccountId;
use crate::context::{Channel, Context, Member};
use crate::error::Result;
use crate::features::members;
use crate::moment::{Day, Moment, Span};

/// So many are weighed against each other, after a first look at all.
const WEIGHED: usize = 60;
/// Over how many days reasons look back.
const DAYS: i64 = 30;
/// So alike must a past question be to be offered, or to be a reason.
const ALIKE: f64 = 0.25;
/// Who wrote within the last hour is here now.
const HOUR: f64 = 1.0 / 61.0;
/// So much of what somebody writes about a question's words is worth naming, beside the one who writes most about them.
const MUCH: f64 = 0.5;
/// Reasons that are told of one person.
const MOST_REASONS: usize = 3;

/// The `most` people who most likely know the answer, best first. Never the asker, a bot, or somebody who left or opted
/// out; whoever has no evidence at all is not among them.
pub(crate) async fn rank(ctx: &mut Context, question: &Question<'_>, most: usize) -> Result<Vec<Candidate>> {
    if !ctx.community.settings.learning {
        return by_replies(ctx, question, most).await;
    }
    let (mut ranked, evidence) = weigh(ctx, question).await?;
    ranked.truncate(most);
    let ids: Vec<i64> = ranked.iter().map(|(member, _)| member.id).collect();
    let since = ctx.now - Span::days(DAYS);
    let community = ctx.community.id;
    let here: BTreeMap<i64, i64> =
        past::answered_here(&mut ctx.tx, community, question.channel.counts_in, &ids, since)
            .await?
            .into_iter()
            .collect();
    let most_about = evidence.signals.values().map(|signals| signals[ABOUT]).fold(0.0, f64::max);
    let mut places: BTreeMap<i64, Channel> = BTreeMap::new();
    let alike: BTreeSet<i64> = like_it(&evidence).map(|one| one.question.counts_in).collect();
    for channel in alike {
        let found = members::queries::channel_by_id(&mut ctx.tx, community, channel).await?;
        places.extend(found.map(|found| (channel, found)));
    }
    let candidate = |(member, score): (Member, f64)| {
        let similar = answered_similar(member.id, &evidence, &places, since);
        let signals = evidence.signals[&member.id];
        let reasons = reasons(similar, &signals, here.get(&member.id).copied(), most_about);
        Candidate { member, score, reasons }
    };
    Ok(ranked.into_iter().map(candidate).filter(|candidate| !candidate.reasons.is_empty()).collect())
}

/// The past questions that are so like the new one that they can be named.
fn like_it(evidence: &Evidence) -> impl Iterator<Item = &Alike> {
    evidence.alike.iter().filter(|one| one.part >= ALIKE)
}

/// That a member answered questions like the new one, with where and when as far as one word is true of all of them.
fn answered_similar(
    member: i64,
    evidence: &Evidence,
    places: &BTreeMap<i64, Channel>,
    since: Moment,
) -> Option<Reason> {
    let all: Vec<&Alike> = like_it(evidence).filter(|one| one.answerers.contains(&member)).collect();
    let first = all.first()?.question.counts_in;
    let place = places.get(&first).filter(|_| all.iter().all(|one| one.question.counts_in == first));
    Some(Reason::AnsweredSimilar {
        n: all.len() as i64,
        place: place.cloned().map(Box::new),
        lately: all.iter().all(|one| one.question.asked >= since),
    })
}

/// Everybody for whom something speaks, the likeliest first, with what it is.
pub(crate) async fn weigh(
    ctx: &mut Context,
    question: &Question<'_>,
) -> Result<(Vec<(Member, f64)>, Evidence)> {
    let community = ctx.community.id;
    let text = question.text.unwrap_or_default();
    let terms: Vec<i64> = terms(community, text).into_iter().map(|(term, _)| term).collect();
    let names = named(ctx, text).await?;
    let sought = Sought {
        channel: question.channel.counts_in,
        asker: question.asker,
        at: ctx.now,
        terms: &terms,
        names: &names,
        declared: question.declared,
    };
    let mut evidence = gather(ctx, &sought).await?;
    let platform = ctx.platform.clone();
    let ids: Vec<i64> = evidence.signals.keys().copied().collect();
    let members = members::queries::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
    let members: BTreeMap<i64, Member> = members
        .into_iter()
        .filter(|member| !member.bot && !member.departed && !member.opted_out)
        .map(|member| (member.id, member))
        .collect();
    evidence.signals.retain(|member, _| members.contains_key(member));
    let model = lessons::model(&mut ctx.tx, community).await?;
    let model = model.and_then(|(written, ..)| Model::read(&written)).unwrap_or_default();
    let foremost = foremost(&evidence.signals, WEIGHED);
    let signals: Vec<Signals> = foremost.iter().map(|(_, signals)| *signals).collect();
    let mut ranked: Vec<(Member, f64)> = foremost
        .iter()
        .zip(model.scores(&signals))
        .filter_map(|((member, _), score)| Some((members.get(member)?.clone(), score)))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.id.cmp(&b.0.id)));
    Ok((ranked, evidence))
}

/// Those whom an even blend puts first.
pub(crate) fn foremost(signals: &BTreeMap<i64, Signals>, most: usize) -> Vec<(i64, Signals)> {
    let all: Vec<Signals> = signals.values().copied().collect();
    let scores = Model::default().scores(&all);
    let mut ordered: Vec<(f64, i64)> = scores.into_iter().zip(signals.keys().copied()).collect();
    ordered.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    ordered
        .into_iter()
        .filter(|(score, _)| *score > 0.0)
        .take(most)
        .map(|(_, id)| (id, signals[&id]))
        .collect()
}

/// The members whom a text mentions.
async fn named(ctx: &mut Context, text: &str) -> Result<Vec<i64>> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let mut named = Vec::new();
    for account in mentions(text) {
        let account = AccountId::from(account);
        let found = members::queries::by_account(&mut ctx.tx, community, &platform, &account).await?;
        named.extend(found.map(|member| member.id));
    }
    Ok(named)
}

/// What speaks for a member, in an order that people find convincing.
fn reasons(similar: Option<Reason>, signals: &Signals, here: Option<i64>, most_about: f64) -> Vec<Reason> {
    let all = [
        (signals[NAMED] > 0.0).then_some(Reason::Named),
        (signals[DECLARED] > 0.0).then_some(Reason::Declared),
        similar,
        here.filter(|n| *n > 0).map(Reason::AnsweredHere),
        (signals[HELPED] >= 1.0).then_some(Reason::AnsweredAsker),
        (most_about > 0.0 && signals[ABOUT] >= MUCH * most_about).then_some(Reason::WritesAbout),
        (signals[HERE_NOW] >= HOUR).then_some(Reason::HereNow),
    ];
    let mut told: Vec<Reason> = all.into_iter().flatten().take(MOST_REASONS).collect();
    if told.is_empty() && (0..SIGNALS).any(|n| signals[n] > 0.0) {
        told.push(Reason::ActiveHere);
    }
    told
}

/// Where nothing is learned: who replied most in the channel of late, by what is counted anyway.
async fn by_replies(ctx: &mut Context, question: &Question<'_>, most: usize) -> Result<Vec<Candidate>> {
    let community = ctx.community.id;
    let since = Day(ctx.today().0 - DAYS);
    let mut evidence: BTreeMap<i64, (f64, Vec<Reason>)> = BTreeMap::new();
    let here = queries::replies_here(&mut ctx.tx, community, question.channel.counts_in, since).await?;
    let largest = here.first().map_or(1, |(_, n)| *n);
    for (member, n) in here {
        evidence.insert(member, (n as f64 / largest as f64, vec![Reason::RepliedHere(n)]));
    }
    for member in question.declared {
        let one = evidence.entry(*member).or_default();
        one.0 += 1.0;
        one.1.insert(0, Reason::Declared);
    }
    let ids: Vec<i64> = evidence.keys().copied().collect();
    let platform = ctx.platform.clone();
    let members = members::queries::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
    let mut candidates: Vec<Candidate> = members
        .into_iter()
        .filter(|member| member.id != question.asker && !member.bot && !member.departed && !member.opted_out)
        .filter_map(|member| {
            let (score, reasons) = evidence.remove(&member.id)?;
            Some(Candidate { member, score, reasons })
        })
        .collect();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.member.id.cmp(&b.member.id)));
    candidates.truncate(most);
    Ok(candidates)
}

/// Up to `most` answered questions like this one, the most alike first.
pub(crate) async fn similar(ctx: &mut Context, question: &Question<'_>, most: usize) -> Result<Vec<Similar>> {
    let Some(text) = question.text.filter(|_| ctx.community.settings.learning) else { return Ok(Vec::new()) };
    let now = ctx.now;
    let all: Vec<i64> = terms(ctx.community.id, text).into_iter().map(|(term, _)| term).collect();
    let telling = super::alike::telling(ctx, &all, now).await?;
    let mut alike = super::alike::find(ctx, &telling, all.len(), now).await?;
    alike.sort_by(|a, b| b.part.total_cmp(&a.part).then(b.question.id.cmp(&a.question.id)));
    let found =
        alike.into_iter().filter(|one| one.part >= ALIKE && !one.question.climbed).filter_map(|one| {
            let part = one.part.min(1.0);
            let past::Past { id, channel, message, asker, asked, answered_by, .. } = one.question;
            Some(Similar { id, channel, message, asker, answered_by: answered_by?, asked, alike: part })
        });
    Ok(found.take(most).collect())
}

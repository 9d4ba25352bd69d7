//! Lessons: what spoke for whom when a question was asked is kept until it is known who answered, and learned from.

use std::collections::{BTreeMap, BTreeSet};

use super::gather::{Sought, gather};
use super::hear::Heard;
use super::model::{FEWEST_LESSONS, Lesson, Model};
use super::queries::lessons::{self as queries, NewLesson};
use super::rank::foremost;
use super::signals::{self, Signals};
use super::terms::Term;
use crate::context::Context;
use crate::error::Result;
use crate::moment::{Moment, Span};

/// So many questions are learned from: the last ones.
const MOST_QUESTIONS: usize = 1_000;
/// From so many questions on that were answered by name or in a thread, others are left aside.
const ENOUGH_SURE: usize = 100;
/// So many candidates are kept of each.
const CANDIDATES: usize = 50;
/// A model is made anew when there are so many percent more questions to learn from.
const MORE: i64 = 10;
/// How long it takes until it is clear who answers.
const CLEAR: Span = Span::days(2);

/// Where so much was learned already, every third question is a lesson: more would cost more than it teaches.
const PLENTY: i64 = 500;
const EVERY: i64 = 3;

/// Whether a question that is asked now shall be a lesson.
pub(crate) async fn wanted(ctx: &mut Context, at: Moment) -> Result<bool> {
    if (at.0 / 1_000) % EVERY == 0 {
        return Ok(true);
    }
    let of = queries::model(&mut ctx.tx, ctx.community.id).await?.map_or(0, |(_, of, _)| of);
    Ok(of < PLENTY)
}

/// Keeps what speaks for whom as a question is asked.
pub(crate) async fn note(
    ctx: &mut Context,
    heard: &Heard<'_>,
    question: i64,
    words: &[(Term, String)],
) -> Result<()> {
    let terms: Vec<Term> = words.iter().map(|(term, _)| *term).collect();
    let sought = Sought {
        channel: heard.channel.counts_in,
        asker: heard.author,
        at: heard.at,
        terms: &terms,
        names: &[],
        declared: &[],
    };
    let evidence = gather(ctx, &sought).await?;
    let foremost = foremost(&evidence.signals, CANDIDATES);
    let lesson =
        |(member, signals): (i64, Signals)| NewLesson { member, signals: signals::written(&signals) };
    let lessons: Vec<NewLesson> = foremost.into_iter().map(lesson).collect();
    if lessons.is_empty() {
        return Ok(());
    }
    queries::add(&mut ctx.tx, ctx.community.id, question, &lessons).await
}

/// Learns anew, if enough came together since; forgets lessons that are old, or that nobody will give.
pub(crate) async fn learn(ctx: &mut Context) -> Result<()> {
    let community = ctx.community.id;
    let (before, made) =
        queries::model(&mut ctx.tx, community).await?.map_or((0, 0), |(_, of, made)| (of, made));
    let more = queries::answered_since(&mut ctx.tx, community, Moment(made)).await?;
    if more < (FEWEST_LESSONS as i64).max(before * MORE / 100) {
        return Ok(());
    }
    let mut questions: BTreeMap<i64, Vec<(i64, Signals)>> = BTreeMap::new();
    for (question, member, written) in queries::all(&mut ctx.tx, community).await? {
        questions.entry(question).or_default().push((member, signals::read(&written)));
    }
    let ids: Vec<i64> = questions.keys().copied().collect();
    let asked = super::queries::similar::past(&mut ctx.tx, community, &ids).await?;
    let asked: BTreeMap<i64, Moment> = asked.into_iter().map(|past| (past.id, past.asked)).collect();
    let answers = answers(ctx, &ids).await?;
    let mut order: Vec<(Moment, i64)> = ids.iter().filter_map(|id| Some((*asked.get(id)?, *id))).collect();
    order.sort_unstable();
    order.reverse();
    let mut kept: BTreeSet<i64> = BTreeSet::new();
    let mut lessons: Vec<Lesson> = Vec::new();
    for (asked, id) in order {
        let fresh = asked > ctx.now - CLEAR;
        let answered = answers.get(&id);
        if !fresh && (answered.is_none() || lessons.len() >= MOST_QUESTIONS) {
            continue;
        }
        kept.insert(id);
        let candidates = &questions[&id];
        if let Some(answered) = answered.filter(|_| !fresh) {
            lessons.push(Lesson {
                signals: candidates.iter().map(|(_, signals)| *signals).collect(),
                answered: candidates.iter().map(|(member, _)| answered.contains(member)).collect(),
            });
        }
    }
    let dropped: Vec<i64> = ids.into_iter().filter(|id| !kept.contains(id)).collect();
    if !dropped.is_empty() {
        queries::drop_lessons(&mut ctx.tx, community, &dropped).await?;
    }
    let of = lessons.len() as i64;
    if lessons.len() < FEWEST_LESSONS {
        return Ok(());
    }
    let model = Model::learn(&lessons);
    let now = ctx.now;
    queries::keep_model(&mut ctx.tx, community, &model.written(), of, now).await
}

/// Who answered: those who did so by name or in the thread, or else whoever spoke next.
async fn answers(ctx: &mut Context, questions: &[i64]) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
    let mut sure: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    let mut next: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for (question, member, how) in queries::answers(&mut ctx.tx, ctx.community.id, questions).await? {
        let answers = if how == "next" { &mut next } else { &mut sure };
        answers.entry(question).or_default().insert(member);
    }
    // Whoever speaks next may have spoken of something else: that is only gone by where little else is known.
    if sure.len() < ENOUGH_SURE {
        for (question, members) in next {
            sure.entry(question).or_insert(members);
        }
    }
    Ok(sure)
}

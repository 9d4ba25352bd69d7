//! Past questions that are like a new one, by the terms that they share.

use std::collections::BTreeMap;

use super::fading::now_worth;
use super::queries::{similar as queries, terms};
use super::tally::{ANY_TERM, HALF_LIVES};
use super::terms::Term;
use crate::context::Context;
use crate::error::Result;
use crate::moment::Moment;

/// So many terms of a question are looked for: those that tell most.
const MOST_TERMS: usize = terms::AT_ONCE;
/// A term that stands in so large a part of all messages tells nothing.
const COMMON: f64 = 0.2;
/// So many past questions are looked at for each term, the latest first.
const QUESTIONS: i64 = 150;
/// Of so many past questions it is looked at who answered.
const MOST_ALIKE: usize = 50;
/// The half-life of a past question, in days.
const HALF_LIFE: f64 = 60.0;

/// A past question that is like the new one.
#[derive(Clone, Debug)]
pub(crate) struct Alike {
    pub(crate) question: queries::Past,
    /// How much it counts: how alike it is, and how long ago.
    pub(crate) weight: f64,
    /// Which part of what the new question says it says too, from 0 to 1.
    pub(crate) part: f64,
    /// Who answered it.
    pub(crate) answerers: Vec<i64>,
}

/// The terms that tell most about a question, and how much each tells.
pub(crate) async fn telling(ctx: &mut Context, all: &[Term], at: Moment) -> Result<Vec<(Term, f64)>> {
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let community = ctx.community.id;
    let mut wanted = all.to_vec();
    wanted.push(ANY_TERM);
    let found = terms::uses(&mut ctx.tx, community, &wanted).await?;
    let worth = |sum: f64| now_worth(sum, at, HALF_LIVES[2]);
    let of_all = found.iter().find(|(term, _)| *term == ANY_TERM).map_or(0.0, |(_, sum)| worth(*sum));
    let mut telling: Vec<(Term, f64)> = found
        .into_iter()
        .filter(|(term, _)| *term != ANY_TERM)
        .map(|(term, sum)| (term, worth(sum)))
        .filter(|(_, uses)| *uses < COMMON * of_all + HALF_LIVES[0])
        .map(|(term, uses)| (term, (1.0 + (of_all - uses + 0.5).max(0.5) / (uses + 0.5)).ln()))
        .collect();
    telling.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    telling.truncate(MOST_TERMS);
    Ok(telling)
}

/// Past questions that share telling terms with one that has `size` terms in all; the one that counts most first.
pub(crate) async fn find(
    ctx: &mut Context,
    telling: &[(Term, f64)],
    size: usize,
    at: Moment,
) -> Result<Vec<Alike>> {
    let community = ctx.community.id;
    if telling.is_empty() {
        return Ok(Vec::new());
    }
    let tells: Vec<(Term, f64)> = telling.iter().map(|(term, tells)| (*term, tells * tells)).collect();
    let whole: f64 = tells.iter().map(|(_, tells)| tells).sum();
    let limits = (QUESTIONS, 3 * MOST_ALIKE as i64);
    let best = terms::had(&mut ctx.tx, community, &tells, at, limits).await?;
    if best.is_empty() {
        return Ok(Vec::new());
    }
    let shares: BTreeMap<i64, f64> = best.iter().copied().collect();
    let ids: Vec<i64> = shares.keys().copied().collect();
    let mut alike: Vec<Alike> = Vec::new();
    for question in queries::past(&mut ctx.tx, community, &ids).await? {
        let share = shares[&question.id];
        let days = (at.0 - question.asked.0).max(0) as f64 / 86_400_000.0;
        let terms = question.terms.max(1) as f64;
        let weight = share / terms.sqrt() * (-days / HALF_LIFE).exp2();
        // A long question holds everything; it is not like everything.
        let part = share / whole * (size as f64 / terms).min(1.0).sqrt();
        alike.push(Alike { question, weight, part, answerers: Vec::new() });
    }
    alike.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(b.question.id.cmp(&a.question.id)));
    alike.truncate(MOST_ALIKE);
    let ids: Vec<i64> = alike.iter().map(|one| one.question.id).collect();
    for (question, member) in queries::answerers(&mut ctx.tx, community, &ids, at).await? {
        if let Some(one) = alike.iter_mut().find(|one| one.question.id == question) {
            one.answerers.push(member);
        }
    }
    Ok(alike)
}

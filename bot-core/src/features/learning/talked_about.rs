//! What a community asks about of late, by the words that it shares: for leads who look for topics.

use super::cues::{CUES, is_spaceless};
use super::queries::questions;
use super::queries::terms::{self, AskedBy};
use super::tally::ANY_TERM;
use super::terms::STEM;
use crate::context::Context;
use crate::error::Result;
use crate::moment::Span;

/// So far back is looked, and at no more than the last so many questions.
const DAYS: i64 = 56;
const QUESTIONS: i64 = 400;
/// So many people must have asked with a word.
const ASKERS: i64 = 3;
/// A word that stands in so large a part of all messages says nothing.
const COMMON: f64 = 0.1;

/// Beginnings of words that stand in many questions and in few other messages, the most telling first. Those that may go on end
/// in “…”: of longer words no more is kept.
pub(crate) async fn talked_about(ctx: &mut Context) -> Result<Vec<String>> {
    if !ctx.community.settings.learning {
        return Ok(Vec::new());
    }
    let (community, since) = (ctx.community.id, ctx.now - Span::days(DAYS));
    let all = terms::uses(&mut ctx.tx, community, &[ANY_TERM]).await?.first().map_or(0.0, |(_, n)| *n);
    let latest = questions::latest(&mut ctx.tx, community, since, QUESTIONS).await?;
    let latest: Vec<AskedBy> =
        latest.into_iter().map(|(question, asker)| AskedBy { question, asker }).collect();
    let asked = terms::asked_with(&mut ctx.tx, community, &latest, ASKERS).await?;
    let mut telling: Vec<(f64, String)> = asked
        .into_iter()
        .filter(|(word, _, uses)| *uses < COMMON * all && says_something(word))
        .map(|(word, questions, uses)| {
            (questions as f64 * (all / uses.max(f64::MIN_POSITIVE)).ln().powi(2), word)
        })
        .collect();
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Ok(telling.into_iter().map(|(_, word)| shown(word)).collect())
}

/// Two letters of a script without spaces are no word, and words that questions are made of are no topic.
fn says_something(word: &str) -> bool {
    let is_part = |phrase: &String| phrase.split_whitespace().any(|part| part.starts_with(word));
    let mut phrases = CUES.problems.iter().chain(&CUES.thanks);
    !word.chars().any(is_spaceless)
        && word.chars().count() > 2
        && !CUES.fillers.contains(word)
        && !CUES.beginnings.iter().any(|beginning| beginning.starts_with(word))
        && !phrases.any(is_part)
}

fn shown(mut word: String) -> String {
    if word.chars().count() == STEM {
        word.push('…');
    }
    word
}

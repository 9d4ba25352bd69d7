//! Questions like a new one that were answered before: first those whose answer is remembered, then those in channels.

use std::collections::BTreeMap;

use super::queries::{self, Draft, Remembered};
use crate::chat::{MessageRef, Text, one_line};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::learning;
use crate::features::members::queries as people;
use crate::text::say;

/// So many are shown.
const MOST: usize = 3;
/// So many words of a question are looked up.
const MOST_TERMS: usize = 40;
/// So many finds are weighed.
const MOST_FINDS: i64 = 2_000;
/// The least that two questions share to be called alike.
const ALIKE: f64 = 0.34;
/// So much of a question is shown.
const SHOWN: usize = 120;

/// Something that was answered before.
pub(super) struct Similar {
    /// The remembered answer, if it is one.
    pub(super) remembered: Option<i64>,
    /// What it is, with where it leads.
    pub(super) words: Text,
}

/// Looks for what was answered before and is like a question. The message that asks it is no answer to itself.
pub(super) async fn look(ctx: &mut Context, asker: &Asker, draft: &Draft) -> Result<Vec<Similar>> {
    let question = draft.question.as_str();
    if question.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<Similar> = Vec::new();
    for one in remembered(ctx, question, ALIKE, MOST).await? {
        found.push(Similar { remembered: Some(one.id), words: line(ctx, &one).await? });
    }
    let asked = learning::Question {
        channel: &asker.channel,
        asker: asker.member.id,
        text: Some(question),
        declared: &[],
    };
    if found.len() < MOST {
        let most = MOST - found.len();
        let itself = |one: &learning::Similar| {
            one.channel == draft.channel && draft.message.as_deref() == Some(one.message.as_str())
        };
        let alike = learning::similar(ctx, &asked, most + 1).await?;
        for one in alike.into_iter().filter(|one| !itself(one)).take(most) {
            found.extend(in_channel(ctx, &one).await?);
        }
    }
    Ok(found)
}

/// A question in a channel, with who answered it.
async fn in_channel(ctx: &mut Context, one: &learning::Similar) -> Result<Option<Similar>> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let channel = people::channel_by_id(&mut ctx.tx, community, one.channel).await?;
    let Some(channel) = channel.filter(|channel| channel.platform == platform) else { return Ok(None) };
    let by = people::by_ids(&mut ctx.tx, community, &platform, &[one.answered_by]).await?.pop();
    let who = by.map_or_else(|| say!(ctx.words, "former-member"), |by| Text::typed(&by.name));
    let here = say!(ctx.words, "details-question").to_string();
    let link = Text::message(&MessageRef::new(channel.platform_id.as_str(), &one.message), &here);
    let day = ctx.words.day(one.asked.day(ctx.community.settings.zone));
    let words =
        say!(ctx.words, "similar-in-channel", link = link, channel = channel.mention(), day = day, who = who);
    Ok(Some(Similar { remembered: None, words }))
}

/// A remembered answer in a line or two.
pub(super) async fn line(ctx: &mut Context, one: &Remembered) -> Result<Text> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let by = match one.answerer {
        Some(id) => people::by_ids(&mut ctx.tx, community, &platform, &[id]).await?.pop(),
        None => None,
    };
    let who = by.map_or_else(|| say!(ctx.words, "former-member"), |by| Text::typed(&by.name));
    let question = Text::typed(&shortened(&one.question));
    let mut text = say!(ctx.words, "remembered-line", question = question, who = who);
    if !one.answer.is_empty() {
        text.line(Text::quote(&one.answer));
    }
    if one.platform == platform {
        let words = say!(ctx.words, "the-answer").to_string();
        text.line(Text::message(&one.at, &words));
    }
    Ok(text)
}

fn shortened(question: &str) -> String {
    let line = one_line(question);
    let mut short: String = line.chars().take(SHOWN).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

/// Remembered answers whose question is at least so alike, the most alike first.
pub(super) async fn remembered(
    ctx: &mut Context,
    text: &str,
    alike: f64,
    most: usize,
) -> Result<Vec<Remembered>> {
    let community = ctx.community.id;
    let wanted = terms(ctx, text);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let found = queries::with_terms(&mut ctx.tx, community, &wanted, MOST_FINDS).await?;
    let best = best(&wanted, &found, alike, most);
    let ids: Vec<i64> = best.iter().map(|(id, _)| *id).collect();
    let mut known = queries::remembered(&mut ctx.tx, community, &ids).await?;
    known.sort_by_key(|one| ids.iter().position(|id| *id == one.id));
    Ok(known)
}

/// The answers that share most of what was asked; a word that few questions have says more than one that many have.
fn best(wanted: &[String], found: &[(String, i64)], alike: f64, most: usize) -> Vec<(i64, f64)> {
    let mut has: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    found.iter().for_each(|(term, id)| has.entry(term).or_default().push(*id));
    let weight = |term: &str| 1.0 / (1.0 + (has.get(term).map_or(0, Vec::len) as f64).sqrt());
    let all: f64 = wanted.iter().map(|term| weight(term)).sum();
    let mut shared: BTreeMap<i64, f64> = BTreeMap::new();
    for (term, ids) in &has {
        ids.iter().for_each(|id| *shared.entry(*id).or_default() += weight(term) / all);
    }
    let mut best: Vec<(i64, f64)> = shared.into_iter().filter(|(_, share)| *share >= alike).collect();
    best.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    best.truncate(most);
    best
}

/// The words by which a question is found, each once, in whatever script.
pub(super) fn terms(ctx: &Context, text: &str) -> Vec<String> {
    let terms = learning::terms(ctx.community.id, text).into_iter().map(|(_, word)| word);
    terms.take(MOST_TERMS).collect()
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn rare_words_say_more_than_common_ones() {
        let wanted = ["how", "calibrate", "the", "gauge"].map(str::to_owned);
        let mut found: Vec<(String, i64)> = (1..50).map(|id| ("how".to_owned(), id)).collect();
        found.extend([("calibrate".to_owned(), 7), ("gauge".to_owned(), 7), ("the".to_owned(), 80)]);
        let best = best(&wanted, &found, ALIKE, 3);
        assert_eq!(best.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [7]);
    }
}

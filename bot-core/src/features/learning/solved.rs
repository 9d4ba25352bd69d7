//! A question whose asker said that it is solved: what everybody may know of it, and what it teaches.

use super::queries::hearing::{self, NewAnswer, NewQuestion, Place};
use super::queries::{questions, similar};
use super::tally::Tally;
use super::terms::terms;
use crate::context::{Channel, Context};
use crate::error::Result;
use crate::moment::Moment;

/// A question that is solved. What is private is none of these.
pub(crate) struct Solved<'a> {
    /// Where it was asked.
    pub(crate) channel: &'a Channel,
    /// The message that asks it, if it was asked by one.
    pub(crate) message: Option<&'a str>,
    /// The message at the top of its thread, where Kith knows it.
    pub(crate) thread: Option<Place<'a>>,
    pub(crate) asker: i64,
    pub(crate) asked: Moment,
    /// What it asks. Only its terms are kept, and only where Kith learns.
    pub(crate) text: &'a str,
    pub(crate) answerer: i64,
    pub(crate) answered: Moment,
    /// The message that answers it, if that is known.
    pub(crate) answer: Option<Place<'a>>,
}

/// Writes down that it is solved, and by whom. Where Kith learns, whoever answered is known from now on as somebody who
/// answers such questions: once, also if the answer was heard.
pub(crate) async fn solved(ctx: &mut Context, one: &Solved<'_>) -> Result<()> {
    let (community, learns) = (ctx.community.id, ctx.community.settings.learning);
    let Some(question) = question(ctx, one).await? else { return Ok(()) };
    let known = similar::answerers(&mut ctx.tx, community, &[question], Moment(i64::MAX)).await?;
    let credited = hearing::credited(&mut ctx.tx, community, &[question]).await?;
    let asks = one.message.map(|id| Place { channel: one.channel.id, id });
    let place = one.answer.as_ref().or(asks.as_ref()).or(one.thread.as_ref());
    let mut tally = Tally::default();
    if known.iter().all(|(_, who)| *who != one.answerer) {
        // Somebody may have answered by word of mouth: then it stands where the question does.
        tally.answers.push(NewAnswer {
            question,
            channel: place.map_or(one.channel.id, |place| place.channel),
            message: place.map_or("", |place| place.id),
            member: one.answerer,
            at: one.answered.0,
            how: "named",
        });
    }
    if learns {
        let (at, words) = (ctx.now, terms(community, one.text));
        if credited.iter().all(|(_, who)| *who != one.answerer) {
            tally.answered(at, one.channel.counts_in, one.answerer);
        }
        if one.message.is_none() {
            // No message had its words yet. Whoever asks does not know about them.
            tally.asked(one.asked, one.channel.counts_in, one.asker);
            tally.said(one.asked, &words);
        }
        tally.solved(at, one.asker, one.answerer, &words);
        tally.had(question, one.asked, &words);
    }
    tally.write(&mut ctx.tx, community).await?;
    questions::solved(&mut ctx.tx, community, question, ctx.now).await
}

/// The question as it was heard. One that was not, because it was asked of Kith itself or does not look like one, is written down
/// where Kith learns, for those that are like it.
async fn question(ctx: &mut Context, one: &Solved<'_>) -> Result<Option<i64>> {
    let community = ctx.community.id;
    let asks = one.message.map(|id| Place { channel: one.channel.id, id });
    if let Some(asks) = &asks {
        let heard = hearing::asked_at(&mut ctx.tx, community, std::slice::from_ref(asks)).await?;
        if let Some((id, ..)) = heard.first() {
            return Ok(Some(*id));
        }
    }
    let place = asks.as_ref().or(one.thread.as_ref()).filter(|_| ctx.community.settings.learning);
    let Some(place) = place else { return Ok(None) };
    let id = ctx.id();
    let new = NewQuestion {
        id,
        channel: place.channel,
        message: place.id.to_owned(),
        counts_in: one.channel.counts_in,
        asker: one.asker,
        day: one.asked.day(ctx.community.settings.zone).0,
        asked: one.asked.0,
    };
    hearing::add_questions(&mut ctx.tx, community, &[new]).await?;
    questions::climbed(&mut ctx.tx, community, id, ctx.now).await?;
    Ok(Some(id))
}

//! What changes what was heard and learned: messages that are deleted, threads that are opened, a community that wants
//! nothing learned any more.

use super::fading::adds;
use super::queries::hearing::{self, NewQuestion, Place};
use super::queries::renamed::{self, Renamed};
use super::tally::TERMS_HALF_LIFE;
use super::terms::fingerprint;
use super::{lessons, queries};
use crate::context::{Channel, Context};
use crate::error::Result;
use crate::features::contributions::queries::At;
use crate::moment::{Day, Moment, Span};
use crate::schedule::{self, Job};
use crate::store::Tx;

/// A term that a member used once is forgotten when so much is left of it: after seven months.
const LEAST: f64 = 0.09;
/// Each term has its turn at being forgotten once in so many days.
const TURNS: i64 = 7;
/// So many terms get another fingerprint at once.
const RENAMED_AT_ONCE: usize = 5_000;

/// A message was deleted: the question that it asked goes with it, and what it answered is open again if nobody else did.
pub(crate) async fn message_gone(ctx: &mut Context, at: &At) -> Result<()> {
    let community = ctx.community.id;
    let lost = hearing::message_gone(&mut ctx.tx, community, at.channel, &at.id).await?;
    if lost.is_empty() {
        return Ok(());
    }
    hearing::first_answers(&mut ctx.tx, community, &lost).await
}

/// Threads were opened. Where Kith is not told what messages say, whoever's message gets a thread asked something.
pub(crate) async fn thread_started(ctx: &mut Context, threads: &[(&Channel, &str)]) -> Result<()> {
    let community = ctx.community.id;
    let places: Vec<Place<'_>> =
        threads.iter().map(|(channel, id)| Place { channel: channel.id, id }).collect();
    if places.is_empty() {
        return Ok(());
    }
    let zone = ctx.community.settings.zone;
    let mut questions = Vec::new();
    for (channel, message, asker, asked) in hearing::wordless(&mut ctx.tx, community, &places).await? {
        let counts_in =
            threads.iter().find(|(one, _)| one.id == channel).map_or(channel, |(one, _)| one.counts_in);
        let day = Moment(asked).day(zone).0;
        questions.push(NewQuestion { id: ctx.id(), channel, message, counts_in, asker, day, asked });
    }
    if questions.is_empty() {
        return Ok(());
    }
    hearing::add_questions(&mut ctx.tx, community, &questions).await
}

/// A community lets Kith learn.
pub(crate) async fn begin(ctx: &mut Context) -> Result<()> {
    let tomorrow = ctx.now + Span::days(1);
    schedule::set(ctx, Job::Learn, Some(tomorrow)).await
}

/// Learns from what came together since yesterday, and comes back tomorrow.
pub(crate) async fn fall_due(ctx: &mut Context) -> Result<()> {
    if !ctx.community.settings.learning {
        return schedule::set(ctx, Job::Learn, None).await;
    }
    lessons::learn(ctx).await?;
    begin(ctx).await
}

/// A community wants nothing learned any more: what was learned goes too. Questions and answers stay, as they are counted
/// anyway.
pub(crate) async fn end(ctx: &mut Context) -> Result<()> {
    schedule::set(ctx, Job::Learn, None).await?;
    let community = ctx.community.id;
    queries::forget_all(&mut ctx.tx, community).await
}

/// Forgets questions of days before `before`, and terms that are worth nothing any more: each day those whose turn it is, as an
/// index by what they are worth would have to change with every word that somebody writes.
pub(crate) async fn prune(ctx: &mut Context, before: Day) -> Result<()> {
    let (community, least) = (ctx.community.id, LEAST * adds(ctx.now, TERMS_HALF_LIFE));
    let turn = ctx.today().0.rem_euclid(TURNS);
    let each = i64::MAX / TURNS + 1;
    let terms = turn * each..(turn + 1).saturating_mul(each);
    queries::prune(&mut ctx.tx, community, before, terms, least).await
}

/// What community `gone` learned becomes what community `kept` would have learned, as far as the words are known: a fingerprint
/// is good for one community alone, so that a word of which none is known would never be found again.
pub(crate) async fn fit_into(tx: &mut Tx, gone: i64, kept: i64) -> Result<()> {
    let known = renamed::words(tx, gone).await?;
    let anew: Vec<Renamed> =
        known.into_iter().map(|(was, word)| Renamed { was, is: fingerprint(kept, &word) }).collect();
    renamed::drop_wordless(tx, gone).await?;
    for some in anew.chunks(RENAMED_AT_ONCE) {
        renamed::rename(tx, gone, some).await?;
    }
    renamed::count_left(tx, gone).await
}

/// Forgets what was learned about a member; what they asked and answered is counted on.
pub(crate) async fn unlearn(ctx: &mut Context, member: i64) -> Result<()> {
    let community = ctx.community.id;
    queries::forget_member(&mut ctx.tx, community, member).await
}

/// Forgets everything about a member: what was learned, what they asked, and that they answered.
pub(crate) async fn forget(ctx: &mut Context, member: i64) -> Result<()> {
    unlearn(ctx, member).await?;
    let community = ctx.community.id;
    hearing::forget(&mut ctx.tx, community, member).await
}

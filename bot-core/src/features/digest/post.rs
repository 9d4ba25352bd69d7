//! Posting the digest: by the clock, or at once by `/digest send`.

use super::{DigestPages, draw, figures, when};
use crate::chat::{Effect, Place, Text};
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Channel, Context};
use crate::error::Result;
use crate::features::{audit, members};
use crate::moment::{Moment, Span, Week};
use crate::schedule::{self, Job};
use crate::text::say;

/// A digest that comes later than this says so.
const LATE: Span = Span::hours(1);

form! {
    /// Post the weekly digest now.
    pub(crate) struct Send = "digest send", for [Staff, Admin] {
        /// Which week, such as 2026-W41; the last whole one if you leave it out
        week: Option<Week>,
    }
}

impl Run for Send {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let week = self.week.unwrap_or_else(|| when::covered(&ctx.community.settings, ctx.now));
        if week >= ctx.this_week() {
            return Err(say!(ctx.words, "digest-not-over").into());
        }
        let here = ctx.platform.clone();
        let channels = channels(ctx).await?;
        if channels.is_empty() {
            let how = Text::code("/settings digest_channel:#your-channel");
            return Err(say!(ctx.words, "digest-no-channel", how = how).into());
        }
        let pages = pages(ctx, week, &channels).await?;
        ctx.platform = here;
        if pages.is_empty() {
            return Err(say!(ctx.words, "digest-empty").into());
        }
        let channel = Text::join(channels.iter().map(|channel| channel.mention_on(&ctx.platform)), ", ");
        // Who sends it by hand has it: the clock does not send the same one again, nor does a second hand.
        if !schedule::claim(ctx, Job::Digest, &week.iso()).await? {
            return Err(say!(ctx.words, "digest-went-out", week = week.iso(), channel = channel).into());
        }
        post(ctx, pages, None).await?;
        audit::note(ctx, Some(asker.member.id), audit::Action::DigestSent, None, &week.iso()).await?;
        Ok(Reply::quiet(say!(ctx.words, "digest-sent", channel = channel)))
    }
}

/// A digest that fell due, with its figures: they are read beside the writers, so that only posting takes a turn.
pub(crate) struct Prepared {
    due: Moment,
    week: Week,
    pages: Vec<(Channel, DigestPages)>,
}

/// The digest fell due at `due`, maybe a while ago: the last one that is due is prepared.
pub(crate) async fn prepare(ctx: &mut Context, due: Moment) -> Result<Prepared> {
    let due = when::last_due(&ctx.community.settings, due, ctx.now)?;
    let week = when::covered(&ctx.community.settings, due);
    let channels = channels(ctx).await?;
    Ok(Prepared { due, week, pages: pages(ctx, week, &channels).await? })
}

/// Posts what was prepared, unless it was posted already.
pub(crate) async fn fall_due(ctx: &mut Context, prepared: Prepared) -> Result<()> {
    let Prepared { due, week, pages } = prepared;
    if !channels(ctx).await?.is_empty() && schedule::claim(ctx, Job::Digest, &week.iso()).await? {
        let late = (ctx.now > due + LATE).then(|| {
            let at = ctx.words.moment(due, ctx.community.settings.zone);
            say!(ctx.words, "digest-late", at = at)
        });
        post(ctx, pages, late).await?;
    }
    super::reschedule(ctx).await
}

/// Where it goes: one channel a platform, where Kith is still there to post it.
async fn channels(ctx: &mut Context) -> Result<Vec<Channel>> {
    let mut channels = ctx.community.settings.digest_channel.clone().known(ctx).await?;
    let community = ctx.community.id;
    let mut here = Vec::with_capacity(channels.len());
    for channel in channels.drain(..) {
        if members::queries::servers_left(&mut ctx.tx, community, &channel.platform).await? > 0 {
            here.push(channel);
        }
    }
    Ok(here)
}

/// The digest of a week for each of these channels: the figures are one, and people and places are called as they are
/// there. None if nobody ever wrote.
async fn pages(ctx: &mut Context, week: Week, channels: &[Channel]) -> Result<Vec<(Channel, DigestPages)>> {
    let mut pages = Vec::new();
    if channels.is_empty() {
        return Ok(pages);
    }
    let Some(figures) = figures::gather(ctx, week).await? else { return Ok(pages) };
    for channel in channels {
        ctx.platform = channel.platform.clone();
        pages.push((channel.clone(), draw(ctx, figures.clone()).await?));
    }
    Ok(pages)
}

/// The summary into each channel, the details into the thread below it.
async fn post(ctx: &mut Context, pages: Vec<(Channel, DigestPages)>, late: Option<Text>) -> Result<()> {
    for (channel, DigestPages { mut summary, details, .. }) in pages {
        if let Some(late) = &late {
            summary.text.line(late.clone());
        }
        if !details.is_empty() {
            summary.text.line(say!(ctx.words, "digest-details"));
        }
        let to = Place::Channel(channel.platform_id.clone());
        let first = ctx.send_to(&channel.platform, &Effect::Post { to, message: summary }, None).await?;
        let mut before = first;
        for message in details {
            let to = Place::ThreadOf { effect: first, channel: channel.platform_id.clone() };
            // One after the other: a page that is tried again does not come behind the next one.
            before = ctx.send_to(&channel.platform, &Effect::Post { to, message }, Some(before)).await?;
        }
    }
    Ok(())
}

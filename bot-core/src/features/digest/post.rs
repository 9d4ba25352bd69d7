//! Posting the digest: by the clock, or at once by `/digest send`.

use super::{DigestPages, pages, when};
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
        let Some(channel) = channel(ctx).await? else {
            let how = Text::code("/settings digest_channel:#your-channel");
            return Err(say!(ctx.words, "digest-no-channel", how = how).into());
        };
        let Some(pages) = pages(ctx, week).await? else { return Err(say!(ctx.words, "digest-empty").into()) };
        // Who sends it by hand has it: the clock does not send the same one again, nor does a second hand.
        if !schedule::claim(ctx, Job::Digest, &week.iso()).await? {
            let channel = channel.mention();
            return Err(say!(ctx.words, "digest-went-out", week = week.iso(), channel = channel).into());
        }
        post(ctx, &channel, pages, None).await?;
        audit::note(ctx, Some(asker.member.id), audit::Action::DigestSent, None, &week.iso()).await?;
        Ok(Reply::quiet(say!(ctx.words, "digest-sent", channel = channel.mention())))
    }
}

/// A digest that fell due, with its figures: they are read beside the writers, so that only posting takes a turn.
pub(crate) struct Prepared {
    due: Moment,
    week: Week,
    pages: Option<DigestPages>,
}

/// The digest fell due at `due`, maybe a while ago: the last one that is due is prepared.
pub(crate) async fn prepare(ctx: &mut Context, due: Moment) -> Result<Prepared> {
    let due = when::last_due(&ctx.community.settings, due, ctx.now)?;
    let week = when::covered(&ctx.community.settings, due);
    Ok(Prepared { due, week, pages: pages(ctx, week).await? })
}

/// Posts what was prepared, unless it was posted already.
pub(crate) async fn fall_due(ctx: &mut Context, prepared: Prepared) -> Result<()> {
    let Prepared { due, week, pages } = prepared;
    if let Some(channel) = channel(ctx).await?
        && schedule::claim(ctx, Job::Digest, &week.iso()).await?
        && let Some(pages) = pages
    {
        let late = (ctx.now > due + LATE).then(|| {
            let at = ctx.words.moment(due, ctx.community.settings.zone);
            say!(ctx.words, "digest-late", at = at)
        });
        post(ctx, &channel, pages, late).await?;
    }
    super::reschedule(ctx).await
}

async fn channel(ctx: &mut Context) -> Result<Option<Channel>> {
    let Some(id) = ctx.community.settings.digest_channel else { return Ok(None) };
    let community = ctx.community.id;
    let channel = members::queries::channel_by_id(&mut ctx.tx, community, id).await?;
    let Some(channel) = channel else { return Ok(None) };
    // Nobody is there to post it where Kith was taken off.
    let servers = members::queries::servers_left(&mut ctx.tx, community, &channel.platform).await?;
    Ok((servers > 0).then_some(channel))
}

/// The summary into the channel, the details into the thread below it.
async fn post(ctx: &mut Context, channel: &Channel, pages: DigestPages, late: Option<Text>) -> Result<()> {
    let DigestPages { mut summary, details, .. } = pages;
    if let Some(late) = late {
        summary.text.line(late);
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
    Ok(())
}

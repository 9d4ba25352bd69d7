//! The digest: once a week, to one channel, what a community's staff should know.

mod advice;
mod answers;
mod climbing;
mod details;
mod evenness;
mod figures;
mod names;
mod pictures;
mod post;
mod preview;
mod queries;
mod summary;
#[cfg(test)]
mod tests;
mod when;

use crate::chat::{Message, Text};
use crate::command::{Command, Form as _};
use crate::context::Context;
use crate::error::Result;
use crate::moment::Week;

pub use answers::{Answers, Climbed};
pub use evenness::Evenness;
pub use figures::{Figures, Part, Thanks, WeekSums};
pub(crate) use post::{fall_due, prepare};
pub(crate) use queries::busiest;
pub(crate) use when::{next, reschedule};

pub(crate) const COMMANDS: &[Command] = &[preview::Preview::COMMAND, post::Send::COMMAND];

/// A digest: the summary that stands in the channel, and the details below it.
#[derive(Clone, Debug, PartialEq)]
pub struct DigestPages {
    /// Every figure in it.
    pub figures: Figures,
    /// The summary, with the pictures.
    pub summary: Message,
    /// The details, for the thread below it.
    pub details: Vec<Message>,
}

impl DigestPages {
    /// The summary, then the details.
    pub fn messages(&self) -> impl Iterator<Item = &Message> {
        std::iter::once(&self.summary).chain(&self.details)
    }
}

/// The summary of the last whole week, without pictures; nothing if nobody ever wrote.
pub(crate) async fn latest(ctx: &mut Context) -> Result<Option<Text>> {
    let week = when::covered(&ctx.community.settings, ctx.now);
    let Some(figures) = figures::gather(ctx, week).await? else { return Ok(None) };
    let names = names::Names::of(ctx, &figures).await?;
    Ok(Some(summary::summary(ctx, &figures, &names)))
}

/// The digest of a week; nothing if nobody ever wrote.
pub(crate) async fn pages(ctx: &mut Context, week: Week) -> Result<Option<DigestPages>> {
    let Some(figures) = figures::gather(ctx, week).await? else { return Ok(None) };
    draw(ctx, figures).await.map(Some)
}

/// A digest with these figures, as it is read on the platform at hand.
async fn draw(ctx: &mut Context, figures: Figures) -> Result<DigestPages> {
    let names = names::Names::of(ctx, &figures).await?;
    let mut summary = Message::new(summary::summary(ctx, &figures, &names));
    let mut details = Vec::new();
    if !summary::is_quiet(&figures) {
        summary.pictures = pictures::pictures(ctx, &figures);
        details = details::details(ctx, &figures, &names).into_iter().map(Message::new).collect();
    }
    Ok(DigestPages { figures, summary, details })
}

//! The digest: once a week, to one channel, what a community's staff should know.

mod when;

use crate::chat::Message;
use crate::command::Command;
use crate::context::Context;
use crate::error::Result;
use crate::moment::Week;

pub(crate) use when::{fall_due, next, reschedule};

pub(crate) const COMMANDS: &[Command] = &[];

/// A digest: the summary that stands in the channel, and the details below it.
#[derive(Clone, Debug, PartialEq)]
pub struct DigestPages {
    /// The summary, with the pictures.
    pub summary: Message,
    /// The details, for the thread below it.
    pub details: Vec<Message>,
}

/// The digest of a week; nothing if the community has no history at all.
pub(crate) async fn pages(_ctx: &mut Context, _week: Week) -> Result<Option<DigestPages>> {
    Ok(None)
}

//! Badges: recognition that leads give, in their own words.

use crate::chat::Text;
use crate::command::Command;
use crate::context::Context;
use crate::error::Result;

pub(crate) const COMMANDS: &[Command] = &[];

/// The badges that a member holds, on one line; nothing if none.
pub(crate) async fn held(_ctx: &mut Context, _member: i64) -> Result<Text> {
    Ok(Text::default())
}

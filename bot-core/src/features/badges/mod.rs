//! Badges: recognition that leads give, in their own words.

mod define;
mod edit;
mod fields;
mod give;
mod list;
pub(crate) mod queries;
mod retire;
mod revoke;
mod roles;
mod rules;
mod starter;
#[cfg(test)]
mod tests;

use crate::chat::Text;
use crate::command::{Command, Form as _};
use crate::context::Context;
use crate::error::Result;
use crate::text::say;

pub(crate) use roles::{all_wanted, role_goes, settle, settle_all, wanted};

pub(crate) const COMMANDS: &[Command] = &[
    define::Define::COMMAND,
    edit::Edit::COMMAND,
    give::Give::COMMAND,
    list::List::COMMAND,
    retire::Retire::COMMAND,
    revoke::Revoke::COMMAND,
];

/// The badges that a member holds, on one line, newest first; nothing if none.
pub(crate) async fn held(ctx: &mut Context, member: i64) -> Result<Text> {
    let community = ctx.community.id;
    let held = queries::held(&mut ctx.tx, community, member).await?;
    if held.is_empty() {
        return Ok(Text::default());
    }
    let names = held.iter().map(|held| named(&held.emoji.to_string(), &held.badge));
    Ok(say!(ctx.words, "badges-held", badges = Text::join(names, ", ")))
}

/// A badge as it is called in a text.
fn named(emoji: &str, name: &str) -> Text {
    Text::typed(&format!("{emoji} {name}"))
}

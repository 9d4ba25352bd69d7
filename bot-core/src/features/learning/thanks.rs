//! A thanks that is heard is offered as a shout-out: Kith puts the reaction that gives one under the helper's message, and
//! whoever thanked may press it. It counts nothing by itself.

use super::hear::Heard;
use super::hears::thanks;
use super::queries::hearing;
use crate::chat::{Effect, MessageRef};
use crate::context::Context;
use crate::error::Result;
use crate::features::members::queries as people;
use crate::moment::Span;

/// So far back somebody's help is looked for.
const LATELY: Span = Span::hours(24);
/// Who names nobody thanks whoever else spoke last, if that was so lately. Nobody is offered anything else.
const JUST_NOW: Span = Span::minutes(30);

/// Offers it, if there is something to offer.
pub(crate) async fn offer(ctx: &mut Context, heard: &Heard<'_>, names: &[i64]) -> Result<()> {
    let settings = &ctx.community.settings;
    let Some(emoji) = settings.reaction.clone().filter(|_| settings.offer_thanks) else { return Ok(()) };
    if !heard.message.text.as_deref().is_some_and(thanks) || names.len() > 1 {
        return Ok(());
    }
    let since = heard.at - if names.is_empty() { JUST_NOW } else { LATELY };
    let (community, channel) = (ctx.community.id, heard.channel.id);
    let thread = heard.root();
    let last = hearing::last_by_another(
        &mut ctx.tx,
        community,
        channel,
        thread,
        heard.author,
        names.first(),
        since,
        heard.at,
    );
    let Some((message, helper)) = last.await? else { return Ok(()) };
    let platform = ctx.platform.clone();
    let helper = people::by_ids(&mut ctx.tx, community, &platform, &[helper]).await?;
    if helper.iter().any(|helper| helper.bot || helper.departed || helper.opted_out) {
        return Ok(());
    }
    let at = MessageRef::new(heard.channel.platform_id.as_str(), &message);
    ctx.send(&Effect::React { at, emoji: emoji.to_string() }).await?;
    Ok(())
}

//! A thanks that is heard is offered as a shout-out: to whoever thanked alone, by a button, where the platform can show something
//! to one person; otherwise Kith puts the reaction that gives one under the helper's message. It counts nothing by itself.

use super::hear::Heard;
use super::hears::thanks;
use super::queries::hearing;
use crate::chat::{Button, ButtonStyle, Effect, Message, MessageRef, Place, Text, Whisper};
use crate::context::{Context, Member};
use crate::error::Result;
use crate::features::members::queries as people;
use crate::moment::Span;
use crate::text::say;

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
    let Some(helper) = people::by_ids(&mut ctx.tx, community, &platform, &[helper]).await?.pop() else {
        return Ok(());
    };
    if helper.bot || helper.departed || helper.opted_out {
        return Ok(());
    }
    let at = MessageRef::new(heard.channel.platform_id.as_str(), &message);
    let instead = Some(whisper(ctx, heard, &at, &helper));
    ctx.send(&Effect::React { at, emoji: emoji.to_string(), instead }).await?;
    Ok(())
}

/// The offer as whoever thanked sees it alone, where they thanked.
fn whisper(ctx: &Context, heard: &Heard<'_>, on: &MessageRef, helper: &Member) -> Whisper {
    let channel = &heard.channel.platform_id;
    let at = match heard.root() {
        Some(root) => Place::Thread(MessageRef::new(channel.as_str(), root)),
        None => Place::Channel(channel.clone()),
    };
    let name = Text::typed(&helper.name);
    let label = say!(ctx.words, "button-thank", name = name.clone()).to_string();
    let which = format!("{channel}/{}/{}", on.message, helper.account);
    let thank = Button::new(label, "shoutout author", "on", &which).style(ButtonStyle::Primary);
    let message = Message::new(say!(ctx.words, "thanks-offer", who = name)).button(thank);
    Whisper { to: heard.message.author.account.clone(), at, message }
}

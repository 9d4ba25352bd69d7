//! Taking back: a deleted message or a removed reaction loses what it had counted for.

use super::Kind;
use super::ingest::Known;
use super::queries::{self, At};
use super::rollup::Tally;
use crate::chat::{AccountId, MessageRef};
use crate::context::Context;
use crate::error::Result;
use crate::features::settings::Emoji;
use crate::features::{escalation, learning, shoutouts};
use crate::moment::Moment;

/// A message was deleted: it, the thread it started, the reactions to it and the shout-outs bound to it go with it.
pub(crate) async fn message(ctx: &mut Context, on: &MessageRef, known: &Known) -> Result<()> {
    let Some(channel) = known.channels.get(&on.channel) else { return Ok(()) };
    let community = ctx.community.id;
    let at = At { channel: channel.id, id: on.message.as_str().to_owned() };
    let today = ctx.today();
    let mut tally = Tally::default();
    let gone = queries::delete_message(&mut ctx.tx, community, &at, ctx.now, today).await?;
    if let Some(gone) = gone
        && let (Some(author), Some(kind)) = (gone.author, gone.kind.as_deref().and_then(Kind::parse))
    {
        tally.add(author, kind, channel.counts_in, gone.day, -1);
    }
    if let Some((author, day)) = queries::remove_thread(&mut ctx.tx, community, &at, ctx.now).await? {
        tally.add(author, Kind::ThreadStarted, channel.counts_in, day, -1);
    }
    let end = Moment(i64::MAX);
    for (author, day) in queries::remove_reactions(&mut ctx.tx, community, &at, None, None, end).await? {
        tally.add(author, Kind::ReactionReceived, channel.counts_in, day, -1);
    }
    tally.write(&mut ctx.tx, community).await?;
    learning::message_gone(ctx, &at).await?;
    shoutouts::message_gone(ctx, &at).await?;
    escalation::message_gone(ctx, &at, on).await
}

/// A reaction was taken back, and with it the shout-out that it gave.
pub(crate) async fn reaction(
    ctx: &mut Context,
    when: Moment,
    on: &MessageRef,
    by: Option<&AccountId>,
    emoji: Option<&str>,
    known: &Known,
) -> Result<()> {
    let Some(channel) = known.channels.get(&on.channel) else { return Ok(()) };
    let by = match by {
        Some(account) => match known.members.get(account.as_str()) {
            Some(member) => Some(member.id),
            None => return Ok(()),
        },
        None => None,
    };
    let community = ctx.community.id;
    let at = At { channel: channel.id, id: on.message.as_str().to_owned() };
    let emoji = emoji.map(Emoji::fold);
    let name = emoji.as_ref().map(Emoji::as_str);
    let mut tally = Tally::default();
    for (author, day) in queries::remove_reactions(&mut ctx.tx, community, &at, by, name, when).await? {
        tally.add(author, Kind::ReactionReceived, channel.counts_in, day, -1);
    }
    if let (Some(by), Some(name)) = (by, name) {
        let day = when.day(ctx.community.settings.zone);
        queries::remember_removed(&mut ctx.tx, community, &at, by, name, when, day).await?;
    }
    tally.write(&mut ctx.tx, community).await?;
    shoutouts::reaction_gone(ctx, &at, by, name).await
}

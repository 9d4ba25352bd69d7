//! Two persons become one, or one becomes two again.

use std::collections::BTreeSet;

use super::link;
use super::queries::{self, Pair, Side, What};
use crate::chat::Text;
use crate::command::Role;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::features::members::{self, queries as people};
use crate::features::{audit, badges, shoutouts};
use crate::text::{grouped, say};

/// Roles that are about power: who would have them too must be said.
const POWER: [Role; 4] = [Role::Admin, Role::Expert, Role::Lead, Role::Staff];

/// Why these two cannot be one person, in the words of `me`'s side; nothing if they can.
pub(super) async fn obstacle(ctx: &mut Context, first: &Side, me: &Side) -> Result<Option<Text>> {
    let here = me.community;
    if first.community != here {
        let seen = queries::seen(&mut ctx.tx, first.community).await?;
        let (there, this) = (seen.map(|seen| seen.name).unwrap_or_default(), ctx.community.name.clone());
        return Ok(Some(say!(
            ctx.words,
            "link-other-community",
            there = Text::typed(&there),
            platform = Text::words(first.platform.shown()),
            here = Text::typed(&this),
            how = Text::code(link::command(What::Communities))
        )));
    }
    if first.member == me.member {
        let same = first.account == me.account && first.platform == me.platform;
        return Ok(Some(if same {
            say!(ctx.words, "link-same-account", platform = Text::words(me.platform.shown()))
        } else {
            say!(ctx.words, "link-already")
        }));
    }
    let theirs = queries::accounts(&mut ctx.tx, here, first.member).await?;
    let mine = queries::accounts(&mut ctx.tx, here, me.member).await?;
    let twice = theirs.iter().find(|theirs| mine.iter().any(|mine| mine.platform == theirs.platform));
    if let Some(twice) = twice {
        let platform = Text::words(twice.platform.shown());
        return Ok(Some(say!(ctx.words, "link-one-a-platform", platform = platform)));
    }
    let mut roles = people::roles_of(&mut ctx.tx, here, first.member).await?;
    roles.extend(people::roles_of(&mut ctx.tx, here, me.member).await?);
    if roles.contains(&Role::Lead) && roles.contains(&Role::Staff) {
        return Ok(Some(say!(ctx.words, "link-staff-or-lead")));
    }
    Ok(None)
}

/// What one side is called, in its own community.
pub(super) async fn name_there(ctx: &mut Context, side: &Side) -> Result<Text> {
    let accounts = queries::accounts(&mut ctx.tx, side.community, side.member).await?;
    let theirs = accounts.iter().find(|one| one.platform == side.platform && one.id == side.account.as_str());
    Ok(theirs.map_or_else(Text::default, |account| Text::typed(&account.name)))
}

/// Who the other one is, and what it would mean: whoever reads it shall see through a trick.
pub(super) async fn about(ctx: &mut Context, other: &Side, me: &Side) -> Result<Text> {
    let here = ctx.community.id;
    let (since, out, written) = queries::standing(&mut ctx.tx, here, other.member).await?;
    let (_, also_out, _) = queries::standing(&mut ctx.tx, here, me.member).await?;
    let since = ctx.words.day(since.day(ctx.community.settings.zone));
    let mut text = say!(
        ctx.words,
        "link-ask",
        who = name_there(ctx, other).await?,
        platform = Text::words(other.platform.shown()),
        account = Text::code(other.account.as_str()),
        since = since,
        n = written,
        shown = grouped(written)
    );
    let mine = people::roles_of(&mut ctx.tx, here, me.member).await?;
    let power: Vec<Text> =
        POWER.iter().filter(|role| mine.contains(role)).map(|role| Text::words(role.name())).collect();
    if !power.is_empty() {
        text.line(say!(ctx.words, "link-ask-roles", roles = ctx.words.list(power)));
    }
    if out || also_out {
        text.line(say!(ctx.words, "link-ask-opted-out"));
    }
    text.line(say!(ctx.words, "link-ask-sure"));
    Ok(text)
}

/// Makes the two one person, and what the two sides are told; refused if that is no longer possible.
pub(super) async fn become_one(ctx: &mut Context, me: &Side, other: &Side) -> Result<(Text, Text)> {
    let community = ctx.community.id;
    let mut done = [Text::default(), Text::default()];
    for (told, side) in done.iter_mut().zip([other, me]) {
        let (who, platform) = (name_there(ctx, side).await?, Text::words(side.platform.shown()));
        *told = say!(ctx.words, "link-done", who = who, platform = platform, how = Text::code("/unlink"));
    }
    queries::alone(&mut ctx.tx, community).await?;
    people::hold_members(&mut ctx.tx, community, &[me.member, other.member]).await?;
    if let Some(why) = obstacle(ctx, other, me).await? {
        return Err(Error::Refused(why));
    }
    let kept = me.member.min(other.member);
    let pair = Pair { community, kept, gone: me.member.max(other.member) };
    for member in [pair.kept, pair.gone] {
        if let [only] = &queries::accounts(&mut ctx.tx, community, member).await?[..] {
            queries::mark(&mut ctx.tx, community, member, &only.platform).await?;
        }
    }
    let mut before = badges::wanted(ctx, pair.kept).await?;
    before.extend(badges::wanted(ctx, pair.gone).await?);
    queries::join(&mut ctx.tx, pair, ctx.now).await?;
    for (shoutout, is_all) in queries::own_thanks(&mut ctx.tx, community, kept).await? {
        shoutouts::take_back_own(ctx, shoutout, kept, is_all).await?;
    }
    queries::count_told(&mut ctx.tx, community, kept).await?;
    let detail = format!("{} + {}", me.platform, other.platform);
    audit::note(ctx, Some(kept), audit::Action::AccountsLinked, Some(kept), &detail).await?;
    members::keep_members_in_step(ctx, &[kept]).await?;
    // Each account of theirs is to have all that stays; a step that the other one's badge replaces goes.
    badges::settle(ctx, kept, &BTreeSet::new()).await?;
    badges::settle(ctx, kept, &before).await?;
    let [mine, theirs] = done;
    Ok((mine, theirs))
}

/// Parts the account on this platform from the person; refused if it is the only one.
pub(super) async fn become_two(ctx: &mut Context, member: i64) -> Result<()> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    queries::alone(&mut ctx.tx, community).await?;
    if queries::accounts(&mut ctx.tx, community, member).await?.len() < 2 {
        return Err(say!(ctx.words, "unlink-only-one", how = Text::code(link::command(What::Persons))).into());
    }
    let pair = Pair { community, kept: member, gone: ctx.id() };
    let roles = badges::wanted(ctx, member).await?;
    queries::part(&mut ctx.tx, pair, &platform).await?;
    for member in [pair.kept, pair.gone] {
        queries::count_told(&mut ctx.tx, community, member).await?;
        queries::count_weeks(&mut ctx.tx, community, member).await?;
        badges::settle(ctx, member, &roles).await?;
    }
    members::keep_members_in_step(ctx, &[pair.kept, pair.gone]).await?;
    let detail = platform.to_string();
    audit::note(ctx, Some(pair.gone), audit::Action::AccountsUnlinked, Some(pair.kept), &detail).await
}

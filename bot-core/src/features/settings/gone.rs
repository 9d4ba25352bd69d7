//! What settings pointed to is gone: they fall back to what can be, and the admins hear of it.

use super::channels::stored_key;
use super::{Mapped, Mode, NONE, queries};
use crate::chat::{ChannelId, Message, RoleId, Text};
use crate::command::Role;
use crate::context::{Channel, Context};
use crate::error::Result;
use crate::features::members::{self, RoleGate};
use crate::features::{audit, badges, digest};
use crate::text::say;

/// A server has these channels and roles: whatever else it named before was deleted while nobody listened. No server is
/// without any, so where none are told, nothing is known.
pub(crate) async fn all_but(ctx: &mut Context, channels: &[ChannelId], roles: &[RoleId]) -> Result<()> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    if !channels.is_empty() {
        let known = members::queries::channels(&mut ctx.tx, community, &platform).await?;
        let was_named = |one: &Channel| one.name != one.platform_id.as_str();
        for gone in known.iter().filter(|one| was_named(one) && !channels.contains(&one.platform_id)) {
            channel(ctx, &gone.platform_id).await?;
        }
    }
    if !roles.is_empty() {
        let known = members::queries::platform_role_names(&mut ctx.tx, community, &platform).await?;
        for (gone, _) in known.iter().filter(|(one, _)| !roles.contains(one)) {
            role(ctx, gone).await?;
        }
    }
    Ok(())
}

/// A channel or a thread was deleted.
pub(crate) async fn channel(ctx: &mut Context, id: &ChannelId) -> Result<()> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let Some(channel) =
        members::queries::channel_by_platform_id(&mut ctx.tx, community, &platform, id).await?
    else {
        return Ok(());
    };
    if !members::queries::channel_goes(&mut ctx.tx, community, channel.id, ctx.now).await? {
        return Ok(());
    }
    let name = || Text::typed(&channel.name);
    if ctx.community.settings.digest_channel.all().contains(&channel.id) {
        fall_back(ctx, "digest_channel", &channel.name, NONE).await?;
        digest::reschedule(ctx).await?;
        tell_admins(ctx, say!(ctx.words, "gone-digest-channel", channel = name())).await?;
    }
    if ctx.community.settings.questions_channel.all().contains(&channel.id) {
        fall_back(ctx, "questions_channel", &channel.name, NONE).await?;
        tell_admins(ctx, say!(ctx.words, "gone-questions-channel", channel = name())).await?;
    }
    if ctx.community.settings.log_channel.all().contains(&channel.id) {
        fall_back(ctx, "log_channel", &channel.name, NONE).await?;
        let told = if !ctx.community.settings.log_channel.is_empty() {
            say!(ctx.words, "gone-log-channel-elsewhere", channel = name())
        } else if ctx.community.settings.shoutouts == Mode::Log {
            // Nothing comes into a channel that nobody chose for it.
            fall_back(ctx, "shoutouts", Mode::Log.name(), Mode::Ephemeral.name()).await?;
            say!(ctx.words, "gone-log-channel", channel = name())
        } else {
            say!(ctx.words, "gone-log-channel-of-few", channel = name())
        };
        tell_admins(ctx, told).await?;
    }
    Ok(())
}

/// A role of the platform was deleted. A rule that asked for it still does, so that it admits nobody instead of all.
pub(crate) async fn role(ctx: &mut Context, id: &RoleId) -> Result<()> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let Some(name) = members::queries::role_goes(&mut ctx.tx, community, &platform, id).await? else {
        return Ok(());
    };
    let settings = ctx.community.settings.clone();
    let is_it = |gate: &RoleGate| matches!(gate, RoleGate::Platform(role, _) if role == id);
    let makes = |mapped: &Mapped| mapped.all().any(|(on, gate)| on == platform.as_str() && is_it(gate));
    let lists = [
        ("give_needs", &settings.give_needs),
        ("give_blocks", &settings.give_blocks),
        ("receive_needs", &settings.receive_needs),
        ("receive_blocks", &settings.receive_blocks),
    ];
    let mapped = [
        ("lead_roles", &settings.lead_roles),
        ("expert_roles", &settings.expert_roles),
        ("staff_roles", &settings.staff_roles),
    ];
    let rules = lists.into_iter().filter(|(_, gates)| gates.iter().any(is_it)).map(|(key, _)| key);
    let mappings = mapped.into_iter().filter(|(_, mapped)| makes(mapped)).map(|(key, _)| key);
    let mut uses: Vec<Text> = rules.chain(mappings).map(Text::code).collect();
    let brought = badges::role_goes(ctx, id).await?;
    uses.extend(brought.iter().map(|badge| Text::typed(badge)));
    members::remap(ctx).await?;
    if uses.is_empty() {
        return Ok(());
    }
    let uses = ctx.words.list(uses);
    tell_admins(ctx, say!(ctx.words, "gone-role", role = Text::typed(&name), uses = uses)).await
}

/// Kith was taken off a server: nothing can be done there any more. What was settled stays, should it come back.
pub(crate) async fn server(ctx: &mut Context) -> Result<()> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    if members::queries::servers_left(&mut ctx.tx, community, &platform).await? == 0 {
        crate::outbox::let_go(&mut ctx.tx, community, &platform).await?;
    }
    Ok(())
}

/// A setting has another value now, and the log says why.
async fn fall_back(ctx: &mut Context, key: &str, was: &str, is: &str) -> Result<()> {
    let community = ctx.community.id;
    let stored = stored_key(key, &ctx.platform);
    queries::set(&mut ctx.tx, community, &stored, is).await?;
    ctx.community.settings.set(&stored, is);
    audit::note(ctx, None, audit::Action::SettingChanged, None, &format!("{key}: {was} → {is}")).await
}

/// Tells every admin, on whatever platform they are.
async fn tell_admins(ctx: &mut Context, words: Text) -> Result<()> {
    let community = ctx.community.id;
    let holders = members::queries::role_holders(&mut ctx.tx, community).await?;
    for (_, admin) in holders.into_iter().filter(|(role, _)| *role == Role::Admin) {
        members::write_to(ctx, admin, Message::new(words.clone())).await?;
    }
    Ok(())
}

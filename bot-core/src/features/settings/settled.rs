//! What holds, as somebody would answer it: menus and forms for setting up begin with it.

use super::fields::DAYS;
use crate::command::Answers;
use crate::context::Context;
use crate::error::Result;
use crate::features::members::queries as people;

/// The answers to those fields of `/settings` that are settled first, with the channels and roles of this platform by their
/// mentions. Where no channel or role is chosen there is none, nor for a thread, which no menu holds.
pub(crate) async fn settled(ctx: &mut Context) -> Result<Answers> {
    let (settings, community) = (ctx.community.settings.clone(), ctx.community.id);
    let mut settled = Answers::default();
    settled.set("zone", settings.zone.name());
    settled.set("digest_day", DAYS[settings.digest_day.num_days_from_monday() as usize]);
    settled.set("digest_hour", settings.digest_hour.to_string());
    settled.set("shoutouts", settings.shoutouts.name());
    for (name, channels) in
        [("digest_channel", &settings.digest_channel), ("log_channel", &settings.log_channel)]
    {
        let Some(id) = channels.on(&ctx.platform) else { continue };
        let channel = people::channel_by_id(&mut ctx.tx, community, id).await?;
        if let Some(channel) = channel.filter(|channel| channel.counts_in == channel.id) {
            settled.set(name, format!("<#{}>", channel.platform_id));
        }
    }
    let known = people::platform_role_names(&mut ctx.tx, community, &ctx.platform).await?;
    for (name, mapped) in [
        ("lead_roles", &settings.lead_roles),
        ("expert_roles", &settings.expert_roles),
        ("staff_roles", &settings.staff_roles),
    ] {
        let roles = mapped.on(&ctx.platform).filter(|role| known.iter().any(|(known, _)| known == *role));
        let roles: Vec<String> = roles.map(|role| format!("<@&{role}>")).collect();
        if !roles.is_empty() {
            settled.set(name, roles.join(" "));
        }
    }
    Ok(settled)
}

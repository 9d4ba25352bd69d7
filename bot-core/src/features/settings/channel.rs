//! `/channel`: how Kith behaves in one channel.

use super::fields::{Flag, Mode, OrNone};
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Channel, Context};
use crate::error::Result;
use crate::features::{audit, members};
use crate::text::say;

form! {
    /// Show and change how Kith behaves in one channel.
    pub(crate) struct ChannelSettings = "channel", for [Admin] {
        /// Which channel?
        channel: Channel,
        /// Whether what is written here counts
        counts: Option<Flag>,
        /// How shout-outs are answered here, or none for as everywhere
        shoutouts: Option<OrNone<Mode>>,
    }
}

impl Run for ChannelSettings {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let Self { channel, counts, shoutouts } = self;
        let left_out = counts.map_or(channel.left_out, |flag| !flag.0);
        let mode = match shoutouts {
            Some(OrNone(mode)) => mode,
            None => channel.shoutouts.as_deref().and_then(Mode::parse),
        };
        if mode == Some(Mode::Log) && ctx.community.settings.log_channel.is_empty() {
            return Err(say!(ctx.words, "settings-log-needs-channel").into());
        }
        let since = left_out.then_some(ctx.now);
        let name = mode.map(Mode::name);
        members::queries::settle_channel(&mut ctx.tx, community, channel.id, since, name).await?;
        let counts = if left_out { "off" } else { "on" };
        let shown = name.unwrap_or(super::NONE);
        if (channel.left_out, channel.shoutouts.as_deref()) != (left_out, name) {
            let detail = format!("#{} counts:{counts} shoutouts:{shown}", channel.name);
            audit::note(ctx, Some(asker.member.id), audit::Action::ChannelSettled, None, &detail).await?;
        }
        Ok(Reply::quiet(say!(
            ctx.words,
            "channel-settled",
            channel = channel.mention(),
            counts = counts,
            shoutouts = shown
        )))
    }
}

//! "Did this count?" on a message's menu: how Kith saw a message, and why.

use super::queries::{self, At, SeenMessage};
use super::rollup::Kind;
use crate::chat::Text;
use crate::command::{Menu, Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::shoutouts;
use crate::features::shoutouts::OnMessage;
use crate::text::say;

form! {
    /// Tell how Kith saw a message, and why.
    pub(crate) struct DidThisCount = "did this count", for [], in Menu::Message("on"), "Did this count?" {
        /// The message
        on: OnMessage,
    }
}

impl Run for DidThisCount {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let at = At { channel: self.on.channel.id, id: self.on.at.message.as_str().to_owned() };
        let mut text = match queries::seen(&mut ctx.tx, community, &at).await? {
            Some(seen) => counted(ctx, &seen),
            None => not_seen(ctx, &self.on),
        };
        let bound = shoutouts::queries::bound(&mut ctx.tx, community, &at, None, None, false).await?;
        if !bound.is_empty() {
            text.line(say!(ctx.words, "count-shoutouts", n = bound.len()));
        }
        if let Some(emoji) = &ctx.community.settings.reaction {
            text.line(say!(ctx.words, "count-reaction", emoji = Text::typed(&emoji.to_string())));
        }
        Ok(Reply::quiet(text))
    }
}

fn counted(ctx: &Context, seen: &SeenMessage) -> Text {
    if seen.deleted {
        return say!(ctx.words, "count-deleted");
    }
    let day = ctx.words.day(seen.day);
    let mut text = match (seen.author, seen.kind.as_deref().and_then(Kind::parse)) {
        (None, _) | (_, None) => say!(ctx.words, "count-not"),
        (_, Some(Kind::Reply)) => say!(ctx.words, "count-reply", day = day),
        (_, Some(_)) => say!(ctx.words, "count-message", day = day),
    };
    text.line(say!(ctx.words, "n-reactions", n = seen.reactions));
    if seen.imported {
        text.line(say!(ctx.words, "count-imported"));
    }
    text
}

/// Why Kith has not seen a message.
fn not_seen(ctx: &Context, on: &OnMessage) -> Text {
    let author = on.author.as_ref();
    if author.is_some_and(|author| author.bot) {
        say!(ctx.words, "count-bot")
    } else if author.is_some_and(|author| author.opted_out) {
        say!(ctx.words, "count-opted-out")
    } else if on.channel.left_out {
        say!(ctx.words, "count-left-out", channel = on.channel.mention())
    } else {
        say!(ctx.words, "count-unknown")
    }
}

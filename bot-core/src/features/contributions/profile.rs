//! `/profile`: what others may see of a member: since when they are here, badges, thanks.

use super::queries;
use crate::chat::Text;
use crate::command::{Menu, Reply, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::{badges, members};
use crate::text::say;

/// How many weeks of thanks are shown.
const WEEKS: i64 = 8;

form! {
    /// Show what a member made public: roles, badges, thanks received.
    pub(crate) struct Profile = "profile", for [], in Menu::Member("member"), "Show profile" {
        /// Whose?
        member: Member,
    }
}

impl Run for Profile {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let member = self.member;
        let name = Text::typed(&member.name);
        if member.bot {
            return Ok(Reply::quiet(say!(ctx.words, "profile-bot", name = name)));
        }
        if member.opted_out {
            return Ok(Reply::quiet(say!(ctx.words, "profile-opted-out", name = name)));
        }
        let mut text = say!(ctx.words, "profile-title", name = name);
        if member.departed {
            text.line(say!(ctx.words, "profile-departed"));
        }
        let roles = members::queries::roles_of(&mut ctx.tx, community, member.id).await?;
        if !roles.is_empty() {
            let roles: Vec<Text> = roles.iter().map(|role| Text::words(role.name())).collect();
            text.line(say!(ctx.words, "profile-roles", n = roles.len(), roles = ctx.words.list(roles)));
        }
        text.line(badges::held(ctx, member.id).await?);
        let first = ctx.this_week().back(WEEKS - 1);
        let done = queries::weeks_by_kind(&mut ctx.tx, community, member.id, first).await?;
        let sum =
            |kind: &str| -> i64 { done.iter().filter(|(_, name, _)| name == kind).map(|(_, _, n)| n).sum() };
        let thanked = sum("shoutout_received") + sum("staff_shoutout_received");
        text.line(say!(ctx.words, "profile-thanked", n = thanked, weeks = WEEKS));
        let logged = sum("contribution_logged");
        if logged > 0 {
            text.line(say!(ctx.words, "n-contributions", n = logged));
        }
        Ok(Reply::quiet(text))
    }
}

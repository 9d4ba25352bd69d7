//! `/audit`: what was done with power, newest first.

use super::queries;
use crate::chat::{Text, one_line};
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::members;
use crate::text::say;

/// How many entries are shown.
const MOST: i64 = 15;

form! {
    /// Show what leads and admins did lately: badges, roles, settings, shout-outs taken back.
    pub(crate) struct Audit = "audit", for [Lead, Admin] {
        /// Only what concerns this member
        member: Option<Member>,
    }
}

impl Run for Audit {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let platform = ctx.platform.clone();
        let about = self.member.map(|member| member.id);
        let entries = queries::latest(&mut ctx.tx, community, about, MOST).await?;
        if entries.is_empty() {
            return Ok(Reply::quiet(say!(ctx.words, "audit-empty")));
        }
        let ids: Vec<i64> = entries.iter().flat_map(|entry| [entry.actor, entry.subject]).flatten().collect();
        let members = members::queries::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
        let name = |id: Option<i64>| {
            let member = members.iter().find(|member| Some(member.id) == id);
            member.map_or_else(|| say!(ctx.words, "former-member"), |member| Text::typed(&member.name))
        };
        let mut text = say!(ctx.words, "audit-title");
        for entry in &entries {
            let at = ctx.words.moment(entry.at, ctx.community.settings.zone);
            let actor = entry.actor.map_or_else(|| say!(ctx.words, "kith-itself"), |id| name(Some(id)));
            let (action, subject) = (entry.action.as_str(), name(entry.subject));
            let what = say!(ctx.words, "audit-action", action = action, actor = actor, subject = subject);
            text.line(if entry.detail.is_empty() {
                say!(ctx.words, "audit-line", at = at, what = what)
            } else {
                // People's words are in it, and a line of theirs must not look like one of the log's.
                let detail = Text::typed(&one_line(&entry.detail));
                say!(ctx.words, "audit-line-detail", at = at, what = what, detail = detail)
            });
        }
        Ok(Reply::quiet(text))
    }
}

//! `/contribute`: work done elsewhere or offline, which counts once somebody else confirmed it.

use super::queries;
use crate::chat::{Button, ButtonStyle, Message, Text};
use crate::command::fields::{Link, Long};
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::members::{self, Members};
use crate::moment::Day;
use crate::text::say;

/// How far back work can be told.
const OLDEST_DAYS: i64 = 366;

form! {
    /// Log work that you did elsewhere. It counts once somebody else confirms it.
    pub(crate) struct Contribute = "contribute", for [] {
        /// What did you do?
        what: Long<500>,
        /// Where can others see it?
        link: Option<Link>,
        /// When? A day such as 2026-11-20; today if you leave it out
        when: Option<Day>,
        /// Who did it with you?
        with: Option<Members>,
    }
}

impl Run for Contribute {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let today = ctx.today();
        let day = self.when.unwrap_or(today);
        if day > today || day.0 < today.0 - OLDEST_DAYS {
            return Err(say!(ctx.words, "contribute-when").into());
        }
        if asker.member.opted_out {
            return Err(say!(ctx.words, "contribute-opted-out").into());
        }
        let with: Vec<Member> = self.with.map(|with| with.0).unwrap_or_default();
        if let Some(other) = with.iter().find(|other| other.bot || other.departed || other.opted_out) {
            return Err(say!(ctx.words, "contribute-not-with", who = other.mention()).into());
        }
        let with: Vec<Member> = with.into_iter().filter(|other| other.id != asker.member.id).collect();
        members::keep_here(ctx, &with).await?;
        let id = ctx.id();
        let link = self.link.as_ref().map(|link| link.0.as_str());
        let others: Vec<i64> = with.iter().map(|other| other.id).collect();
        let platform = ctx.platform.clone();
        let new = queries::NewContribution {
            id,
            member: asker.member.id,
            what: &self.what.0,
            link,
            day,
            platform: platform.as_str(),
        };
        queries::add_contribution(&mut ctx.tx, community, &new, &others, ctx.now).await?;
        let mut text = words(ctx, asker.member.mention(), &with, &self.what.0, link, day);
        text.line(say!(ctx.words, "contribute-please"));
        let label = say!(ctx.words, "button-confirm").to_string();
        let confirm =
            Button::new(label, "confirm", "contribution", &id.to_string()).style(ButtonStyle::Primary);
        Ok(Reply::Public(Message::new(text).button(confirm)))
    }
}

/// The words of a contribution.
pub(crate) fn words(
    ctx: &Context,
    who: Text,
    with: &[Member],
    what: &str,
    link: Option<&str>,
    day: Day,
) -> Text {
    let day = ctx.words.day(day);
    let mut text = if with.is_empty() {
        say!(ctx.words, "contribute-told", who = who, day = day)
    } else {
        let others = ctx.words.list(with.iter().map(Member::mention).collect());
        say!(ctx.words, "contribute-told-with", who = who, others = others, day = day)
    };
    text.line(Text::quote(what));
    if let Some(link) = link {
        text.line(Text::link(link, link));
    }
    text
}

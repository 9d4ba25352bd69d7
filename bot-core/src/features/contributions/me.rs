//! `/me`: what somebody did in the last weeks, for their own eyes.

use super::{Kind, queries, rollup};
use crate::chat::Text;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::badges;
use crate::moment::Week;
use crate::text::{Words, say};

/// How many weeks are shown.
const WEEKS: i64 = 4;

form! {
    /// Show what you did in the last four weeks, and what is stored about you.
    pub(crate) struct Me = "me", for [] {}
}

impl Run for Me {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let me = &asker.member;
        let mut text = say!(ctx.words, "me-title", name = Text::typed(&me.name));
        text.line(weeks(ctx, me).await?);
        text.line(badges::held(ctx, me.id).await?);
        let (messages, reactions) = queries::kept(&mut ctx.tx, community, me.id).await?;
        text.line(say!(ctx.words, "me-kept", messages = messages, reactions = reactions));
        if me.opted_out {
            text.line(say!(ctx.words, "me-opted-out"));
        }
        Ok(Reply::quiet(text))
    }
}

/// Whether anything was counted for a member in these weeks.
pub(crate) async fn did_anything(ctx: &mut Context, member: i64) -> Result<bool> {
    let first = ctx.this_week().back(WEEKS - 1);
    let community = ctx.community.id;
    Ok(!queries::weeks_by_kind(&mut ctx.tx, community, member, first).await?.is_empty())
}

/// What a member did, week by week, newest first, in words.
pub(crate) async fn weeks(ctx: &mut Context, member: &Member) -> Result<Text> {
    let community = ctx.community.id;
    let this = ctx.this_week();
    let first = this.back(WEEKS - 1);
    let done = queries::weeks_by_kind(&mut ctx.tx, community, member.id, first).await?;
    let mut text = Text::default();
    for week in (0..WEEKS).map(|back| this.back(back)) {
        let kinds = counted(ctx.words, &done, |other| other == week);
        let name = if week == this {
            say!(ctx.words, "this-week").to_string()
        } else {
            say!(ctx.words, "week-of", day = ctx.words.short_day(week.monday())).to_string()
        };
        text.line(if kinds.is_empty() {
            say!(ctx.words, "me-week-empty", week = name)
        } else {
            say!(ctx.words, "me-week", week = name, kinds = Text::join(kinds, ", "))
        });
    }
    Ok(text)
}

/// How much of each kind was done in the weeks that `within` admits, in words.
pub(crate) fn counted(
    words: Words,
    done: &[(Week, String, i64)],
    within: impl Fn(Week) -> bool,
) -> Vec<Text> {
    let sum = |kind: &rollup::Kind| -> i64 {
        let of_kind = done.iter().filter(|(week, name, _)| within(*week) && name == kind.name());
        of_kind.map(|(_, _, n)| n).sum()
    };
    let counted = Kind::ALL.iter().map(|kind| (kind, sum(kind))).filter(|(_, n)| *n > 0);
    counted.map(|(kind, n)| in_words(words, *kind, n)).collect()
}

fn in_words(words: Words, kind: Kind, n: i64) -> Text {
    match kind {
        Kind::AnswerAccepted => say!(words, "n-answers", n = n),
        Kind::ContributionLogged => say!(words, "n-contributions", n = n),
        Kind::Message => say!(words, "n-messages", n = n),
        Kind::ReactionReceived => say!(words, "n-reactions", n = n),
        Kind::Reply => say!(words, "n-replies", n = n),
        Kind::ShoutoutReceived => say!(words, "n-shoutouts", n = n),
        Kind::StaffShoutoutReceived => say!(words, "n-staff-shoutouts", n = n),
        Kind::ThreadStarted => say!(words, "n-threads", n = n),
    }
}

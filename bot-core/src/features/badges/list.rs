//! `/badge list`: the catalogue, or the badges that somebody holds.

use super::fields::catalogue;
use super::{named, queries};
use crate::chat::{Text, one_line};
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::Result;
use crate::features::members::queries as people;
use crate::text::say;

/// How many of somebody's badges are shown.
const MOST: usize = 20;

form! {
    /// Show this community's badges, or those that somebody holds.
    pub(crate) struct List = "badge list", for [] {
        /// Whose? All there are if you leave it out
        member: Option<Member>,
    }
}

impl Run for List {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        Ok(Reply::quiet(match self.member {
            Some(member) => held_by(ctx, &member).await?,
            None => all(ctx).await?,
        }))
    }
}

async fn all(ctx: &mut Context) -> Result<Text> {
    let badges = catalogue(ctx).await?;
    let mut standing = badges.iter().filter(|badge| !badge.retired).peekable();
    if standing.peek().is_none() {
        return Ok(say!(ctx.words, "badges-none"));
    }
    let mut text = say!(ctx.words, "badges-title");
    for badge in standing {
        let (meaning, criteria) = (Text::typed(&badge.meaning), Text::typed(&badge.criteria));
        text.line(say!(
            ctx.words,
            "badges-line",
            badge = badge.named(),
            meaning = meaning,
            criteria = criteria
        ));
    }
    Ok(text)
}

async fn held_by(ctx: &mut Context, member: &Member) -> Result<Text> {
    let who = Text::typed(&member.name);
    if member.opted_out {
        return Ok(say!(ctx.words, "profile-opted-out", name = who));
    }
    let community = ctx.community.id;
    let platform = ctx.platform.clone();
    let held = queries::held(&mut ctx.tx, community, member.id).await?;
    if held.is_empty() {
        return Ok(say!(ctx.words, "badges-held-none", who = who));
    }
    let givers: Vec<i64> = held.iter().filter_map(|held| held.giver).collect();
    let givers = people::by_ids(&mut ctx.tx, community, &platform, &givers).await?;
    // Names, not mentions: looking at somebody's badges must not ring anybody's bell.
    let name = |id: Option<i64>| {
        let giver = givers.iter().find(|giver| Some(giver.id) == id);
        giver.map_or_else(|| say!(ctx.words, "former-member"), |giver| Text::typed(&giver.name))
    };
    let mut text = say!(ctx.words, "badges-held-title", who = who);
    for held in held.iter().take(MOST) {
        text.line(say!(
            ctx.words,
            "badges-held-line",
            badge = named(&held.emoji.to_string(), &held.badge),
            giver = name(held.giver),
            day = ctx.words.day(held.day),
            citation = Text::typed(&one_line(&held.citation))
        ));
    }
    if held.len() > MOST {
        text.line(say!(ctx.words, "wall-more"));
    }
    Ok(text)
}

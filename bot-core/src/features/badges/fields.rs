//! The fields of badges: a badge, a colour, a role of the platform.

use super::queries::{self, Badge, PlatformRole};
use super::starter;
use crate::charts::Colour;
use crate::chat::Text;
use crate::command::{Choice, Field, Widget};
use crate::context::Context;
use crate::error::Result;
use crate::features::members::{self, fold};
use crate::text::say;

/// The most suggestions that platforms show.
const MOST_CHOICES: usize = 25;

/// Every badge, the starter set among them, retired ones too.
pub(super) async fn catalogue(ctx: &mut Context) -> Result<Vec<Badge>> {
    starter::once(ctx).await?;
    let community = ctx.community.id;
    queries::catalogue(&mut ctx.tx, community).await
}

fn names(badges: &[Badge]) -> Vec<Text> {
    badges.iter().map(|badge| Text::typed(&badge.name)).collect()
}

/// The badge with this name, with or without its emoji before it, or a kind list of all.
async fn find(typed: &str, ctx: &mut Context) -> Result<Badge> {
    let badges = catalogue(ctx).await?;
    let key = fold(typed);
    let is_meant =
        |badge: &&Badge| fold(&badge.name) == key || key == format!("{} {}", badge.emoji, fold(&badge.name));
    if let Some(badge) = badges.iter().find(is_meant) {
        return Ok(badge.clone());
    }
    let standing: Vec<Badge> = badges.into_iter().filter(|badge| !badge.retired).collect();
    Err(if standing.is_empty() {
        say!(ctx.words, "badges-none").into()
    } else {
        let known = ctx.words.list(names(&standing));
        say!(ctx.words, "unknown-badge", typed = Text::typed(typed), known = known).into()
    })
}

async fn choices(typed: &str, with_retired: bool, ctx: &mut Context) -> Result<Vec<Choice>> {
    let key = fold(typed);
    let mut badges = queries::catalogue(&mut ctx.tx, ctx.community.id).await?;
    if badges.is_empty() {
        // Whoever only looks makes nothing. No badge ever goes, so there are none only before the six are made.
        badges = starter::badges(ctx);
    }
    let badges = badges.into_iter();
    let like = badges.filter(|badge| (with_retired || !badge.retired) && fold(&badge.name).contains(&key));
    let choice =
        |badge: Badge| Choice { label: format!("{} {}", badge.emoji, badge.name), answer: badge.name };
    Ok(like.take(MOST_CHOICES).map(choice).collect())
}

/// A badge that can be given.
impl Field for Badge {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let badge = find(answer, ctx).await?;
        if badge.retired {
            return Err(say!(ctx.words, "badge-is-retired", badge = badge.named()).into());
        }
        Ok(badge)
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        choices(typed, false, ctx).await
    }
}

/// A badge, retired or not.
pub(crate) struct AnyBadge(pub(super) Badge);

impl Field for AnyBadge {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        find(answer, ctx).await.map(Self)
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        choices(typed, true, ctx).await
    }
}

impl Field for Colour {
    const WIDGET: Widget = Widget::Text(20);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        Self::parse(answer).ok_or_else(|| say!(ctx.words, "not-a-colour", typed = Text::typed(answer)).into())
    }
}

impl Field for PlatformRole {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let (community, platform) = (ctx.community.id, ctx.platform.clone());
        let roles = members::queries::platform_role_names(&mut ctx.tx, community, &platform).await?;
        let mentioned = answer.strip_prefix("<@&").and_then(|rest| rest.strip_suffix('>'));
        let key = fold(answer);
        let found = roles.into_iter().find(|(id, name)| match mentioned {
            Some(mentioned) => id.as_str() == mentioned,
            None => fold(name) == key,
        });
        match found {
            Some((id, _)) => Ok(Self { platform, id }),
            None => Err(say!(ctx.words, "unknown-platform-role", typed = Text::typed(answer)).into()),
        }
    }

    async fn suggest(typed: &str, ctx: &mut Context) -> Result<Vec<Choice>> {
        let (community, platform) = (ctx.community.id, ctx.platform.clone());
        let key = fold(typed);
        let roles = members::queries::platform_role_names(&mut ctx.tx, community, &platform).await?;
        let like = roles.into_iter().filter(|(_, name)| fold(name).contains(&key)).take(MOST_CHOICES);
        Ok(like.map(|(id, name)| Choice { label: name, answer: format!("<@&{id}>") }).collect())
    }
}

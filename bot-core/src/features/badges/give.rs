//! `/badge give`, and "Give a badge" on a member's menu.

use super::queries::{self, Badge, NewGrant};
use super::roles;
use super::rules::{self, Candidate, Obstacle};
use crate::charts::{BadgeCard, badge_card};
use crate::chat::{Message, Picture, Text};
use crate::command::fields::Long;
use crate::command::{Menu, Reply, Role, Run, form};
use crate::context::{Asker, Context, Member};
use crate::error::{Error, Result};
use crate::features::{audit, members};
use crate::text::say;

form! {
    /// Give somebody a badge, in your own words.
    pub(crate) struct Give = "badge give", for [Lead], in Menu::Member("member"), "Give a badge" {
        /// Who earned it?
        member: Member,
        /// Which badge?
        badge: Badge,
        /// What did they do? Everybody can read it
        citation: Long<300>,
    }
}

impl Run for Give {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let Self { member, badge, citation } = self;
        let community = ctx.community.id;
        let candidate = Candidate {
            by_staff: asker.is(Role::Staff),
            is_giver: member.id == asker.member.id,
            bot: member.bot,
            departed: member.departed,
            opted_out: member.opted_out,
        };
        if let Some(obstacle) = rules::obstacle(candidate) {
            return Err(explain(ctx, &member, obstacle));
        }
        members::keep_here(ctx, std::slice::from_ref(&member)).await?;
        let before = roles::wanted(ctx, member.id).await?;
        let platform = ctx.platform.clone();
        let new = NewGrant {
            id: ctx.id(),
            badge: badge.id,
            member: member.id,
            giver: asker.member.id,
            citation: &citation.0,
            day: ctx.today(),
            platform: platform.as_str(),
        };
        if !queries::grant(&mut ctx.tx, community, &new, ctx.now).await? {
            let who = member.mention();
            return Err(say!(ctx.words, "badge-has-already", who = who, badge = badge.named()).into());
        }
        roles::settle(ctx, member.id, &before).await?;
        audit::note(ctx, Some(asker.member.id), audit::Action::BadgeGiven, Some(member.id), &badge.name)
            .await?;
        let giver = asker.member.mention();
        let mut text =
            say!(ctx.words, "badge-given", giver = giver, who = member.mention(), badge = badge.named());
        text.line(Text::quote(&citation.0));
        Ok(Reply::Public(Message::new(text).picture(card(ctx, &member, &badge, &citation.0))))
    }
}

fn explain(ctx: &Context, member: &Member, obstacle: Obstacle) -> Error {
    let who = member.mention();
    match obstacle {
        Obstacle::Bot => say!(ctx.words, "badge-not-for-bots", who = who).into(),
        Obstacle::ByStaff => say!(ctx.words, "badge-not-by-staff").into(),
        Obstacle::Departed => say!(ctx.words, "badge-departed", who = who).into(),
        Obstacle::OptedOut => say!(ctx.words, "badge-opted-out", who = who).into(),
        Obstacle::Self_ => say!(ctx.words, "badge-not-oneself").into(),
    }
}

/// The picture below the words.
fn card(ctx: &Context, member: &Member, badge: &Badge, citation: &str) -> Picture {
    use chrono::Datelike as _;
    let words = ctx.words;
    let today = ctx.today();
    let who = || Text::typed(&member.name);
    let (day, year) = (words.short_day(today), today.date().year().to_string());
    let community = Text::typed(&ctx.community.name);
    badge_card(&BadgeCard {
        emoji: badge.emoji.to_string(),
        colour: badge.colour,
        badge: badge.name.clone(),
        whom: say!(words, "badge-card-whom", who = who()).to_string(),
        citation: citation.to_owned(),
        foot: say!(words, "badge-card-foot", community = community, day = day, year = year).to_string(),
        alt: say!(words, "badge-card-alt", who = who(), badge = badge.named()).to_string(),
    })
}

//! `/badge edit`: a badge is called, looks or means otherwise; whoever holds it goes on holding it.

use super::define::taken;
use super::fields::{AnyBadge, catalogue};
use super::queries::{self, Badge, PlatformRole};
use super::roles;
use crate::charts::Colour;
use crate::command::fields::Short;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::audit;
use crate::features::members::fold;
use crate::features::settings::{Emoji, Number, OrNone};
use crate::text::say;

form! {
    /// Change a badge. What you leave out stays as it is.
    pub(crate) struct Edit = "badge edit", for [Lead, Admin] {
        /// Which badge?
        badge: AnyBadge,
        /// Its new name
        name: Option<Short<40>>,
        /// Its new emoji
        emoji: Option<Emoji>,
        /// Its new colour, such as #1b5e8c
        colour: Option<Colour>,
        /// What it says about somebody
        meaning: Option<Short<200>>,
        /// What somebody does to earn it
        criteria: Option<Short<300>>,
        /// The role on this platform that comes with it, or none
        role: Option<OrNone<PlatformRole>>,
        /// The ladder that it is a step of, or none
        ladder: Option<OrNone<Short<40>>>,
        /// How high it stands on its ladder
        step: Option<Number<1, 20>>,
    }
}

impl Edit {
    /// The badge as it was, and as it is to be.
    fn apply(self) -> (Badge, Badge) {
        let AnyBadge(was) = self.badge;
        let step = self.step.map_or_else(|| was.ladder.as_ref().map_or(1, |(_, step)| *step), |step| step.0);
        let ladder = match self.ladder {
            Some(OrNone(ladder)) => ladder.map(|ladder| ladder.0),
            None => was.ladder.as_ref().map(|(ladder, _)| ladder.clone()),
        };
        let is = Badge {
            name: self.name.map_or_else(|| was.name.clone(), |name| name.0),
            emoji: self.emoji.unwrap_or_else(|| was.emoji.clone()),
            colour: self.colour.unwrap_or(was.colour),
            meaning: self.meaning.map_or_else(|| was.meaning.clone(), |meaning| meaning.0),
            criteria: self.criteria.map_or_else(|| was.criteria.clone(), |criteria| criteria.0),
            role: self.role.map_or_else(|| was.role.clone(), |role| role.0),
            ladder: ladder.map(|ladder| (ladder, step)),
            ..was.clone()
        };
        (was, is)
    }
}

/// What changed, for the audit log.
fn changes(was: &Badge, is: &Badge) -> Vec<String> {
    let mut changes = Vec::new();
    let mut note = |key: &str, was: &str, is: &str| {
        if was != is {
            changes.push(format!("{key}: {was} → {is}"));
        }
    };
    let role = |badge: &Badge| badge.role.as_ref().map_or("none", |role| role.id.as_str()).to_owned();
    note("name", &was.name, &is.name);
    note("emoji", &was.emoji.to_string(), &is.emoji.to_string());
    note("colour", &was.colour.to_string(), &is.colour.to_string());
    note("meaning", &was.meaning, &is.meaning);
    note("criteria", &was.criteria, &is.criteria);
    note("role", &role(was), &role(is));
    let ladder = |badge: &Badge| {
        badge.ladder.as_ref().map_or_else(|| "none".to_owned(), |(ladder, step)| format!("{ladder} {step}"))
    };
    note("ladder", &ladder(was), &ladder(is));
    changes
}

impl Run for Edit {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let stepped = self.step.is_some();
        let (was, is) = self.apply();
        if stepped && is.ladder.is_none() {
            return Err(say!(ctx.words, "badge-step-without-ladder").into());
        }
        let changes = changes(&was, &is);
        if changes.is_empty() {
            return Err(say!(ctx.words, "badge-edit-nothing", badge = was.named()).into());
        }
        roles::chosen_by_admins(ctx, asker, was.role.as_ref(), is.role.as_ref())?;
        let others = catalogue(ctx).await?;
        let same = |other: &&Badge| other.id != is.id && fold(&other.name) == fold(&is.name);
        if let Some(other) = others.iter().find(same) {
            return Err(taken(ctx, other));
        }
        let moved = was.role != is.role || was.ladder != is.ladder;
        let holders = if moved { queries::holders(&mut ctx.tx, community, is.id).await? } else { Vec::new() };
        let before = roles::wanted_by(ctx, &holders).await?;
        queries::edit(&mut ctx.tx, community, &is).await?;
        roles::settle_all(ctx, before).await?;
        let detail = format!("{}: {}", was.name, changes.join("; "));
        audit::note(ctx, Some(asker.member.id), audit::Action::BadgeEdited, None, &detail).await?;
        Ok(Reply::quiet(say!(ctx.words, "badge-edited", badge = is.named())))
    }
}

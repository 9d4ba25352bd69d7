//! `/badge define`: a new badge in the community's catalogue.

use super::fields::catalogue;
use super::queries::{self, Badge, PlatformRole};
use super::roles;
use crate::charts::Colour;
use crate::command::fields::Short;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::{Error, Result};
use crate::features::audit;
use crate::features::members::fold;
use crate::features::settings::{Emoji, Number};
use crate::text::say;

form! {
    /// Add a badge to this community's catalogue.
    pub(crate) struct Define = "badge define", for [Lead, Admin] {
        /// What is it called?
        name: Short<40>,
        /// Its emoji
        emoji: Emoji,
        /// Its colour, such as #1b5e8c
        colour: Colour,
        /// What does it say about somebody?
        meaning: Short<200>,
        /// What does somebody do to earn it?
        criteria: Short<300>,
        /// The role on this platform that comes with it
        role: Option<PlatformRole>,
        /// The ladder that it is a step of
        ladder: Option<Short<40>>,
        /// How high it stands on its ladder
        step: Option<Number<1, 20>>,
    }
}

impl Run for Define {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        roles::chosen_by_admins(ctx, asker, None, self.role.as_ref())?;
        if self.step.is_some() && self.ladder.is_none() {
            return Err(say!(ctx.words, "badge-step-without-ladder").into());
        }
        let badges = catalogue(ctx).await?;
        if let Some(other) = badges.iter().find(|other| fold(&other.name) == fold(&self.name.0)) {
            return Err(taken(ctx, other));
        }
        let badge = Badge {
            id: ctx.id(),
            name: self.name.0,
            emoji: self.emoji,
            colour: self.colour,
            meaning: self.meaning.0,
            criteria: self.criteria.0,
            role: self.role,
            ladder: self.ladder.map(|ladder| (ladder.0, self.step.map_or(1, |step| step.0))),
            retired: false,
        };
        if !queries::define(&mut ctx.tx, community, &badge, ctx.now).await? {
            return Err(taken(ctx, &badge));
        }
        audit::note(ctx, Some(asker.member.id), audit::Action::BadgeDefined, None, &badge.name).await?;
        Ok(Reply::quiet(say!(ctx.words, "badge-defined", badge = badge.named())))
    }
}

/// A badge has this name already.
pub(super) fn taken(ctx: &Context, other: &Badge) -> Error {
    if other.retired {
        say!(ctx.words, "badge-name-taken-by-retired", badge = other.named()).into()
    } else {
        say!(ctx.words, "badge-name-taken", badge = other.named()).into()
    }
}

//! `/expert pause` and `/expert resume`: nobody asks somebody who wants quiet.

use super::queries;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::moment::Day;
use crate::text::say;

form! {
    /// Let nobody ask you through Kith for a while, whether you are an expert or not.
    pub(crate) struct Pause = "expert pause", for [] {
        /// Up to which day, such as 2026-11-20; until you resume if you leave it out
        until: Option<Day>,
    }
}

form! {
    /// Let Kith ask you again after a pause.
    pub(crate) struct Resume = "expert resume", for [] {}
}

impl Run for Pause {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (community, zone) = (ctx.community.id, ctx.community.settings.zone);
        let own = queries::expert_in(&mut ctx.tx, community, asker.member.id, zone).await?;
        let zone = own.map_or(zone, |own| own.availability.zone);
        if self.until.is_some_and(|until| until < ctx.now.day(zone)) {
            return Err(say!(ctx.words, "expert-pause-over").into());
        }
        let until = self.until.map(|until| Day(until.0 + 1).start(zone));
        queries::pause(&mut ctx.tx, community, asker.member.id, until, ctx.now).await?;
        Ok(Reply::quiet(match self.until {
            Some(until) => say!(ctx.words, "expert-paused-until", day = ctx.words.day(until)),
            None => say!(ctx.words, "expert-paused"),
        }))
    }
}

impl Run for Resume {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let community = ctx.community.id;
        let paused = queries::resume(&mut ctx.tx, community, asker.member.id).await?;
        Ok(Reply::quiet(if paused {
            say!(ctx.words, "expert-resumed")
        } else {
            say!(ctx.words, "expert-not-paused")
        }))
    }
}

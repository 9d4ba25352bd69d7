//! `/expert offer`: a member says what they know, and when they may be asked.

use super::availability::When;
use super::days_off::DaysOff;
use super::hours::Hours;
use super::queries::{self, Offer as Offered};
use crate::chat::Text;
use crate::command::{Reply, Role, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::audit::{self, Action};
use crate::features::members::queries as people;
use crate::features::settings::{Number, OrNone, Zone};
use crate::features::topics::Topics;
use crate::text::say;

form! {
    /// Say what you know, and when you may be asked. If you leave the when out, it stays as it is.
    pub(crate) struct Offer = "expert offer", for [] {
        /// Which topics? With commas between
        topics: Topics,
        /// When in a week, such as mon-fri 9-17, or none for any hour
        hours: Option<OrNone<Hours>>,
        /// How many questions at once, at most?
        limit: Option<Number<1, 20>>,
        /// Your own time zone
        zone: Option<Zone>,
        /// Days off, such as 2026-12-24..2027-01-02, or none
        days_off: Option<OrNone<DaysOff>>,
    }
}

/// What is kept for "nothing".
fn stored<T: std::fmt::Display>(answer: Option<OrNone<T>>) -> Option<String> {
    answer.map(|OrNone(answer)| answer.map(|answer| answer.to_string()).unwrap_or_default())
}

impl Run for Offer {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        if asker.member.opted_out {
            return Err(say!(ctx.words, "expert-opted-out").into());
        }
        let topics: Vec<i64> = self.topics.0.iter().map(|topic| topic.id).collect();
        let offered = Offered {
            topics: &topics,
            zone: self.zone.map(|zone| zone.0.name()),
            hours: stored(self.hours),
            days_off: stored(self.days_off),
            most: self.limit.map(|limit| limit.0),
            guest: false,
        };
        become_expert(ctx, asker.member.id, &offered).await?;
        let text = told(ctx, asker.member.id, &self.topics).await?;
        Ok(Reply::quiet(text))
    }
}

/// Somebody is an expert now.
pub(super) async fn become_expert(ctx: &mut Context, member: i64, offered: &Offered<'_>) -> Result<()> {
    let community = ctx.community.id;
    let was = queries::expert(&mut ctx.tx, community, member).await?.is_some_and(|was| !was.retired);
    queries::offer(&mut ctx.tx, community, member, offered, ctx.now).await?;
    let platform = ctx.platform.clone();
    people::give_role(&mut ctx.tx, community, member, Role::Expert, &platform, ctx.now).await?;
    if !was {
        audit::note(ctx, None, Action::ExpertBegan, Some(member), "").await?;
    }
    Ok(())
}

/// What was offered, as its owner is told.
pub(super) async fn told(ctx: &mut Context, member: i64, topics: &Topics) -> Result<Text> {
    let (community, zone) = (ctx.community.id, ctx.community.settings.zone);
    let mut text = say!(ctx.words, "expert-offered", topics = topics.named(ctx));
    let Some(expert) = queries::expert_in(&mut ctx.tx, community, member, zone).await? else {
        return Ok(text);
    };
    let own = &expert.availability;
    let hours = match &own.hours {
        Some(hours) => Text::code(&hours.to_string()),
        None => say!(ctx.words, "expert-any-hour"),
    };
    text.line(say!(
        ctx.words,
        "expert-when",
        hours = hours,
        zone = Text::code(own.zone.name()),
        n = own.most
    ));
    let off = own.days_off.from(ctx.now.day(own.zone));
    if !off.is_empty() {
        text.line(say!(ctx.words, "expert-days-off", days = Text::code(&off.to_string())));
    }
    if let When::From(at) = own.when(ctx.now, 0) {
        text.line(say!(ctx.words, "expert-from", at = ctx.words.moment(at, own.zone)));
    }
    text.line(say!(
        ctx.words,
        "expert-how",
        pause = Text::code("/expert pause"),
        retire = Text::code("/expert retire")
    ));
    Ok(text)
}

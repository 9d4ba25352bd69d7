//! `/expert list`: who knows what, and when they may be asked next.

use super::availability::When;
use super::queries;
use super::standing::{standing_of, with_standing};
use crate::chat::Text;
use crate::command::{Reply, Run, form};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::features::escalation;
use crate::features::members::queries as people;
use crate::features::topics::{Topic, queries as topics};
use crate::text::say;

/// So many are shown.
const MOST: usize = 25;

form! {
    /// Show who knows what, and whether they may be asked now.
    pub(crate) struct List = "expert list", for [] {
        /// Only this topic
        topic: Option<Topic>,
    }
}

impl Run for List {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let (community, zone) = (ctx.community.id, ctx.community.settings.zone);
        let platform = ctx.platform.clone();
        let known = queries::topics(&mut ctx.tx, community).await?;
        let names = topics::all(&mut ctx.tx, community).await?;
        let all = queries::everybody(&mut ctx.tx, community, zone).await?;
        let about = self.topic.as_ref().map(|topic| topic.id);
        let knows = |member: i64| about.is_none_or(|topic| known.contains(&(topic, member)));
        let mut experts: Vec<_> = all.into_iter().filter(|one| !one.retired && knows(one.member)).collect();
        let here = queries::here(&mut ctx.tx, community, &platform, &ids(&experts)).await?;
        experts.retain(|one| here.contains(&one.member));
        if experts.is_empty() {
            return Ok(Reply::quiet(match &self.topic {
                Some(topic) => say!(ctx.words, "experts-none-for", topic = topic.named()),
                None => say!(ctx.words, "experts-none", how = Text::code("/expert offer")),
            }));
        }
        let load = escalation::load(ctx, &ids(&experts)).await?;
        let members = people::by_ids(&mut ctx.tx, community, &platform, &ids(&experts)).await?;
        let mut text = say!(ctx.words, "experts-title");
        for expert in experts.iter().take(MOST) {
            let Some(member) = members.iter().find(|member| member.id == expert.member) else { continue };
            let own = known.iter().filter(|(_, other)| *other == expert.member);
            let own = own.filter_map(|(topic, _)| names.iter().find(|one| one.id == *topic));
            let own = ctx.words.list(own.map(|one| Text::typed(&one.name)).collect());
            let (standing, paid) = standing_of(ctx, expert.member).await?;
            // A name, no mention: looking rings nobody's bell.
            let who = with_standing(ctx, Text::typed(&member.name), standing, paid);
            let open = load.get(&expert.member).copied().unwrap_or_default();
            let when = match expert.availability.when(ctx.now, open) {
                When::Now => say!(ctx.words, "expert-now"),
                When::From(at) => say!(ctx.words, "expert-from-line", at = ctx.words.moment(at, zone)),
                When::Full => say!(ctx.words, "expert-full", n = open),
                When::Paused => say!(ctx.words, "expert-pausing"),
            };
            text.line(say!(ctx.words, "experts-line", who = who, topics = own, when = when));
        }
        if experts.len() > MOST {
            text.line(say!(ctx.words, "wall-more"));
        }
        Ok(Reply::quiet(text))
    }
}

fn ids(experts: &[queries::Expert]) -> Vec<i64> {
    experts.iter().map(|expert| expert.member).collect()
}

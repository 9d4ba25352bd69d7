//! The people and channels that a digest names, looked up at once.

use std::collections::HashMap;

use super::figures::Figures;
use super::queries::{self, Quotable};
use crate::chat::{Platform, Text};
use crate::context::{Context, Member, elsewhere};
use crate::error::Result;
use crate::features::{badges, members, shoutouts};
use crate::text::say;

/// How many shout-outs are quoted.
const QUOTED: usize = 3;

/// A channel.
struct Named {
    /// The platform's id, where the digest is read on that platform.
    here: Option<String>,
    text: Text,
}

/// Everything that has a name in a digest.
pub(crate) struct Names {
    members: HashMap<i64, Member>,
    channels: HashMap<i64, Named>,
    /// The shout-outs to quote, with whom they thanked.
    pub(crate) quoted: Vec<(Quotable, Vec<i64>)>,
    /// The badges that were given.
    pub(crate) badges: Vec<badges::queries::Granted>,
}

impl Names {
    /// Looks up everybody and everything that the figures name.
    pub(crate) async fn of(ctx: &mut Context, figures: &Figures) -> Result<Self> {
        let community = ctx.community.id;
        let platform = ctx.platform.clone();
        let (monday, sunday) = (figures.week.monday(), figures.week.sunday());
        let quoted = quoted(ctx, figures).await?;
        let badges = badges::queries::granted_between(&mut ctx.tx, community, monday, sunday).await?;
        let part = &figures.part;
        let mut ids: Vec<i64> = [&part.named_newcomers, &part.named_returning, &part.named_quiet]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        ids.extend(figures.unthanked.iter().map(|(member, _)| *member));
        ids.extend(figures.open.iter().map(|question| question.author));
        ids.extend(quoted.iter().flat_map(|(one, thanked)| one.giver.iter().chain(thanked)));
        ids.extend(badges.iter().map(|granted| granted.member));
        ids.extend(figures.climbed.open.iter().filter_map(|one| one.asker));
        ids.extend(figures.climbed.busy.iter().map(|(member, _)| *member));
        let members = members::queries::by_ids(&mut ctx.tx, community, &platform, &ids).await?;
        let mut ids: Vec<i64> = figures.channels.iter().map(|(channel, ..)| *channel).collect();
        ids.extend(figures.open.iter().map(|question| question.channel));
        ids.extend(figures.climbed.open.iter().map(|one| one.channel));
        let channels = queries::channels(&mut ctx.tx, community, &ids).await?;
        // Read by nobody on a platform, such as in a terminal: as it is anywhere.
        let named = |(id, there, platform_id, name): (i64, String, String, String)| {
            let there = Platform(there);
            if there == platform || platform.as_str().is_empty() {
                let text = Text::channel(&platform_id.as_str().into(), &name);
                (id, Named { here: Some(platform_id), text })
            } else {
                (id, Named { here: None, text: elsewhere(&there, &name) })
            }
        };
        Ok(Self {
            members: members.into_iter().map(|member| (member.id, member)).collect(),
            channels: channels.into_iter().map(named).collect(),
            quoted,
            badges,
        })
    }

    /// Somebody's name: a digest mentions nobody, so that it rings nobody's bell.
    pub(crate) fn member(&self, ctx: &Context, id: i64) -> Text {
        match self.members.get(&id) {
            None => say!(ctx.words, "former-member"),
            Some(member) if member.opted_out => say!(ctx.words, "somebody"),
            Some(member) => Text::typed(&member.name),
        }
    }

    /// Those of `ids` who may be named.
    fn members(&self, ids: &[i64]) -> Vec<Text> {
        let known = ids.iter().filter_map(|id| self.members.get(id)).filter(|member| !member.opted_out);
        known.map(|member| Text::typed(&member.name)).collect()
    }

    /// Some of `n` people by name, such as `Ana, Bo and 28 more`.
    pub(crate) fn some(&self, ctx: &Context, ids: &[i64], n: i64) -> Text {
        let mut named = self.members(ids);
        let more = n - named.len() as i64;
        if more > 0 {
            named.push(say!(ctx.words, "n-more", n = more));
        }
        ctx.words.list(named)
    }

    /// A channel.
    pub(crate) fn channel(&self, id: i64) -> Text {
        self.channels.get(&id).map_or_else(Text::default, |channel| channel.text.clone())
    }

    /// The platform's id of a channel, unless it is on another platform.
    pub(crate) fn channel_id(&self, id: i64) -> Option<&str> {
        self.channels.get(&id)?.here.as_deref()
    }
}

/// Three shout-outs by different people that say most.
async fn quoted(ctx: &mut Context, figures: &Figures) -> Result<Vec<(Quotable, Vec<i64>)>> {
    let community = ctx.community.id;
    let (monday, sunday) = (figures.week.monday(), figures.week.sunday());
    let mut quoted: Vec<Quotable> = Vec::new();
    for one in queries::quotable(&mut ctx.tx, community, monday, sunday, 30).await? {
        if quoted.len() < QUOTED && quoted.iter().all(|other| other.giver != one.giver) {
            quoted.push(one);
        }
    }
    let ids: Vec<i64> = quoted.iter().map(|one| one.id).collect();
    let thanks = shoutouts::queries::thanks(&mut ctx.tx, community, &ids).await?;
    let thanked = |id: i64| thanks.iter().filter(|(one, _)| *one == id).map(|(_, member)| *member).collect();
    Ok(quoted.into_iter().map(|one| (thanked(one.id), one)).map(|(thanked, one)| (one, thanked)).collect())
}

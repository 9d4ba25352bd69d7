//! `/expert recruit`: who already answers well, topic by topic, with what speaks for them; and topics that lack anybody.

use super::queries;
use crate::chat::Text;
use crate::command::{Reply, Role, Run, form};
use crate::context::{Asker, Channel, Context, Member};
use crate::error::Result;
use crate::features::members::{fold, queries as people};
use crate::features::topics::{Topic, queries as topics};
use crate::moment::{Moment, Span};
use crate::text::say;

/// So far back is looked.
const BACK: Span = Span::days(90);
/// So many are named for a topic.
const NAMED: usize = 3;
/// Fewer answers than this are no habit.
const LEAST: i64 = 2;

form! {
    /// Show who answers well and might be invited, for each topic.
    pub(crate) struct Recruit = "expert recruit", for [Lead, Staff, Admin] {
        /// Only this topic
        topic: Option<Topic>,
    }
}

/// A topic, how many experts it has, and who might become one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) topic: String,
    pub(crate) experts: i64,
    pub(crate) channel: Option<Channel>,
    /// Who, how many questions they answered in its channel, and how many of their answers were accepted.
    pub(crate) people: Vec<(Member, i64, i64)>,
}

/// For each topic, who might be invited.
pub(crate) async fn look(ctx: &mut Context, about: Option<i64>) -> Result<Vec<Found>> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let since = ctx.now - BACK;
    let all = topics::all(&mut ctx.tx, community).await?;
    let channels = people::channels(&mut ctx.tx, community, &platform).await?;
    let known = queries::everybody(&mut ctx.tx, community, ctx.community.settings.zone).await?;
    let holders = people::role_holders(&mut ctx.tx, community).await?;
    let mut found = Vec::new();
    for topic in all.iter().filter(|one| !one.retired && one.merged.is_none()) {
        if about.is_some_and(|about| about != topic.id) {
            continue;
        }
        let channel = channels.iter().find(|channel| fold(&channel.name) == fold(&topic.name)).cloned();
        let mut people = answerers(ctx, topic.id, channel.as_ref(), since).await?;
        people.retain(|(member, ..)| {
            let is_expert = known.iter().any(|expert| expert.member == *member && !expert.retired);
            let has_role = |role| holders.contains(&(role, *member));
            !is_expert && !has_role(Role::Expert) && !has_role(Role::Staff)
        });
        let ids: Vec<i64> = people.iter().map(|(member, ..)| *member).collect();
        let here = queries::anywhere(&mut ctx.tx, community, &ids).await?;
        let members = people::by_ids(&mut ctx.tx, community, &platform, &here).await?;
        let named = people.into_iter().filter_map(|(id, answers, accepted)| {
            Some((members.iter().find(|member| member.id == id)?.clone(), answers, accepted))
        });
        let people = named.take(NAMED).collect();
        found.push(Found { topic: topic.name.clone(), experts: topic.experts, channel, people });
    }
    Ok(found)
}

/// Who answered questions in a topic's channel, and whose answers on it were accepted: the most first.
async fn answerers(
    ctx: &mut Context,
    topic: i64,
    channel: Option<&Channel>,
    since: Moment,
) -> Result<Vec<(i64, i64, i64)>> {
    let community = ctx.community.id;
    let mut people: std::collections::BTreeMap<i64, (i64, i64)> = std::collections::BTreeMap::new();
    if let Some(channel) = channel {
        for (member, n) in queries::answered_in(&mut ctx.tx, community, channel.id, since, 50).await? {
            people.entry(member).or_default().0 = n;
        }
    }
    for (member, n) in queries::accepted_on(&mut ctx.tx, community, topic, since).await? {
        people.entry(member).or_default().1 = n;
    }
    let mut people: Vec<(i64, i64, i64)> =
        people.into_iter().map(|(member, (answers, accepted))| (member, answers, accepted)).collect();
    people.retain(|(_, answers, accepted)| answers + accepted >= LEAST);
    people.sort_by_key(|(member, answers, accepted)| (-(answers + 3 * accepted), *member));
    Ok(people)
}

/// The topics that nobody is an expert for.
pub(crate) async fn without_expert(ctx: &mut Context) -> Result<Vec<String>> {
    let community = ctx.community.id;
    let all = topics::all(&mut ctx.tx, community).await?;
    let lacking = all.into_iter().filter(|one| !one.retired && one.merged.is_none() && one.experts == 0);
    Ok(lacking.map(|one| one.name).collect())
}

impl Found {
    /// Who might be invited, with what speaks for them; nothing if nobody.
    pub(crate) fn named(&self, ctx: &Context) -> Text {
        let people = self.people.iter().map(|(member, answers, accepted)| {
            let (answers, accepted) = (*answers, *accepted);
            let channel = self.channel.as_ref().map(Channel::mention).unwrap_or_default();
            say!(
                ctx.words,
                "recruit-person",
                who = Text::typed(&member.name),
                answers = answers,
                channel = channel,
                accepted = accepted
            )
        });
        Text::join(people, "; ")
    }
}

impl Run for Recruit {
    async fn run(self, _asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        let found = look(ctx, self.topic.map(|topic| topic.id)).await?;
        if found.is_empty() {
            let how = Text::code("/topic add");
            return Ok(Reply::quiet(say!(ctx.words, "topics-none-yet-recruit", how = how)));
        }
        let mut text = say!(ctx.words, "recruit-title");
        for one in &found {
            let topic = Text::typed(&one.topic);
            let people = one.named(ctx);
            text.line(if people.is_empty() {
                say!(ctx.words, "recruit-line-nobody", topic = topic, n = one.experts)
            } else {
                say!(ctx.words, "recruit-line", topic = topic, n = one.experts, people = people)
            });
        }
        text.line(say!(ctx.words, "recruit-how", how = Text::code("/expert invite")));
        Ok(Reply::quiet(text))
    }
}

//! Giving a shout-out: who can be thanked now, what the allowance leaves, and writing it down.

use super::queries::{self, NewShoutout};
use super::rules::{self, Candidate, Obstacle};
use crate::chat::{Reaction, RoleId, Text};
use crate::command::Role;
use crate::context::{Context, Member};
use crate::error::{Error, Result};
use crate::features::contributions::queries::At;
use crate::features::contributions::{Kind, rollup};
use crate::features::members::{self, queries as people};
use crate::features::settings::Emoji;
use crate::moment::Span;
use crate::text::say;

/// Who thanks, with the roles that rules ask for.
pub(crate) struct Giver<'a> {
    pub(crate) id: i64,
    pub(crate) roles: &'a [Role],
    pub(crate) platform_roles: &'a [RoleId],
}

/// What they say, and where.
pub(crate) struct Thanks<'a> {
    pub(crate) reason: &'a str,
    pub(crate) value: Option<&'a str>,
    /// The channel that it counts in.
    pub(crate) channel: i64,
    pub(crate) bound: Option<At>,
    pub(crate) emoji: Option<&'a str>,
    /// The effect that will post it.
    pub(crate) post: Option<i64>,
}

/// What came of it.
pub(crate) struct Outcome {
    pub(crate) id: i64,
    pub(crate) thanked: Vec<Member>,
    /// Those who could not be thanked, and why.
    pub(crate) passed_over: Vec<Text>,
    /// How many more people the giver may thank today.
    pub(crate) left: i64,
}

/// Thanks whoever of `to` can be thanked now; refused if that is nobody.
pub(crate) async fn give(
    ctx: &mut Context,
    giver: &Giver<'_>,
    to: Vec<Member>,
    thanks: Thanks<'_>,
) -> Result<Outcome> {
    let community = ctx.community.id;
    let settings = ctx.community.settings.clone();
    if !rules::passes(&settings.give_needs, &settings.give_blocks, giver.roles, giver.platform_roles) {
        return Err(say!(ctx.words, "shoutout-may-not-give").into());
    }
    let today = ctx.today();
    // First of all, so that two shout-outs of one giver wait for each other here.
    let used = queries::used(&mut ctx.tx, community, giver.id, today).await?;
    let (mut able, mut passed_over) = sort_out(ctx, giver.id, to).await?;
    let left = (settings.allowance - used).max(0);
    if !able.is_empty() && able.len() as i64 > left {
        let over = able.split_off(usize::try_from(left).unwrap_or_default());
        let again = ctx.words.moment(crate::moment::Day(today.0 + 1).start(settings.zone), settings.zone);
        let who = ctx.words.list(over.iter().map(Member::mention).collect());
        let n = settings.allowance;
        passed_over.push(if able.is_empty() {
            say!(ctx.words, "shoutout-used-up", n = n, again = again)
        } else {
            say!(ctx.words, "shoutout-not-enough", who = who, n = n, again = again)
        });
    }
    if able.is_empty() {
        return Err(Error::Refused(Text::join(passed_over, "\n")));
    }
    members::keep_here(ctx, &able).await?;
    let id = ctx.id();
    let from_staff = giver.roles.contains(&Role::Staff);
    let new = NewShoutout {
        id,
        giver: giver.id,
        reason: thanks.reason,
        value: thanks.value,
        from_staff,
        channel: thanks.channel,
        bound: thanks.bound,
        emoji: thanks.emoji,
        day: today,
        post: thanks.post,
    };
    let ids: Vec<i64> = able.iter().map(|member| member.id).collect();
    queries::add(&mut ctx.tx, community, &new, &ids, ctx.now).await?;
    queries::use_up(&mut ctx.tx, community, giver.id, today, ids.len() as i64).await?;
    let mut tally = rollup::Tally::default();
    for id in &ids {
        tally.add(*id, kind(from_staff), thanks.channel, today, 1);
    }
    tally.write(&mut ctx.tx, community).await?;
    Ok(Outcome { id, left: left - ids.len() as i64, thanked: able, passed_over })
}

/// What a shout-out counts as.
pub(crate) fn kind(from_staff: bool) -> Kind {
    if from_staff { Kind::StaffShoutoutReceived } else { Kind::ShoutoutReceived }
}

/// Those who can be thanked now, and why the others cannot.
async fn sort_out(ctx: &mut Context, giver: i64, to: Vec<Member>) -> Result<(Vec<Member>, Vec<Text>)> {
    let community = ctx.community.id;
    let settings = ctx.community.settings.clone();
    let cooldown = Span::minutes(settings.cooldown);
    let ids: Vec<i64> = to.iter().map(|member| member.id).collect();
    let thanked = queries::thanked(&mut ctx.tx, community, giver, &ids, ctx.now - cooldown).await?;
    let gated = !settings.receive_needs.is_empty() || !settings.receive_blocks.is_empty();
    let (mut able, mut passed_over) = (Vec::new(), Vec::new());
    for member in to {
        let mut candidate = Candidate {
            is_giver: member.id == giver,
            bot: member.bot,
            departed: member.departed,
            opted_out: member.opted_out,
            thanked: thanked
                .iter()
                .find(|(id, _)| *id == member.id)
                .map(|(_, at)| crate::moment::Moment(*at)),
            ..Candidate::default()
        };
        if gated {
            candidate.roles = people::roles_of(&mut ctx.tx, community, member.id).await?;
            candidate.platform_roles = people::platform_roles_of(&mut ctx.tx, community, member.id).await?;
        }
        match rules::obstacle(
            &candidate,
            &settings.receive_needs,
            &settings.receive_blocks,
            cooldown,
            ctx.now,
        ) {
            None => able.push(member),
            Some(obstacle) => passed_over.push(explain(ctx, &member, &obstacle)),
        }
    }
    Ok((able, passed_over))
}

fn explain(ctx: &Context, member: &Member, obstacle: &Obstacle) -> Text {
    let who = member.mention();
    let words = ctx.words;
    match obstacle {
        Obstacle::Bot => say!(words, "shoutout-bot", who = who),
        Obstacle::Departed => say!(words, "shoutout-departed", who = who),
        Obstacle::Gate => say!(words, "shoutout-gate", who = who),
        Obstacle::OptedOut => say!(words, "shoutout-opted-out", who = who),
        Obstacle::Self_ => say!(words, "shoutout-self"),
        Obstacle::TooSoon(again) => {
            let again = words.moment(*again, ctx.community.settings.zone);
            say!(words, "shoutout-too-soon", who = who, again = again)
        }
    }
}

/// Somebody reacted: if it is the community's reaction for it, that thanks the author. Silently, and silently not if it
/// cannot be.
pub(crate) async fn by_reaction(
    ctx: &mut Context,
    giver: i64,
    author: i64,
    channel: i64,
    reaction: &Reaction,
) -> Result<()> {
    let emoji = Emoji::fold(&reaction.emoji);
    if ctx.community.settings.reaction.as_ref() != Some(&emoji) {
        return Ok(());
    }
    let community = ctx.community.id;
    let platform = ctx.platform.clone();
    let at = At { channel, id: reaction.on.message.as_str().to_owned() };
    let to = people::by_ids(&mut ctx.tx, community, &platform, &[author]).await?;
    let roles = people::roles_of(&mut ctx.tx, community, giver).await?;
    let platform_roles = people::platform_roles_of(&mut ctx.tx, community, giver).await?;
    let giver = Giver { id: giver, roles: &roles, platform_roles: &platform_roles };
    let counts_in = people::channel_by_id(&mut ctx.tx, community, channel).await?;
    let thanks = Thanks {
        reason: "",
        value: None,
        channel: counts_in.map_or(channel, |channel| channel.counts_in),
        bound: Some(at),
        emoji: Some(emoji.as_str()),
        post: None,
    };
    match give(ctx, &giver, to, thanks).await {
        Ok(_) | Err(Error::Refused(_)) => Ok(()),
        Err(failed) => Err(failed),
    }
}

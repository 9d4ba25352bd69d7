//! Whom a question may reach: experts and peers, the likeliest first, each with when they may be asked and why.

use std::collections::HashMap;

use super::queries::{self, Asked, Escalation};
use super::settled::COVERED;
use super::thread;
use crate::chat::Text;
use crate::command::Role;
use crate::context::{Context, Member};
use crate::error::Result;
use crate::features::experts::{self, Availability, Expert, When};
use crate::features::learning::{self, Candidate as Ranked, Reason};
use crate::features::members::queries as people;
use crate::moment::Span;
use crate::text::say;

/// So many people are ranked.
const RANKED: usize = 100;
/// A peer who was asked about anything is left in peace for so long.
const PEACE: Span = Span::hours(20);
/// Whoever said so often that such questions are not theirs is asked no more.
const NOT_THEIRS: i64 = 2;
/// So many reasons are told.
const REASONS: usize = 2;

/// Somebody who may be asked.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) member: Member,
    pub(super) when: Availability,
    pub(super) open: i64,
    /// Why, in words that go on after a name.
    pub(super) reason: Text,
    score: f64,
}

impl Candidate {
    /// When they may be asked; those who named no hours within `usual` ones.
    pub(super) fn when(&self, now: crate::moment::Moment, usual: Option<&experts::Hours>) -> When {
        if self.when.hours.is_some() || usual.is_none() {
            return self.when.when(now, self.open);
        }
        Availability { hours: usual.cloned(), ..self.when.clone() }.when(now, self.open)
    }
}

/// Everybody who may be asked one question.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) experts: Vec<Candidate>,
    pub(super) peers: Vec<Candidate>,
    /// Everybody with a role that the question's policy asks as a whole.
    pub(super) holders: Vec<(Role, Candidate)>,
}

/// Looks for everybody who may be asked: here, willing, and not asked before.
pub(super) async fn look(ctx: &mut Context, one: &Escalation, asked: &[Asked]) -> Result<Candidates> {
    let (community, zone) = (ctx.community.id, ctx.community.settings.zone);
    let known = experts::queries::everybody(&mut ctx.tx, community, zone).await?;
    let holders = people::role_holders(&mut ctx.tx, community).await?;
    let has =
        |member: i64, role: Role| holders.iter().any(|(held, holder)| *held == role && *holder == member);
    let mut experts: Vec<Expert> = known.iter().filter(|expert| !expert.retired).cloned().collect();
    for (role, member) in &holders {
        // An admin made them experts, and they said nothing themselves.
        if *role == Role::Expert && experts.iter().all(|expert| expert.member != *member) {
            let paused = known.iter().find(|expert| expert.member == *member);
            let availability = paused.map_or_else(
                || Availability::any(zone, experts::queries::USUAL_MOST),
                |expert| expert.availability.clone(),
            );
            experts.push(Expert { member: *member, guest: false, availability, retired: false });
        }
    }
    let topics = experts::queries::topics(&mut ctx.tx, community).await?;
    let knows = |member: i64| one.topic.is_some_and(|topic| topics.contains(&(topic, member)));
    let declared: Vec<i64> =
        experts.iter().map(|expert| expert.member).filter(|member| knows(*member)).collect();
    let ranked = rank(ctx, one, &declared).await?;
    let mut ids: Vec<i64> = experts.iter().map(|expert| expert.member).collect();
    ids.extend(ranked.iter().map(|ranked| ranked.member.id));
    let wholes: Vec<(Role, i64)> = whole_roles(one, &holders, &experts);
    ids.extend(wholes.iter().map(|(_, member)| *member));
    ids.sort_unstable();
    ids.dedup();
    // Whoever was only spared because somebody else took it may be asked again.
    let was_asked =
        |id: i64| asked.iter().any(|asked| asked.member == id && asked.reply.as_deref() != Some(COVERED));
    ids.retain(|id| Some(*id) != one.asker && !was_asked(*id));
    let gathered = Gathered::of(ctx, one, &ids).await?;
    let mut found = Candidates::default();
    for expert in experts.iter().filter(|expert| gathered.may_be_asked(expert.member)) {
        let ranked = ranked.iter().find(|ranked| ranked.member.id == expert.member);
        if let Some(candidate) = gathered.candidate(ctx, expert.availability.clone(), expert.member, ranked) {
            found.experts.push(candidate);
        }
    }
    for (role, member) in wholes.into_iter().filter(|(_, member)| gathered.may_be_asked(*member)) {
        let own = known.iter().find(|own| own.member == member).map(|own| own.availability.clone());
        let when = own.unwrap_or_else(|| Availability::any(zone, experts::queries::USUAL_MOST));
        if let Some(mut candidate) = gathered.candidate(ctx, when, member, None) {
            candidate.reason = say!(ctx.words, "reason-holds-role", role = role.name());
            found.holders.push((role, candidate));
        }
    }
    // Those who know the topic, or of whom something speaks for it; all others only if there is nobody like that.
    let fits = |candidate: &Candidate| candidate.score > 0.0 || knows(candidate.member.id);
    if found.experts.iter().any(fits) {
        found.experts.retain(fits);
    }
    for ranked in &ranked {
        let id = ranked.member.id;
        let is_expert = experts.iter().any(|expert| expert.member == id);
        if is_expert
            || !knows_something(ranked)
            || has(id, Role::Staff)
            || !gathered.may_be_asked(id)
            || gathered.is_in_peace(id)
        {
            continue;
        }
        let own = known.iter().find(|own| own.member == id).map(|own| own.availability.clone());
        let when = Availability { most: 1, ..own.unwrap_or_else(|| Availability::any(zone, 1)) };
        found.peers.extend(gathered.candidate(ctx, when, id, Some(ranked)));
    }
    for side in [&mut found.experts, &mut found.peers] {
        side.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then(a.open.cmp(&b.open)).then(a.member.id.cmp(&b.member.id))
        });
    }
    Ok(found)
}

/// The roles that the policy asks as a whole, each with everybody who has it.
fn whole_roles(one: &Escalation, holders: &[(Role, i64)], experts: &[Expert]) -> Vec<(Role, i64)> {
    let mut wholes = Vec::new();
    for role in one.policy.steps.iter().filter_map(|step| step.whom.whole()) {
        if role == Role::Expert {
            wholes.extend(experts.iter().map(|expert| (role, expert.member)));
        } else {
            wholes.extend(holders.iter().filter(|(held, _)| *held == role).copied());
        }
    }
    wholes.sort_unstable();
    wholes.dedup();
    wholes
}

/// Being here says that somebody can be asked, not that they know.
fn knows_something(ranked: &Ranked) -> bool {
    ranked.reasons.iter().any(|reason| !matches!(reason, Reason::ActiveHere | Reason::HereNow))
}

async fn rank(ctx: &mut Context, one: &Escalation, declared: &[i64]) -> Result<Vec<Ranked>> {
    let channel = thread::channel(ctx, one).await?;
    let text = Some(one.question.as_str()).filter(|text| !text.is_empty());
    let question =
        learning::Question { channel: &channel, asker: one.asker.unwrap_or_default(), text, declared };
    learning::rank(ctx, &question, RANKED).await
}

/// What is known of everybody who may be asked.
struct Gathered {
    channel: crate::context::Channel,
    members: Vec<Member>,
    here: Vec<i64>,
    load: HashMap<i64, i64>,
    not_theirs: HashMap<i64, i64>,
    in_peace: Vec<i64>,
}

impl Gathered {
    async fn of(ctx: &mut Context, one: &Escalation, ids: &[i64]) -> Result<Self> {
        let (community, platform) = (ctx.community.id, one.platform.clone());
        Ok(Self {
            channel: thread::channel(ctx, one).await?,
            members: people::by_ids(&mut ctx.tx, community, &platform, ids).await?,
            here: experts::queries::here(&mut ctx.tx, community, &platform, ids).await?,
            load: queries::load(&mut ctx.tx, community, ids).await?,
            not_theirs: queries::not_their_area(&mut ctx.tx, community, ids, one.topic, one.channel).await?,
            in_peace: queries::asked_since(&mut ctx.tx, community, ids, ctx.now - PEACE).await?,
        })
    }

    fn may_be_asked(&self, member: i64) -> bool {
        self.here.contains(&member) && self.not_theirs.get(&member).is_none_or(|n| *n < NOT_THEIRS)
    }

    fn is_in_peace(&self, member: i64) -> bool {
        self.in_peace.contains(&member)
    }

    fn candidate(
        &self,
        ctx: &Context,
        when: Availability,
        id: i64,
        ranked: Option<&Ranked>,
    ) -> Option<Candidate> {
        let member = self.members.iter().find(|member| member.id == id)?.clone();
        let open = self.load.get(&id).copied().unwrap_or_default();
        // Among near-equals, whoever has less to do; and less often what is not their area.
        let burden = 1.0 + 0.5 * open as f64 + self.not_theirs.get(&id).copied().unwrap_or_default() as f64;
        let reasons = ranked.map(|ranked| ranked.reasons.as_slice()).unwrap_or_default();
        let reasons =
            reasons.iter().take(REASONS).map(|reason| reason.say(&self.channel, ctx.words)).collect();
        let score = ranked.map_or(0.0, |ranked| ranked.score.max(f64::MIN_POSITIVE)) / burden;
        Some(Candidate { member, when, open, reason: ctx.words.list(reasons), score })
    }
}

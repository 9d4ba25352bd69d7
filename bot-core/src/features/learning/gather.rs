//! Gathering what speaks for whom at the moment a question is asked. Everything is looked up by index: how long a community
//! has been there, and how many people it has, does not matter.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::{self, Alike};
use super::fading::{adds, now_worth};
use super::queries::{evidence, terms as queries};
use super::signals::{
    ABOUT, ANSWERED, ANSWERED_HERE, ANSWERED_NOW, ASKED_HERE, DECLARED, HELPED, HELPED_WEEK, HERE_NOW, HOUR,
    HOUR_PART, NAMED, REPLIED, REPLIED_HERE, SIGNALS, SIMILAR, Signals, THERE_NOW, WROTE, WROTE_HERE,
};
use super::tally::{EVERYWHERE, HALF_LIVES, HOURS_HALF_LIFE, TERMS_HALF_LIFE};
use super::terms::Term;
use crate::context::Context;
use crate::error::Result;
use crate::moment::Moment;

/// How many are looked at for each thing that may speak for them.
const REPLIERS: i64 = 40;
const WRITERS: i64 = 20;
const REPLIERS_ANYWHERE: i64 = 25;
const WRITERS_ANYWHERE: i64 = 12;
const HELPERS: i64 = 15;
const ABOUT_MOST: usize = 25;
/// So many members are looked at for each term.
const USERS: i64 = 100;
/// From so much on, more of a term says little more.
const SATURATION: f64 = 1.2;
/// What is added to what somebody writes before parts are taken of it: a few lines at one hour are no habit.
const HABIT: f64 = 5.0;

/// A question, as far as evidence is looked for.
pub(crate) struct Sought<'a> {
    /// The channel whose figures it adds to.
    pub(crate) channel: i64,
    pub(crate) asker: i64,
    pub(crate) at: Moment,
    pub(crate) terms: &'a [Term],
    /// Whom its words name.
    pub(crate) names: &'a [i64],
    /// Who said that they know this.
    pub(crate) declared: &'a [i64],
}

/// What speaks for whom.
#[derive(Default)]
pub(crate) struct Evidence {
    pub(crate) signals: BTreeMap<i64, Signals>,
    /// Past questions that are like it, the most alike first.
    pub(crate) alike: Vec<Alike>,
}

/// Gathers it.
pub(crate) async fn gather(ctx: &mut Context, sought: &Sought<'_>) -> Result<Evidence> {
    let community = ctx.community.id;
    let terms = alike::telling(ctx, sought.terms, sought.at).await?;
    let alike = alike::find(ctx, &terms, sought.terms.len(), sought.at).await?;
    let about = about(ctx, &terms, sought.at).await?;
    let tx = &mut ctx.tx;
    let mut pool: BTreeSet<i64> = sought.names.iter().chain(sought.declared).copied().collect();
    pool.extend(evidence::most_replies(tx, community, sought.channel, REPLIERS).await?);
    pool.extend(evidence::wrote_last(tx, community, sought.channel, WRITERS).await?);
    pool.extend(evidence::most_replies(tx, community, EVERYWHERE, REPLIERS_ANYWHERE).await?);
    pool.extend(evidence::wrote_last(tx, community, EVERYWHERE, WRITERS_ANYWHERE).await?);
    let helped = evidence::helped_most(tx, community, sought.asker, HELPERS).await?;
    pool.extend(helped.iter().map(|(member, ..)| *member));
    let mut most_about: Vec<(&i64, &f64)> = about.iter().collect();
    most_about.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
    pool.extend(most_about.iter().take(ABOUT_MOST).map(|(member, _)| **member));
    pool.extend(alike.iter().flat_map(|one| &one.answerers));
    pool.remove(&sought.asker);
    let ids: Vec<i64> = pool.iter().copied().collect();
    let mut signals: BTreeMap<i64, Signals> =
        pool.into_iter().map(|member| (member, [0.0; SIGNALS])).collect();
    for done in evidence::done(tx, community, sought.channel, &ids).await? {
        if let Some(one) = signals.get_mut(&done.member_id) {
            what_they_did(one, &done, sought.at);
        }
    }
    let hour = sought.at.0.div_euclid(3_600_000);
    let hours = [hour - 1, hour, hour + 1].map(|hour| hour.rem_euclid(24));
    for (member, around, now, all) in evidence::awake(tx, community, hours, &ids).await? {
        let [around, now, all] = [around, now, all].map(|sum| now_worth(sum, sought.at, HOURS_HALF_LIFE));
        set(&mut signals, member, HOUR_PART, around / (all + HABIT));
        set(&mut signals, member, HOUR, now);
    }
    for (member, n7, n120) in helped {
        set(&mut signals, member, HELPED_WEEK, now_worth(n7, sought.at, HALF_LIVES[0]));
        set(&mut signals, member, HELPED, now_worth(n120, sought.at, HALF_LIVES[2]));
    }
    for (member, about) in about {
        set(&mut signals, member, ABOUT, about);
    }
    for one in &alike {
        for member in &one.answerers {
            if let Some(signals) = signals.get_mut(member) {
                signals[SIMILAR] += one.weight;
            }
        }
    }
    for (members, signal) in [(sought.names, NAMED), (sought.declared, DECLARED)] {
        for member in members {
            set(&mut signals, *member, signal, 1.0);
        }
    }
    Ok(Evidence { signals, alike })
}

fn set(signals: &mut BTreeMap<i64, Signals>, member: i64, signal: usize, is: f64) {
    if let Some(one) = signals.get_mut(&member) {
        one[signal] = is;
    }
}

/// What a member did in a channel or everywhere, as it is worth now.
fn what_they_did(signals: &mut Signals, done: &evidence::Done, at: Moment) {
    let here = done.channel_id != EVERYWHERE;
    let sums = [
        (if here { ANSWERED_HERE } else { ANSWERED }, [done.answered7, done.answered30, done.answered120]),
        (if here { REPLIED_HERE } else { REPLIED }, [done.replied7, done.replied30, done.replied120]),
        (if here { WROTE_HERE } else { WROTE }, [done.wrote7, done.wrote30, done.wrote120]),
    ];
    for (first, sums) in sums {
        for (n, (sum, half_life)) in sums.into_iter().zip(HALF_LIVES).enumerate() {
            signals[first + n] = now_worth(sum, at, half_life);
        }
    }
    let since = |then: i64, unit: f64| {
        // What an import brought from after the question says nothing about now.
        if then > 0 && then <= at.0 { 1.0 / (1.0 + (at.0 - then) as f64 / unit) } else { 0.0 }
    };
    signals[if here { HERE_NOW } else { THERE_NOW }] = since(done.last_wrote, 60_000.0);
    if here {
        signals[ASKED_HERE] = now_worth(done.asked120, at, HALF_LIVES[2]);
        signals[ANSWERED_NOW] = since(done.last_answered, 3_600_000.0);
    }
}

/// How much members write about these terms.
async fn about(ctx: &mut Context, terms: &[(Term, f64)], at: Moment) -> Result<BTreeMap<i64, f64>> {
    let community = ctx.community.id;
    if terms.is_empty() {
        return Ok(BTreeMap::new());
    }
    // Without regard to how much somebody writes: those who answer most write most.
    let saturation = SATURATION * adds(at, TERMS_HALF_LIFE);
    let found = queries::used_by(&mut ctx.tx, community, terms, saturation, (USERS, USERS)).await?;
    Ok(found.into_iter().collect())
}

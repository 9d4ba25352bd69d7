//! What was learned from a batch, gathered so that each row is written once.

use std::collections::BTreeMap;

use super::fading::adds;
use super::queries::evidence::{self, Awake, Did, Helped};
use super::queries::hearing::{self, NewAnswer, NewQuestion};
use super::queries::terms::{self, Had, Used, UsedBy};
use super::terms::Term;
use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// The half-lives of what people do, in days.
pub(crate) const HALF_LIVES: [f64; 3] = [7.0, 30.0, 120.0];
/// The half-life of the hours at which people are awake.
pub(crate) const HOURS_HALF_LIFE: f64 = 30.0;
/// The half-life of what people write about.
pub(crate) const TERMS_HALF_LIFE: f64 = 60.0;
/// Evidence of everywhere, beside that of each channel.
pub(crate) const EVERYWHERE: i64 = 0;
/// The term that all messages have.
pub(crate) const ANY_TERM: Term = 0;

/// Everything that is to be written.
#[derive(Default)]
pub(crate) struct Tally<'a> {
    pub(crate) questions: Vec<NewQuestion>,
    pub(crate) answers: Vec<NewAnswer<'a>>,
    did: BTreeMap<(i64, i64), Did>,
    helped: BTreeMap<(i64, i64), Helped>,
    awake: BTreeMap<(i64, i64), f64>,
    used: BTreeMap<Term, (f64, String)>,
    used_by: BTreeMap<(Term, i64), f64>,
    had: BTreeMap<(Term, i64), i64>,
}

impl Tally<'_> {
    /// Somebody wrote in a channel, to nobody or to others.
    pub(crate) fn wrote(&mut self, at: Moment, channel: i64, member: i64, to: &[i64]) {
        for channel in [channel, EVERYWHERE] {
            let did = self.did(channel, member);
            for (n, half_life) in HALF_LIVES.into_iter().enumerate() {
                did.wrote[n] += adds(at, half_life);
                did.replied[n] += if to.is_empty() { 0.0 } else { adds(at, half_life) };
            }
            did.last_wrote = did.last_wrote.max(at.0);
        }
        let hour = at.0.div_euclid(3_600_000).rem_euclid(24);
        *self.awake.entry((member, hour)).or_default() += adds(at, HOURS_HALF_LIFE);
        for asker in to {
            self.replied_to(at, *asker, member);
        }
    }

    /// Somebody answered a question, for the first time.
    pub(crate) fn answered(&mut self, at: Moment, channel: i64, member: i64) {
        for channel in [channel, EVERYWHERE] {
            let did = self.did(channel, member);
            for (n, half_life) in HALF_LIVES.into_iter().enumerate() {
                did.answered[n] += adds(at, half_life);
            }
            did.last_answered = did.last_answered.max(at.0);
        }
    }

    /// Somebody's answer to a question with these terms helped its asker.
    pub(crate) fn solved(&mut self, at: Moment, asker: i64, member: i64, terms: &[(Term, String)]) {
        self.replied_to(at, asker, member);
        for (term, _) in terms {
            *self.used_by.entry((*term, member)).or_default() += adds(at, TERMS_HALF_LIFE);
        }
    }

    fn replied_to(&mut self, at: Moment, asker: i64, member: i64) {
        let none = Helped { asker, member, n7: 0.0, n120: 0.0 };
        let helped = self.helped.entry((asker, member)).or_insert(none);
        helped.n7 += adds(at, HALF_LIVES[0]);
        helped.n120 += adds(at, HALF_LIVES[2]);
    }

    /// Somebody asked a question.
    pub(crate) fn asked(&mut self, at: Moment, channel: i64, member: i64) {
        for channel in [channel, EVERYWHERE] {
            self.did(channel, member).asked += adds(at, HALF_LIVES[2]);
        }
    }

    fn did(&mut self, channel: i64, member: i64) -> &mut Did {
        let none = Did { channel, member, ..Did::default() };
        self.did.entry((channel, member)).or_insert(none)
    }

    /// Somebody used terms in one message.
    pub(crate) fn used(&mut self, at: Moment, member: i64, terms: &[(Term, String)]) {
        self.said(at, terms);
        for (term, _) in terms {
            *self.used_by.entry((*term, member)).or_default() += adds(at, TERMS_HALF_LIFE);
        }
    }

    /// One message had terms, whoever it was by.
    pub(crate) fn said(&mut self, at: Moment, terms: &[(Term, String)]) {
        let any = (ANY_TERM, String::new());
        for (term, word) in terms.iter().chain([&any]) {
            let used = self.used.entry(*term).or_insert_with(|| (0.0, word.clone()));
            used.0 += adds(at, HALF_LIVES[2]);
        }
    }

    /// A question had terms.
    pub(crate) fn had(&mut self, question: i64, asked: Moment, terms: &[(Term, String)]) {
        self.had.extend(terms.iter().map(|(term, _)| ((*term, question), asked.0)));
    }

    /// Takes out what is written first, up to so many rows of each kind; nothing is left at last.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn first(&mut self, most: usize) -> Option<Self> {
        fn few<K: Ord, V>(from: &mut BTreeMap<K, V>, most: usize) -> BTreeMap<K, V> {
            (0..most).map_while(|_| from.pop_first()).collect()
        }
        let first = Self {
            questions: self.questions.drain(..most.min(self.questions.len())).collect(),
            answers: self.answers.drain(..most.min(self.answers.len())).collect(),
            did: few(&mut self.did, most),
            helped: few(&mut self.helped, most),
            awake: few(&mut self.awake, most),
            used: few(&mut self.used, most),
            used_by: few(&mut self.used_by, most),
            had: few(&mut self.had, most),
        };
        let rows = first.questions.len() + first.answers.len() + first.did.len() + first.helped.len();
        let rows = rows + first.awake.len() + first.used.len() + first.used_by.len() + first.had.len();
        (rows > 0).then_some(first)
    }

    /// Writes all of it, in one order for all writers, and begins anew.
    pub(crate) async fn write(&mut self, tx: &mut Tx, community: i64) -> Result<()> {
        let all = std::mem::take(self);
        if !all.questions.is_empty() {
            hearing::add_questions(tx, community, &all.questions).await?;
        }
        if !all.answers.is_empty() {
            hearing::add_answers(tx, community, &all.answers).await?;
        }
        if !all.did.is_empty() {
            evidence::add(tx, community, &all.did.values().collect::<Vec<_>>()).await?;
        }
        let helped: Vec<Helped> = all.helped.into_values().collect();
        if !helped.is_empty() {
            evidence::add_helped(tx, community, &helped).await?;
        }
        let awake: Vec<Awake> =
            all.awake.into_iter().map(|((member, hour), n30)| Awake { member, hour, n30 }).collect();
        if !awake.is_empty() {
            evidence::add_awake(tx, community, &awake).await?;
        }
        let used: Vec<Used<'_>> =
            all.used.iter().map(|(term, (n120, word))| Used { term: *term, n120: *n120, word }).collect();
        let by: Vec<UsedBy> =
            all.used_by.into_iter().map(|((term, member), n60)| UsedBy { term, member, n60 }).collect();
        if !used.is_empty() || !by.is_empty() {
            terms::add(tx, community, &used, &by).await?;
        }
        let had: Vec<Had> =
            all.had.into_iter().map(|((term, question), asked)| Had { term, asked, question }).collect();
        if !had.is_empty() {
            terms::add_had(tx, community, &had).await?;
        }
        Ok(())
    }
}

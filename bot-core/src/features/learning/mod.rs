//! Learning: who asked and who answered, and from that, who is likely to know.
//!
//! [`hear()`] is told every message: it sees who asks and who answers, and, where a community allows it, learns from it.
//! [`rank()`] says who likely knows the answer to a question, and why.

mod alike;
mod candidate;
mod change;
mod conversation;
mod cues;
mod fading;
mod gather;
mod hear;
mod hears;
mod lessons;
mod mentions;
mod minimise;
mod model;
pub(crate) mod queries;
mod rank;
mod rooms;
mod signals;
mod solved;
mod talked_about;
mod tally;
mod terms;
#[cfg(test)]
mod tests;
mod thanks;

pub(crate) use candidate::{Candidate, Question, Reason};
pub(crate) use change::{
    begin, end, fall_due, fit_into, forget, message_gone, prune, thread_started, unlearn,
};
pub(crate) use hear::{Heard, hear};
pub(crate) use mentions::mentions;
pub(crate) use queries::hearing::Place;
#[cfg(feature = "testing")]
pub(crate) use queries::hearing::{NewAnswer, NewQuestion};
pub(crate) use queries::similar::Similar;
pub(crate) use rank::{rank, similar, weigh};
pub(crate) use solved::{Solved, solved};
pub(crate) use talked_about::talked_about;
#[cfg(feature = "testing")]
pub(crate) use tally::Tally;
#[cfg(test)]
pub(crate) use terms::fingerprint;
pub(crate) use terms::terms;

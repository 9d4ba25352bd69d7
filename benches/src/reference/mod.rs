//! Small bots to hold Kith against: one of each pair answers a constant, the other one also keeps a row for each answer.

pub(crate) mod discord;
pub(crate) mod rows;
pub(crate) mod slack;

/// What every answer says.
const ANSWER: &str = "Thank you for the docs!";

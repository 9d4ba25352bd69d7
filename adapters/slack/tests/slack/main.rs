//! Kith on a fake Slack, end to end: through real sockets, on a real database.

mod asking;
mod delivering;
mod elsewhere;
mod house;
mod listening;
mod public;

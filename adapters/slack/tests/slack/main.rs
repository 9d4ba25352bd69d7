//! Kith on a fake Slack, end to end: through real sockets, on a real database.

mod alone;
mod asking;
mod delivering;
mod elsewhere;
mod everything;
mod forging;
mod forms;
mod hiding;
mod house;
mod installing;
mod killing;
mod listening;
mod naming;
mod public;
mod sessions;
mod setting_up;
mod thanking;

//! What Kith does, knowing no chat platform.
//!
//! In reading order: [`chat`] is what passes through the doors, [`command`] how the bot is asked, [`Bot`] the doors.

mod answered;
mod ask;
mod bot;
pub mod charts;
pub mod chat;
pub mod command;
mod context;
mod error;
mod features;
mod host;
mod ids;
mod keep;
mod learn;
pub mod moment;
mod named;
mod operate;
mod outbox;
mod page;
mod placed;
mod schedule;
mod show;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(test)]
mod tests;
mod text;
mod watch;

pub use bot::{Bot, CommunityName, Ingested};
pub use error::{Error, Result};
pub use features::checkup::Checkup;
pub use features::digest::{Answers, Climbed, DigestPages, Evenness, Figures, Part, Thanks, WeekSums};
pub use features::export::{Row, Table};
pub use learn::Sought;
pub use outbox::{Backlog, Death, Delivery, Due, WAITED, Waiting};
pub use page::{Page, Section};
pub use show::{Glance, Known};
pub use store::{Engine, Standing};
pub use text::{Dictionary, Words, grouped};
pub use watch::{Sight, Watch};

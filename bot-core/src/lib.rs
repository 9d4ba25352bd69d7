//! What Kith does, knowing no chat platform.
//!
//! In reading order: [`chat`] is what passes through the doors, [`command`] how the bot is asked, [`Bot`] the doors.

pub mod charts;
pub mod chat;
pub mod command;
pub mod moment;
mod error;
mod store;
mod ids;
mod outbox;
mod schedule;
mod text;
mod context;
mod features;
mod answered;
mod ask;
mod host;
mod bot;
#[cfg(feature = "testing")]
pub mod testing;

pub use bot::{Bot, Ingested};
pub use error::{Error, Result};
pub use outbox::{Delivery, Due, Waiting};
pub use store::Engine;
pub use text::Words;

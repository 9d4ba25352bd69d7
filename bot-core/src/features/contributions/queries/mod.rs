//! What is asked about messages, reactions, threads, work done elsewhere and the rollups.

mod messages;
mod reactions;
mod rollups;
mod told;

pub(crate) use messages::*;
pub(crate) use reactions::*;
pub(crate) use rollups::*;
pub(crate) use told::*;

//! What Kith does, knowing no chat platform.

pub mod charts;
pub mod chat;
pub mod command;
pub mod moment;

//! What Kith does, knowing no chat platform.

pub mod chat;
pub mod command;
pub mod moment;

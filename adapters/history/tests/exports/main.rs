//! Whole exports, read from end to end.

mod common;
mod discord;
mod slack;

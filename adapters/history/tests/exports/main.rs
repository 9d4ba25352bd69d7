//! Whole exports, read from end to end.

mod broken;
mod common;
mod discord;
mod real;
mod slack;

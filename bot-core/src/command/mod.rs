//! How the bot is asked.

mod answers;

pub use answers::Answers;

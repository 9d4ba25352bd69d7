//! From the core's plain values to Slack's payloads: total functions, kept within Slack's limits.

pub(crate) mod form;
pub(crate) mod held;
pub(crate) mod home;
pub(crate) mod message;
pub(crate) mod rich;
pub(crate) mod slash;
#[cfg(test)]
mod tests;
pub(crate) mod text;

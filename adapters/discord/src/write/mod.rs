//! From the core's plain values to Discord's payloads: total functions, kept within Discord's limits.

pub(crate) mod form;
pub(crate) mod held;
pub(crate) mod message;
#[cfg(test)]
mod tests;
pub(crate) mod text;

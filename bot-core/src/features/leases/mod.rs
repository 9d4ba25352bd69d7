//! What one process alone does while several share the work: each part is leased, and renewed as long as it is done.

pub(crate) mod queries;
#[cfg(test)]
mod tests;

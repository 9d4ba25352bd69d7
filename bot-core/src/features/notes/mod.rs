//! What adapters keep between two starts, and nobody else reads.

pub(crate) mod queries;
#[cfg(test)]
mod tests;

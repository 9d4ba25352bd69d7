//! Stories of the digest.

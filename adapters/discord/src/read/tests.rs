//! Recorded payloads, read.

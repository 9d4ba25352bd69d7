//! What is asked about links between accounts and between communities.

mod codes;
mod communities;
mod people;
pub(super) mod tables;

pub(crate) use codes::*;
pub(crate) use communities::*;
pub(crate) use people::*;

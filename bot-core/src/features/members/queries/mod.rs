//! What is asked about members, accounts, channels, roles and communities.

mod channels;
mod coming;
mod communities;
mod counted;
mod mapping;
mod people;
mod roles;
mod seen;

pub(crate) use channels::*;
pub(crate) use coming::*;
pub(crate) use communities::*;
pub(crate) use counted::*;
pub(crate) use mapping::*;
pub(crate) use people::*;
pub(crate) use roles::*;
pub(crate) use seen::*;

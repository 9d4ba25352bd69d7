//! What is asked about experts, invitations and honoraria.

mod evidence;
mod experts;
mod honoraria;
mod invitations;

pub(crate) use evidence::*;
pub(crate) use experts::*;
pub(super) use honoraria::*;
pub(super) use invitations::*;

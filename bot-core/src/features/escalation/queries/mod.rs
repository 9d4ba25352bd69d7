//! What is asked about questions that climb.

mod asked;
mod drafts;
mod find;
mod remembered;
mod rows;
mod trail;

pub(crate) use asked::*;
pub(super) use drafts::*;
pub(crate) use find::*;
pub(crate) use remembered::*;
pub(crate) use rows::*;
pub(super) use trail::*;

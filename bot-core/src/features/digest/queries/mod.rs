//! What a digest asks. Each question reads its weeks by index, whatever lies before them; "ever before" is one look per
//! person into an index.

mod answers;
mod part;
mod questions;
mod sums;
mod thanks;

pub(crate) use answers::*;
pub(crate) use part::*;
pub(crate) use questions::*;
pub(crate) use sums::*;
pub(crate) use thanks::*;

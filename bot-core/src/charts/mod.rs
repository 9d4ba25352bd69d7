//! Pictures as values: figures and words go in, an SVG document comes out, and nothing is asked of the world.
//!
//! Every word in a picture is the caller's, so that it can be in the community's language. Lengths are in pixels at
//! single scale; the `pictures` crate draws at double. Colours mean the same everywhere: blue is people, amber is
//! messages, and the pale shade of either is what is not being pointed at.

mod badge_card;
mod bars;
mod breadth;
mod colour;
mod figures;
mod svg;
mod waiting;
mod weeks;
mod words;

pub use badge_card::{BadgeCard, badge_card, emoji_drawing};
pub use breadth::{Breadth, BreadthWeek, Spread, breadth};
pub use colour::Colour;
pub use waiting::{Waits, waits};
pub use weeks::{WeekFigures, Weeks, weeks};

/// How wide a chart is.
const WIDTH: f64 = 800.0;

/// The space around a chart's contents.
const MARGIN: f64 = 40.0;

/// How many weeks a chart shows; earlier ones are left out.
const SHOWN: usize = 8;

/// The last [`SHOWN`] of `weeks`.
fn latest<T>(weeks: &[T]) -> &[T] {
    &weeks[weeks.len().saturating_sub(SHOWN)..]
}

//! How long a question waits for its first answer, week by week.

use super::bars::{Bars, row, title, title_height};
use super::colour::Colour;
use super::svg::Svg;
use super::{WIDTH, latest};
use crate::chat::Picture;

/// How high the bars are.
const ROW: f64 = 170.0;

/// What the picture of waiting says.
#[derive(Clone, Debug, Default)]
pub struct Waits {
    /// A sentence that says what there is to see; at most two lines are shown.
    pub title: String,
    /// What the bars count, such as "minutes until a first answer".
    pub label: String,
    /// The whole picture in words.
    pub alt: String,
    /// The weeks, earliest first, each with its short name; nothing where no question was answered.
    pub weeks: Vec<(String, Option<u64>)>,
}

/// Draws how long questions waited in the last eight weeks.
pub fn waits(waits: &Waits) -> Picture {
    let top = title_height(&waits.title);
    let mut svg = Svg::panel(WIDTH, top + ROW + 64.0);
    title(&mut svg, &waits.title);
    let shown = latest(&waits.weeks);
    let values: Vec<Option<u64>> = shown.iter().map(|(_, value)| *value).collect();
    Bars {
        label: &waits.label,
        values: &values,
        bright: Colour::PEOPLE,
        pale: Colour::PEOPLE_PALE,
        top,
        bottom: top + ROW,
    }
    .draw(&mut svg);
    let labels: Vec<String> = shown.iter().map(|(label, _)| label.clone()).collect();
    row(&mut svg, top + ROW + 24.0, "", &labels);
    svg.finish("waits", &waits.alt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_without_answers_has_a_dash() {
        let weeks = vec![("3 Mar".to_owned(), Some(25)), ("10 Mar".to_owned(), None)];
        let picture = waits(&Waits { weeks, alt: "Waits".into(), ..Waits::default() });
        assert!(picture.svg.contains(">25<") && picture.svg.contains(">–<"), "{}", picture.svg);
        assert!(!picture.svg.contains("NaN"));
        assert_eq!((picture.name.as_str(), picture.alt.as_str()), ("waits", "Waits"));
    }
}

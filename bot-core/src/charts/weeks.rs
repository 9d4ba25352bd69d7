//! The last weeks at a glance: how many people took part, and under it how many messages they wrote.

use super::bars::{Bars, row, title, title_height};
use super::colour::Colour;
use super::svg::Svg;
use super::{WIDTH, latest};
use crate::chat::Picture;

/// How high each of the two rows of bars is.
const ROW: f64 = 140.0;

/// What the picture of the last weeks says.
#[derive(Clone, Debug, Default)]
pub struct Weeks {
    /// A sentence that says what there is to see; at most two lines are shown.
    pub title: String,
    /// What the upper bars count, under the last week's figure, such as "people took part".
    pub active: String,
    /// What the lower bars count, such as "messages written".
    pub messages: String,
    /// The whole picture in words.
    pub alt: String,
    /// The weeks, earliest first; the last eight are shown.
    pub weeks: Vec<WeekFigures>,
}

/// One week in the picture.
#[derive(Clone, Debug, Default)]
pub struct WeekFigures {
    /// Its short name, such as "10 Oct".
    pub label: String,
    /// How many people wrote something.
    pub active: u64,
    /// How many messages they wrote.
    pub messages: u64,
}

/// Draws the last weeks: two rows of bars over the same weeks, because two scales in one frame mislead.
pub fn weeks(weeks: &Weeks) -> Picture {
    let top = title_height(&weeks.title);
    let mut svg = Svg::panel(WIDTH, top + 2.0 * ROW + 76.0);
    title(&mut svg, &weeks.title);
    let shown = latest(&weeks.weeks);
    let people: Vec<_> = shown.iter().map(|week| Some(week.active)).collect();
    let messages: Vec<_> = shown.iter().map(|week| Some(week.messages)).collect();
    Bars {
        label: &weeks.active,
        values: &people,
        bright: Colour::PEOPLE,
        pale: Colour::PEOPLE_PALE,
        top,
        bottom: top + ROW,
    }
    .draw(&mut svg);
    let top = top + ROW + 12.0;
    Bars {
        label: &weeks.messages,
        values: &messages,
        bright: Colour::MESSAGES,
        pale: Colour::MESSAGES_PALE,
        top,
        bottom: top + ROW,
    }
    .draw(&mut svg);
    let labels: Vec<String> = shown.iter().map(|week| week.label.clone()).collect();
    row(&mut svg, top + ROW + 24.0, "", &labels);
    svg.finish("weeks", &weeks.alt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(label: &str, active: u64, messages: u64) -> WeekFigures {
        WeekFigures { label: label.to_owned(), active, messages }
    }

    #[test]
    fn the_last_eight_weeks_are_shown() {
        let weeks_of = |n: u64| (0..n).map(|w| figures(&format!("week {w}"), w, 10 * w)).collect();
        let picture = weeks(&Weeks { weeks: weeks_of(11), ..Weeks::default() });
        assert!(!picture.svg.contains(">week 2<"));
        assert!(picture.svg.contains(">week 3<") && picture.svg.contains(">week 10<"));
    }

    #[test]
    fn nothing_at_all_is_still_a_picture() {
        for nothing in [vec![], vec![figures("10 Oct", 0, 0)]] {
            let picture = weeks(&Weeks { weeks: nothing, alt: "Nothing".into(), ..Weeks::default() });
            assert!(!picture.svg.contains("NaN") && !picture.svg.contains("inf"), "{}", picture.svg);
            assert_eq!((picture.name.as_str(), picture.alt.as_str()), ("weeks", "Nothing"));
        }
    }
}

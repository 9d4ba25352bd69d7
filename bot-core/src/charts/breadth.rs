//! How evenly a week's messages were spread: few people on one side, half of the messages on the other.
//!
//! No coefficient is shown: it would need statistics to read. "Half of the messages came from twelve people" needs none.

use super::bars::{Bars, LEFT, row, title, title_height};
use super::colour::Colour;
use super::figures::{count, percent, share};
use super::svg::{Anchor, Svg, Type};
use super::words::{Weight, shorten};
use super::{MARGIN, WIDTH, latest};
use crate::chat::Picture;

/// How high the two bands are, and how far they are from one another.
const BAND: f64 = 40.0;
const APART: f64 = 58.0;

/// How high the fan is with its labels.
const FAN: f64 = 2.0 * BAND + APART + 32.0;

/// How high the row of bars is.
const ROW: f64 = 132.0;

/// Up to this many people each get a slice of their own.
const SLICES: u64 = 200;

/// What the picture of breadth says. The last week is drawn in large, the others as bars.
#[derive(Clone, Debug, Default)]
pub struct Breadth {
    /// A sentence, such as "Half of the messages were written by 12 of 180 people"; at most two lines are shown.
    pub title: String,
    /// The people who wrote half, such as "12 people".
    pub few: String,
    /// The other people, such as "168 others".
    pub others: String,
    /// The half that they wrote, such as "half of the messages".
    pub half: String,
    /// What the others wrote, such as "the other half".
    pub other_half: String,
    /// Said in place of the fan if the last week was too quiet.
    pub quiet: String,
    /// What the bars count, such as "people wrote half of the messages".
    pub bars: String,
    /// The name of the row of active people.
    pub active: String,
    /// The name of the row of the top tenth's share, such as "written by the top tenth".
    pub top_tenth: String,
    /// The whole picture in words.
    pub alt: String,
    /// The weeks, earliest first; the last eight are shown.
    pub weeks: Vec<BreadthWeek>,
}

/// One week in the picture.
#[derive(Clone, Debug, Default)]
pub struct BreadthWeek {
    /// Its short name, such as "10 Oct".
    pub label: String,
    /// How many people wrote something.
    pub active: u64,
    /// How the messages were spread; `None` in a week too quiet to say.
    pub spread: Option<Spread>,
}

/// How a week's messages were spread.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spread {
    /// The fewest people who together wrote half of the messages.
    pub half: u64,
    /// The share of the messages that the most active tenth wrote, 0 to 1.
    pub top_tenth: f64,
}

/// Draws how evenly messages were spread.
pub fn breadth(breadth: &Breadth) -> Picture {
    let top = title_height(&breadth.title);
    let mut svg = Svg::panel(WIDTH, top + FAN + ROW + 154.0);
    title(&mut svg, &breadth.title);
    let shown = latest(&breadth.weeks);
    match shown.last().map(|week| (week.active, week.spread)) {
        Some((active @ 1.., Some(spread))) => fan(&mut svg, top, breadth, spread.half, active),
        _ => silence(&mut svg, top, &breadth.quiet),
    }
    trend(&mut svg, top + FAN + 28.0, breadth, shown);
    svg.finish("breadth", &breadth.alt)
}

/// People above, messages below, and between them how the few open into the half.
fn fan(svg: &mut Svg, top: f64, words: &Breadth, few: u64, active: u64) {
    let (left, right) = (MARGIN, WIDTH - MARGIN);
    let any_others = few < active;
    let few = left + share(few, active) * (right - left);
    let half = f64::midpoint(left, right);
    let (people, messages) = (top + 28.0, top + 28.0 + BAND + APART);

    ends(svg, people - 10.0, &words.few, &words.others, any_others);
    svg.rect(left, people, few - left, BAND, Colour::PEOPLE);
    svg.rect(few, people, right - few, BAND, Colour::PEOPLE_PALE);
    slices(svg, people, active);

    between(svg, (people + BAND, messages), (left, few), (left, half), 0.32);
    between(svg, (people + BAND, messages), (few, right), (half, right), 0.1);

    svg.rect(left, messages, half - left, BAND, Colour::MESSAGES);
    svg.rect(half, messages, right - half, BAND, Colour::MESSAGES_PALE);
    let inside = messages + BAND / 2.0 + 5.0;
    let label = |words: &str| shorten(words, 15.0, Weight::Bold, half - left - 32.0);
    svg.text(left + 16.0, inside, Type::new(15.0, Colour::WHITE).bold(), &label(&words.half));
    let other = Type::new(15.0, Colour::INK).at(Anchor::End);
    svg.text(right - 16.0, inside, other, &label(&words.other_half));
}

/// The labels over the people: the few on the left, the others, if there are any, on the right.
fn ends(svg: &mut Svg, y: f64, few: &str, others: &str, any_others: bool) {
    let label = |words: &str| shorten(words, 15.0, Weight::Bold, (WIDTH - 2.0 * MARGIN) / 2.0 - 12.0);
    svg.text(MARGIN, y, Type::new(15.0, Colour::PEOPLE).bold(), &label(few));
    if any_others {
        svg.text(WIDTH - MARGIN, y, Type::new(15.0, Colour::QUIET).at(Anchor::End), &label(others));
    }
}

/// Cuts the band of people into one slice for each, while they can be told apart.
fn slices(svg: &mut Svg, y: f64, people: u64) {
    if people > SLICES {
        return;
    }
    let cuts: String = (1..people)
        .map(|n| format!("M{:.2} {y:.2}v{BAND}", MARGIN + share(n, people) * (WIDTH - 2.0 * MARGIN)))
        .collect();
    let paper = Colour::PAPER;
    svg.piece(&format!(r#"<path d="{cuts}" stroke="{paper}" stroke-width="0.9" fill="none"/>"#));
}

/// A veil that leads from a part of the people to what they wrote.
fn between(svg: &mut Svg, (top, bottom): (f64, f64), above: (f64, f64), below: (f64, f64), strength: f64) {
    let bend = f64::midpoint(top, bottom);
    let d = format!(
        "M{:.2} {top:.2}C{:.2} {bend:.2} {:.2} {bend:.2} {:.2} {bottom:.2}H{:.2}C{:.2} {bend:.2} {:.2} {bend:.2} {:.2} {top:.2}Z",
        above.1, above.1, below.1, below.1, below.0, below.0, above.0, above.0
    );
    let colour = Colour::PEOPLE;
    svg.piece(&format!(r#"<path d="{d}" fill="{colour}" fill-opacity="{strength}"/>"#));
}

/// An empty frame that says why there is nothing in it.
fn silence(svg: &mut Svg, top: f64, words: &str) {
    let (width, edge) = (WIDTH - 2.0 * MARGIN, Colour::EDGE);
    svg.piece(&format!(
        r#"<rect x="{MARGIN}" y="{}" width="{width}" height="{}" rx="8" fill="none" stroke="{edge}"/>"#,
        top + 8.0,
        FAN - 16.0
    ));
    let words = shorten(words, 16.0, Weight::Regular, width - 48.0);
    svg.text(WIDTH / 2.0, top + FAN / 2.0 + 6.0, Type::new(16.0, Colour::QUIET).at(Anchor::Middle), &words);
}

/// The weeks as bars, with the two figures that put them into proportion under them.
fn trend(svg: &mut Svg, top: f64, words: &Breadth, weeks: &[BreadthWeek]) {
    let half: Vec<_> = weeks.iter().map(|week| week.spread.map(|spread| spread.half)).collect();
    let bottom = top + ROW;
    Bars {
        label: &words.bars,
        values: &half,
        bright: Colour::PEOPLE,
        pale: Colour::PEOPLE_PALE,
        top,
        bottom,
    }
    .draw(svg);
    let cells = |of: fn(&BreadthWeek) -> String| weeks.iter().map(of).collect::<Vec<_>>();
    row(svg, bottom + 24.0, "", &cells(|week| week.label.clone()));
    svg.rule(LEFT, WIDTH - MARGIN, bottom + 40.0);
    row(svg, bottom + 62.0, &words.active, &cells(|week| count(week.active)));
    let tenth = cells(|week| week.spread.map_or_else(|| "–".to_owned(), |spread| percent(spread.top_tenth)));
    row(svg, bottom + 86.0, &words.top_tenth, &tenth);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(active: u64, spread: Option<Spread>) -> BreadthWeek {
        BreadthWeek { label: "10 Oct".into(), active, spread }
    }

    fn words() -> Breadth {
        Breadth {
            few: "12 people".into(),
            others: "the others".into(),
            quiet: "Too quiet".into(),
            ..Breadth::default()
        }
    }

    #[test]
    fn a_quiet_week_says_so() {
        for quiet in [vec![], vec![week(0, Some(Spread::default()))], vec![week(3, None)]] {
            let picture = breadth(&Breadth { weeks: quiet, ..words() });
            assert!(picture.svg.contains("Too quiet") && !picture.svg.contains("12 people"));
            assert!(!picture.svg.contains("NaN"), "{}", picture.svg);
        }
    }

    #[test]
    fn one_person_has_no_others() {
        let picture =
            breadth(&Breadth { weeks: vec![week(1, Some(Spread { half: 1, top_tenth: 1.0 }))], ..words() });
        assert!(picture.svg.contains("12 people") && !picture.svg.contains("the others"));
    }
}

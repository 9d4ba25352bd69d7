//! A row of bars, one a week, each with its figure above it: the part that several charts share.

use super::colour::Colour;
use super::figures::{count, share};
use super::svg::{Anchor, Svg, Type};
use super::words::{Weight, balance, shorten, wrap};
use super::{MARGIN, WIDTH};

/// Where the bars begin; the words about them stand to the left.
pub(super) const LEFT: f64 = 216.0;

/// How much room the words on the left have.
const GUTTER: f64 = LEFT - MARGIN - 24.0;

/// With fewer weeks than this the bars keep their width, and room is left for those to come.
const FEWEST: usize = 5;

/// A row of bars.
pub(super) struct Bars<'a> {
    /// What they count, in words.
    pub label: &'a str,
    /// How high they are, earliest first; a dash stands where nothing can be said.
    pub values: &'a [Option<u64>],
    /// The last bar's colour.
    pub bright: Colour,
    /// The other bars' colour.
    pub pale: Colour,
    /// The top of the room for bars and figures.
    pub top: f64,
    /// Where the bars stand.
    pub bottom: f64,
}

impl Bars<'_> {
    /// Draws them, and on their left the last figure in large with its label.
    pub(super) fn draw(&self, svg: &mut Svg) {
        svg.rule(LEFT, WIDTH - MARGIN, self.bottom);
        let most = self.values.iter().flatten().copied().max().unwrap_or(0);
        for (n, &value) in self.values.iter().enumerate() {
            self.bar(svg, n, value, share(value.unwrap_or(0), most));
        }
        self.headline(svg);
    }

    fn bar(&self, svg: &mut Svg, n: usize, value: Option<u64>, share: f64) {
        let last = n + 1 == self.values.len();
        let (middle, width) = (middle(n, self.values.len()), slot(self.values.len()) * 0.66);
        let room = self.bottom - self.top - 22.0;
        // One of a million is still seen to be there.
        let height = if value.unwrap_or(0) == 0 { 0.0 } else { (share * room).max(2.0) };
        if height > 0.0 {
            let fill = if last { self.bright } else { self.pale };
            svg.path(&upright(middle - width / 2.0, self.bottom, width, height), fill);
        }
        let figure = Type::new(14.0, if last { self.bright } else { Colour::INK }).at(Anchor::Middle);
        let figure = if last { figure.bold() } else { figure };
        svg.text(middle, self.bottom - height - 8.0, figure, &written(value));
    }

    fn headline(&self, svg: &mut Svg) {
        let figure = written(self.values.last().copied().flatten());
        let lines = wrap(self.label, 14.0, Weight::Regular, GUTTER, 3);
        svg.text(MARGIN, self.top + 48.0, Type::new(40.0, self.bright).bold(), &figure);
        svg.lines(MARGIN, self.top + 74.0, 19.0, Type::new(14.0, Colour::QUIET), &lines);
    }
}

/// A count, or a dash.
fn written(value: Option<u64>) -> String {
    value.map_or_else(|| "–".to_owned(), count)
}

/// A bar with its upper corners rounded.
fn upright(x: f64, bottom: f64, width: f64, height: f64) -> String {
    let r = height.min(4.0);
    let (top, right) = (bottom - height, x + width);
    format!(
        "M{x:.2} {bottom:.2}V{:.2}Q{x:.2} {top:.2} {:.2} {top:.2}H{:.2}Q{right:.2} {top:.2} {right:.2} {:.2}V{bottom:.2}Z",
        top + r,
        x + r,
        right - r,
        top + r
    )
}

/// The room of one bar among `weeks`.
fn slot(weeks: usize) -> f64 {
    let slots = u32::try_from(weeks.max(FEWEST)).unwrap_or(u32::MAX);
    (WIDTH - MARGIN - LEFT) / f64::from(slots)
}

/// The middle of bar `n` among `weeks`.
fn middle(n: usize, weeks: usize) -> f64 {
    LEFT + slot(weeks) * (f64::from(u32::try_from(n).unwrap_or(u32::MAX)) + 0.5)
}

/// A row of short words, one under each bar, with `label` on their left.
pub(super) fn row(svg: &mut Svg, y: f64, label: &str, cells: &[String]) {
    let label = shorten(label, 13.0, Weight::Regular, GUTTER);
    svg.text(MARGIN, y, Type::new(13.0, Colour::QUIET), &label);
    for (n, cell) in cells.iter().enumerate() {
        let last = n + 1 == cells.len();
        let look = Type::new(13.0, if last { Colour::INK } else { Colour::QUIET }).at(Anchor::Middle);
        let look = if last { look.bold() } else { look };
        let cell = shorten(cell, look.size, look.weight, slot(cells.len()) - 4.0);
        svg.text(middle(n, cells.len()), y, look, &cell);
    }
}

/// The picture's sentence on top, on one line or two; gives the y under it.
pub(super) fn title(svg: &mut Svg, words: &str) -> f64 {
    let lines = title_lines(words);
    svg.lines(MARGIN, MARGIN + 20.0, 30.0, Type::new(23.0, Colour::INK).bold(), &lines)
}

/// How high a title is, down to where [`title`] ends.
pub(super) fn title_height(words: &str) -> f64 {
    title_lines(words).iter().fold(MARGIN + 20.0, |y, _| y + 30.0)
}

fn title_lines(words: &str) -> Vec<String> {
    balance(words, 23.0, Weight::Bold, WIDTH - 2.0 * MARGIN, 2)
}

//! An SVG document, written piece by piece; the only place where text becomes markup.

use std::fmt::Write;

use super::colour::Colour;
use super::words::{Weight, clean};
use crate::chat::Picture;

/// The fonts that the `pictures` crate carries.
const FONT: &str = "DejaVu Sans";

/// A document under way.
pub(super) struct Svg {
    width: f64,
    height: f64,
    body: String,
}

/// How a line of text looks.
#[derive(Clone, Copy)]
pub(super) struct Type {
    /// In pixels.
    pub size: f64,
    /// Bold or not.
    pub weight: Weight,
    /// Its colour.
    pub colour: Colour,
    /// Where its x is.
    pub anchor: Anchor,
}

/// Which point of a line of text stands at its x.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    /// Its right end.
    End,
    /// Its middle.
    Middle,
    /// Its left end.
    Start,
}

impl Type {
    /// Regular letters of this size and colour, from the left.
    pub(super) fn new(size: f64, colour: Colour) -> Self {
        Self { size, weight: Weight::Regular, colour, anchor: Anchor::Start }
    }

    /// The same in bold.
    pub(super) fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same, standing at another point.
    pub(super) fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

impl Svg {
    /// An empty panel of this size.
    pub(super) fn panel(width: f64, height: f64) -> Self {
        let mut svg = Self { width, height, body: String::new() };
        svg.piece(&format!(
            r#"<rect x="0.5" y="0.5" width="{}" height="{}" rx="16" fill="{}" stroke="{}"/>"#,
            width - 1.0,
            height - 1.0,
            Colour::PAPER,
            Colour::EDGE
        ));
        svg
    }

    /// Markup that holds no words of anybody's.
    pub(super) fn piece(&mut self, markup: &str) {
        self.body.push_str(markup);
    }

    /// A rectangle.
    pub(super) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: Colour) {
        self.piece(&format!(
            r#"<rect x="{x:.2}" y="{y:.2}" width="{width:.2}" height="{height:.2}" fill="{fill}"/>"#
        ));
    }

    /// A horizontal hairline.
    pub(super) fn rule(&mut self, from: f64, to: f64, y: f64) {
        let colour = Colour::EDGE;
        self.piece(&format!(r#"<path d="M{from:.2} {y:.2}H{to:.2}" stroke="{colour}"/>"#));
    }

    /// A path filled with one colour.
    pub(super) fn path(&mut self, d: &str, fill: Colour) {
        self.piece(&format!(r#"<path d="{d}" fill="{fill}"/>"#));
    }

    /// A disc.
    pub(super) fn disc(&mut self, x: f64, y: f64, radius: f64, fill: Colour) {
        self.piece(&format!(r#"<circle cx="{x:.2}" cy="{y:.2}" r="{radius:.2}" fill="{fill}"/>"#));
    }

    /// A line of text whose letters stand on `y`.
    pub(super) fn text(&mut self, x: f64, y: f64, look: Type, words: &str) {
        let words = clean(words);
        if words.is_empty() {
            return;
        }
        let weight = if look.weight == Weight::Bold { r#" font-weight="700""# } else { "" };
        let anchor = match look.anchor {
            Anchor::End => r#" text-anchor="end""#,
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::Start => "",
        };
        let (size, colour, words) = (look.size, look.colour, escape(&words));
        self.piece(&format!(
            r#"<text x="{x:.2}" y="{y:.2}" font-size="{size}" fill="{colour}"{weight}{anchor}>{words}</text>"#
        ));
    }

    /// Lines of text, the first on `y`; gives the y after them.
    pub(super) fn lines(&mut self, x: f64, y: f64, leading: f64, look: Type, lines: &[String]) -> f64 {
        lines.iter().fold(y, |y, line| {
            self.text(x, y, look, line);
            y + leading
        })
    }

    /// The finished picture.
    pub(super) fn finish(self, name: &str, alt: &str) -> Picture {
        let (width, height) = (self.width, self.height);
        let mut svg = String::new();
        // Writing into a string does not fail.
        let _ = write!(
            svg,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{FONT}" font-stretch="condensed">{}</svg>"#,
            self.body
        );
        Picture { name: name.to_owned(), svg, alt: alt.to_owned() }
    }
}

/// `text` as it may stand in an element or an attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_markup() {
        let mut svg = Svg::panel(100.0, 100.0);
        svg.text(1.0, 2.0, Type::new(12.0, Colour::INK), "<script>\"&'\u{0}</text>");
        let picture = svg.finish("name", "<b>");
        assert!(
            picture.svg.contains("&lt;script&gt;&quot;&amp;&#39;&lt;/text&gt;</text>"),
            "{}",
            picture.svg
        );
        assert_eq!(picture.alt, "<b>", "alt text is not markup");
    }
}

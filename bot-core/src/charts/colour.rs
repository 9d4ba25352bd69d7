//! Colours: the few that charts use, and those that communities give to their badges.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// The panel that everything stands on: its own ground, because chat apps are light or dark.
    pub(super) const PAPER: Self = Self::of(0xFDFCFA);
    /// The panel's edge, seen where the chat is light too.
    pub(super) const EDGE: Self = Self::of(0xE4E0D8);
    /// What must be read: 14.6 to 1 on paper.
    pub(super) const INK: Self = Self::of(0x1F2933);
    /// What may be read: 5.9 to 1 on paper.
    pub(super) const QUIET: Self = Self::of(0x5A6672);
    /// People.
    pub(super) const PEOPLE: Self = Self::of(0x1B5E8C);
    /// People who are not pointed at.
    pub(super) const PEOPLE_PALE: Self = Self::of(0xC3D6E4);
    /// Messages.
    pub(super) const MESSAGES: Self = Self::of(0x9A5207);
    /// Messages that are not pointed at.
    pub(super) const MESSAGES_PALE: Self = Self::of(0xEED9BC);
    pub(super) const WHITE: Self = Self::of(0xFFFFFF);

    /// The colour written as `0xRRGGBB`. Bits above are ignored.
    pub const fn of(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self { red, green, blue }
    }

    /// Reads `#1b5e8c`, with or without its `#`.
    pub fn parse(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').unwrap_or(hex);
        let plain = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        plain.then(|| u32::from_str_radix(digits, 16).ok().map(Self::of))?
    }

    /// Whichever of white and ink is easier to read on this colour; at least 4.5 to 1 on every colour would need
    /// pure black, so ink gives way to it.
    pub(super) fn text_on(self) -> Self {
        let black = Self::of(0);
        if contrast(self, Self::WHITE) >= contrast(self, black) { Self::WHITE } else { black }
    }

    /// Relative luminance by WCAG 2, 0 to 1.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// The contrast between two colours by WCAG 2, 1 to 21.
fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance() + 0.05, b.luminance() + 0.05);
    a.max(b) / a.min(b)
}

/// As SVG writes it.
impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_can_be_read_where_it_stands() {
        for text in [Colour::INK, Colour::QUIET, Colour::PEOPLE, Colour::MESSAGES] {
            assert!(contrast(text, Colour::PAPER) >= 4.5, "{text} on paper");
        }
        for (text, ground) in [
            (Colour::WHITE, Colour::MESSAGES),
            (Colour::WHITE, Colour::PEOPLE),
            (Colour::INK, Colour::MESSAGES_PALE),
            (Colour::INK, Colour::PEOPLE_PALE),
        ] {
            assert!(contrast(text, ground) >= 4.5, "{text} on {ground}");
        }
    }

    #[test]
    fn a_letter_can_be_read_on_any_colour() {
        for rgb in (0..0x0100_0000).step_by(0x0001_0307) {
            let ground = Colour::of(rgb);
            assert!(contrast(ground.text_on(), ground) >= 4.5, "{ground}");
        }
    }

    #[test]
    fn colours_are_read_and_written() {
        let blue = Colour::parse("#1b5E8c").expect("a colour");
        assert_eq!(blue.to_string(), "#1b5e8c");
        assert_eq!(Colour::parse("1b5e8c"), Some(blue));
        assert_eq!(Colour::parse("#1b5e8"), None);
        assert_eq!(Colour::parse("#+b5e8c"), None);
    }
}

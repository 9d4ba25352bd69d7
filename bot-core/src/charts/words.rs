//! Words that fit: cleaned of what a picture cannot hold, measured by eye, broken into lines and cut short.
//!
//! The core carries no fonts, so widths are guesses that err on the wide side; a test beside the fonts keeps them so.

use unicode_segmentation::UnicodeSegmentation;

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Weight {
    /// For names and figures.
    Bold,
    /// For the rest.
    Regular,
}

/// How wide `text` is at most, at `size` pixels.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    text.chars().map(|c| em(c, weight)).sum::<f64>() * size
}

/// The width of a character in DejaVu Sans Condensed, in parts of its size: exact for ASCII, generous for the rest.
fn em(c: char, weight: Weight) -> f64 {
    let (ascii, heavier) = match weight {
        Weight::Bold => (BOLD, 1.12),
        Weight::Regular => (REGULAR, 1.0),
    };
    let place = usize::try_from(u32::from(c).wrapping_sub(32)).unwrap_or(usize::MAX);
    if let Some(hundredths) = ascii.get(place) {
        return f64::from(*hundredths) / 100.0;
    }
    let regular = match c {
        '…' => 0.9,
        '\u{300}'..='\u{36F}' => 0.0,
        'Œ' | 'œ' | 'Æ' | 'æ' => 0.97,
        '\u{A0}'..='\u{17F}' => 0.74,
        '\u{370}'..='\u{52F}' if c.is_lowercase() => 0.84,
        '\u{600}'..='\u{6FF}' => 0.98,
        _ => 1.3,
    };
    regular * heavier
}

/// The widths from blank to tilde in hundredths, rounded up.
#[rustfmt::skip]
const REGULAR: [u8; 95] = [
    29, 37, 42, 76, 58, 86, 71, 25, 36, 36, 45, 76, 29, 33, 29, 31, 58, 58, 58, 58, 58, 58, 58, 58, 58, 58, 31, 31, 76,
    76, 76, 48, 90, 62, 62, 63, 70, 57, 52, 70, 68, 27, 27, 59, 51, 78, 68, 71, 55, 71, 63, 58, 55, 66, 62, 89, 62, 55,
    62, 36, 31, 36, 76, 45, 45, 56, 58, 50, 58, 56, 32, 58, 58, 25, 25, 53, 25, 88, 58, 56, 58, 58, 37, 47, 36, 58, 54,
    74, 54, 54, 48, 58, 31, 58, 76,
];

/// The same in bold.
#[rustfmt::skip]
const BOLD: [u8; 95] = [
    32, 42, 47, 76, 63, 91, 79, 28, 42, 42, 48, 76, 35, 38, 35, 33, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 36, 36, 76,
    76, 76, 53, 90, 70, 69, 67, 75, 62, 62, 74, 76, 34, 34, 70, 58, 90, 76, 77, 66, 77, 70, 65, 62, 74, 70, 100, 70, 66,
    66, 42, 33, 42, 76, 45, 45, 61, 65, 54, 65, 62, 40, 65, 65, 31, 31, 60, 31, 94, 65, 62, 65, 65, 45, 54, 44, 65, 59,
    84, 59, 59, 53, 65, 33, 65, 76,
];

/// `text` without what breaks a picture: control characters, direction marks, private characters, and towers of
/// accents. Any white space becomes one blank.
pub(super) fn clean(text: &str) -> String {
    let kept: String = text
        .graphemes(true)
        .flat_map(|grapheme| grapheme.chars().take(4))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !hidden(*c))
        .collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Characters that draw nothing, reverse their neighbours, or may not stand in XML. The two joiners stay: Persian and
/// Indian scripts are spelt with them.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFF}')
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{10FFFF}')
}

/// `text` cleaned and cut to `room` pixels, with an ellipsis where something is missing.
pub(super) fn shorten(text: &str, size: f64, weight: Weight, room: f64) -> String {
    let text = clean(text);
    if width(&text, size, weight) <= room {
        return text;
    }
    let room = room - width("…", size, weight);
    let mut short = String::new();
    let mut used = 0.0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme, size, weight);
        if used > room {
            break;
        }
        short.push_str(grapheme);
    }
    format!("{}…", short.trim_end())
}

/// `text` cleaned and broken into at most `lines` lines of `room` pixels; the last one is cut short if need be.
pub(super) fn wrap(text: &str, size: f64, weight: Weight, room: f64, lines: usize) -> Vec<String> {
    let text = clean(text);
    let mut rest = text.as_str();
    let mut broken = Vec::new();
    while !rest.is_empty() && broken.len() + 1 < lines {
        let at = line_end(rest, size, weight, room);
        let (line, tail) = rest.split_at(at);
        broken.push(line.trim_end().to_owned());
        rest = tail;
    }
    if !rest.is_empty() {
        broken.push(whole_words(shorten(rest, size, weight, room), rest));
    }
    broken
}

/// The same, with lines of about the same length if nothing has to be cut for it: no word is left alone on a line.
pub(super) fn balance(text: &str, size: f64, weight: Weight, room: f64, lines: usize) -> Vec<String> {
    let widest = wrap(text, size, weight, room, lines);
    let mut narrower = (10..20).map(|part| wrap(text, size, weight, room * f64::from(part) / 20.0, lines));
    let whole = |broken: &Vec<String>| broken.len() == widest.len() && !broken.concat().ends_with('…');
    let balanced = narrower.find(whole);
    balanced.unwrap_or(widest)
}

/// `short`, cut back to its last whole word unless that takes more than a third of it.
fn whole_words(short: String, all: &str) -> String {
    let kept = short.trim_end_matches('…');
    let next = all.get(kept.len()..).and_then(|rest| rest.chars().next());
    if kept == all || next.is_none_or(char::is_whitespace) {
        return short;
    }
    match kept.rfind(' ') {
        Some(end) if 3 * end > 2 * kept.len() => {
            format!("{}…", kept[..end].trim_end_matches([' ', ',', ';', ':']))
        }
        _ => short,
    }
}

/// Where the first line of `text` ends: after the last word that fits, or inside a word that is longer than a line.
fn line_end(text: &str, size: f64, weight: Weight, room: f64) -> usize {
    let fits = |end: &usize| width(text[..*end].trim_end(), size, weight) <= room;
    let words = text.split_word_bound_indices().map(|(at, word)| (at + word.len(), word));
    // A line does not end before a comma or a full stop: only white space lets go of the word before it.
    let blanks = words.filter(|(end, word)| *end == text.len() || word.trim().is_empty()).map(|(end, _)| end);
    let letters = || text.grapheme_indices(true).map(|(at, letter)| at + letter.len());
    blanks
        .take_while(fits)
        .last()
        .or_else(|| letters().take_while(fits).last())
        .or_else(|| letters().next())
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_a_picture_is_removed() {
        assert_eq!(clean("  A\u{0}na\t\u{202E}evil\u{200B}\n\u{E000}ok "), "Ana evil ok");
        assert_eq!(clean("می\u{200C}خواهم"), "می\u{200C}خواهم");
        let tower = format!("Z{}o", "\u{301}".repeat(50));
        assert_eq!(clean(&tower), "Z\u{301}\u{301}\u{301}o");
    }

    #[test]
    fn text_is_cut_between_letters_that_people_see() {
        let flags = "🇧🇷".repeat(40);
        let short = shorten(&flags, 20.0, Weight::Bold, 200.0);
        assert!(short.ends_with("🇧🇷…"), "{short}");
        assert!(width(&short, 20.0, Weight::Bold) <= 200.0);
        assert_eq!(shorten("Ana", 20.0, Weight::Bold, 200.0), "Ana");
    }

    #[test]
    fn lines_break_at_blanks_and_end_in_an_ellipsis() {
        let text = "Answered every question about the importer, twice, and wrote the guide that we all use.";
        let lines = wrap(text, 15.0, Weight::Regular, 260.0, 2);
        assert_eq!(lines, ["Answered every question about the", "importer, twice, and wrote the…"]);
        let all = "Answered every question about the importer";
        assert_eq!(
            balance(all, 15.0, Weight::Regular, 260.0, 2),
            ["Answered every question", "about the importer"]
        );
        assert_eq!(wrap("", 15.0, Weight::Regular, 260.0, 2), Vec::<String>::new());
        assert_eq!(wrap(&"x".repeat(90), 15.0, Weight::Regular, 100.0, 2).len(), 2);
    }
}

//! The fonts in the program, and what to do about characters that they lack.

use std::sync::{Arc, OnceLock};

use resvg::usvg::fontdb::Database;
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider};

/// The family that drawings name.
pub(crate) const FAMILY: &str = "DejaVu Sans";

/// DejaVu Sans Condensed, regular and bold: Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian, Georgian and more.
pub(crate) fn loaded() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_font_data(dejavu::sans_condensed::regular().to_vec());
        fonts.load_font_data(dejavu::sans_condensed::bold().to_vec());
        fonts.set_serif_family(FAMILY);
        fonts.set_sans_serif_family(FAMILY);
        Arc::new(fonts)
    });
    Arc::clone(fonts)
}

/// Whether every character of `text` can be drawn.
pub fn can_draw(text: &str) -> bool {
    text.chars().all(has)
}

/// The document without characters that would show as empty boxes: a run of letters becomes an ellipsis, since
/// something that can be said is missing; anything else just goes.
pub(crate) fn legible(svg: &str) -> String {
    let mut legible = String::with_capacity(svg.len());
    let mut in_gap = false;
    for c in svg.chars() {
        if has(c) {
            legible.push(c);
            in_gap = false;
        } else if c.is_alphanumeric() && !in_gap {
            legible.push('…');
            in_gap = true;
        }
    }
    legible
}

/// Whether both weights have this character.
fn has(c: char) -> bool {
    // Markup is ASCII, and so is most text: no need to ask.
    c.is_ascii() || charmaps().iter().all(|font| font.map(c).is_some())
}

/// Which characters each font has.
fn charmaps() -> &'static [Charmap<'static>] {
    static CHARMAPS: OnceLock<Vec<Charmap<'static>>> = OnceLock::new();
    CHARMAPS.get_or_init(|| {
        let fonts = [dejavu::sans_condensed::regular(), dejavu::sans_condensed::bold()];
        fonts.iter().filter_map(|font| FontRef::new(font).ok()).map(|font| font.charmap()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_empty_boxes() {
        assert!(can_draw("Ana Ćirić Жанна Ωμέγα محمد دانش שלום"));
        assert!(!can_draw("田中"));
        assert_eq!(legible("for 田中さん 🌸!"), "for … !");
        assert_eq!(legible("Ana 🧑\u{200D}💻!"), "Ana \u{200D}!", "a joiner is drawn as nothing");
    }
}

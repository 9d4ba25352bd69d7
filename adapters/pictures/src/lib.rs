//! Turns the core's drawings (SVG) into the PNG that chat platforms take.
//!
//! A drawing can reach nothing: no file, no network, no font of the machine's. Fonts and emoji are in the program:
//! DejaVu Sans Condensed, and [Twemoji](https://github.com/jdecked/twemoji) (graphics under CC-BY 4.0).

mod emoji;
mod fonts;

use bot_core::chat::Picture;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, ImageKind, Options, Tree};

pub use fonts::can_draw;

/// Pixels in the PNG for each pixel of the drawing: screens are dense, and chat apps scale pictures down well.
const SCALE: f32 = 2.0;

/// The longest side of a drawing, in its own pixels.
const LONGEST: f32 = 2000.0;

/// The longest document that is read, in bytes.
const MOST: usize = 1 << 20;

/// Why a drawing could not be made into pixels.
#[derive(Debug, thiserror::Error)]
pub enum Undrawable {
    /// It is no SVG.
    #[error("the drawing cannot be read: {0}")]
    Malformed(#[from] resvg::usvg::Error),
    /// It is too large to be one of ours.
    #[error("the drawing is larger than {LONGEST} pixels or {MOST} bytes")]
    TooLarge,
    /// The pixels could not be written as PNG.
    #[error("the picture cannot be written: {0}")]
    Unwritable(String),
}

/// The picture as a PNG at double scale, transparent outside of its panel.
///
/// Characters that no font here has (Chinese, Japanese and Korean, and emoji within text) leave no empty boxes: letters
/// become an ellipsis, the rest goes. [`can_draw`] tells beforehand; [`Picture::alt`] has the words in any case.
pub fn png(picture: &Picture) -> Result<Vec<u8>, Undrawable> {
    if picture.svg.len() > MOST {
        return Err(Undrawable::TooLarge);
    }
    let tree = read(&picture.svg)?;
    let (width, height) = (tree.size().width(), tree.size().height());
    if width > LONGEST || height > LONGEST {
        return Err(Undrawable::TooLarge);
    }
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or(Undrawable::TooLarge)?;
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(Undrawable::TooLarge)?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| Undrawable::Unwritable(error.to_string()))
}

/// Reads a drawing with our fonts and emoji, and nothing else.
fn read(svg: &str) -> Result<Tree, resvg::usvg::Error> {
    let options = Options {
        font_family: fonts::FAMILY.to_owned(),
        fontdb: fonts::loaded(),
        // The resolvers that usvg has by itself read any file that a drawing names.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|href, _| emoji::drawing(href).map(ImageKind::SVG)),
        },
        ..Options::default()
    };
    Tree::from_str(&fonts::legible(svg), &options)
}

#[cfg(test)]
mod tests;

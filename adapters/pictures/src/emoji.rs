//! The drawings of emoji, which the build packed into an archive.

use std::io::{Cursor, Read};
use std::sync::OnceLock;

use resvg::usvg::{ImageHrefResolver, Options, Tree};
use zip::ZipArchive;

type Drawings = ZipArchive<Cursor<&'static [u8]>>;

/// The drawing that `href`, such as `emoji:1f3c6`, names. Anything else names nothing.
pub(crate) fn drawing(href: &str) -> Option<Tree> {
    let name = href.strip_prefix("emoji:")?;
    // A clone shares the list of names; reading needs a place of its own.
    let mut drawings = drawings()?.clone();
    let mut svg = String::new();
    drawings.by_name(name).ok()?.read_to_string(&mut svg).ok()?;
    let alone = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    Tree::from_str(&svg, &alone).ok()
}

fn drawings() -> Option<&'static Drawings> {
    static DRAWINGS: OnceLock<Option<Drawings>> = OnceLock::new();
    DRAWINGS
        .get_or_init(|| {
            let packed: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/emoji.zip"));
            ZipArchive::new(Cursor::new(packed)).ok()
        })
        .as_ref()
}

//! Packs the drawings of all emoji into one small archive: 4 MB of SVG, 11 with skin tones, become less than 2.

use std::error::Error;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use twemoji_assets::svg::SvgTwemojiAsset;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = std::env::var("OUT_DIR")?;
    let mut archive = ZipWriter::new(File::create(Path::new(&folder).join("emoji.zip"))?);
    // The same list as the core's, so that every emoji it names has a drawing here.
    let newest = emojis::EmojiVersion::new(17, 0);
    for emoji in emojis::iter().filter(|emoji| emoji.emoji_version() <= newest) {
        let emoji = emoji.as_str();
        let drawing = drawing(emoji).ok_or_else(|| format!("no drawing of {emoji}"))?;
        archive.start_file(name(emoji), SimpleFileOptions::default())?;
        archive.write_all(drawing.as_bytes())?;
    }
    archive.finish()?;
    Ok(())
}

/// Twemoji leaves out most of the marks that ask for the coloured form.
fn drawing(emoji: &str) -> Option<&'static str> {
    let plain = emoji.replace('\u{FE0F}', "");
    let asset = SvgTwemojiAsset::from_emoji(emoji).or_else(|| SvgTwemojiAsset::from_emoji(&plain))?;
    Some(asset)
}

/// As `bot_core::charts::emoji_drawing` names it: `1f3c6`, or several joined by `-`.
fn name(emoji: &str) -> String {
    let codes: Vec<String> = emoji.chars().map(|c| format!("{:x}", u32::from(c))).collect();
    codes.join("-")
}

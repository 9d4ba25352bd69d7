//! Makes the example community Harbour: ten weeks of an invented open-source project, as a Slack workspace export.
//!
//! `cargo run -p history --example make_harbour -- examples/harbour.zip` writes the committed file anew; a path that
//! does not end in `.zip` becomes a folder. The same code makes the same bytes.

mod dice;
mod people;
mod questions;
mod slack;
mod slots;
mod talk;
mod words;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;

use serde_json::Value;
use zip::write::SimpleFileOptions;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The files of the export by their paths.
fn harbour() -> BTreeMap<String, Value> {
    let mut dice = dice::Dice::new(20_261_115);
    let people = people::cast(&mut dice);
    let posts = talk::talk(&people, &mut dice);
    slack::files(&people, &posts, &mut dice)
}

/// A ZIP of `files` that says nothing about when it was made.
fn zipped(files: &BTreeMap<String, Value>) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_level(Some(9))
        .last_modified_time(zip::DateTime::from_date_and_time(2026, 11, 16, 0, 0, 0)?);
    for (path, content) in files {
        zip.start_file(path, options)?;
        zip.write_all(&serde_json::to_vec_pretty(content)?)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn main() -> Result<()> {
    let to = std::env::args().nth(1).ok_or("Say where to: a ZIP file or a folder.")?;
    let files = harbour();
    if to.ends_with(".zip") {
        std::fs::write(to, zipped(&files)?)?;
        return Ok(());
    }
    for (path, content) in files {
        let path = Path::new(&to).join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(path, serde_json::to_vec_pretty(&content)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGAIN: &str = "run: cargo run -p history --example make_harbour -- examples/harbour.zip";

    /// What is in the files, not the bytes of the ZIP: another release of the compressor may pack them otherwise.
    #[test]
    fn the_committed_zip_is_what_this_makes() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/harbour.zip");
        let mut zip = zip::ZipArchive::new(std::fs::File::open(path).expect("the file")).expect("a ZIP");
        let files = harbour();
        assert_eq!(zip.len(), files.len(), "{AGAIN}");
        for (path, content) in files {
            let entry = zip.by_name(&path).unwrap_or_else(|_| panic!("no {path}; {AGAIN}"));
            let committed: Value = serde_json::from_reader(entry).expect("JSON");
            assert!(committed == content, "{path} differs; {AGAIN}");
        }
    }
}

//! Real exports, where they are at hand: they are too large, and not ours, to lie in this repository.

use std::path::{Path, PathBuf};

use crate::common::read;
use history::{Reason, Summary};

/// A file of the real data, or `None` and a line that says how to get it.
fn real(name: &str) -> Option<PathBuf> {
    let near = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let path = std::env::var_os("KITH_DATA").map_or(near, PathBuf::from).join(name);
    if path.exists() {
        return Some(path);
    }
    println!(
        "skipped: {name} is not in ../shared/data; set KITH_DATA to the folder that holds the real chat data"
    );
    None
}

/// How many entries of the export a summary accounts for.
fn entries(summary: &Summary) -> u64 {
    let reactions = [Reason::BotReaction, Reason::ReactionToLeftOut, Reason::ReactionUnnamed];
    let left_out = summary.left_out.iter().filter(|(reason, _)| !reactions.contains(reason));
    summary.messages + summary.joined + left_out.map(|(_, n)| n).sum::<u64>()
}

#[test]
fn every_entry_of_a_real_slack_export_is_accounted_for() {
    let Some(zip) = real("hyperledger-dev-slack-export.zip") else { return };
    let (packed, summary) = read(&zip);
    assert_eq!(entries(&summary), 91_796);
    assert_eq!((summary.messages, summary.joined, summary.reactions), (72_445, 4_154, 1_517));
    assert_eq!((summary.people, summary.channels), (4_154, 88));
    assert_eq!(summary.left_out[&Reason::Bot], 3_963);
    assert!(summary.broken.is_empty());

    let temp = tempfile::tempdir().expect("room");
    let archive = std::fs::File::open(&zip).expect("the archive");
    zip::ZipArchive::new(archive).and_then(|mut archive| archive.extract(temp.path())).expect("room");
    let (folder, unpacked) = read(temp.path());
    assert_eq!(unpacked, summary);
    // The community's name comes from the path, which is another one.
    assert!(packed[1..] == folder[1..], "the same events from the ZIP and from the folder");
}

#[test]
fn every_entry_of_real_discord_files_is_accounted_for() {
    let Some(folder) = real("dce") else { return };
    let (_, summary) = read(&folder);
    assert_eq!(entries(&summary), 143 + 1_330 + 2_147);
    assert_eq!((summary.people, summary.channels), (461, 3));
    assert!(summary.broken.is_empty() && summary.left_out.is_empty(), "{summary:?}");
}

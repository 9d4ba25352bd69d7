//! A few files as DiscordChatExporter writes them, from a garden that does not exist.

use crate::common::{copy, fixture, pack, read, transcript};
use history::{Kind, Reason, Unreadable};

const GENERAL: &str = "Garden - Beds - general [900000000000000100].json";

#[test]
fn files_of_the_exporter_become_what_happened() {
    let (events, summary) = read(&fixture("discord"));
    insta::assert_snapshot!(transcript(&events));
    insta::assert_debug_snapshot!(summary);
}

#[test]
fn one_file_is_enough() {
    let path = fixture("discord").join(GENERAL);
    let history = history::open(&path).expect("an export");
    assert_eq!((history.kind(), history.name()), (Kind::Discord, "Garden"));
    assert_eq!(history.server().id, "900000000000000001");
    let (_, summary) = read(&path);
    assert_eq!((summary.messages, summary.joined, summary.channels), (3, 1, 1));
    assert_eq!(summary.left_out[&Reason::Bot], 2);
}

#[test]
fn they_may_be_packed() {
    let temp = tempfile::tempdir().expect("room");
    let zip = temp.path().join("garden.zip");
    pack(&fixture("discord"), &zip, "");
    assert_eq!(read(&zip), read(&fixture("discord")));
}

#[test]
fn direct_messages_are_refused_kindly() {
    let path = fixture("discord").join("Direct Messages - Private - anna [900000000000000300].json");
    let refused = history::open(&path).expect_err("nothing to import");
    assert!(matches!(refused, Unreadable::Direct { .. }));
    assert!(refused.to_string().contains("direct messages only"), "{refused}");
}

#[test]
fn two_servers_in_one_folder_are_refused() {
    let temp = tempfile::tempdir().expect("room");
    copy(&fixture("discord"), temp.path());
    let other = std::fs::read_to_string(temp.path().join(GENERAL)).expect("the file");
    let other =
        other.replace("900000000000000001", "900000000000000002").replace("\"Garden\"", "\"Orchard\"");
    std::fs::write(temp.path().join("orchard.json"), other).expect("room");
    let refused = history::open(temp.path()).expect_err("two servers");
    assert!(refused.to_string().contains("Garden and Orchard"), "{refused}");
}

//! The example that ships, imports, digests.

use crate::room::Room;

#[test]
fn the_example_that_ships_is_imported_and_read() {
    let room = Room::new();
    let first = room.harbour();
    first.says("Harbour (Slack export)").says("45 people").says("3\u{202F}424 messages");
    first.says("New here: 3\u{202F}424 messages");
    // The line that it suggests works.
    first.says("kith digest --database harbour.db");
    let digest = room.kith(&["digest", "--database", "harbour.db", "--week", "2026-W46"]).well();
    digest.says("Harbour · 9 November – 15 November 2026");
    room.harbour().says("Nothing new: all of it was here already.");
    room.kith(&["ask", "--database", "harbour.db", "--as", "hana", "/help"]).well().says("/shoutout");
}

#[test]
fn importing_twice_changes_nothing() {
    let room = Room::new();
    room.export();
    let first = room.kith(&["import", "team"]).well();
    first
        .says("team (Slack export)")
        .says("4 people")
        .says("1 channel\n")
        .says("3 messages")
        .says("2 reactions");
    first.says("from 2026-03-02 to 2026-03-03").says("New here: 3 messages and 2 reactions.");
    let before = room.kith(&["export"]).well().out;
    room.kith(&["import", "team"]).well().says("Nothing new");
    assert_eq!(room.kith(&["export"]).well().out, before);
    assert_eq!(before.lines().count(), 5, "{before}");
}

#[test]
fn a_truncated_file_is_named_with_its_place_and_the_rest_is_imported() {
    let room = Room::new();
    room.export();
    room.write(
        "team/general/2026-03-04.json",
        "[{\"type\":\"message\",\"user\":\"U1\",\"text\":\"hi\",\"ts\":\"1772618400.000100\"},\n{\"type\":\"mess",
    );
    let ran = room.kith(&["import", "team"]);
    assert_eq!(ran.status, 2, "{}\n{}", ran.out, ran.err);
    ran.says("general/2026-03-04.json, line 2").says("4 messages").says("Broken, and left out:");
    room.kith(&["export"]).well().says("2026-03-04");
}

#[test]
fn what_is_no_export_makes_no_database() {
    let room = Room::new();
    let path = room.write("notes.txt", "hello");
    let ran = room.kith(&["import", path.to_str().unwrap()]);
    assert_eq!(ran.status, 1);
    ran.complains("neither a Slack export");
    assert!(!room.database().exists());
}

#[test]
fn a_new_community_gets_its_name_and_zone_and_an_old_one_keeps_them() {
    let room = Room::new();
    room.export();
    let ran = room.kith(&["import", "team", "--zone", "Europe/Belrin"]);
    assert_eq!(ran.status, 1);
    ran.complains("Europe/Belrin");
    let berlin = ["import", "team", "--community", "Peers", "--zone", "europe/berlin"];
    room.kith(&berlin).well().says("Peers (Slack export)");
    room.kith(&berlin).well().says("Nothing new");
    room.kith(&["import", "team", "--zone", "Asia/Tokyo"]).complains("days are counted in Europe/Berlin");
    room.kith(&["import", "team", "--community", "Others"]).complains("belongs to Peers");
    room.kith(&["doctor"]).says("Peers: 4 people, 3 messages").says("days in Europe/Berlin");
}

#[test]
fn imported_history_is_never_answered() {
    let room = Room::with_history();
    let doctor = room.kith(&["doctor"]).well();
    doctor.says("Nothing is wrong");
    assert!(!doctor.out.contains("outbox"), "{}", doctor.out);
}

#[test]
fn a_digest_goes_to_the_terminal_or_into_a_folder() {
    let room = Room::with_history();
    room.kith(&["digest", "--week", "2016-41"]).complains("2016-W41");
    room.kith(&["digest", "--community", "Nobody"]).complains("no community Nobody here, but team");
    room.kith(&["digest"]).well().says("team · 2 March – 8 March 2026");
    room.harbour();
    let digest = ["digest", "--database", "harbour.db", "--week", "2026-W45", "--out", "digests"];
    let written = room.kith(&digest).well();
    written.says("digests/digest-2026-W45.md").says("digests/digest-2026-W45-weeks.png");
    let text = std::fs::read_to_string(room.path("digests/digest-2026-W45.md")).unwrap();
    assert!(text.starts_with("**Harbour · 2 November – 8 November 2026**\n"), "{text}");
    assert!(text.contains("](digest-2026-W45-weeks.png)"), "{text}");
    for file in written.out.lines().skip(1) {
        assert!(std::fs::read(room.path(file)).unwrap().starts_with(b"\x89PNG"), "{file}");
    }
}

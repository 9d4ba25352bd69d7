//! Exports that are damaged, cut off or meant ill: what is whole is read, and the rest is named.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::common::{add, copy, fixture, read};
use history::{Reason, Summary, Unreadable};

/// Reads the Slack fixture with one day's file replaced.
fn with_day(day: &[u8]) -> Summary {
    let temp = tempfile::tempdir().expect("room");
    copy(&fixture("slack"), temp.path());
    fs::write(temp.path().join("leads/2026-03-03.json"), day).expect("room");
    read(temp.path()).1
}

/// The messages of the fixture outside that day.
fn elsewhere() -> u64 {
    read(&fixture("slack")).1.messages - 1
}

fn told(summary: &Summary) -> Vec<String> {
    summary.broken.iter().map(ToString::to_string).collect()
}

const ONE: &str = r#"{"type": "message", "user": "U01ANNA", "text": "one", "ts": "1772532000.000100"}"#;
const TWO: &str = r#"{"type": "message", "user": "U01ANNA", "text": "two", "ts": "1772532001.000100"}"#;

#[test]
fn a_truncated_file_gives_what_stands_before_the_break() {
    let summary = with_day(format!("[\n{ONE},\n{}", &TWO[..40]).as_bytes());
    assert_eq!(summary.messages, elsewhere() + 1);
    assert_eq!(told(&summary), ["leads/2026-03-03.json, line 3, column 41: it ends in the middle"]);
}

#[test]
fn wherever_a_file_is_cut_off_no_more_is_lost_than_must_be() {
    let day = format!("[\n{ONE},\n{TWO}\n]");
    let (one, two) = (day.find(",\n").expect("a comma"), day.len() - 2);
    for cut in 0..day.len() {
        let summary = with_day(&day.as_bytes()[..cut]);
        let whole = u64::from(cut >= one) + u64::from(cut >= two);
        assert_eq!(summary.messages, elsewhere() + whole, "cut at {cut}");
        assert_eq!(summary.broken.len(), 1, "cut at {cut}");
    }
}

#[test]
fn a_bad_entry_costs_only_itself() {
    for (bad, why) in [
        (
            r#"{"type": "message", "user": 7, "ts": "1"}"#,
            "column 29: invalid type: integer `7`, expected a string",
        ),
        (r#"{"type": "message", "user": oops}"#, "column 29: expected value"),
        (r#"{"type": "message", "user": "U01ANNA"}"#, "column 38: missing field `ts`"),
        (r#"{"ts": "yesterday"}"#, "column 19: `ts` is no time"),
        ("null", "column 4: invalid type: null, expected struct Raw"),
        ("}", "column 1: `}` does not belong here"),
    ] {
        let summary = with_day(format!("[\n{ONE},\n{bad},\n{TWO}\n]").as_bytes());
        assert_eq!(summary.messages, elsewhere() + 2, "{bad}");
        assert_eq!(told(&summary), [format!("leads/2026-03-03.json, line 3, {why}")]);
        assert_eq!(summary.left_out[&Reason::Unreadable], 1);
    }
}

#[test]
fn files_that_are_no_json_are_named() {
    for (day, why) in [
        (&b""[..], "line 1, column 1: it is empty"),
        (b" \n", "line 2, column 1: it ends in the middle"),
        (b"{\"ok\": false}", "line 1, column 1: `{` does not belong here"),
        (b"\xff\xfe[\x00", "line 1, column 1: `\\xff` does not belong here"),
        (b"[] []", "line 1, column 4: `[` does not belong here"),
        (b"<html>", "line 1, column 1: `<` does not belong here"),
    ] {
        let summary = with_day(day);
        assert_eq!(summary.messages, elsewhere());
        assert_eq!(told(&summary), [format!("leads/2026-03-03.json, {why}")]);
    }
}

#[test]
fn text_that_is_not_utf8_costs_one_message() {
    let mut day = format!("[{ONE},").into_bytes();
    day.extend_from_slice(b"{\"type\": \"message\", \"user\": \"U01ANNA\", \"text\": \"caf\xe9\", \"ts\": \"1772532002.0001\"},");
    day.extend_from_slice(format!("{TWO}]").as_bytes());
    let summary = with_day(&day);
    assert_eq!(summary.messages, elsewhere() + 2);
    assert_eq!(summary.broken.len(), 1);
    assert!(told(&summary)[0].ends_with("invalid unicode code point"), "{:?}", told(&summary));
}

#[test]
fn a_byte_order_mark_is_nothing_bad() {
    let summary = with_day(format!("\u{feff}[{ONE}, {TWO}]").as_bytes());
    assert_eq!((summary.messages, summary.broken), (elsewhere() + 2, Vec::new()));
}

#[test]
fn an_endless_entry_is_passed_over() {
    let long = format!(r#"{{"text": "{}"}}"#, "x".repeat(17 << 20));
    let summary = with_day(format!("[{ONE},\n{long},\n{TWO}]").as_bytes());
    assert_eq!(summary.messages, elsewhere() + 2);
    assert_eq!(told(&summary), ["leads/2026-03-03.json, line 2, column 1: one entry is longer than 16 MB"]);
}

#[test]
fn of_very_many_broken_places_the_first_are_kept_and_all_are_counted() {
    let summary = with_day(format!("[{}]", vec!["0"; 5000].join(",")).as_bytes());
    assert_eq!(summary.broken.len(), Summary::BROKEN);
    assert_eq!(summary.left_out[&Reason::Unreadable], 5000);
}

#[test]
fn a_broken_list_of_people_leaves_the_messages() {
    let temp = tempfile::tempdir().expect("room");
    copy(&fixture("slack"), temp.path());
    fs::write(temp.path().join("users.json"), r#"[{"id": "U01ANNA", "name": "anna"}, {"id""#).expect("room");
    let (_, summary) = read(temp.path());
    assert_eq!(told(&summary), ["users.json, line 1, column 42: it ends in the middle"]);
    assert!(summary.messages >= elsewhere());
}

/// The fixture as a ZIP, with more entries.
fn zip_with(path: &Path, more: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(File::create(path).expect("a new file"));
    for name in ["users.json", "channels.json", "general/2026-03-02.json"] {
        add(&mut zip, name, &fs::read(fixture("slack").join(name)).expect("the fixture"));
    }
    for (name, contents) in more {
        add(&mut zip, name, contents);
    }
    zip.finish().expect("a whole archive");
}

#[test]
fn a_packed_bomb_is_not_unpacked() {
    let temp = tempfile::tempdir().expect("room");
    let zip = temp.path().join("bomb.zip");
    zip_with(&zip, &[("help/2026-03-02.json", &vec![b' '; 64 << 20])]);
    let (_, summary) = read(&zip);
    assert_eq!(told(&summary), ["help/2026-03-02.json: it would unpack to far more than a chat log does"]);
    assert_eq!(summary.messages, 5);
}

#[test]
fn paths_that_lead_out_of_the_archive_are_passed_over() {
    let temp = tempfile::tempdir().expect("room");
    let zip = temp.path().join("tricks.zip");
    let day = format!("[{ONE}]");
    zip_with(&zip, &[("../help/2026-03-02.json", day.as_bytes()), ("/help/2026-03-03.json", day.as_bytes())]);
    let (_, summary) = read(&zip);
    assert_eq!((summary.messages, summary.broken), (5, Vec::new()));
}

#[test]
fn a_damaged_entry_is_named_and_the_rest_is_read() {
    let temp = tempfile::tempdir().expect("room");
    let path = temp.path().join("damaged.zip");
    let mut zip = zip::ZipWriter::new(File::create(&path).expect("a new file"));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in ["users.json", "channels.json", "general/2026-03-02.json", "help/2026-03-02.json"] {
        zip.start_file(name, stored).expect("a new entry");
        zip.write_all(&fs::read(fixture("slack").join(name)).expect("the fixture")).expect("room");
    }
    zip.finish().expect("a whole archive");
    let mut bytes = fs::read(&path).expect("the archive");
    let words = b"Here is my plan";
    let at = bytes.windows(words.len()).position(|found| found == words).expect("the message");
    bytes[at] = b'T';
    fs::write(&path, bytes).expect("room");
    let (_, summary) = read(&path);
    assert_eq!(summary.broken.len(), 1, "{:?}", told(&summary));
    assert!(told(&summary)[0].starts_with("help/2026-03-02.json, line "), "{:?}", told(&summary));
    assert!(summary.messages > 5);
}

#[test]
fn a_zip_that_was_cut_off_is_refused_with_advice() {
    let temp = tempfile::tempdir().expect("room");
    let path = temp.path().join("half.zip");
    zip_with(&path, &[]);
    let bytes = fs::read(&path).expect("the archive");
    fs::write(&path, &bytes[..bytes.len() / 2]).expect("room");
    let refused = history::open(&path).expect_err("half an archive");
    assert!(matches!(refused, Unreadable::Zip { .. }));
    assert!(refused.to_string().contains("please fetch it again"), "{refused}");
}

#[test]
fn what_is_no_export_is_told_what_one_looks_like() {
    let temp = tempfile::tempdir().expect("room");
    fs::write(temp.path().join("notes.json"), r#"{"notes": []}"#).expect("room");
    for path in
        [temp.path().to_owned(), temp.path().join("notes.json"), fixture("slack").join("channels.json")]
    {
        let refused = history::open(&path).expect_err("no export");
        assert!(matches!(refused, Unreadable::Neither { .. }), "{refused}");
        assert!(refused.to_string().contains("ZIP or folder with channels.json"), "{refused}");
    }
    let refused = history::open(&temp.path().join("nowhere")).expect_err("nothing there");
    assert!(matches!(refused, Unreadable::Io { .. }), "{refused}");
}

#[test]
fn a_truncated_discord_file_gives_what_stands_before_the_break() {
    let temp = tempfile::tempdir().expect("room");
    let name = "Garden - Beds - general [900000000000000100].json";
    let text = fs::read_to_string(fixture("discord").join(name)).expect("the fixture");
    let cut = text.find("I water").expect("the fourth entry");
    fs::write(temp.path().join(name), &text[..cut]).expect("room");
    fs::write(temp.path().join("empty.json"), "").expect("room");
    let (_, summary) = read(temp.path());
    assert_eq!((summary.messages, summary.joined), (2, 1));
    assert_eq!(told(&summary).len(), 2, "{:?}", told(&summary));
    assert_eq!(told(&summary)[0], "empty.json, line 1, column 1: it is empty");
    assert!(told(&summary)[1].contains("it ends in the middle"));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    let temp = tempfile::tempdir().expect("room");
    copy(&fixture("slack"), temp.path());
    std::os::unix::fs::symlink("/dev/zero", temp.path().join("leads/2026-03-04.json")).expect("a link");
    assert_eq!(read(temp.path()).1.messages, elsewhere() + 1);
}

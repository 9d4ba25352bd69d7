//! A small export in Slack's own layout, from a garden that does not exist.

use std::ops::ControlFlow;

use crate::common::{fixture, pack, read, transcript};
use history::{Kind, Reason};

#[test]
fn a_slack_export_becomes_what_happened() {
    let (events, _) = read(&fixture("slack"));
    insta::assert_snapshot!(transcript(&events));
}

#[test]
fn its_summary_accounts_for_every_entry() {
    let (_, summary) = read(&fixture("slack"));
    insta::assert_debug_snapshot!(summary);
    let entries = 11 + 8 + 4 + 1;
    let reactions = [Reason::BotReaction, Reason::ReactionToLeftOut, Reason::ReactionUnnamed];
    let folders = [Reason::Direct, Reason::UnlistedChannel];
    let left_out = summary
        .left_out
        .iter()
        .filter(|(reason, _)| !reactions.contains(reason) && !folders.contains(reason));
    assert_eq!(summary.messages + summary.joined + left_out.map(|(_, n)| n).sum::<u64>(), entries);
}

#[test]
fn folder_and_zip_are_the_same_server_and_the_same_history() {
    let (folder, folder_summary) = read(&fixture("slack"));
    let temp = tempfile::tempdir().expect("room");
    for under in ["", "garden export"] {
        let zip = temp.path().join("slack.zip");
        pack(&fixture("slack"), &zip, under);
        let (packed, summary) = read(&zip);
        assert_eq!(transcript(&packed), transcript(&folder));
        assert_eq!(packed, folder);
        assert_eq!(summary, folder_summary);
    }
}

#[test]
fn it_is_recognised_and_named() {
    let temp = tempfile::tempdir().expect("room");
    let zip = temp.path().join("Garden Slack export Mar 1 2026 - Mar 5 2026.zip");
    pack(&fixture("slack"), &zip, "");
    let history = history::open(&zip).expect("an export");
    assert_eq!(history.kind(), Kind::Slack);
    assert_eq!(history.name(), "Garden");
    assert_eq!((history.server().platform.as_str(), history.server().id.as_str()), ("slack", "T0GARDEN"));
}

#[test]
fn without_a_team_the_general_channel_says_which_server_it_is() {
    let temp = tempfile::tempdir().expect("room");
    crate::common::copy(&fixture("slack"), temp.path());
    std::fs::remove_file(temp.path().join("users.json")).expect("the list");
    let history = history::open(temp.path()).expect("an export");
    assert_eq!(history.server().id, "export-C01GENERAL");
}

#[test]
fn whoever_reads_may_stop() {
    let mut history = history::open(&fixture("slack")).expect("an export");
    let mut steps = 0;
    let summary = history.read(&mut |_| {
        steps += 1;
        if steps < 20 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert_eq!(steps, 20);
    assert!(summary.messages < 14);
}

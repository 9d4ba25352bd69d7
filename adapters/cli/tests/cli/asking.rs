//! `kith ask`: the terminal as an adapter.

use crate::room::{Room, files};

#[test]
fn a_shout_out_is_answered_and_its_button_can_be_pressed() {
    let room = Room::with_history();
    let ran = room.kith(&["ask", "--as", "Ann", "/shoutout @bo for the docs"]).well();
    ran.says("Kith, to everybody in #general:")
        .says("@Ann thanks @Bo")
        .says("│ for the docs")
        .says("[1] Undo");
    let line = ran.out.lines().find(|line| line.contains("--button")).unwrap();
    let button = line.rsplit_once("--button '").unwrap().1.trim_end_matches('\'');
    assert!(line.trim().starts_with("kith ask --as Ann --button"), "{line}");
    room.kith(&["ask", "--as", "Ann", "--button", button]).well();
    let again = room.kith(&["ask", "--as", "Bo", "/me"]).well();
    assert!(!again.out.contains("shout-out"), "{}", again.out);
}

#[test]
fn what_went_into_the_outbox_is_printed() {
    let room = Room::with_history();
    room.kith(&["ask", "--as", "Ann", "--channel", "C1", "/settings shoutouts:log log_channel:#general"])
        .well();
    let ran = room.kith(&["ask", "--as", "Ann", "/shoutout @bo for the docs"]).well();
    ran.says("Kith, to Ann alone:")
        .says("Into the outbox, for slack:")
        .says("in #C1:")
        .says("@Ann thanks @Bo");
}

#[test]
fn the_same_id_gets_the_same_answer_and_nothing_is_done_twice() {
    let room = Room::with_history();
    // Whoever asks first is told that they are the admin; that once is enough.
    room.kith(&["ask", "--as", "Ann", "/help"]).well().says("you are the admin now");
    let ask = ["ask", "--as", "Ann", "--id", "one", "/shoutout @bo for the docs"];
    // The welcome to the first admin goes out once; the answer is the same.
    let first = room.kith(&ask).well().out;
    let again = room.kith(&ask).well().out;
    assert_eq!(again, first.split("Into the outbox").next().unwrap());
    assert_eq!(room.kith(&["export", "shoutouts"]).well().out.lines().count(), 2);
}

#[test]
fn a_refusal_hands_back_what_was_typed() {
    let room = Room::with_history();
    let ran = room.kith(&["ask", "--as", "Ann", "/shoutout @ann for the docs"]);
    assert_eq!(ran.status, 1, "{}", ran.out);
    ran.says("for the docs");
    let ran = room.kith(&["ask", "--as", "Ann", "/shotout @bo for the docs"]);
    assert_eq!(ran.status, 1);
    ran.says("/shoutout");
}

#[test]
fn a_form_says_what_is_missing_and_how_to_answer_it() {
    let room = Room::with_history();
    let ran = room.kith(&["ask", "--as", "Ann", "/shoutout @bo"]);
    assert_eq!(ran.status, 1);
    ran.says("✗ reason").says("missing").says("✓ to").says("'/shoutout to:@bo reason:…'");
    let ran = room.kith(&["ask", "--as", "Ann", "/shoutout @boo for the docs"]);
    assert_eq!(ran.status, 1);
    ran.says("✗ to").says("@boo").says("for the docs");
}

#[test]
fn what_belongs_to_no_field_is_said_and_nothing_is_done() {
    let room = Room::with_history();
    let ran = room.kith(&["ask", "--as", "Ann", "/roles list of everybody"]);
    assert_eq!(ran.status, 1);
    ran.says("“of everybody” belongs to no field of /roles list");
}

#[test]
fn an_unknown_person_must_say_that_they_are_new() {
    let room = Room::with_history();
    let ran = room.kith(&["ask", "--as", "Annn", "/help"]);
    assert_eq!(ran.status, 1);
    ran.complains("Nobody here is called Annn. Did you mean Ann?");
    room.kith(&["ask", "/help"]).complains("--as NAME");
    room.kith(&["ask", "--as", "Zoe", "--new", "/help"]).well();
    room.kith(&["ask", "--as", "Zoe", "/help"]).well();
    room.kith(&["ask", "--as", "U2", "/help"]).well().says("to Bo alone");
}

#[test]
fn an_empty_database_becomes_a_place_to_play() {
    let room = Room::new();
    let lines = "/help\nas Bo\n/me\nas Ann\n/shoutout @bo for coming\n1\n\n/dance\n";
    let ran = room.kith_with(&["ask", "--as", "Ann"], &[], lines);
    assert_eq!(ran.status, 1, "{}\n{}", ran.out, ran.err);
    ran.says("to Ann alone").says("to Bo alone").says("@Ann thanks @Bo").says("/dance");
    room.kith(&["doctor"]).says("Terminal: 2 people");
}

#[test]
fn a_failure_has_an_id_that_the_log_knows() {
    let room = Room::with_history();
    let database = format!("sqlite:{}?mode=ro", room.database().display());
    let ask =
        ["ask", "--as", "Ann", "--log-format", "json", "--database", &database, "/shoutout @bo for the docs"];
    let ran = room.kith(&ask);
    assert_eq!(ran.status, 2, "{}\n{}", ran.out, ran.err);
    let logged: serde_json::Value = serde_json::from_str(ran.err.lines().next().unwrap()).unwrap();
    assert_eq!(logged["level"], "ERROR");
    ran.says(logged["failure"].as_str().unwrap()).says("for the docs");
}

#[test]
fn names_cannot_steer_the_terminal() {
    let room = Room::with_history();
    for args in [
        &["ask", "--as", "U4", "/shoutout @bo for \u{1b}]0;me\u{7} the docs"][..],
        &["ask", "--as", "Bo", "/shoutout <@U4> for the docs"],
        &["ask", "--as", "Mal\u{1b}[2J", "/help"],
        &["doctor"],
        &["digest", "--community", "\u{1b}[2J"],
    ] {
        let ran = room.kith(args);
        let text = format!("{}{}", ran.out, ran.err);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{args:?}: {text:?}");
        assert!(!text.is_empty());
    }
}

#[test]
fn files_of_a_reply_go_into_the_folder() {
    let room = Room::with_history();
    let ran = room.kith(&["ask", "--as", "Ann", "--out", "mine", "/privacy get"]);
    // Until there is such a command, nothing is written.
    if ran.status == 0 {
        ran.says("[file: mine/");
        assert_eq!(files(&room.path("mine")).len(), 1);
    }
}

#[test]
fn a_channel_is_found_by_its_name_and_none_is_made_up() {
    let room = Room::with_history();
    room.kith(&["ask", "--as", "Ann", "/shoutout @bo for the docs"]).well().says("to everybody in #general:");
    let ran = room.kith(&["ask", "--as", "Ann", "--channel", "nosuch", "/me"]);
    assert_eq!(ran.status, 1, "{}", ran.out);
    ran.complains("There is no channel nosuch. Known are #general");
    // A second one of that name would be there too.
    let listed = room.kith(&["ask", "--as", "Ann", "--channel", "#nosuch", "/me"]).err;
    assert_eq!(listed.matches("#general").count(), 1, "{listed}");
}

#[test]
fn questions_of_another_history_are_ranked_and_said_to_be_that() {
    let room = Room::with_history();
    let history = room.path("team").display().to_string();
    let ask = |channel: &str, asker: &str| {
        format!(
            "{{\"qid\": \"q1\", \"channel\": \"{channel}\", \"asker\": \"{asker}\", \"ts\": \"1893456000\", \"text\": \"how do I?\"}}\n"
        )
    };
    for (channel, asker, known) in
        [("general", "U1", true), ("elsewhere", "U1", false), ("general", "U99", false)]
    {
        let questions = room.write("questions.jsonl", &ask(channel, asker)).display().to_string();
        let out = room.path("ranked.jsonl").display().to_string();
        let ran = room
            .kith(&["experts", "rank", "--history", &history, "--questions", &questions, "--out", &out])
            .well();
        ran.says("1 question ranked");
        assert_eq!(
            ran.err.contains("does not know who asked, or where, in 1 of 1 questions"),
            !known,
            "{channel}: {}",
            ran.err
        );
    }
}

//! Configuration, export, doctor, backup, restore.

use std::process::{Command, Stdio};

use crate::room::{Room, files};

#[test]
fn an_export_is_csv_and_json() {
    let room = Room::with_history();
    room.kith(&["ask", "--as", "Ann", "/shoutout @\"=Cy\" for the docs, \"all\" of them"]).well();
    room.kith(&["export", "--out", "out"]).well().says("shoutouts.csv");
    assert_eq!(
        files(&room.path("out")),
        [
            "badges.csv",
            "badges.json",
            "contributions.csv",
            "contributions.json",
            "logged.csv",
            "logged.json",
            "questions.csv",
            "questions.json",
            "shoutouts.csv",
            "shoutouts.json"
        ]
    );
    let read = |name: &str| std::fs::read_to_string(room.path("out").join(name)).unwrap();
    let csv = read("contributions.csv");
    assert!(
        csv.starts_with("day,member,account,kind,channel,n\n2026-03-02,Ann,slack:U1,message,general,1\n"),
        "{csv}"
    );
    assert!(csv.contains(",'=Cy,slack:U3,message,general,1\n"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&read("shoutouts.json")).unwrap();
    assert_eq!(json[0]["to"][0], "=Cy");
    assert_eq!(json[0]["reason"], "for the docs, \"all\" of them");
    assert!(read("shoutouts.csv").contains("\"for the docs, \"\"all\"\" of them\""));
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&read("badges.json")).unwrap(),
        serde_json::json!([])
    );
    assert!(read("badges.csv").starts_with("id,badge,emoji,member"));
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let room = Room::new();
    room.harbour();
    let mut child = Command::new(env!("CARGO_BIN_EXE_kith"))
        .args(["export", "--database", room.path("harbour.db").to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), String::from_utf8(done.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn flags_win_over_variables_and_variables_over_the_file() {
    let room = Room::new();
    room.export();
    room.write("config/kith.toml", "database = \"file.db\"\n");
    let import = |args: &[&str], variables: &[(&str, &str)]| {
        let args = [&["import", "team"], args].concat();
        room.kith_with(&args, variables, "").well();
    };
    import(&[], &[]);
    assert!(room.path("file.db").exists());
    import(&[], &[("KITH_DATABASE", "variable.db")]);
    assert!(room.path("variable.db").exists());
    import(&["--database", "flag.db"], &[("KITH_DATABASE", "unused.db")]);
    assert!(room.path("flag.db").exists() && !room.path("unused.db").exists());
    room.write("other.toml", "data_dir = \"elsewhere\"");
    import(&["--config", "other.toml"], &[]);
    import(&[], &[("KITH_CONFIG", "other.toml"), ("KITH_DATA_DIR", "there")]);
    assert!(room.path("elsewhere/kith.db").exists() && room.path("there/kith.db").exists());
    assert!(!room.database().exists());
}

#[test]
fn a_setting_that_nobody_knows_is_named_with_its_file() {
    let room = Room::new();
    room.write("config/kith.toml", "databse = \"kith.db\"\n");
    let ran = room.kith(&["migrate"]);
    assert_eq!(ran.status, 1);
    ran.complains("config/kith.toml has a setting databse").complains("Did you mean database?");
    let ran = room.kith(&["doctor"]);
    assert_eq!(ran.status, 1);
    ran.says("✗ config/kith.toml has a setting databse");
    room.write("config/kith.toml", "log_format = \"xml\"\n");
    room.kith(&["migrate"]).complains("log_format").complains("json, text");
    room.write("config/kith.toml", "log = = 3\n");
    room.kith(&["migrate"]).complains("config/kith.toml is not TOML");
    room.kith(&["migrate", "--config", "none.toml"]).complains("none.toml cannot be read");
}

#[test]
fn doctor_finds_what_is_wrong_and_says_what_to_do() {
    let room = Room::with_history();
    let ran = room.kith_with(&["doctor"], &[("KITH_DATABSE", "x")], "").well();
    ran.says("✓ Database:").says("✓ team: 4 people, 3 messages from 2026-03-02 to 2026-03-03");
    ran.says("! team has no channel for its digest").says("/settings digest_channel").says("! KITH_DATABSE");
    room.kith(&["doctor", "--database", "none.db"]).well().says("! Database: none.db, not made yet");
    assert!(!room.path("none.db").exists());
    room.write("text.db", "This is no database, however long it is and whatever it is called.");
    let ran = room.kith(&["doctor", "--database", "text.db"]);
    assert_eq!(ran.status, 1);
    ran.says("✗ The database text.db cannot be opened").says("not a database").says("1 thing is wrong");
}

#[test]
fn a_password_is_never_shown() {
    let room = Room::new();
    let database = ("KITH_DATABASE", "postgres://kith:s3cret@127.0.0.1:1/kith");
    let ran = room.kith_with(&["doctor"], &[database, ("KITH_LOG", "trace")], "");
    assert_eq!(ran.status, 1);
    ran.says("✗ The database postgres://kith@127.0.0.1:1/kith").says("Is the server running");
    assert!(!format!("{}{}", ran.out, ran.err).contains("s3cret"), "{}{}", ran.out, ran.err);
    for args in [&["backup", "copy.dump"][..], &["restore", "copy.dump"]] {
        let ran = room.kith_with(args, &[database, ("KITH_LOG", "trace")], "");
        assert_eq!(ran.status, 1);
        ran.says("postgres://kith@127.0.0.1:1/kith");
        assert!(!format!("{}{}", ran.out, ran.err).contains("s3cret"), "{}{}", ran.out, ran.err);
    }
    let ran = room.kith_with(&["export"], &[("KITH_DATABASE", "mysql://kith:s3cret@host/kith")], "");
    ran.complains("SQLite or Postgres");
    assert!(!ran.err.contains("s3cret"));
}

#[test]
fn a_backup_is_made_while_in_use_and_brought_back() {
    let room = Room::with_history();
    let before = room.kith(&["export"]).well().out;
    // Somebody is in the middle of a conversation.
    let mut talking = Command::new(env!("CARGO_BIN_EXE_kith"))
        .args(["ask", "--as", "Ann", "--database", room.database().to_str().unwrap()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    room.kith(&["backup", "copy.db"]).well().says("kith restore copy.db");
    drop(talking.stdin.take());
    talking.wait().unwrap();
    let ran = room.kith(&["backup", "copy.db"]);
    assert_eq!(ran.status, 1);
    ran.complains("never overwrites");
    assert!(!files(&room.path("")).iter().any(|name| name.ends_with(".part")));

    room.kith(&["ask", "--as", "Ann", "/shoutout @bo for the docs"]).well();
    let ran = room.kith(&["restore", "copy.db"]);
    assert_eq!(ran.status, 1);
    ran.complains("--force");
    room.kith(&["restore", "copy.db", "--force"]).well().says("is kept as");
    assert_eq!(room.kith(&["export"]).well().out, before);
    let kept = files(&room.path("data/kith")).into_iter().find(|name| name.contains(".before-")).unwrap();
    let kept = room.path("data/kith").join(kept);
    let kept = room.kith(&["export", "shoutouts", "--database", kept.to_str().unwrap()]).well();
    kept.says("for the docs");
    room.kith(&["restore", "copy.db", "--database", "new/one.db"]).well();
    assert_eq!(room.kith(&["export", "--database", "new/one.db"]).well().out, before);
}

#[test]
fn what_is_no_backup_replaces_nothing() {
    let room = Room::with_history();
    let before = room.kith(&["export"]).well().out;
    room.write("text.db", "This is no database, however long it is and whatever it is called.");
    room.kith(&["backup", "copy.db"]).well();
    let mut half = std::fs::read(room.path("copy.db")).unwrap();
    half.truncate(half.len() / 2);
    std::fs::write(room.path("half.db"), half).unwrap();
    std::fs::write(room.path("empty.db"), "").unwrap();
    for bad in ["text.db", "half.db", "empty.db", "none.db"] {
        let ran = room.kith(&["restore", bad, "--force"]);
        assert_eq!(ran.status, 1, "{bad}: {}", ran.out);
        ran.complains(bad);
    }
    assert_eq!(room.kith(&["export"]).well().out, before);
    let left = files(&room.path("data/kith"));
    assert!(left.iter().all(|name| !name.contains("restoring")), "{left:?}");
}

#[test]
fn help_is_there_for_every_command() {
    let room = Room::new();
    for command in ["ask", "backup", "digest", "doctor", "export", "import", "migrate", "restore"] {
        room.kith(&["--help"]).well().says(command);
        room.kith(&[command, "--help"]).well().says("Usage: kith").says("KITH_DATABASE");
    }
}

#[test]
fn a_database_is_made_and_brought_up_to_date() {
    let room = Room::new();
    room.kith(&["migrate"]).well().says("is made, and empty");
    room.kith(&["migrate"]).well().says("up to date already");
    room.kith(&["export"]).complains("no community here yet");
}

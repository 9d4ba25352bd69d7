//! A room to run `kith` in: a folder of its own, no settings from outside, and exports to bring in.

use std::io::Write as _;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use bot_core::testing::TestBot;
use tempfile::TempDir;

/// A folder of a test's own, with a data directory in it.
pub(crate) struct Room {
    folder: TempDir,
}

/// What a run came to.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// The same, if it went well.
    #[track_caller]
    pub(crate) fn well(self) -> Self {
        assert_eq!(self.status, 0, "{}\n{}", self.out, self.err);
        self
    }

    /// Asserts that something was printed.
    #[track_caller]
    pub(crate) fn says(&self, what: &str) -> &Self {
        assert!(self.out.contains(what), "no “{what}” in:\n{}\n{}", self.out, self.err);
        self
    }

    /// Asserts that something was said on standard error.
    #[track_caller]
    pub(crate) fn complains(&self, what: &str) -> &Self {
        assert!(self.err.contains(what), "no “{what}” in:\n{}\n{}", self.err, self.out);
        self
    }
}

impl Room {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders that it stands in.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, text).expect("a file");
        path
    }

    pub(crate) fn kith(&self, args: &[&str]) -> Ran {
        self.kith_with(args, &[], "")
    }

    /// Runs `kith` in the room, with more variables and something on standard input.
    pub(crate) fn kith_with(&self, args: &[&str], variables: &[(&str, &str)], input: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
        command.current_dir(self.folder.path()).args(args).env_clear().env("HOME", self.folder.path());
        command.env("XDG_DATA_HOME", self.path("data")).envs(variables.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("kith");
        child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("an input");
        let Output { status, stdout, stderr } = child.wait_with_output().expect("an end");
        Ran {
            status: status.code().expect("a status"),
            out: String::from_utf8(stdout).expect("UTF-8"),
            err: String::from_utf8(stderr).expect("UTF-8"),
        }
    }

    /// A Slack export of four people: Ann asks, Bo answers, Cy says something else; the fourth has a name to beware of.
    pub(crate) fn export(&self) -> PathBuf {
        self.write("team/channels.json", r#"[{"id":"C1","name":"general","created":1772000000}]"#);
        self.write(
            "team/users.json",
            r#"[{"id":"U1","team_id":"T1","name":"ann","profile":{"display_name":"Ann"}},
                {"id":"U2","team_id":"T1","name":"bo","profile":{"display_name":"Bo"}},
                {"id":"U3","team_id":"T1","name":"cy","profile":{"display_name":"=Cy"}},
                {"id":"U4","team_id":"T1","name":"mal","profile":{"display_name":"Mal\u001b[2J\u0007"}}]"#,
        );
        self.write(
            "team/general/2026-03-02.json",
            r#"[{"type":"message","user":"U1","text":"how do I start the peer?","ts":"1772445600.000100"},
                {"type":"message","user":"U2","text":"<@U1> with make run","ts":"1772445660.000100"}]"#,
        );
        self.write(
            "team/general/2026-03-03.json",
            r#"[{"type":"message","user":"U3","text":"good morning","ts":"1772532000.000100",
                 "reactions":[{"name":"wave","users":["U1","U4"],"count":2}]}]"#,
        );
        self.path("team")
    }

    /// The same, imported.
    pub(crate) fn with_history() -> Self {
        let room = Self::new();
        room.export();
        room.kith(&["import", "team"]).well();
        room
    }

    /// Imports the example that ships into a database of its own, `harbour.db`.
    pub(crate) fn harbour(&self) -> Ran {
        let export = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/harbour.zip");
        let export = export.to_str().expect("UTF-8");
        self.kith(&["import", export, "--community", "Harbour", "--database", "harbour.db"]).well()
    }

    /// A database of its own on the engine that is tried. Nobody looks at the effects that are left in it.
    pub(crate) async fn any_database(&self) -> String {
        let on_postgres = std::env::var("KITH_TEST_DATABASE").is_ok_and(|url| url.starts_with("postgres"));
        if on_postgres {
            return ManuallyDrop::new(TestBot::new().await).url().to_owned();
        }
        self.path("own.db").to_str().expect("UTF-8").to_owned()
    }

    /// The usual database.
    pub(crate) fn database(&self) -> PathBuf {
        self.path("data/kith/kith.db")
    }
}

/// The names of the files in a folder.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

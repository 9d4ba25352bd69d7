//! The process is killed at random moments: nothing that it said is lost, and nothing counts twice.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bot_core::testing::TestBot;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

/// How often each of the two is killed.
const KILLS: usize = 50;

/// `kith` on a database of this test's own, SQLite or Postgres as the suite runs.
struct Subject {
    bot: TestBot,
    folder: tempfile::TempDir,
}

impl Subject {
    async fn new() -> Self {
        Self { bot: TestBot::new().await, folder: tempfile::tempdir().expect("a folder") }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
        command.current_dir(self.folder.path()).args(args).args(["--database", self.bot.url()]).env_clear();
        command.env("HOME", self.folder.path()).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs to the end; what was printed.
    fn runs(&self, args: &[&str]) -> String {
        let ran = self.command(args).output().expect("kith");
        let out = String::from_utf8(ran.stdout).expect("UTF-8");
        assert!(ran.status.success(), "{args:?}: {out}\n{}", String::from_utf8_lossy(&ran.stderr));
        out
    }

    /// Runs and is killed after `life`; what was printed until then.
    fn is_killed(&self, args: &[&str], life: Duration) -> String {
        let mut child = self.command(args).spawn().expect("kith");
        std::thread::sleep(life);
        // It may have ended by itself.
        child.kill().ok();
        String::from_utf8_lossy(&child.wait_with_output().expect("an end").stdout).into_owned()
    }

    /// What stands in a table, line by line in one order for all runs.
    fn exported(&self, table: &str) -> String {
        let exported = self.runs(&["export", table, "--format", "csv"]);
        let mut lines: Vec<&str> = exported.lines().collect();
        lines.sort_unstable();
        lines.join("\n")
    }
}

/// How long something takes, so that kills fall anywhere in it.
fn time(what: impl FnOnce()) -> Duration {
    let start = Instant::now();
    what();
    start.elapsed()
}

fn within(random: &mut StdRng, whole: Duration) -> Duration {
    whole.mul_f64(random.random_range(0.0..1.1))
}

fn harbour() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/harbour.zip")
}

#[tokio::test]
async fn a_shout_out_that_was_answered_is_there_once_whenever_the_process_dies() {
    let subject = Subject::new().await;
    subject.runs(&["ask", "--as", "Bo", "--new", "/help"]);
    subject.runs(&["ask", "--as", "Bo", "/settings allowance:100 cooldown:0"]);
    subject.runs(&["ask", "--as", "Ann", "--new", "/help"]);
    let whole = time(|| drop(subject.runs(&["ask", "--as", "Ann", "/me"])));
    let mut random = StdRng::seed_from_u64(7);
    let mut answered = 0;
    for n in 0..KILLS {
        let (id, line) = (format!("ask-{n}"), format!("/shoutout @bo for help number {n}!"));
        let ask = ["ask", "--as", "Ann", "--id", &id, &line];
        let said = subject.is_killed(&ask, within(&mut random, whole));
        if said.contains("thanks") {
            answered += 1;
            let kept = subject.exported("shoutouts");
            assert!(kept.contains(&format!("number {n}!")), "answered and lost: {line}\n{kept}");
        }
        // A platform that got no answer asks again, with the same id.
        assert!(subject.runs(&ask).contains("thanks"), "{line}");
    }
    let kept = subject.exported("shoutouts");
    for n in 0..KILLS {
        assert_eq!(kept.matches(&format!("number {n}!")).count(), 1, "{n}:\n{kept}");
    }
    let counted = subject.exported("contributions");
    let received = counted.lines().filter(|line| line.contains("shoutout_received"));
    let sum: usize = received.filter_map(|line| line.rsplit(',').next()?.parse::<usize>().ok()).sum();
    assert_eq!(sum, KILLS, "{counted}");
    println!("{answered} of {KILLS} had answered before they died");
}

#[tokio::test]
async fn an_import_that_dies_anywhere_ends_the_same_when_it_is_done_again() {
    const EACH: usize = 10;
    let (path, reference) = (harbour(), Subject::new().await);
    let import = ["import", path.to_str().expect("a path")];
    let whole = time(|| drop(reference.runs(&import)));
    let expected = reference.exported("contributions");
    let mut random = StdRng::seed_from_u64(11);
    for _ in 0..KILLS / EACH {
        let subject = Subject::new().await;
        for _ in 0..EACH {
            subject.is_killed(&import, within(&mut random, whole));
        }
        subject.runs(&import);
        assert_eq!(subject.exported("contributions"), expected);
        assert!(subject.runs(&import).contains("Nothing new"));
    }
}

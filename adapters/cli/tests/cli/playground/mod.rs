//! `kith run` as browsers meet it: the real program behind a real socket.

mod browser;
mod guarding;
mod http;
mod killed;
mod odd;
mod rehearsed;
mod starting;
mod streams;

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::room::{Ran, Room};

/// The last thing that is printed before the first page can be opened.
const OPEN: &str = "Ctrl-C closes it.";

/// A running `kith run`. It is killed when it is dropped.
pub(super) struct Kith {
    child: Child,
    /// Host and port.
    pub(super) address: String,
    /// What it printed until it was open.
    pub(super) printed: String,
}

/// `kith run` in a room, at a port of its own.
fn command(room: &Room, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
    command.arg("run").args(args);
    if !args.contains(&"--listen") {
        command.args(["--listen", "127.0.0.1:0"]);
    }
    command.current_dir(room.path(".")).env_clear().env("HOME", room.path("."));
    command.env("XDG_DATA_HOME", room.path("data")).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

impl Kith {
    /// Runs, and waits until it is open.
    pub(super) fn runs(room: &Room, args: &[&str]) -> Self {
        let (child, printed) = Self::begins(room, args);
        assert!(printed.contains(OPEN), "{printed}\n{}", ended(child).err);
        let url = printed.split("http://").nth(1).expect("an address");
        let address = url.split('/').next().expect("an address").replace("0.0.0.0", "127.0.0.1");
        Self { child, address, printed }
    }

    /// Runs, and reads what it prints until it is open or ends.
    fn begins(room: &Room, args: &[&str]) -> (Child, String) {
        let mut child = command(room, args).spawn().expect("kith");
        // What is said about what went wrong shall fill no pipe.
        let mut lines = BufReader::new(child.stdout.take().expect("an output"));
        let mut printed = String::new();
        while !printed.contains(OPEN) && lines.read_line(&mut printed).expect("UTF-8") > 0 {}
        (child, printed)
    }

    /// Runs in a room with a small history, without the example.
    pub(super) fn at_home() -> (Room, Self) {
        let room = Room::with_history();
        let kith = Self::runs(&room, &["--no-example"]);
        (room, kith)
    }

    /// Its process.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Dies at once.
    pub(super) fn dies(mut self) {
        self.child.kill().expect("a kill");
        self.child.wait().expect("an end");
    }

    /// Is asked to end, and does.
    pub(super) fn ends(&mut self) -> ExitStatus {
        let asked = Command::new("sh").args(["-c", &format!("kill -TERM {}", self.id())]).status();
        assert!(asked.expect("a shell").success());
        self.child.wait().expect("an end")
    }
}

impl Drop for Kith {
    fn drop(&mut self) {
        // It may have ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What became of a process that ended by itself.
fn ended(mut child: Child) -> Ran {
    let mut err = String::new();
    child.stderr.take().expect("an output").read_to_string(&mut err).expect("UTF-8");
    let status = child.wait().expect("an end").code().expect("a status");
    Ran { status, out: String::new(), err }
}

/// Tries until it is so; what takes minutes never will be.
pub(super) fn until(what: &str, mut so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < Duration::from_secs(120), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

//! `kith run`, with the example in it, for one test alone.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use bot_core::testing::TestBot;

use super::chrome::{self, Driver, Looks};
use super::window::Window;
use crate::room::Room;

/// The example stands in the week in which it was made, so it is not kept for long.
const FRESH: Duration = Duration::from_secs(300);

/// A playground, and the browsers in which it is open.
pub(super) struct Kith {
    driver: Driver,
    process: Option<Child>,
    room: Room,
    /// Where it listens.
    address: String,
    /// The database, if it is not a file. It is never dropped, as nobody looks at the effects that are left.
    server: Option<ManuallyDrop<TestBot>>,
    windows: Cell<usize>,
}

impl Kith {
    /// With the invented community.
    pub(super) async fn new() -> Self {
        Self::with(Room::new(), true).await
    }

    /// In a room where something was brought in.
    pub(super) async fn in_room(room: Room) -> Self {
        Self::with(room, false).await
    }

    async fn with(room: Room, example: bool) -> Self {
        // The browser first: where there is none, nothing else is worth the time.
        let driver = Driver::new();
        let on_postgres = std::env::var("KITH_TEST_DATABASE").is_ok_and(|url| url.starts_with("postgres"));
        let server =
            if example && on_postgres { Some(ManuallyDrop::new(TestBot::new().await)) } else { None };
        let folder = room.path("data/kith");
        fs::create_dir_all(&folder).expect("a folder");
        if example && server.is_none() {
            copy_of_the_example(&folder);
        }
        let address = "127.0.0.1:0".to_owned();
        let windows = Cell::new(0);
        let mut kith = Self { driver, process: None, room, address, server, windows };
        kith.rises();
        kith
    }

    /// The process begins, where it was before.
    pub(super) fn rises(&mut self) {
        let (folder, database) =
            (self.room.path("data/kith"), self.server.as_ref().map(|server| server.url()));
        let (child, url) = run(&folder, &self.address, database);
        self.process = Some(child);
        self.address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    }

    /// The process ends at once, as by `kill -9`.
    pub(super) fn is_killed(&mut self) {
        if let Some(mut child) = self.process.take() {
            child.kill().expect("a process");
            child.wait().expect("an end");
        }
    }

    /// A browser in which somebody looks at #general.
    pub(super) async fn opens(&self, name: &str) -> Window {
        self.opens_with(name, Looks::default()).await
    }

    /// The same, on a device with other looks.
    pub(super) async fn opens_with(&self, name: &str, looks: Looks) -> Window {
        let window = self.window(name, looks).await;
        window.becomes(name).await;
        window
    }

    /// A browser in which nobody chose yet who they are.
    pub(super) async fn opens_as_anybody(&self) -> Window {
        self.window("anybody", Looks::default()).await
    }

    async fn window(&self, name: &str, looks: Looks) -> Window {
        let n = self.windows.replace(self.windows.get() + 1);
        let client = self.driver.browser(n, looks).await;
        client.goto(&format!("http://{}/", self.address)).await.expect("a page");
        Window::new(client, name)
    }

    /// Writes a file that can be sent along.
    pub(super) fn file(&self, name: &str, text: &str) -> PathBuf {
        self.room.write(name, text)
    }

    /// Where a file of this test's own may be put.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.room.path(name)
    }
}

impl Drop for Kith {
    fn drop(&mut self) {
        self.is_killed();
    }
}

/// Lets `kith run` begin, and waits until it says where it is.
fn run(folder: &Path, listen: &str, database: Option<&str>) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kith"));
    command.args(["run", "--listen", listen, "--data-dir"]).arg(folder).current_dir(folder).env_clear();
    command.env("HOME", folder).envs(database.map(|url| ("KITH_DATABASE", url)));
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("kith");
    let lines = BufReader::new(child.stdout.take().expect("an output")).lines();
    // Up to its last line: it would end if nobody read that.
    let lines = lines.map(|line| line.expect("UTF-8"));
    let mut url = None;
    for line in lines.take_while(|line| !line.starts_with("What it keeps")) {
        url = url.or_else(|| Some(line.split_once("playground is at ")?.1.to_owned()));
    }
    (child, url.expect("an address"))
}

/// Puts the example into a folder. It takes seconds to make, so tests share it while it is fresh.
fn copy_of_the_example(folder: &Path) {
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("example");
    fs::create_dir_all(&made).expect("a folder");
    let lock = File::create(made.with_extension("lock")).expect("a lock");
    lock.lock().expect("a lock");
    let when = |file: &Path| fs::metadata(file).and_then(|file| file.modified()).ok();
    let (ready, binary) = (when(&made.join("ready")), when(Path::new(env!("CARGO_BIN_EXE_kith"))));
    let fresh = ready.is_some_and(|ready| {
        ready > binary.expect("kith") && SystemTime::now().duration_since(ready).is_ok_and(|age| age < FRESH)
    });
    if !fresh {
        fs::remove_dir_all(&made).expect("a folder");
        fs::create_dir_all(&made).expect("a folder");
        let (mut child, _) = run(&made, "127.0.0.1:0", None);
        child.kill().expect("a process");
        child.wait().expect("an end");
        fs::write(made.join("ready"), "").expect("a file");
    }
    for file in crate::room::files(&made) {
        fs::copy(made.join(&file), folder.join(&file)).expect("a copy");
    }
}

/// Where pictures of the pages go.
pub(super) fn screenshots() -> PathBuf {
    std::env::var_os("KITH_SCREENSHOTS").map_or_else(|| chrome::target().join("screenshots"), PathBuf::from)
}

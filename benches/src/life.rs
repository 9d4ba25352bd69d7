//! A bot as a process of its own, so that what it uses is its own.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use crate::reference::rows::Rows;
use crate::reference::{discord, slack};

/// The argument that makes this program a reference bot; which one follows.
pub(crate) const LIFE: &str = "--life";

/// Who is measured.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Who {
    Kith,
    Constant,
    Inserting,
}

impl Who {
    pub(crate) const ALL: [Self; 3] = [Self::Constant, Self::Inserting, Self::Kith];
}

/// Where the fakes are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Servers {
    pub(crate) discord: Option<String>,
    pub(crate) slack: Option<String>,
}

/// A process and the folder with its database.
pub(crate) struct Life {
    process: Child,
    folder: TempDir,
}

impl Life {
    /// A bot with a database of its own.
    pub(crate) fn begin(who: Who, servers: &Servers) -> Self {
        Self::begin_in(tempfile::tempdir().expect("a folder"), who, servers)
    }

    /// The same with a database that may be there already.
    pub(crate) fn begin_in(folder: TempDir, who: Who, servers: &Servers) -> Self {
        let mut command = match who {
            Who::Kith => kith(folder.path(), servers),
            Who::Constant | Who::Inserting => reference(folder.path(), who, servers),
        };
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
        let process = process.expect("a process; build Kith first: cargo build --release");
        Self { process, folder }
    }

    /// Kills it, as a crash would; what it kept.
    pub(crate) fn end(mut self) -> TempDir {
        self.stop();
        std::mem::replace(&mut self.folder, tempfile::tempdir().expect("a folder"))
    }

    fn stop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }

    /// Memory that it uses now, and the most that it ever used, in MiB.
    pub(crate) fn memory(&self) -> (u64, u64) {
        let status = self.proc("status");
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let number = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
            number.unwrap_or_default() / 1_024
        };
        (of("VmRSS:"), of("VmHWM:"))
    }

    /// How long its threads worked so far, on a processor.
    pub(crate) fn worked(&self) -> Duration {
        let stat = self.proc("stat");
        let after_name = stat.rsplit(") ").next().unwrap_or_default();
        // User and system time, in hundredths of a second.
        let ticks = after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
        Duration::from_millis(ticks.sum::<u64>() * 10)
    }

    fn proc(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.process.id())).unwrap_or_default()
    }

    /// Waits until it has nothing to do any more.
    pub(crate) async fn rests(&self) {
        let mut before = self.worked();
        loop {
            tokio::time::sleep(Duration::from_millis(300)).await;
            let now = self.worked();
            if now - before <= Duration::from_millis(10) {
                return;
            }
            before = now;
        }
    }

    /// A number that Kith's database knows.
    pub(crate) fn count(&self, sql: &str) -> i64 {
        let path = database(self.folder.path());
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("a file");
        connection.busy_timeout(Duration::from_secs(5)).expect("patience");
        connection.query_row(sql, [], |row| row.get(0)).expect("a number")
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        self.stop();
    }
}

fn database(folder: &Path) -> PathBuf {
    folder.join("kith.db")
}

/// The program as it is installed, with nothing of this place's settings.
fn kith(folder: &Path, servers: &Servers) -> Command {
    let usual = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/kith");
    let mut command = Command::new(std::env::var_os("KITH").unwrap_or_else(|| usual.into()));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("KITH_")) {
        command.env_remove(name);
    }
    let url = format!("sqlite:{}?mode=rwc", database(folder).display());
    command.arg("run").current_dir(folder).env("KITH_DATABASE", url).env("KITH_DATA_DIR", folder);
    command.env("KITH_LISTEN", "127.0.0.1:0");
    if let Some(url) = &servers.discord {
        command.env("KITH_DISCORD_API_URL", url).env("KITH_DISCORD_TOKEN", fake_discord::TOKEN);
        command.env("KITH_DISCORD_MEMBERS", "true");
    }
    if let Some(url) = &servers.slack {
        command.env("KITH_SLACK_API_URL", url).env("KITH_SLACK_BOT_TOKEN", fake_slack::BOT_TOKEN);
        command.env("KITH_SLACK_APP_TOKEN", fake_slack::APP_TOKEN);
    }
    command
}

fn reference(folder: &Path, who: Who, servers: &Servers) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    let (platform, url) = match servers {
        Servers { discord: Some(url), .. } => ("discord", url),
        Servers { slack: Some(url), .. } => ("slack", url),
        _ => unreachable!("a bot without a server"),
    };
    command.args([LIFE, platform, url]);
    if who == Who::Inserting {
        command.arg(folder.join("reference.db"));
    }
    command
}

/// Is a reference bot: on which platform, where that is, and the file for its rows, if it keeps any.
pub(crate) async fn live(arguments: &[String]) {
    let rows = arguments.get(2).map(|path| Rows::new(Path::new(path)));
    match arguments[0].as_str() {
        "discord" => discord::serve(&arguments[1], rows).await,
        _ => slack::serve(&arguments[1], rows).await,
    }
}

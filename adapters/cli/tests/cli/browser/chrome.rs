//! Chromium without a screen, and the driver that a test speaks with.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// What one browser of a test looks like.
#[derive(Clone, Copy, Default)]
pub(super) struct Looks {
    /// Whoever sits there prefers dark pages.
    pub(super) dark: bool,
    /// It is a phone, 390 pixels wide.
    pub(super) phone: bool,
}

/// The driver, which ends with the test, and all its browsers with it.
pub(super) struct Driver {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Driver {
    pub(super) fn new() -> Self {
        let program = program("chromedriver");
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver");
        let mut lines = BufReader::new(child.stdout.take().expect("an output")).lines();
        let port = lines.find_map(|line| {
            let line = line.expect("UTF-8");
            line.strip_suffix('.')?.rsplit_once(" on port ")?.1.parse().ok()
        });
        Self { child, port: port.expect("a port"), folder: tempfile::tempdir().expect("a folder") }
    }

    /// A new browser, whose profile has the number `n`.
    pub(super) async fn browser(&self, n: usize, looks: Looks) -> Client {
        let mut options = json!({
            "binary": program("chromium"),
            "args": [
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-quic",
                "--disable-sync",
                "--headless=new",
                "--hide-scrollbars",
                "--no-first-run",
                "--no-sandbox",
                format!("--user-data-dir={}", self.folder.path().join(n.to_string()).display()),
                "--window-size=1280,900",
                format!("--blink-settings={}", settings(looks)),
            ],
        });
        if looks.phone {
            let metrics = json!({"width": 390, "height": 844, "pixelRatio": 1.0, "touch": true});
            options["mobileEmulation"] = json!({"deviceMetrics": metrics});
        }
        // What would be an alert stays open, so that it is seen.
        let wanted = json!({"goog:chromeOptions": options, "unhandledPromptBehavior": "ignore"});
        let Value::Object(wanted) = wanted else { unreachable!() };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted);
        builder.connect(&format!("http://127.0.0.1:{}", self.port)).await.expect("a browser")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Killed by itself, it would leave its browsers behind.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let asked = format!("GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
            stream.write_all(asked.as_bytes()).ok();
            stream.read_to_end(&mut Vec::new()).ok();
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// How the engine is set: light or dark, and with a mouse unless it is a phone.
fn settings(looks: Looks) -> String {
    let scheme = format!("preferredColorScheme={}", u8::from(!looks.dark));
    let mouse = "availableHoverTypes=2,availablePointerTypes=4,primaryHoverType=2,primaryPointerType=4";
    if looks.phone { scheme } else { format!("{scheme},{mouse}") }
}

/// Where a program is that `./test` installs.
fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("{name} is missing, so no browser can be driven: ./test installs it."))
}

/// The source of axe-core, which looks for what keeps people out.
pub(super) fn axe() -> String {
    let file = target().join("axe/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file)
        .unwrap_or_else(|_| panic!("axe-core is missing, so no page can be checked: ./test installs it."))
}

/// The folder in which everything is built.
pub(super) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a folder").to_owned()
}

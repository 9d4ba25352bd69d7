//! Slack as far as Kith meets it: a real HTTP and websocket server on loopback, for tests.
//!
//! It keeps to Slack's ways where they hurt (scopes, limits, triggers that expire, envelopes that come again), and fails the
//! test on any call, block or view that Slack would not take.

mod answers;
pub mod blocks;
mod calls;
mod deliver;
mod elements;
mod events;
mod install;
mod look;
mod mrkdwn;
pub mod payload;
mod people;
mod rich;
pub mod rush;
mod socket;
mod state;
mod table;
mod talk;
pub mod views;
mod ways;
mod web;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout_at};

pub use deliver::signature;
pub use install::{Browser, Page};
pub use look::{Said, Shown};
pub use people::account;
use state::{Holder, State};
pub use state::{Recorded, Sort, Trouble};
pub use ways::Claim;

/// The app.
pub const APP: &str = "A0KITHAPP01";
/// The token of the bot in the workspace that is there from the beginning.
pub const BOT_TOKEN: &str = "xoxb-fake-bot-token-that-nobody-may-see";
/// The token of the app, for Socket Mode.
pub const APP_TOKEN: &str = "xapp-fake-app-token-that-nobody-may-see";
/// The secret with which deliveries are signed.
pub const SIGNING_SECRET: &str = "fake-signing-secret-that-nobody-may-see";
/// The app's id for installations.
pub const CLIENT_ID: &str = "1111111111.2222222222";
/// The app's secret for installations.
pub const CLIENT_SECRET: &str = "fake-client-secret-that-nobody-may-see";
/// The workspace that is there from the beginning.
pub const TEAM: &str = "T0HARBOUR1";
/// A channel in it, with Kith in it.
pub const GENERAL: &str = "C0GENERAL01";
/// Another one, with Kith in it.
pub const HELP: &str = "C0HELP00001";
/// A public one without Kith.
pub const QUIET: &str = "C0QUIET0001";
/// The bot's user there.
pub const BOT: &str = "U0KITHBOT01";
/// The bot there.
pub const BOT_ID: &str = "B0KITHBOT01";

/// Every scope that Kith may ever ask for; what the app has at first.
pub const SCOPES: &[&str] = &[
    "app_mentions:read",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "chat:write.public",
    "commands",
    "emoji:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "usergroups:write",
    "users:read",
];

/// How long a test waits for something that shall happen.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Inner {
    state: Mutex<State>,
    pub(crate) changed: Notify,
}

impl Inner {
    pub(crate) fn with<T>(&self, what: impl FnOnce(&mut State) -> T) -> T {
        what(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What runs while the fake is there.
struct Running(Vec<JoinHandle<()>>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.iter().for_each(JoinHandle::abort);
    }
}

/// A Slack of a test's own, seen from one workspace. Dropped, it fails the test if a call was not as Slack wants it.
pub struct Fake {
    pub(crate) inner: Arc<Inner>,
    pub(crate) here: String,
    url: String,
    _running: Arc<Running>,
}

impl Fake {
    /// Opens on a free port, with one workspace in it: [`TEAM`] with the channels `general`, `help` and `quiet`.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (post, deliveries) = mpsc::unbounded_channel();
        let mut state = State::new(url.clone(), post);
        people::usual(&mut state);
        state.tokens.insert(BOT_TOKEN.to_owned(), Holder::Bot(TEAM.to_owned()));
        state.tokens.insert(APP_TOKEN.to_owned(), Holder::App);
        let inner = Arc::new(Inner { state: Mutex::new(state), changed: Notify::new() });
        let router = Router::new().fallback(web::any).with_state(Arc::clone(&inner));
        let listener = listener.tap_io(|stream| stream.set_nodelay(true).expect("no delay"));
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("the fake serves");
        });
        let poster = tokio::spawn(deliver::by_http(Arc::clone(&inner), deliveries));
        let sweeper = tokio::spawn(sweep(Arc::clone(&inner)));
        let running = Arc::new(Running(vec![server, poster, sweeper]));
        Self { inner, here: TEAM.to_owned(), url, _running: running }
    }

    /// The same Slack, seen from another workspace.
    pub fn elsewhere(&self, team: &str) -> Self {
        let there = self.inner.with(|state| state.teams.contains_key(team));
        assert!(there, "there is no workspace {team}");
        Self {
            inner: Arc::clone(&self.inner),
            here: team.to_owned(),
            url: self.url.clone(),
            _running: Arc::clone(&self._running),
        }
    }

    /// Where its Web API is, such as `http://127.0.0.1:PORT/api/`.
    pub fn api_url(&self) -> String {
        format!("{}/api/", self.url)
    }

    /// Where it is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Waits until something holds; panics if it does not come to hold.
    pub async fn until<T>(&self, what: &str, holds: impl Fn(&Self) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let changed = self.inner.changed.notified();
            if let Some(found) = holds(self) {
                return found;
            }
            // What holds may also depend on something that the fake does not notice.
            let look = Instant::now() + Duration::from_millis(20);
            drop(timeout_at(look, changed).await);
            if Instant::now() > deadline {
                let requests = self.requests();
                let last = requests.iter().rev().take(8);
                let last: Vec<String> =
                    last.map(|one| format!("{} -> {} {}", one.method, one.status, one.outcome)).collect();
                let (complaints, late) =
                    self.inner.with(|state| (state.complaints.clone(), state.late.clone()));
                panic!(
                    "it did not come to this: {what}. The last calls: {last:#?}. Complaints: {complaints:#?}. Late: {late:#?}"
                );
            }
        }
    }

    /// Every call so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.inner.with(|state| state.requests.clone())
    }

    /// What was wrong with calls so far; a test that wants it so takes it.
    pub fn complaints(&self) -> Vec<String> {
        self.inner.with(|state| std::mem::take(&mut state.complaints))
    }
}

/// Looks after what is late.
async fn sweep(inner: Arc<Inner>) {
    loop {
        tokio::time::sleep(Duration::from_millis(50)).await;
        inner.with(deliver::sweep);
        inner.changed.notify_waiters();
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        let complaints = self.complaints();
        if !std::thread::panicking() {
            assert!(complaints.is_empty(), "calls that Slack does not take: {complaints:#?}");
        }
    }
}

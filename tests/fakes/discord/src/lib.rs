//! Discord as far as Kith meets it: a real HTTP and websocket server on loopback, for tests.
//!
//! It keeps to Discord's ways where they hurt (limits, expiring tokens, sessions that end), and fails the test on any
//! request that Discord's own description does not allow.

mod answers;
mod gateway;
mod openapi;
pub mod payload;
mod rest;
pub mod rush;
mod state;
pub mod talk;
mod threads;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt as _;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout_at};

use openapi::Contract;
use state::{Limit, Planned, State};
pub use state::{Recorded, Trouble, snowflake};

/// The bot's application.
pub const APP: &str = "700000000000000001";
/// The bot itself.
pub const BOT: &str = "700000000000000002";
/// The token that the fake accepts.
pub const TOKEN: &str = "fake-token.that.nobody-may-see";

/// How long a test waits for something that shall happen.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Inner {
    state: Mutex<State>,
    pub(crate) contract: Option<Contract>,
    pub(crate) changed: Notify,
}

impl Inner {
    pub(crate) fn with<T>(&self, what: impl FnOnce(&mut State) -> T) -> T {
        what(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A Discord of a test's own. Dropped, it fails the test if a request was not as Discord wants it.
pub struct Fake {
    pub(crate) inner: Arc<Inner>,
    url: String,
    server: tokio::task::JoinHandle<()>,
}

impl Fake {
    /// Opens on a free port, with one server in it: [`talk::SERVER`] with the channels `general` and `help`.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let mut state = State { url: url.clone(), ..State::default() };
        TOKEN.clone_into(&mut state.gateway.token);
        state.gateway.servers.push(talk::usual());
        let inner =
            Arc::new(Inner { state: Mutex::new(state), contract: Contract::load(), changed: Notify::new() });
        let router = Router::new().fallback(rest::any).with_state(Arc::clone(&inner));
        let listener = listener.tap_io(|stream| stream.set_nodelay(true).expect("no delay"));
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("the fake serves");
        });
        Self { inner, url, server }
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
                let last: Vec<String> = requests
                    .iter()
                    .rev()
                    .take(8)
                    .map(|one| format!("{} {} -> {}", one.method, one.path, one.status))
                    .collect();
                panic!("it did not come to this: {what}. The last requests: {last:#?}");
            }
        }
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.inner.with(|state| state.requests.clone())
    }

    /// Requests of this method whose path has this in it.
    pub fn requested(&self, method: &str, part: &str) -> Vec<Recorded> {
        let requests = self.requests().into_iter();
        requests.filter(|one| one.method == method && one.path.contains(part)).collect()
    }

    /// Plans trouble for the next requests of a method (`*`: any) whose path has `part` in it.
    pub fn trouble(&self, method: &str, part: &str, times: usize, what: Trouble) {
        let (method, part) = (method.to_owned(), part.to_owned());
        self.inner.with(|state| state.planned.push(Planned { method, part, what, times }));
    }

    /// Lets minutes pass, after which Discord knows no nonce any more: neither to refuse a twin by it, nor to show it.
    pub fn forget_nonces(&self) {
        self.inner.with(|state| {
            state.nonces.clear();
            for message in state.messages.values_mut().flatten() {
                message["nonce"] = Value::Null;
            }
        });
    }

    /// Calls off whatever trouble is left.
    pub fn untroubled(&self) {
        self.inner.with(|state| state.planned.clear());
    }

    /// Limits requests whose path has `part` in it.
    pub fn limit(&self, part: &str, most: usize, within: Duration) {
        self.inner.with(|state| state.limits.insert(part.to_owned(), Limit::new(most, within)));
    }

    /// Limits all requests together.
    pub fn limit_everything(&self, most: usize, within: Duration) {
        self.inner.with(|state| state.everything = Some(Limit::new(most, within)));
    }

    /// The messages that stand anywhere, oldest first: each says in which channel.
    pub fn everywhere(&self) -> Vec<Value> {
        let mut all: Vec<Value> =
            self.inner.with(|state| state.messages.values().flatten().cloned().collect());
        all.sort_by_key(|message| message["id"].as_str().and_then(|id| id.parse::<u64>().ok()));
        all
    }

    /// The line on which Kith and somebody speak alone.
    pub fn direct(who: &str) -> String {
        rest::direct(&talk::account(who))
    }

    /// What stands in a channel by now, oldest first.
    pub fn messages(&self, channel: &str) -> Vec<Value> {
        self.inner.with(|state| state.messages.get(channel).cloned().unwrap_or_default())
    }

    /// What they say.
    pub fn contents(&self, channel: &str) -> Vec<String> {
        let content = |message: &Value| message["content"].as_str().unwrap_or_default().to_owned();
        self.messages(channel).iter().map(content).collect()
    }

    /// The commands that are registered in a place: `everywhere`, or a server.
    pub fn commands(&self, place: &str) -> Value {
        self.inner.with(|state| state.commands.get(place).cloned().unwrap_or_default())
    }

    /// Whether a member has a role.
    pub fn has_role(&self, server: &str, who: &str, role: &str) -> bool {
        let key = (server.to_owned(), who.to_owned(), role.to_owned());
        self.inner.with(|state| state.roles.contains(&key))
    }

    /// What was wrong with requests so far; a test that wants it so takes it.
    pub fn complaints(&self) -> Vec<String> {
        self.inner.with(|state| std::mem::take(&mut state.complaints))
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        self.server.abort();
        let complaints = self.complaints();
        if !std::thread::panicking() {
            assert!(complaints.is_empty(), "requests that Discord does not take: {complaints:#?}");
        }
    }
}

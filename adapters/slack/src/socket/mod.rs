//! Socket Mode: several connections at once, each replaced before it is left, so that something always listens.

mod connection;
mod frame;

use std::sync::Arc;
use std::time::Duration;

use rand::RngExt as _;
use serde_json::json;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::connect_async_with_config;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

use crate::Error;
use crate::acts::Todo;
use crate::ears::Ears;
use crate::fault::Fault;
use crate::gap::{BREAK, Heard};
use crate::http::Http;
use crate::secret::Secret;

use connection::{Connection, Socket, Why, hello};

/// How long Slack may take to say hello.
const HELLO_WITHIN: Duration = Duration::from_secs(10);
/// The longest pause between two tries to connect.
const LONGEST: Duration = Duration::from_secs(60);

/// What Slack says where the app's settings have Socket Mode off.
pub(crate) const SWITCHED_OFF: &str = "socket_mode_not_enabled";

/// What all connections share.
#[derive(Clone)]
pub(crate) struct Keeper {
    pub(crate) http: Arc<Http>,
    pub(crate) token: Secret,
    pub(crate) ears: Arc<Ears>,
    pub(crate) heard: Arc<Heard>,
    pub(crate) todo: mpsc::UnboundedSender<Todo>,
    pub(crate) shutdown: watch::Receiver<bool>,
    pub(crate) silence: Duration,
}

/// Why there is no connection yet.
enum NotYet {
    /// It makes no sense to try again.
    Never(Error),
    Later(String),
}

impl Keeper {
    /// Listens with so many connections until the shutdown, or until Slack says that it makes no sense.
    pub(crate) async fn run(self, connections: usize) -> Result<(), Error> {
        let mut lines = JoinSet::new();
        for number in 0..connections.max(1) {
            lines.spawn(self.clone().line(number));
        }
        let mut ended = Ok(());
        while let Some(line) = lines.join_next().await {
            // What a panic says may be anybody's words; where it was stands in the log already.
            let end = line.unwrap_or(Err(Error::Broken("connection")));
            if end.is_err() && ended.is_ok() {
                ended = end;
                lines.abort_all();
            }
        }
        ended
    }

    /// One connection after another, each begun before the last one is left.
    async fn line(self, number: usize) -> Result<(), Error> {
        let mut shutdown = self.shutdown.clone();
        let mut leaving: Option<(oneshot::Sender<()>, JoinHandle<()>)> = None;
        let mut failed = 0_u32;
        loop {
            let opened = tokio::select! {
                _ = shutdown.wait_for(|over| *over) => Err(None),
                opened = self.open() => opened.map_err(Some),
            };
            let socket = match opened {
                Ok(socket) => socket,
                Err(None) => break,
                Err(Some(NotYet::Never(error))) if leaving.is_none() && failed == 0 => return Err(error),
                Err(Some(NotYet::Never(error))) => {
                    tracing::error!(number, %error, "there is no connection");
                    failed += 1;
                    self.pause(failed).await;
                    continue;
                }
                Err(Some(NotYet::Later(why))) => {
                    tracing::warn!(number, why, "there is no connection yet");
                    failed += 1;
                    self.pause(failed).await;
                    continue;
                }
            };
            // Only now that the new one listens is the old one left.
            if let Some((leave, _)) = leaving.take() {
                leave.send(()).ok();
            }
            self.listens(number);
            let begun = tokio::time::Instant::now();
            let (leave, left) = oneshot::channel();
            let (tell, told) = oneshot::channel();
            let (ears, heard) = (Arc::clone(&self.ears), Arc::clone(&self.heard));
            let connection = Connection::new(socket, ears, heard, self.silence);
            let task = tokio::spawn(connection.run(left, tell, self.shutdown.clone()));
            let why = told.await.unwrap_or(Why::Lost);
            // A line that breaks as soon as it stands is no better than none.
            failed = if begun.elapsed() > HELLO_WITHIN || why == Why::Replace { 0 } else { failed + 1 };
            match why {
                Why::Replace => leaving = Some((leave, task)),
                Why::Lost => {
                    task.await.ok();
                    if failed > 1 {
                        self.pause(failed).await;
                    }
                }
                Why::Over => {
                    task.await.ok();
                    break;
                }
            }
        }
        if let Some((leave, task)) = leaving {
            leave.send(()).ok();
            task.await.ok();
        }
        Ok(())
    }

    /// Says that something listens; after a break, what was missed is read.
    fn listens(&self, number: usize) {
        tracing::info!(number, "listening");
        if let Some((before, silence)) = self.heard.sign()
            && silence > BREAK
        {
            self.todo.send(Todo::Gap(before)).ok();
        }
    }

    async fn pause(&self, failed: u32) {
        let most = Duration::from_millis(250 << failed.min(8)).min(LONGEST);
        let pause = most.mul_f64(rand::rng().random_range(0.5..1.0));
        let mut shutdown = self.shutdown.clone();
        tokio::select! {
            _ = shutdown.wait_for(|over| *over) => {}
            () = sleep(pause) => {}
        }
    }

    /// Asks for an address, connects there, and waits for Slack's hello.
    async fn open(&self) -> Result<Socket, NotYet> {
        let said = match self.http.ask("", &self.token, "apps.connections.open", json!({})).await {
            Ok(said) => said.body,
            Err(fault) if fault.is_token() => return Err(NotYet::Never(Error::AppToken)),
            Err(fault) if fault.is_any(&[SWITCHED_OFF]) => return Err(NotYet::Never(Error::SocketMode)),
            Err(fault @ Fault::Refused { .. }) => return Err(NotYet::Never(Error::Start(fault.to_string()))),
            Err(fault) => return Err(NotYet::Later(fault.to_string())),
        };
        let url = said["url"].as_str().unwrap_or_default();
        if !self.http.is_ours(url) {
            return Err(NotYet::Never(Error::Elsewhere));
        }
        let config = WebSocketConfig::default().max_frame_size(Some(16 << 20));
        let later = |why: &dyn std::fmt::Display| NotYet::Later(why.to_string());
        let connected = timeout(HELLO_WITHIN, connect_async_with_config(url, Some(config), true)).await;
        let (mut socket, _) = match connected {
            Ok(connected) => connected.map_err(|error| later(&error))?,
            Err(_) => return Err(later(&"connecting took too long")),
        };
        match timeout(HELLO_WITHIN, hello(&mut socket)).await {
            Ok(true) => Ok(socket),
            _ => Err(later(&"no hello")),
        }
    }
}

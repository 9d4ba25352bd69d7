//! One shard: its connection, its heartbeat, its session; what happens is handed on in order, and the socket waits.

use std::sync::Arc;
use std::time::Duration;

use bot_core::moment::Moment;
use chrono::Utc;
use futures_util::{SinkExt as _, StreamExt as _};
use rand::RngExt as _;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_tungstenite::connect_async_with_config;
use tokio_tungstenite::tungstenite::Message as Raw;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, WebSocketConfig};

use super::beat::{Beat, Socket, hello};
use super::connect::ours;
use super::frame::{self, Frame};
use super::heard::Heard;
use super::members::Members;
use super::{Pace, Pending, Session};
use crate::Error;
use crate::desk::Desk;
use crate::gap::Gap;
use crate::http::Http;
use crate::ingest::Taken;
use crate::read::dumb;

/// How long a connection stands before it counts as one.
const STEADY: Duration = Duration::from_secs(10);
/// The intent by which Discord tells of members.
pub(crate) const MEMBERS: u64 = 1 << 1;
/// How long Discord may take to say hello.
const HELLO_WITHIN: Duration = Duration::from_secs(10);

/// Where a shard hands on what it hears.
#[derive(Clone)]
pub(crate) struct Out {
    /// Events, in order; full means that the database is behind, and the socket waits.
    pub(crate) events: mpsc::Sender<Taken>,
    /// Whatever somebody asks.
    pub(crate) desk: Arc<Desk>,
    /// Servers of which something was missed.
    pub(crate) gaps: mpsc::UnboundedSender<Gap>,
}

/// One shard.
pub(crate) struct Shard {
    pub(crate) number: u32,
    pub(crate) of: u32,
    pub(crate) url: String,
    pub(crate) intents: u64,
    pub(crate) http: Arc<Http>,
    pub(crate) pace: Arc<Pace>,
    pub(crate) out: Out,
    pub(crate) session: Option<Session>,
    pub(crate) shutdown: watch::Receiver<bool>,
    pub(crate) heard: Heard,
    /// Who waits for an answer.
    pub(crate) pending: Arc<Pending>,
    /// Whose members are to be asked for.
    pub(crate) members: Members,
}

/// How a connection ended.
pub(super) enum End {
    /// Connect again, and resume if there is a session.
    Again,
    /// The session is lost.
    Fresh,
    /// It makes no sense to go on.
    Over(Error),
}

pub(super) fn now() -> Moment {
    Moment::from(Utc::now())
}

impl Shard {
    /// Listens until the shutdown, or until Discord says that it makes no sense.
    pub(crate) async fn run(mut self) -> Result<(), Error> {
        let mut shutdown = self.shutdown.clone();
        let mut failed = 0;
        loop {
            let mut lived = false;
            let begun = Instant::now();
            let end = tokio::select! {
                _ = shutdown.wait_for(|over| *over) => return Ok(()),
                end = self.connection(&mut lived) => end,
            };
            // A line that breaks as soon as it stands is no better than none.
            failed = if lived && begun.elapsed() > STEADY { 0 } else { failed + 1 };
            match end {
                End::Over(error) => return Err(error),
                End::Fresh => self.session = None,
                // Any gateway can resume a session; the one that it began on may be gone.
                End::Again if failed > 1 => {
                    if let Some(session) = &mut self.session {
                        session.url.clone_from(&self.url);
                    }
                }
                End::Again => {}
            }
            if failed > 1 {
                let most = Duration::from_millis(250 << failed.min(8));
                let pause = most.mul_f64(rand::rng().random_range(0.5..1.0)).min(Duration::from_secs(60));
                tokio::select! {
                    _ = shutdown.wait_for(|over| *over) => return Ok(()),
                    () = sleep(pause) => {}
                }
            }
        }
    }

    async fn connection(&mut self, lived: &mut bool) -> End {
        if self.session.is_none() {
            self.pace.turn(self.number, &self.http).await;
        }
        let home = self.session.as_ref().map(|session| session.url.as_str());
        let home = home.filter(|url| ours(self.http.base(), url)).unwrap_or(&self.url);
        let url = format!("{}/?v=10&encoding=json", home.trim_end_matches('/'));
        let config = WebSocketConfig::default().max_frame_size(Some(64 << 20));
        let connected = timeout(HELLO_WITHIN, connect_async_with_config(url, Some(config), true)).await;
        let mut socket = match connected {
            Ok(Ok((socket, _))) => socket,
            Ok(Err(error)) => return self.lost(&error.to_string()),
            Err(_) => return self.lost("connecting took too long"),
        };
        let every = match timeout(HELLO_WITHIN, hello(&mut socket)).await {
            Ok(Some(every)) => every,
            _ => return self.lost("no hello"),
        };
        let token = self.http.token().secret();
        let first = match &self.session {
            Some(session) => frame::resume(token, &session.id, session.seq),
            None => frame::identify(token, self.intents, [self.number, self.of]),
        };
        if let Err(error) = socket.send(Raw::text(first.to_string())).await {
            return self.lost(&error.to_string());
        }
        let early = rand::rng().random_range(0.0..1.0);
        let mut beat = Beat { every, next: Instant::now() + every.mul_f64(early), unheard: false };
        loop {
            let asks = self.members.due();
            let heard = tokio::select! {
                frame = socket.next() => frame,
                () = sleep_until(asks.unwrap_or(beat.next)), if asks.is_some() => {
                    let ask = self.members.ask().map(|ask| Raw::text(ask.to_string()));
                    if let Some(ask) = ask && let Err(error) = socket.send(ask).await {
                        return self.lost(&error.to_string());
                    }
                    continue;
                }
                () = sleep_until(beat.next) => {
                    if beat.unheard {
                        return self.lost("no answer to the heartbeat");
                    }
                    if let Err(error) = beat.live(&mut socket, self.seq()).await {
                        return self.lost(&error.to_string());
                    }
                    continue;
                }
            };
            let text = match heard {
                Some(Ok(Raw::Text(text))) => text,
                Some(Ok(Raw::Close(close))) => return self.closed(close),
                Some(Ok(_)) => continue,
                Some(Err(error)) => return self.lost(&error.to_string()),
                None => return self.lost("the connection broke"),
            };
            // Whoever talks is alive: the answer to a heartbeat may stand behind much that happened.
            beat.unheard = false;
            if let Some(end) = self.frame(&text, &mut socket, &mut beat, lived).await {
                return end;
            }
        }
    }

    pub(super) fn lost(&self, why: &str) -> End {
        tracing::info!(shard = self.number, why, "the gateway's connection is lost");
        End::Again
    }

    fn closed(&self, close: Option<CloseFrame>) -> End {
        let code = close.map_or(0, |close| u16::from(close.code));
        match code {
            4004 => End::Over(Error::Token),
            4013 | 4014 => End::Over(Error::Intents),
            4010..=4012 => End::Over(Error::Start(format!("the gateway closed with code {code}"))),
            4003 | 4007 | 4009 => {
                self.lost(&format!("closed with code {code}"));
                End::Fresh
            }
            _ => self.lost(&format!("closed with code {code}")),
        }
    }

    /// Takes a frame in; how the connection ends, if it does.
    async fn frame(
        &mut self,
        text: &str,
        socket: &mut Socket,
        beat: &mut Beat,
        lived: &mut bool,
    ) -> Option<End> {
        let frame: Frame<'_> = match serde_json::from_str(text) {
            Ok(frame) => frame,
            Err(error) => {
                tracing::warn!(shard = self.number, error = %dumb(&error), "a frame that cannot be read");
                return None;
            }
        };
        let body = frame.d.map_or("null", serde_json::value::RawValue::get);
        match frame.op {
            frame::DISPATCH => {
                let kind = frame.t.unwrap_or_default();
                *lived |= matches!(kind, "READY" | "RESUMED");
                self.dispatch(kind, body, frame.s.unwrap_or_default(), socket, beat).await
            }
            frame::HEARTBEAT => {
                beat.live(socket, self.seq()).await.err().map(|error| self.lost(&error.to_string()))
            }
            frame::HEARTBEAT_ACK => {
                beat.unheard = false;
                // Where this is not taken at once, something else is on its way that says the same.
                if let Some(mark) = self.mark() {
                    drop(self.out.events.try_send(Taken::mark(mark)));
                }
                None
            }
            frame::RECONNECT => {
                *lived = true;
                Some(self.lost("Discord asks for a new connection"))
            }
            frame::INVALID_SESSION => {
                let resumable = body == "true";
                self.lost("the session is invalid");
                let pause = rand::rng().random_range(1_000..5_000);
                sleep(Duration::from_millis(pause)).await;
                Some(if resumable { End::Again } else { End::Fresh })
            }
            _ => None,
        }
    }

    pub(super) fn seq(&self) -> Option<u64> {
        self.session.as_ref().map(|session| session.seq)
    }
}

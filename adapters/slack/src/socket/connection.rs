//! One connection of Socket Mode: many envelopes in flight, each acknowledged when what it brought is done.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::Message as Raw;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use super::frame::{self, Frame};
use crate::desk::{Ack, Kind};
use crate::ears::Ears;
use crate::gap::Heard;

pub(super) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// How long what is in flight is waited for when a connection is left.
const FAREWELL: Duration = Duration::from_secs(10);

/// Why a connection ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Why {
    /// It broke.
    Lost,
    /// Kith stops.
    Over,
    /// Slack wants it replaced; it goes on until it is told to leave.
    Replace,
}

/// What becomes of an envelope.
struct Settled {
    envelope: String,
    ack: Ack,
}

/// One connection.
pub(super) struct Connection {
    socket: Socket,
    ears: Arc<Ears>,
    heard: Arc<Heard>,
    settle: mpsc::UnboundedSender<Settled>,
    settled: mpsc::UnboundedReceiver<Settled>,
    /// How many envelopes are in hand.
    in_hand: usize,
    /// How long Slack may be silent before it is asked whether it is there; and again before it is taken to be gone.
    silence: Duration,
}

/// Waits for Slack's first frame.
pub(super) async fn hello(socket: &mut Socket) -> bool {
    while let Some(Ok(frame)) = socket.next().await {
        if let Raw::Text(text) = frame {
            return serde_json::from_str::<Frame<'_>>(&text).is_ok_and(|frame| frame.kind == frame::HELLO);
        }
    }
    false
}

/// Waits until Kith stops.
async fn over(shutdown: &mut watch::Receiver<bool>) {
    drop(shutdown.wait_for(|over| *over).await);
}

impl Connection {
    pub(super) fn new(socket: Socket, ears: Arc<Ears>, heard: Arc<Heard>, silence: Duration) -> Self {
        let (settle, settled) = mpsc::unbounded_channel();
        Self { socket, ears, heard, settle, settled, in_hand: 0, silence }
    }

    /// Listens until it breaks, is told to leave, or Kith stops; tells why as soon as somebody else is to listen.
    pub(super) async fn run(
        mut self,
        mut leave: oneshot::Receiver<()>,
        tell: oneshot::Sender<Why>,
        mut shutdown: watch::Receiver<bool>,
    ) {
        let mut tell = Some(tell);
        let mut told = |why: Why| {
            if let Some(tell) = tell.take() {
                tell.send(why).ok();
            }
        };
        let (mut silent, mut asked) = (Instant::now() + self.silence, false);
        loop {
            let frame = tokio::select! {
                biased;
                Some(settled) = self.settled.recv() => {
                    if self.acknowledge(settled).await.is_err() {
                        return told(Why::Lost);
                    }
                    continue;
                }
                () = over(&mut shutdown) => {
                    self.finish().await;
                    return told(Why::Over);
                }
                _ = &mut leave => {
                    self.finish().await;
                    return told(Why::Replace);
                }
                frame = self.socket.next() => frame,
                () = sleep_until(silent) => {
                    if asked || self.socket.send(Raw::Ping(Vec::new().into())).await.is_err() {
                        tracing::info!("a connection is silent");
                        return told(Why::Lost);
                    }
                    (silent, asked) = (Instant::now() + self.silence, true);
                    continue;
                }
            };
            (silent, asked) = (Instant::now() + self.silence, false);
            self.heard.sign();
            match frame {
                Some(Ok(Raw::Text(text))) => {
                    if self.frame(&text).await {
                        told(Why::Replace);
                    }
                }
                // An answer to a ping is written with the next frame, or now.
                Some(Ok(Raw::Ping(_))) => drop(self.socket.flush().await),
                Some(Ok(Raw::Close(_))) | Some(Err(_)) | None => {
                    tracing::info!("a connection is lost");
                    return told(Why::Lost);
                }
                Some(Ok(_)) => {}
            }
        }
    }

    /// Takes a frame in; whether Slack wants the connection replaced.
    async fn frame(&mut self, text: &str) -> bool {
        let frame: Frame<'_> = match serde_json::from_str(text) {
            Ok(frame) => frame,
            Err(error) => {
                tracing::warn!(%error, "a frame that cannot be read");
                return false;
            }
        };
        if frame.kind == frame::DISCONNECT {
            tracing::info!(reason = frame.reason, "Slack wants a connection replaced");
            return true;
        }
        let (Some(envelope), Some(payload)) = (frame.envelope_id, frame.payload) else { return false };
        let envelope = envelope.to_owned();
        self.in_hand += 1;
        match frame.kind {
            frame::EVENTS => {
                let settle = self.settle.clone();
                let done = move |kept: bool| {
                    let ack = if kept { Ack::Came } else { Ack::Not };
                    settle.send(Settled { envelope, ack }).ok();
                };
                let ears = Arc::clone(&self.ears);
                self.holding(async move { drop(ears.hear(payload.get(), Box::new(done)).await) }).await;
            }
            frame::COMMANDS | frame::INTERACTIVE => {
                let kind = if frame.kind == frame::COMMANDS { Kind::Command } else { Kind::Interaction };
                let payload: Value = serde_json::from_str(payload.get()).unwrap_or_default();
                let (settle, desk) = (self.settle.clone(), Arc::clone(&self.ears.desk));
                let (again, may_say) = (frame.retry_attempt > 0, frame.accepts_response_payload);
                tokio::spawn(async move {
                    let ack = match desk.take(kind, payload, again).await {
                        Ack::With(_) if !may_say => Ack::Came,
                        ack => ack,
                    };
                    settle.send(Settled { envelope, ack }).ok();
                });
            }
            _ => drop(self.settle.send(Settled { envelope, ack: Ack::Came })),
        }
        false
    }

    /// Waits for somebody who is behind, while what is settled meanwhile is acknowledged.
    async fn holding(&mut self, what: impl Future<Output = ()>) {
        tokio::pin!(what);
        loop {
            tokio::select! {
                biased;
                () = &mut what => return,
                Some(settled) = self.settled.recv() => {
                    // A connection that breaks here is found broken when it is read again.
                    self.acknowledge(settled).await.ok();
                }
            }
        }
    }

    /// Acknowledges what is settled, and whatever else is by now.
    async fn acknowledge(
        &mut self,
        first: Settled,
    ) -> Result<(), Box<tokio_tungstenite::tungstenite::Error>> {
        let mut next = Some(first);
        while let Some(Settled { envelope, ack }) = next {
            self.in_hand = self.in_hand.saturating_sub(1);
            let said = match ack {
                Ack::Not => None,
                Ack::Came => Some(json!({ "envelope_id": envelope })),
                Ack::With(payload) => Some(json!({ "envelope_id": envelope, "payload": payload })),
            };
            if let Some(said) = said {
                self.socket.feed(Raw::text(said.to_string())).await.map_err(Box::new)?;
            }
            next = self.settled.try_recv().ok();
        }
        self.socket.flush().await.map_err(Box::new)
    }

    /// Listens to nothing more; what is in hand is acknowledged.
    async fn finish(&mut self) {
        let until = Instant::now() + FAREWELL;
        while self.in_hand > 0 {
            let settled = tokio::time::timeout_at(until, self.settled.recv()).await;
            let Ok(Some(settled)) = settled else { break };
            if self.acknowledge(settled).await.is_err() {
                break;
            }
        }
        self.socket.close(None).await.ok();
    }
}

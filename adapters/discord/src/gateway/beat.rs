//! The sign of life that Discord wants at its pace, also while what it told us waits for the database.

use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::{Error as Broken, Message as Raw};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use super::frame::{self, Frame, Hello};

/// A connection to the gateway.
pub(super) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The sign of life.
pub(super) struct Beat {
    pub(super) every: Duration,
    pub(super) next: Instant,
    /// Whether the last one was not answered yet.
    pub(super) unheard: bool,
}

impl Beat {
    /// Gives a sign of life.
    pub(super) async fn live(&mut self, socket: &mut Socket, seq: Option<u64>) -> Result<(), Broken> {
        socket.send(Raw::text(frame::heartbeat(seq).to_string())).await?;
        self.unheard = true;
        self.next = Instant::now() + self.every;
        Ok(())
    }

    /// Waits for somebody who is behind, while Discord goes on hearing from us.
    pub(super) async fn holding<T>(
        &mut self,
        socket: &mut Socket,
        seq: Option<u64>,
        what: impl Future<Output = T>,
    ) -> T {
        tokio::pin!(what);
        loop {
            tokio::select! {
                biased;
                done = &mut what => return done,
                () = sleep_until(self.next) => {
                    // A connection that breaks here is found broken when it is read again.
                    self.live(socket, seq).await.ok();
                    // The answers wait unread in the socket.
                    self.unheard = false;
                    self.next = self.next.max(Instant::now() + self.every);
                }
            }
        }
    }
}

/// The first frame: how often a sign of life is wanted.
pub(super) async fn hello(socket: &mut Socket) -> Option<Duration> {
    loop {
        if let Raw::Text(text) = socket.next().await?.ok()? {
            let frame: Frame<'_> = serde_json::from_str(&text).ok()?;
            let hello: Hello =
                serde_json::from_str(frame.d.filter(|_| frame.op == frame::HELLO)?.get()).ok()?;
            return Some(Duration::from_millis(hello.heartbeat_interval.max(1)));
        }
    }
}

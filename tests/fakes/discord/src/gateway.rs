//! The gateway's side of the fake: sessions, heartbeats, replay.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::stream::SplitSink;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::Inner;

/// What is known of sessions.
pub(crate) struct Gateway {
    pub(crate) shards: u64,
    pub(crate) at_once: u64,
    pub(crate) heartbeat: Duration,
    /// Whether heartbeats go unheard.
    pub(crate) deaf: bool,
    /// Whether sessions can be resumed.
    pub(crate) resumable: bool,
    /// Close codes for those who introduce themselves, each once.
    pub(crate) refuse: Vec<u16>,
    /// The close code for whoever resumes next, whose session is lost.
    pub(crate) refuse_to_resume: Option<u16>,
    pub(crate) token: String,
    pub(crate) sessions: HashMap<String, Session>,
    /// Every frame that came, by its op.
    pub(crate) heard: Vec<(Instant, Value)>,
    /// What is sent to whoever introduces themselves: servers.
    pub(crate) servers: Vec<Value>,
    /// What READY says of the address to resume at, if otherwise than usual.
    pub(crate) resume_url: Option<String>,
    pub(crate) connections: usize,
    /// Who is on a server.
    pub(crate) members: HashMap<String, Vec<Value>>,
}

impl Default for Gateway {
    fn default() -> Self {
        Self {
            shards: 1,
            at_once: 1,
            heartbeat: Duration::from_secs(40),
            deaf: false,
            resumable: true,
            refuse: Vec::new(),
            refuse_to_resume: None,
            token: String::new(),
            sessions: HashMap::new(),
            heard: Vec::new(),
            servers: Vec::new(),
            resume_url: None,
            connections: 0,
            members: HashMap::new(),
        }
    }
}

/// One session: what was sent in it, and where it goes now.
pub(crate) struct Session {
    pub(crate) shard: u64,
    pub(crate) seq: u64,
    pub(crate) log: Vec<(u64, String)>,
    pub(crate) line: Option<Line>,
}

/// What goes out on a connection.
pub(crate) enum Out {
    Frame(String),
    Close(u16),
    /// The line breaks without a word.
    Break,
}

impl Session {
    /// Sends a dispatch, or keeps it for whoever resumes.
    pub(crate) fn dispatch(&mut self, kind: &str, data: &Value) {
        self.tell(kind, &data.to_string(), true);
    }

    /// The same with its JSON ready-made, and whether it is kept.
    pub(crate) fn tell(&mut self, kind: &str, data: &str, keeps: bool) {
        self.seq += 1;
        let frame = format!(r#"{{"op":0,"t":"{kind}","s":{},"d":{data}}}"#, self.seq);
        if keeps {
            self.log.push((self.seq, frame.clone()));
        }
        self.line = self.line.take().filter(|line| line.send(Out::Frame(frame)).is_ok());
    }
}

/// The shard that a server is on.
pub(crate) fn shard_of(server: &str, shards: u64) -> u64 {
    server.parse::<u64>().map_or(0, |id| (id >> 22) % shards.max(1))
}

/// A connection's way out, which others may use as well.
type Line = mpsc::UnboundedSender<Out>;

fn send(line: &Line, frame: &Value) -> bool {
    line.send(Out::Frame(frame.to_string())).is_ok()
}

/// Says whatever goes out, until there is no more to say. Apart from who listens, so that whoever does not read is heard.
async fn speak(mut socket: SplitSink<WebSocket, Message>, mut out: mpsc::UnboundedReceiver<Out>) {
    while let Some(next) = out.recv().await {
        match next {
            Out::Frame(frame) => {
                // What waits goes together, as much of it as fits.
                if socket.feed(Message::text(frame)).await.is_err()
                    || out.is_empty() && socket.flush().await.is_err()
                {
                    return;
                }
            }
            Out::Close(code) => {
                let close = CloseFrame { code, reason: "".into() };
                socket.send(Message::Close(Some(close))).await.ok();
                return;
            }
            Out::Break => {
                socket.flush().await.ok();
                return;
            }
        }
    }
}

/// One connection, from hello to its end.
pub(crate) async fn connection(inner: Arc<Inner>, socket: WebSocket) {
    let heartbeat = inner.with(|state| {
        state.gateway.connections += 1;
        state.gateway.heartbeat
    });
    let (line, out) = mpsc::unbounded_channel();
    let (sink, mut stream) = socket.split();
    let mut speaking = tokio::spawn(speak(sink, out));
    let interval = u64::try_from(heartbeat.as_millis()).unwrap_or(u64::MAX);
    send(&line, &json!({ "op": 10, "d": { "heartbeat_interval": interval } }));
    let mut session: Option<String> = None;
    loop {
        let frame = tokio::select! {
            _ = &mut speaking => break,
            // Whoever gives no sign of life for three intervals is gone.
            heard = timeout(heartbeat * 3, stream.next()) => match heard {
                Ok(Some(Ok(Message::Text(text)))) => serde_json::from_str::<Value>(&text).ok(),
                Ok(Some(Ok(_))) => continue,
                _ => {
                    speaking.abort();
                    break;
                }
            },
        };
        let Some(frame) = frame else {
            close(&line, 4002);
            continue;
        };
        inner.with(|state| state.gateway.heard.push((Instant::now(), frame.clone())));
        inner.changed.notify_waiters();
        match frame["op"].as_u64() {
            Some(1) => {
                if !inner.with(|state| state.gateway.deaf) {
                    send(&line, &json!({ "op": 11 }));
                }
            }
            Some(2) => introduce(&inner, &frame["d"], &line, &mut session),
            Some(8) => members(&inner, &frame["d"]),
            Some(6) => resume(&inner, &frame["d"], &line, &mut session),
            _ => close(&line, 4001),
        }
    }
    if let Some(session) = session {
        inner.with(|state| {
            if let Some(session) = state.gateway.sessions.get_mut(&session)
                && session.line.as_ref().is_some_and(|known| known.same_channel(&line))
            {
                session.line = None;
            }
        });
    }
}

fn close(line: &Line, code: u16) {
    line.send(Out::Close(code)).ok();
}

fn introduce(inner: &Arc<Inner>, said: &Value, line: &Line, session: &mut Option<String>) {
    let refused = inner.with(|state| {
        let gateway = &mut state.gateway;
        if !gateway.refuse.is_empty() {
            return Some(gateway.refuse.remove(0));
        }
        // With or without the kind of token before it.
        let token = said["token"].as_str().map(|token| token.trim_start_matches("Bot "));
        (token != Some(gateway.token.as_str())).then_some(4004)
    });
    if let Some(code) = refused {
        return close(line, code);
    }
    let shard = said["shard"][0].as_u64().unwrap_or_default();
    inner.with(|state| {
        let id = state.id();
        let shards = state.gateway.shards;
        let url = state.gateway.resume_url.clone().unwrap_or_else(|| state.url.replace("http", "ws"));
        let servers: Vec<Value> = state.gateway.servers.clone();
        let here = servers
            .iter()
            .filter(|server| shard_of(server["id"].as_str().unwrap_or_default(), shards) == shard);
        let here: Vec<&Value> = here.collect();
        let guilds: Vec<Value> =
            here.iter().map(|server| json!({ "id": server["id"], "unavailable": true })).collect();
        let ready = json!({
            "v": 10, "user": crate::payload::user(crate::BOT, "kith", true), "guilds": guilds, "session_id": id,
            "resume_gateway_url": url, "shard": [shard, shards], "application": { "id": crate::APP, "flags": 0 },
        });
        let mut begun = Session { shard, seq: 0, log: Vec::new(), line: Some(line.clone()) };
        begun.dispatch("READY", &ready);
        for server in here {
            begun.dispatch("GUILD_CREATE", server);
        }
        state.gateway.sessions.insert(id.clone(), begun);
        *session = Some(id);
    });
    inner.changed.notify_waiters();
}

/// Hands out everybody who is on a server, a thousand at a time.
fn members(inner: &Arc<Inner>, asked: &Value) {
    let server = asked["guild_id"].as_str().unwrap_or_default().to_owned();
    inner.with(|state| {
        let shard = shard_of(&server, state.gateway.shards);
        let all = state.gateway.members.get(&server).cloned().unwrap_or_default();
        let count = all.len().div_ceil(1_000).max(1);
        for (n, chunk) in all.chunks(1_000).enumerate() {
            let data = json!({
                "guild_id": server, "members": chunk, "chunk_index": n, "chunk_count": count, "not_found": [],
            });
            for session in state.gateway.sessions.values_mut().filter(|session| session.shard == shard) {
                session.dispatch("GUILD_MEMBERS_CHUNK", &data);
            }
        }
    });
}

fn resume(inner: &Arc<Inner>, said: &Value, line: &Line, session: &mut Option<String>) {
    let id = said["session_id"].as_str().unwrap_or_default().to_owned();
    let seq = said["seq"].as_u64().unwrap_or_default();
    let refused = inner.with(|state| {
        let code = state.gateway.refuse_to_resume.take()?;
        state.gateway.sessions.remove(&id);
        Some(code)
    });
    if let Some(code) = refused {
        return close(line, code);
    }
    let resumed = inner.with(|state| {
        let gateway = &mut state.gateway;
        let known = gateway.sessions.get_mut(&id).filter(|known| gateway.resumable && seq <= known.seq);
        let Some(known) = known else { return false };
        if let Some(other) = known.line.replace(line.clone()) {
            other.send(Out::Break).ok();
        }
        for (_, frame) in known.log.iter().filter(|(sent, _)| *sent > seq) {
            line.send(Out::Frame(frame.clone())).ok();
        }
        known.dispatch("RESUMED", &json!({}));
        true
    });
    inner.changed.notify_waiters();
    if resumed {
        *session = Some(id);
    } else {
        send(line, &json!({ "op": 9, "d": false }));
    }
}

//! How Kith is told: into a socket or to an address, signed, again if it does not answer, twice or in another order if a test
//! wants it so.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use sha2::Sha256;
use tokio::sync::mpsc;

use crate::state::{State, now};
use crate::{Inner, SIGNING_SECRET, answers, socket};

/// What is delivered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sent {
    Command,
    Event,
    Interactive,
}

/// Something on its way to Kith.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub(crate) id: String,
    pub(crate) kind: Sent,
    pub(crate) payload: Value,
    pub(crate) asked: Option<String>,
    /// How often it was tried before.
    pub(crate) tries: u32,
    /// Why it is tried again.
    pub(crate) reason: &'static str,
    pub(crate) after: Duration,
}

/// Something that was sent and is not acknowledged.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) delivery: Delivery,
    /// On which connection; none if by HTTP.
    pub(crate) connection: Option<usize>,
    pub(crate) sent: Instant,
    /// Whether it was said that it is late.
    pub(crate) late: bool,
}

impl Delivery {
    pub(crate) fn new(state: &mut State, kind: Sent, payload: Value, asked: Option<String>) -> Self {
        state.next += 1;
        let id = format!("{:08x}-0000-4000-8000-{:012x}", state.next, state.next);
        Self { id, kind, payload, asked, tries: 0, reason: "", after: Duration::ZERO }
    }

    /// What happened, in a word.
    pub(crate) fn name(&self) -> String {
        let of = |value: &Value| value.as_str().map(ToOwned::to_owned);
        let name =
            of(&self.payload["event"]["type"]).or(of(&self.payload["type"])).or(of(&self.payload["command"]));
        name.unwrap_or_default()
    }

    fn again(&self, state: &mut State, reason: &'static str) -> Self {
        state.next += 1;
        let id = format!("{:08x}-0000-4000-8000-{:012x}", state.next, state.next);
        let pause = state.ways.pauses[usize::try_from(self.tries).unwrap_or(2).min(2)];
        Self { id, tries: self.tries + 1, reason, after: pause, ..self.clone() }
    }
}

/// Sends something, the way that a test chose.
pub(crate) fn send(state: &mut State, delivery: Delivery) {
    if delivery.kind != Sent::Event {
        return go(state, delivery);
    }
    state.delivered.push(delivery.clone());
    let copy = state
        .ways
        .doubles
        .then(|| delivery.again(state, "duplicate"))
        .map(|copy| Delivery { tries: 0, ..copy });
    if state.ways.shuffles {
        match state.held.take() {
            None => state.held = Some(delivery),
            Some(held) => {
                go(state, delivery);
                go(state, held);
            }
        }
    } else {
        go(state, delivery);
    }
    if let Some(copy) = copy {
        go(state, copy);
    }
}

/// Sends it now.
pub(crate) fn go(state: &mut State, delivery: Delivery) {
    if state.base.is_some() {
        let pending =
            Pending { delivery: delivery.clone(), connection: None, sent: Instant::now(), late: false };
        state.unacked.insert(delivery.id.clone(), pending);
        state.post.send(delivery).ok();
        return;
    }
    socket::send(state, delivery);
}

/// Something was not acknowledged: an event comes again, whoever asked is let down.
pub(crate) fn failed(state: &mut State, delivery: &Delivery, reason: &'static str) {
    let name = delivery.name();
    if delivery.kind == Sent::Event && delivery.tries + 1 < state.ways.tries {
        let again = delivery.again(state, reason);
        return go(state, again);
    }
    state.late.push(format!("{name}: {reason}, after {} tries", delivery.tries + 1));
}

/// Looks after what is not acknowledged in time.
pub(crate) fn sweep(state: &mut State) {
    let patience = state.ways.patience;
    let late: Vec<String> = state
        .unacked
        .iter()
        .filter(|(_, pending)| {
            pending.connection.is_some() && !pending.late && pending.sent.elapsed() > patience
        })
        .map(|(id, _)| id.clone())
        .collect();
    for id in late {
        let pending = state.unacked.get_mut(&id).expect("it was there");
        // It may be acknowledged all the same: too late, but not a lie.
        pending.late = true;
        let delivery = pending.delivery.clone();
        failed(state, &delivery, "timeout");
    }
}

/// An acknowledgement of something, with what came in it.
pub(crate) fn acknowledged(state: &mut State, id: &str, payload: Option<&Value>) {
    let Some(pending) = state.unacked.remove(id) else { return };
    state.acked += 1;
    if pending.late {
        state.late.push(format!(
            "{}: acknowledged after {:?}",
            pending.delivery.name(),
            pending.sent.elapsed()
        ));
        return;
    }
    answers::acknowledged(state, &pending.delivery, payload);
}

/// The signature of a body at a moment (seconds since 1970).
pub fn signature(secret: &str, at: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length");
    mac.update(format!("v0:{at}:").as_bytes());
    mac.update(body);
    format!("v0={}", hex::encode(mac.finalize().into_bytes()))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The body of a delivery, its type, and which of the paths it goes to.
pub(crate) fn body(delivery: &Delivery) -> (Vec<u8>, &'static str, usize) {
    const FORM: &str = "application/x-www-form-urlencoded";
    match delivery.kind {
        Sent::Command => {
            let pairs = delivery.payload.as_object().into_iter().flatten();
            let pairs: Vec<String> = pairs
                .map(|(key, value)| format!("{key}={}", encoded(value.as_str().unwrap_or_default())))
                .collect();
            (pairs.join("&").into_bytes(), FORM, 0)
        }
        Sent::Event => (delivery.payload.to_string().into_bytes(), "application/json", 1),
        Sent::Interactive => {
            let path = if delivery.payload["type"] == "block_suggestion" { 3 } else { 2 };
            (format!("payload={}", encoded(&delivery.payload.to_string())).into_bytes(), FORM, path)
        }
    }
}

/// A client for plain HTTP.
pub(crate) fn client() -> Client<HttpConnector, Full<Bytes>> {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    Client::builder(TokioExecutor::new()).build(connector)
}

/// What came back from Kith: the status, whether it asks not to be told again, its type, the body.
type Came = (u16, bool, String, Vec<u8>);

async fn posted(client: &Client<HttpConnector, Full<Bytes>>, url: &str, delivery: &Delivery) -> Option<Came> {
    let (body, kind, _) = body(delivery);
    let at = (now() / 1_000_000).to_string();
    let mut request = Request::post(url)
        .header("content-type", kind)
        .header("user-agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
        .header("x-slack-request-timestamp", &at)
        .header("x-slack-signature", signature(SIGNING_SECRET, &at, &body));
    if delivery.tries > 0 {
        request = request
            .header("x-slack-retry-num", delivery.tries)
            .header("x-slack-retry-reason", delivery.reason);
    }
    let answer = client.request(request.body(Full::new(Bytes::from(body))).ok()?).await.ok()?;
    let header = |name: &str| {
        answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let (status, no_retry, kind) =
        (answer.status().as_u16(), header("x-slack-no-retry") == "1", header("content-type"));
    let body = answer.into_body().collect().await.ok()?.to_bytes().to_vec();
    Some((status, no_retry, kind, body))
}

/// Delivers by HTTP until the fake is gone.
pub(crate) async fn by_http(inner: Arc<Inner>, mut deliveries: mpsc::UnboundedReceiver<Delivery>) {
    let client = client();
    while let Some(delivery) = deliveries.recv().await {
        let (inner, client) = (Arc::clone(&inner), client.clone());
        tokio::spawn(async move {
            tokio::time::sleep(delivery.after).await;
            let (_, _, path) = body(&delivery);
            let found = inner.with(|state| {
                let url = state.base.as_ref().map(|base| format!("{base}{}", state.ways.paths[path]));
                Some((url?, state.ways.patience))
            });
            let Some((url, patience)) = found else { return };
            let came = tokio::time::timeout(patience, posted(&client, &url, &delivery)).await;
            inner.with(|state| settle(state, &delivery, came.ok()));
            inner.changed.notify_waiters();
        });
    }
}

fn settle(state: &mut State, delivery: &Delivery, came: Option<Option<Came>>) {
    let (status, no_retry, kind, body) = match came {
        Some(Some(came)) => came,
        Some(None) => {
            state.unacked.remove(&delivery.id);
            return failed(state, delivery, "connection_failed");
        }
        None => {
            state.unacked.remove(&delivery.id);
            return failed(state, delivery, "http_timeout");
        }
    };
    if !(200..300).contains(&status) {
        state.unacked.remove(&delivery.id);
        if !no_retry {
            return failed(state, delivery, "http_error");
        }
        state.late.push(format!("{}: {status}, and not again", delivery.name()));
        return;
    }
    let payload = match serde_json::from_slice::<Value>(&body) {
        Ok(payload) if kind.starts_with("application/json") => Some(payload),
        _ if body.is_empty() => None,
        _ => {
            let words = String::from_utf8_lossy(&body).chars().take(80).collect::<String>();
            state.complain(format!("{} is answered with {kind}: {words}", delivery.name()));
            None
        }
    };
    let payload = if delivery.kind == Sent::Event { None } else { payload };
    acknowledged(state, &delivery.id, payload.as_ref());
}

//! How a test makes Slack difficult: limits, trouble, lines that end, deliveries that come twice, late or forged.

use std::time::Duration;

use axum::body::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use serde_json::Value;

use crate::deliver::{self, Delivery, client, signature};
use crate::socket::Out;
use crate::state::{Planned, Rule, Trouble, now};
use crate::{Fake, SIGNING_SECRET};

/// A request that claims to be Slack's.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Where it goes, below Kith's address.
    pub path: String,
    /// The type of its body.
    pub kind: String,
    /// Its body.
    pub body: Vec<u8>,
    /// Since when it claims to be on its way: seconds since 1970.
    pub at: String,
    /// Its signature; right if nothing else is said.
    pub signature: Option<String>,
    /// Whether it claims to be the second try.
    pub retry: bool,
}

impl Fake {
    /// Plans trouble for the next calls of a method; `*` for any, `/response` for response URLs.
    pub fn trouble(&self, method: &str, times: usize, what: Trouble) {
        self.inner.with(|state| state.planned.push(Planned { method: method.to_owned(), what, times }));
    }

    /// Limits a method in each workspace, and in each of its channels by itself if so wanted.
    pub fn limit(&self, method: &str, most: usize, within: Duration, by_channel: bool) {
        self.inner.with(|state| state.rules.insert(method.to_owned(), Rule { most, within, by_channel }));
    }

    /// How long an acknowledgement may take, 3 s otherwise.
    pub fn patience(&self, patience: Duration) {
        self.inner.with(|state| state.ways.patience = patience);
    }

    /// How long triggers and response URLs are good.
    pub fn lasts(&self, triggers: Duration, urls: Duration) {
        self.inner.with(|state| (state.ways.triggers, state.ways.urls) = (triggers, urls));
    }

    /// The trigger of what somebody asked is of no use any more.
    pub fn expires(&self, asked: &str) {
        self.inner.with(|state| state.asked.get_mut(asked).expect("somebody asked").expired = true);
    }

    /// The response URL of what somebody asked is of no use any more.
    pub fn closes_url(&self, asked: &str) {
        self.inner.with(|state| state.asked.get_mut(asked).expect("somebody asked").uses = Some(0));
    }

    /// How often an event is tried, 4 times otherwise.
    pub fn tries(&self, tries: u32) {
        self.inner.with(|state| state.ways.tries = tries);
    }

    /// How long files are worked on before blocks may show them.
    pub fn works_on_files(&self, how_long: Duration) {
        self.inner.with(|state| state.ways.processing = how_long);
    }

    /// How often Slack asks for a sign of life, and whether it has stopped doing so.
    pub fn pings(&self, every: Duration, deaf: bool) {
        self.inner.with(|state| (state.ways.pings, state.ways.deaf) = (every, deaf));
    }

    /// Whether two events in a row change places.
    pub fn shuffles(&self, shuffles: bool) {
        self.inner.with(|state| {
            state.ways.shuffles = shuffles;
            if let Some(held) = state.held.take() {
                deliver::go(state, held);
            }
        });
    }

    /// Whether every event is delivered twice.
    pub fn doubles(&self, doubles: bool) {
        self.inner.with(|state| state.ways.doubles = doubles);
    }

    /// Switches Socket Mode on or off.
    pub fn sockets(&self, on: bool) {
        self.inner.with(|state| state.ways.sockets = on);
    }

    /// Delivers to this address from now on, such as `http://127.0.0.1:PORT`; into sockets with `None`.
    pub fn delivers_to(&self, base: Option<&str>) {
        self.inner.with(|state| state.base = base.map(|base| base.trim_end_matches('/').to_owned()));
    }

    /// The paths at which Kith hears: commands, events, interactivity, options; `/slack/…` otherwise.
    pub fn paths(&self, paths: [&str; 4]) {
        self.inner.with(|state| state.ways.paths = paths.map(ToOwned::to_owned));
    }

    /// Delivers the last event of a kind (such as `message`) once more, as after a network's hiccup.
    pub fn delivers_again(&self, kind: &str) {
        self.inner.with(|state| {
            let last = state.delivered.iter().rev().find(|one| one.payload["event"]["type"] == kind).cloned();
            let last = last.expect("an event of that kind");
            state.next += 1;
            let id = format!("{:08x}-0000-4000-8000-000000000000", state.next);
            deliver::go(state, Delivery { id, tries: 1, reason: "timeout", ..last });
        });
    }

    /// How many lines there are now.
    pub fn connected(&self) -> usize {
        self.inner.with(|state| state.connections.iter().filter(|one| !one.leaving).count())
    }

    /// How many lines there were so far.
    pub fn connections(&self) -> usize {
        self.inner.with(|state| state.opened)
    }

    /// Waits until there are so many lines.
    pub async fn is_connected(&self, lines: usize) {
        self.until("lines are there", |fake| (fake.connected() >= lines).then_some(())).await;
    }

    /// Tells every line that it ends, with `warning`, `refresh_requested` or `link_disabled`. Nothing more is sent into it
    /// unless it is only a warning.
    pub fn disconnects(&self, reason: &str) {
        let frame = serde_json::json!({ "type": "disconnect", "reason": reason, "debug_info": { "host": "applink-fake" } });
        self.inner.with(|state| {
            for connection in &mut state.connections {
                connection.leaving |= reason != "warning";
                connection.line.send(Out::Frame(frame.to_string())).ok();
            }
        });
    }

    /// Closes every line as it should be.
    pub fn closes_lines(&self) {
        self.inner.with(|state| state.connections.iter().for_each(|one| drop(one.line.send(Out::Close))));
    }

    /// Breaks every line without a word.
    pub fn breaks_lines(&self) {
        self.inner.with(|state| state.connections.iter().for_each(|one| drop(one.line.send(Out::Break))));
    }

    /// Sends a frame as it is on every line.
    pub fn frame(&self, frame: &str) {
        self.inner.with(|state| {
            state.connections.iter().for_each(|one| drop(one.line.send(Out::Frame(frame.to_owned()))));
        });
    }

    /// What would be delivered by HTTP for the last event of a kind, rightly signed: to be spoilt by a test.
    pub fn claim(&self, kind: &str) -> Claim {
        self.inner.with(|state| {
            let last = state.delivered.iter().rev().find(|one| one.payload["event"]["type"] == kind).cloned();
            let last = last.expect("an event of that kind");
            let (body, kind, path) = deliver::body(&last);
            Claim {
                path: state.ways.paths[path].clone(),
                kind: kind.to_owned(),
                body,
                at: (now() / 1_000_000).to_string(),
                signature: None,
                retry: false,
            }
        })
    }

    /// What would be delivered by HTTP for a payload: a command if it has one, else something pressed.
    pub fn claim_of(&self, payload: &Value) -> Claim {
        let kind =
            if payload["command"].is_string() { deliver::Sent::Command } else { deliver::Sent::Interactive };
        self.inner.with(|state| {
            let delivery = Delivery::new(state, kind, payload.clone(), None);
            let (body, kind, path) = deliver::body(&delivery);
            let at = (now() / 1_000_000).to_string();
            Claim {
                path: state.ways.paths[path].clone(),
                kind: kind.to_owned(),
                body,
                at,
                signature: None,
                retry: false,
            }
        })
    }

    /// Asks an address to show that it listens, as Slack does before it delivers there.
    pub async fn verifies(&self, base: &str) -> bool {
        let challenge = format!("{:032x}", rand::random::<u128>());
        let body =
            serde_json::json!({ "type": "url_verification", "token": "legacy", "challenge": challenge });
        let path = self.inner.with(|state| state.ways.paths[1].clone());
        let claim = Claim {
            path,
            kind: "application/json".to_owned(),
            body: body.to_string().into_bytes(),
            at: (now() / 1_000_000).to_string(),
            signature: None,
            retry: false,
        };
        let answer = self.sends_claim(base, &claim).await;
        answer.is_some_and(|(status, said)| status == 200 && said.contains(&challenge))
    }

    /// Sends a claim to an address; the status and the body that come back, or nothing if the line breaks.
    pub async fn sends_claim(&self, base: &str, claim: &Claim) -> Option<(u16, String)> {
        let right = signature(SIGNING_SECRET, &claim.at, &claim.body);
        let signature = claim.signature.clone().unwrap_or(right);
        let mut request = Request::post(format!("{}{}", base.trim_end_matches('/'), claim.path))
            .header("content-type", &claim.kind)
            .header("x-slack-request-timestamp", &claim.at);
        if !signature.is_empty() {
            request = request.header("x-slack-signature", signature);
        }
        if claim.retry {
            request = request.header("x-slack-retry-num", "1").header("x-slack-retry-reason", "http_timeout");
        }
        let request = request.body(Full::new(Bytes::from(claim.body.clone()))).expect("a request");
        let answer = client().request(request).await.ok()?;
        let status = answer.status().as_u16();
        let body = answer.into_body().collect().await.ok()?.to_bytes();
        Some((status, String::from_utf8_lossy(&body).into_owned()))
    }
}

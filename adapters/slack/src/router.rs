//! Kith over HTTP: what Slack sends to a public address, once its signature is right. What is not Slack's leaves no trace.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use serde_json::{Map, Value};
use slack_morphism::SlackSigningSecret;
use slack_morphism::signature_verifier::{SlackEventSignatureVerifier, SlackEventSignatureVerifierError};
use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::desk::{Ack, Kind};
use crate::ears::Ears;
use crate::gap::Heard;
use crate::secret::Secret;

/// The longest thing that Slack sends, in bytes; anything longer is not its own.
const LONGEST: usize = 1 << 20;
/// How long somebody is waited for who is behind. Slack itself waits three seconds, and then sends it again.
const PATIENCE: Duration = Duration::from_secs(10);

/// So long nothing is said of whoever else is turned away.
const QUIET: Duration = Duration::from_secs(60);

/// What the endpoints share.
struct Door {
    ears: Arc<Ears>,
    heard: Arc<Heard>,
    verifier: SlackEventSignatureVerifier,
    /// When it was last said that somebody was turned away.
    warned: Mutex<Option<Instant>>,
}

/// Why something is not taken for Slack's.
enum Doubt {
    /// It does not even claim to be.
    Nothing,
    /// The signature does not fit.
    Signature,
    /// The signature fits, and another time.
    Time,
}

impl Door {
    /// Says that somebody was turned away, now and then: whoever runs Kith may have mistyped the secret, and nothing else
    /// would tell them; whoever guesses at the door shall not fill the log.
    fn warn(&self, doubt: &Doubt) {
        if let Doubt::Nothing = doubt {
            return;
        }
        let mut warned = self.warned.lock().unwrap_or_else(PoisonError::into_inner);
        if warned.is_some_and(|at| at.elapsed() < QUIET) {
            return;
        }
        *warned = Some(Instant::now());
        match doubt {
            Doubt::Time => tracing::warn!(
                "a request to the public address was turned away because its time is more than five minutes off: if it comes \
                 from Slack, this machine's clock is wrong"
            ),
            _ => tracing::warn!(
                "a request to the public address was turned away because its signature does not fit: if it comes from Slack, \
                 KITH_SLACK_SIGNING_SECRET is wrong. Copy it again from the app's page Basic Information, under App Credentials"
            ),
        }
    }
}

/// The endpoints. Each takes everything, so that one address is enough.
pub(crate) fn router(ears: Arc<Ears>, heard: Arc<Heard>, secret: &Secret) -> Router {
    let secret = SlackSigningSecret::new(secret.bare().to_owned());
    let door = Arc::new(Door {
        ears,
        heard,
        verifier: SlackEventSignatureVerifier::new(&secret),
        warned: Mutex::default(),
    });
    let mut router = Router::new();
    for path in ["/slack/commands", "/slack/events", "/slack/interactive", "/slack/options"] {
        router = router.route(path, post(take));
    }
    router.layer(DefaultBodyLimit::max(LONGEST)).with_state(door)
}

async fn take(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> Response {
    let body = match signed(&door.verifier, &headers, &body) {
        Ok(body) => body,
        Err(doubt) => {
            door.warn(&doubt);
            return StatusCode::UNAUTHORIZED.into_response();
        }
    };
    door.heard.sign();
    let again = headers.contains_key("x-slack-retry-num");
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/json") {
        return happened(&door.ears, body).await;
    }
    let mut fields: Map<String, Value> = form_urlencoded::parse(body.as_bytes())
        .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
        .collect();
    // Slack looks now and then whether the address speaks TLS.
    if fields.contains_key("ssl_check") {
        return StatusCode::OK.into_response();
    }
    let (kind, payload) = match fields.remove("payload") {
        Some(payload) => match payload.as_str().and_then(|json| serde_json::from_str(json).ok()) {
            Some(payload) => (Kind::Interaction, payload),
            None => return StatusCode::BAD_REQUEST.into_response(),
        },
        None => (Kind::Command, Value::Object(fields)),
    };
    match door.ears.desk.take(kind, payload, again).await {
        Ack::Not => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Ack::Came => StatusCode::OK.into_response(),
        Ack::With(said) => ([(header::CONTENT_TYPE, "application/json")], said.to_string()).into_response(),
    }
}

/// The body, if Slack signed it within five minutes. The comparison takes the same time whatever was guessed.
fn signed<'a>(
    verifier: &SlackEventSignatureVerifier,
    headers: &HeaderMap,
    body: &'a [u8],
) -> Result<&'a str, Doubt> {
    let text = |name: &str| headers.get(name).and_then(|text| text.to_str().ok()).ok_or(Doubt::Nothing);
    let hash = text(SlackEventSignatureVerifier::SLACK_SIGNED_HASH_HEADER)?;
    let time = text(SlackEventSignatureVerifier::SLACK_SIGNED_TIMESTAMP)?;
    let body = std::str::from_utf8(body).map_err(|_| Doubt::Nothing)?;
    // The library reckons with the time, and some cannot be reckoned with.
    let is_time = !time.is_empty() && time.len() <= 12 && time.bytes().all(|byte| byte.is_ascii_digit());
    if !is_time {
        return Err(Doubt::Nothing);
    }
    match verifier.verify(hash, body, time) {
        Ok(()) => Ok(body),
        Err(SlackEventSignatureVerifierError::IncorrectOrExpiredTimestampError(_)) => Err(Doubt::Time),
        Err(_) => Err(Doubt::Signature),
    }
}

/// Something happened: Slack is told that it came when it is kept.
async fn happened(ears: &Ears, body: &str) -> Response {
    let (done, kept) = oneshot::channel();
    let hearing = async {
        let told = move |whole| {
            done.send(whole).ok();
        };
        if let Some(challenge) = ears.hear(body, Box::new(told)).await {
            return challenge.0.into_response();
        }
        match kept.await {
            Ok(true) => StatusCode::OK.into_response(),
            _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    };
    let late = StatusCode::SERVICE_UNAVAILABLE.into_response();
    tokio::time::timeout(PATIENCE, hearing).await.unwrap_or(late)
}

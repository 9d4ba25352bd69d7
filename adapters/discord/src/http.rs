//! Asking Discord over HTTP: one host, one version, no redirects, no proxies; every answer with its status and headers.

use std::fmt;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, USER_AGENT};
use hyper::{Method, Request, StatusCode, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rand::RngExt as _;
use serde_json::Value;

use crate::limits::Limits;
use crate::token::Token;

/// Where Discord is.
pub const DISCORD: &str = "https://discord.com";
/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long a request may wait for a rate limit before it is put off.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 16 << 20;
const AGENT: &str = concat!("DiscordBot (https://kith.invalid, ", env!("CARGO_PKG_VERSION"), ")");

/// Why a request came to nothing.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub(crate) enum Fault {
    /// Discord was not reached, or did not answer in time.
    #[error("Discord was not reached: {0}")]
    Unreached(String),
    /// Discord is in trouble itself.
    #[error("Discord is in trouble (status {0})")]
    Trouble(u16),
    /// A rate limit holds for this much longer.
    #[error("Discord asks for a pause of {} ms", .0.as_millis())]
    Limited(Duration),
    /// Discord refuses, and will refuse again.
    #[error("Discord refuses ({status}, code {code}): {words}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Discord's own code; 0 if it gave none.
        code: i64,
        /// Discord's words.
        words: String,
    },
}

impl Fault {
    /// Whether the same may go through later.
    pub(crate) fn is_passing(&self) -> bool {
        !matches!(self, Self::Refused { .. })
    }

    /// Discord's own code, if it refused.
    pub(crate) fn code(&self) -> Option<i64> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }
}

/// A file that goes along with a message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Upload {
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) body: Vec<u8>,
}

/// What is asked.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) method: Method,
    /// The path below `/api/v10`, with its query.
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
    pub(crate) files: Vec<Upload>,
    /// Whether the path itself holds what admits us, so that the token stays at home.
    pub(crate) keyed: bool,
}

impl Ask {
    pub(crate) fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), body: None, files: Vec::new(), keyed: false }
    }

    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    pub(crate) fn post(path: impl Into<String>, body: Value) -> Self {
        Self { body: Some(body), ..Self::new(Method::POST, path) }
    }

    pub(crate) fn patch(path: impl Into<String>, body: Value) -> Self {
        Self { body: Some(body), ..Self::new(Method::PATCH, path) }
    }

    pub(crate) fn with(mut self, files: Vec<Upload>) -> Self {
        self.files = files;
        self
    }

    /// The token in the path admits us.
    pub(crate) fn keyed(mut self) -> Self {
        self.keyed = true;
        self
    }
}

/// One connection pool to one Discord.
pub(crate) struct Http {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    base: String,
    token: Token,
    limits: Limits,
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").field("base", &self.base).finish_non_exhaustive()
    }
}

impl Http {
    /// Discord at `base`, such as [`DISCORD`] or `http://127.0.0.1:PORT`.
    pub(crate) fn new(base: &str, token: Token) -> Self {
        let mut connector = HttpConnector::new();
        connector.enforce_http(false);
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(Duration::from_secs(5)));
        let connector = HttpsConnectorBuilder::new()
            .with_webpki_roots()
            .https_or_http()
            .enable_http1()
            .wrap_connector(connector);
        let client = Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(connector);
        Self { client, base: base.trim_end_matches('/').to_owned(), token, limits: Limits::default() }
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    pub(crate) fn token(&self) -> &Token {
        &self.token
    }

    /// Asks once, as soon as the limits allow. A 429 is waited out if it is short; everything else is the caller's.
    pub(crate) async fn ask(&self, ask: &Ask) -> Result<Value, Fault> {
        let mut waited = Duration::ZERO;
        loop {
            let turn =
                self.limits.turn(ask, LONGEST_WAIT.saturating_sub(waited)).await.map_err(Fault::Limited)?;
            let (status, headers, body) = match tokio::time::timeout(PATIENCE, self.send(ask)).await {
                Ok(sent) => sent?,
                Err(_) => return Err(Fault::Unreached("it took too long to answer".to_owned())),
            };
            let pause = turn.learn(status, &headers, &body);
            match pause {
                Some(pause) if waited + pause <= LONGEST_WAIT => {
                    // Whoever is told to wait for nothing waits a little all the same.
                    let pause = pause.max(Duration::from_millis(250));
                    // A little apart from others who were told the same.
                    let jitter = Duration::from_millis(rand::rng().random_range(5..50));
                    tokio::time::sleep(pause + jitter).await;
                    waited += pause;
                }
                Some(pause) => return Err(Fault::Limited(pause)),
                None => return judge(status, &body),
            }
        }
    }

    async fn send(&self, ask: &Ask) -> Result<(StatusCode, HeaderMap, Bytes), Fault> {
        let unreached = |what: &dyn fmt::Display| Fault::Unreached(what.to_string());
        let uri: Uri =
            format!("{}/api/v10{}", self.base, ask.path).parse().map_err(|error| unreached(&error))?;
        let mut request = Request::builder().method(ask.method.clone()).uri(uri).header(USER_AGENT, AGENT);
        if !ask.keyed {
            request = request.header(AUTHORIZATION, format!("Bot {}", self.token.secret()));
        }
        let body = if ask.files.is_empty() {
            match &ask.body {
                Some(body) => {
                    request = request.header(CONTENT_TYPE, "application/json");
                    Bytes::from(body.to_string())
                }
                None => Bytes::new(),
            }
        } else {
            let (boundary, body) = multipart(ask);
            request = request.header(CONTENT_TYPE, format!("multipart/form-data; boundary={boundary}"));
            Bytes::from(body)
        };
        let request = request.body(Full::new(body)).map_err(|error| unreached(&error))?;
        let answer = self.client.request(request).await.map_err(|error| unreached(&root(&error)))?;
        let (parts, body) = answer.into_parts();
        let body = Limited::new(body, LONGEST_ANSWER).collect().await.map_err(|error| unreached(&error))?;
        Ok((parts.status, parts.headers, body.to_bytes()))
    }
}

/// The cause at the bottom, which says what happened; the ones above only repeat that something did.
fn root(error: &(dyn std::error::Error + 'static)) -> String {
    let mut root = error;
    while let Some(source) = root.source() {
        root = source;
    }
    root.to_string()
}

fn judge(status: StatusCode, body: &[u8]) -> Result<Value, Fault> {
    let json = || serde_json::from_slice::<Value>(body).unwrap_or_default();
    if status.is_success() {
        return Ok(json());
    }
    if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT {
        return Err(Fault::Trouble(status.as_u16()));
    }
    let said = json();
    let code = said["code"].as_i64().unwrap_or_default();
    let words = said["message"].as_str().unwrap_or("no reason given").to_owned();
    Err(Fault::Refused { status: status.as_u16(), code, words })
}

/// The files after the JSON that describes them, with a boundary that stands in none of them.
fn multipart(ask: &Ask) -> (String, Vec<u8>) {
    let boundary = format!("kith-{:032x}", rand::random::<u128>());
    let mut body = Vec::new();
    let json = ask.body.clone().unwrap_or_default();
    let head = "Content-Disposition: form-data; name=\"payload_json\"\r\nContent-Type: application/json";
    body.extend_from_slice(format!("--{boundary}\r\n{head}\r\n\r\n{json}\r\n").as_bytes());
    for (n, file) in ask.files.iter().enumerate() {
        let name = file.name.replace(['"', '\r', '\n', '\\'], "_");
        let head = format!("Content-Disposition: form-data; name=\"files[{n}]\"; filename=\"{name}\"");
        body.extend_from_slice(
            format!("--{boundary}\r\n{head}\r\nContent-Type: {}\r\n\r\n", file.kind).as_bytes(),
        );
        body.extend_from_slice(&file.body);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (boundary, body)
}

//! Asking Slack over HTTP: one Slack, no redirects, no proxies; every answer judged by Slack's own codes.

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
use serde_json::Value;

use crate::fault::{Fault, judge};
use crate::limits::Limits;
use crate::secret::Secret;
use crate::workspace::Workspace;

/// Where Slack is.
pub const SLACK: &str = "https://slack.com/api/";
/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long a request may wait for a rate limit before it is put off.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 16 << 20;
/// Slack lets one message a second into a channel.
const BETWEEN_POSTS: Duration = Duration::from_secs(1);
const AGENT: &str = concat!("Kith/", env!("CARGO_PKG_VERSION"));

/// Methods that Slack takes as JSON; the others read, and want a form.
const JSON: [&str; 16] = [
    "apps.connections.open",
    "chat.postEphemeral",
    "chat.postMessage",
    "chat.update",
    "conversations.open",
    "files.completeUploadExternal",
    "reactions.add",
    "reactions.remove",
    "usergroups.disable",
    "usergroups.enable",
    "usergroups.users.update",
    "views.open",
    "views.publish",
    "views.push",
    "views.update",
    "workflows.stepFailed",
];

/// What Slack said, and what it says the token may do.
pub(crate) struct Said {
    pub(crate) body: Value,
    /// The scopes of the token, if Slack told.
    pub(crate) scopes: Option<Vec<String>>,
}

/// One connection pool to one Slack.
pub(crate) struct Http {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    base: String,
    limits: Limits,
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").field("base", &self.base).finish_non_exhaustive()
    }
}

impl Http {
    /// Slack's Web API at `base`, such as [`SLACK`] or `http://127.0.0.1:PORT/api/`.
    pub(crate) fn new(base: &str) -> Self {
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
        Self { client, base: base.trim().trim_end_matches('/').to_owned(), limits: Limits::default() }
    }

    /// Whether an address is of the Slack that is asked; nothing of ours goes anywhere else.
    pub(crate) fn is_ours(&self, url: &str) -> bool {
        ours(&self.base, url)
    }

    /// Calls a method for a workspace, as soon as the limits allow.
    pub(crate) async fn call(&self, who: &Workspace, method: &str, body: Value) -> Result<Value, Fault> {
        self.ask(&who.team, &who.token, method, body).await.map(|said| said.body)
    }

    /// Calls a method with a token.
    pub(crate) async fn ask(
        &self,
        team: &str,
        token: &Secret,
        method: &str,
        body: Value,
    ) -> Result<Said, Fault> {
        let line = format!("{team}/{method}");
        let channel = body["channel"].as_str().filter(|_| method == "chat.postMessage");
        let channel = channel.map(|channel| format!("{line}/{channel}"));
        let mut waited = Duration::ZERO;
        loop {
            let left = LONGEST_WAIT.saturating_sub(waited);
            if let Some(channel) = &channel {
                self.limits.turn(channel, BETWEEN_POSTS, left).await.map_err(Fault::Limited)?;
            }
            self.limits.free(&line, left).await.map_err(Fault::Limited)?;
            let (status, headers, answer) = self.patiently(self.request(token, method, &body)?).await?;
            if status == StatusCode::TOO_MANY_REQUESTS {
                let pause = retry_after(&headers);
                self.limits.pause(&line, pause);
                waited += pause;
                if waited > LONGEST_WAIT {
                    return Err(Fault::Limited(pause));
                }
                continue;
            }
            let scopes = headers.get("x-oauth-scopes").and_then(|value| value.to_str().ok());
            let scopes = scopes.map(|all| all.split(',').map(|one| one.trim().to_owned()).collect());
            return judge(status, &answer).map(|body| Said { body, scopes });
        }
    }

    /// Where Slack shows itself to browsers, such as `https://slack.com`.
    pub(crate) fn home(&self) -> &str {
        self.base.strip_suffix("/api").unwrap_or(&self.base)
    }

    /// Exchanges the code of an installation for a token.
    pub(crate) async fn exchange(
        &self,
        id: &str,
        secret: &Secret,
        code: &str,
        back: &str,
    ) -> Result<Value, Fault> {
        let body = serde_json::json!({
            "client_id": id, "client_secret": secret.bare(), "code": code, "redirect_uri": back,
        });
        let request = self.bare(&format!("{}/oauth.v2.access", self.base))?;
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (status, _, answer) = self.patiently(finished(request, Bytes::from(form(&body)))?).await?;
        judge(status, &answer)
    }

    /// Answers at an address that Slack gave for it. No token goes along.
    pub(crate) async fn respond(&self, url: &str, body: &Value) -> Result<(), Fault> {
        let request = self.bare(url)?.header(CONTENT_TYPE, "application/json; charset=utf-8");
        let request = finished(request, Bytes::from(body.to_string()))?;
        let (status, headers, answer) = self.patiently(request).await?;
        if status == StatusCode::TOO_MANY_REQUESTS {
            return Err(Fault::Limited(retry_after(&headers)));
        }
        if status.is_client_error() {
            let said: Value = serde_json::from_slice(&answer).unwrap_or_default();
            let code = said["error"].as_str().unwrap_or("expired_url").to_owned();
            return Err(Fault::Refused { code, needed: None });
        }
        if status.is_success() { Ok(()) } else { Err(Fault::Trouble(status.to_string())) }
    }

    /// Hands a file over at the address that Slack gave for it.
    pub(crate) async fn upload(&self, url: &str, body: Vec<u8>) -> Result<(), Fault> {
        let request = self.bare(url)?.header(CONTENT_TYPE, "application/octet-stream");
        let (status, _, _) = self.patiently(finished(request, Bytes::from(body))?).await?;
        if status.is_success() { Ok(()) } else { Err(Fault::Trouble(format!("upload: {status}"))) }
    }

    fn bare(&self, url: &str) -> Result<hyper::http::request::Builder, Fault> {
        if !self.is_ours(url) {
            return Err(Fault::Elsewhere);
        }
        Ok(Request::builder().method(Method::POST).uri(url).header(USER_AGENT, AGENT))
    }

    fn request(&self, token: &Secret, method: &str, body: &Value) -> Result<Request<Full<Bytes>>, Fault> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("{}/{method}", self.base))
            .header(USER_AGENT, AGENT)
            .header(AUTHORIZATION, format!("Bearer {}", token.bare()));
        if JSON.contains(&method) {
            let request = request.header(CONTENT_TYPE, "application/json; charset=utf-8");
            return finished(request, Bytes::from(body.to_string()));
        }
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        finished(request, Bytes::from(form(body)))
    }

    async fn patiently(
        &self,
        request: Request<Full<Bytes>>,
    ) -> Result<(StatusCode, HeaderMap, Bytes), Fault> {
        let sent = async {
            let answer = self.client.request(request).await.map_err(|error| unreached(&error))?;
            let (parts, body) = answer.into_parts();
            let body = Limited::new(body, LONGEST_ANSWER).collect().await;
            let body = body.map_err(|error| Fault::Unreached(error.to_string()))?.to_bytes();
            Ok((parts.status, parts.headers, body))
        };
        match tokio::time::timeout(PATIENCE, sent).await {
            Ok(sent) => sent,
            Err(_) => Err(Fault::Unreached("it took too long to answer".to_owned())),
        }
    }
}

fn finished(request: hyper::http::request::Builder, body: Bytes) -> Result<Request<Full<Bytes>>, Fault> {
    request.body(Full::new(body)).map_err(|error| Fault::Unreached(error.to_string()))
}

/// The cause at the bottom, which says what happened; the ones above only repeat that something did.
fn unreached(error: &(dyn std::error::Error + 'static)) -> Fault {
    let mut root = error;
    while let Some(source) = root.source() {
        root = source;
    }
    Fault::Unreached(root.to_string())
}

fn retry_after(headers: &HeaderMap) -> Duration {
    let seconds = headers.get("retry-after").and_then(|value| value.to_str().ok()?.parse::<f64>().ok());
    Duration::try_from_secs_f64(seconds.unwrap_or(1.0).max(0.0)).unwrap_or(Duration::from_secs(1))
}

/// A JSON object as a form: texts as they are, everything else as JSON.
fn form(body: &Value) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in body.as_object().into_iter().flatten() {
        match value {
            Value::Null => continue,
            Value::String(text) => form.append_pair(name, text),
            other => form.append_pair(name, &other.to_string()),
        };
    }
    form.finish()
}

/// Whether an address belongs to the Slack at `base`: its own host, or for the real Slack one of its own.
pub(crate) fn ours(base: &str, url: &str) -> bool {
    let (Ok(base), Ok(url)) = (base.parse::<Uri>(), url.parse::<Uri>()) else { return false };
    let (Some(home), Some(host)) = (base.host(), url.host()) else { return false };
    let tls = matches!(url.scheme_str(), Some("https" | "wss"));
    if home == "slack.com" {
        return tls && (host == home || host.ends_with(".slack.com"));
    }
    // What is asked for under TLS is not told without.
    let plain = matches!(url.scheme_str(), Some("http" | "ws")) && base.scheme_str() == Some("http");
    (tls || plain) && host == home
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_goes_to_anybody_but_the_slack_that_is_asked() {
        for fine in ["https://hooks.slack.com/commands/1/2", "wss://wss-primary.slack.com/link/?ticket=1"] {
            assert!(ours(SLACK, fine), "{fine}");
        }
        for foreign in [
            "http://hooks.slack.com/commands/1/2",
            "https://slack.com.evil.example/",
            "https://evilslack.com/",
            "ws://wss-primary.slack.com/",
            "https://hooks.slack.com@evil.example/",
            "not an address",
        ] {
            assert!(!ours(SLACK, foreign), "{foreign}");
        }
        assert!(ours("http://127.0.0.1:4000/api", "ws://127.0.0.1:4001/link"));
        assert!(!ours("http://127.0.0.1:4000/api", "https://slack.com/api/"));
        assert!(!ours("http://127.0.0.1:4000/api", "ws://127.0.0.2:4000/link"));
        assert!(!ours("https://own.example/api", "ws://own.example/link"));
    }

    #[test]
    fn methods_that_read_are_sent_a_form() {
        let body = json!({ "channel": "C1", "limit": 15, "include_all_metadata": true, "cursor": null });
        assert_eq!(form(&body), "channel=C1&include_all_metadata=true&limit=15");
    }
}

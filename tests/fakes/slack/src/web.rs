//! The HTTP side of the fake: every call is recorded, held against Slack's rules, limited and answered.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Request, State as With, WebSocketUpgrade};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as STANDARD;
use http_body_util::BodyExt as _;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

use crate::blocks::short;
use crate::calls::{self, Call, Refusal, refuse};
use crate::state::{Holder, Recorded, State, Trouble};
use crate::table::{self, Kind, Method, Who};
use crate::{Inner, answers, install, rush, socket};

/// How often a limit may be ignored before the door is shut.
const BANNED_AFTER: usize = 8;

/// The pairs of a form.
pub(crate) fn pairs(form: &str) -> Map<String, Value> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(key, value)| (decode(key), Value::from(decode(value)))).collect()
}

fn header<'a>(parts: &'a Parts, name: &str) -> &'a str {
    parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Answers whatever comes.
pub(crate) async fn any(With(inner): With<Arc<Inner>>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    if path == "/link/" {
        return line(inner, &mut parts).await;
    }
    let bytes = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let asked: Vec<&str> = path.trim_matches('/').split('/').collect();
    let (response, pause) = match asked[..] {
        ["api", method] => match inner.with(|state| rush::called(state, method, &bytes)) {
            Some(value) => return shown(200, &value, &[]),
            None => inner.with(|state| api(state, method, &parts, &bytes)),
        },
        ["upload", "v1", file] => inner.with(|state| (upload(state, file, &parts, &bytes), None)),
        ["actions" | "commands", team, key] => inner.with(|state| url(state, team, key, &parts, &bytes)),
        ["oauth", "v2", "authorize"] => (authorize(&inner, &parts), None),
        _ => {
            inner.with(|state| state.complain(format!("{} {path}: there is nothing", parts.method)));
            (plain(404, "not found"), None)
        }
    };
    inner.changed.notify_waiters();
    if let Some(pause) = pause {
        tokio::time::sleep(pause).await;
    }
    response
}

async fn line(inner: Arc<Inner>, parts: &mut Parts) -> Response {
    let query = pairs(parts.uri.query().unwrap_or_default());
    let ticket = query.get("ticket").and_then(Value::as_str).unwrap_or_default().to_owned();
    let good = inner.with(|state| {
        let good = state.tickets.remove(&ticket);
        if !good {
            state.complain("a ticket for a socket was used twice, or made up");
        }
        if !header(parts, "authorization").is_empty() {
            state.complain("a token goes along where it need not: into the socket");
        }
        good
    });
    if !good {
        return plain(403, "invalid ticket");
    }
    match WebSocketUpgrade::from_request_parts(parts, &()).await {
        Ok(upgrade) => upgrade.on_upgrade(move |socket| socket::connection(inner, socket)).into_response(),
        Err(refused) => refused.into_response(),
    }
}

fn plain(status: u16, words: &str) -> Response {
    Response::builder().status(status).body(Body::from(words.to_owned())).unwrap_or_default()
}

fn shown(status: u16, value: &Value, headers: &[(&str, String)]) -> Response {
    let mut response =
        Response::builder().status(status).header("content-type", "application/json; charset=utf-8");
    for (name, value) in headers {
        response = response.header(*name, value);
    }
    response.body(Body::from(value.to_string())).unwrap_or_default()
}

/// The arguments of a call as they came, and whether all of them are strings.
fn arguments(
    state: &mut State,
    method: &str,
    parts: &Parts,
    body: &Bytes,
    json: bool,
) -> (Map<String, Value>, bool) {
    let kind = header(parts, "content-type");
    let mut form = pairs(parts.uri.query().unwrap_or_default());
    if form.contains_key("token") {
        state.complain(format!("{method}: a token stands in the address"));
    }
    if kind.starts_with("application/json") {
        if !json {
            state.complain(format!("{method} takes no JSON, and reads no argument of it"));
            return (form, true);
        }
        if !kind.contains("charset=utf-8") && !body.is_ascii() {
            state.complain(format!("{method}: JSON that does not say in which letters it is written"));
        }
        return match serde_json::from_slice(body) {
            Ok(Value::Object(args)) => (args, false),
            _ => {
                state.complain(format!("{method}: JSON that cannot be read"));
                (Map::new(), false)
            }
        };
    }
    if kind.starts_with("application/x-www-form-urlencoded") {
        form.extend(pairs(&String::from_utf8_lossy(body)));
    } else if !body.is_empty() {
        state.complain(format!("{method}: a body of the type {kind}"));
    }
    (form, true)
}

/// Reads the arguments by the table.
fn read(state: &mut State, method: &Method, given: Map<String, Value>, form: bool) -> Result<Value, Refusal> {
    let mut args = Map::new();
    let mut wrong = Vec::new();
    for (key, value) in given {
        let Some((_, kind, _)) = method.args.iter().find(|(name, _, _)| *name == key) else {
            wrong.push(format!("there is no argument {key}"));
            continue;
        };
        if form && value == "" && *kind != Kind::Text {
            wrong.push(format!("{key}: is empty"));
            continue;
        }
        match table::read(*kind, &value, form) {
            Ok(read) => drop(args.insert(key, read)),
            Err(why) => wrong.push(format!("{key}: {} {why}", short(&value))),
        }
    }
    for (name, _, needed) in method.args {
        if *needed && !args.contains_key(*name) {
            wrong.push(format!("needs {name}"));
        }
    }
    if wrong.is_empty() {
        return Ok(args.into());
    }
    let messages: Vec<String> = wrong.iter().map(|wrong| format!("[ERROR] {wrong}")).collect();
    wrong.into_iter().for_each(|wrong| state.complain(format!("{}: {wrong}", method.name)));
    let more = json!({ "response_metadata": { "messages": messages } });
    Err(Refusal { error: "invalid_arguments".to_owned(), more })
}

/// Who calls: the workspace of a bot, or nothing for the app.
fn caller(state: &State, method: &Method, token: Option<&str>) -> Result<String, Refusal> {
    if method.who == Who::Client {
        return Ok(String::new());
    }
    let token = token.ok_or_else(|| refuse("not_authed"))?;
    match (state.tokens.get(token), method.who) {
        (None, _) => Err(refuse("invalid_auth")),
        (Some(Holder::Gone), _) => Err(refuse("account_inactive")),
        (Some(Holder::App), Who::App) => Ok(String::new()),
        (Some(Holder::Bot(team)), Who::Bot) => Ok(team.clone()),
        (Some(_), _) => Err(refuse("not_allowed_token_type")),
    }
}

fn basic(parts: &Parts) -> Option<(String, String)> {
    let given = header(parts, "authorization").strip_prefix("Basic ")?;
    let decoded = String::from_utf8(STANDARD.decode(given).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

fn api(state: &mut State, name: &str, parts: &Parts, body: &Bytes) -> (Response, Option<Duration>) {
    let mut recorded = Recorded {
        method: name.to_owned(),
        team: String::new(),
        args: Value::Null,
        size: body.len(),
        status: 200,
        outcome: "ok".to_owned(),
        at: Instant::now(),
    };
    let (response, pause) = answered(state, name, parts, body, &mut recorded);
    recorded.status = response.status().as_u16();
    state.requests.push(recorded);
    (response, pause)
}

fn refused(state: &State, team: &str, refusal: &Refusal, recorded: &mut Recorded) -> Response {
    recorded.outcome.clone_from(&refusal.error);
    let mut value = json!({ "ok": false, "error": refusal.error });
    for (key, more) in refusal.more.as_object().into_iter().flatten() {
        value[key] = more.clone();
    }
    shown(200, &value, &scopes(state, team))
}

fn scopes(state: &State, team: &str) -> Vec<(&'static str, String)> {
    let granted = state.teams.get(team).and_then(|team| team.scopes.as_ref());
    let granted: Vec<String> = granted.into_iter().flatten().cloned().collect();
    vec![("x-oauth-scopes", granted.join(","))]
}

fn answered(
    state: &mut State,
    name: &str,
    parts: &Parts,
    body: &Bytes,
    recorded: &mut Recorded,
) -> (Response, Option<Duration>) {
    let Some(method) = table::find(name) else {
        state.complain(format!("there is no method {name} for Kith"));
        return (refused(state, "", &refuse("unknown_method"), recorded), None);
    };
    if parts.method != "POST" && (parts.method != "GET" || method.json) {
        state.complain(format!("{name}: {}", parts.method));
    }
    let token = header(parts, "authorization").strip_prefix("Bearer ").map(ToOwned::to_owned);
    let team = match caller(state, method, token.as_deref()) {
        Ok(team) => team,
        Err(refusal) => return (refused(state, "", &refusal, recorded), None),
    };
    recorded.team.clone_from(&team);
    let (given, form) = arguments(state, name, parts, body, method.json);
    let args = read(state, method, given, form);
    if let Ok(args) = &args {
        recorded.args = args.clone();
    }
    if let Some(response) = limited(state, name, &team, &recorded.args) {
        recorded.outcome = "ratelimited".to_owned();
        return (response, None);
    }
    let trouble = state.trouble(name);
    if let Some(Trouble::Status(status)) = trouble {
        recorded.outcome = format!("status {status}");
        return (plain(status, "trouble"), None);
    }
    if let Some(refusal) = trouble.as_ref().and_then(calls::troubled) {
        return (refused(state, &team, &refusal, recorded), None);
    }
    let outcome = args.and_then(|args| {
        // What the app itself may is granted with its token.
        if method.who == Who::Bot {
            calls::scope(state, &team, method.scope)?;
        }
        let call =
            Call { method: name, team: &team, args: &args, token: token.as_deref(), basic: basic(parts) };
        calls::call(state, &call)
    });
    let response = match outcome {
        Ok(mut value) => {
            value["ok"] = true.into();
            shown(200, &value, &scopes(state, &team))
        }
        Err(refusal) => refused(state, &team, &refusal, recorded),
    };
    match trouble {
        Some(Trouble::Lost(status)) => (plain(status, "lost"), None),
        Some(Trouble::Slow(pause)) => (response, Some(pause)),
        _ => (response, None),
    }
}

fn limited(state: &mut State, name: &str, team: &str, args: &Value) -> Option<Response> {
    let channel = args["channel"].as_str().unwrap_or_default().to_owned();
    let (wait, ignored) = state.limited(name, team, &channel);
    if ignored {
        state.complain(format!("{name}: called in spite of a limit"));
        let ignored = state.complaints.iter().filter(|one| one.contains("in spite of a limit")).count();
        if ignored > BANNED_AFTER {
            return Some(plain(403, "banned: too many calls in spite of limits"));
        }
    }
    let seconds = wait?.as_secs().max(1);
    let value = json!({ "ok": false, "error": "ratelimited" });
    Some(shown(429, &value, &[("retry-after", seconds.to_string())]))
}

fn upload(state: &mut State, id: &str, parts: &Parts, body: &Bytes) -> Response {
    if !header(parts, "authorization").is_empty() {
        state.complain("a token goes along where it need not: with an upload");
    }
    let bytes = match header(parts, "content-type").split_once("boundary=") {
        Some((_, boundary)) => one_part(body, boundary.trim_matches('"')),
        None => body.to_vec(),
    };
    let outcome = match state.uploads.get_mut(id) {
        Some(file) if file.length == bytes.len() => {
            file.bytes = Some(bytes.clone());
            Ok(())
        }
        Some(file) => Err(format!("{} bytes were said and {} came", file.length, bytes.len())),
        None => Err("nobody announced it".to_owned()),
    };
    let words = if outcome.is_ok() { "ok" } else { "wrong" };
    state.requests.push(Recorded {
        method: "/upload".to_owned(),
        team: String::new(),
        args: json!({ "file": id }),
        size: bytes.len(),
        status: if outcome.is_ok() { 200 } else { 400 },
        outcome: words.to_owned(),
        at: Instant::now(),
    });
    match outcome {
        Ok(()) => plain(200, &format!("OK - {}", bytes.len())),
        Err(why) => {
            state.complain(format!("an upload: {why}"));
            plain(400, "wrong")
        }
    }
}

/// The bytes of the first file of a body with parts.
fn one_part(body: &[u8], boundary: &str) -> Vec<u8> {
    let find = |from: usize, what: &[u8]| {
        body[from..].windows(what.len()).position(|window| window == what).map(|at| from + at)
    };
    let named = find(0, b"filename=").unwrap_or_default();
    let Some(begin) = find(named, b"\r\n\r\n").map(|at| at + 4) else { return Vec::new() };
    let end = find(begin, format!("\r\n--{boundary}").as_bytes()).unwrap_or(body.len());
    body[begin..end].to_vec()
}

fn url(
    state: &mut State,
    team: &str,
    key: &str,
    parts: &Parts,
    body: &Bytes,
) -> (Response, Option<Duration>) {
    if !header(parts, "authorization").is_empty() {
        state.complain("a token goes along where it need not: to a response URL");
    }
    let words: Value = serde_json::from_slice(body).unwrap_or_default();
    let trouble = state.trouble("/response");
    let outcome = match &trouble {
        Some(Trouble::Status(status)) => Err(refuse(&format!("status {status}"))),
        Some(Trouble::Refuse(error)) => Err(refuse(error)),
        _ => answers::to_url(state, key, &words),
    };
    let (mut status, word) = match &outcome {
        Ok(_) => (200, "ok".to_owned()),
        Err(refusal) => (404, refusal.error.clone()),
    };
    if let Some(Trouble::Status(other) | Trouble::Lost(other)) = trouble {
        status = other;
    }
    state.requests.push(Recorded {
        method: "/response".to_owned(),
        team: team.to_owned(),
        args: words,
        size: body.len(),
        status,
        outcome: word.clone(),
        at: Instant::now(),
    });
    let pause = if let Some(Trouble::Slow(pause)) = trouble { Some(pause) } else { None };
    (if status == 200 { plain(200, "ok") } else { plain(status, &word) }, pause)
}

/// Somebody agrees in a browser, and is sent back.
fn authorize(inner: &Inner, parts: &Parts) -> Response {
    let address = parts.uri.to_string();
    match inner.with(|state| install::agreed(state, &address)) {
        Ok(back) => {
            Response::builder().status(302).header("location", back).body(Body::empty()).unwrap_or_default()
        }
        Err(why) => plain(400, &why),
    }
}

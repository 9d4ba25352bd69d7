//! The HTTP side of the fake: every request is recorded, held against Discord's description, limited and answered.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State as With, WebSocketUpgrade};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};

use crate::state::{Recorded, State, Trouble};
use crate::{APP, Inner, answers, gateway, payload, rush, threads};

/// How often a limit may be ignored before the door is shut.
const BANNED_AFTER: usize = 3;

/// What a request is answered: a status, and JSON.
pub(crate) type Reply = (u16, Value);

/// A refusal in Discord's way.
pub(crate) fn refuse(status: u16, code: i64, words: &str) -> Reply {
    (status, json!({ "code": code, "message": words }))
}

/// Answers whatever comes.
pub(crate) async fn any(With(inner): With<Arc<Inner>>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    if parts.uri.path() == "/" {
        return match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
            Ok(upgrade) => upgrade
                .max_frame_size(64 << 20)
                .on_upgrade(move |socket| gateway::connection(inner, socket))
                .into_response(),
            Err(refused) => refused.into_response(),
        };
    }
    let method = parts.method.to_string();
    let path = parts.uri.path().strip_prefix("/api/v10").unwrap_or(parts.uri.path()).to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let bytes = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    if let Some(timed) = rush::timed(&inner, &path, &query, &bytes) {
        return timed;
    }
    let header =
        |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (json, files) = match header("content-type").split_once("boundary=") {
        Some((_, boundary)) => multipart(&bytes, boundary),
        None => (serde_json::from_slice(&bytes).ok(), Vec::new()),
    };
    let bare = path.starts_with("/interactions/") || path.starts_with("/webhooks/");
    let authorized = header("authorization").strip_prefix("Bot ").map(ToOwned::to_owned);
    let mut complaints = inner.contract.as_ref().map_or_else(Vec::new, |contract| {
        let pairs: Vec<_> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let pairs: Vec<_> =
            pairs.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        contract.complaints(&method, &path, &pairs, json.as_ref())
    });
    complaints.extend(answers::beyond_schema(&method, &path, json.as_ref(), files.len()));
    if !header("user-agent").starts_with("DiscordBot (") {
        complaints.push(format!("{method} {path}: the user agent says not who asks"));
    }
    if bare && authorized.is_some() {
        complaints.push(format!("{method} {path}: the token goes along where it need not"));
    }
    let mut recorded = Recorded {
        method,
        path,
        query,
        body: json.unwrap_or_default(),
        files,
        status: 0,
        at: Instant::now(),
    };
    let (reply, headers, pause) = inner.with(|state| {
        state.complaints.extend(complaints);
        let done = answer(state, &recorded, authorized.as_deref(), bare);
        recorded.status = done.0.0;
        state.requests.push(recorded);
        done
    });
    inner.changed.notify_waiters();
    if let Some(pause) = pause {
        tokio::time::sleep(pause).await;
    }
    let mut response = Response::builder().status(reply.0).header("content-type", "application/json");
    for (name, value) in headers {
        response = response.header(name, value);
    }
    let body = if reply.0 == 204 { String::new() } else { reply.1.to_string() };
    response.body(Body::from(body)).unwrap_or_default()
}

type Headers = Vec<(&'static str, String)>;

fn answer(
    state: &mut State,
    request: &Recorded,
    token: Option<&str>,
    bare: bool,
) -> (Reply, Headers, Option<Duration>) {
    if state.ignored > BANNED_AFTER {
        return (refuse(403, 0, "banned: too many requests in spite of limits"), Vec::new(), None);
    }
    if !bare && token != Some(state.gateway.token.as_str()) {
        return (refuse(401, 0, "401: Unauthorized"), Vec::new(), None);
    }
    let headers = match limited(state, request, bare) {
        Ok(headers) => headers,
        Err((reply, headers)) => return (reply, headers, None),
    };
    match state.trouble(&request.method, &request.path) {
        Some(Trouble::Status(status)) => (refuse(status, 0, "trouble"), headers, None),
        Some(Trouble::Refuse(status, code)) => (refuse(status, code, "refused as planned"), headers, None),
        Some(Trouble::Lost(status)) => {
            route(state, request);
            (refuse(status, 0, "lost"), headers, None)
        }
        Some(Trouble::Slow(pause)) => (route(state, request), headers, Some(pause)),
        None => (route(state, request), headers, None),
    }
}

/// Takes a request off its limits: the headers that say what is left, or the refusal.
fn limited(state: &mut State, request: &Recorded, bare: bool) -> Result<Headers, (Reply, Headers)> {
    let mut ignored = false;
    let mut refused = None;
    let mut headers = Headers::new();
    if let Some(limit) = state.everything.as_mut().filter(|_| !bare) {
        let (taken, rude) = limit.take();
        ignored |= rude;
        refused = taken.err().map(|wait| (wait, true));
    }
    let own = state.limits.iter_mut().find(|(part, _)| request.path.contains(part.as_str()));
    if let (None, Some((_, limit))) = (&refused, own) {
        let most = limit.most;
        let (taken, rude) = limit.take();
        ignored |= rude;
        match taken {
            Ok((left, reset)) => {
                headers.push(("x-ratelimit-limit", most.to_string()));
                headers.push(("x-ratelimit-remaining", left.to_string()));
                headers.push(("x-ratelimit-reset-after", format!("{:.3}", reset.as_secs_f64())));
                headers.push(("x-ratelimit-bucket", "fake".to_owned()));
            }
            Err(wait) => refused = Some((wait, false)),
        }
    }
    if ignored {
        state.ignored += 1;
        state.complaints.push(format!("{} {}: asked in spite of a limit", request.method, request.path));
    }
    let Some((wait, global)) = refused else { return Ok(headers) };
    let seconds = wait.as_secs_f64();
    headers.push(("retry-after", format!("{}", seconds.ceil())));
    headers.push(("x-ratelimit-scope", if global { "global" } else { "user" }.to_owned()));
    if global {
        headers.push(("x-ratelimit-global", "true".to_owned()));
    }
    let body = json!({ "message": "You are being rate limited.", "retry_after": seconds, "global": global });
    Err(((429, body), headers))
}

/// One's own line to each: the same for ever.
pub(crate) fn direct(to: &str) -> String {
    format!("9{:0>17}", to.chars().rev().take(17).collect::<String>().chars().rev().collect::<String>())
}

fn route(state: &mut State, request: &Recorded) -> Reply {
    let pieces: Vec<&str> = request.path.trim_start_matches('/').split('/').collect();
    let body = &request.body;
    match (request.method.as_str(), &pieces[..]) {
        ("GET", ["gateway"]) => (200, json!({ "url": state.url.replace("http", "ws") })),
        ("GET", ["gateway", "bot"]) => {
            let gateway = &state.gateway;
            let limit = json!({ "total": 1_000, "remaining": 999, "reset_after": 0, "max_concurrency": gateway.at_once });
            let url = state.url.replace("http", "ws");
            (200, json!({ "url": url, "shards": gateway.shards, "session_start_limit": limit }))
        }
        ("GET", ["applications", "@me"]) => (
            200,
            json!({ "id": APP, "name": "Kith", "flags": if state.grants_nothing { 0 } else { 565_248 }, "bot": payload::user(crate::BOT, "kith", true) }),
        ),
        ("PUT", ["applications", APP, "commands"]) => {
            state.commands.insert("everywhere".to_owned(), body.clone());
            (200, body.clone())
        }
        ("PUT", ["applications", APP, "guilds", server, "commands"]) => {
            state.commands.insert((*server).to_owned(), body.clone());
            (200, body.clone())
        }
        ("GET", ["users", "@me"]) => (200, payload::user(crate::BOT, "kith", true)),
        ("POST", ["users", "@me", "channels"]) => {
            let to = body["recipient_id"].as_str().unwrap_or_default();
            (
                200,
                json!({ "id": direct(to), "type": 1, "last_message_id": null, "recipients": [payload::user(to, "someone", false)] }),
            )
        }
        ("GET", ["guilds", server, "roles"]) => match known(state, server) {
            Some(server) => (200, server["roles"].clone()),
            None => refuse(404, 10_004, "Unknown Guild"),
        },
        ("GET", ["guilds", server, "channels"]) => match known(state, server) {
            Some(server) => (200, server["channels"].clone()),
            None => refuse(404, 10_004, "Unknown Guild"),
        },
        ("GET", ["guilds", server, "members", who]) => {
            let mine = state.roles.iter().filter(|(of, by, _)| of == server && by == who);
            let roles: Vec<&str> = mine.map(|(_, _, role)| role.as_str()).collect();
            (200, payload::member(Some(payload::user(who, "kith", true)), None, &roles))
        }
        (_, ["channels", channel]) => threads::channel(state, &request.method, channel, body),
        (_, ["channels", channel, "threads"]) => threads::open(state, channel, body),
        (method, ["channels", thread, "thread-members", who]) => threads::member(state, method, thread, who),
        ("GET", ["guilds", _, "threads", "active"]) => threads::active(state),
        ("GET", ["channels", channel, "threads", "archived", "public"]) => {
            threads::archived(state, channel, &request.query)
        }
        ("PUT", ["channels", _, "messages", message, "reactions", emoji, "@me"]) => {
            threads::react(state, message, emoji)
        }
        ("GET", ["channels", channel, "messages"]) => history(state, channel, &request.query),
        ("POST", ["channels", channel, "messages"]) => post(state, channel, body),
        ("PATCH", ["channels", channel, "messages", id]) => {
            let messages = state.messages.entry((*channel).to_owned()).or_default();
            let Some(message) = messages.iter_mut().find(|message| message["id"] == *id) else {
                return refuse(404, 10_008, "Unknown Message");
            };
            message["content"] = body["content"].clone();
            message["components"] = body["components"].clone();
            (200, message.clone())
        }
        ("POST", ["channels", channel, "messages", top, "threads"]) => {
            if state.opened.contains_key(*channel) || state.threads.contains(*channel) {
                return refuse(400, 50_024, "Cannot execute action on this channel type");
            }
            if !state.threads.insert((*top).to_owned()) {
                return refuse(400, 160_004, "A thread has already been created for this message");
            }
            (201, json!({ "id": top, "name": body["name"], "type": 11 }))
        }
        ("PUT", ["guilds", server, "members", who, "roles", role]) => {
            state.roles.insert(((*server).to_owned(), (*who).to_owned(), (*role).to_owned()));
            (204, Value::Null)
        }
        ("DELETE", ["guilds", server, "members", who, "roles", role]) => {
            state.roles.remove(&((*server).to_owned(), (*who).to_owned(), (*role).to_owned()));
            (204, Value::Null)
        }
        ("POST", ["interactions", id, token, "callback"]) => {
            answers::first(state, id, token, body, &request.query)
        }
        (_, ["webhooks", APP, token, rest @ ..]) => answers::later(state, &request.method, token, rest, body),
        _ => refuse(404, 0, "404: Not Found"),
    }
}

fn known(state: &State, server: &str) -> Option<Value> {
    state.gateway.servers.iter().find(|known| known["id"] == server).cloned()
}

fn post(state: &mut State, channel: &str, body: &Value) -> Reply {
    let nonce = body["nonce"].as_str().filter(|_| body["enforce_nonce"] == true);
    let key = nonce.map(|nonce| (channel.to_owned(), nonce.to_owned()));
    if let Some(known) = key.as_ref().and_then(|key| state.nonces.get(key)) {
        return (200, known.clone());
    }
    let id = state.id();
    let content = body["content"].as_str().unwrap_or_default();
    let mut message = payload::message(channel, &id, &payload::user(crate::BOT, "kith", true), content);
    for part in ["allowed_mentions", "attachments", "components", "flags", "message_reference", "nonce"] {
        if !body[part].is_null() {
            message[part] = body[part].clone();
        }
    }
    state.messages.entry(channel.to_owned()).or_default().push(message.clone());
    if let Some(key) = key {
        state.nonces.insert(key, message.clone());
    }
    (200, message)
}

fn history(state: &State, channel: &str, query: &str) -> Reply {
    let of = |name: &str| {
        query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse::<u64>().ok())
    };
    let (after, limit) = (of("after").unwrap_or_default(), of("limit").unwrap_or(50));
    let messages = state.messages.get(channel).into_iter().flatten();
    let number =
        |message: &Value| message["id"].as_str().and_then(|id| id.parse::<u64>().ok()).unwrap_or_default();
    let numbered = messages.map(|message| (number(message), message));
    let mut found: Vec<(u64, &Value)> = numbered.filter(|(number, _)| *number > after).collect();
    found.sort_by_key(|(number, _)| *number);
    found.truncate(usize::try_from(limit).unwrap_or(50));
    // Discord hands out the newest first.
    let page: Vec<Value> = found.into_iter().rev().map(|(_, message)| message.clone()).collect();
    (200, page.into())
}

/// The JSON and the files of a request with several parts.
fn multipart(body: &[u8], boundary: &str) -> (Option<Value>, Vec<(String, usize)>) {
    let text = String::from_utf8_lossy(body);
    let (mut json, mut files) = (None, Vec::new());
    for part in text.split(&format!("--{boundary}")) {
        let Some((head, rest)) = part.split_once("\r\n\r\n") else { continue };
        if head.contains("name=\"payload_json\"") {
            json = serde_json::from_str(rest.trim_end()).ok();
        } else if let Some((_, name)) = head.split_once("filename=\"") {
            files.push((name.split('"').next().unwrap_or_default().to_owned(), rest.len()));
        }
    }
    (json, files)
}

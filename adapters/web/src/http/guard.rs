//! Who may come in: the right host, a session of this browser, a token on whatever changes something, and a password
//! where the playground can be reached from elsewhere.

mod session;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Deserialize;

use super::problem::Form;
use super::{ANSWER, App, Problem};
use crate::page;
use crate::words::{Words, say};

pub use session::Access;
pub(super) use session::Session;

/// The header in which a page sends its token.
const TOKEN: &str = "x-kith-token";

/// Nothing but our own scripts, styles and pictures; no forms to elsewhere; in nobody's frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 5] = [
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
];

/// Looks at whoever comes, and sends along with every answer what keeps a browser safe.
pub(super) async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let (session, is_new) =
        match cookie(request.headers(), app.access.name()).and_then(|value| app.access.session(value)) {
            Some(session) => (session, false),
            None => (app.access.new_session(), true),
        };
    let path = request.uri().path().to_owned();
    let mut response = match admit(&app, &request, &path, &session) {
        Err(refusal) => refusal.into_response(),
        Ok(()) => {
            request.extensions_mut().insert(session.clone());
            let streams = path.starts_with("/live/");
            match tokio::time::timeout(ANSWER, next.run(request)).await {
                // A stream begins at once, and then goes on.
                Ok(response) => response,
                Err(_) if streams => Problem::broken(&"a stream did not begin").into_response(),
                Err(_) => {
                    let words = say!(Words::of("en"), "too-slow");
                    Problem::new(StatusCode::REQUEST_TIMEOUT, words).into_response()
                }
            }
        }
    };
    let headers = response.headers_mut();
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    for (name, value) in HEADERS {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    // Machines that watch the program keep no sessions.
    if is_new
        && !["/healthz", "/metrics"].contains(&path.as_str())
        && !headers.contains_key(SET_COOKIE)
        && let Ok(value) = HeaderValue::from_str(&app.access.cookie(&session))
    {
        headers.insert(SET_COOKIE, value);
    }
    response
}

fn admit(app: &App, request: &Request, path: &str, session: &Session) -> Result<(), Problem> {
    let words = Words::of("en");
    let headers = request.headers();
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !app.access.is_host(host) {
        // Another name that leads to this machine: its page would be taken for ours.
        return Err(Problem::new(StatusCode::MISDIRECTED_REQUEST, say!(words, "wrong-host")));
    }
    let changes = *request.method() != Method::GET && *request.method() != Method::HEAD;
    if changes && !is_from_here(headers, host) {
        return Err(Problem::new(StatusCode::FORBIDDEN, say!(words, "wrong-origin")));
    }
    let open = path.starts_with("/assets/") || path == "/healthz" || path == "/login";
    if path == "/metrics" && app.access.admits(headers) {
        return Ok(());
    }
    if !open && !session.inside {
        // A page leads to the question for the password; what a page fetches only says that there is one.
        let page = !changes && (path == "/" || path.starts_with("/c/"));
        return Err(if page {
            Problem::elsewhere("/login")
        } else {
            Problem::new(StatusCode::UNAUTHORIZED, say!(words, "password-hint"))
        });
    }
    let token = headers.get(TOKEN).and_then(|token| token.to_str().ok()).unwrap_or_default();
    if changes && path != "/login" && !app.access.is_token(session, token) {
        return Err(Problem::new(StatusCode::FORBIDDEN, say!(words, "wrong-token")));
    }
    Ok(())
}

/// Whether a page of ours sent this, as far as the browser says.
fn is_from_here(headers: &HeaderMap, host: &str) -> bool {
    let said = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let site = said(HeaderName::from_static("sec-fetch-site"));
    let origin = said(ORIGIN);
    let ours =
        |origin: &str| origin.split_once("://").is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(host));
    site.is_none_or(|site| ["none", "same-origin"].contains(&site)) && origin.is_none_or(ours)
}

/// The value of our cookie.
fn cookie<'a>(headers: &'a HeaderMap, our: &str) -> Option<&'a str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == our).map(|(_, value)| value)
}

/// The page that asks for the password.
pub(super) async fn ask_password(State(app): State<App>, session: axum::Extension<Session>) -> Response {
    if session.inside {
        return (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response();
    }
    asked(&app, &session, false).into_response()
}

fn asked(app: &App, session: &Session, wrong: bool) -> Markup {
    page::login(Words::of("en"), &app.access.token(session), wrong)
}

/// What the page sends that asks for the password.
#[derive(Deserialize)]
pub(super) struct Credentials {
    token: String,
    password: String,
}

/// Lets in whoever knows the password.
pub(super) async fn log_in(
    State(app): State<App>,
    session: axum::Extension<Session>,
    Form(sent): Form<Credentials>,
) -> Response {
    if !app.access.is_token(&session, &sent.token) {
        return (StatusCode::FORBIDDEN, asked(&app, &session, false)).into_response();
    }
    if !app.access.is_password(&sent.password) {
        return (StatusCode::UNAUTHORIZED, asked(&app, &session, true)).into_response();
    }
    let inside = app.access.let_in();
    (StatusCode::SEE_OTHER, [(LOCATION, "/".to_owned()), (SET_COOKIE, app.access.cookie(&inside))])
        .into_response()
}

//! The pages that somebody sees who installs Kith in a workspace.

use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use maud::{DOCTYPE, Markup, html};

use crate::words::{Own, say};

/// How an installation ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Somebody changed their mind.
    Denied,
    /// Kith is in the workspace that is called so.
    Done(String),
    /// Slack, or what Kith keeps, did not play along.
    Failed,
    /// A whole organisation cannot install Kith at once.
    Organisation,
    /// It took too long, or began in another browser.
    Stale,
}

/// Nothing is loaded from anywhere, nothing is kept by anybody, and nobody frames it.
const GUARDS: [(HeaderName, &str); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

const STYLE: &str = "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem;\
    color:#1f2d38;background:#fbfaf7}h1{font-size:1.6rem}a.go{display:inline-block;margin-top:1rem;padding:.7rem 1.4rem;\
    border-radius:.5rem;background:#2f4858;color:#fff;text-decoration:none}a.go:focus-visible{outline:3px solid #b5651d;\
    outline-offset:3px}@media(prefers-color-scheme:dark){body{color:#e6e2d8;background:#17222b}a.go{background:#d9a441;\
    color:#17222b}}";

fn page(own: Own, status: StatusCode, title: &str, body: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(own.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (maud::PreEscaped(STYLE)) }
            }
            body { main { h1 { (title) } (body) } }
        }
    };
    (status, GUARDS, page).into_response()
}

/// What Kith is, and the way to Slack's own page.
pub(super) fn begin(own: Own, address: &str) -> Response {
    let body = html! {
        p { (say!(own, "install-about")) }
        a.go href=(address) { (say!(own, "install-go")) }
    };
    page(own, StatusCode::OK, &say!(own, "install-title"), &body)
}

/// How it ended.
pub(super) fn outcome(own: Own, outcome: &Outcome) -> Response {
    let (title, words) = match outcome {
        Outcome::Denied => (say!(own, "install-title"), say!(own, "install-denied")),
        Outcome::Done(name) => (say!(own, "install-done", name = name.as_str()), say!(own, "install-next")),
        Outcome::Failed => (say!(own, "install-not"), say!(own, "install-failed")),
        Outcome::Organisation => (say!(own, "install-not"), say!(own, "install-organisation")),
        Outcome::Stale => (say!(own, "install-not"), say!(own, "install-stale")),
    };
    let again = !matches!(outcome, Outcome::Done(_));
    let body = html! {
        p { (words) }
        @if again { a.go href="/slack/install" { (say!(own, "install-again")) } }
    };
    page(own, outcome.status(), &title, &body)
}

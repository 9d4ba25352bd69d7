//! The page's own files, which are in the program, and people's, which are in the chat log: no path leads elsewhere.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bot_core::chat::AccountId;
use rust_embed::RustEmbed;

use super::problem::{Path, Query};
use super::who::Me;
use super::{App, Problem};
use crate::log::is_among;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Assets;

/// A file of the page's own.
pub(super) async fn asset(Path(name): Path<String>) -> Result<Response, Problem> {
    let kind = match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => return Err(Problem::not_found()),
    };
    let file = Assets::get(&name).ok_or_else(Problem::not_found)?;
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], file.data).into_response())
}

/// A picture or a file under a message, for those who see the message.
pub(super) async fn file(
    State(app): State<App>,
    Path((id, _name)): Path<(String, String)>,
    Query(me): Query<Me>,
) -> Result<Response, Problem> {
    let (file, only_for, bytes) = app.playground.log.file(&id).await?.ok_or_else(Problem::not_found)?;
    let sees = |only: &AccountId| me.account().is_some_and(|me| is_among(only, &me));
    if only_for.as_ref().is_some_and(|only| !sees(only)) {
        return Err(Problem::not_found());
    }
    let shown = if file.is_picture() { "inline" } else { "attachment" };
    let headers = [
        (CONTENT_TYPE, file.kind),
        (CONTENT_DISPOSITION, shown.to_owned()),
        // Whatever it is, it does nothing.
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (CACHE_CONTROL, "private, max-age=86400".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

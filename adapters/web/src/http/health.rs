//! For whoever watches the program: whether it lives, and what it counted.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::{App, Problem};

/// The kind of text that Prometheus reads.
pub(super) const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Whether the database and the chat log answer.
pub(super) async fn healthz(State(app): State<App>) -> Response {
    let core = app.playground.bot.standing().await;
    let log = app.playground.log.meta("").await;
    match (core, log) {
        (Ok(_), Ok(_)) => (StatusCode::OK, "ok\n").into_response(),
        (Err(error), _) => sick(&error),
        (_, Err(error)) => sick(&error),
    }
}

/// The database does not answer.
pub(super) fn sick(error: &dyn std::fmt::Display) -> Response {
    tracing::error!(%error, "not healthy");
    (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
}

/// Everything that was counted, for Prometheus.
pub(super) async fn metrics(State(app): State<App>) -> Result<Response, Problem> {
    let playground = &app.playground;
    let now = playground.now();
    let mut backlogs = Vec::new();
    for platform in playground.platforms().await? {
        let backlog = playground.bot.backlog(now, &platform).await.map_err(crate::Error::from)?;
        backlogs.push((platform.0, backlog));
    }
    Ok(([(CONTENT_TYPE, OPENMETRICS)], playground.metrics.told(now, &backlogs)).into_response())
}

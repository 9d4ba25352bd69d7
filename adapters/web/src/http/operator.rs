//! What a Kith at work on chat servers shows to whoever runs it: whether it lives, and what it counted. No playground.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bot_core::Bot;
use bot_core::chat::Platform;
use bot_core::moment::Moment;
use chrono::Utc;

use super::health::{OPENMETRICS, sick};
use crate::metrics::Metrics;

#[derive(Clone)]
struct Watched {
    bot: Bot,
    metrics: Arc<Metrics>,
    platforms: Arc<[Platform]>,
}

/// `/healthz` and `/metrics` of a bot that is on these platforms.
pub fn operator(bot: Bot, metrics: Arc<Metrics>, platforms: Vec<Platform>) -> Router {
    let watched = Watched { bot, metrics, platforms: platforms.into() };
    Router::new().route("/healthz", get(healthz)).route("/metrics", get(told)).with_state(watched)
}

/// Whether the database answers.
async fn healthz(State(watched): State<Watched>) -> Response {
    match watched.bot.standing().await {
        Ok(_) => (StatusCode::OK, "ok\n").into_response(),
        Err(error) => sick(&error),
    }
}

/// Everything that was counted, for Prometheus.
async fn told(State(watched): State<Watched>) -> Response {
    let now = Moment::from(Utc::now());
    let mut backlogs = Vec::new();
    for platform in watched.platforms.iter() {
        match watched.bot.backlog(now, platform).await {
            Ok(backlog) => backlogs.push((platform.0.clone(), backlog)),
            Err(error) => return sick(&error),
        }
    }
    ([(CONTENT_TYPE, OPENMETRICS)], watched.metrics.told(now, &backlogs)).into_response()
}

//! Discord's rate limits, learnt from its answers: one request at a time on a route, a pause where one is due.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::StatusCode;
use hyper::header::HeaderMap;
use serde_json::Value;
use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

use crate::http::Ask;

/// How many routes are remembered before those that are free again are forgotten.
const MANY: usize = 2_000;

/// What is known of all routes of one token.
#[derive(Default)]
pub(crate) struct Limits {
    routes: Mutex<HashMap<String, Arc<tokio::sync::Mutex<Route>>>>,
    everything: Arc<Mutex<Option<Instant>>>,
}

/// What is known of one route: until when it is closed.
#[derive(Debug, Default)]
pub(crate) struct Route {
    closed: Option<Instant>,
}

/// A turn on a route; nobody else has one there until it is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    route: Option<OwnedMutexGuard<Route>>,
    everything: Arc<Mutex<Option<Instant>>>,
}

/// A mutex that a panic poisoned holds a moment, and a moment cannot be half written.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Limits {
    /// Waits for a turn, at most so long; otherwise how much longer it would take.
    pub(crate) async fn turn(&self, ask: &Ask, most: Duration) -> Result<Turn, Duration> {
        let everything = Arc::clone(&self.everything);
        // Answers to interactions have a route each, and count against no limit of ours.
        if ask.keyed {
            return Ok(Turn { route: None, everything });
        }
        let deadline = Instant::now() + most;
        let route = self.route(&key(ask));
        let Ok(route) = tokio::time::timeout_at(deadline, route.lock_owned()).await else {
            return Err(Duration::from_secs(1));
        };
        loop {
            let all = *lock(&everything);
            let until = route.closed.max(all).filter(|until| *until > Instant::now());
            match until {
                None => return Ok(Turn { route: Some(route), everything }),
                Some(until) if until > deadline => return Err(until - Instant::now()),
                Some(until) => tokio::time::sleep_until(until).await,
            }
        }
    }

    fn route(&self, key: &str) -> Arc<tokio::sync::Mutex<Route>> {
        let mut routes = lock(&self.routes);
        if routes.len() > MANY {
            let open = |route: &tokio::sync::Mutex<Route>| {
                route.try_lock().is_ok_and(|route| route.closed.is_none_or(|until| until < Instant::now()))
            };
            routes.retain(|_, route| Arc::strong_count(route) > 1 || !open(route));
        }
        Arc::clone(routes.entry(key.to_owned()).or_default())
    }
}

impl Turn {
    /// Learns from an answer; how long to pause if it was a refusal by a limit.
    pub(crate) fn learn(mut self, status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Option<Duration> {
        let seconds = |name: &str| headers.get(name)?.to_str().ok()?.parse::<f64>().ok();
        let span = |seconds: f64| Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or_default();
        let now = Instant::now();
        if status != StatusCode::TOO_MANY_REQUESTS {
            if seconds("x-ratelimit-remaining").is_some_and(|left| left < 1.0)
                && let (Some(route), Some(reset)) = (&mut self.route, seconds("x-ratelimit-reset-after"))
            {
                route.closed = Some(now + span(reset));
            }
            return None;
        }
        let said: Value = serde_json::from_slice(body).unwrap_or_default();
        let pause = said["retry_after"].as_f64().or_else(|| seconds("retry-after")).unwrap_or(1.0);
        let pause = span(pause);
        if said["global"] == true || headers.contains_key("x-ratelimit-global") {
            *lock(&self.everything) = Some(now + pause);
        } else if let Some(route) = &mut self.route {
            route.closed = Some(now + pause);
        }
        Some(pause)
    }
}

/// What Discord limits together: the method, the path without ids, and the first id in it.
fn key(ask: &Ask) -> String {
    let path = ask.path.split('?').next().unwrap_or_default();
    let mut key = ask.method.to_string();
    for (n, piece) in path.split('/').enumerate().skip(1) {
        let id = !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit());
        key.push('/');
        key.push_str(if id && n > 2 { "id" } else { piece });
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_are_told_apart_by_their_first_id() {
        let one = key(&Ask::get("/channels/1/messages/2?x=3"));
        assert_eq!(one, "GET/channels/1/messages/id");
        assert_eq!(one, key(&Ask::get("/channels/1/messages/9")));
        assert_ne!(one, key(&Ask::get("/channels/2/messages/9")));
    }

    #[tokio::test]
    async fn a_route_that_is_used_up_is_waited_for_and_the_others_are_not() {
        let limits = Limits::default();
        let (one, other) = (Ask::get("/channels/1/messages"), Ask::get("/channels/2/messages"));
        let begin = Instant::now();
        let mut headers = HeaderMap::new();
        headers.insert("x-ratelimit-remaining", "0".parse().expect("a header"));
        headers.insert("x-ratelimit-reset-after", "0.4".parse().expect("a header"));
        let turn = limits.turn(&one, Duration::from_secs(9)).await.expect("a turn");
        assert_eq!(turn.learn(StatusCode::OK, &headers, b""), None);
        drop(limits.turn(&other, Duration::from_secs(9)).await.expect("a turn"));
        assert!(begin.elapsed() < Duration::from_millis(100));
        let put_off = limits.turn(&one, Duration::from_millis(50)).await.expect_err("put off");
        assert!((200..=400).contains(&put_off.as_millis()), "{put_off:?}");
        drop(limits.turn(&one, Duration::from_secs(9)).await.expect("a turn"));
        assert!(begin.elapsed() >= Duration::from_millis(400));
    }

    #[tokio::test]
    async fn a_limit_on_everything_holds_for_every_route() {
        let limits = Limits::default();
        let begin = Instant::now();
        let turn = limits.turn(&Ask::get("/channels/1/messages"), Duration::ZERO).await.expect("a turn");
        let said = br#"{"global": true, "retry_after": 0.3, "message": "slow down"}"#;
        let pause = turn.learn(StatusCode::TOO_MANY_REQUESTS, &HeaderMap::new(), said);
        assert_eq!(pause, Some(Duration::from_millis(300)));
        drop(limits.turn(&Ask::get("/users/@me"), Duration::from_secs(9)).await.expect("a turn"));
        assert!(begin.elapsed() >= Duration::from_millis(300));
    }
}

//! News for an open page, by server-sent events: whoever was away goes on where they stopped.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use bot_core::chat::AccountId;
use futures_util::stream::unfold;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::problem::Query;
use super::who::Looking;
use super::{App, Problem};
use crate::Result;
use crate::draw;
use crate::log::Message;
use crate::metrics::OpenStream;
use crate::page::View;
use crate::words::{Words, say};

/// So that no proxy takes a quiet stream for a dead one.
const STILL_THERE: Duration = Duration::from_secs(20);

/// From where on somebody listens.
#[derive(Deserialize)]
pub(super) struct From {
    after: i64,
}

/// One page that listens.
struct Stream {
    app: App,
    community: i64,
    me: AccountId,
    /// The server, as the log names it.
    server: String,
    after: i64,
    /// How far the clock was ahead when the page heard of it last.
    ahead: Option<i64>,
    newest: watch::Receiver<i64>,
    ready: VecDeque<Event>,
    _open: OpenStream,
    _place: OwnedSemaphorePermit,
}

/// Tells a page of every change from where it stopped.
pub(super) async fn live(
    State(app): State<App>,
    Looking(view): Looking,
    Query(from): Query<From>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Ok(place) = Arc::clone(&app.streams).try_acquire_owned() else {
        let words = say!(Words::of("en"), "too-many");
        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, words));
    };
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let newest = app.playground.log.listen();
    let stream = Stream {
        community: view.community,
        me: view.me.account.clone(),
        server: view.key.clone(),
        after: last.unwrap_or(from.after),
        ahead: None,
        newest,
        ready: VecDeque::new(),
        _open: app.playground.metrics.stream(),
        _place: place,
        app,
    };
    let events = unfold(stream, |mut stream| async move {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(STILL_THERE)).into_response())
}

impl Stream {
    /// The next thing to tell; nothing at the end.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if let Err(failed) = self.look().await {
                tracing::error!(error = %failed, "a page could not be told the news");
                return None;
            }
            if !self.ready.is_empty() {
                continue;
            }
            let mut ends = self.app.ends.clone();
            tokio::select! {
                changed = self.newest.changed() => changed.ok()?,
                _ = ends.wait_for(|ends| *ends) => return None,
            }
        }
    }

    /// Gathers what is new.
    async fn look(&mut self) -> Result<()> {
        let playground = &self.app.playground;
        // Seen before the look: what comes in between wakes us once more.
        self.newest.borrow_and_update();
        let ahead = playground.clock.ahead().0;
        if self.ahead != Some(ahead) {
            self.ahead = Some(ahead);
            self.ready.push_back(Event::default().event("clock").data(ahead.to_string()));
        }
        let changes = playground.log.changes(&self.server, &self.me, self.after).await?;
        if changes.is_empty() {
            return Ok(());
        }
        let Some(view) = View::load(playground, self.community, Some(&self.me)).await? else { return Ok(()) };
        for message in changes {
            self.after = self.after.max(message.changed);
            self.ready.push_back(told(&message, &view)?);
        }
        Ok(())
    }
}

/// A message that is new or changed.
fn told(message: &Message, view: &View) -> Result<Event> {
    // What only one person saw and put away leaves nothing behind.
    let gone = message.deleted && message.only_for.is_some();
    let data = json!({
        "n": message.n,
        "id": message.id,
        "channel": message.at.channel,
        "thread": message.at.thread,
        "gone": gone,
        "deleted": message.deleted,
        "mine": message.author.as_ref() == Some(&view.me.account),
        "html": if gone { String::new() } else { draw::message(message, view).into_string() },
    });
    Ok(Event::default().event("message").id(message.changed.to_string()).data(data.to_string()))
}

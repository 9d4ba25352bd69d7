//! What can be looked at: pages, and who sees what on them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use bot_core::chat::{ChannelId, MessageId};
use maud::{Markup, html};
use serde::Deserialize;

use super::guard::Session;
use super::problem::{Path, Query};
use super::who::{Looking, Me, view};
use super::{App, Problem};
use crate::draw;
use crate::log::{Message, Where};
use crate::page::{self, Shown, View};
use crate::words::Words;
use crate::{PLATFORM, Result};

/// Where somebody is and what they look for; not every question needs all of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) account: String,
    pub(super) answer: String,
    pub(super) at: Option<String>,
    pub(super) before: Option<i64>,
    pub(super) channel: String,
    pub(super) command: String,
    pub(super) field: String,
    pub(super) n: i64,
    pub(super) thread: Option<String>,
    pub(super) typed: String,
}

/// To the first community there is.
pub(super) async fn front(State(app): State<App>) -> Result<Response, Problem> {
    let all = app.playground.communities().await?;
    // The one that one lives in is not the one that was only tried.
    let first = all.iter().find(|(_, server)| server.platform.as_str() != PLATFORM).or_else(|| all.first());
    match first {
        Some((community, _)) => Ok(to(&format!("/c/{}", community.id))),
        None => Ok(page::nothing_here(Words::of("en")).into_response()),
    }
}

fn to(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response()
}

/// To a community's first channel.
pub(super) async fn first_channel(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
) -> Result<Response, Response> {
    let named = view(&app, community, &me).await;
    // Whoever was somebody that is not there any more is somebody else.
    let view = match named {
        Ok(view) => view,
        Err(_) => view(&app, community, &Me::default()).await.map_err(Problem::page)?,
    };
    let general = view.channels.iter().find(|(_, name)| name == "general").or(view.channels.first());
    let channel = match general {
        Some((id, _)) => id.clone(),
        None => crate::room::direct_channel(&view.me.account),
    };
    Ok(to(&draw::address(community, &channel, &view.me.account, None)))
}

/// A channel, with a thread beside it if one is open.
pub(super) async fn page(
    State(app): State<App>,
    Path((community, channel)): Path<(i64, String)>,
    Query(me): Query<Me>,
    Query(asked): Query<Asked>,
    session: axum::Extension<Session>,
) -> Result<Markup, Response> {
    shown(&app, community, &channel, &me, asked, &session).await.map_err(Problem::page)
}

async fn shown(
    app: &App,
    community: i64,
    channel: &str,
    me: &Me,
    asked: Asked,
    session: &Session,
) -> Result<Markup, Problem> {
    let view = view(app, community, me).await?;
    let log = &app.playground.log;
    // Looked at before the messages: what comes in between is told a second time, never lost.
    let newest = log.newest();
    let channel_only = place(app, &view, channel, None).await?;
    let found = match asked.at {
        Some(id) => log.find(&view.key, &channel_only.channel, &MessageId(id)).await?,
        None => None,
    };
    let found = found.filter(|found| found.is_for(&view.me.account));
    let in_thread = found.as_ref().and_then(|found| found.at.thread.clone());
    let before = found.as_ref().filter(|_| in_thread.is_none()).map_or(i64::MAX, |found| found.n + 1);
    let messages = log.page(&channel_only, &view.me.account, before).await?;
    let older = before != i64::MAX && log.is_older(&channel_only, before).await?;
    let thread = asked.thread.or_else(|| in_thread.map(|top| top.0));
    let at = place(app, &view, channel, thread.as_deref()).await?;
    let beside = match &at.thread {
        Some(top) => Some((top, log.page(&at, &view.me.account, i64::MAX).await?)),
        None => None,
    };
    let communities: Vec<_> =
        app.playground.communities().await?.into_iter().map(|(community, _)| community).collect();
    let shown = Shown {
        communities: &communities,
        channel: &channel_only.channel,
        messages: &messages,
        thread: beside.as_ref().map(|(top, page)| (*top, page)),
        found: found.map(|found| found.n),
        older,
        token: &app.access.token(session),
        newest,
        last: log.last().await?,
        ahead: app.playground.clock.ahead().0,
        imported: is_imported(&view),
        example: !is_imported(&view) && app.playground.has_example().await?,
    };
    Ok(page::page(&shown, &view))
}

/// Whether the community was brought in from elsewhere.
fn is_imported(view: &View) -> bool {
    view.server.platform.as_str() != PLATFORM
}

/// A place that somebody may be in: one of the community's channels, or the one in which Kith speaks to them alone; in a
/// thread, one whose top they see.
pub(super) async fn place(
    app: &App,
    view: &View,
    channel: &str,
    thread: Option<&str>,
) -> Result<Where, Problem> {
    let own = crate::room::direct_channel(&view.me.account);
    if view.channel_name(channel).is_none() && channel != own.as_str() {
        return Err(Problem::not_found());
    }
    let channel = ChannelId::from(channel);
    let thread = thread.filter(|thread| !thread.is_empty()).map(MessageId::from);
    if let Some(top) = &thread {
        let top = app.playground.log.find(&view.key, &channel, top).await?;
        let fine = top.is_some_and(|top| top.is_for(&view.me.account) && top.at.thread.is_none());
        if !fine {
            return Err(Problem::not_found());
        }
    }
    Ok(Where { server: view.key.clone(), channel, thread })
}

/// A message that somebody sees.
pub(super) async fn seen(app: &App, view: &View, n: i64) -> Result<Message, Problem> {
    let message = app.playground.log.message(n).await?;
    let seen = message.filter(|message| message.at.server == view.key && message.is_for(&view.me.account));
    seen.ok_or_else(Problem::not_found)
}

/// The messages before those on the page.
pub(super) async fn earlier(
    State(app): State<App>,
    Looking(view): Looking,
    Path((_, channel)): Path<(i64, String)>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let at = place(&app, &view, &channel, asked.thread.as_deref()).await?;
    let before = asked.before.unwrap_or(i64::MAX);
    let messages = app.playground.log.page(&at, &view.me.account, before).await?;
    let beginning = match &at.thread {
        Some(_) => html! {},
        None => page::beginning(&at.channel, is_imported(&view), &view),
    };
    Ok(page::messages(&messages, &beginning, &view))
}

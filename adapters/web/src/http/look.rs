//! What can be looked at: pages, and what opens on them.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use bot_core::chat::{AccountId, ChannelId, MessageId};
use bot_core::command::{Answers, Modal};
use maud::{Markup, html};
use serde::Deserialize;

use super::guard::Session;
use super::{App, Problem};
use crate::draw;
use crate::log::{Message, Where};
use crate::page::{self, Shown, View};
use crate::words::Words;
use crate::{PLATFORM, Result};

/// Who looks.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Me {
    #[serde(rename = "as")]
    me: Option<String>,
}

impl Me {
    /// Their account.
    pub(super) fn account(&self) -> Option<AccountId> {
        self.me.clone().map(AccountId)
    }
}

/// Where somebody is and what they look for; not every question needs all of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    account: String,
    answer: String,
    at: Option<String>,
    before: Option<i64>,
    channel: String,
    command: String,
    field: String,
    n: i64,
    thread: Option<String>,
    typed: String,
}

/// A community as somebody sees it.
pub(super) async fn view(app: &App, community: i64, me: &Me) -> Result<View, Problem> {
    let view = View::load(&app.playground, community, me.account().as_ref()).await?;
    view.ok_or_else(Problem::not_found)
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
) -> Result<Response, Problem> {
    let view = view(&app, community, &me).await?;
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
) -> Result<Markup, Problem> {
    let view = view(&app, community, &me).await?;
    let log = &app.playground.log;
    // Looked at before the messages: what comes in between is told a second time, never lost.
    let newest = log.newest();
    let mut at = place(&view, &channel, None)?;
    let mut thread = asked.thread.map(MessageId);
    let mut before = i64::MAX;
    if let Some(id) = asked.at
        && let Some(found) = log.find(&at.server, &at.channel, &MessageId(id)).await?
    {
        match found.at.thread {
            Some(top) => thread = Some(top),
            None => before = found.n + 1,
        }
    }
    let messages = log.page(&at, &view.me.account, before).await?;
    let last = log.page(&at, &view.me.account, i64::MAX).await?;
    let older = last.last().map(|message| message.n) != messages.last().map(|message| message.n);
    let channel = at.channel.clone();
    at.thread = thread;
    let in_thread = match &at.thread {
        Some(_) => log.page(&at, &view.me.account, i64::MAX).await?,
        None => Vec::new(),
    };
    let communities: Vec<_> =
        app.playground.communities().await?.into_iter().map(|(community, _)| community).collect();
    let shown = Shown {
        communities: &communities,
        channel: &channel,
        messages: &messages,
        thread: at.thread.as_ref().map(|top| (top, in_thread.as_slice())),
        older,
        token: &app.access.token(&session),
        newest,
        ahead: app.playground.clock.ahead().0,
        imported: view.server.platform.as_str() != PLATFORM,
        example: view.server.platform.as_str() == PLATFORM && app.playground.has_example().await?,
    };
    Ok(page::page(&shown, &view))
}

/// A channel that somebody may be in: one of the community's, or the one in which Kith speaks to them alone.
pub(super) fn place(view: &View, channel: &str, thread: Option<&str>) -> Result<Where, Problem> {
    let own = crate::room::direct_channel(&view.me.account);
    if view.channel_name(channel).is_none() && channel != own.as_str() {
        return Err(Problem::not_found());
    }
    let thread = thread.filter(|thread| !thread.is_empty()).map(MessageId::from);
    Ok(Where { server: view.key.clone(), channel: channel.into(), thread })
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
    Path((community, channel)): Path<(i64, String)>,
    Query(me): Query<Me>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let view = view(&app, community, &me).await?;
    let at = place(&view, &channel, asked.thread.as_deref())?;
    let before = asked.before.unwrap_or(i64::MAX);
    let messages = app.playground.log.page(&at, &view.me.account, before).await?;
    Ok(html! { @for message in &messages { (draw::message(message, &view)) } })
}

/// The menu of the clock.
pub(super) async fn clock(
    State(app): State<App>,
    Query(me): Query<Me>,
    Query(community): Query<Community>,
) -> Result<Markup, Problem> {
    let view = view(&app, community.community, &me).await?;
    Ok(page::clock(app.playground.now(), &view))
}

/// Which community, where the address does not say.
#[derive(Deserialize)]
pub(super) struct Community {
    community: i64,
}

/// Everything that somebody may ask for.
pub(super) async fn commands(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
) -> Result<Markup, Problem> {
    Ok(page::commands(&view(&app, community, &me).await?))
}

/// A command's form, with one answer in it maybe.
pub(super) async fn form(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let view = view(&app, community, &me).await?;
    let spec = view.allowed().find(|spec| spec.name == asked.command).ok_or_else(Problem::not_found)?;
    let mut answers = Answers::default();
    if !asked.field.is_empty() {
        answers.set(&asked.field, asked.answer);
    }
    let modal = Modal { command: asked.command, answers, problems: Vec::new() };
    let thread = asked.thread.map(MessageId);
    Ok(page::form(&spec, &modal, None, &ChannelId(asked.channel), thread.as_ref(), &view))
}

/// What may be meant in the box for writing.
pub(super) async fn line(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let view = view(&app, community, &me).await?;
    Ok(page::for_line(&app.playground, &view, &asked.typed).await?)
}

/// What may be meant in a field of a form.
pub(super) async fn suggest(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let view = view(&app, community, &me).await?;
    Ok(page::for_field(&app.playground, &view, &asked.command, &asked.field, &asked.typed).await?)
}

/// Who somebody is, and what can be done about them.
pub(super) async fn member(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let view = view(&app, community, &me).await?;
    let person = view.people.get(&AccountId(asked.account)).ok_or_else(Problem::not_found)?;
    let roles = app.playground.log.roles_of(&view.key, &person.account).await?;
    Ok(page::member(person, &roles, &ChannelId(asked.channel), &view))
}

/// The menu on a message.
pub(super) async fn message(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let view = view(&app, community, &me).await?;
    Ok(page::message_menu(&seen(&app, &view, asked.n).await?, &view))
}

/// A message of somebody's own, to say something else in it.
pub(super) async fn edit(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let view = view(&app, community, &me).await?;
    let message = seen(&app, &view, asked.n).await?;
    page::edit(&message, &view).ok_or_else(Problem::not_found)
}

/// Everybody whom one can be.
pub(super) async fn people(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let view = view(&app, community, &me).await?;
    Ok(page::people(&view, &asked.channel, &asked.typed))
}

/// The emoji.
pub(super) async fn picker(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
) -> Result<Markup, Problem> {
    Ok(page::picker(view(&app, community, &me).await?.words))
}

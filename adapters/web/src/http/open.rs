//! What opens on a page: menus, forms, suggestions, and the choice of who one is.

use axum::extract::State;
use bot_core::chat::{AccountId, ChannelId, MessageId};
use bot_core::command::{Answers, Modal};
use maud::Markup;

use super::look::{Asked, seen};
use super::problem::Query;
use super::who::Looking;
use super::{App, Problem};
use crate::page;

/// The menu of the clock.
pub(super) async fn clock(State(app): State<App>, Looking(view): Looking) -> Markup {
    page::clock(app.playground.now(), &view)
}

/// Everything that somebody may ask for.
pub(super) async fn commands(Looking(view): Looking) -> Markup {
    page::commands(&view)
}

/// A command's form, with one answer in it maybe.
pub(super) async fn form(Looking(view): Looking, Query(asked): Query<Asked>) -> Result<Markup, Problem> {
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
    Looking(view): Looking,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    Ok(page::for_line(&app.playground, &view, &asked.typed).await?)
}

/// What may be meant in a field of a form.
pub(super) async fn suggest(
    State(app): State<App>,
    Looking(view): Looking,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    Ok(page::for_field(&app.playground, &view, &asked.command, &asked.field, &asked.typed).await?)
}

/// Who somebody is, and what can be done about them.
pub(super) async fn member(
    State(app): State<App>,
    Looking(view): Looking,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let person = view.people.get(&AccountId(asked.account)).ok_or_else(Problem::not_found)?;
    let roles = app.playground.log.roles_of(&view.key, &person.account).await?;
    Ok(page::member(person, &roles, &ChannelId(asked.channel), &view))
}

/// The menu on a message.
pub(super) async fn message(
    State(app): State<App>,
    Looking(view): Looking,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    Ok(page::message_menu(&seen(&app, &view, asked.n).await?, &view))
}

/// A message of somebody's own, to say something else in it.
pub(super) async fn edit(
    State(app): State<App>,
    Looking(view): Looking,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let message = seen(&app, &view, asked.n).await?;
    page::edit(&message, &view).ok_or_else(Problem::not_found)
}

/// Everybody whom one can be.
pub(super) async fn people(Looking(view): Looking, Query(asked): Query<Asked>) -> Result<Markup, Problem> {
    Ok(page::people(&view, &asked.channel, &asked.typed))
}

/// The emoji.
pub(super) async fn picker(Looking(view): Looking) -> Markup {
    page::picker(view.words)
}

//! What is done at a click: editing, deleting, reacting, coming and going, and moving the clock.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use bot_core::chat::ChannelId;
use bot_core::moment::{Moment, Span};
use serde::Deserialize;

use super::look::seen;
use super::problem::Form;
use super::who::{Acting, Looking};
use super::written::Written;
use super::{App, Problem, to_the_end};
use crate::draw;
use crate::room::plain_name;
use crate::words::{Words, say};

/// The clock is not moved further at once.
const FURTHEST: Span = Span::days(32);
/// So many different emoji stand under one message.
const MOST_EMOJI: usize = 20;

/// What was clicked; not every click needs all of it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Click {
    channel: String,
    emoji: String,
    gone: String,
    n: i64,
    name: String,
    text: String,
    until: i64,
}

const DONE: StatusCode = StatusCode::NO_CONTENT;

/// Somebody says something else in a message of theirs.
pub(super) async fn edit(
    State(app): State<App>,
    Acting(view): Acting,
    Form(click): Form<Click>,
) -> Result<StatusCode, Problem> {
    let message = seen(&app, &view, click.n).await?;
    let files = !message.files.is_empty();
    let Written(text) = Written::read(&click.text, files, view.words)?;
    let own =
        to_the_end(
            async move { app.playground.edit(&message, &view.me.account, &view.mention(&text)).await },
        );
    if own.await? { Ok(DONE) } else { Err(Problem::not_found()) }
}

/// Somebody deletes a message of theirs, or puts away what only they see.
pub(super) async fn delete(
    State(app): State<App>,
    Acting(view): Acting,
    Form(click): Form<Click>,
) -> Result<StatusCode, Problem> {
    let message = seen(&app, &view, click.n).await?;
    let own =
        to_the_end(async move { app.playground.delete(&view.server, &message, &view.me.account).await });
    if own.await? { Ok(DONE) } else { Err(Problem::not_found()) }
}

/// Somebody reacts to a message, or takes that back.
pub(super) async fn react(
    State(app): State<App>,
    Acting(view): Acting,
    Form(click): Form<Click>,
) -> Result<StatusCode, Problem> {
    let message = seen(&app, &view, click.n).await?;
    let emoji = draw::emoji(&click.emoji);
    let there = message.reactions.iter().any(|reaction| reaction.emoji == emoji);
    // What an imported history calls by a name of its own may be joined, not brought in.
    if !there && (emojis::get(&emoji).is_none() || message.reactions.len() >= MOST_EMOJI) {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, say!(view.words, "no-emoji")));
    }
    to_the_end(async move { app.playground.react(&view.server, &message, &view.me, &emoji).await }).await?;
    Ok(DONE)
}

/// Somebody new comes in, and the page speaks as them.
pub(super) async fn join(
    State(app): State<App>,
    Looking(view): Looking,
    Form(click): Form<Click>,
) -> Result<Response, Problem> {
    let Some(name) = plain_name(&click.name) else {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, say!(view.words, "no-name")));
    };
    let community = view.community;
    let account = to_the_end(async move { app.playground.join(&view.server, &name).await }).await?;
    let address = draw::address(community, &ChannelId(click.channel), &account, None);
    Ok((StatusCode::CREATED, [(LOCATION, address)]).into_response())
}

/// Somebody leaves the server, or comes back.
pub(super) async fn gone(
    State(app): State<App>,
    Looking(view): Looking,
    Form(click): Form<Click>,
) -> Result<StatusCode, Problem> {
    let gone = click.gone == "leave";
    to_the_end(async move { app.playground.set_gone(&view.server, &view.me, gone).await }).await?;
    Ok(DONE)
}

/// Somebody moves the clock forward.
pub(super) async fn clock(State(app): State<App>, Form(click): Form<Click>) -> Result<StatusCode, Problem> {
    let (now, until) = (app.playground.now(), Moment(click.until));
    // Back it does not go: whoever asks for what is over has an old page.
    if until < now {
        return Ok(DONE);
    }
    if until > now + FURTHEST {
        let words = say!(Words::of("en"), "clock-too-far");
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, words));
    }
    to_the_end(async move { app.playground.advance_to(until).await }).await?;
    Ok(DONE)
}

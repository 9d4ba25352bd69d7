//! What is written and asked: messages, typed lines, forms and buttons.

use std::collections::BTreeMap;

use axum::extract::multipart::Field;
use axum::extract::{Form, Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bot_core::chat::{ChannelId, MessageId};
use bot_core::command::{Answers, CommandSpec, Line, Modal, Outcome, parse_line};
use serde::Deserialize;

use super::look::{Me, place, seen, view};
use super::{App, Problem, to_the_end};
use crate::log::{Ask, Where};
use crate::page::{self, View};
use crate::room::{Answered, Upload};
use crate::words::say;

/// The longest message, in characters.
const LONGEST: usize = 4_000;
/// The most files that go along with one.
const MOST_FILES: usize = 5;
/// The most that all files together may have, in bytes.
const MOST_STORED: i64 = 500 * 1024 * 1024;

/// What the page sends along with a message.
#[derive(Default)]
struct Sent {
    fields: BTreeMap<String, String>,
    files: Vec<Upload>,
}

impl Sent {
    fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

async fn receive(mut parts: Multipart, view: &View) -> Result<Sent, Problem> {
    let mut sent = Sent::default();
    let broken = |_| Problem::new(StatusCode::BAD_REQUEST, say!(view.words, "too-large"));
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            let upload = upload(part, view).await?;
            if !upload.bytes.is_empty() {
                sent.files.push(upload);
            }
        } else if sent.fields.len() < 10 {
            sent.fields.insert(name, part.text().await.map_err(broken)?);
        }
    }
    if sent.files.len() > MOST_FILES {
        return Err(Problem::new(
            StatusCode::BAD_REQUEST,
            say!(view.words, "too-many-files", n = MOST_FILES),
        ));
    }
    Ok(sent)
}

async fn upload(part: Field<'_>, view: &View) -> Result<Upload, Problem> {
    // A name without folders, and short enough to be shown.
    let name = part.file_name().unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
    let name = if name.is_empty() { "file".to_owned() } else { name };
    match part.bytes().await {
        Ok(bytes) => Ok(Upload { name, bytes: bytes.to_vec() }),
        Err(_) => Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, say!(view.words, "too-large"))),
    }
}

/// Somebody writes a message, or types a command.
pub(super) async fn say(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
    parts: Multipart,
) -> Result<Response, Problem> {
    let view = view(&app, community, &me).await?;
    let sent = receive(parts, &view).await?;
    let at = place(&view, sent.get("channel"), Some(sent.get("thread")))?;
    let at = in_thread(&app, &view, at).await?;
    let text = visible(sent.get("text")).trim().to_owned();
    let refused = |words: String| Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, words));
    if text.is_empty() && sent.files.is_empty() {
        return refused(say!(view.words, "nothing-written"));
    }
    if text.chars().count() > LONGEST {
        return refused(say!(view.words, "too-long", most = LONGEST, typed = text.chars().count()));
    }
    if at.channel.as_str().starts_with('@') || view.me.gone {
        return refused(say!(view.words, "not-here"));
    }
    is_id(sent.get("id"), &view)?;
    if text.starts_with('/') {
        if !sent.files.is_empty() {
            return refused(say!(view.words, "no-files-with-commands"));
        }
        return typed(&app, view, at, sent.get("id"), &text).await;
    }
    let more: i64 = sent.files.iter().map(|file| file.bytes.len() as i64).sum();
    if more > 0 && app.playground.log.stored().await? + more > MOST_STORED {
        return refused(say!(view.words, "full"));
    }
    to_the_end(async move {
        let id = format!("{}-{}", view.me.account, sent.get("id"));
        app.playground.say(&view.server, at, &view.me, &id, &text, sent.files).await
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The same place, if a thread that it names is one that somebody can write in.
async fn in_thread(app: &App, view: &View, at: Where) -> Result<Where, Problem> {
    let Some(top) = &at.thread else { return Ok(at) };
    let top = app.playground.log.find(&at.server, &at.channel, top).await?;
    let fine = top.is_some_and(|top| top.is_for(&view.me.account) && top.at.thread.is_none());
    if fine { Ok(at) } else { Err(Problem::not_found()) }
}

/// What somebody typed, without what no page shows and no database keeps.
pub(super) fn visible(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// A typed line asks for a command.
async fn typed(app: &App, view: View, at: Where, id: &str, text: &str) -> Result<Response, Problem> {
    let read = parse_line(text, bot_core::Bot::commands().iter().map(|command| command.spec));
    let (command, answers) = match read {
        Some(Line { spec, answers, left_over: Some(left) })
            if view.allowed().any(|one| one.name == spec.name) =>
        {
            let notice = say!(view.words, "left-over", left = left, usage = spec.usage());
            let modal = Modal { command: spec.name.to_owned(), answers, problems: Vec::new() };
            return Ok(form(&spec, &modal, Some(&notice), &at, &view));
        }
        Some(read) => (read.spec.name.to_owned(), read.answers),
        // The bot knows which command is most like it.
        None => {
            let name = text.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
            (name.to_owned(), Answers::default())
        }
    };
    let ask = asking(app, &view, at, id, command, answers)?;
    asked(app, view, ask).await
}

/// A form was sent, or something was picked from a menu.
pub(super) async fn ask(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
    Form(mut sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let view = view(&app, community, &me).await?;
    let thread = sent.remove("thread");
    let at = place(&view, sent.get("channel").map_or("", String::as_str), thread.as_deref())?;
    let at = in_thread(&app, &view, at).await?;
    let id = sent.remove("id").unwrap_or_default();
    let command = sent.remove("command").unwrap_or_default();
    let answers = sent.into_iter().filter_map(|(name, answer)| {
        // Browsers send line breaks in their own way.
        Some((name.strip_prefix("answer.")?.to_owned(), answer.replace("\r\n", "\n")))
    });
    let ask =
        asking(&app, &view, at, &id, command, answers.filter(|(_, answer)| !answer.is_empty()).collect())?;
    asked(&app, view, ask).await
}

/// Which button of which message was pressed.
#[derive(Deserialize)]
pub(super) struct Pressed {
    n: i64,
    button: usize,
    id: String,
}

/// A button was pressed. What it asks for is what stands there, whatever the page says.
pub(super) async fn press(
    State(app): State<App>,
    Path(community): Path<i64>,
    Query(me): Query<Me>,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Problem> {
    let view = view(&app, community, &me).await?;
    let message = seen(&app, &view, pressed.n).await?;
    let at = Where { thread: None, ..message.at.clone() };
    let ask = asking(&app, &view, at, &pressed.id, String::new(), Answers::default())?;
    let Some(ask) = app.playground.pressed(&message, pressed.button, ask) else {
        return Err(Problem::new(StatusCode::GONE, say!(view.words, "stale")));
    };
    asked(&app, view, ask).await
}

/// Whether this is a name for one asking as our pages make them.
fn is_id(id: &str, view: &View) -> Result<(), Problem> {
    let fine = (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if fine { Ok(()) } else { Err(Problem::new(StatusCode::BAD_REQUEST, say!(view.words, "wrong-token"))) }
}

fn asking(
    app: &App,
    view: &View,
    at: Where,
    id: &str,
    command: String,
    answers: Answers,
) -> Result<Ask, Problem> {
    is_id(id, view)?;
    Ok(Ask {
        // Nobody gets what somebody else was answered.
        id: format!("{}:{id}", view.me.account),
        server: view.server.clone(),
        at,
        asker: view.me.account.clone(),
        command,
        answers,
        pressed: None,
        when: app.playground.now(),
    })
}

/// Asks, and tells the page what came of it: a form, or nothing more, as the answer comes with the news.
async fn asked(app: &App, view: View, ask: Ask) -> Result<Response, Problem> {
    let (playground, at) = (app.playground.clone(), ask.at.clone());
    match to_the_end(async move { playground.ask_after_all(ask).await }).await? {
        Answered::Form(modal) => {
            let commands = bot_core::Bot::commands();
            let command = commands.iter().find(|command| command.spec.name == modal.command);
            let spec = command.ok_or_else(Problem::not_found)?.spec;
            Ok(form(&spec, &modal, None, &at, &view))
        }
        Answered::Said(outcome) => {
            let outcome = match outcome {
                Outcome::Asked | Outcome::Done => "done",
                Outcome::Failed | Outcome::Refused => "refused",
            };
            Ok((StatusCode::NO_CONTENT, [("x-kith-outcome", outcome)]).into_response())
        }
    }
}

fn form(spec: &CommandSpec, modal: &Modal, notice: Option<&str>, at: &Where, view: &View) -> Response {
    let (channel, thread): (&ChannelId, Option<&MessageId>) = (&at.channel, at.thread.as_ref());
    page::form(spec, modal, notice, channel, thread, view).into_response()
}

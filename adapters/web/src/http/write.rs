//! What is written and asked: messages, typed lines, forms and buttons.

use std::collections::BTreeMap;

use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bot_core::chat::{ChannelId, MessageId, Text};
use bot_core::command::{Answers, CommandSpec, Line, Modal, Outcome, Problem as FieldProblem, parse_line};
use bot_core::moment::Moment;
use serde::Deserialize;

use super::look::{place, seen};
use super::problem::Form;
use super::who::Acting;
use super::written::Written;
use super::{App, LONGEST_MESSAGE, Problem, to_the_end};
use crate::log::{Ask, Where};
use crate::page::{self, View};
use crate::room::{Answered, Upload, plain_name};
use crate::words::say;

/// The most files that go along with one.
const MOST_FILES: usize = 5;

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

/// What is too much, or is no message of a page of ours.
fn broken(error: &MultipartError, view: &View) -> Problem {
    if error.status() != StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::odd();
    }
    let megabytes = LONGEST_MESSAGE / (1024 * 1024);
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, say!(view.words, "too-large", n = megabytes))
}

async fn receive(mut parts: Multipart, view: &View) -> Result<Sent, Problem> {
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(|error| broken(&error, view))? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            let upload = upload(part, view).await?;
            if !upload.bytes.is_empty() {
                sent.files.push(upload);
            }
        } else if sent.fields.len() < 10 {
            sent.fields.insert(name, part.text().await.map_err(|error| broken(&error, view))?);
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
    let name = plain_name(name).unwrap_or_else(|| "file".to_owned());
    let bytes = part.bytes().await.map_err(|error| broken(&error, view))?;
    Ok(Upload { name, bytes: bytes.into() })
}

/// Somebody writes a message, or types a command.
pub(super) async fn say(
    State(app): State<App>,
    Acting(view): Acting,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let parts = parts.map_err(|_| Problem::odd())?;
    // Only so many are in memory at once; the others wait on their side.
    let _place = app.messages.acquire().await.map_err(|closed| Problem::broken(&closed))?;
    let sent = receive(parts, &view).await?;
    let at = place(&app, &view, sent.get("channel"), Some(sent.get("thread"))).await?;
    let Written(text) = Written::read(sent.get("text"), !sent.files.is_empty(), view.words)?;
    let refused = |words: String| Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, words));
    if at.channel.as_str().starts_with('@') {
        return refused(say!(view.words, "not-here"));
    }
    is_id(sent.get("id"))?;
    if text.starts_with('/') {
        if !sent.files.is_empty() {
            return refused(say!(view.words, "no-files-with-commands"));
        }
        return typed(&app, view, at, sent.get("id"), &text).await;
    }
    let words = view.words;
    let kept = to_the_end(async move {
        let id = format!("{}-{}", view.me.account, sent.get("id"));
        let text = view.mention(&text);
        app.playground.say(&view.server, at, &view.me, &id, &text, sent.files).await
    })
    .await?;
    if kept { Ok(StatusCode::NO_CONTENT.into_response()) } else { refused(say!(words, "full")) }
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
    let ask = asking(&view, at, id, command, answers);
    asked(app, view, ask, &[]).await
}

/// A form was sent, or something was picked from a menu.
pub(super) async fn ask(
    State(app): State<App>,
    Acting(view): Acting,
    Form(mut sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let thread = sent.remove("thread");
    let channel = sent.remove("channel").unwrap_or_default();
    let at = place(&app, &view, &channel, thread.as_deref()).await?;
    let id = sent.remove("id").unwrap_or_default();
    is_id(&id)?;
    let command = sent.remove("command").unwrap_or_default();
    let answers = sent.into_iter().filter_map(|(name, answer)| {
        // Browsers send line breaks in their own way.
        Some((name.strip_prefix("answer.")?.to_owned(), answer.replace("\r\n", "\n")))
    });
    let (answers, blank): (Vec<_>, Vec<_>) = answers.partition(|(_, answer)| !answer.trim().is_empty());
    let ask = asking(&view, at, &id, command, answers.into_iter().collect());
    // What somebody saw and left open is wrong if it is needed; what a form has not asked yet is only missing.
    let blank: Vec<String> = blank.into_iter().map(|(field, _)| field).collect();
    asked(&app, view, ask, &blank).await
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
    Acting(view): Acting,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Problem> {
    is_id(&pressed.id)?;
    let message = seen(&app, &view, pressed.n).await?;
    let at = Where { thread: None, ..message.at.clone() };
    let ask = asking(&view, at, &pressed.id, String::new(), Answers::default());
    let Some(ask) = app.playground.pressed(&message, pressed.button, ask) else {
        return Err(Problem::new(StatusCode::GONE, say!(view.words, "stale")));
    };
    asked(&app, view, ask, &[]).await
}

/// Whether this is a name for one asking as our pages make them.
fn is_id(id: &str) -> Result<(), Problem> {
    let fine = (8..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if fine { Ok(()) } else { Err(Problem::odd()) }
}

fn asking(view: &View, at: Where, id: &str, command: String, answers: Answers) -> Ask {
    Ask {
        // Nobody gets what somebody else was answered.
        id: format!("{}:{id}", view.me.account),
        server: view.server.clone(),
        at,
        asker: view.me.account.clone(),
        command,
        answers,
        pressed: None,
        // Until it is its turn.
        when: Moment(0),
    }
}

/// Asks, and tells the page what came of it: a form, or nothing more, as the answer comes with the news. `blank` are the
/// fields of a form that were left open.
async fn asked(app: &App, view: View, ask: Ask, blank: &[String]) -> Result<Response, Problem> {
    let (playground, at) = (app.playground.clone(), ask.at.clone());
    match to_the_end(async move { playground.ask(ask).await }).await? {
        Answered::Form(mut modal) => {
            let open = |problem: &&mut FieldProblem| {
                problem.words.is_empty() && blank.iter().any(|field| field == problem.field)
            };
            for problem in modal.problems.iter_mut().filter(open) {
                problem.words = Text::words(say!(view.words, "fill-in"));
            }
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

//! `kith experts rank`: how well Kith knows who knows, tried on a history.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bot_core::chat::{AccountId, Event, Happening, ServerId, Source};
use bot_core::moment::{Moment, Span};
use bot_core::{Bot, Sought};
use chrono::{DateTime, Utc};
use history::Step;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::database::Database;
use crate::draw::{grouped, line};
use crate::{import, ordered};

/// So many people are named for each question.
const MOST: usize = 50;
/// So many events are written at once.
const BATCH: usize = 2_000;

/// Who likely knows the answer to a question.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Rank(Rank),
}

/// Replay a history and rank, at each question, who likely answers it.
#[derive(clap::Args)]
#[command(
    after_help = "Takes what `kith import` takes, and a file with a question a line (JSON): qid, channel (id or name), asker \
    (account id), ts (seconds since 1970, or a date and time), text. The history is taken in by the code that runs live, in a \
    database of its own that is gone afterwards; for each question Kith knows only what happened before it. Writes a line \
    a question: qid, and ranked, at most 50 account ids, the likeliest first.\n\nExample:\n  kith experts rank --history \
    my-export.zip --questions questions.jsonl --out ranked.jsonl"
)]
struct Rank {
    /// The export: a file or a folder
    #[arg(long, value_name = "PATH")]
    history: PathBuf,
    /// The questions: a JSON object a line
    #[arg(long, value_name = "FILE")]
    questions: PathBuf,
    /// Where to write who likely answers
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// A question as it stands in the file.
#[derive(Deserialize)]
struct Asked {
    qid: Value,
    channel: Id,
    asker: Id,
    ts: Id,
    text: Option<String>,
}

/// An id that somebody's tool may have written as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(serde_json::Number),
    Text(String),
}

impl Id {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    /// The moment that it stands for: seconds, milliseconds, or a date and time.
    fn moment(&self) -> Option<Moment> {
        let text = self.text();
        if let Ok(time) = DateTime::parse_from_rfc3339(&text) {
            return Some(Moment::from(time.with_timezone(&Utc)));
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let whole: i64 = whole.parse().ok()?;
        if whole > MILLISECONDS {
            return Some(Moment(whole));
        }
        let millis: String = fraction.chars().chain("000".chars()).take(3).collect();
        Some(Moment(whole.checked_mul(1_000)?.checked_add(millis.parse().ok()?)?))
    }
}

/// No count of seconds is that large for the next three thousand years; a count of milliseconds is since 1973.
const MILLISECONDS: i64 = 100_000_000_000;

/// A line of what is written.
#[derive(Serialize)]
struct Ranked<'a> {
    qid: &'a Value,
    ranked: Vec<AccountId>,
}

pub(crate) async fn run(args: &Args) -> anyhow::Result<u8> {
    let Command::Rank(args) = &args.command;
    let questions = questions(&args.questions)?;
    let (server, events) = events(&args.history)?;
    strangers(&questions, &events)?;
    let folder = tempfile::tempdir().context("No temporary folder can be made")?;
    let bot = Database::at(&folder.path().join("replay.db")).open().await?;
    let ranked = replay(&bot, &server, &events, &questions).await?;
    bot.close().await;
    let mut out = BufWriter::new(File::create(&args.out).with_context(|| cannot("written", &args.out))?);
    for (question, ranked) in questions.iter().zip(ranked) {
        serde_json::to_writer(&mut out, &Ranked { qid: &question.asked.qid, ranked })?;
        writeln!(out)?;
    }
    out.flush()?;
    let n = questions.len() as u64;
    let ranked = if n == 1 { "question" } else { "questions" };
    let place = line(&args.out.display().to_string());
    writeln!(std::io::stdout(), "{} {ranked} ranked, in {place}.", grouped(n))?;
    Ok(0)
}

/// Says which questions are by people or in channels that the history does not name: they are ranked, but perhaps they belong to
/// another history.
fn strangers(questions: &[Question], events: &[Event]) -> anyhow::Result<()> {
    let (mut people, mut channels) = (HashSet::new(), HashSet::new());
    for event in events {
        match &event.what {
            Happening::Channel { id, name, .. } => channels.extend([id.as_str(), name.as_str()]),
            Happening::Joined(person) | Happening::Person(person) => {
                people.insert(person.account.as_str());
            }
            Happening::Message(message) => {
                channels.insert(message.channel.as_str());
                people.insert(message.author.account.as_str());
            }
            _ => {}
        }
    }
    let unknown = |question: &&Question| {
        !people.contains(question.asked.asker.text().as_str())
            || !channels.contains(question.asked.channel.text().trim_start_matches('#'))
    };
    let strange: Vec<&Question> = questions.iter().filter(unknown).collect();
    let Some(first) = strange.first() else { return Ok(()) };
    writeln!(
        std::io::stderr(),
        "This history does not know who asked, or where, in {} of {} questions; the first is {}. They are ranked all the same.",
        grouped(strange.len() as u64),
        grouped(questions.len() as u64),
        line(&first.asked.qid.to_string())
    )?;
    Ok(())
}

fn cannot(be: &str, path: &Path) -> String {
    format!("{} cannot be {be}", path.display())
}

/// A question, and when it was asked.
struct Question {
    at: Moment,
    asked: Asked,
}

fn questions(path: &Path) -> anyhow::Result<Vec<Question>> {
    let file = File::open(path).with_context(|| cannot("read", path))?;
    let mut questions = Vec::new();
    for (n, line) in BufReader::new(file).lines().enumerate() {
        let line = line.with_context(|| cannot("read", path))?;
        if line.trim().is_empty() {
            continue;
        }
        let at = || format!("Line {} of {}", n + 1, path.display());
        let asked: Asked = serde_json::from_str(&line).with_context(|| format!("{} is no question", at()))?;
        let Some(moment) = asked.ts.moment() else { bail!("{} has no time that Kith can read in ts.", at()) };
        questions.push(Question { at: moment, asked });
    }
    Ok(questions)
}

/// Everything that happened, in order.
fn events(path: &Path) -> anyhow::Result<(ServerId, Vec<Event>)> {
    let mut history = import::open(path)?;
    let server = history.server().clone();
    let mut events = Vec::new();
    let summary = history.read(&mut |step| {
        if let Step::Event(event) = step
            && !matches!(event.what, Happening::Server { .. })
        {
            events.push(event);
        }
        ControlFlow::Continue(())
    });
    for place in &summary.broken {
        writeln!(std::io::stderr(), "Broken, and left out: {}", line(&place.to_string()))?;
    }
    ordered::order(&mut events);
    Ok((server, events))
}

/// Takes the history in up to each question, and ranks there; the answers in the order of the questions.
async fn replay(
    bot: &Bot,
    server: &ServerId,
    events: &[Event],
    questions: &[Question],
) -> anyhow::Result<Vec<Vec<AccountId>>> {
    let mut order: Vec<usize> = (0..questions.len()).collect();
    order.sort_by_key(|n| questions[*n].at);
    let first = events.iter().find(|event| matches!(event.what, Happening::Message(_)));
    let begin = first.map_or(Moment(0), |event| event.at);
    bot.let_learn(begin, server).await?;
    let mut ranked = vec![Vec::new(); questions.len()];
    let (mut rest, mut day) = (events, begin);
    for n in order {
        let question = &questions[n];
        day = take_in(bot, &mut rest, day, question.at).await?;
        let asker = AccountId(question.asked.asker.text());
        let channel = question.asked.channel.text();
        let sought = Sought { channel: &channel, asker: &asker, text: question.asked.text.as_deref() };
        ranked[n] = bot.who_knows(question.at, server, &sought, MOST).await?;
    }
    Ok(ranked)
}

/// Takes in what happened before `until`, day by day, with what falls due in between; up to which day that is done.
async fn take_in(bot: &Bot, rest: &mut &[Event], mut day: Moment, until: Moment) -> anyhow::Result<Moment> {
    loop {
        let end = (day + Span::days(1)).min(until);
        let is_before = |event: &Event| {
            matches!(event.what, Happening::Channel { .. } | Happening::Person(_)) || event.at < end
        };
        let many = rest.iter().take(BATCH).take_while(|event| is_before(event)).count();
        if many > 0 {
            let (batch, later) = rest.split_at(many);
            bot.ingest(end, Source::Live, batch).await?;
            *rest = later;
        } else if end == until {
            return Ok(day);
        } else {
            day = end;
            bot.tick(day).await?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_tools_write_them() {
        let at = |json: &str| serde_json::from_str::<Id>(json).unwrap().moment();
        assert_eq!(at(r#""1477334694.001902""#), Some(Moment(1_477_334_694_001)));
        assert_eq!(at("1477334694.5"), Some(Moment(1_477_334_694_500)));
        assert_eq!(at("1477334694001"), Some(Moment(1_477_334_694_001)));
        assert_eq!(at(r#""2016-10-24T18:44:54Z""#), Some(Moment(1_477_334_694_000)));
        assert_eq!(at(r#""yesterday""#), None);
    }
}

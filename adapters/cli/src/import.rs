//! `kith import`: a community's history out of another tool's export.

use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bot_core::chat::{Event, Happening, ServerId, Source};
use bot_core::moment::Moment;
use bot_core::{Bot, Ingested};
use chrono::Utc;
use history::{History, Kind, Step, Summary};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::sync::mpsc;

use crate::config::Flags;
use crate::database::Database;
use crate::draw::{count, grouped, line};
use crate::ordered;

/// The exit status when something in an export was broken, and the rest was imported.
const BROKEN: u8 = 2;
/// So many events are written at once.
const BATCH: usize = 2_000;
/// So many batches may wait to be written: reading does not run ahead of writing.
const WAITING: usize = 2;

/// How long an import pauses after each batch.
const BREATH: std::time::Duration = std::time::Duration::from_millis(3);

/// Import a community's history from an export of another tool.
#[derive(clap::Args)]
#[command(
    after_help = "Takes a Slack workspace export (ZIP or folder) or DiscordChatExporter's JSON (file, folder or \
    ZIP) and recognises which it is. Importing the same again changes nothing; stopping it loses nothing, and the same \
    command goes on where it stopped. Imported history is never answered.\n\nExit status: 0 if all was read, 2 if \
    something in the export was broken (what and where is printed; the rest is imported).\n\nExamples:\n  \
    kith import my-export.zip\n  kith import discord/ --zone Europe/Berlin\n  kith import my-export.zip --database \
    postgres://kith@host/kith"
)]
pub(crate) struct Args {
    /// The export: a file or a folder
    path: PathBuf,
    /// What to call the community, if it is new [default: what the export calls it]
    #[arg(long, value_name = "NAME")]
    community: Option<String>,
    /// The community's time zone, such as Europe/Berlin, if it is new [default: UTC]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
}

/// What an import amounted to.
pub(crate) struct Report {
    name: String,
    kind: Kind,
    summary: Summary,
    ingested: Ingested,
}

pub(crate) async fn run(args: &Args, flags: &Flags, database: &Database) -> anyhow::Result<u8> {
    // Looked at first, so that a wrong path makes no database.
    let history = open(&args.path)?;
    let bot = database.open().await?;
    let report = take_in(&bot, history, args.community.as_deref(), args.zone.as_deref()).await?;
    bot.close().await;
    tell(&report)?;
    let out = &mut std::io::stdout();
    writeln!(out, "\nIt is in {database}. To read a week of it: kith digest{}", flags.again(database))?;
    Ok(if report.summary.broken.is_empty() { 0 } else { BROKEN })
}

/// Imports a history: read in one thread, written from here, a batch at a time.
pub(crate) async fn take_in(
    bot: &Bot,
    mut history: History,
    community: Option<&str>,
    zone: Option<&str>,
) -> anyhow::Result<Report> {
    let (server, kind) = (history.server().clone(), history.kind());
    let name = settle(bot, &server, community, history.name(), zone).await?;
    // Who learns must hear things in the order in which they happened; exports go channel by channel.
    let in_order = bot.learns(Moment::from(Utc::now()), &server).await?;
    let bar = bar(history.size());
    let (batches, mut waiting) = mpsc::channel::<Vec<Event>>(WAITING);
    let read = bar.clone();
    let reading = tokio::task::spawn_blocking(move || {
        let mut batch = Vec::with_capacity(BATCH);
        let mut sink = |step| match step {
            Step::Event(Event { what: Happening::Server { .. }, .. }) => ControlFlow::Continue(()),
            Step::Event(event) => {
                batch.push(event);
                if batch.len() < BATCH {
                    return ControlFlow::Continue(());
                }
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                // Nobody waits for it any more if writing failed.
                batches.blocking_send(full).map_or(ControlFlow::Break(()), ControlFlow::Continue)
            }
            Step::Read(bytes) => {
                read.set_position(bytes);
                ControlFlow::Continue(())
            }
        };
        let summary = if in_order {
            ordered::read(&mut history, ordered::MOST, &mut sink)
        } else {
            history.read(&mut sink)
        };
        if !batch.is_empty() {
            // Nobody waits for it any more if writing failed.
            batches.blocking_send(batch).ok();
        }
        summary
    });
    let mut ingested = Ingested::default();
    while let Some(batch) = waiting.recv().await {
        ingested += bot
            .ingest(Moment::from(Utc::now()), Source::Import, &batch)
            .await
            .context("The import stopped. What was written stays, and the same command goes on from there")?;
        // SQLite's writers do not queue: without a breath in between, somebody who asks beside us waits to the end.
        tokio::time::sleep(BREATH).await;
    }
    let summary = reading.await?;
    bar.finish_and_clear();
    Ok(Report { name, kind, summary, ingested })
}

/// Founds the community if it is new; what it is called.
async fn settle(
    bot: &Bot,
    server: &ServerId,
    wanted: Option<&str>,
    exported: &str,
    zone: Option<&str>,
) -> anyhow::Result<String> {
    let now = Moment::from(Utc::now());
    let name = wanted.unwrap_or(exported);
    if bot.found(now, server, name, zone).await? {
        return Ok(name.to_owned());
    }
    let all = bot.communities().await?;
    let Some(community) = all.into_iter().find(|one| one.servers.contains(server)) else {
        bail!("The community of {} cannot be found.", server.id);
    };
    if wanted.is_some_and(|wanted| wanted != community.name) {
        bail!(
            "This history belongs to {}, which is here already. Please import it without --community.",
            line(&community.name)
        );
    }
    if let Some(zone) = zone {
        let settled = bot.checkup(now, &community).await?.zone;
        if !settled.eq_ignore_ascii_case(zone) {
            bail!(
                "{} is here already, and its days are counted in {settled}. Please import without --zone; an admin can \
                 change the zone of what comes with /settings zone:{}.",
                line(&community.name),
                line(zone)
            );
        }
    }
    Ok(community.name)
}

/// A bar on standard error, if that is a terminal.
fn bar(bytes: u64) -> ProgressBar {
    let bar = ProgressBar::new(bytes);
    let style = ProgressStyle::with_template("{bar:40} {percent:>3} %  {bytes} of {total_bytes}, {eta} left");
    if let Ok(style) = style {
        bar.set_style(style.progress_chars("━╸ "));
    }
    bar
}

/// Prints what an import amounted to.
pub(crate) fn tell(report: &Report) -> anyhow::Result<()> {
    let out = &mut std::io::stdout();
    let Report { summary, ingested, .. } = report;
    writeln!(out, "{} ({})", line(&report.name), report.kind)?;
    let rows = [
        (summary.people, "person", "people"),
        (summary.channels, "channel", "channels"),
        (summary.messages, "message", "messages"),
        (summary.reactions, "reaction", "reactions"),
    ];
    let width = rows.iter().map(|(n, ..)| grouped(*n).chars().count()).max().unwrap_or_default();
    for (n, one, many) in rows {
        writeln!(out, "  {:>width$} {}", grouped(n), if n == 1 { one } else { many })?;
    }
    if let (Some(first), Some(last)) = (summary.first, summary.last) {
        writeln!(out, "  from {} to {}", first.utc().date_naive(), last.utc().date_naive())?;
    }
    let new = [(ingested.messages, "message", "messages"), (ingested.reactions, "reaction", "reactions")];
    let new: Vec<String> =
        new.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(*n, one, many)).collect();
    match new.is_empty() {
        true => writeln!(out, "Nothing new: all of it was here already.")?,
        false => writeln!(out, "New here: {}.", new.join(" and "))?,
    }
    if !summary.left_out.is_empty() {
        writeln!(out, "Left out:")?;
        for (reason, n) in &summary.left_out {
            writeln!(out, "  {reason}: {}", grouped(*n))?;
        }
    }
    broken(summary)
}

/// Prints the broken places, so that whoever brought the export can look for a whole one.
fn broken(summary: &Summary) -> anyhow::Result<()> {
    if summary.broken.is_empty() {
        return Ok(());
    }
    let out = &mut std::io::stdout();
    writeln!(out, "Broken, and left out:")?;
    for place in &summary.broken {
        writeln!(out, "  {}", line(&place.to_string()))?;
    }
    let all = summary.left_out.get(&history::Reason::Unreadable).copied().unwrap_or_default();
    let more = all.saturating_sub(summary.broken.len() as u64);
    if more > 0 {
        writeln!(out, "  and {} more", grouped(more))?;
    }
    Ok(())
}

/// Recognises an export.
pub(crate) fn open(path: &Path) -> anyhow::Result<History> {
    Ok(history::open(path)?)
}

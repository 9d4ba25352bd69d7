//! Kith on the command line: reads what is asked for, begins the log, and hands over to the command's own file.

mod ask;
mod backup;
mod community;
mod config;
mod database;
mod demo;
mod digest;
mod doctor;
mod draw;
mod experts;
mod export;
mod import;
mod lived;
mod lock;
mod markdown;
mod migrate;
mod ordered;
mod restore;
mod run;
mod slack_app;
mod speak;
mod work;

use std::io::{ErrorKind, IsTerminal as _};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use config::{Flags, Loaded, LogFormat, Settings};

/// Kith sees who holds a community together, lets members thank each other, and tells staff once a week how it is.
#[derive(Parser)]
#[command(
    name = "kith",
    version,
    after_help = "Alone, without a command, `kith` is `kith run`: it opens a playground with an invented community.\n\nSettings come from \
        config/kith.toml, then from variables such as KITH_DATABASE, then from flags; the last one wins. Logs go to \
        standard error.\n\nExamples:\n  kith\n  kith import my-slack-export.zip\n  kith digest --week 2016-W41 --out \
        digests\n  kith ask --as Ann '/shoutout @bo for the docs'\n\n`kith COMMAND --help` says more."
)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Ask(ask::Args),
    Backup(backup::Args),
    Digest(digest::Args),
    Doctor(doctor::Args),
    /// Try how well Kith knows who knows
    Experts(experts::Args),
    Export(export::Args),
    Import(import::Args),
    Migrate(migrate::Args),
    Restore(restore::Args),
    Run(run::Args),
    Slack(slack_app::Args),
}

/// The exit status when something is in the way.
const IN_THE_WAY: u8 = 1;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let loaded = match Settings::load(&cli.flags) {
        Ok(loaded) => loaded,
        Err(error) if matches!(cli.command, Some(Command::Doctor(_))) => {
            return finish(doctor::misconfigured(&error), None);
        }
        Err(error) => return finish(Err(error), None),
    };
    let done = begin_log(&loaded.settings).and_then(|()| {
        let runtime = tokio::runtime::Runtime::new().context("No threads can be started")?;
        runtime.block_on(run(&cli, &loaded))
    });
    finish(done, Some(&loaded))
}

/// Says what was in the way, if something was, and turns it into an exit status.
fn finish(done: anyhow::Result<u8>, loaded: Option<&Loaded>) -> ExitCode {
    let error = match done {
        Ok(status) => return ExitCode::from(status),
        Err(error) => error,
    };
    let closed = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    };
    // Whoever read our output has seen enough, as in `kith export | head`.
    if error.chain().any(closed) {
        return ExitCode::SUCCESS;
    }
    let told = told(&error);
    let told = match loaded.and_then(|loaded| loaded.settings.database().ok()) {
        Some(database) => database.cover(&told),
        None => told,
    };
    eprintln!("kith: {}", draw::safe(&told));
    ExitCode::from(IN_THE_WAY)
}

/// An error with its causes; one that only says again what was said is left out.
fn told(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if told.is_empty() {
            told = cause;
        } else if !told.contains(&cause) {
            told.push_str(&format!(": {cause}"));
        }
    }
    told
}

/// Lets the log begin, on standard error.
fn begin_log(settings: &Settings) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&settings.log)
        .with_context(|| format!("“{}” says not what to log. Try info, or info,sqlx=warn", settings.log))?;
    let plain = std::env::var_os("NO_COLOR").is_some_and(|set| !set.is_empty());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Json => log.json().flatten_event(true).init(),
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal() && !plain).init(),
    }
    Ok(())
}

async fn run(cli: &Cli, loaded: &Loaded) -> anyhow::Result<u8> {
    let database = loaded.settings.database()?;
    tracing::info!(%database, "begins");
    let Some(command) = &cli.command else {
        return run::run(&run::Args::default(), &loaded.settings, &database).await;
    };
    match command {
        Command::Ask(args) => ask::run(args, &cli.flags, &database).await,
        Command::Backup(args) => backup::run(args, &cli.flags, &database).await,
        Command::Digest(args) => digest::run(args, &database).await,
        Command::Doctor(doctor::Args) => doctor::run(loaded, &database).await,
        Command::Experts(args) => experts::run(args).await,
        Command::Export(args) => export::run(args, &database).await,
        Command::Import(args) => import::run(args, &cli.flags, &database).await,
        Command::Migrate(migrate::Args) => migrate::run(&database).await,
        Command::Restore(args) => restore::run(args, &database).await,
        Command::Run(args) => run::run(args, &loaded.settings, &database).await,
        Command::Slack(args) => slack_app::run(args),
    }
}

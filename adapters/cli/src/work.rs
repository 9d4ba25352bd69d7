//! Kith at work on chat servers: it hears, answers and posts until somebody stops it, and keeps an eye on the clock. All
//! platforms share one process and one database.

use std::io::Write as _;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use bot_core::Bot;
use bot_core::moment::Moment;
use chrono::Utc;
use slack::Slack;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::database::Database;
use crate::run::{listen, stopped};

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(30);

/// Where Kith is to be.
pub(crate) struct Platforms {
    pub(crate) discord: Option<discord::Settings>,
    pub(crate) slack: Option<slack::Settings>,
}

impl Platforms {
    /// Whether it is to be anywhere.
    pub(crate) fn any(&self) -> bool {
        self.discord.is_some() || self.slack.is_some()
    }

    /// Whether somebody comes to an address of ours: Slack, where Kith does not go there, or whoever installs Kith.
    fn has_door(&self) -> bool {
        let comes = |slack: &slack::Settings| slack.app_token.is_none() && slack.signing_secret.is_some();
        self.slack.as_ref().is_some_and(|slack| comes(slack) || slack.install.is_some())
    }

    fn names(&self) -> String {
        let names = [("Discord", self.discord.is_some()), ("Slack", self.slack.is_some())];
        let names: Vec<&str> = names.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
        names.join(" and ")
    }
}

/// Is at work until somebody stops it, or until it cannot be on one of the platforms.
pub(crate) async fn at_work(platforms: Platforms, wanted: &str, database: &Database) -> anyhow::Result<u8> {
    if let Some(slack) = &platforms.slack
        && slack.app_token.is_none()
        && slack.signing_secret.is_none()
    {
        anyhow::bail!(
            "How shall Kith hear Slack? Please give it the app-level token (KITH_SLACK_APP_TOKEN) for Socket Mode, or the \
             signing secret (KITH_SLACK_SIGNING_SECRET) for a public address. docs/slack.md tells how"
        );
    }
    let out = &mut std::io::stdout();
    // The door first: what cannot be opened shall change nothing.
    let door = if platforms.has_door() { Some(listen(wanted).await?) } else { None };
    let bot = database.open().await?;
    writeln!(
        out,
        "Kith goes to work on {}. What it keeps is in {database}. Ctrl-C ends it.",
        platforms.names()
    )?;
    if let Some((_, address)) = &door {
        let slack = platforms.slack.as_ref();
        if slack.is_some_and(|slack| slack.app_token.is_none()) {
            writeln!(out, "Slack is awaited at http://{address}/slack/events, behind the public address.")?;
        }
        if let Some(install) = slack.and_then(|slack| slack.install.as_ref()) {
            writeln!(out, "Workspaces install Kith at {}/slack/install.", install.public_url)?;
        }
    }
    out.flush()?;
    let ticking = tokio::spawn(tick(bot.clone()));
    let served = serve(&bot, platforms, door.map(|(listener, _)| listener)).await;
    ticking.abort();
    bot.close().await;
    served.map(|()| 0)
}

/// Is on all platforms until the end; what cannot be on one of them ends the others too.
async fn serve(bot: &Bot, platforms: Platforms, door: Option<TcpListener>) -> anyhow::Result<()> {
    let (stop, stops) = watch::channel(false);
    let stopper = stop.clone();
    let waiting = tokio::spawn(async move {
        stopped().await;
        stopper.send_replace(true);
    });
    let mut work: JoinSet<anyhow::Result<()>> = JoinSet::new();
    if let Some(settings) = platforms.discord {
        let served = discord::serve(bot.clone(), settings, over(stops.clone()));
        work.spawn(async move { served.await.context("Kith is not on Discord") });
    }
    if let Some(settings) = platforms.slack {
        let slack = Slack::new(bot.clone(), settings);
        if let (Some(door), Some(routes)) = (door, slack.router()) {
            work.spawn(open(door, routes, stops.clone()));
        }
        let served = slack.serve(over(stops.clone()));
        work.spawn(async move { served.await.context("Kith is not on Slack") });
    }
    let mut ended = Ok(());
    while let Some(one) = work.join_next().await {
        let one = one.unwrap_or_else(|panic| Err(panic.into()));
        stop.send_replace(true);
        if ended.is_ok() {
            ended = one;
        }
    }
    waiting.abort();
    ended
}

/// Lets in whoever comes, until the end.
async fn open(door: TcpListener, routes: Router, stops: watch::Receiver<bool>) -> anyhow::Result<()> {
    axum::serve(door, routes).with_graceful_shutdown(over(stops)).await.context("Nobody can come in")
}

/// Waits for the end.
async fn over(mut stops: watch::Receiver<bool>) {
    stops.wait_for(|over| *over).await.ok();
}

/// Does what falls due by the clock. It ends with its task.
async fn tick(bot: Bot) {
    loop {
        if let Err(error) = bot.tick(Moment::from(Utc::now())).await {
            tracing::error!(%error, "what fell due is tried again");
        }
        tokio::time::sleep(LOOK).await;
    }
}

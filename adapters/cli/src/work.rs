//! Kith at work on chat servers: side by side, with one door for health, figures and whatever they are told over HTTP.

use std::io::Write as _;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use bot_core::chat::Platform;
use bot_core::moment::Moment;
use bot_core::{Bot, Engine, Watch};
use chrono::Utc;
use slack::Slack;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use web::{Metrics, Router};

use crate::config::Settings;
use crate::database::Database;
use crate::run::stopped;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(30);

/// How long a part of the work is leased to one of several processes.
const LEASE: Duration = Duration::from_secs(20);

/// What a platform is given to work with.
pub(crate) struct Tools {
    /// The bot.
    pub(crate) bot: Bot,
    /// Who counts what is done.
    pub(crate) watch: Watch,
    /// Becomes true when it ends.
    pub(crate) ends: watch::Receiver<bool>,
}

/// Something that goes on until it ends.
pub(crate) type Working = Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send>>;

/// A chat platform that Kith is on.
pub(crate) struct OnPlatform {
    /// What people call it.
    pub(crate) name: &'static str,
    /// What the core calls it.
    pub(crate) platform: Platform,
    /// Begins the work there: what goes on, and the addresses at which the platform reaches Kith.
    pub(crate) begin: Box<dyn FnOnce(Tools) -> (Working, Router) + Send>,
}

/// Where whoever runs Kith, and platforms, reach it over HTTP.
pub(crate) struct Door {
    pub(crate) listener: TcpListener,
    pub(crate) address: SocketAddr,
}

/// The chat platforms that the settings name.
pub(crate) fn platforms(settings: &Settings) -> anyhow::Result<Vec<OnPlatform>> {
    let discord = settings.discord()?.map(on_discord);
    let slack = settings.slack()?.map(on_slack).transpose()?;
    Ok(discord.into_iter().chain(slack).collect())
}

fn on_discord(settings: discord::Settings) -> OnPlatform {
    let begin = move |Tools { bot, watch, mut ends }: Tools| {
        // Several processes may share a Postgres, and the shards with it.
        let lease = (bot.engine() == Engine::Postgres).then_some(LEASE);
        let settings = discord::Settings { watch, lease, ..settings };
        let serving = async move {
            let over = async move { drop(ends.wait_for(|over| *over).await) };
            discord::serve(bot, settings, over).await.context("Kith is not on Discord")
        };
        (Box::pin(serving) as Working, Router::new())
    };
    OnPlatform { name: "Discord", platform: discord::PLATFORM.into(), begin: Box::new(begin) }
}

fn on_slack(settings: slack::Settings) -> anyhow::Result<OnPlatform> {
    if settings.app_token.is_none() && settings.signing_secret.is_none() {
        bail!(
            "How shall Kith hear Slack? Please give it the app-level token (KITH_SLACK_APP_TOKEN) for Socket Mode, or the \
             signing secret (KITH_SLACK_SIGNING_SECRET) for a public address. docs/slack.md tells how"
        );
    }
    let begin = move |Tools { bot, watch, mut ends }: Tools| {
        let slack = Slack::new(bot, slack::Settings { watch, ..settings });
        // Where Slack comes to Kith, it comes in by the same door.
        let routes = slack.router().unwrap_or_default();
        let serving = async move {
            let over = async move { drop(ends.wait_for(|over| *over).await) };
            slack.serve(over).await.context("Kith is not on Slack")
        };
        (Box::pin(serving) as Working, routes)
    };
    Ok(OnPlatform { name: "Slack", platform: slack::PLATFORM.into(), begin: Box::new(begin) })
}

/// Is on these platforms until somebody stops it, or until one part of it breaks: then all of it ends, with an error.
pub(crate) async fn work(platforms: Vec<OnPlatform>, door: Door, database: &Database) -> anyhow::Result<u8> {
    let out = &mut std::io::stdout();
    let bot = database.open().await?;
    let names: Vec<&str> = platforms.iter().map(|platform| platform.name).collect();
    writeln!(
        out,
        "Kith goes to work on {}. What it keeps is in {database}. Ctrl-C ends it.",
        names.join(" and ")
    )?;
    writeln!(out, "How it is: http://{0}/healthz and http://{0}/metrics", door.address)?;
    out.flush()?;
    let (end, ends) = watch::channel(false);
    let metrics = Arc::new(Metrics::default());
    let eye = Arc::clone(&metrics);
    let counted = Watch::new(move |sight| eye.see(sight));
    let ids = platforms.iter().map(|platform| platform.platform.clone()).collect();
    let mut router = web::operator(bot.clone(), metrics, ids);
    let mut parts: JoinSet<anyhow::Result<()>> = JoinSet::new();
    for platform in platforms {
        let tools = Tools { bot: bot.clone(), watch: counted.clone(), ends: ends.clone() };
        let (working, routes) = (platform.begin)(tools);
        router = router.merge(routes);
        parts.spawn(working);
    }
    let ticking = tick(bot.clone());
    parts.spawn(until(ends.clone(), ticking));
    let serving = web::serve_router(router, door.listener, ends.clone());
    parts.spawn(async move {
        let _: () = serving.await;
        Ok(())
    });
    parts.spawn(until(ends, stopped()));
    let ended = all_end(parts, &end).await;
    bot.close().await;
    ended.map(|()| 0)
}

/// Waits until the first part ends, lets all others end too, and says what went wrong first.
async fn all_end(mut parts: JoinSet<anyhow::Result<()>>, end: &watch::Sender<bool>) -> anyhow::Result<()> {
    let mut ended = Ok(());
    while let Some(part) = parts.join_next().await {
        // What a panic said stands in the log; here it may be anybody's words.
        let part = part.unwrap_or_else(|_| {
            Err(anyhow!("A part of Kith broke, which is a fault in Kith. The log says where."))
        });
        if ended.is_ok() {
            ended = part;
        }
        end.send_replace(true);
    }
    ended
}

/// Does something until it is done, or everything ends.
async fn until(mut ends: watch::Receiver<bool>, what: impl Future<Output = ()> + Send) -> anyhow::Result<()> {
    tokio::select! {
        _ = ends.wait_for(|over| *over) => {}
        () = what => {}
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn when_a_part_breaks_all_of_it_ends_with_an_error() {
        let (end, ends) = watch::channel(false);
        let mut parts: JoinSet<anyhow::Result<()>> = JoinSet::new();
        parts.spawn(until(ends.clone(), std::future::pending()));
        parts.spawn(until(ends.clone(), async { panic!("as planned") }));
        let error = all_end(parts, &end).await.unwrap_err();
        assert!(error.to_string().contains("broke"), "{error}");
        let mut parts: JoinSet<anyhow::Result<()>> = JoinSet::new();
        end.send_replace(false);
        parts.spawn(until(ends.clone(), std::future::pending()));
        parts.spawn(until(ends, async {}));
        all_end(parts, &end).await.unwrap();
    }
}

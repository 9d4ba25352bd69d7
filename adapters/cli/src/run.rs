//! `kith run`: Kith at work. Without a chat server to connect to, it opens its playground.

use std::io::{ErrorKind, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use tokio::net::TcpListener;
use tokio::sync::watch;
use web::{Access, Playground};

use crate::config::Settings;
use crate::database::{Database, make_private};
use crate::demo;
use crate::draw::Pen;
use crate::lived;
use crate::lock;
use crate::work;

/// Put Kith to work on Discord and Slack, or open its playground in a browser.
#[derive(clap::Args, Default)]
#[command(
    after_help = "With a Discord bot's token (KITH_DISCORD_TOKEN), Kith is on Discord, with a Slack bot's \
    (KITH_SLACK_BOT_TOKEN) on Slack, with both on both; see docs/discord.md and docs/slack.md. Without any it opens its \
    playground.\n\nA new database begins with an invented community, Harbour; `kith import` brings in one of your own. \
    On an address that others can reach, the playground asks for a password, which is printed once.\n\nExamples:\n  \
    kith run\n  kith run --listen 127.0.0.1:9000\n  kith run --listen 0.0.0.0:8080"
)]
pub(crate) struct Args {
    /// Where the playground is, or health and figures while Kith is on a chat server [default: 127.0.0.1:8080; or KITH_LISTEN]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    /// Make a new password for an address that others can reach, and print it
    #[arg(long)]
    new_password: bool,
    /// Begin a new database without the invented community
    #[arg(long)]
    no_example: bool,
}

pub(crate) async fn run(args: &Args, settings: &Settings, database: &Database) -> anyhow::Result<u8> {
    let wanted = args.listen.as_deref().unwrap_or(&settings.listen);
    let platforms = work::platforms(settings)?;
    let out = &mut std::io::stdout();
    // The door first: what cannot be opened shall change nothing.
    let (listener, address) = listen(wanted).await?;
    let _alone = lock::database(database)?;
    if !platforms.is_empty() {
        let door = work::Door { listener, address: reachable(address) };
        return work::work(platforms, door, database).await;
    }
    let bot = database.open().await?;
    lived::must_be_nowhere(&bot, database).await?;
    let log = chat_log(settings, database)?;
    let folder = log.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    make_private(folder)?;
    let _lock = lock::chat_log(&log)?;
    let playground = Playground::open(bot, &log).await?;
    let empty = playground.is_new().await?;
    if !args.no_example && empty && demo::rehearse(&playground, folder).await? {
        writeln!(out, "Letting eight weeks of {} go by …", demo::NAME)?;
    }
    playground.begin().await?;
    let (access, password) = access(&playground, address, args.new_password).await?;
    let (end, ends) = watch::channel(false);
    tokio::spawn(async move {
        stopped().await;
        end.send(true).ok();
    });
    let pen = Pen::new();
    let shown = pen.strong(&format!("http://{}/", reachable(address)));
    writeln!(out, "Kith’s playground is at {shown}")?;
    if let Some(password) = password {
        writeln!(out, "Its password, shown this once: {}", pen.strong(&password))?;
    }
    writeln!(out, "What it keeps is in {database} and {}. Ctrl-C closes it.", log.display())?;
    out.flush()?;
    web::serve(playground.clone(), access, listener, ends).await?;
    playground.close().await;
    Ok(0)
}

/// An address at which a browser on this machine finds it: where it listens everywhere, that is here too.
fn reachable(address: SocketAddr) -> SocketAddr {
    let here: IpAddr = match address {
        SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    if address.ip().is_unspecified() { SocketAddr::new(here, address.port()) } else { address }
}

/// Who may come in: whoever is on this machine, or whoever knows the password.
async fn access(
    playground: &Playground,
    address: SocketAddr,
    renew: bool,
) -> anyhow::Result<(Access, Option<String>)> {
    if address.ip().is_loopback() {
        return Ok((Access::from_here(playground).await?, None));
    }
    Ok(Access::with_password(playground, renew).await?)
}

/// Opens the door at an address such as `127.0.0.1:8080`.
async fn listen(wanted: &str) -> anyhow::Result<(TcpListener, SocketAddr)> {
    let found = wanted.to_socket_addrs().ok().and_then(|mut found| found.next());
    let Some(address) = found else {
        bail!("“{wanted}” is no address to listen on. It is written like 127.0.0.1:8080.");
    };
    match TcpListener::bind(address).await {
        Ok(listener) => {
            let address = listener.local_addr().unwrap_or(address);
            Ok((listener, address))
        }
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let other = SocketAddr::new(address.ip(), address.port().wrapping_add(1));
            bail!(
                "Something else listens at {address} already. Another place would be: kith run --listen {other}"
            )
        }
        Err(error) => Err(error).with_context(|| format!("Kith cannot listen at {address}")),
    }
}

/// The file of the playground's chat log: beside the database, or in the data folder where that is a server.
fn chat_log(settings: &Settings, database: &Database) -> anyhow::Result<PathBuf> {
    match database.file() {
        Some(file) => Ok(file.with_extension("chat.db")),
        None => Ok(settings.data_dir()?.join(format!("{}.chat.db", database.name()))),
    }
}

/// Waits until somebody wants it to end.
pub(crate) async fn stopped() {
    let by_key = tokio::signal::ctrl_c();
    #[cfg(unix)]
    if let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = by_key => {}
            _ = terminated.recv() => {}
        }
        return;
    }
    by_key.await.ok();
}

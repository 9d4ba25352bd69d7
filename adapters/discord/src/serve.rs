//! All of it together: from the token to a bot that hears, answers and posts, until it is told to stop.

use std::sync::Arc;
use std::time::Duration;

use bot_core::Bot;
use bot_core::moment::Span;
use tokio::sync::{Notify, mpsc, watch};
use tokio::task::JoinSet;

use crate::dead::Dead;
use crate::deliver::Deliverer;
use crate::desk::{Desk, now};
use crate::gateway::{self, Heard, Mark, Out, Session, Shard, Start};
use crate::http::{Ask, DISCORD, Http};
use crate::token::Token;
use crate::{Error, gap, ingest, platform, register};

/// How long Discord keeps a session, about.
const SESSIONS: Span = Span::minutes(5);

/// How long what is under way has when it ends.
const GOODBYE: Duration = Duration::from_secs(20);

/// How Kith is on Discord.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The bot's token.
    pub token: Token,
    /// Where Discord's API is, such as `http://127.0.0.1:PORT`. Elsewhere than at [`DISCORD`], no other host is ever asked.
    pub api_url: String,
    /// The one server for which the commands are registered, for trying things out; everywhere if `None`.
    pub test_server: Option<String>,
    /// Whether to hear of members who join, leave or change roles (needs the Server Members intent).
    pub members: bool,
    /// Whether to see what messages say (needs the Message Content intent).
    pub content: bool,
}

impl Settings {
    /// The usual ones: the real Discord, and no more to hear than needed.
    pub fn new(token: Token) -> Self {
        Self { token, api_url: DISCORD.to_owned(), test_server: None, members: false, content: false }
    }

    /// What is heard: servers, messages, reactions, and what was switched on.
    fn intents(&self) -> u64 {
        const SERVERS: u64 = 1 << 0;
        const MEMBERS: u64 = 1 << 1;
        const MESSAGES: u64 = 1 << 9;
        const REACTIONS: u64 = 1 << 10;
        const CONTENT: u64 = 1 << 15;
        let members = if self.members { MEMBERS } else { 0 };
        let content = if self.content { CONTENT } else { 0 };
        SERVERS | MESSAGES | REACTIONS | members | content
    }
}

/// Is on Discord until `shutdown` is done. What was heard is kept, whoever asked is answered, and the sessions are noted
/// before this returns. The clock's work ([`Bot::tick`]) is whoever's who runs the bot, on all its platforms.
pub async fn serve(
    bot: Bot,
    settings: Settings,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    // The websocket's crate writes whole frames into the log at its finest levels: the token, and what people say.
    log::set_max_level(log::max_level().min(log::LevelFilter::Info));
    let http = Arc::new(Http::new(&settings.api_url, settings.token.clone()));
    let (stop, stopped) = watch::channel(false);
    let stop = Arc::new(stop);
    let stopper = Arc::clone(&stop);
    let waiting = tokio::spawn(async move {
        shutdown.await;
        stopper.send_replace(true);
    });
    let mut over = stopped.clone();
    let start = tokio::select! {
        _ = over.wait_for(|over| *over) => return Ok(()),
        start = gateway::start(&http) => start?,
    };
    let ended = run(bot, &settings, http, start, &stop, &stopped).await;
    waiting.abort();
    ended
}

async fn run(
    bot: Bot,
    settings: &Settings,
    http: Arc<Http>,
    start: Start,
    stop: &watch::Sender<bool>,
    stopped: &watch::Receiver<bool>,
) -> Result<(), Error> {
    let outbox = Arc::new(Notify::new());
    let desk = Arc::new(Desk::new(bot.clone(), Arc::clone(&http), Arc::clone(&outbox)));
    let (events, taken) = mpsc::channel(ingest::WAITING);
    let (gaps, missed) = mpsc::unbounded_channel();
    let writer = tokio::spawn(ingest::run(bot.clone(), taken));
    let reader = tokio::spawn(gap::run(bot.clone(), Arc::clone(&http), missed, events.clone()));
    let deliverer = Deliverer {
        bot: bot.clone(),
        http: Arc::clone(&http),
        desk: Arc::clone(&desk),
        rung: outbox,
        shutdown: stopped.clone(),
        dead: Dead::default(),
    };
    let deliverer = tokio::spawn(deliverer.run());
    let registrar = tokio::spawn(register_all(bot.clone(), Arc::clone(&http), settings.test_server.clone()));

    let out = Out { events, desk: Arc::clone(&desk), gaps };
    let pace = Arc::new(start.pace);
    let mut shards = JoinSet::new();
    for number in 0..start.shards {
        let (session, heard) = noted(&bot, number, start.shards).await;
        let shard = Shard {
            number,
            of: start.shards,
            url: start.url.clone(),
            intents: settings.intents(),
            http: Arc::clone(&http),
            pace: Arc::clone(&pace),
            out: out.clone(),
            session,
            shutdown: stopped.clone(),
            heard,
        };
        shards.spawn(shard.run());
    }
    drop(out);
    let mut ended = Ok(());
    while let Some(shard) = shards.join_next().await {
        let end = shard.unwrap_or_else(|panic| Err(Error::Start(panic.to_string())));
        if end.is_err() && ended.is_ok() {
            ended = end;
            // One shard alone would serve some servers and not others.
            stop.send_replace(true);
        }
    }
    registrar.abort();
    reader.abort();
    // It holds a sender, and the writer goes on until the last one is gone.
    reader.await.ok();
    let finish = async {
        writer.await.ok();
        desk.close().await;
        deliverer.await.ok();
    };
    // A database that does not come back holds up no end: what is not kept is heard again.
    if tokio::time::timeout(GOODBYE, finish).await.is_err() {
        tracing::error!("it ends before everything was kept");
    }
    ended
}

/// The session that a shard can go on with, and up to when it heard everything.
async fn noted(bot: &Bot, number: u32, of: u32) -> (Option<Session>, Heard) {
    let note = bot.note(&platform(), &Mark::key(&format!("{number}/{of}"))).await.unwrap_or_default();
    let session: Option<Session> = note.and_then(|note| serde_json::from_str(&note).ok());
    let heard = Heard::until(session.as_ref().map(|session| session.at));
    (session.filter(|session| session.at > now() - SESSIONS), heard)
}

/// Registers the commands, again where that was in vain: without them nobody can ask for anything.
async fn register_all(bot: Bot, http: Arc<Http>, server: Option<String>) {
    let mut pause = Duration::from_secs(1);
    loop {
        let done = match http.ask(&Ask::get("/applications/@me")).await {
            Ok(app) => {
                let app = app["id"].as_str().unwrap_or_default().to_owned();
                register::register(&bot, &http, &app, server.as_deref(), now()).await
            }
            Err(fault) => Err(fault),
        };
        match done {
            Ok(changed) => return tracing::info!(changed, "the commands are registered"),
            Err(fault) => tracing::error!(%fault, "the commands cannot be registered"),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(600));
    }
}

//! All of it together: from the token to a bot that hears, answers and posts, until it is told to stop.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bot_core::moment::Span;
use bot_core::{Bot, Watch};
use tokio::sync::{Notify, mpsc, watch};
use tokio::task::JoinSet;

use crate::crew::Crew;
use crate::dead::Dead;
use crate::deliver::Deliverer;
use crate::desk::{Desk, now};
use crate::gateway::{self, Heard, Mark, Out, Owing, Session, Shard, Start};
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
    /// Who counts what is done.
    pub watch: Watch,
}

impl Settings {
    /// The usual ones: the real Discord, and no more to hear than needed.
    pub fn new(token: Token) -> Self {
        Self {
            token,
            api_url: DISCORD.to_owned(),
            test_server: None,
            members: false,
            content: false,
            watch: Watch::default(),
        }
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
    let desk =
        Arc::new(Desk::new(bot.clone(), Arc::clone(&http), Arc::clone(&outbox), settings.watch.clone()));
    let (events, taken) = mpsc::channel(ingest::WAITING);
    let (gaps, missed) = mpsc::unbounded_channel();
    let mut crew = Crew::default();
    crew.add("writer", ingest::run(bot.clone(), taken, settings.watch.clone()));
    let reader = gap::run(Arc::clone(&http), missed, events.clone());
    let deliverer = Deliverer {
        bot: bot.clone(),
        http: Arc::clone(&http),
        desk: Arc::clone(&desk),
        rung: outbox,
        shutdown: stopped.clone(),
        dead: Dead::default(),
        watch: settings.watch.clone(),
    };
    crew.add("deliverer", deliverer.run());
    let registrar = register_all(bot.clone(), Arc::clone(&http), settings.test_server.clone());
    // Both end with the shards: the reader holds a sender, and the writer goes on until the last one is gone.
    for (name, task) in
        [("reader", until_stop(stopped, reader)), ("registrar", until_stop(stopped, registrar))]
    {
        crew.add(name, task);
    }

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
            pending: Arc::default(),
        };
        shards.spawn(shard.run());
    }
    drop(out);
    let mut ended = Ok(());
    loop {
        let end = tokio::select! {
            shard = shards.join_next() => match shard {
                Some(shard) => shard.unwrap_or(Err(Error::Broken("shard"))),
                None => break,
            },
            broken = crew.breaks() => Err(broken),
        };
        if end.is_err() && ended.is_ok() {
            ended = end;
            // One shard alone would serve some servers and not others, and a bot without a writer is deaf.
            stop.send_replace(true);
        }
    }
    stop.send_replace(true);
    let finish = async {
        desk.close().await;
        crew.finish().await
    };
    match tokio::time::timeout(GOODBYE, finish).await {
        Ok(finished) => ended.and(finished),
        // A database that does not come back holds up no end: what is not kept is heard again.
        Err(_) => {
            tracing::error!("it ends before everything was kept");
            ended
        }
    }
}

/// Does something until the shutdown.
fn until_stop(
    stopped: &watch::Receiver<bool>,
    what: impl Future<Output = ()> + Send + 'static,
) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    let mut stopped = stopped.clone();
    Box::pin(async move {
        tokio::select! {
            _ = stopped.wait_for(|over| *over) => {}
            () = what => {}
        }
    })
}

/// The session that a shard can go on with, and up to when it heard everything but for what is owed.
async fn noted(bot: &Bot, number: u32, of: u32) -> (Option<Session>, Heard) {
    let shard = format!("{number}/{of}");
    let note = bot.note(&platform(), &Mark::key(&shard)).await.unwrap_or_default();
    let session: Option<Session> = note.and_then(|note| serde_json::from_str(&note).ok());
    let owing = bot.note(&platform(), &Mark::owing_key(&shard)).await.unwrap_or_default();
    let owing = Owing::read(&owing.unwrap_or_default());
    let heard = Heard::until(session.as_ref().map(|session| session.at), owing);
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

//! All of it together: from the token to a bot that hears, answers and posts, until it is told to stop.

use std::sync::Arc;
use std::time::Duration;

use bot_core::{Bot, Watch};
use courier::{Crew, Told, Worker};
use tokio::sync::{Notify, mpsc, watch};

use crate::deliver::{Deliverer, NOTES};
use crate::desk::{Desk, now};
use crate::fleet::{Fleet, Yard};
use crate::gateway::{self, MEMBERS, Out, Start};
use crate::http::{Ask, DISCORD, Http};
use crate::leases::Leases;
use crate::token::Token;
use crate::{Error, gap, ingest, platform, register};

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
    /// How long a shard is leased where several processes share a database and the work; `None` for one that is alone.
    pub lease: Option<Duration>,
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
            lease: None,
        }
    }

    /// What is heard: servers, messages, reactions, and what was switched on.
    fn intents(&self) -> u64 {
        const SERVERS: u64 = 1 << 0;
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
        told: Told::default(),
    };
    let worker = Worker {
        bot: bot.clone(),
        platform: platform(),
        rung: outbox,
        shutdown: stopped.clone(),
        watch: settings.watch.clone(),
        notes: NOTES,
    };
    crew.add("deliverer", worker.run(deliverer));
    let registrar = register_all(bot.clone(), Arc::clone(&http), settings.test_server.clone());
    // Both end with the shards: the reader holds a sender, and the writer goes on until the last one is gone.
    crew.add_until(stopped, "reader", reader);
    crew.add_until(stopped, "registrar", registrar);

    let leases = Leases::new(bot.clone(), settings.lease);
    let yard = Yard {
        of: leases.shards(start.shards).await,
        bot,
        http,
        pace: Arc::new(start.pace),
        out: Out { events, desk: Arc::clone(&desk), gaps },
        url: start.url,
        intents: settings.intents(),
    };
    let mut fleet = Fleet::new(yard, leases);
    let ended = sail(&mut fleet, &mut crew, stopped).await;
    stop.send_replace(true);
    let leases = fleet.home();
    let finish = async {
        desk.close().await;
        let finished = crew.finish().await;
        leases.give_back().await;
        finished
    };
    match tokio::time::timeout(GOODBYE, finish).await {
        Ok(finished) => ended.and(finished.map_err(Error::from)),
        // A database that does not come back holds up no end: what is not kept is heard again.
        Err(_) => {
            tracing::error!("it ends before everything was kept");
            ended
        }
    }
}

/// Runs the shards that are this process's until the shutdown, or until something breaks; then until all have ended.
async fn sail(fleet: &mut Fleet, crew: &mut Crew, stopped: &watch::Receiver<bool>) -> Result<(), Error> {
    let mut stopped = stopped.clone();
    let mut ended = Ok(());
    let mut over = false;
    while !over || fleet.is_out() {
        if !over {
            fleet.look().await;
        }
        let pause = fleet.leases().pause();
        let end = tokio::select! {
            _ = stopped.wait_for(|stop| *stop), if !over => {
                over = true;
                Ok(())
            }
            end = fleet.ends() => end,
            broke = crew.breaks() => Err(broke.into()),
            () = tokio::time::sleep(pause), if !over => Ok(()),
        };
        // One shard alone would serve some servers and not others, and a bot without a writer is deaf.
        over |= end.is_err();
        if ended.is_ok() {
            ended = end;
        }
        if over {
            fleet.stop();
        }
    }
    ended
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

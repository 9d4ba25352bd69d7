//! All of it together: from the tokens to a Kith that hears, answers and posts, until it is told to stop.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use bot_core::{Bot, Watch};
use courier::{Crew, Told, Worker};
use tokio::sync::{Notify, mpsc, oneshot, watch};

use crate::acts::{Doer, Todo};
use crate::deliver::{Deliverer, KEPT};
use crate::desk::{Desk, now};
use crate::ears::Ears;
use crate::gap::{self, BREAK, Heard};
use crate::http::{Http, SLACK};
use crate::ingest::{self, Taken};
use crate::install::oauth::{self, Office};
use crate::install::{Install, Installed};
use crate::secret::Secret;
use crate::socket::Keeper;
use crate::workspace::Workspace;
use crate::{Error, platform, router};

/// How long what is under way has when it ends.
const GOODBYE: Duration = Duration::from_secs(20);
/// How often it is looked up who installed Kith.
const REFRESHED: Duration = Duration::from_secs(30);

/// How Kith is on Slack.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What lets Kith into its one workspace (`xoxb-…`).
    pub bot_token: Secret,
    /// What opens connections of Socket Mode (`xapp-…`); without one, Slack comes to a public address.
    pub app_token: Option<Secret>,
    /// What Slack signs with what it sends to a public address.
    pub signing_secret: Option<Secret>,
    /// Where Slack's Web API is, such as `http://127.0.0.1:PORT/api/`. Elsewhere than at [`SLACK`], no other host is ever
    /// asked.
    pub api_url: String,
    /// How many connections of Socket Mode there are at once.
    pub connections: usize,
    /// How long a connection may be silent before Slack is asked whether it is there; and again before it is replaced.
    pub silence: Duration,
    /// How other workspaces install Kith, if they may. Then there need be no bot token.
    pub install: Option<Install>,
    /// Who counts what is done.
    pub watch: Watch,
}

impl Settings {
    /// The usual ones: the real Slack, and two connections.
    pub fn new(bot_token: Secret) -> Self {
        Self {
            bot_token,
            app_token: None,
            signing_secret: None,
            api_url: SLACK.to_owned(),
            connections: 2,
            silence: Duration::from_secs(45),
            install: None,
            watch: Watch::default(),
        }
    }
}

/// Kith on Slack, not at work yet.
pub struct Slack {
    settings: Settings,
    http: Arc<Http>,
    desk: Arc<Desk>,
    ears: Arc<Ears>,
    heard: Arc<Heard>,
    outbox: Arc<Notify>,
    taken: mpsc::Receiver<Taken>,
    todo: mpsc::UnboundedReceiver<Todo>,
}

impl std::fmt::Debug for Slack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Slack").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Slack {
    /// All of it, ready to go to work.
    pub fn new(bot: Bot, settings: Settings) -> Self {
        let http = Arc::new(Http::new(&settings.api_url));
        let outbox = Arc::new(Notify::new());
        let keys = settings.install.as_ref().map(|install| install.keys.clone());
        let installed = keys.map(|keys| Arc::new(Installed::new(bot.clone(), keys)));
        let desk = Arc::new(Desk::new(
            bot,
            Arc::clone(&http),
            installed,
            Arc::clone(&outbox),
            settings.watch.clone(),
        ));
        let (events, taken) = mpsc::channel(ingest::WAITING);
        let (wanted, todo) = mpsc::unbounded_channel();
        let ears = Arc::new(Ears { desk: Arc::clone(&desk), events, todo: wanted, seen: Arc::default() });
        Self { settings, http, desk, ears, heard: Arc::default(), outbox, taken, todo }
    }

    /// The endpoints to which Slack sends what happens, if there is a signing secret, and the pages by which workspaces
    /// install Kith, if they may.
    pub fn router(&self) -> Option<axum::Router> {
        let secret = self.settings.signing_secret.as_ref().filter(|secret| !secret.is_empty());
        let door =
            secret.map(|secret| router::router(Arc::clone(&self.ears), Arc::clone(&self.heard), secret));
        let pages =
            self.settings.install.clone().zip(self.desk.installed.clone()).map(|(install, installed)| {
                oauth::router(Office {
                    install,
                    installed,
                    http: Arc::clone(&self.http),
                    desk: Arc::clone(&self.desk),
                    todo: self.ears.todo.clone(),
                })
            });
        match (door, pages) {
            (Some(door), Some(pages)) => Some(door.merge(pages)),
            (door, pages) => door.or(pages),
        }
    }

    /// Is on Slack until `shutdown` is done. What was heard is kept, and whoever asked is answered, before this returns. The
    /// clock's work ([`Bot::tick`]) is whoever's who runs the bot, on all its platforms.
    pub async fn serve(self, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<(), Error> {
        // The websocket's crate writes whole frames into the log at its finest levels: people's words, and the address with
        // the ticket in it.
        log::set_max_level(log::max_level().min(log::LevelFilter::Info));
        let (stop, stopped) = watch::channel(false);
        let waiting = tokio::spawn(async move {
            shutdown.await;
            stop.send_replace(true);
        });
        let mut over = stopped.clone();
        let met = tokio::select! {
            _ = over.wait_for(|over| *over) => return Ok(()),
            met = self.meet() => met,
        };
        let ended = match met {
            Ok(()) => self.work(&stopped).await,
            Err(error) => Err(error),
        };
        waiting.abort();
        ended
    }

    /// Learns in which workspaces Kith is.
    async fn meet(&self) -> Result<(), Error> {
        let workspaces = &self.desk.workspaces;
        if !self.settings.bot_token.is_empty() {
            let own = workspaces.put(meet(&self.http, &self.settings.bot_token).await?);
            self.desk.installed.iter().for_each(|installed| installed.is_own(&own.team));
        }
        if let Some(installed) = &self.desk.installed {
            let all = installed.refresh(workspaces).await;
            all.map_err(|error| Error::Start(error.to_string()))?;
        }
        workspaces.are_complete();
        Ok(())
    }

    async fn work(self, stopped: &watch::Receiver<bool>) -> Result<(), Error> {
        let Self { settings, http, desk, ears, heard, outbox, taken, todo } = self;
        let bot = desk.bot.clone();
        let (end, ends) = oneshot::channel();
        let (done, over) = watch::channel(false);
        let mut crew = Crew::default();
        let watch = settings.watch.clone();
        crew.add("writer", ingest::run(bot.clone(), taken, Arc::clone(&ears.seen), ends, watch));
        let doer = Doer {
            desk: Arc::clone(&desk),
            events: ears.events.clone(),
            todo: ears.todo.clone(),
            grouped: HashMap::new(),
        };
        crew.add_until(&over, "doer", doer.run(todo));
        for here in desk.workspaces.all() {
            ears.todo.send(Todo::Arrive(here.team.clone())).ok();
        }
        if let Some(before) = Heard::before(&bot).await
            && now() > before + BREAK
        {
            ears.todo.send(Todo::Gap(before)).ok();
        }
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
            // It ends with the others, also where they end because Slack wants no more of them.
            shutdown: over.clone(),
            watch: settings.watch.clone(),
            notes: KEPT,
        };
        crew.add("deliverer", worker.run(deliverer));
        crew.add_until(&over, "notary", gap::note(bot.clone(), Arc::clone(&heard)));
        crew.add_until(&over, "receptionist", refresh(Arc::clone(&desk), ears.todo.clone()));

        let ended = tokio::select! {
            ended = listen(&settings, &http, &ears, &heard, stopped) => ended,
            // A bot without a writer is deaf, and nobody would notice.
            broke = crew.breaks() => Err(broke.into()),
        };
        done.send_replace(true);
        let finish = async {
            desk.close().await;
            end.send(()).ok();
            crew.finish().await
        };
        let ended = match tokio::time::timeout(GOODBYE, finish).await {
            Ok(finished) => ended.and(finished.map_err(Error::from)),
            // A database that does not come back holds up no end: what is not kept was not acknowledged, and comes again.
            Err(_) => {
                tracing::error!("it ends before everything was kept");
                ended
            }
        };
        // What a broken writer had in hand was heard, and is not kept.
        if !matches!(ended, Err(Error::Broken(_))) {
            heard.note(&bot).await;
        }
        ended
    }
}

/// Listens by whichever way there is until the end.
async fn listen(
    settings: &Settings,
    http: &Arc<Http>,
    ears: &Arc<Ears>,
    heard: &Arc<Heard>,
    stopped: &watch::Receiver<bool>,
) -> Result<(), Error> {
    let Some(token) = settings.app_token.clone().filter(|token| !token.is_empty()) else {
        let mut stopped = stopped.clone();
        stopped.wait_for(|over| *over).await.ok();
        return Ok(());
    };
    let keeper = Keeper {
        http: Arc::clone(http),
        token,
        ears: Arc::clone(ears),
        heard: Arc::clone(heard),
        todo: ears.todo.clone(),
        shutdown: stopped.clone(),
        silence: settings.silence,
    };
    keeper.run(settings.connections).await
}

/// Takes over, now and then, what other processes learnt: who installed Kith, and who sent it away.
async fn refresh(desk: Arc<Desk>, todo: mpsc::UnboundedSender<Todo>) {
    let Some(installed) = desk.installed.clone() else { return };
    loop {
        tokio::time::sleep(REFRESHED).await;
        match installed.refresh(&desk.workspaces).await {
            Ok(new) => new.into_iter().for_each(|team| drop(todo.send(Todo::Arrive(team)))),
            Err(error) => tracing::error!(%error, "it cannot be looked up where Kith is installed"),
        }
    }
}

/// The workspace of a token. There is no other way in: if Slack cannot be reached, the answer is waited for.
async fn meet(http: &Http, token: &Secret) -> Result<Workspace, Error> {
    let mut pause = Duration::from_millis(500);
    loop {
        match Workspace::of(http, token).await {
            Ok(workspace) => return Ok(workspace),
            Err(fault) if fault.is_token() => return Err(Error::BotToken),
            Err(fault) if fault.is_passing() => tracing::warn!(%fault, "Slack is not to be had yet"),
            Err(fault) => return Err(Error::Start(fault.to_string())),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_secs(60));
    }
}

/// Is on Slack until `shutdown` is done, by Socket Mode.
pub async fn serve(
    bot: Bot,
    settings: Settings,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    Slack::new(bot, settings).serve(shutdown).await
}

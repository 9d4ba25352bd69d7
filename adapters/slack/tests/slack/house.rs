//! A Kith and a Slack of a test's own.

use bot_core::chat::ServerId;
use bot_core::testing::TestBot;
use fake_slack::{APP_TOKEN, BOT_TOKEN, Fake, SIGNING_SECRET, Said, TEAM};
use slack::{Error, Secret, Settings, Slack};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A Kith that runs against a fake Slack.
pub(crate) struct House {
    pub(crate) fake: Fake,
    pub(crate) kith: TestBot,
    running: Option<Running>,
}

/// How to stop it, and how it ended.
type Running = (oneshot::Sender<()>, JoinHandle<Result<(), Error>>);

/// The settings for a fake, in Socket Mode.
pub(crate) fn settings(fake: &Fake) -> Settings {
    let settings = Settings { api_url: fake.api_url(), ..Settings::new(Secret::new(BOT_TOKEN)) };
    Settings { app_token: Some(Secret::new(APP_TOKEN)), ..settings }
}

impl House {
    /// Both, not yet connected. The app has just the scopes that its manifest asks for.
    pub(crate) async fn empty() -> Self {
        let mut kith = TestBot::new().await;
        kith.server = ServerId::new("slack", TEAM);
        let fake = Fake::start().await;
        let scopes: Vec<&str> = slack::SCOPES.iter().map(|(scope, _)| *scope).collect();
        fake.grants(&scopes);
        Self { fake, kith, running: None }
    }

    /// Both, connected; Ann owns the workspace, and becomes the first admin.
    pub(crate) async fn open() -> Self {
        let mut house = Self::empty().await;
        house.fake.is_owner("Ann");
        house.begin().await;
        house
    }

    /// Lets Kith begin, and waits until it knows everybody.
    pub(crate) async fn begin(&mut self) {
        self.begin_with(settings(&self.fake));
        self.fake.is_connected(2).await;
        self.looked_around().await;
    }

    /// Waits until Kith knows which channels there are, and who is there.
    pub(crate) async fn looked_around(&self) {
        let looked = |fake: &Fake| (!fake.called("usergroups.list").is_empty()).then_some(());
        self.fake.until("Kith looked around", looked).await;
        self.fake.settled().await;
        // What it saw is written down after it was asked for, and nobody acknowledges that.
        self.comes_to("select count(distinct name) from account where name = 'Kith'", 1).await;
    }

    /// Lets Kith begin with these settings.
    pub(crate) fn begin_with(&mut self, settings: Settings) {
        self.run(Slack::new(self.kith.bot.clone(), settings));
    }

    /// Lets this Kith begin.
    pub(crate) fn run(&mut self, slack: Slack) {
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(slack.serve(async move { drop(stopped.await) }));
        self.running = Some((stop, serving));
    }

    /// Both, with Kith at a public address instead of in sockets; the address.
    pub(crate) async fn open_in_public() -> (Self, String) {
        let mut house = Self::empty().await;
        house.fake.is_owner("Ann");
        let base = house.begin_in_public().await;
        house.looked_around().await;
        (house, base)
    }

    /// Lets Kith begin at a public address; the address.
    pub(crate) async fn begin_in_public(&mut self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let usual = settings(&self.fake);
        let secret = Some(Secret::new(SIGNING_SECRET));
        let slack =
            Slack::new(self.kith.bot.clone(), Settings { app_token: None, signing_secret: secret, ..usual });
        let routes = slack.router().expect("a signing secret");
        tokio::spawn(async move { axum::serve(listener, routes).await });
        self.run(slack);
        self.fake.paths(["/slack/commands", "/slack/events", "/slack/interactive", "/slack/options"]);
        self.fake.delivers_to(Some(&base));
        base
    }

    /// Both, in Socket Mode or at a public address.
    pub(crate) async fn open_by(public: bool) -> Self {
        if public { Self::open_in_public().await.0 } else { Self::open().await }
    }

    /// Lets Kith stop as it should.
    pub(crate) async fn stop(&mut self) -> Result<(), Error> {
        let (stop, serving) = self.running.take().expect("it runs");
        stop.send(()).ok();
        serving.await.expect("no panic")
    }

    /// Waits until Kith gives up by itself.
    pub(crate) async fn gives_up(&mut self) -> Error {
        let (_stop, serving) = self.running.take().expect("it runs");
        serving.await.expect("no panic").expect_err("it gives up")
    }

    /// Somebody types `/kith …` in #general; the first answer.
    pub(crate) async fn asks(&self, who: &str, line: &str) -> Said {
        let asked = self.fake.types(who, "general", "/kith", line);
        self.fake.answer(&asked).await
    }

    /// How many messages are kept.
    pub(crate) async fn kept(&self) -> i64 {
        self.count("select count(*) from message where deleted is null").await
    }

    /// One number out of the database.
    pub(crate) async fn count(&self, sql: &'static str) -> i64 {
        self.kith.reads::<(i64,)>(sql).await[0].0
    }

    /// Waits until a query says so.
    pub(crate) async fn comes_to(&self, sql: &'static str, expected: i64) {
        let mut found = -1;
        // A machine that is busy may take its time; only what never comes fails.
        for _ in 0..2_400 {
            found = self.count(sql).await;
            if found == expected {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        panic!("{sql} came to {found}, not to {expected}");
    }
}

//! A Kith and a Discord of a test's own.

use bot_core::chat::ServerId;
use bot_core::testing::TestBot;
use discord::{Error, Settings, Token};
use fake_discord::Fake;
use fake_discord::talk::SERVER;
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A Kith that runs against a fake Discord.
pub(crate) struct House {
    pub(crate) fake: Fake,
    pub(crate) kith: TestBot,
    running: Option<Running>,
}

/// How to stop it, and how it ended.
type Running = (oneshot::Sender<()>, JoinHandle<Result<(), Error>>);

/// The settings for a fake.
pub(crate) fn settings(fake: &Fake) -> Settings {
    Settings { api_url: fake.url().to_owned(), ..Settings::new(Token::new(fake_discord::TOKEN)) }
}

impl House {
    /// Both, not yet connected.
    pub(crate) async fn empty() -> Self {
        let mut kith = TestBot::new().await;
        kith.server = ServerId::new("discord", SERVER);
        Self { fake: Fake::start().await, kith, running: None }
    }

    /// Both, connected.
    pub(crate) async fn open() -> Self {
        let mut house = Self::empty().await;
        house.begin().await;
        house
    }

    /// Lets Kith begin, and waits until it is connected.
    pub(crate) async fn begin(&mut self) {
        self.begin_with(settings(&self.fake));
        self.fake.is_connected(1).await;
    }

    /// Lets Kith begin with these settings.
    pub(crate) fn begin_with(&mut self, settings: Settings) {
        let (stop, stopped) = oneshot::channel();
        let shutdown = async move { drop(stopped.await) };
        let serving = tokio::spawn(discord::serve(self.kith.bot.clone(), settings, shutdown));
        self.running = Some((stop, serving));
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

    /// Somebody else writes until what is returned is dropped, and everybody who asks or is heard waits.
    pub(crate) async fn holds_the_database(&self) -> impl Send + 'static + use<> {
        self.kith.holds().await
    }

    /// How many messages are kept.
    pub(crate) async fn kept(&self) -> i64 {
        self.count("select count(*) from message where deleted is null").await
    }

    /// Waits until all these messages are kept, and whenever some are, it is those that came first.
    pub(crate) async fn keeps_in_order(&self, told: &[Value]) {
        let mut kept = 0;
        for _ in 0..2_400 {
            let found: Vec<(i64, String)> = self.kith.reads("select count(*), max(id) from message").await;
            kept = found[0].0 as usize;
            assert_eq!(told[kept - 1], found[0].1, "of {kept} that are kept, this is the last");
            if kept == told.len() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        panic!("{kept} of {} messages are kept", told.len());
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

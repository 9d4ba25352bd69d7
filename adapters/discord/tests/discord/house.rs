//! A Kith and a Discord of a test's own.

use std::time::Duration;

use bot_core::chat::ServerId;
use bot_core::testing::TestBot;
use discord::{Error, Settings, Token};
use fake_discord::Fake;
use fake_discord::talk::SERVER;
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

    /// Somebody else writes in an SQLite database for so long, and everybody waits.
    pub(crate) async fn holds_the_database(&self, how_long: Duration) -> JoinHandle<()> {
        let begun = self.kith.holds().await;
        tokio::spawn(async move {
            tokio::time::sleep(how_long).await;
            drop(begun);
        })
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
        for _ in 0..400 {
            found = self.count(sql).await;
            if found == expected {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        panic!("{sql} came to {found}, not to {expected}");
    }
}

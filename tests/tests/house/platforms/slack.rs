//! The stage on Slack: in Socket Mode, or at a public address.

use std::sync::Arc;

use bot_core::testing::TestBot;
use fake_slack::{APP_TOKEN, BOT_TOKEN, Fake, SIGNING_SECRET, Said, Shown, account};
use slack::{Secret, Settings, Slack};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::stage::{Stage, named};

/// How to stop it, and how it ended.
type Running = (oneshot::Sender<()>, JoinHandle<Result<(), slack::Error>>);

/// Kith on a fake Slack.
pub(super) struct OnSlack {
    pub(super) fake: Fake,
    kith: Arc<TestBot>,
    running: Option<Running>,
}

impl OnSlack {
    pub(super) async fn open(public: bool) -> Self {
        Self::open_with(Arc::new(TestBot::new().await), public).await
    }

    /// The same with a Kith that may be elsewhere too.
    pub(super) async fn open_with(kith: Arc<TestBot>, public: bool) -> Self {
        let fake = Fake::start().await;
        let scopes: Vec<&str> = slack::SCOPES.iter().map(|(scope, _)| *scope).collect();
        fake.grants(&scopes);
        fake.is_owner("Root");
        let settings = Settings { api_url: fake.api_url(), ..Settings::new(Secret::new(BOT_TOKEN)) };
        let settings = if public {
            Settings { signing_secret: Some(Secret::new(SIGNING_SECRET)), ..settings }
        } else {
            Settings { app_token: Some(Secret::new(APP_TOKEN)), ..settings }
        };
        let slack = Slack::new(kith.bot.clone(), settings);
        if let Some(routes) = slack.router() {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let base = format!("http://{}", listener.local_addr().expect("an address"));
            tokio::spawn(async move { axum::serve(listener, routes).await });
            fake.paths(["/slack/commands", "/slack/events", "/slack/interactive", "/slack/options"]);
            fake.delivers_to(Some(&base));
        }
        let (stop, stopped) = oneshot::channel();
        let running = Some((stop, tokio::spawn(slack.serve(async move { drop(stopped.await) }))));
        if !public {
            fake.is_connected(2).await;
        }
        let looked = |fake: &Fake| (!fake.called("usergroups.list").is_empty()).then_some(());
        fake.until("Kith looked around", looked).await;
        fake.settled().await;
        Self { fake, kith, running }
    }

    async fn answer(&self, asked: &str) -> String {
        let said: Said = self.fake.answer(asked).await;
        named(&said.words(), account)
    }

    /// Kith's messages that somebody sees, oldest first.
    pub(super) fn seen(&self, who: &str) -> Vec<Shown> {
        let mut all = [self.fake.posts("general"), self.fake.posts("help")].concat();
        for (few, people) in self.fake.among_few() {
            if people.contains(&account(who)) {
                all.extend(self.fake.posts(&few));
            }
        }
        all.extend(self.fake.directs(who));
        all.extend(self.fake.whispers(who));
        all.sort_by(|one, other| one.ts.cmp(&other.ts));
        all
    }
}

impl Stage for OnSlack {
    type Written = Shown;

    fn kith(&self) -> &TestBot {
        &self.kith
    }

    async fn asks(&self, who: &str, command: &str, answers: &[(&str, &str)]) -> String {
        let answers: Vec<String> = answers
            .iter()
            .map(|(name, answer)| {
                let quote = if answer.contains(' ') { "\"" } else { "" };
                format!("{name}:{quote}{answer}{quote}")
            })
            .collect();
        let asked = self.fake.types(who, "general", "/kith", &format!("{command} {}", answers.join(" ")));
        self.answer(&asked).await
    }

    async fn presses(&self, who: &str, label: &str) -> String {
        self.settled().await;
        let has = |shown: &Shown| shown.buttons().iter().any(|(known, _)| known == label);
        let found = self.seen(who).into_iter().rev().find(has);
        let Some(on) = found else { panic!("{who} sees no button {label} in {:#?}", self.sees(who)) };
        let pressed = self.fake.presses(who, &on, label);
        let told = self.answer(&pressed).await;
        self.settled().await;
        told
    }

    async fn writes(&self, who: &str, text: &str) -> Shown {
        let written = self.fake.says(who, "general", text);
        self.settled().await;
        written
    }

    async fn answers(&self, who: &str, words: &str, text: &str) {
        self.settled().await;
        let below = self.seen(who).into_iter().rev().find(|shown| shown.words().contains(words));
        let below = below.unwrap_or_else(|| panic!("no “{words}” in {:#?}", self.sees(who)));
        self.fake.replies(who, &below, text);
        self.settled().await;
    }

    async fn asks_about(&self, who: &str, written: &Shown) -> String {
        let picked = self.fake.picks_on_message(who, "ask about", written);
        self.answer(&picked).await
    }

    async fn deletes(&self, written: &Shown) {
        self.fake.deletes(written);
        self.settled().await;
    }

    async fn leaves(&self, who: &str) {
        self.fake.deactivates(who);
        self.settled().await;
    }

    fn sees(&self, who: &str) -> Vec<String> {
        self.seen(who).iter().map(|shown| named(&shown.words(), account)).collect()
    }

    async fn settled(&self) {
        self.fake.settled().await;
        self.comes_to("select count(*) from effect where state = 'waiting' and platform = 'slack'", 0).await;
        self.fake.settled().await;
    }

    async fn stops(&mut self) {
        let (stop, serving) = self.running.take().expect("it runs");
        stop.send(()).ok();
        serving.await.expect("no panic").expect("it stops");
    }
}

//! The stage on Discord.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use bot_core::testing::TestBot;
use discord::{Settings, Token};
use fake_discord::Fake;
use fake_discord::talk::{GENERAL, SERVER, Said, account};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::stage::{Stage, named};

const MESSAGES: &str =
    "select count(*) from message m join channel c on c.community_id = m.community_id and c.id = m.channel_id
     where c.platform = 'discord'";

/// How to stop it, and how it ended.
type Running = (oneshot::Sender<()>, JoinHandle<Result<(), discord::Error>>);

/// Kith on a fake Discord.
pub(super) struct OnDiscord {
    pub(super) fake: Fake,
    kith: Arc<TestBot>,
    running: Option<Running>,
    /// What somebody was told last.
    told: Mutex<Option<(String, Said)>>,
    /// How many messages people wrote.
    written: AtomicI64,
}

impl OnDiscord {
    pub(super) async fn open() -> Self {
        Self::open_with(Arc::new(TestBot::new().await)).await
    }

    /// The same with a Kith that may be elsewhere too.
    pub(super) async fn open_with(kith: Arc<TestBot>) -> Self {
        let fake = Fake::start().await;
        let (stop, stopped) = oneshot::channel();
        let settings =
            Settings { api_url: fake.url().to_owned(), ..Settings::new(Token::new(fake_discord::TOKEN)) };
        let serving = discord::serve(kith.bot.clone(), settings, async move { drop(stopped.await) });
        let running = Some((stop, tokio::spawn(serving)));
        fake.is_connected(1).await;
        let stage = Self { fake, kith, running, told: Mutex::default(), written: AtomicI64::default() };
        stage.comes_to("select count(*) from channel where platform = 'discord'", 2).await;
        stage
    }

    async fn answer(&self, who: &str, asked: &str) -> String {
        let said = self.fake.answer(asked).await;
        let text = named(said.content(), account);
        *self.told.lock().expect("told") = Some((who.to_owned(), said));
        text
    }

    /// Kith's messages that somebody sees, oldest first.
    fn seen(&self, who: &str) -> Vec<Value> {
        let opened = self.fake.opened();
        let mut all = self.fake.everywhere();
        all.retain(|message| {
            let channel = message["channel_id"].as_str().unwrap_or_default();
            let closed = opened.iter().any(|one| one["id"] == channel && one["type"] == 12);
            let own = message["author"]["id"] == fake_discord::BOT;
            let direct = channel.len() == 18 && channel.starts_with('9');
            own && (!closed || self.fake.called(channel).contains(&account(who)))
                && (!direct || channel == Fake::direct(who))
        });
        all
    }
}

fn buttons(message: &Value) -> Vec<(String, String)> {
    let rows = message["components"].as_array().into_iter().flatten();
    let buttons = rows.filter_map(|row| row["components"].as_array()).flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    buttons.map(|button| (text(&button["label"]), text(&button["custom_id"]))).collect()
}

impl Stage for OnDiscord {
    type Written = Value;

    fn kith(&self) -> &TestBot {
        &self.kith
    }

    async fn asks(&self, who: &str, command: &str, answers: &[(&str, &str)]) -> String {
        let options: Vec<(&str, Value)> = answers
            .iter()
            .map(|(name, answer)| (*name, if *answer == "yes" { true.into() } else { (*answer).into() }))
            .collect();
        let asked = self.fake.types(who, command, &options);
        self.answer(who, &asked).await
    }

    async fn presses(&self, who: &str, label: &str) -> String {
        self.settled().await;
        let told = self.told.lock().expect("told").clone();
        let told = told.filter(|(whom, _)| whom == who).map(|(_, said)| said.buttons());
        let found = told.into_iter().flatten().find(|(known, _)| known == label);
        let found = found.or_else(|| {
            let all = self.seen(who).into_iter().rev();
            all.flat_map(|message| buttons(&message)).find(|(known, _)| known == label)
        });
        let Some((_, id)) = found else { panic!("{who} sees no button {label} in {:#?}", self.sees(who)) };
        let pressed = self.fake.presses(who, &id);
        let told = self.answer(who, &pressed).await;
        self.settled().await;
        told
    }

    async fn writes(&self, who: &str, text: &str) -> Value {
        let written = self.fake.writes(who, GENERAL, text);
        self.comes_to(MESSAGES, self.written.fetch_add(1, Ordering::Relaxed) + 1).await;
        written
    }

    async fn answers(&self, who: &str, words: &str, text: &str) {
        self.settled().await;
        let all = self.seen(who).into_iter().rev();
        let mut with =
            all.filter(|message| message["content"].as_str().is_some_and(|text| text.contains(words)));
        let below = with.next().unwrap_or_else(|| panic!("no “{words}” in {:#?}", self.sees(who)));
        self.fake.writes(who, below["channel_id"].as_str().expect("a channel"), text);
        self.comes_to(MESSAGES, self.written.fetch_add(1, Ordering::Relaxed) + 1).await;
    }

    async fn asks_about(&self, who: &str, written: &Value) -> String {
        let picked = self.fake.picks_on_message(who, "Ask an expert", written);
        self.answer(who, &picked).await
    }

    async fn deletes(&self, written: &Value) {
        let gone = json!({ "id": written["id"], "channel_id": written["channel_id"], "guild_id": SERVER });
        self.fake.dispatch("MESSAGE_DELETE", &gone);
        self.comes_to("select count(*) from message where deleted is not null", 1).await;
        self.settled().await;
    }

    async fn leaves(&self, who: &str) {
        let gone = json!({ "guild_id": SERVER, "user": fake_discord::talk::person(who) });
        self.fake.dispatch("GUILD_MEMBER_REMOVE", &gone);
        self.comes_to("select count(*) from account where departed is not null", 1).await;
        self.settled().await;
    }

    fn sees(&self, who: &str) -> Vec<String> {
        let all = self.seen(who);
        all.iter().map(|message| named(message["content"].as_str().unwrap_or_default(), account)).collect()
    }

    async fn settled(&self) {
        self.comes_to("select count(*) from effect where state = 'waiting' and platform = 'discord'", 0)
            .await;
    }

    async fn stops(&mut self) {
        let (stop, serving) = self.running.take().expect("it runs");
        stop.send(()).ok();
        serving.await.expect("no panic").expect("it stops");
    }
}

//! What is secret stands in no log, no error and no `Debug`; nor do people's words, triggers and addresses.

use std::io::Write;
use std::sync::{Arc, Mutex};

use bot_core::Watch;
use fake_slack::{APP_TOKEN, BOT_TOKEN, Claim, SIGNING_SECRET, Trouble};
use serde_json::json;
use slack::{Secret, Settings};
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::house::{House, settings};

/// What is logged, as bytes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything that this process says from now on, on every thread and by every crate, as `kith` sets it up.
fn listen() -> Log {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    subscriber.init();
    log
}

fn hidden(log: &Log, also: &[String]) {
    let log = String::from_utf8_lossy(&log.0.lock().expect("a log").clone()).into_owned();
    assert!(log.len() > 400, "there is a log: {log}");
    for secret in [APP_TOKEN, BOT_TOKEN, SIGNING_SECRET].into_iter().chain(also.iter().map(String::as_str)) {
        assert!(!log.contains(secret), "{secret} is in the log");
        let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(!log.contains(&hex), "{secret} is in the log, in another spelling");
    }
    for words in ["what only people say", "for a secret reason", "ticket="] {
        assert!(!log.contains(words), "“{words}” is in the log");
    }
}

async fn trouble(house: &House) -> Vec<String> {
    house.fake.trouble("chat.postMessage", 1, Trouble::Status(500));
    house.fake.trouble("views.open", 1, Trouble::Refuse("internal_error"));
    house.fake.says("Bo", "general", "what only people say");
    let asked = house.fake.types("Ann", "general", "/kith", "shoutout @Bo for a secret reason");
    house.fake.answer(&asked).await;
    let form = house.fake.types("Ann", "general", "/kith", "shoutout @Bo");
    house.fake.answer(&form).await;
    house.fake.trouble("/response", 1, Trouble::Status(500));
    let nonsense = house.fake.types("Ann", "general", "/kith", "nonsense what only people say");
    house.fake.answer(&nonsense).await;
    house.fake.happens(&json!({ "type": "message", "ts": [], "text": "what only people say" }));
    house.fake.settled().await;
    vec![asked, form]
}

#[tokio::test]
async fn nothing_secret_is_logged_in_sockets() {
    let log = listen();
    let mut house = House::open().await;
    let triggers = trouble(&house).await;
    house.fake.frame("{\"type\":\"events_api\",\"payload\":\"what only people say");
    house.fake.breaks_lines();
    house.fake.says("Bo", "general", "what only people say");
    house.fake.is_connected(2).await;
    house.fake.uninstalls();
    house.fake.settled().await;
    house.stop().await.expect("it stops");
    hidden(&log, &triggers);
}

#[tokio::test]
async fn nothing_secret_is_logged_in_public() {
    let log = listen();
    let (mut house, base) = House::open_in_public().await;
    let triggers = trouble(&house).await;
    let good = house.fake.claim("message");
    for claim in [
        Claim { signature: Some("v0=00".to_owned()), ..good.clone() },
        Claim { body: b"what only people say".to_vec(), ..good.clone() },
        Claim {
            body: b"payload=what only people say".to_vec(),
            kind: "application/x-www-form-urlencoded".to_owned(),
            ..good
        },
    ] {
        house.fake.sends_claim(&base, &claim).await;
    }
    house.stop().await.expect("it stops");
    hidden(&log, &triggers);
}

/// Lets these come to the public address; what is logged of it.
async fn turned_away(spoilt: impl Fn(&Claim) -> Claim) -> String {
    let log = listen();
    let (mut house, base) = House::open_in_public().await;
    house.fake.says("Bo", "general", "what only people say");
    house.fake.settled().await;
    let good = house.fake.claim("message");
    for _ in 0..5 {
        let answered = house.fake.sends_claim(&base, &spoilt(&good)).await;
        assert_eq!(answered.map(|(status, _)| status), Some(401));
    }
    house.stop().await.expect("it stops");
    hidden(&log, &[]);
    String::from_utf8_lossy(&log.0.lock().expect("a log")).into_owned()
}

#[tokio::test]
async fn whoever_mistyped_the_signing_secret_reads_so_in_the_log() {
    let guessed = |good: &Claim| {
        let signature = fake_slack::signature("mistyped", &good.at, &good.body);
        Claim { signature: Some(signature), ..good.clone() }
    };
    let log = turned_away(guessed).await;
    assert_eq!(log.matches("KITH_SLACK_SIGNING_SECRET is wrong").count(), 1, "once a minute");
    assert!(!log.contains("this machine's clock"));
}

#[tokio::test]
async fn whose_clock_is_wrong_reads_so_in_the_log() {
    let late = |good: &Claim| {
        let at = (good.at.parse::<i64>().expect("a moment") - 400).to_string();
        Claim { at, ..good.clone() }
    };
    let log = turned_away(late).await;
    assert_eq!(log.matches("this machine's clock is wrong").count(), 1, "once a minute");
    assert!(!log.contains("KITH_SLACK_SIGNING_SECRET"));
}

#[tokio::test]
async fn what_does_not_even_claim_to_be_slacks_is_not_worth_a_word() {
    let bare = |good: &Claim| Claim { at: "yesterday".to_owned(), ..good.clone() };
    let log = turned_away(bare).await;
    assert!(!log.contains("turned away"));
}

#[tokio::test]
async fn nothing_secret_is_said_in_an_error() {
    for (bot, app) in [("xoxb-wrong-and-secret", APP_TOKEN), (BOT_TOKEN, "xapp-wrong-and-secret")] {
        let mut house = House::empty().await;
        let wrong = Settings {
            bot_token: Secret::new(bot),
            app_token: Some(Secret::new(app)),
            signing_secret: Some(Secret::new(SIGNING_SECRET)),
            ..settings(&house.fake)
        };
        let shown = format!("{wrong:?}");
        house.begin_with(wrong);
        let error = house.gives_up().await;
        let said = format!("{shown} {error} {error:?}");
        for secret in [bot, app, SIGNING_SECRET] {
            assert!(!said.contains(secret), "{said}");
        }
    }
}

#[tokio::test]
async fn nothing_secret_is_shown_to_whoever_counts() {
    let mut house = House::empty().await;
    house.fake.is_owner("Ann");
    let seen = Log::default();
    let eye = seen.clone();
    let watch = Watch::new(move |sight| writeln!(eye.clone(), "{sight:?}").expect("it is noted"));
    house.begin_with(Settings { watch, ..settings(&house.fake) });
    house.fake.is_connected(2).await;
    house.looked_around().await;
    house.asks("Ann", "settings shoutouts:log log_channel:#help").await;
    let triggers = trouble(&house).await;
    house.fake.archives("help", true);
    house.fake.settled().await;
    house.asks("Ann", "shoutout @Bo for a secret reason").await;
    house.comes_to("select count(*) from effect where state = 'dead'", 1).await;
    house.stop().await.expect("it stops");
    hidden(&seen, &triggers);
}

//! Pointed elsewhere, Kith asks nobody else, whatever it is told; and it never says its token.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use discord::{Error, Settings, Token, serve};
use fake_discord::{TOKEN, Trouble};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::house::{House, settings};

/// A server that is not Discord: it answers everything with `body`, and counts who comes.
async fn other(body: String) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let came = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((mut line, _)) = listener.accept().await {
            let mut buffer = vec![0; 4_096];
            let read = line.read(&mut buffer).await.unwrap_or_default();
            came.lock().expect("a list").push(String::from_utf8_lossy(&buffer[..read]).into_owned());
            line.write_all(body.as_bytes()).await.ok();
        }
    });
    (address, seen)
}

fn ok(json: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{json}",
        json.len()
    )
}

async fn served(address: &str) -> Result<(), Error> {
    let kith = bot_core::testing::TestBot::new().await;
    let settings = Settings { api_url: format!("http://{address}"), ..Settings::new(Token::new(TOKEN)) };
    let enough = tokio::time::sleep(Duration::from_millis(1_500));
    serve(kith.bot.clone(), settings, enough).await
}

#[tokio::test]
async fn a_gateway_on_another_host_is_refused() {
    let limit = r#"{"total": 1, "remaining": 1, "reset_after": 0, "max_concurrency": 1}"#;
    for gateway in ["wss://gateway.discord.gg", "ws://127.0.0.2:1", "wss://[::1]:1", "http://127.0.0.1"] {
        let json = format!(r#"{{"url": "{gateway}", "shards": 1, "session_start_limit": {limit}}}"#);
        let (address, _) = other(ok(&json)).await;
        assert_eq!(served(&address).await, Err(Error::Elsewhere), "{gateway}");
    }
}

#[tokio::test]
async fn a_gateway_that_cannot_be_found_is_waited_for_and_not_guessed() {
    let broken = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n".to_owned();
    let (address, seen) = other(broken).await;
    // It goes on asking this one until it is told to stop.
    assert_eq!(served(&address).await, Ok(()));
    let seen = seen.lock().expect("a list").clone();
    assert!(seen.len() >= 2, "{seen:?}");
    assert!(seen.iter().all(|request| request.starts_with("GET /api/v10/gateway/bot ")), "{seen:?}");
}

#[tokio::test]
async fn nobody_is_led_elsewhere_by_a_redirect_or_a_proxy() {
    let (thief, stolen) = other(ok("{}")).await;
    let redirect = format!("HTTP/1.1 302 Found\r\nlocation: http://{thief}/\r\ncontent-length: 0\r\n\r\n");
    let (address, seen) = other(redirect).await;
    let Err(Error::Start(_)) = served(&address).await else { panic!("a redirect is no answer") };
    assert_eq!(seen.lock().expect("a list").len(), 1);
    assert_eq!(stolen.lock().expect("a list").len(), 0);
}

#[tokio::test]
async fn a_session_is_not_resumed_at_another_host() {
    let (thief, stolen) = other(String::new()).await;
    let thief = thief.replace("127.0.0.1", "localhost");
    let mut house = House::empty().await;
    house.fake.resume_at(&format!("ws://{thief}"));
    house.begin().await;
    house.fake.break_lines();
    house.fake.until("it resumes", |fake| (!fake.heard(6).is_empty()).then_some(())).await;
    house.stop().await.expect("it stops");
    assert_eq!(stolen.lock().expect("a list").len(), 0);
}

#[tokio::test]
async fn a_secure_line_is_tried_securely() {
    // What answers is no TLS: there must be an error, and no panic for want of a cipher.
    let (address, seen) = other("nonsense".to_owned()).await;
    let kith = bot_core::testing::TestBot::new().await;
    let settings = Settings { api_url: format!("https://{address}"), ..Settings::new(Token::new(TOKEN)) };
    let served = serve(kith.bot.clone(), settings, tokio::time::sleep(Duration::from_millis(800))).await;
    assert_eq!(served, Ok(()));
    let seen = seen.lock().expect("a list").clone();
    assert!(!seen.is_empty() && seen.iter().all(|said| !said.contains("GET") && !said.contains(TOKEN)));
}

/// What is logged, as bytes.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Whoever writes down everything that is logged, at the finest level.
    fn writer(&self) -> impl tracing::Subscriber + Send + Sync + use<> {
        let log = self.clone();
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(move || log.clone())
            .finish()
    }

    /// Hears what is logged on this thread until what is returned is dropped.
    pub(crate) fn listens(&self) -> tracing::subscriber::DefaultGuard {
        tracing::subscriber::set_default(self.writer())
    }

    /// What was logged.
    pub(crate) fn said(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("a log").clone()).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("a log").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_token_stands_in_no_log_and_no_debug() {
    let log = Log::default();
    // Everything that this process says from now on, on every thread and by every crate, as `kith` sets it up.
    log.writer().init();
    let mut house = House::empty().await;
    let settings = settings(&house.fake);
    assert!(!format!("{settings:?}").contains(TOKEN));
    house.fake.trouble("PUT", "/commands", 1, Trouble::Status(500));
    house.fake.trouble("*", "/callback", 1, Trouble::Refuse(403, 50_013));
    house.begin().await;
    house.fake.interacts("Ana", 2, &serde_json::json!({ "name": "nonsense", "id": "1", "type": 1 }));
    house
        .fake
        .until("an answer", |fake| (!fake.requested("POST", "/callback").is_empty()).then_some(()))
        .await;
    house.fake.writes("Ana", fake_discord::talk::GENERAL, "what only people say");
    house.comes_to("select count(*) from message", 1).await;
    house.fake.break_lines();
    house.fake.until("it resumes", |fake| (!fake.heard(6).is_empty()).then_some(())).await;
    house.stop().await.expect("it stops");
    let log = log.said();
    assert!(log.contains("ready"), "there is a log: {log}");
    assert!(!log.contains(TOKEN), "the token is in the log");
    assert!(!log.contains("interaction-token-"), "an interaction's token is in the log");
    let hex: String = TOKEN.bytes().map(|byte| format!("{byte:02x}")).collect();
    assert!(!log.contains(&hex), "the token is in the log, in another spelling");
    assert!(!log.contains("what only people say"), "what somebody wrote is in the log");
}

//! Where the gateway is, and how many shards to start; and that it is nobody else's.

use std::time::Duration;

use hyper::Uri;
use serde::Deserialize;

use super::Pace;
use crate::Error;
use crate::http::{Ask, DISCORD, Fault, Http};

/// What Discord recommends.
#[derive(Deserialize)]
struct Recommended {
    url: String,
    shards: u32,
    session_start_limit: Limit,
}

/// How many sessions may be begun.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Limit {
    pub(super) remaining: u32,
    /// In milliseconds.
    pub(super) reset_after: u64,
    /// How many there are each time.
    #[serde(default = "many")]
    pub(super) total: u32,
    #[serde(default = "one")]
    pub(super) max_concurrency: u32,
}

fn one() -> u32 {
    1
}

fn many() -> u32 {
    1_000
}

/// How many sessions may be begun now, as Discord says; nothing if it does not say.
pub(super) async fn limit(http: &Http) -> Option<Limit> {
    let said = http.ask(&Ask::get("/gateway/bot")).await.ok()?;
    serde_json::from_value(said["session_start_limit"].clone()).ok()
}

/// How to start.
pub(crate) struct Start {
    pub(crate) url: String,
    pub(crate) shards: u32,
    pub(crate) pace: Pace,
}

/// Asks where the gateway is. There is no other way to it: if Discord cannot be reached, the answer is waited for.
pub(crate) async fn start(http: &Http) -> Result<Start, Error> {
    let mut pause = Duration::from_millis(500);
    let said = loop {
        match http.ask(&Ask::get("/gateway/bot")).await {
            Ok(said) => break said,
            Err(Fault::Refused { status: 401, .. }) => return Err(Error::Token),
            Err(fault) if fault.is_passing() => {
                tracing::warn!(%fault, "the gateway's address is not to be had yet");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_secs(60));
            }
            Err(fault) => return Err(Error::Start(fault.to_string())),
        }
    };
    let said: Recommended = serde_json::from_value(said).map_err(|error| Error::Start(error.to_string()))?;
    if !ours(http.base(), &said.url) {
        return Err(Error::Elsewhere);
    }
    Ok(Start { url: said.url, shards: said.shards.max(1), pace: Pace::new(said.session_start_limit) })
}

/// Whether an address of the gateway belongs to the Discord at `base`: its own host, or for the real Discord one of the
/// gateway's. The token goes nowhere else.
pub(crate) fn ours(base: &str, url: &str) -> bool {
    let (Ok(base), Ok(url)) = (base.parse::<Uri>(), url.parse::<Uri>()) else { return false };
    let (Some(home), Some(host)) = (base.host(), url.host()) else { return false };
    let (home_port, port) = (base.port_u16(), url.port_u16());
    if base == *DISCORD {
        let usual = port.is_none_or(|port| port == 443);
        return url.scheme_str() == Some("wss") && host.ends_with(".discord.gg") && usual;
    }
    // What is asked for under TLS is not told without.
    let safe = url.scheme_str() == Some("wss")
        || (url.scheme_str() == Some("ws") && base.scheme_str() == Some("http"));
    let usual = |scheme: Option<&str>| if matches!(scheme, Some("https" | "wss")) { 443 } else { 80 };
    let home_port = home_port.unwrap_or_else(|| usual(base.scheme_str()));
    safe && host == home && port.unwrap_or_else(|| usual(url.scheme_str())) == home_port
}

#[cfg(test)]
mod tests {
    use super::ours;

    #[test]
    fn the_token_goes_to_the_gateway_of_its_own_discord_alone() {
        assert!(ours("https://discord.com", "wss://gateway.discord.gg"));
        assert!(ours("https://discord.com", "wss://gateway-us-east1-b.discord.gg/?v=10"));
        assert!(!ours("https://discord.com", "ws://gateway.discord.gg"));
        assert!(!ours("https://discord.com", "wss://gateway.discord.gg.evil.example"));
        assert!(!ours("https://discord.com", "wss://evildiscord.gg"));
        assert!(ours("http://127.0.0.1:4000", "ws://127.0.0.1:4000"));
        assert!(
            ours("https://own.example", "wss://own.example")
                && !ours("https://own.example", "ws://own.example")
        );
        assert!(!ours("http://127.0.0.1:4000", "wss://gateway.discord.gg"));
        assert!(!ours("http://127.0.0.1:4000", "ws://127.0.0.2:4000"));
        assert!(!ours("http://127.0.0.1:4000", "not an address"));
        // Somebody else may listen on another port.
        assert!(!ours("http://127.0.0.1:4000", "ws://127.0.0.1:4001"));
        assert!(!ours("http://127.0.0.1:4000", "ws://127.0.0.1"));
        assert!(ours("https://own.example:443", "wss://own.example"));
        assert!(!ours("https://discord.com", "wss://gateway.discord.gg:8443"));
    }
}

//! Whether the tokens are right, and whether Slack grants what Kith needs.

use serde_json::json;

use crate::http::Http;
use crate::manifest::SCOPES;
use crate::socket::SWITCHED_OFF;
use crate::{Error, Settings};

/// What Slack says of the app.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkup {
    /// The workspace's name.
    pub workspace: String,
    /// Scopes that Kith asks for and that were not granted.
    pub missing: Vec<&'static str>,
    /// Whether connections of Socket Mode can be opened, if there is an app token.
    pub socket: Option<Result<(), Error>>,
    /// Whether there is a signing secret, so that Slack can come to a public address.
    pub http: bool,
}

/// Asks Slack whether it knows the tokens, and what it grants.
pub async fn check(settings: &Settings) -> Result<Checkup, Error> {
    let http = Http::new(&settings.api_url);
    let start = |fault: &crate::fault::Fault| Error::Start(fault.to_string());
    let said = http.ask("", &settings.bot_token, "auth.test", json!({})).await;
    let said = said.map_err(|fault| if fault.is_token() { Error::BotToken } else { start(&fault) })?;
    let granted = said.scopes.unwrap_or_default();
    let missing =
        SCOPES.iter().map(|(scope, _)| *scope).filter(|scope| !granted.iter().any(|one| one == scope));
    let socket = match settings.app_token.as_ref().filter(|token| !token.is_empty()) {
        None => None,
        Some(token) => Some(match http.ask("", token, "apps.connections.open", json!({})).await {
            Ok(said) if http.is_ours(said.body["url"].as_str().unwrap_or_default()) => Ok(()),
            Ok(_) => Err(Error::Elsewhere),
            Err(fault) if fault.is_token() => Err(Error::AppToken),
            Err(fault) if fault.is_any(&[SWITCHED_OFF]) => Err(Error::SocketMode),
            Err(fault) => Err(start(&fault)),
        }),
    };
    Ok(Checkup {
        workspace: said.body["team"].as_str().unwrap_or_default().to_owned(),
        missing: missing.collect(),
        socket,
        http: settings.signing_secret.as_ref().is_some_and(|secret| !secret.is_empty()),
    })
}

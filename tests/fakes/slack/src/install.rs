//! Installing the app in a workspace, by a browser.

use crate::state::{Code, State};
use crate::web::pairs;
use crate::{CLIENT_ID, SCOPES};

/// Somebody agrees to what an address asks for: where their browser goes then, or what Slack shows instead.
pub(crate) fn agreed(state: &mut State, address: &str) -> Result<String, String> {
    let asked = pairs(address.split_once('?').map_or("", |(_, query)| query));
    let of = |key: &str| asked.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let mut wrong = Vec::new();
    for key in asked.keys() {
        if !["client_id", "redirect_uri", "scope", "state", "team", "user_scope"].contains(&key.as_str()) {
            wrong.push(format!("there is no {key}"));
        }
    }
    if of("client_id") != CLIENT_ID {
        wrong.push("another client".to_owned());
    }
    if of("state").len() < 16 {
        wrong.push("a state that can be guessed".to_owned());
    }
    if of("scope").is_empty() || !of("user_scope").is_empty() {
        wrong.push("scopes for the bot, and none for the person".to_owned());
    }
    for scope in of("scope").split(',') {
        if !SCOPES.contains(&scope) {
            wrong.push(format!("there is no scope {scope} for Kith"));
        }
    }
    let redirect = of("redirect_uri");
    if !redirect.starts_with("https://") && !redirect.starts_with("http://127.0.0.1") {
        wrong.push(format!("cannot lead back to {redirect}"));
    }
    if !wrong.is_empty() {
        wrong.iter().for_each(|wrong| state.complain(format!("an installation: {wrong}")));
        return Err(wrong.join("; "));
    }
    let (team, user) = state.installing.clone();
    let code = state.id("code-");
    let granted = of("scope").split(',').map(ToOwned::to_owned).collect();
    state
        .codes
        .insert(code.clone(), Code { team, user, scopes: granted, redirect: redirect.clone(), used: false });
    let join = if redirect.contains('?') { '&' } else { '?' };
    Ok(format!("{redirect}{join}code={code}&state={}", of("state")))
}

//! Installing Kith in a workspace, by a browser: a page, Slack's own page, and the way back with a code that is exchanged for
//! a token. A state that only this browser has keeps others from slipping their workspace under somebody's click.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use form_urlencoded::Serializer;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::mpsc;

use super::page::{self, Outcome};
use super::{Install, Installed};
use crate::acts::Todo;
use crate::desk::{Desk, now};
use crate::http::Http;
use crate::manifest::SCOPES;
use crate::secret::Secret;
use crate::words::Own;
use crate::workspace::Workspace;

/// The cookie that binds a state to a browser.
const COOKIE: &str = "kith_slack_install";
/// What a state is sealed for.
const PURPOSE: &str = "state";
/// How long somebody may think about it.
const THINK: Duration = Duration::from_secs(600);
/// The longest state and code that are looked at.
const LONGEST: usize = 512;

/// What the pages share.
pub(crate) struct Office {
    pub(crate) install: Install,
    pub(crate) installed: Arc<Installed>,
    pub(crate) http: Arc<Http>,
    pub(crate) desk: Arc<Desk>,
    pub(crate) todo: mpsc::UnboundedSender<Todo>,
}

/// What Slack sends back with.
#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    error: String,
}

/// The pages.
pub(crate) fn router(office: Office) -> Router {
    let office = Arc::new(office);
    Router::new().route("/slack/install", get(begin)).route("/slack/oauth", get(back)).with_state(office)
}

fn language(headers: &HeaderMap) -> Own {
    let wanted =
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Own::of(wanted.split([',', ';']).next().unwrap_or_default().trim())
}

/// The state that a browser has, if it is one of ours and not too old.
fn held(office: &Office, headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|all| all.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let state = pairs.find_map(|(name, value)| (name == COOKIE).then(|| value.to_owned()))?;
    let sealed = Some(&state).filter(|state| state.len() <= LONGEST)?;
    let at: i64 = office.install.keys.open(PURPOSE, sealed)?.parse().ok()?;
    let age = now().0.checked_sub(at)?;
    (0..=i64::try_from(THINK.as_millis()).ok()?).contains(&age).then_some(state)
}

/// Shows what Kith is, and the way to Slack's own page.
async fn begin(State(office): State<Arc<Office>>, headers: HeaderMap) -> Response {
    let own = language(&headers);
    let state = held(&office, &headers).or_else(|| office.install.keys.seal(PURPOSE, &now().0.to_string()));
    let Some(state) = state else { return page::outcome(own, &Outcome::Failed) };
    let scopes: Vec<&str> = SCOPES.iter().map(|(scope, _)| *scope).collect();
    let query = Serializer::new(String::new())
        .append_pair("client_id", &office.install.client_id)
        .append_pair("scope", &scopes.join(","))
        .append_pair("redirect_uri", &office.install.back())
        .append_pair("state", &state)
        .finish();
    let address = format!("{}/oauth/v2/authorize?{query}", office.http.home());
    let cookie = cookie(&office, &state, THINK.as_secs());
    ([(header::SET_COOKIE, cookie)], page::begin(own, &address)).into_response()
}

fn cookie(office: &Office, state: &str, seconds: u64) -> String {
    let secure = if office.install.public_url.trim().starts_with("https://") { "; Secure" } else { "" };
    format!("{COOKIE}={state}; Path=/slack; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

/// Somebody comes back from Slack.
async fn back(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    query: Result<Query<Back>, QueryRejection>,
) -> Response {
    let own = language(&headers);
    let outcome = match query {
        Ok(Query(back)) => arrive(&office, &headers, &back).await,
        Err(_) => Outcome::Stale,
    };
    // A state is good for one way there and back.
    let spent = cookie(&office, "", 0);
    ([(header::SET_COOKIE, spent)], page::outcome(own, &outcome)).into_response()
}

async fn arrive(office: &Office, headers: &HeaderMap, back: &Back) -> Outcome {
    let state = held(office, headers).filter(|state| *state == back.state);
    if state.is_none() || back.code.len() > LONGEST {
        return Outcome::Stale;
    }
    if !back.error.is_empty() {
        return Outcome::Denied;
    }
    match exchanged(office, &back.code).await {
        Ok(here) => settle(office, here).await,
        Err(outcome) => outcome,
    }
}

/// The workspace whose code this is.
async fn exchanged(office: &Office, code: &str) -> Result<Workspace, Outcome> {
    let install = &office.install;
    let said = office.http.exchange(&install.client_id, &install.client_secret, code, &install.back()).await;
    let said = said.map_err(|fault| {
        tracing::warn!(%fault, "an installation did not come about");
        if fault.is_any(&["code_already_used", "invalid_code"]) { Outcome::Stale } else { Outcome::Failed }
    })?;
    let token = Secret::new(said["access_token"].as_str().unwrap_or_default());
    if said["is_enterprise_install"] == true || said["token_type"] != "bot" || token.is_empty() {
        if !token.is_empty() {
            give_back(office, said["enterprise"]["id"].as_str().unwrap_or_default(), &token).await;
        }
        return Err(Outcome::Organisation);
    }
    let here = Workspace::of(&office.http, &token).await;
    let team = said["team"]["id"].as_str().unwrap_or_default();
    match here {
        Ok(here) if here.team == team => return Ok(here),
        Ok(_) => tracing::warn!("a new token is of another workspace"),
        Err(fault) => tracing::warn!(%fault, "a new token is not taken"),
    }
    give_back(office, team, &token).await;
    Err(Outcome::Failed)
}

/// A token that nobody keeps shall be good for nothing. Where Kith is installed already, or where nobody
/// can look whether it is, it may be the very one that is in use.
async fn give_back(office: &Office, team: &str, token: &Secret) {
    if office.desk.workspaces.of(team).is_some() || office.installed.keeps(team).await {
        return;
    }
    if let Err(fault) = office.http.ask(team, token, "auth.revoke", json!({})).await {
        tracing::warn!(%fault, team, "a token that is not kept is good still");
    }
}

/// Keeps the workspace, and goes to work there; in this order.
async fn settle(office: &Office, here: Workspace) -> Outcome {
    if let Err(error) = office.installed.keep(&here).await {
        tracing::error!(%error, "an installation cannot be kept");
        give_back(office, &here.team, &here.token).await;
        return Outcome::Failed;
    }
    let here = office.desk.workspaces.put(here);
    tracing::info!(team = here.team, "installed");
    office.todo.send(Todo::Arrive(here.team.clone())).ok();
    Outcome::Done(here.name.clone())
}

impl Outcome {
    /// How a browser is told.
    pub(super) fn status(&self) -> StatusCode {
        match self {
            Self::Done(_) | Self::Denied => StatusCode::OK,
            Self::Organisation | Self::Stale => StatusCode::BAD_REQUEST,
            Self::Failed => StatusCode::BAD_GATEWAY,
        }
    }
}

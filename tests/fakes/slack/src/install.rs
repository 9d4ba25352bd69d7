//! Installing the app in a workspace, by a browser.

use axum::body::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::Request;

use crate::deliver::client;
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

/// Somebody's browser: it keeps cookies, and follows where it is led.
#[derive(Debug, Default)]
pub struct Browser {
    cookies: Vec<(String, String)>,
    /// What its owner reads first, such as `de`.
    pub language: String,
}

/// A page that a browser shows.
#[derive(Clone, Debug)]
pub struct Page {
    /// The status.
    pub status: u16,
    /// Its headers, by their names in small letters.
    pub headers: Vec<(String, String)>,
    /// What it says, in HTML.
    pub body: String,
}

impl Page {
    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The address of the first link.
    pub fn link(&self) -> Option<String> {
        let (_, rest) = self.body.split_once("href=\"")?;
        Some(rest.split('"').next()?.replace("&amp;", "&"))
    }
}

impl Browser {
    /// Opens an address; a redirect is shown, not followed.
    pub async fn opens(&mut self, address: &str) -> Page {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::get(address).header("accept-language", &self.language);
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        let request = request.body(Full::new(Bytes::new())).expect("a request");
        let answer = client().request(request).await.expect("an answer");
        let status = answer.status().as_u16();
        let headers = answer.headers().iter().map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        let headers: Vec<(String, String)> = headers.collect();
        for (_, cookie) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, value) =
                cookie.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let body = answer.into_body().collect().await.expect("a body").to_bytes();
        Page { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// The cookies that it keeps.
    pub fn cookies(&self) -> &[(String, String)] {
        &self.cookies
    }
}

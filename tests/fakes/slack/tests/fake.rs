//! The fake against a client that knows nothing of Kith: what Slack takes passes, and what it does not is noticed.

use std::time::Duration;

use axum::body::Bytes;
use fake_slack::{
    APP_TOKEN, BOT, BOT_TOKEN, Fake, HELP, SIGNING_SECRET, Said, TEAM, Trouble, account, signature,
};
use futures_util::{SinkExt as _, StreamExt as _};
use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Line = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn post(url: &str, token: &str, body: &Value) -> (u16, Value) {
    let client = Client::builder(TokioExecutor::new()).build_http();
    let mut request = Request::post(url).header("content-type", "application/json; charset=utf-8");
    if !token.is_empty() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let answer =
        client.request(request.body(Full::new(Bytes::from(body.to_string()))).expect("a request")).await;
    let answer = answer.expect("an answer");
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

/// Calls a method with JSON.
async fn call(fake: &Fake, method: &str, args: Value) -> Value {
    let token = if method.starts_with("apps.") { APP_TOKEN } else { BOT_TOKEN };
    post(&format!("{}{method}", fake.api_url()), token, &args).await.1
}

/// Calls a method that takes a form.
async fn read(fake: &Fake, method: &str, query: &str) -> Value {
    post(&format!("{}{method}?{query}", fake.api_url()), BOT_TOKEN, &json!({})).await.1
}

async fn line(fake: &Fake) -> Line {
    let opened = call(fake, "apps.connections.open", json!({})).await;
    let (mut line, _) = connect_async(opened["url"].as_str().expect("an address")).await.expect("a line");
    assert_eq!(next(&mut line).await["type"], "hello");
    line
}

async fn next(line: &mut Line) -> Value {
    loop {
        match line.next().await.expect("a frame").expect("a line") {
            Message::Text(text) => return serde_json::from_str(&text).expect("JSON"),
            Message::Close(_) => return json!({ "type": "closed" }),
            _ => {}
        }
    }
}

async fn ack(line: &mut Line, envelope: &Value, payload: Option<Value>) {
    let mut frame = json!({ "envelope_id": envelope["envelope_id"] });
    if let Some(payload) = payload {
        frame["payload"] = payload;
    }
    line.send(Message::text(frame.to_string())).await.expect("sent");
}

fn post_in(channel: &str, text: &str) -> Value {
    json!({ "channel": channel, "text": text, "unfurl_links": false, "unfurl_media": false })
}

fn modal(blocks: &Value) -> Value {
    let plain = |text: &str| json!({ "type": "plain_text", "text": text });
    json!({ "type": "modal", "title": plain("Thanks"), "submit": plain("Send"), "blocks": blocks })
}

#[tokio::test]
async fn calls_are_taken_as_slack_takes_them() {
    let fake = Fake::start().await;
    let me = call(&fake, "auth.test", json!({})).await;
    assert_eq!((&me["ok"], &me["user_id"], &me["team_id"]), (&json!(true), &json!(BOT), &json!(TEAM)));
    let said = call(&fake, "chat.postMessage", post_in("C0QUIET0001", "hello")).await;
    assert_eq!(said["ok"], true, "chat:write.public suffices: {said}");
    fake.grants(&["chat:write", "channels:history"]);
    let refused = call(&fake, "chat.postMessage", post_in("C0QUIET0001", "hello")).await;
    assert_eq!(refused["error"], "not_in_channel");
    let refused = read(&fake, "users.info", &format!("user={BOT}")).await;
    assert_eq!((&refused["error"], &refused["needed"]), (&json!("missing_scope"), &json!("users:read")));
    assert_eq!(refused["provided"], "channels:history,chat:write");
    assert_eq!(
        post(&format!("{}auth.test", fake.api_url()), "xoxb-wrong", &json!({})).await.1["error"],
        "invalid_auth"
    );
    assert_eq!(
        post(&format!("{}auth.test", fake.api_url()), APP_TOKEN, &json!({})).await.1["error"],
        "not_allowed_token_type"
    );

    // JSON for a method that takes a form is noticed, here as everywhere in this file; so are these.
    assert!(fake.complaints()[0].contains("takes no JSON"));
    for (method, args, why) in [
        (
            "chat.postMessage",
            json!({ "channel": HELP, "text": "x", "unfurl_links": false, "unfurl_media": false, "colour": 1 }),
            "no argument colour",
        ),
        ("chat.postMessage", json!({ "channel": HELP, "text": "x" }), "links unfurl"),
        ("chat.postMessage", post_in(HELP, "<!here> you"), "rings many"),
        ("chat.postMessage", post_in("help", "x"), "neither a channel"),
        ("chat.shout", json!({}), "no method"),
        ("chat.update", json!({ "channel": HELP, "text": "x" }), "needs ts"),
        ("conversations.info", json!({ "channel": HELP }), "takes no JSON"),
        ("reactions.add", json!({ "channel": HELP, "name": "tada" }), "needs timestamp"),
    ] {
        call(&fake, method, args).await;
        let complaints = fake.complaints();
        assert!(complaints.iter().any(|one| one.contains(why)), "{method}, {why}: {complaints:?}");
    }
}

#[tokio::test]
async fn history_is_paged_and_tells_metadata_when_asked() {
    let fake = Fake::start().await;
    for n in 0..5 {
        fake.wrote("Ana", "help", &format!("number {n}"), &json!({}));
    }
    let mut own = post_in(HELP, "mine");
    own["metadata"] = json!({ "event_type": "kith", "event_payload": { "key": "1" } });
    call(&fake, "chat.postMessage", own.clone()).await;
    assert_eq!(fake.twice(), Vec::<Value>::new());
    call(&fake, "chat.postMessage", own).await;
    assert_eq!(fake.twice().len(), 1);
    let (mut cursor, mut texts, mut pages) = (String::new(), Vec::new(), 0);
    loop {
        let query = format!("channel={HELP}&limit=3&include_all_metadata=true&cursor={cursor}");
        let page = read(&fake, "conversations.history", &query).await;
        let messages = page["messages"].as_array().expect("messages").clone();
        texts.extend(messages.iter().map(|one| one["text"].as_str().expect("a text").to_owned()));
        if pages == 0 {
            assert_eq!(messages[0]["metadata"]["event_payload"]["key"], "1");
        }
        pages += 1;
        cursor = page["response_metadata"]["next_cursor"].as_str().unwrap_or_default().to_owned();
        if cursor.is_empty() {
            break;
        }
    }
    assert_eq!((pages, texts.len(), texts[6].as_str()), (3, 7, "number 0"));
    fake.complaints();
}

#[tokio::test]
async fn a_command_is_asked_by_socket_and_answered_once() {
    let fake = Fake::start().await;
    let mut line = line(&fake).await;
    let asked =
        fake.types("Ana", "general", "/kith", "shoutout @Bo for #help & <https> at https://a.example");
    let envelope = next(&mut line).await;
    assert_eq!(
        (&envelope["type"], &envelope["accepts_response_payload"]),
        (&json!("slash_commands"), &json!(true))
    );
    let bo = account("Bo");
    let text = envelope["payload"]["text"].as_str().expect("a text").to_owned();
    assert_eq!(
        text,
        format!("shoutout <@{bo}|bo> for <#{HELP}|help> &amp; &lt;https&gt; at <https://a.example>")
    );
    ack(&mut line, &envelope, Some(json!({ "text": "done" }))).await;
    let said = fake.answer(&asked).await;
    assert!(said.how == "ack" && said.is_ephemeral() && said.text() == "done", "{said:?}");
    assert_eq!(fake.whispers("Ana")[0].text(), "done");
    assert!(fake.whispers("Bo").is_empty());

    let url = envelope["payload"]["response_url"].as_str().expect("an address").to_owned();
    for n in 0..6 {
        let (status, _) = post(&url, "", &json!({ "text": "more" })).await;
        assert_eq!(status, if n < 5 { 200 } else { 404 });
    }
    ack(&mut line, &envelope, None).await;
    fake.until("it is noticed", |fake| {
        fake.complaints().iter().find(|one| one.contains("acknowledged twice")).cloned()
    })
    .await;
    ack(&mut line, &json!({ "envelope_id": "made-up" }), None).await;
    fake.until("it is noticed", |fake| {
        fake.complaints().iter().find(|one| one.contains("never sent")).cloned()
    })
    .await;
}

#[tokio::test]
async fn an_event_that_is_not_acknowledged_comes_again_on_another_line() {
    let fake = Fake::start().await;
    fake.patience(Duration::from_millis(120));
    let (mut one, mut other) = (line(&fake).await, line(&fake).await);
    fake.says("Ana", "general", "hello");
    let (first, again) = (next(&mut other).await, next(&mut one).await);
    assert_eq!((&first["retry_attempt"], &again["retry_attempt"]), (&json!(0), &json!(1)));
    assert_eq!(again["retry_reason"], "timeout");
    assert_eq!(first["payload"]["event_id"], again["payload"]["event_id"]);
    assert_ne!(first["envelope_id"], again["envelope_id"]);
    ack(&mut one, &again, None).await;
    fake.settled().await;
    // A line that breaks with something on it: the other one gets it.
    fake.says("Ana", "general", "again");
    let there = next(&mut other).await;
    assert_eq!(there["payload"]["event"]["text"], "again");
    drop(other);
    let again = next(&mut one).await;
    assert_eq!(again["payload"]["event"]["text"], "again");
    ack(&mut one, &again, None).await;
    fake.settled().await;
    // What Kith may not hear is not told.
    fake.grants(&["channels:read"]);
    fake.says("Ana", "general", "secret");
    fake.renames("general", "lobby");
    assert_eq!(next(&mut one).await["payload"]["event"]["type"], "channel_rename");
}

#[tokio::test]
async fn a_modal_is_opened_filled_in_and_corrected() {
    let fake = Fake::start().await;
    let mut line = line(&fake).await;
    let asked = fake.picks_shortcut("Ana", "thanks");
    let envelope = next(&mut line).await;
    ack(&mut line, &envelope, None).await;
    let input = json!([
        { "type": "input", "block_id": "to", "label": { "type": "plain_text", "text": "To" },
          "element": { "type": "multi_users_select", "action_id": "a", "max_selected_items": 2 } },
        { "type": "input", "block_id": "why", "label": { "type": "plain_text", "text": "Why" },
          "element": { "type": "plain_text_input", "action_id": "a", "initial_value": "for all" } },
    ]);
    let trigger = envelope["payload"]["trigger_id"].clone();
    let opened = call(&fake, "views.open", json!({ "trigger_id": trigger, "view": modal(&input) })).await;
    assert_eq!(opened["ok"], true, "{opened}");
    let again = call(&fake, "views.open", json!({ "trigger_id": trigger, "view": modal(&input) })).await;
    assert_eq!(again["error"], "exchanged_trigger_id");
    let view = fake.answer(&asked).await;
    assert!(view.is_view());
    let sent = fake.sends("Ana", &view.data, &[("To", json!(["@Bo"]))]);
    let envelope = next(&mut line).await;
    let values = &envelope["payload"]["view"]["state"]["values"];
    assert_eq!(values["to"]["a"]["selected_users"], json!([account("Bo")]));
    assert_eq!(values["why"]["a"]["value"], "for all");
    ack(&mut line, &envelope, Some(json!({ "response_action": "errors", "errors": { "why": "say more" } })))
        .await;
    let Said { how, data } = fake.answer(&sent).await;
    assert_eq!((how.as_str(), &data["why"]), ("errors", &json!("say more")));
    let sent = fake.sends(
        "Ana",
        &fake.view("Ana").expect("still there"),
        &[("To", json!(["@Bo"])), ("why", json!("more"))],
    );
    let envelope = next(&mut line).await;
    ack(&mut line, &envelope, None).await;
    fake.is_closed(&sent).await;
    assert_eq!(fake.view("Ana"), None);
    fake.expires(&fake.picks_shortcut("Ana", "thanks"));
    let trigger = next(&mut line).await["payload"]["trigger_id"].clone();
    let late = call(&fake, "views.open", json!({ "trigger_id": trigger, "view": modal(&input) })).await;
    assert_eq!(late["error"], "expired_trigger_id");
    let mut long = modal(&input);
    long["title"]["text"] = "x".repeat(25).into();
    call(&fake, "views.open", json!({ "trigger_id": trigger, "view": long })).await;
    assert!(fake.complaints()[0].contains("more than 24"));
}

#[tokio::test]
async fn limits_limit_and_trouble_troubles() {
    let fake = Fake::start().await;
    fake.limit("chat.postMessage", 1, Duration::from_millis(500), true);
    let url = format!("{}chat.postMessage", fake.api_url());
    let general = fake.channel("general");
    for (channel, expected) in [(HELP, 200), (general.as_str(), 200), (HELP, 429), (HELP, 429)] {
        assert_eq!(post(&url, BOT_TOKEN, &post_in(channel, "x")).await.0, expected);
    }
    assert!(fake.complaints()[0].contains("in spite of a limit"));
    fake.trouble("auth.test", 1, Trouble::Status(503));
    fake.trouble("auth.test", 1, Trouble::Refuse("fatal_error"));
    assert_eq!(post(&format!("{}auth.test", fake.api_url()), BOT_TOKEN, &json!({})).await.0, 503);
    assert_eq!(call(&fake, "auth.test", json!({})).await["error"], "fatal_error");
    assert_eq!(call(&fake, "auth.test", json!({})).await["ok"], true);
    fake.uninstalls();
    assert_eq!(call(&fake, "auth.test", json!({})).await["error"], "account_inactive");
}

#[test]
fn a_signature_is_the_one_of_slacks_own_example() {
    let body = b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    let secret = "8f742231b10e8888abcd99yyyzzz85a5";
    let expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    assert_eq!(signature(secret, "1531420618", body), expected);
    assert_ne!(signature(SIGNING_SECRET, "1531420618", body), expected);
}

//! Whatever comes to the public address and is not Slack's, or is not fresh, or not whole: refused, and no trace of it.

use fake_slack::{Claim, SIGNING_SECRET, signature};
use serde_json::json;

use crate::house::House;

/// Everything that could hold a trace.
const TABLES: [&str; 9] =
    ["account", "answered", "channel", "effect", "member", "message", "note", "reaction", "shoutout"];

async fn traces(house: &House) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in TABLES {
        // The queries of tests are fixed texts.
        let sql: &'static str = Box::leak(format!("select count(*) from {table}").into_boxed_str());
        counts.push(house.count(sql).await);
    }
    counts
}

/// Another moment than the one at which it was signed.
fn at(claim: &Claim, seconds: i64) -> String {
    (claim.at.parse::<i64>().expect("a moment") + seconds).to_string()
}

/// Every way to spoil a claim that was right.
fn spoilt(good: &Claim) -> Vec<(&'static str, Claim)> {
    let right = signature(SIGNING_SECRET, &good.at, &good.body);
    let signed = |secret: &str, at: &str| Some(signature(secret, at, &good.body));
    let (old, young) = (at(good, -301), at(good, 320));
    let mut other = good.body.clone();
    let middle = other.len() / 2;
    other[middle] ^= 1;
    let mut flipped = right.clone().into_bytes();
    let last = flipped.len() - 1;
    flipped[last] = if flipped[last] == b'0' { b'1' } else { b'0' };
    vec![
        ("without a signature", Claim { signature: Some(String::new()), ..good.clone() }),
        ("signed with a guess", Claim { signature: signed("guess", &good.at), ..good.clone() }),
        ("signed with nothing", Claim { signature: signed("", &good.at), ..good.clone() }),
        ("one letter off", Claim { signature: String::from_utf8(flipped).ok(), ..good.clone() }),
        ("cut off in its signature", Claim { signature: Some(right[..20].to_owned()), ..good.clone() }),
        ("of another version", Claim { signature: Some(right.replacen("v0=", "v1=", 1)), ..good.clone() }),
        ("not of hex", Claim { signature: Some(format!("v0={}", "zz".repeat(32))), ..good.clone() }),
        ("one bit off", Claim { body: other, signature: Some(right.clone()), ..good.clone() }),
        (
            "truncated",
            Claim { body: good.body[..middle].to_vec(), signature: Some(right.clone()), ..good.clone() },
        ),
        (
            "longer",
            Claim { body: [&good.body[..], b" "].concat(), signature: Some(right.clone()), ..good.clone() },
        ),
        ("empty", Claim { body: Vec::new(), signature: Some(right.clone()), ..good.clone() }),
        (
            "replayed after five minutes",
            Claim { signature: signed(SIGNING_SECRET, &old), at: old, ..good.clone() },
        ),
        ("from the future", Claim { signature: signed(SIGNING_SECRET, &young), at: young, ..good.clone() }),
        ("its moment changed", Claim { at: at(good, -1), signature: Some(right.clone()), ..good.clone() }),
        ("at no moment", Claim { at: "soon".to_owned(), ..good.clone() }),
        ("at an empty moment", Claim { at: String::new(), ..good.clone() }),
        ("before all time", Claim { at: i64::MIN.to_string(), ..good.clone() }),
        ("oversized and signed", Claim { body: vec![b'{'; 3 << 20], ..good.clone() }),
        ("not even text", Claim { body: vec![0xff, 0xfe, 0x00], signature: Some(right), ..good.clone() }),
    ]
}

#[tokio::test]
async fn what_is_forged_stale_cut_or_oversized_is_refused_without_a_trace() {
    let (mut house, base) = House::open_in_public().await;
    house.fake.says("Bo", "general", "hello");
    house.fake.settled().await;
    let before = traces(&house).await;
    // Each is something that would leave a trace, were it Slack's.
    let event = house.fake.claim("message");
    let fresh = String::from_utf8(event.body.clone()).expect("text").replace("\"ts\":\"1", "\"ts\":\"2");
    let event = Claim { body: fresh.replace("\"Ev", "\"Ew").into_bytes(), ..event };
    let command = house.fake.claim_of(&json!({
        "token": "legacy", "team_id": house.fake.team(), "team_domain": "harbour", "channel_id": fake_slack::GENERAL,
        "channel_name": "general", "user_id": house.fake.person("Cy"), "user_name": "cy", "command": "/kith",
        "text": format!("shoutout <@{}> for nothing", house.fake.person("Dan")), "api_app_id": fake_slack::APP,
        "is_enterprise_install": "false", "trigger_id": "1.2.3", "response_url": "http://127.0.0.1:1/",
    }));
    let pressed = house.fake.claim_of(&json!({
        "type": "shortcut", "callback_id": "shoutout", "trigger_id": "1.2.4", "team": { "id": house.fake.team() },
        "user": { "id": house.fake.person("Cy"), "username": "cy" },
    }));
    let mut refused = 0;
    for good in [event, command, pressed] {
        for (how, claim) in spoilt(&good) {
            for retry in [false, true] {
                let claim = Claim { retry, ..claim.clone() };
                let answer = house.fake.sends_claim(&base, &claim).await;
                let status = answer.as_ref().map_or(0, |(status, _)| *status);
                // Of what is too long, the line may be cut before it is all sent.
                let cut = how.starts_with("oversized") && (status == 413 || status == 0);
                assert!(status == 401 || cut, "{how}: {answer:?}");
                let said = answer.map(|(_, body)| body).unwrap_or_default();
                assert!(!said.contains(SIGNING_SECRET) && said.len() < 200, "{how}: {said}");
                refused += 1;
            }
        }
    }
    house.fake.settled().await;
    assert_eq!(traces(&house).await, before, "{TABLES:?} after {refused} refused");
    // It goes on as if nothing had been.
    let said = house.asks("Bo", "me").await;
    assert!(said.is_ephemeral(), "{said:?}");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn the_same_again_within_five_minutes_is_slacks_and_counts_once() {
    let (mut house, base) = House::open_in_public().await;
    house.fake.says("Bo", "general", "hello");
    let asked = house.fake.types("Ann", "general", "/kith", "shoutout @Bo for the docs");
    house.fake.answer(&asked).await;
    house.fake.settled().await;
    let event = house.fake.claim("message");
    let command = house.fake.claim_of(&json!({
        "token": "legacy", "team_id": house.fake.team(), "team_domain": "harbour", "channel_id": fake_slack::GENERAL,
        "channel_name": "general", "user_id": house.fake.person("Ann"), "user_name": "ann", "command": "/kith",
        "text": format!("shoutout <@{}> for the docs", house.fake.person("Bo")), "api_app_id": fake_slack::APP,
        "is_enterprise_install": "false", "trigger_id": asked, "response_url": format!("{}/actions/{}/{asked}", house.fake.url(), house.fake.team()),
    }));
    for retry in [false, true, true] {
        for claim in [&event, &command] {
            let claim = Claim { retry, ..claim.clone() };
            let (status, _) = house.fake.sends_claim(&base, &claim).await.expect("an answer");
            assert_eq!(status, 200);
        }
    }
    house.fake.settled().await;
    assert_eq!(house.kept().await, 1);
    assert_eq!(house.count("select count(*) from shoutout").await, 1);
    assert_eq!(house.fake.twice(), Vec::<serde_json::Value>::new());
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn an_address_shows_that_it_listens_and_nothing_else() {
    let (mut house, base) = House::open_in_public().await;
    assert!(house.fake.verifies(&base).await);
    let good = house.fake.claim_of(&json!({ "type": "url_verification", "challenge": "echo-me" }));
    let body = br#"{"type":"url_verification","challenge":"echo-me"}"#.to_vec();
    let path = "/slack/events".to_owned();
    let forged = Claim {
        body,
        path,
        kind: "application/json".to_owned(),
        signature: Some("v0=00".to_owned()),
        ..good
    };
    let (status, said) = house.fake.sends_claim(&base, &forged).await.expect("an answer");
    assert_eq!((status, said.contains("echo-me")), (401, false));
    house.stop().await.expect("it stops");
}

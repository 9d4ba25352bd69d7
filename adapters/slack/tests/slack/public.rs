//! Kith at a public address: the same as in sockets, and only for Slack.

use std::time::Duration;

use fake_slack::{Claim, Trouble};

use crate::house::House;

const MESSAGES: &str = "select count(*) from message where deleted is null";
const SHOUTOUTS: &str = "select count(*) from shoutout";

#[tokio::test]
async fn everything_goes_over_http_too() {
    let (mut house, _) = House::open_in_public().await;
    house.fake.says("Bo", "general", "hello");
    house.comes_to(MESSAGES, 1).await;
    let said = house.asks("Ann", "shoutout @Bo for the docs").await;
    assert!(said.words().contains("for the docs"), "{}", said.words());
    house.comes_to(SHOUTOUTS, 1).await;
    let asked = house.fake.types("Bo", "general", "/kith", "shoutout @Cy");
    assert!(house.fake.answer(&asked).await.is_view());
    house.fake.settled().await;
    house.stop().await.expect("a good end");
}

#[tokio::test]
async fn whoever_asks_while_kith_begins_is_answered() {
    let mut house = House::empty().await;
    house.fake.trouble("auth.test", 1, Trouble::Slow(Duration::from_millis(400)));
    house.begin_in_public().await;
    let said = house.asks("Ann", "shoutout @Bo for the docs").await;
    assert!(said.words().contains("for the docs"), "{}", said.words());
    house.fake.settled().await;
    assert_eq!(house.fake.late(), Vec::<String>::new());
    house.stop().await.expect("a good end");
}

#[tokio::test]
async fn what_is_not_slacks_leaves_no_trace() {
    let (house, base) = House::open_in_public().await;
    house.fake.says("Bo", "general", "hello");
    house.fake.settled().await;
    house.comes_to(MESSAGES, 1).await;
    let good = house.fake.claim("message");
    let mut body = String::from_utf8(good.body.clone()).expect("UTF-8");
    body = body.replace("hello", "forged").replace("\"ts\":\"1", "\"ts\":\"2");
    let claims = [
        // Signed by somebody else.
        Claim { body: body.clone().into_bytes(), signature: Some("v0=0000".to_owned()), ..good.clone() },
        // Signed for another body.
        Claim {
            body: body.clone().into_bytes(),
            signature: Some(fake_slack::signature("guess", &good.at, body.as_bytes())),
            ..good.clone()
        },
        // Cut short after it was signed.
        Claim {
            body: good.body[..good.body.len() / 2].to_vec(),
            signature: Some(fake_slack::signature(fake_slack::SIGNING_SECRET, &good.at, &good.body)),
            ..good.clone()
        },
        // Ten minutes old.
        Claim { body: body.clone().into_bytes(), at: "1700000000".to_owned(), ..good.clone() },
        // Longer than anything of Slack's.
        Claim { body: vec![b'x'; 2 << 20], ..good.clone() },
    ];
    for (n, claim) in claims.iter().enumerate() {
        let answered = house.fake.sends_claim(&base, claim).await;
        let status = answered.map_or(0, |(status, _)| status);
        assert!(status == 401 || status == 413 || (n == 4 && status == 0), "{n}: {status}");
    }
    assert_eq!(house.kept().await, 1);
    // The same once more is Slack's, and changes nothing.
    let again = house.fake.sends_claim(&base, &good).await.expect("an answer");
    assert_eq!(again.0, 200);
    assert_eq!(house.kept().await, 1);
}

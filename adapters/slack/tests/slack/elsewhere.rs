//! Pointed elsewhere, nobody else is asked, and what is secret stays at home.

use fake_slack::{APP_TOKEN, BOT_TOKEN, Fake, SIGNING_SECRET};
use slack::{Error, Secret, Settings};

use crate::house::{House, settings};

#[tokio::test]
async fn wrong_tokens_end_it_with_words_that_help() {
    let mut house = House::empty().await;
    house.begin_with(Settings { bot_token: Secret::new("xoxb-wrong"), ..settings(&house.fake) });
    assert_eq!(house.gives_up().await, Error::BotToken);
    house.begin_with(Settings { app_token: Some(Secret::new("xapp-wrong")), ..settings(&house.fake) });
    assert_eq!(house.gives_up().await, Error::AppToken);
}

#[tokio::test]
async fn a_checkup_says_what_is_missing() {
    let house = House::empty().await;
    let found = slack::check(&settings(&house.fake)).await.expect("a checkup");
    assert_eq!((found.workspace.as_str(), found.missing.len()), ("Harbour", 0));
    assert_eq!(found.socket, Some(Ok(())));
    house.fake.grants(&["chat:write", "commands"]);
    let found = slack::check(&settings(&house.fake)).await.expect("a checkup");
    assert!(found.missing.contains(&"files:write") && !found.missing.contains(&"commands"), "{found:?}");
    let wrong = Settings { bot_token: Secret::new("xoxb-wrong"), ..settings(&house.fake) };
    assert_eq!(slack::check(&wrong).await, Err(Error::BotToken));
}

#[tokio::test]
async fn secrets_are_shown_nowhere() {
    let fake = Fake::start().await;
    let shown =
        format!("{:?}", Settings { signing_secret: Some(Secret::new(SIGNING_SECRET)), ..settings(&fake) });
    for secret in [APP_TOKEN, BOT_TOKEN, SIGNING_SECRET] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

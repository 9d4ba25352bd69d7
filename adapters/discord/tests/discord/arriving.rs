//! Answers that take long, come too late, or were begun by a Kith that died over them.

use std::time::Duration;

use fake_discord::Trouble;
use fake_discord::talk::{GENERAL, account};

use crate::asking::{SHOUTOUTS, open, thanks};
use crate::house::House;

#[tokio::test]
async fn an_answer_that_comes_too_late_comes_as_a_message() {
    let mut house = open().await;
    house.fake.trouble("POST", "/callback", 1, Trouble::Refuse(404, 10_062));
    let asked = house.fake.types("Ana", "me", &[]);
    house.fake.until("a line to Ana", |fake| fake.requested("POST", "/users/@me/channels").pop()).await;
    let direct = house.fake.until("a message to Ana", |fake| {
        fake.requested("POST", "/channels/9").into_iter().find(|one| one.path.ends_with("/messages"))
    });
    let direct = direct.await;
    assert!(direct.body["content"].as_str().expect("words").contains("took too long"), "{direct:?}");
    assert!(house.fake.answers(&asked).is_empty());
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_slow_core_is_deferred_for_and_the_answer_follows() {
    let mut house = open().await;
    if house.kith.bot.engine() == bot_core::Engine::Postgres {
        // Another transaction does not hold up one that writes elsewhere.
        return house.stop().await.expect("it stops");
    }
    let blocked = house.holds_the_database(Duration::from_millis(2_600)).await;
    let asked = house.fake.types("Ana", "shoutout", &thanks("Bo", "for the docs"));
    let quiet = house.fake.types("Ana", "me", &[]);
    let said = house.fake.answer(&asked).await;
    let answers = house.fake.answers(&asked);
    assert_eq!(answers[0].how, "first 5", "deferred: {answers:?}");
    assert_eq!(said.how, "original");
    let after = house
        .fake
        .until("the shout-out", |fake| fake.answers(&asked).into_iter().find(|one| one.how == "after"));
    let after = after.await;
    assert!(after.content().contains("for the docs") && !after.is_ephemeral(), "{after:?}");
    let said = house.fake.answer(&quiet).await;
    assert_eq!(said.how, "original");
    blocked.await.expect("let go");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn discord_hears_of_kith_in_time_though_it_heard_of_the_question_late() {
    let mut house = open().await;
    if house.kith.bot.engine() == bot_core::Engine::Postgres {
        return house.stop().await.expect("it stops");
    }
    let blocked = house.holds_the_database(Duration::from_millis(2_000)).await;
    house.fake.is_late(Duration::from_millis(1_700));
    // A menu entry that shows a form: whom it names is written down first, and that takes time as well.
    let asked = house.fake.picks_on_member("Ana", "Give a shout-out", "Dee");
    let said = house.fake.answer(&asked).await;
    assert_eq!(house.fake.answers(&asked)[0].how, "first 5");
    assert_eq!(
        (said.how.as_str(), said.buttons().len()),
        ("original", 1),
        "a button opens the form: {said:?}"
    );
    blocked.await.expect("let go");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn an_answer_that_a_dead_kith_put_off_is_given_by_the_next() {
    let mut house = open().await;
    house.fake.was_answered(5);
    let asked = house.fake.types("Ana", "me", &[]);
    let said = house.fake.answer(&asked).await;
    assert_eq!(said.how, "original");
    house.fake.was_answered(5);
    let asked = house.fake.types("Ana", "shoutout", &thanks("Bo", "for the docs"));
    let public = house
        .fake
        .until("the shout-out", |fake| fake.answers(&asked).into_iter().find(|one| one.how == "after"));
    assert!(public.await.content().contains("for the docs"));
    assert_eq!(house.count(SHOUTOUTS).await, 1);
    house.stop().await.expect("it stops");
    assert!(house.fake.requested("POST", "/users/@me/channels").is_empty(), "nobody is told that it is late");
}

fn rest(house: &House, id: &str) -> Vec<String> {
    let said = house.fake.answers(id);
    said.iter().filter(|one| one.how == "after").map(|one| one.content().to_owned()).collect()
}

#[tokio::test]
async fn what_is_missing_of_an_answer_follows_and_what_arrived_does_not_come_again() {
    let mut house = open().await;
    let whole = house.fake.types("Root", "help", &[]);
    house.fake.answer(&whole).await;
    house.fake.until("all of it", |fake| (fake.answers(&whole).len() > 1).then_some(())).await;
    // The first piece of it is there already, for the asker alone, as from a Kith that died after it.
    house.fake.was_answered(4);
    let asked = house.fake.types("Root", "help", &[]);
    house.fake.until("the rest", |fake| (!fake.answers(&asked).is_empty()).then_some(())).await;
    house.stop().await.expect("it stops");
    assert_eq!(rest(&house, &asked), rest(&house, &whole));
    assert!(house.fake.answers(&asked).iter().all(|one| one.how == "after" && one.is_ephemeral()));
    house.begin().await;
    house.fake.dispatch_again("INTERACTION_CREATE");
    house.fake.until("asked again", |fake| (fake.requested("POST", &asked).len() > 1).then_some(())).await;
    house.stop().await.expect("it stops");
    assert_eq!(rest(&house, &asked), rest(&house, &whole), "no piece twice");
}

#[tokio::test]
async fn a_public_answer_that_is_late_stands_in_public_and_can_be_taken_back() {
    let mut house = open().await;
    house.fake.trouble("POST", "/callback", 1, Trouble::Refuse(404, 10_062));
    house.fake.types("Ana", "shoutout", &thanks("Bo", "for the docs"));
    let posted = house.fake.until("a post", |fake| {
        fake.messages(GENERAL)
            .into_iter()
            .find(|one| one["content"].as_str().is_some_and(|it| it.contains("docs")))
    });
    let posted = posted.await;
    assert!(posted["nonce"].is_string(), "{posted:?}");
    assert!(posted["components"][0]["components"][0]["custom_id"].is_string(), "its button works there");
    house.comes_to("select count(*) from effect where state = 'delivered'", 1).await;
    let undo = house.fake.types("Ana", "undo", &[]);
    house.fake.answer(&undo).await;
    let id = posted["id"].as_str().expect("an id");
    house.fake.until("an edit", |fake| fake.requested("PATCH", id).pop()).await;
    house.stop().await.expect("it stops");
    assert!(house.fake.requested("POST", "/users/@me/channels").is_empty());
}

#[tokio::test]
async fn a_late_answer_has_no_button_that_does_not_work_there() {
    let mut house = open().await;
    house.fake.trouble("POST", "/callback", 1, Trouble::Refuse(404, 10_062));
    house.fake.types("Ana", "privacy forget", &[]);
    let direct = house.fake.until("a message to Ana", |fake| {
        fake.requested("POST", "/channels/9").into_iter().find(|one| one.path.ends_with("/messages"))
    });
    let direct = direct.await;
    assert_eq!(direct.body["components"], serde_json::json!([]), "{direct:?}");
    assert!(
        direct.body["content"].as_str().expect("words").contains("Buttons do not work here"),
        "{direct:?}"
    );
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn an_answer_that_discord_does_not_take_is_not_passed_over_in_silence() {
    let mut house = open().await;
    house.fake.trouble("POST", "/callback", 1, Trouble::Refuse(400, 50_035));
    let asked = house.fake.types("Ana", "shoutout", &thanks("Bo", "for the docs"));
    let said = house.fake.answer(&asked).await;
    assert!(said.is_ephemeral() && said.content().contains("did not take Kith's answer"), "{said:?}");
    assert_eq!(house.count("select count(*) from shoutout").await, 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_form_that_cannot_be_shown_is_not_passed_over_in_silence() {
    let mut house = open().await;
    house.fake.trouble("POST", "/callback", 1, Trouble::Refuse(400, 50_035));
    let asked = house.fake.picks_on_member("Ana", "Give a shout-out", "Dee");
    let said = house.fake.answer(&asked).await;
    assert_eq!((said.how.as_str(), said.buttons().len()), ("first 4", 1), "{said:?}");
    house.fake.trouble("POST", "/callback", 2, Trouble::Refuse(404, 10_062));
    house.fake.picks_on_member("Ana", "Give a shout-out", "Eve");
    let direct = house.fake.until("a message to Ana", |fake| {
        fake.requested("POST", "/channels/9").into_iter().find(|one| one.path.ends_with("/messages"))
    });
    let words = direct.await.body["content"].as_str().expect("words").to_owned();
    assert!(words.contains("/shoutout") && !words.contains(&account("Ana")), "{words}");
    house.stop().await.expect("it stops");
}

//! Answers that take long, come too late, or were begun by a Kith that died over them.

use std::time::Duration;

use fake_discord::talk::{GENERAL, account};
use fake_discord::{Fake, Trouble};
use serde_json::Value;

use crate::asking::{SHOUTOUTS, open, thanks};
use crate::elsewhere::Log;
use crate::house::House;

/// Waits until Kith asks for more time to answer.
async fn plea(house: &House, asked: &str) {
    let said = house.fake.until("a plea for time", |fake| fake.answers(asked).into_iter().next()).await;
    assert!(matches!(said.how.as_str(), "first 5" | "first 6"), "{said:?}");
}

/// Somebody asks, and Kith has an answer only when Discord takes none any more; under which id.
async fn waits_in_vain(house: &House, ask: impl Fn(&Fake) -> String) -> String {
    let blocked = house.holds_the_database().await;
    let asked = ask(&house.fake);
    plea(house, &asked).await;
    house.fake.expire(&asked);
    drop(blocked);
    asked
}

/// Waits until somebody has so many direct messages; what they say.
async fn told(house: &House, who: &str, messages: usize) -> String {
    let direct = Fake::direct(who);
    let written = |fake: &Fake| Some(fake.contents(&direct)).filter(|all| all.len() == messages);
    house.fake.until("direct messages", written).await.concat()
}

/// Where answers go after the first one.
fn answers_to(id: &str) -> String {
    format!("/webhooks/{}/interaction-token-{id}", fake_discord::APP)
}

/// What is said in a channel about this.
fn about(fake: &Fake, channel: &str, what: &str) -> Vec<Value> {
    let mut messages = fake.messages(channel);
    messages.retain(|one| one["content"].as_str().is_some_and(|words| words.contains(what)));
    messages
}

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
    let blocked = house.holds_the_database().await;
    let asked = house.fake.types("Ana", "shoutout", &thanks("Bo", "for the docs"));
    let quiet = house.fake.types("Ana", "me", &[]);
    for one in [&asked, &quiet] {
        plea(&house, one).await;
    }
    drop(blocked);
    let said = house.fake.answer(&asked).await;
    assert_eq!(said.how, "original");
    let after = house
        .fake
        .until("the shout-out", |fake| fake.answers(&asked).into_iter().find(|one| one.how == "after"));
    let after = after.await;
    assert!(after.content().contains("for the docs") && !after.is_ephemeral(), "{after:?}");
    let said = house.fake.answer(&quiet).await;
    assert_eq!(said.how, "original");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn discord_hears_of_kith_in_time_though_it_heard_of_the_question_late() {
    let mut house = open().await;
    let blocked = house.holds_the_database().await;
    house.fake.is_late(Duration::from_millis(1_700));
    // A menu entry that shows a form: whom it names is written down first, and that takes time as well.
    let asked = house.fake.picks_on_member("Ana", "Give a shout-out", "Dee");
    plea(&house, &asked).await;
    drop(blocked);
    let said = house.fake.answer(&asked).await;
    assert_eq!(
        (said.how.as_str(), said.buttons().len()),
        ("original", 1),
        "a button opens the form: {said:?}"
    );
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

fn rest(fake: &Fake, id: &str) -> Vec<String> {
    let said = fake.answers(id);
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
    assert_eq!(rest(&house.fake, &asked), rest(&house.fake, &whole));
    assert!(house.fake.answers(&asked).iter().all(|one| one.how == "after" && one.is_ephemeral()));
    house.begin().await;
    house.fake.dispatch_again("INTERACTION_CREATE");
    house.fake.until("asked again", |fake| (fake.requested("POST", &asked).len() > 1).then_some(())).await;
    house.stop().await.expect("it stops");
    assert_eq!(rest(&house.fake, &asked), rest(&house.fake, &whole), "no piece twice");
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

#[tokio::test]
async fn an_answer_that_was_put_off_for_too_long_comes_as_a_message() {
    let mut house = open().await;
    let in_time = house.fake.answer(&house.fake.types("Ana", "me", &[])).await;
    let asked = waits_in_vain(&house, |fake| fake.types("Ana", "me", &[])).await;
    let words = told(&house, "Ana", 1).await;
    assert!(words.contains("took too long") && words.contains(in_time.content()), "{words}");
    // What is said of a button takes the place of the plea only if it replaces the button's message.
    let said = house.fake.answer(&house.fake.types("Ana", "shoutout", &thanks("Bo", "for the docs"))).await;
    let (_, undo) = said.buttons().remove(0);
    let in_time = house.fake.answer(&house.fake.presses("Bo", &undo)).await;
    let pressed = waits_in_vain(&house, |fake| fake.presses("Bo", &undo)).await;
    let words = told(&house, "Bo", 1).await;
    assert!(words.contains("took too long") && words.contains(in_time.content()), "{words}");
    house.stop().await.expect("it stops");
    for (id, way) in [(asked, "PATCH"), (pressed, "POST")] {
        assert_eq!(house.fake.answers(&id).len(), 1, "only the plea arrived");
        let tried = house.fake.requested(way, &answers_to(&id));
        assert_eq!(tried.iter().map(|one| one.status).collect::<Vec<_>>(), [401], "{tried:?}");
    }
}

#[tokio::test]
async fn a_public_answer_that_was_put_off_for_too_long_is_posted_once() {
    let mut house = open().await;
    waits_in_vain(&house, |fake| fake.types("Ana", "shoutout", &thanks("Bo", "for the docs"))).await;
    house.comes_to(SHOUTOUTS, 1).await;
    house.fake.until("a post", |fake| about(fake, GENERAL, "for the docs").pop()).await;
    // The time is over between the word that it stands below and what stands there.
    let blocked = house.holds_the_database().await;
    let asked = house.fake.types("Ana", "shoutout", &thanks("Cy", "for the tea"));
    plea(&house, &asked).await;
    house.fake.trouble("POST", &answers_to(&asked), 1, Trouble::Refuse(401, 50_027));
    drop(blocked);
    house.fake.until("a post", |fake| about(fake, GENERAL, "for the tea").pop()).await;
    // Where Kith may not post, whoever asked hears of it.
    house.fake.trouble("POST", &format!("/channels/{GENERAL}/messages"), 1, Trouble::Refuse(403, 50_013));
    waits_in_vain(&house, |fake| fake.types("Ana", "shoutout", &thanks("Dee", "for the cake"))).await;
    let words = told(&house, "Ana", 1).await;
    assert!(words.contains("took too long") && words.contains("for the cake"), "{words}");
    house.stop().await.expect("it stops");
    let posted =
        ["for the docs", "for the tea", "for the cake"].map(|what| about(&house.fake, GENERAL, what).len());
    assert_eq!(posted, [1, 1, 0]);
    assert_eq!(house.count(SHOUTOUTS).await, 3);
}

#[tokio::test]
async fn a_long_answer_whose_time_is_over_amid_it_comes_whole_as_a_message() {
    let mut house = open().await;
    let asked = house.fake.types("Root", "help", &[]);
    house.fake.answer(&asked).await;
    // Whoever asked is answered in full before it stops.
    house.stop().await.expect("it stops");
    let in_time: Vec<String> =
        house.fake.answers(&asked).iter().map(|said| said.content().to_owned()).collect();
    assert!(in_time.len() > 1, "{in_time:?}");
    house.begin().await;
    house.fake.trouble("POST", "/webhooks/", 1, Trouble::Refuse(401, 50_027));
    house.fake.types("Root", "help", &[]);
    let words = told(&house, "Root", in_time.len()).await;
    assert!(words.contains("took too long"), "{words}");
    let missing: Vec<&str> =
        in_time.iter().flat_map(|piece| piece.lines()).filter(|line| !words.contains(line)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_late_answer_is_not_given_up_because_discord_is_in_trouble_for_a_moment() {
    let mut house = open().await;
    house.fake.trouble("POST", "/users/@me/channels", 1, Trouble::Status(503));
    house.fake.trouble("POST", &format!("/channels/{}", Fake::direct("Ana")), 1, Trouble::Status(503));
    waits_in_vain(&house, |fake| fake.types("Ana", "me", &[])).await;
    assert!(told(&house, "Ana", 1).await.contains("took too long"));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_was_asked_is_done_and_the_log_says_so_where_nobody_takes_the_late_answer() {
    let log = Log::default();
    let _logged = log.listens();
    let mut house = open().await;
    let direct = format!("/channels/{}/messages", Fake::direct("Ana"));
    house.fake.trouble("POST", &direct, usize::MAX, Trouble::Refuse(403, 50_007));
    waits_in_vain(&house, |fake| fake.types("Ana", "privacy optout", &[])).await;
    house.fake.until("a try", |fake| fake.requested("POST", &direct).pop()).await;
    house.stop().await.expect("it stops");
    assert_eq!(house.fake.requested("POST", &direct).len(), 1, "it is refused for good");
    house.comes_to("select count(*) from member where opted_out is not null", 1).await;
    let log = log.said();
    for expected in ["an answer did not arrive", "50027", "a late answer cannot be posted", "50007"] {
        assert!(log.contains(expected), "{expected}: {log}");
    }
}

//! Whoever asks is answered: in time, in the right place, to the right people.

use std::time::Duration;

use fake_slack::{Fake, Trouble, account};
use serde_json::json;

use crate::house::House;
use crate::setting_up;

const SHOUTOUTS: &str = "select count(*) from shoutout";

#[tokio::test]
async fn the_first_shoutout() {
    let house = House::open().await;
    let asked =
        house.fake.types("Ann", "general", "/kith", "shoutout @Bo for the <docs> & *all* of <!channel>");
    let said = house.fake.answer(&asked).await;
    let words = said.words();
    assert_eq!(said.how, "post", "{words}");
    assert!(words.contains(&format!("<@{}>", account("Bo"))), "{words}");
    assert!(words.contains("for the <docs> & *all* of"), "people's words stand as they are: {words}");
    house.fake.settled().await;
    assert_eq!(house.count(SHOUTOUTS).await, 1);
    assert_eq!(house.fake.posts("general").len(), 1);
    // Undo stands under it for whoever gave it.
    let pressed = house.fake.presses("Ann", &said.shown("Ann"), "Undo");
    house.fake.settled().await;
    let after = house.fake.again(&house.fake.posts("general")[0]).expect("it stands");
    assert!(after.words().contains("Taken back"), "{} / {:?}", after.words(), house.fake.answers(&pressed));
}

#[tokio::test]
async fn an_answer_for_one_pair_of_eyes_comes_with_the_acknowledgement() {
    let house = House::open().await;
    let said = house.asks("Bo", "me").await;
    assert_eq!((said.how.as_str(), said.is_ephemeral()), ("ack", true));
    assert!(said.words().contains("What you did lately, Bo"), "{}", said.words());
    let help = house.asks("Bo", "").await;
    assert!(help.words().contains("What you can do here"), "{}", help.words());
    let unknown = house.asks("Bo", "shoutuot @Cy").await;
    assert!(unknown.words().contains("Did you mean /kith shoutout?"), "{}", unknown.words());
    let left = house.asks("Bo", "me hello there").await;
    assert!(left.words().contains("“hello there” belongs to no field"), "{}", left.words());
}

#[tokio::test]
async fn an_alias_stands_for_its_command_and_nobody_becomes_admin_who_runs_nothing() {
    let house = House::open().await;
    let asked =
        house.fake.types("Bo", "general", "/shoutout", "@Cy “well done” at <https://example.com|the site>");
    let words = house.fake.answer(&asked).await.words();
    assert!(words.contains("well done"), "{words}");
    let said = house.asks("Bo", "settings allowance:3").await;
    assert!(said.words().contains("for people with the role admin"), "{}", said.words());
    house.fake.settled().await;
    assert_eq!(house.count("select count(*) from member_role where role = 'admin'").await, 0);
    house.asks("Ann", "me").await;
    assert_eq!(house.count("select count(*) from member_role where role = 'admin'").await, 1);
}

#[tokio::test]
async fn what_is_missing_is_asked_in_a_form_and_wrong_answers_stand_beside_their_field() {
    let house = House::open().await;
    let asked = house.fake.types("Bo", "general", "/kith", "shoutout @Cy");
    let said = house.fake.answer(&asked).await;
    assert!(said.is_view(), "{}", said.how);
    let view = house.fake.view("Bo").expect("a form");
    let inputs = said.inputs();
    let to = &inputs.iter().find(|(name, _)| name == "to").expect("a field").1;
    assert_eq!(to["initial_users"], json!([account("Cy")]), "{view}");
    // Nobody thanks themselves.
    let sent = house.fake.sends("Bo", &view, &[("to", json!(["Bo"])), ("reason", json!("for the docs"))]);
    let told = house.fake.until("a word", |fake| fake.whispers("Bo").into_iter().next()).await;
    house.fake.settled().await;
    let told = format!("{} {:?}", told.words(), house.fake.answers(&sent));
    assert_eq!(house.count(SHOUTOUTS).await, 0, "{told}");
    assert!(told.contains("for the docs"), "what was typed is handed back: {told}");
    let asked = house.fake.types("Bo", "general", "/kith", "shoutout @Cy");
    house.fake.answer(&asked).await;
    let view = house.fake.view("Bo").expect("a form");
    house.fake.sends("Bo", &view, &[("reason", json!("for the docs"))]);
    house.fake.settled().await;
    house.comes_to(SHOUTOUTS, 1).await;
    let posts = house.fake.posts("general");
    assert!(posts.iter().any(|post| post.words().contains("for the docs")), "it stands in the channel");
}

#[tokio::test]
async fn a_message_is_thanked_for_from_its_menu() {
    let house = House::open().await;
    let message = house.fake.says("Cy", "general", "use the second knot");
    house.fake.settled().await;
    let asked = house.fake.picks_on_message("Bo", "shoutout author", &message);
    let said = house.fake.answer(&asked).await;
    assert!(said.is_view(), "{} {}", said.how, said.words());
    let view = house.fake.view("Bo").expect("a form");
    house.fake.sends("Bo", &view, &[("reason", json!("a good knot"))]);
    house.comes_to(SHOUTOUTS, 1).await;
    house.fake.settled().await;
}

#[tokio::test]
async fn a_shortcut_asks_where_its_answer_shall_stand() {
    let house = House::open().await;
    let asked = house.fake.picks_shortcut("Bo", "shoutout");
    let said = house.fake.answer(&asked).await;
    assert!(said.is_view(), "{}", said.how);
    let view = house.fake.view("Bo").expect("a form");
    let answers = [("to", json!(["Cy"])), ("reason", json!("for the docs")), ("kith_where", json!("help"))];
    house.fake.sends("Bo", &view, &answers);
    house.comes_to(SHOUTOUTS, 1).await;
    house.fake.settled().await;
    assert_eq!(house.fake.posts("help").len(), 1);
}

#[tokio::test]
async fn where_kith_is_not_it_says_so_and_hands_back_what_was_typed() {
    let house = House::open().await;
    let asked = house.fake.types("Bo", "quiet", "/kith", "shoutout @Cy for the docs");
    let said = house.fake.answer(&asked).await;
    assert!(said.is_ephemeral() && said.words().contains("/invite"), "{}", said.words());
    assert!(said.words().contains("for the docs"), "{}", said.words());
    assert_eq!(house.count(SHOUTOUTS).await, 0);
    let private = house.fake.types("Bo", "quiet", "/kith", "me");
    assert!(house.fake.answer(&private).await.words().contains("What you did lately"));
}

#[tokio::test]
async fn what_takes_long_is_acknowledged_in_time_and_answered_afterwards() {
    let house = House::open().await;
    let held = house.kith.holds().await;
    let asked = house.fake.types("Bo", "general", "/kith", "shoutout @Cy for the docs");
    house.fake.until("an acknowledgement", |fake| fake.acked(&asked)).await;
    assert!(house.fake.acked(&asked).expect("acknowledged") < Duration::from_secs(3));
    assert!(house.fake.answers(&asked).is_empty());
    drop(held);
    house.fake.answer(&asked).await;
    house.comes_to(SHOUTOUTS, 1).await;
    house.fake.settled().await;
}

#[tokio::test]
async fn an_address_that_expired_is_replaced_by_a_message_for_one() {
    let house = House::open().await;
    let held = house.kith.holds().await;
    let asked = house.fake.types("Bo", "general", "/kith", "privacy optout");
    house.fake.until("an acknowledgement", |fake| fake.acked(&asked)).await;
    house.fake.closes_url(&asked);
    drop(held);
    let said = house.fake.answer(&asked).await;
    assert_eq!(said.how, "ephemeral", "{}", said.words());
    house.fake.settled().await;
}

#[tokio::test]
async fn the_same_again_gets_the_same_answer_and_nothing_is_done_twice() {
    let house = House::open().await;
    house.fake.trouble("chat.postMessage", 1, Trouble::Lost(500));
    let asked = house.fake.types("Bo", "general", "/kith", "shoutout @Cy for the docs");
    house.fake.answer(&asked).await;
    house.fake.settled().await;
    assert_eq!(house.count(SHOUTOUTS).await, 1);
}

#[tokio::test]
async fn suggestions_come_while_typing() {
    let house = House::open().await;
    house.asks("Ann", "settings values:Kindness,Craft").await;
    let asked = house.fake.types("Bo", "general", "/kith", "shoutout @Cy");
    house.fake.answer(&asked).await;
    let view = house.fake.view("Bo").expect("a form");
    let sought = house.fake.seeks("Bo", &view, "value", "ki");
    let options = house.fake.answer(&sought).await.options();
    assert!(options.iter().any(|(label, _)| label == "Kindness"), "{options:?}");
}

#[tokio::test]
async fn the_page_tells_a_newcomer_how_to_begin_and_shows_others_their_weeks() {
    let house = House::open().await;
    house.fake.opens_home("Bo");
    let home = house.fake.until("a page", |fake| fake.home("Bo")).await;
    assert!(Fake::words(&home).contains("Welcome!"), "{}", Fake::words(&home));
    house.asks("Ann", "shoutout @Bo for the docs").await;
    house.fake.settled().await;
    house.fake.opens_home("Bo");
    let shown = |fake: &Fake| fake.home("Bo").filter(|home| Fake::words(home).contains("Your last weeks"));
    let home = house.fake.until("their weeks", shown).await;
    assert!(Fake::words(&home).contains("for the docs"), "{}", Fake::words(&home));
    let pressed = house.fake.acts_in("Bo", &home, "Say thanks", None);
    assert!(house.fake.answer(&pressed).await.is_view());
}

#[tokio::test]
async fn setup_asks_for_the_first_things_in_one_form() {
    let house = House::open().await;
    // That asking made her the admin is told beside the form, and before it.
    let view = setting_up::form(&house, "Ann").await;
    let answers = [("digest_channel", json!("help")), ("digest_day", json!("tuesday"))];
    let sent = house.fake.sends("Ann", &view, &answers);
    house.fake.settled().await;
    let said = house.fake.answers(&sent);
    let whispers = house.fake.whispers("Ann");
    let shown = whispers.iter().any(|whisper| whisper.words().contains("digest_day: Tuesday"));
    assert!(shown, "{said:?} {:?}", whispers.iter().map(fake_slack::Shown::words).collect::<Vec<_>>());
}

#[tokio::test]
async fn the_page_shows_what_somebody_is_asked_and_stays_true_while_they_look() {
    for public in [false, true] {
        let mut house = House::open_by(public).await;
        house.asks("Ann", "topic add Gulls").await;
        house.asks("Ann", "escalation policy steps:\"expert 4h\" hours:0-24").await;
        house.asks("Eve", "expert offer gulls").await;
        house.fake.opens_home("Eve");
        house.fake.until("a page", |fake| fake.home("Eve")).await;
        house.asks("Bo", "ask what do gulls eat at night?").await;
        let shows = |words: &'static str| {
            move |fake: &Fake| fake.home("Eve").filter(|home| Fake::words(home).contains(words))
        };
        let home = house.fake.until("the question", shows("what do gulls eat at night?")).await;
        assert!(Fake::words(&home).contains("Open questions"), "{}", Fake::words(&home));
        let pressed = house.fake.acts_in("Eve", &home, "I’ll take it", None);
        assert!(house.fake.answer(&pressed).await.is_view());
        let home = house.fake.until("what she owes", shows("It is answered")).await;
        assert!(!Fake::words(&home).contains("I’ll take it"), "{}", Fake::words(&home));
        // Nobody else has asked for a page, so none is drawn.
        assert!(house.fake.home("Bo").is_none());
        let card = house.fake.posts("general").into_iter().find(|post| post.words().contains("Never mind"));
        let pressed = house.fake.presses("Bo", &card.expect("a card"), "Never mind");
        house.fake.answer(&pressed).await;
        house.fake.settled().await;
        house.fake.opens_home("Eve");
        let empty =
            |fake: &Fake| fake.home("Eve").filter(|home| !Fake::words(home).contains("Open questions"));
        house.fake.until("nothing left", empty).await;
        house.stop().await.expect("it stops");
    }
}

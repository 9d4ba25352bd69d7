//! Questions that climb, on Discord: threads that everybody reads, threads for two, and the buttons in them.

use fake_discord::talk::{GENERAL, account};
use serde_json::{Value, json};

use crate::house::House;

pub(crate) const WAITING: &str = "select count(*) from effect where state = 'waiting'";
const DEAD: &str = "select count(*) from effect where state = 'dead'";

/// A house whose Eve and Fay know about gulls.
pub(crate) async fn open() -> House {
    let house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    for (who, command, options) in [
        ("Root", "help", vec![]),
        ("Root", "topic add", vec![("name", json!("Gulls"))]),
        (
            "Root",
            "escalation policy",
            vec![("steps", json!("expert 4h, expert 4h")), ("hours", json!("0-24"))],
        ),
        ("Eve", "expert offer", vec![("topics", json!("gulls"))]),
        ("Fay", "expert offer", vec![("topics", json!("gulls"))]),
    ] {
        let asked = house.fake.types(who, command, &options);
        let said = house.fake.answer(&asked).await;
        assert!(said.is_ephemeral() && said.how == "first 4", "{command}: {said:?}");
    }
    house.comes_to(WAITING, 0).await;
    house
}

/// The button with this label under the newest message in a channel that has one.
pub(crate) fn button(house: &House, channel: &str, label: &str) -> String {
    let messages = house.fake.messages(channel);
    let parts = messages.iter().rev().filter_map(|message| message["components"].as_array()).flatten();
    let buttons = parts.filter_map(|row| row["components"].as_array()).flatten();
    let found = buttons.clone().find(|button| button["label"] == label);
    let found = found.unwrap_or_else(|| panic!("no button {label} in {:?}", house.fake.contents(channel)));
    found["custom_id"].as_str().expect("an id").to_owned()
}

fn rung(message: &Value) -> Vec<String> {
    serde_json::from_value(message["allowed_mentions"]["users"].clone()).unwrap_or_default()
}

#[tokio::test]
async fn a_question_climbs_in_a_thread_and_is_solved_there() {
    let mut house = open().await;
    let asked = house.fake.types("Ana", "ask", &[("question", "what do gulls eat at night?".into())]);
    let said = house.fake.answer(&asked).await;
    assert!(said.is_ephemeral(), "{said:?}");
    assert!(said.content().contains("Your question has a thread now."), "{said:?}");
    house.comes_to(WAITING, 0).await;
    let opened = house.fake.opened();
    assert_eq!((opened.len(), &opened[0]["type"]), (1, &json!(11)), "{opened:?}");
    assert_eq!(opened[0]["name"], "what do gulls eat at night?");
    let thread = opened[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(house.fake.called(&thread), [account("Ana")]);
    let mut posts = house.fake.requested("POST", &format!("/channels/{thread}/messages"));
    posts.retain(|post| post.path.ends_with("/messages"));
    assert_eq!(posts.len(), 2, "{posts:?}");
    let [first, second] = ["Eve", "Fay"].map(account);
    let asks = &posts[1].body;
    let whom = rung(asks);
    assert_eq!(whom.len(), 1, "one is rung, and nobody else: {asks}");
    let (helper, other) = if whom[0] == first { ("Eve", "Fay") } else { ("Fay", "Eve") };
    assert!([&first, &second].contains(&&whom[0]));

    let pressed = house.fake.presses(other, &button(&house, &thread, "Not now"));
    assert!(house.fake.answer(&pressed).await.content().contains("That is for others to say"));
    let pressed = house.fake.presses(helper, &button(&house, &thread, "I’ll take it"));
    let said = house.fake.answer(&pressed).await;
    assert_eq!(said.how, "first 7", "{said:?}");
    assert!(said.content().contains("takes it"), "{said:?}");
    house.comes_to(WAITING, 0).await;
    house.fake.writes(helper, &thread, "whatever they find");
    house.comes_to("select count(*) from message", 1).await;
    let pressed = house.fake.presses(helper, &button(&house, &thread, "It is answered"));
    house.fake.answer(&pressed).await;
    house.comes_to(WAITING, 0).await;
    assert!(house.fake.contents(&thread).iter().any(|text| text.contains("Did that solve it?")));
    let pressed = house.fake.presses("Ana", &button(&house, &thread, "Solved"));
    let said = house.fake.answer(&pressed).await;
    assert!(said.content().contains("✅ Solved, thanks to"), "{said:?}");
    let thank =
        said.buttons().into_iter().find(|(label, _)| label.starts_with("Thank ")).expect("a button").1;
    let pressed = house.fake.presses("Ana", &thank);
    let form = house.fake.answer(&pressed).await;
    assert_eq!(form.how, "first 9", "{form:?}");
    house.comes_to("select count(*) from escalation where state = 'resolved'", 1).await;
    house.comes_to(DEAD, 0).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_private_question_is_read_by_two() {
    let mut house = open().await;
    let question = "may I feed the gulls in secret?";
    let options = [("question", question.into()), ("private", true.into())];
    let asked = house.fake.types("Ana", "ask", &options);
    let said = house.fake.answer(&asked).await;
    assert!(said.is_ephemeral() && !said.content().contains(question), "{said:?}");
    house.comes_to(WAITING, 0).await;
    assert_eq!(house.fake.opened().len(), 0);
    let direct = house.fake.requested("POST", "/users/@me/channels");
    assert_eq!(direct.len(), 1, "{direct:?}");
    let whom = direct[0].body["recipient_id"].as_str().expect("an account").to_owned();
    let helper = if whom == account("Eve") { "Eve" } else { "Fay" };
    let said: Vec<_> = house.fake.requested("POST", "/messages");
    let asks = said.last().expect("a message").body.clone();
    assert!(!asks.to_string().contains("in secret"), "{asks}");
    let take = asks["components"][0]["components"][0]["custom_id"].as_str().expect("an id").to_owned();
    let pressed = house.fake.presses(helper, &take);
    let said = house.fake.answer(&pressed).await;
    assert!(!said.data.to_string().contains("in secret"), "{said:?}");
    house.comes_to(WAITING, 0).await;
    let opened = house.fake.opened();
    assert_eq!((opened.len(), &opened[0]["type"]), (1, &json!(12)), "{opened:?}");
    assert!(!opened[0]["name"].to_string().contains("secret"), "{opened:?}");
    let thread = opened[0]["id"].as_str().expect("an id").to_owned();
    let mut two = [account("Ana"), account(helper)];
    two.sort();
    assert_eq!(house.fake.called(&thread), two);
    assert!(house.fake.contents(&thread)[0].contains(question));
    assert!(house.fake.contents(GENERAL).iter().all(|text| !text.contains("in secret")));
    house.comes_to(DEAD, 0).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn an_expert_is_asked_on_a_messages_menu_in_the_thread_below_it() {
    let mut house = open().await;
    let written = house.fake.writes("Ana", GENERAL, "what do gulls eat at night?");
    house.comes_to("select count(*) from message", 1).await;
    let picked = house.fake.picks_on_message("Bo", "Ask an expert", &written);
    let said = house.fake.answer(&picked).await;
    assert!(said.content().contains("its author hears that it was you"), "{said:?}");
    house.comes_to(WAITING, 0).await;
    let id = written["id"].as_str().expect("an id");
    let below = house.fake.contents(id);
    assert!(below[0].contains("asks for") && below[0].contains("what do gulls eat at night?"), "{below:?}");
    house.comes_to(DEAD, 0).await;
    house.stop().await.expect("it stops");
}

//! How questions fare on Discord: passed on, remembered, taken by two at once, left by whoever took or asked them.

use fake_discord::talk::{GENERAL, SERVER, account, person};
use serde_json::{Value, json};

use crate::asking_people::{WAITING, button, open};
use crate::house::House;

const QUESTION: &str = "what do gulls eat at night?";

/// Ana asks; her question's thread, who is asked first, and who is not.
async fn asked(house: &House) -> (String, &'static str, &'static str) {
    let asked = house.fake.types("Ana", "ask", &[("question", QUESTION.into())]);
    house.fake.answer(&asked).await;
    house.comes_to(WAITING, 0).await;
    let opened = house.fake.opened();
    let thread = opened.last().expect("a thread")["id"].as_str().expect("an id").to_owned();
    let eve = rung(house, &thread).contains(&account("Eve"));
    let (first, other) = if eve { ("Eve", "Fay") } else { ("Fay", "Eve") };
    (thread, first, other)
}

/// Everybody whom posts in a thread rang, in their order.
fn rung(house: &House, thread: &str) -> Vec<String> {
    let posts = house.fake.requested("POST", &format!("/channels/{thread}/messages"));
    let users = posts.iter().filter_map(|post| post.body["allowed_mentions"]["users"].as_array());
    users.flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Presses a button and waits until all that follows is out.
async fn press(house: &House, who: &str, place: &str, label: &str) -> String {
    let pressed = house.fake.presses(who, &button(house, place, label));
    let said = house.fake.answer(&pressed).await.content().to_owned();
    house.comes_to(WAITING, 0).await;
    said
}

#[tokio::test]
async fn the_first_expert_passes_and_the_second_one_answers() {
    let mut house = open().await;
    let (thread, first, other) = asked(&house).await;
    let said = press(&house, first, &thread, "Not now").await;
    assert!(said.contains("not now"), "{said}");
    let rung = rung(&house, &thread);
    assert_eq!(rung.iter().filter(|one| **one == account(other)).count(), 1, "{rung:?}");
    assert!(press(&house, other, &thread, "I’ll take it").await.contains("takes it"));
    house.comes_to("select count(*) from escalation where state = 'claimed'", 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn two_take_it_in_the_same_instant_and_one_owes_an_answer() {
    let mut house = open().await;
    let settled = house.fake.types("Root", "escalation policy", &[("steps", json!("experts 1d"))]);
    house.fake.answer(&settled).await;
    let (thread, first, other) = asked(&house).await;
    let take = button(&house, &thread, "I’ll take it");
    let (one, two) = (house.fake.presses(first, &take), house.fake.presses(other, &take));
    let said = [house.fake.answer(&one).await, house.fake.answer(&two).await];
    let lost =
        said.iter().filter(|said| said.content().contains("Somebody else took it a moment ago")).count();
    assert_eq!(lost, 1, "{said:?}");
    house.comes_to("select count(*) from escalation where state = 'claimed'", 1).await;
    house.comes_to("select count(*) from transition where act = 'take'", 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn the_next_one_who_asks_the_same_is_shown_the_answer_first() {
    let mut house = open().await;
    let (thread, first, _) = asked(&house).await;
    press(&house, first, &thread, "I’ll take it").await;
    house.fake.writes(first, &thread, "whatever they find");
    house.comes_to("select count(*) from message", 1).await;
    press(&house, first, &thread, "It is answered").await;
    let pressed = house.fake.presses("Ana", &button(&house, &thread, "Solved"));
    let solved = house.fake.answer(&pressed).await;
    let found = house.fake.types("Bo", "answers", &[]);
    assert!(house.fake.answer(&found).await.content().contains("I found no answer like that."));
    house.comes_to("select count(*) from escalation where state = 'resolved'", 1).await;
    let remember = solved.buttons().into_iter().find(|(label, _)| label == "Let others find it");
    let pressed = house.fake.presses("Ana", &remember.expect("a button").1);
    let said = house.fake.answer(&pressed).await;
    assert!(said.content().contains("It can be found with"), "{said:?}");
    let again = house.fake.types("Bo", "ask", &[("question", "what would gulls eat at night?".into())]);
    let said = house.fake.answer(&again).await;
    assert!(said.is_ephemeral() && said.content().contains("This was answered here before."), "{said:?}");
    let helped = said.buttons().into_iter().find(|(label, _)| label == "This helped").expect("a button").1;
    let pressed = house.fake.presses("Bo", &helped);
    assert!(house.fake.answer(&pressed).await.content().contains("Glad to hear it!"));
    house.comes_to("select count(*) from escalation", 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn whoever_took_it_leaves_the_server_and_the_next_one_is_asked() {
    let mut house = open().await;
    let (thread, first, other) = asked(&house).await;
    press(&house, first, &thread, "I’ll take it").await;
    house.fake.dispatch("GUILD_MEMBER_REMOVE", &json!({ "guild_id": SERVER, "user": person(first) }));
    house.comes_to("select count(*) from escalation where state = 'open'", 1).await;
    house.comes_to(WAITING, 0).await;
    let said = house.fake.contents(&thread).join("\n");
    assert!(said.contains("has left, so I ask on."), "{said}");
    assert!(rung(&house, &thread).contains(&account(other)));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn whoever_asks_deletes_the_message_and_it_is_no_longer_asked() {
    let mut house = open().await;
    let written = house.fake.writes("Ana", GENERAL, QUESTION);
    house.comes_to("select count(*) from message", 1).await;
    let picked = house.fake.picks_on_message("Ana", "Ask an expert", &written);
    house.fake.answer(&picked).await;
    house.comes_to(WAITING, 0).await;
    let gone = json!({ "id": written["id"], "channel_id": GENERAL, "guild_id": SERVER });
    house.fake.dispatch("MESSAGE_DELETE", &gone);
    house.comes_to("select count(*) from escalation where state = 'withdrawn' and question = ''", 1).await;
    house.comes_to(WAITING, 0).await;
    let thread = written["id"].as_str().expect("an id");
    let said = house.fake.contents(thread).join("\n");
    assert!(said.contains("This is no longer asked"), "{said}");
    house.stop().await.expect("it stops");
}

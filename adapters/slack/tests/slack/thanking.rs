//! A thanks is offered as a shout-out to whoever thanked, alone, and counts nothing by itself.

use fake_slack::{Fake, Trouble};
use serde_json::json;

use crate::house::House;

const SHOUTOUTS: &str = "select count(*) from shoutout where taken_back is null";
const WAITING: &str = "select count(*) from effect where state = 'waiting'";
const DEAD: &str = "select count(*) from effect where state = 'dead'";

async fn open(public: bool) -> House {
    let house = House::open_by(public).await;
    house.asks("Ann", "settings offer_thanks:on").await;
    house
}

async fn is_thanked(public: bool) {
    let mut house = open(public).await;
    let asked = house.fake.says("Ann", "general", "how do I start the crane at night, anybody?");
    let help = house.fake.replies("Bo", &asked, "turn the key twice");
    house.fake.settled().await;
    let thanks = house.fake.replies("Ann", &asked, "thanks @Bo, that fixed it");
    let offer =
        |fake: &Fake| fake.whispers("Ann").into_iter().find(|one| one.words().contains("You thanked Bo."));
    let offer = house.fake.until("an offer", offer).await;
    assert_eq!(offer.data["thread_ts"], asked.ts.as_str(), "it stands where they thanked: {}", offer.data);
    house.comes_to(WAITING, 0).await;
    assert_eq!(house.count(SHOUTOUTS).await, 0, "nothing is counted by itself");
    assert!(house.fake.reactions(&help).is_empty() && house.fake.reactions(&thanks).is_empty());
    assert!(house.fake.whispers("Bo").is_empty());
    let pressed = house.fake.presses("Ann", &offer, "Thank Bo");
    assert!(house.fake.answer(&pressed).await.is_view());
    let view = house.fake.view("Ann").expect("a form");
    house.fake.sends("Ann", &view, &[("reason", json!("for the crane"))]);
    house.comes_to(SHOUTOUTS, 1).await;
    house.fake.settled().await;
    let said = house.fake.posts("general");
    assert!(said.iter().any(|post| post.words().contains("for the crane")), "everybody sees it");
    // It is bound to the message that helped.
    house.fake.deletes(&help);
    house.comes_to(SHOUTOUTS, 0).await;
    house.comes_to(WAITING, 0).await;
    house.comes_to(DEAD, 0).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn whoever_thanks_is_offered_a_shoutout_alone_in_sockets() {
    is_thanked(false).await;
}

#[tokio::test]
async fn whoever_thanks_is_offered_a_shoutout_alone_in_public() {
    is_thanked(true).await;
}

#[tokio::test]
async fn an_offer_that_nobody_can_be_shown_alone_is_a_reaction_and_so_is_one_that_may_be_lost() {
    let mut house = open(false).await;
    let help = house.fake.says("Bo", "general", "turn the key twice");
    house.fake.settled().await;
    house.fake.trouble("chat.postEphemeral", 1, Trouble::Refuse("user_not_in_channel"));
    house.fake.says("Cy", "general", "thanks @Bo, that fixed it");
    house.comes_to("select count(*) from effect where state = 'delivered'", 1).await;
    assert_eq!(house.fake.reactions(&help), [("trophy".to_owned(), vec![house.fake.bot()])]);
    // Slack may have shown it, and nobody can look: it is not shown twice, and the reaction is there for whoever missed it.
    let help = house.fake.says("Bo", "general", "and once more, slowly");
    house.fake.settled().await;
    house.fake.trouble("chat.postEphemeral", 1, Trouble::Lost(503));
    house.fake.says("Dan", "general", "thanks @Bo, that fixed it");
    house.comes_to("select count(*) from effect where state = 'delivered'", 2).await;
    assert_eq!(house.fake.whispers("Dan").len(), 1);
    assert_eq!(house.fake.reactions(&help), [("trophy".to_owned(), vec![house.fake.bot()])]);
    // A pause that Slack asks for is kept, and then it is shown.
    house.fake.limit("chat.postEphemeral", 1, std::time::Duration::from_secs(1), false);
    for who in ["Eve", "Fay"] {
        house.fake.says(who, "general", "thanks @Bo, that fixed it");
    }
    house.comes_to("select count(*) from effect where state = 'delivered'", 4).await;
    assert_eq!(house.fake.whispers("Eve").len() + house.fake.whispers("Fay").len(), 2);
    house.stop().await.expect("it stops");
}

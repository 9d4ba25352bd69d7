//! What is asked in private is said among few, and nobody else's conversations are heard.

use fake_slack::{Trouble, account};

use crate::house::House;

const SECRET: &str = "may I feed the gulls in secret?";
const WAITING: &str = "select count(*) from effect where state = 'waiting'";
const MESSAGES: &str = "select count(*) from message";

/// A house whose Eve knows about gulls, and where Bo asked something in private.
async fn asked() -> House {
    let house = House::open().await;
    house.asks("Ann", "topic add Gulls").await;
    house.asks("Ann", "escalation policy steps:\"expert 4h\" hours:0-24").await;
    house.asks("Eve", "expert offer gulls").await;
    let told = house.asks("Bo", &format!("ask question:\"{SECRET}\" private:yes")).await;
    assert!(told.words().contains("One person is asked first"), "{}", told.words());
    house.comes_to(WAITING, 0).await;
    house
}

async fn takes(house: &House) {
    let asks = house.fake.directs("Eve").into_iter().rev().find(|one| one.words().contains("in private"));
    let pressed = house.fake.presses("Eve", &asks.expect("a direct message"), "I’ll take it");
    house.fake.answer(&pressed).await;
    house.comes_to(WAITING, 0).await;
    house.fake.settled().await;
}

/// The conversation that Kith opened.
fn few(house: &House) -> String {
    let (few, mut people) = house.fake.among_few().pop().expect("a conversation");
    people.sort();
    let mut two = [account("Bo"), account("Eve")];
    two.sort();
    assert_eq!(people, two);
    few
}

#[tokio::test]
async fn the_two_are_brought_together_once_and_heard_after_a_restart_too() {
    let mut house = asked().await;
    // The answer to the post is lost on its way, so it is looked for and found.
    house.fake.trouble("chat.postMessage", 1, Trouble::Lost(503));
    takes(&house).await;
    let few = few(&house);
    let posts = house.fake.posts(&few);
    assert_eq!(posts.len(), 1, "{:?}", posts.iter().map(fake_slack::Shown::words).collect::<Vec<_>>());
    assert!(posts[0].words().contains(SECRET) && house.fake.twice().is_empty());
    house.stop().await.expect("it stops");
    house.begin().await;
    house.fake.says("Eve", &few, "only <where> nobody sees you, what do you think?");
    house.comes_to(MESSAGES, 1).await;
    // They wrote beside the thread, and forgot the button: that is an answer all the same.
    let answered = house.fake.presses("Eve", &posts[0], "It is answered");
    house.fake.answer(&answered).await;
    house.comes_to(WAITING, 0).await;
    let asks = house.fake.posts(&few);
    let asks = asks.last().expect("a post");
    assert!(asks.words().contains("To the answer"), "{}", asks.words());
    assert_eq!(house.count("select count(*) from question").await, 0);
    assert_eq!(house.count("select count(*) from channel where parent is not null").await, 1);
    // The same two once more: Slack has one conversation for them, and Kith takes it.
    house.asks("Bo", &format!("ask question:\"{SECRET}\" private:yes")).await;
    house.comes_to(WAITING, 0).await;
    takes(&house).await;
    assert_eq!(house.fake.among_few().len(), 1);
    assert_eq!(house.fake.posts(&few).iter().filter(|one| one.data["thread_ts"].is_null()).count(), 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn conversations_of_others_are_not_heard() {
    let mut house = House::open().await;
    let few = house.fake.gathers(&["Bo", "Cy"]);
    let said = house.fake.says("Bo", &few, "how do I get out of here, anybody?");
    house.fake.replies("Cy", &said, "like this");
    house.fake.edits(&said, "never mind");
    house.fake.deletes(&said);
    house.fake.says("Bo", "general", "hello");
    house.comes_to(MESSAGES, 1).await;
    house.fake.settled().await;
    assert_eq!(house.count(MESSAGES).await, 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn where_kith_may_bring_nobody_together_the_asker_hears_it_and_admins_what_is_missing() {
    let mut house = asked().await;
    let without: Vec<&str> =
        slack::SCOPES.iter().map(|(scope, _)| *scope).filter(|one| *one != "mpim:write").collect();
    house.fake.grants(&without);
    takes(&house).await;
    let told = house.fake.until("a word to the admin", |fake| fake.directs("Ann").into_iter().next()).await;
    assert!(told.words().contains("mpim:write"), "{}", told.words());
    let told = house.fake.until("a word to the asker", |fake| fake.directs("Bo").into_iter().next()).await;
    assert!(!told.words().contains(SECRET), "{}", told.words());
    assert_eq!(house.count("select count(*) from escalation where state = 'withdrawn'").await, 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_everybody_may_read_is_asked_where_kith_is() {
    let mut house = asked().await;
    let asked = house.fake.types("Bo", "quiet", "/kith", "ask what do gulls eat at night?");
    let said = house.fake.answer(&asked).await;
    assert!(said.is_ephemeral() && said.words().contains("/invite"), "{}", said.words());
    assert!(said.words().contains("what do gulls eat at night?"), "{}", said.words());
    let alone = house.fake.says_alone("Bo", "hello");
    for line in ["ask what do gulls eat at night?", "shoutout @Cy for the docs"] {
        let asked = house.fake.types("Bo", &alone.channel, "/kith", line);
        let said = house.fake.answer(&asked).await;
        assert!(said.words().contains("Nobody would see this here."), "{line}: {}", said.words());
        assert!(
            said.words().contains(line.split_once(' ').expect("words").1.trim_start_matches("@Cy ")),
            "{line}"
        );
    }
    assert_eq!(house.count("select count(*) from shoutout").await, 0);
    assert_eq!(house.count("select count(*) from escalation").await, 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_message_of_somebody_who_was_silent_till_now_is_asked_about_in_the_words_that_people_read() {
    let mut house = asked().await;
    house.asks("Cy", "me").await;
    let written = house.fake.wrote(
        "Dan",
        "general",
        "@Cy what do <gulls> & *terns* eat at night?",
        &serde_json::json!({}),
    );
    let picked = house.fake.picks_on_message("Bo", "ask about", &written);
    let said = house.fake.answer(&picked).await;
    assert!(said.words().contains("its author hears that it was you"), "{}", said.words());
    house.comes_to(WAITING, 0).await;
    let posts = house.fake.posts("general");
    let card = posts.iter().find(|one| one.words().contains("asks for")).expect("a card");
    assert!(card.words().contains("@Cy what do <gulls> & *terns* eat at night?"), "{}", card.words());
    assert!(!card.rings().contains(&account("Cy")), "{:?}", card.rings());
    assert_eq!(card.data["thread_ts"], written.ts.as_str());
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn reactions_among_few_count_nothing_and_thank_nobody() {
    let mut house = asked().await;
    takes(&house).await;
    let few = few(&house);
    let elsewhere = house.fake.gathers(&["Cy", "Dan"]);
    for (place, (writer, admirer)) in [(&few, ("Eve", "Bo")), (&elsewhere, ("Cy", "Dan"))] {
        let said = house.fake.says(writer, place, "in the bay, at night");
        house.fake.reacts(admirer, &said, "trophy", true);
        house.fake.reacts(admirer, &said, "trophy", false);
    }
    let said = house.fake.says("Eve", "general", "hello");
    house.fake.reacts("Bo", &said, "eyes", true);
    house.comes_to("select count(*) from reaction", 1).await;
    assert_eq!(house.count("select count(*) from shoutout").await, 0);
    house.stop().await.expect("it stops");
}

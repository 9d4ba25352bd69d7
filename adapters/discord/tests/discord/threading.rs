//! Threads and reactions that features want: opened once, joined, left and closed.

use bot_core::chat::{Effect, Message, MessageRef, Place, Text, ThreadAt};
use fake_discord::Trouble;
use fake_discord::payload::{channel, role, server};
use fake_discord::talk::{GENERAL, HELP, SERVER, account};
use serde_json::{Value, json};

use crate::house::House;

const WAITING: &str = "select count(*) from effect where state = 'waiting'";
const DEAD: &str = "select count(*) from effect where state = 'dead'";
const FORUM: &str = "800000000000000012";

async fn wants(house: &House, id: i64, effect: Effect) {
    house.kith.wants(chrono::Utc::now().into(), &"discord".into(), id, &effect).await;
}

fn thread(at: ThreadAt, private: bool, members: &[&str]) -> Effect {
    let members = members.iter().map(|who| account(who).as_str().into()).collect();
    let message = Message::new(Text::typed("who knows gulls?"));
    Effect::Thread { at, name: "Gulls".to_owned(), message, private, members }
}

fn says(house: &House, thread: &str) -> Vec<String> {
    house.fake.contents(thread)
}

#[tokio::test]
async fn a_thread_for_few_is_opened_once_though_nobody_heard_of_it() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    house.fake.trouble("POST", "/threads", 1, Trouble::Lost(502));
    wants(&house, 1, thread(ThreadAt::Channel(HELP.into()), true, &["Eve", "Fay"])).await;
    house.comes_to(WAITING, 0).await;
    assert_eq!(house.fake.requested("POST", "/threads").len(), 1);
    let opened = house.fake.opened();
    assert_eq!(opened.len(), 1, "{opened:?}");
    assert_eq!((&opened[0]["type"], &opened[0]["name"]), (&json!(12), &json!("Gulls")));
    let id = opened[0]["id"].as_str().expect("an id").to_owned();
    let mut people = [account("Eve"), account("Fay")];
    people.sort();
    assert_eq!(house.fake.called(&id), people);
    assert_eq!(says(&house, &id), ["who knows gulls?"]);

    // Whatever the core wants of it afterwards, it knows the thread by its first message.
    let at = house.kith.reads::<(String, String)>("select message_channel, message_id from effect").await;
    let place = Place::Thread(MessageRef::new(&at[0].0, &at[0].1));
    let change = Effect::ThreadMembers {
        thread: place.clone(),
        add: vec![account("Gus").as_str().into()],
        remove: vec![account("Eve").as_str().into()],
    };
    wants(&house, 2, change).await;
    wants(&house, 3, Effect::Post { to: place.clone(), message: Message::new(Text::typed("I do")) }).await;
    wants(&house, 4, Effect::CloseThread { thread: place }).await;
    house.comes_to(WAITING, 0).await;
    let mut people = [account("Fay"), account("Gus")];
    people.sort();
    assert_eq!(house.fake.called(&id), people);
    assert_eq!(says(&house, &id), ["who knows gulls?", "I do"]);
    let closed = &house.fake.opened()[0]["thread_metadata"];
    assert_eq!((&closed["archived"], &closed["locked"]), (&json!(true), &json!(true)));
    house.comes_to(DEAD, 0).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn threads_hang_on_messages_or_stand_in_forums() {
    let mut house = House::empty().await;
    let rooms = [channel(SERVER, GENERAL, "general", 0, None), channel(SERVER, FORUM, "ideas", 15, None)];
    house.fake.has_server(server(SERVER, "Harbour", &rooms, &[], &[role(SERVER, "@everyone", 0)]));
    house.begin().await;
    let top = house.fake.writes("Bo", GENERAL, "what is a gull?");
    house.comes_to("select count(*) from message", 1).await;
    let top = top["id"].as_str().expect("an id");
    wants(&house, 1, thread(ThreadAt::Message(MessageRef::new(GENERAL, top)), false, &["Eve"])).await;
    house.comes_to(WAITING, 0).await;
    assert_eq!(says(&house, top), ["who knows gulls?"]);
    assert_eq!(house.fake.called(top), [account("Eve")]);

    wants(&house, 2, thread(ThreadAt::Channel(FORUM.into()), false, &[])).await;
    house.comes_to(WAITING, 0).await;
    let post = house.fake.opened().remove(0);
    assert_eq!(says(&house, post["id"].as_str().expect("an id")), ["who knows gulls?"]);

    // Few alone can have no thread in a forum, and an admin should know.
    wants(&house, 3, thread(ThreadAt::Channel(FORUM.into()), true, &[])).await;
    house.comes_to(DEAD, 1).await;
    let dead = house.kith.bot.dead_effects().await.expect("dead effects").remove(0);
    assert!(dead.problem.expect("why").contains("no private threads"));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_thread_is_opened_once_though_kith_goes_on_with_its_session_elsewhere() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    house.fake.trouble("POST", "/threads", 1, Trouble::Lost(502));
    wants(&house, 1, thread(ThreadAt::Channel(HELP.into()), true, &["Eve"])).await;
    house.fake.until("a thread", |fake| fake.opened().pop()).await;
    house.stop().await.expect("it stops");
    // The session goes on, and does not say again who Kith is.
    house.begin().await;
    house.comes_to(WAITING, 0).await;
    assert_eq!(house.fake.opened().len(), 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_message_is_reacted_to_unless_it_is_gone() {
    let mut house = House::open().await;
    let top = house.fake.writes("Bo", GENERAL, "what is a gull?");
    house.comes_to("select count(*) from message", 1).await;
    let top = top["id"].as_str().expect("an id");
    let react = |message: &str| Effect::React {
        at: MessageRef::new(GENERAL, message),
        emoji: "❤️‍🔥".to_owned(),
        instead: None,
    };
    wants(&house, 1, react(top)).await;
    wants(&house, 2, react("123456789012345678")).await;
    house.comes_to(WAITING, 0).await;
    house.comes_to(DEAD, 0).await;
    assert!(house.fake.has_emoji(top, "❤️‍🔥"));
    // What may not be done for good is told in plain words.
    house.fake.answer(&house.fake.types("Root", "help", &[])).await;
    house.fake.trouble("PUT", "/reactions/", 1, Trouble::Refuse(403, 50_013));
    wants(&house, 3, react(top)).await;
    house.comes_to(DEAD, 1).await;
    let told = house.fake.until("a word to the admin", |fake| {
        fake.requested("POST", "/channels/9").into_iter().find(|one| one.path.ends_with("/messages"))
    });
    let told = told.await.body["content"].as_str().expect("words").to_owned();
    assert!(told.contains("lacks permission there: Add Reactions, Read Message History"), "{told}");
    house.stop().await.expect("it stops");
    let requests: Vec<Value> =
        house.fake.requested("PUT", "/reactions/").into_iter().map(|one| one.body).collect();
    assert_eq!(requests, vec![Value::Null; 3]);
}

//! What happens on a server becomes what Kith keeps: in order, once, and no faster than it can be written down.

use std::time::Duration;

use fake_discord::Fake;
use fake_discord::payload::{self, channel, member, role};
use fake_discord::talk::{GARDENER, GENERAL, HELP, SERVER, account, person};
use serde_json::{Value, json};

use crate::house::{House, settings};

const KEPT: &str = "select count(*) from message where deleted is null";

#[tokio::test]
async fn a_server_tells_its_names() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    house.comes_to("select count(*) from platform_role", 2).await;
    house.comes_to("select count(*) from community where name = 'Harbour'", 1).await;
    house.fake.dispatch("GUILD_UPDATE", &json!({ "id": SERVER, "guild_id": SERVER, "name": "Haven" }));
    house.fake.dispatch("CHANNEL_UPDATE", &channel(SERVER, GENERAL, "lobby", 0, None));
    let renamed = json!({ "guild_id": SERVER, "role": role("800000000000000021", "Digger", 1) });
    house.fake.dispatch("GUILD_ROLE_UPDATE", &renamed);
    house.comes_to("select count(*) from community where name = 'Haven'", 1).await;
    house.comes_to("select count(*) from channel where name = 'lobby'", 1).await;
    house.comes_to("select count(*) from platform_role where name = 'Digger'", 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn messages_edits_deletions_and_reactions_are_counted_once() {
    let mut house = House::open().await;
    let one = house.fake.writes("Ana", GENERAL, "one");
    let two = house.fake.writes("Bo", GENERAL, "two");
    let three = house.fake.writes("Cy", GENERAL, "three");
    house.comes_to(KEPT, 3).await;
    let mut edited = one.clone();
    edited["edited_timestamp"] = "2026-01-01T00:00:00.000000+00:00".into();
    house.fake.dispatch("MESSAGE_UPDATE", &edited);
    house.fake.dispatch_again("MESSAGE_CREATE");
    house.fake.reacts("Bo", &one, "👏", true);
    house.fake.reacts("Cy", &one, "👏", true);
    house.fake.reacts("Cy", &one, "🎉", true);
    house.comes_to("select count(*) from reaction where removed is null", 3).await;
    house.fake.reacts("Bo", &one, "👏", false);
    house.comes_to("select count(*) from reaction where removed is null", 2).await;
    let on = json!({ "channel_id": GENERAL, "message_id": one["id"], "guild_id": SERVER, "emoji": { "id": null, "name": "🎉" } });
    house.fake.dispatch("MESSAGE_REACTION_REMOVE_EMOJI", &on);
    house.comes_to("select count(*) from reaction where removed is null", 1).await;
    house.fake.dispatch("MESSAGE_REACTION_REMOVE_ALL", &on);
    house.comes_to("select count(*) from reaction where removed is null", 0).await;
    assert_eq!(house.kept().await, 3);
    let gone = json!({ "id": one["id"], "channel_id": GENERAL, "guild_id": SERVER });
    house.fake.dispatch("MESSAGE_DELETE", &gone);
    let both = json!({ "ids": [two["id"], three["id"]], "channel_id": GENERAL, "guild_id": SERVER });
    house.fake.dispatch("MESSAGE_DELETE_BULK", &both);
    house.comes_to(KEPT, 0).await;
    // A late copy does not count.
    house.fake.dispatch_again("MESSAGE_CREATE");
    house.fake.writes("Ana", GENERAL, "four");
    house.comes_to(KEPT, 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_comes_in_the_wrong_order_comes_to_the_same() {
    let mut house = House::open().await;
    let one = house.fake.wrote("Ana", GENERAL, "gone before it came");
    let gone = json!({ "id": one["id"], "channel_id": GENERAL, "guild_id": SERVER });
    house.fake.dispatch("MESSAGE_DELETE", &gone);
    house.fake.dispatch("MESSAGE_CREATE", &one);
    let two = house.fake.wrote("Ana", GENERAL, "praised before it came");
    house.fake.reacts("Bo", &two, "👏", true);
    house.fake.dispatch("MESSAGE_CREATE", &two);
    house.fake.writes("Cy", GENERAL, "last");
    house.comes_to("select count(*) from message where deleted is null", 2).await;
    house.comes_to("select count(*) from message where deleted is not null", 1).await;
    house.comes_to("select count(*) from reaction where removed is null", 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn bots_webhooks_and_system_messages_do_not_count() {
    let mut house = House::open().await;
    for what in ["bot", "webhook", "joined", "pinned"] {
        let mut message = house.fake.wrote("Eve", GENERAL, what);
        match what {
            "bot" => message["author"] = payload::user("810000000000000009", "Robot", true),
            "webhook" => message["webhook_id"] = "810000000000000008".into(),
            "joined" => message["type"] = 7.into(),
            _ => message["type"] = 6.into(),
        }
        house.fake.dispatch("MESSAGE_CREATE", &message);
    }
    // One that cannot be read, and one of a kind that nobody knows yet, hold up nothing.
    house.fake.dispatch("MESSAGE_CREATE", &json!({ "guild_id": SERVER, "id": [] }));
    house.fake.dispatch("SOMETHING_NEW", &json!({ "guild_id": SERVER }));
    house.fake.writes("Ana", GENERAL, "hello");
    house.comes_to("select count(*) from message where kind is not null", 1).await;
    house.comes_to("select count(*) from account where joined is not null", 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn threads_and_forum_posts_count_where_they_belong() {
    let mut house = House::open().await;
    let top = house.fake.writes("Ana", GENERAL, "who knows?");
    let thread = top["id"].as_str().expect("an id").to_owned();
    house.fake.dispatch("THREAD_CREATE", &channel(SERVER, &thread, "who knows?", 11, Some(GENERAL)));
    let mut first = house.fake.wrote("Bo", &thread, "");
    first["type"] = 21.into();
    first["message_reference"] =
        json!({ "type": 0, "guild_id": SERVER, "channel_id": GENERAL, "message_id": thread });
    first["referenced_message"] = payload::message(GENERAL, &thread, &person("Ana"), "who knows?");
    house.fake.dispatch("MESSAGE_CREATE", &first);
    house.fake.writes("Bo", &thread, "I do");
    let forum = "800000000000000031";
    house.fake.dispatch("CHANNEL_CREATE", &channel(SERVER, forum, "questions", 15, None));
    let post = house.fake.id();
    house.fake.dispatch("THREAD_CREATE", &channel(SERVER, &post, "How?", 11, Some(forum)));
    let mut opening = house.fake.wrote_at("Cy", &post, &post, "How do I?");
    opening["position"] = 0.into();
    house.fake.dispatch("MESSAGE_CREATE", &opening);
    house.fake.writes("Bo", &post, "Like this");
    house.comes_to(KEPT, 4).await;
    house.comes_to("select count(*) from thread", 2).await;
    house.comes_to("select count(*) from message where thread is not null", 2).await;
    house.comes_to("select count(*) from channel where parent is not null", 2).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn members_come_change_and_go() {
    let mut house = House::open().await;
    let mut ana = member(Some(person("Ana")), Some("Annie"), &["800000000000000021"]);
    ana["guild_id"] = SERVER.into();
    house.fake.dispatch("GUILD_MEMBER_ADD", &ana);
    house.comes_to("select count(*) from account where name = 'Annie' and joined is not null", 1).await;
    house.comes_to("select count(*) from account_role", 1).await;
    let mut changed = member(Some(person("Ana")), Some("Anna"), &[]);
    changed["guild_id"] = SERVER.into();
    house.fake.dispatch("GUILD_MEMBER_UPDATE", &changed);
    house.comes_to("select count(*) from account where name = 'Anna'", 1).await;
    house.comes_to("select count(*) from account_role", 0).await;
    house.fake.dispatch("GUILD_MEMBER_REMOVE", &json!({ "guild_id": SERVER, "user": person("Ana") }));
    house.comes_to("select count(*) from account where departed is not null", 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_reply_says_whom_it_answers() {
    let mut house = House::open().await;
    let one = house.fake.writes("Ana", GENERAL, "who has the key?");
    let mut reply = house.fake.wrote("Bo", GENERAL, "I have");
    reply["type"] = 19.into();
    reply["message_reference"] =
        json!({ "type": 0, "guild_id": SERVER, "channel_id": GENERAL, "message_id": one["id"] });
    reply["referenced_message"] =
        payload::message(GENERAL, one["id"].as_str().expect("an id"), &person("Ana"), "");
    reply["mentions"] = json!([person("Ana")]);
    house.fake.dispatch("MESSAGE_CREATE", &reply);
    house.comes_to("select count(*) from message where kind = 'reply'", 1).await;
    let ana = account("Ana");
    let answered: Vec<(String,)> = house
        .kith
        .reads(
            "select a.id from message m join account a on a.member_id = m.addressed where m.kind = 'reply'",
        )
        .await;
    assert_eq!(answered, [(ana,)]);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn who_is_there_already_is_met_with_their_roles_where_members_are_told() {
    let mut house = House::empty().await;
    house.fake.are_there(&[("Ana", &[GARDENER]), ("Bo", &[])]);
    let mut all = settings(&house.fake);
    all.members = true;
    house.begin_with(all);
    house.comes_to("select count(*) from account", 2).await;
    house.comes_to("select count(*) from account_role", 1).await;
    let (_, asked) = house.fake.heard(8).remove(0);
    assert_eq!(asked["d"], json!({ "guild_id": SERVER, "query": "", "limit": 0 }));
    house.stop().await.expect("it stops");
    // Without that option nobody is asked for.
    house.begin().await;
    house.fake.writes("Cy", GENERAL, "hello");
    house.comes_to("select count(*) from account", 3).await;
    assert_eq!(house.fake.heard(8).len(), 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn who_left_while_kith_was_away_is_known_to_be_gone() {
    let mut house = House::empty().await;
    let many: Vec<String> = (0..1_500).map(|n| format!("Member{n}")).collect();
    let all: Vec<(&str, &[&str])> = many.iter().map(|name| (name.as_str(), &[] as &[&str])).collect();
    house.fake.are_there(&all);
    let mut with_members = settings(&house.fake);
    with_members.members = true;
    house.begin_with(with_members.clone());
    house.comes_to("select count(*) from account", 1_500).await;
    house.stop().await.expect("it stops");
    house.fake.resumable(false);
    house.fake.are_there(&all[..1_200]);
    house.begin_with(with_members.clone());
    house.comes_to("select count(*) from account where departed is not null", 300).await;
    house.stop().await.expect("it stops");
    // And whoever came back is here again.
    house.fake.resumable(false);
    house.fake.are_there(&all[100..1_400]);
    house.begin_with(with_members);
    house.comes_to("select count(*) from account where departed is null", 1_300).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_is_deleted_on_the_server_is_no_setting_any_more() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    let options = [("digest_channel", json!(format!("<#{HELP}>")))];
    let asked = house.fake.types("Root", "settings", &options);
    house.fake.answer(&asked).await;
    let thread = payload::channel(SERVER, "800000000000000030", "a thread", 11, Some(GENERAL));
    house.fake.dispatch("THREAD_CREATE", &thread);
    house.comes_to("select count(*) from channel", 3).await;
    house.fake.dispatch("THREAD_DELETE", &thread);
    house.fake.dispatch("CHANNEL_DELETE", &payload::channel(SERVER, HELP, "help", 0, None));
    house.fake.dispatch("GUILD_ROLE_DELETE", &json!({ "guild_id": SERVER, "role_id": GARDENER }));
    house.comes_to("select count(*) from channel where gone is not null", 2).await;
    house.comes_to("select count(*) from platform_role where name = 'Gardener'", 0).await;
    house
        .comes_to("select count(*) from setting where key like 'digest_channel@%' and value = 'none'", 1)
        .await;
    let told = house.fake.until("a word to the admin", |fake| {
        fake.requested("POST", "/channels/9").into_iter().find(|one| one.path.ends_with("/messages"))
    });
    assert!(told.await.body["content"].as_str().expect("words").contains("help"));
    // A server that is only unavailable comes back by itself.
    house.fake.dispatch("GUILD_DELETE", &json!({ "id": SERVER, "unavailable": true }));
    house.fake.dispatch("GUILD_DELETE", &json!({ "id": SERVER }));
    house.comes_to("select count(*) from server where gone is not null", 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_was_deleted_while_kith_was_away_is_no_setting_any_more() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    let asked = house.fake.types("Root", "settings", &[("digest_channel", json!(format!("<#{HELP}>")))]);
    house.fake.answer(&asked).await;
    house.stop().await.expect("it stops");
    house.fake.resumable(false);
    let general = payload::channel(SERVER, GENERAL, "general", 0, None);
    let roles = [payload::role(SERVER, "@everyone", 0)];
    house.fake.has_server(payload::server(SERVER, "Harbour", &[general], &[], &roles));
    house.begin().await;
    house.comes_to("select count(*) from channel where gone is not null", 1).await;
    house.comes_to("select count(*) from platform_role where name = 'Gardener'", 0).await;
    let told = house.fake.until("a word to the admin", |fake| {
        fake.requested("POST", "/channels/9").into_iter().find(|one| one.path.ends_with("/messages"))
    });
    assert!(told.await.body["content"].as_str().expect("words").contains("help"));
    house.stop().await.expect("it stops");
    // Two shards share the servers: what one of them does not hear of is not gone.
    house.fake.resumable(false);
    house.fake.shards(2, 2);
    house.begin_with(settings(&house.fake));
    house.fake.is_connected(2).await;
    house.fake.writes("Ana", GENERAL, "hello");
    house.comes_to(KEPT, 1).await;
    house.comes_to("select count(*) from server where gone is null", 1).await;
    house.stop().await.expect("it stops");
    house.fake.resumable(false);
    house.fake.has_no_server(SERVER);
    house.begin_with(settings(&house.fake));
    house.comes_to("select count(*) from server where gone is not null", 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_was_missed_is_read_also_by_another_number_of_shards() {
    let mut house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    house.fake.writes("Ana", GENERAL, "hello");
    house.comes_to(KEPT, 1).await;
    house.stop().await.expect("it stops");
    let missed = house.fake.writes("Ana", GENERAL, "is anybody there?");
    let mut general = payload::channel(SERVER, GENERAL, "general", 0, None);
    general["last_message_id"] = missed["id"].clone();
    house.fake.has_server(payload::server(SERVER, "Harbour", &[general], &[], &[]));
    house.fake.shards(2, 2);
    house.begin_with(settings(&house.fake));
    house.comes_to(KEPT, 2).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_channel_that_is_hidden_from_kith_keeps_its_name_and_is_not_gone() {
    const NAMED: &str = "select count(*) from channel where name = 'help' and gone is null";
    let mut house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    let help = payload::channel(SERVER, HELP, "help", 0, None);
    let never_seen = payload::channel(SERVER, "800000000000000031", "secret", 0, None);
    let [help, never_seen] = [payload::hidden(&help), payload::hidden(&never_seen)];
    house.fake.dispatch("CHANNEL_UPDATE", &help);
    house.fake.dispatch("CHANNEL_CREATE", &never_seen);
    house.fake.writes("Ana", GENERAL, "hello");
    house.comes_to(KEPT, 1).await;
    house.comes_to(NAMED, 1).await;
    house.stop().await.expect("it stops");
    house.fake.resumable(false);
    let general = payload::channel(SERVER, GENERAL, "general", 0, None);
    let roles = [payload::role(SERVER, "@everyone", 0)];
    house.fake.has_server(payload::server(SERVER, "Harbour", &[general, help, never_seen], &[], &roles));
    house.begin().await;
    // The server came with one role less, and with it what it has.
    house.comes_to("select count(*) from platform_role", 1).await;
    house.comes_to(NAMED, 1).await;
    house.comes_to("select count(*) from channel", 2).await;
    house.stop().await.expect("it stops");
}

/// How many dispatches wait for the database at most: a batch that is being written down, those behind it, and one for which
/// there is no room.
const WAITING: u64 = 512 + 1_024 + 1;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_away_the_socket_waits_and_the_heart_goes_on() {
    const MANY: usize = 4_000;
    let mut house = House::empty().await;
    house.fake.heartbeat(Duration::from_millis(500));
    house.begin().await;
    let first = house.fake.writes("Ana", GENERAL, "first");
    house.comes_to(KEPT, 1).await;
    // A sign of life says up to where Kith has read: server and first message are there.
    let said = |fake: &Fake| -> Vec<u64> {
        fake.heard(1).iter().filter_map(|(_, beat)| beat["d"].as_u64()).collect()
    };
    let before = house.fake.until("a sign of life", |fake| said(fake).pop().filter(|read| *read >= 3)).await;
    let away = house.holds_the_database().await;
    let mut told = vec![first["id"].clone()];
    for n in 1..=MANY {
        told.push(house.fake.writes("Ana", GENERAL, "so much to say")["id"].clone());
        if n % 100 == 0 {
            house.fake.dispatch("CHANNEL_UPDATE", &channel(SERVER, HELP, &format!("after-{n}"), 0, None));
        }
    }
    // It comes to stand somewhere, and the heart goes on.
    let stands = |fake: &Fake| {
        let said = said(fake);
        let last = said.get(said.len().checked_sub(4)?..)?;
        (last[0] > before && last.iter().all(|read| *read == last[0])).then_some(last[0])
    };
    let read = house.fake.until("it reads no further", stands).await - before;
    assert!(read <= WAITING, "{read} dispatches were read");
    assert_eq!(house.kept().await, 1);
    drop(away);
    house.keeps_in_order(&told).await;
    house.comes_to("select count(*) from channel where name = 'after-4000'", 1).await;
    assert_eq!(house.count("select cast(sum(n) as bigint) from daily").await, 1 + MANY as i64, "none twice");
    assert_eq!(house.fake.connections(), 1, "the line held");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_burst_is_written_down_in_order_and_waits_in_the_socket() {
    const MANY: usize = 5_000;
    let mut house = House::open().await;
    let writers: Vec<Value> = ["Ana", "Bo", "Cy"].map(person).into();
    let mut last = Value::Null;
    for n in 0..MANY {
        let who = writers[n % writers.len()]["global_name"].as_str().expect("a name").to_owned();
        last = house.fake.writes(&who, GENERAL, "so much to say");
    }
    // What comes last of all takes back what came just before it.
    let gone = json!({ "id": last["id"], "channel_id": GENERAL, "guild_id": SERVER });
    house.fake.dispatch("MESSAGE_DELETE", &gone);
    house.comes_to("select count(*) from message where deleted is not null", 1).await;
    assert_eq!(house.kept().await, MANY as i64 - 1);
    house.stop().await.expect("it stops");
}

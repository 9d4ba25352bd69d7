//! Recorded payloads, read.

use bot_core::chat::{Happening, Person};
use bot_core::moment::Moment;
use serde_json::json;
use serde_json::value::RawValue;

use super::event::{Act, Told, told};
use super::message::Here;
use crate::people::{People, Someone};
use crate::secret::Secret;
use crate::workspace::Workspace;

pub(crate) fn harbour() -> Workspace {
    Workspace {
        team: "T024BE7LD".to_owned(),
        name: "Harbour".to_owned(),
        url: "https://harbour.slack.com/".to_owned(),
        me: "U0KITHBOT1".to_owned(),
        token: Secret::new("xoxb-1"),
    }
}

fn read_with(people: &People, event: &serde_json::Value) -> Told {
    let raw = RawValue::from_string(event.to_string()).expect("JSON");
    let workspace = harbour();
    told(&raw, Here { workspace: &workspace, people, now: Moment(9_000) }).expect("an event")
}

fn read(event: &serde_json::Value) -> Vec<Happening> {
    read_with(&People::default(), event).events.into_iter().map(|event| event.what).collect()
}

fn nobody(id: &str) -> Person {
    Person { account: id.into(), name: None, bot: false }
}

#[test]
fn a_message_is_read_with_its_moment() {
    let event = json!({
        "type": "message", "channel": "C2147483705", "user": "U2147483697", "text": "Hello world",
        "ts": "1355517523.000008", "event_ts": "1355517523.000008", "channel_type": "channel",
    });
    let read = read_with(&People::default(), &event);
    assert_eq!(read.strangers, ["U2147483697"]);
    assert_eq!(read.events[0].at, Moment(1_355_517_523_000));
    let Happening::Message(message) = &read.events[0].what else { panic!("{read:?}") };
    assert_eq!((message.id.as_str(), message.text.as_deref()), ("1355517523.000008", Some("Hello world")));
    assert_eq!((message.author.clone(), &message.thread), (nobody("U2147483697"), &None));
}

#[test]
fn a_reply_begins_its_thread_and_addresses_whoever_opened_it() {
    let event = json!({
        "type": "message", "channel": "C2147483705", "user": "U2147483697", "text": "like this", "ts": "1355517530.000100",
        "thread_ts": "1355517523.000008", "parent_user_id": "U0000000AN", "channel_type": "channel",
    });
    let read = read(&event);
    let Happening::Message(message) = &read[0] else { panic!("{read:?}") };
    assert_eq!(message.thread.as_ref().map(bot_core::chat::MessageId::as_str), Some("1355517523.000008"));
    assert_eq!(message.to.as_ref().map(bot_core::chat::AccountId::as_str), Some("U0000000AN"));
    assert!(
        matches!(&read[1], Happening::ThreadStarted { by, .. } if by.account.as_str() == "U0000000AN"),
        "{read:?}"
    );
}

#[test]
fn what_an_app_says_is_a_bots_unless_a_person_is_known_to_be_one() {
    let event = json!({
        "type": "message", "channel": "C2147483705", "user": "U2147483697", "bot_id": "B1", "text": "hi",
        "ts": "1355517523.000008", "channel_type": "channel",
    });
    let people = People::default();
    let bot = |people: &People| match &read_with(people, &event).events[0].what {
        Happening::Message(message) => message.author.bot,
        other => panic!("{other:?}"),
    };
    assert!(bot(&people));
    people.put("T024BE7LD", "U2147483697", Someone { name: Some("Bo".to_owned()), ..Someone::default() });
    assert!(!bot(&people));
}

#[test]
fn other_subtypes_and_direct_lines_say_nothing() {
    let with = |more: serde_json::Value| {
        let mut event = json!({
            "type": "message", "channel": "C2147483705", "user": "U2147483697", "text": "x", "ts": "1355517523.000008",
        });
        for (key, value) in more.as_object().expect("an object") {
            event[key] = value.clone();
        }
        read(&event).len()
    };
    for subtype in ["channel_join", "channel_topic", "message_replied", "reminder_add", "something_new"] {
        assert_eq!(with(json!({ "subtype": subtype })), 0, "{subtype}");
    }
    for kind in ["im", "app_home"] {
        assert_eq!(with(json!({ "channel_type": kind })), 0, "{kind}");
    }
    for subtype in ["file_share", "me_message", "thread_broadcast"] {
        assert_eq!(with(json!({ "subtype": subtype })), 1, "{subtype}");
    }
    // A preview was added: that is no edit.
    let inner = json!({ "type": "message", "user": "U2147483697", "text": "x", "ts": "1355517523.000008" });
    assert_eq!(with(json!({ "subtype": "message_changed", "hidden": true, "message": inner })), 0);
    let mut edited = inner.clone();
    edited["edited"] = json!({ "user": "U2147483697", "ts": "1355517529.000000" });
    assert_eq!(with(json!({ "subtype": "message_changed", "hidden": true, "message": edited })), 1);
    let gone = json!({ "subtype": "message_deleted", "hidden": true, "deleted_ts": "1355517523.000008" });
    assert_eq!(with(gone), 1);
}

#[test]
fn guests_and_strangers_are_visitors_and_owners_may_manage() {
    let user = |more: serde_json::Value| {
        let mut user = json!({ "id": "U2147483697", "team_id": "T024BE7LD", "name": "bo", "profile": { "display_name": "Bo" } });
        for (key, value) in more.as_object().expect("an object") {
            user[key] = value.clone();
        }
        serde_json::from_value::<super::user::User>(user).expect("a user").someone("T024BE7LD")
    };
    assert_eq!(user(json!({})), Someone { name: Some("Bo".to_owned()), ..Someone::default() });
    for guest in [
        json!({ "is_restricted": true }),
        json!({ "is_ultra_restricted": true }),
        json!({ "is_stranger": true }),
    ] {
        assert!(user(guest).visitor);
    }
    assert!(user(json!({ "team_id": "T0OTHER000" })).visitor);
    let both = json!({ "team_id": "T0OTHER000", "enterprise_user": { "teams": ["T024BE7LD"] } });
    assert!(!user(both).visitor);
    assert!(user(json!({ "is_owner": true })).admin && user(json!({ "deleted": true })).gone);
}

#[test]
fn what_kith_is_to_do_itself_is_told_apart() {
    let act = |event: serde_json::Value| read_with(&People::default(), &event).act;
    let me = "U0KITHBOT1";
    let joined = |user: &str| json!({ "type": "member_joined_channel", "user": user, "channel": "C2147483705", "channel_type": "C" });
    assert_eq!(act(joined(me)), Some(Act::Entered("C2147483705".to_owned())));
    assert_eq!(act(joined("U2147483697")), None);
    assert_eq!(act(json!({ "type": "app_uninstalled" })), Some(Act::Gone));
    let revoked = |kind: &str| json!({ "type": "tokens_revoked", "tokens": { kind: ["U1"] } });
    assert_eq!((act(revoked("bot")), act(revoked("oauth"))), (Some(Act::Gone), None));
    let home = json!({ "type": "app_home_opened", "user": "U2147483697", "channel": "D1", "tab": "home" });
    assert_eq!(act(home), Some(Act::Home("U2147483697".to_owned())));
    assert_eq!(act(json!({ "type": "something_new" })), None);
}

#[test]
fn moments_are_read_and_written() {
    assert_eq!(super::moment("1355517523.000008"), Some(Moment(1_355_517_523_000)));
    assert_eq!(super::moment("1355517523"), Some(Moment(1_355_517_523_000)));
    for odd in ["", "x", "1.x", "99999999999999999999.1"] {
        assert_eq!(super::moment(odd), None, "{odd}");
    }
    assert_eq!(super::stamp(Moment(1_355_517_523_123)), "1355517523.123000");
}

//! Payloads in the shape that Discord documents, read: what they say, and that nothing makes reading panic.

use bot_core::chat::{Event, Happening, MessageRef, Person};
use bot_core::command::Via;
use bot_core::moment::Moment;
use serde_json::{Value, json};

use super::asked::{Asked, PICKED, Raw};
use super::event::{Threads, events};

const NOW: Moment = Moment(1_790_000_000_000);

/// The payloads of `fixtures/`: dispatches by their kind, interactions by what they are.
fn recorded() -> Value {
    serde_json::from_str(include_str!("../../fixtures/payloads.json")).expect("fixtures/payloads.json")
}

fn read(kind: &str, payload: &Value) -> Vec<Event> {
    events(kind, &payload.to_string(), &mut Threads::new(), NOW).expect("a payload")
}

fn happened(kind: &str) -> Vec<Happening> {
    let payload = &recorded()["dispatches"][kind];
    read(kind, payload).into_iter().map(|event| event.what).collect()
}

#[test]
fn a_message_is_read_with_its_author_its_time_and_whom_it_answers() {
    let event = read("MESSAGE_CREATE", &recorded()["dispatches"]["MESSAGE_CREATE"]).remove(0);
    assert_eq!((event.server.platform.as_str(), event.server.id.as_str()), ("discord", "290926798626357999"));
    assert_eq!(event.at, Moment(1_462_015_105_796));
    let Happening::Message(message) = event.what else { panic!("a message: {event:?}") };
    assert_eq!(message.author.name.as_deref(), Some("Mason the Elder"));
    assert_eq!(message.answers.map(|id| id.0).as_deref(), Some("175928847299117000"));
    assert_eq!(message.to.map(|id| id.0).as_deref(), Some("80351110224678912"));
    assert_eq!(message.text.as_deref(), Some("Supa Hot"));
    assert_eq!(message.thread, None);
}

#[test]
fn an_edited_message_is_the_same_message_with_its_new_words() {
    let recorded = recorded();
    let before = read("MESSAGE_CREATE", &recorded["dispatches"]["MESSAGE_CREATE"]).remove(0);
    let edited = read("MESSAGE_UPDATE", &recorded["dispatches"]["MESSAGE_UPDATE"]).remove(0);
    assert_eq!((&edited.server, edited.at), (&before.server, before.at), "when it was written, not edited");
    let (Happening::Message(before), Happening::Message(edited)) = (before.what, edited.what) else {
        panic!("two messages")
    };
    assert_eq!((&edited.channel, &edited.id), (&before.channel, &before.id));
    assert_eq!(edited.author, before.author);
    assert_eq!(edited.text.as_deref(), Some("<@80351110224678912> Supa Hot, and then some"));
    assert_eq!((edited.thread, edited.answers, edited.to), (None, None, None));
}

#[test]
fn what_is_taken_back_says_of_whom_and_which() {
    let on = MessageRef::new("290926798626357000", "175928847299117063");
    let by = Some("80351110224678912".into());
    let expected = Happening::Unreacted { on: on.clone(), by, emoji: Some("LUL".to_owned()) };
    assert_eq!(happened("MESSAGE_REACTION_REMOVE"), [expected]);
    let all = Happening::Unreacted { on: on.clone(), by: None, emoji: None };
    assert_eq!(happened("MESSAGE_REACTION_REMOVE_ALL"), [all]);
    let one = Happening::Unreacted { on, by: None, emoji: Some("🔥".to_owned()) };
    assert_eq!(happened("MESSAGE_REACTION_REMOVE_EMOJI"), [one]);
    assert_eq!(happened("MESSAGE_DELETE_BULK").len(), 2);
}

#[test]
fn a_thread_belongs_to_its_channel_and_a_category_is_none() {
    let thread = Happening::Channel {
        id: "41771983423143937".into(),
        name: "don't buy dota-2".to_owned(),
        parent: Some("41771983423143000".into()),
    };
    assert_eq!(happened("THREAD_CREATE"), [thread]);
    let mut category = recorded()["dispatches"]["THREAD_CREATE"].clone();
    category["type"] = 4.into();
    assert_eq!(read("CHANNEL_UPDATE", &category), []);
}

#[test]
fn an_edit_of_embeds_alone_is_nothing_and_an_edit_is_the_message_again() {
    let mut edit = recorded()["dispatches"]["MESSAGE_CREATE"].clone();
    edit["type"] = 0.into();
    assert_eq!(read("MESSAGE_UPDATE", &edit), [], "nobody edited it");
    edit["edited_timestamp"] = "2026-01-01T00:00:00.000000+00:00".into();
    assert!(matches!(read("MESSAGE_UPDATE", &edit)[0].what, Happening::Message(_)));
    let embeds = json!({ "id": "1", "channel_id": "2", "guild_id": "3", "embeds": [] });
    assert_eq!(read("MESSAGE_UPDATE", &embeds), []);
}

fn asked(payload: &Value) -> Asked {
    serde_json::from_value::<Raw>(payload.clone()).expect("an interaction").read()
}

#[test]
fn a_command_has_its_answers_in_the_cores_spelling() {
    let Asked::Command(invocation) = asked(&recorded()["interactions"]["subcommand"]) else {
        panic!("a command")
    };
    assert_eq!(invocation.command, "badge give");
    let answers: Vec<_> = invocation.answers.iter().collect();
    let expected = [("badge", "Guide"), ("citation", "for the way"), ("member", "<@80351110224678912>")];
    assert_eq!(answers, expected);
    assert_eq!(invocation.asker.name.as_deref(), Some("Mase"));
    assert_eq!(invocation.asker_roles.as_ref().map(Vec::len), Some(2));
    let named =
        invocation.people.iter().map(|person| (person.account.as_str(), person.name.as_deref(), person.bot));
    assert_eq!(named.collect::<Vec<_>>(), [("80351110224678912", Some("Nelly"), false)]);
    assert_eq!(invocation.via, Via::Command);
}

#[test]
fn menus_suggestions_buttons_and_forms_are_told_apart() {
    let all = recorded();
    let one = |name: &str| asked(&all["interactions"][name]);
    let Asked::Command(menu) = one("message menu") else { panic!("a menu") };
    assert_eq!(menu.command, "shoutout author");
    assert_eq!(menu.answers.get("on"), Some("645027906669510667/867793854505943041/80351110224678912"));
    let Asked::Suggest(_, field, typed) = one("suggestion") else { panic!("a suggestion") };
    assert_eq!((field.as_str(), typed.as_str()), ("zone", "berl"));
    let Asked::Pressed(pressed, id) = one("button") else { panic!("a button") };
    assert_eq!((pressed.via, id.as_str()), (Via::Button, "p|undo|shoutout=7"));
    let Asked::Sent(sent, id) = one("form") else { panic!("a form") };
    assert_eq!(id, "f|contribute|what=x");
    let answers: Vec<_> = sent.answers.iter().collect();
    let people = "<@80351110224678912> <@53908232506183680>";
    assert_eq!(
        answers,
        [("digest_channel", "<#645027906669510667>"), ("link", "https://a.example"), ("with", people)]
    );
    assert_eq!(sent.people.len(), 2);
    let mut outside = all["interactions"]["subcommand"].clone();
    outside["guild_id"] = Value::Null;
    assert_eq!(asked(&outside), Asked::Nothing);
}

#[test]
fn a_members_menu_answers_with_the_member_on_whom_it_was_opened() {
    let Asked::Command(menu) = asked(&recorded()["interactions"]["user menu"]) else { panic!("a menu") };
    assert_eq!(menu.command, "shoutout");
    assert_eq!(menu.answers.iter().collect::<Vec<_>>(), [("to", "<@80351110224678912>")]);
    assert_eq!((menu.about, menu.via), (None, Via::Command));
    assert_eq!(menu.people, [Person::new("80351110224678912", "Nell")]);
}

#[test]
fn what_is_picked_in_a_menu_is_spelt_by_the_menus_kind() {
    for (name, carried, picked) in [
        ("user select", "kto|shoutout|reason=for the docs", "<@80351110224678912> <@53908232506183680>"),
        ("channel select", "kdigest_channel|setup", "<#645027906669510667>"),
    ] {
        let payload = &recorded()["interactions"][name];
        let raw = serde_json::from_value::<Raw>(payload.clone()).expect("an interaction");
        assert_eq!(raw.on_message(), Some("1"), "{name}: an answer can replace the message");
        let Asked::Pressed(pressed, id) = raw.read() else { panic!("{name} is a press") };
        assert_eq!((pressed.via, id.as_str()), (Via::Button, carried), "{name}");
        assert_eq!(pressed.answers.iter().collect::<Vec<_>>(), [(PICKED, picked)], "{name}");
        assert_eq!(
            (pressed.command.as_str(), pressed.channel.as_str()),
            ("", "645027906669510667"),
            "{name}"
        );
        // Emptied, the same menu brings nothing along.
        let mut emptied = payload.clone();
        emptied["data"]["values"] = json!([]);
        let Asked::Pressed(emptied, _) = asked(&emptied) else { panic!("{name} is a press") };
        assert_eq!(emptied.answers.get(PICKED), None, "{name}");
    }
}

/// Every payload with any one thing in it left out, made null, or of another kind.
fn spoilt(payload: &Value) -> Vec<Value> {
    let mut spoilt = Vec::new();
    for other in [Value::Null, json!("x"), json!(7), json!([]), json!({})] {
        spoil(payload, &mut |one| spoilt.push(one), &other);
    }
    spoilt
}

fn spoil(value: &Value, keep: &mut dyn FnMut(Value), other: &Value) {
    match value {
        Value::Object(entries) => {
            for (key, inner) in entries {
                let mut without = entries.clone();
                without.remove(key);
                keep(without.into());
                let with = |inner: Value| {
                    let mut entries = entries.clone();
                    entries.insert(key.clone(), inner);
                    Value::from(entries)
                };
                keep(with(other.clone()));
                spoil(inner, &mut |inner| keep(with(inner)), other);
            }
        }
        Value::Array(items) => {
            for (n, inner) in items.iter().enumerate() {
                spoil(
                    inner,
                    &mut |inner| {
                        let mut items = items.clone();
                        items[n] = inner;
                        keep(items.into());
                    },
                    other,
                );
            }
        }
        _ => {}
    }
}

#[test]
fn nothing_that_discord_may_send_makes_reading_panic() {
    let all = recorded();
    let mut tried = 0;
    for (kind, payload) in all["dispatches"].as_object().expect("dispatches") {
        for one in spoilt(payload) {
            tried += 1;
            drop(events(kind, &one.to_string(), &mut Threads::new(), NOW));
        }
    }
    for payload in all["interactions"].as_object().expect("interactions").values() {
        for one in spoilt(payload) {
            tried += 1;
            if let Ok(raw) = serde_json::from_value::<Raw>(one) {
                drop(raw.read());
            }
        }
    }
    assert!(tried > 1_000, "{tried}");
}

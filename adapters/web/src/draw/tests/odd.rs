//! Whatever people are called and write, the page is built of our own elements alone.

mod elements;

use bot_core::chat::{self, AccountId, Button, MessageRef, Text};
use bot_core::command::{Answers, Modal, Problem};
use bot_core::moment::Moment;
use proptest::prelude::*;

use elements::elements;

use crate::log::{Asked, Body, FileRef, Message, Person, Reaction, Where};
use crate::page::{self, View};

/// What people call themselves and write who want to see what happens.
fn odd() -> impl Strategy<Value = String> {
    let bits = [
        "<script>alert(1)</script>",
        "</div></article>",
        "<img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' autofocus '",
        "<!--",
        "]]>",
        "&lt;b&gt; &amp;",
        "javascript:alert(1)",
        "<javascript:alert(1)|here>",
        "<https://kith.example/\"><b>|<i>>",
        "https://kith.example/'\"?a=b&c=<d>",
        "http://",
        "<@U1>",
        "<@\"><b>",
        "<#C1|\">",
        "```\n<b>\n```",
        "`",
        "**bold* *",
        ":tada:",
        ":\0:",
        "\u{E000}link\u{E001}javascript:alert(1)\u{E001}x\u{E002}",
        "\u{E000}",
        "\u{E002}",
        "\u{202E}\u{200F}\u{FEFF}",
        "مرحبا",
        "日本語",
        "👩🏽‍🚀🇵🇹",
        "\n> ",
        " ",
        "\r\n",
    ];
    let mixed = proptest::collection::vec(proptest::sample::select(bits.to_vec()), 1..12);
    prop_oneof![
        4 => mixed.prop_map(|bits| bits.concat()),
        2 => any::<String>(),
        1 => "[<>\"'&`*:@#h]{1,60}",
        1 => (proptest::sample::select(bits.to_vec()), 50_usize..200).prop_map(|(bit, n)| bit.repeat(n)),
    ]
    .prop_map(|text| if text.is_empty() { "x".to_owned() } else { text })
}

/// A community in which everybody and everything is called so.
fn called(name: &str) -> View {
    let mut view = View::example();
    let me = Person { account: name.into(), name: name.to_owned(), bot: false, gone: false };
    let roster = view.roster_mut();
    for person in roster.people.values_mut() {
        person.name = name.to_owned();
    }
    roster.people.insert(me.account.clone(), me.clone());
    roster.channels = vec![("C1".into(), name.to_owned()), (name.into(), name.to_owned())];
    view.me = me;
    view
}

/// A message in which everything but what it says is called so.
fn with(body: Body, name: &str) -> Message {
    let file = |kind: &str| FileRef {
        id: "f".to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        alt: name.to_owned(),
        size: 7,
        width: Some(1),
        height: Some(1),
    };
    Message {
        n: 1,
        at: Where {
            server: "playground/home".to_owned(),
            channel: format!("C{name}").as_str().into(),
            thread: None,
        },
        id: name.into(),
        author: matches!(body, Body::Said(_)).then(|| name.into()),
        body,
        when: Moment(0),
        edited: true,
        deleted: false,
        only_for: None,
        asked: Some(Asked { by: name.into(), command: name.to_owned() }),
        changed: 1,
        replies: 2,
        reactions: vec![Reaction { emoji: name.to_owned(), by: vec![AccountId::from(name), "U2".into()] }],
        files: vec![file("image/png"), file("text/html")],
    }
}

/// Kith's own words with everything in them that people typed.
fn kith(typed: &str) -> chat::Message {
    let raw: Text = serde_json::from_value(typed.into()).unwrap_or_default();
    let all = [
        Text::typed(typed),
        Text::quote(typed),
        Text::code(typed),
        Text::strong(typed),
        Text::link(typed, typed),
        Text::link(&format!("https://{typed}"), typed),
        Text::person(&typed.into(), typed),
        Text::channel(&typed.into(), typed),
        Text::message(&MessageRef::new(typed, typed), typed),
        Text::when(Moment(i64::MAX), typed),
        raw,
    ];
    chat::Message::new(Text::join(all, "\n")).button(Button::new(typed, "help", "a", typed))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_drawn_with_our_elements_alone(name in odd(), typed in odd()) {
        let view = called(&name);
        elements(&super::message(&with(Body::Said(typed.clone()), &name), &view).into_string());
        elements(&super::message(&with(Body::Kith(kith(&typed)), &name), &view).into_string());
    }

    #[test]
    fn a_name_is_never_more_than_a_name(name in odd()) {
        let drawn = |name: &str| {
            let view = called(name);
            let mut message = with(Body::Said("hello".to_owned()), name);
            let mut all = elements(&super::message(&message, &view).into_string());
            all.extend(elements(&page::message_menu(&message, &view).into_string()));
            all.extend(elements(&page::people(&view, name, "").into_string()));
            let roles = [("R1".into(), name.to_owned())];
            all.extend(elements(&page::member(&view.me, &roles, &name.into(), &view).into_string()));
            message.only_for = Some(name.into());
            all.extend(elements(&super::message(&message, &view).into_string()));
            message.deleted = true;
            all.extend(elements(&super::message(&message, &view).into_string()));
            all
        };
        prop_assert_eq!(drawn(&name), drawn("harmless"));
    }

    #[test]
    fn a_form_asks_the_same_whatever_was_answered(answer in odd()) {
        let drawn = |answer: &str| {
            let mut all = Vec::new();
            let view = View::example();
            for command in bot_core::Bot::commands() {
                let fields = command.spec.fields;
                let answers: Answers =
                    fields.iter().map(|field| (field.name.to_owned(), answer.to_owned())).collect();
                let problems = fields.iter().map(|field| Problem { field: field.name, words: Text::typed("no") });
                let problems = problems.collect();
                let modal = Modal { command: command.spec.name.to_owned(), answers, problems };
                let (channel, thread) = (answer.into(), answer.into());
                let form = page::form(&command.spec, &modal, Some(answer), &channel, Some(&thread), &view);
                all.extend(elements(&form.into_string()));
            }
            all
        };
        // Blank is no answer.
        let answer = format!("x{answer}");
        prop_assert_eq!(drawn(&answer), drawn("harmless"));
    }

    #[test]
    fn a_message_to_edit_is_a_text_in_a_box(typed in odd()) {
        let view = View::example();
        let mut message = with(Body::Said(typed), "U1");
        message.author = Some("U1".into());
        let form = page::edit(&message, &view).expect("a form");
        let ours = ["dialog", "form", "header", "h2", "button", "input", "div", "textarea", "footer", "button", "button"];
        prop_assert_eq!(elements(&form.into_string()), ours);
    }
}

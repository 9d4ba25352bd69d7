//! Whatever people are called and write, the page is built of our own elements alone.

use bot_core::chat::{self, AccountId, Button, MessageRef, Text};
use bot_core::command::{Answers, Modal, Problem};
use bot_core::moment::Moment;
use proptest::prelude::*;

use crate::log::{Asked, Body, FileRef, Message, Person, Reaction, Where};
use crate::page::{self, View};

/// Every element that is drawn.
const ELEMENTS: [&str; 26] = [
    "a",
    "article",
    "blockquote",
    "br",
    "button",
    "code",
    "dialog",
    "div",
    "footer",
    "form",
    "h2",
    "header",
    "img",
    "input",
    "label",
    "li",
    "option",
    "p",
    "select",
    "small",
    "span",
    "strong",
    "sup",
    "textarea",
    "time",
    "ul",
];
/// Those without an end.
const VOID: [&str; 3] = ["br", "img", "input"];
/// Every attribute, beside those that begin with `aria-` or `data-`.
const ATTRIBUTES: [&str; 26] = [
    "alt",
    "autocomplete",
    "class",
    "datetime",
    "download",
    "for",
    "height",
    "hidden",
    "href",
    "id",
    "loading",
    "method",
    "name",
    "novalidate",
    "rel",
    "role",
    "rows",
    "selected",
    "src",
    "tabindex",
    "target",
    "title",
    "type",
    "value",
    "width",
    "multiple",
];
/// Where a link or a picture may lead.
const ADDRESSES: [&str; 5] = ["/assets/", "/c/", "/file/", "http://", "https://"];

/// The elements of a piece of HTML in order. It panics at anything that is not ours, or not closed where it belongs.
fn elements(html: &str) -> Vec<String> {
    let (mut found, mut open, mut rest) = (Vec::new(), Vec::<String>::new(), html);
    while let Some(at) = rest.find(['<', '>']) {
        let tag = &rest[at..];
        assert!(tag.starts_with('<'), "a stray > in {html}");
        if let Some(name) = tag.strip_prefix("</") {
            let end = name.find('>').expect("an end");
            assert_eq!(open.pop().as_deref(), Some(&name[..end]), "{html}");
            rest = &name[end + 1..];
            continue;
        }
        let end = tag[1..].find(|c: char| !c.is_ascii_alphanumeric()).expect("an end") + 1;
        let name = &tag[1..end];
        assert!(ELEMENTS.contains(&name), "<{name}> in {html}");
        rest = attributes(&tag[end..], html);
        found.push(name.to_owned());
        if !VOID.contains(&name) {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty(), "{open:?} open in {html}");
    found
}

/// Reads over the attributes of an element; what comes after it.
fn attributes<'a>(mut rest: &'a str, html: &str) -> &'a str {
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return after;
        }
        rest = rest.strip_prefix(' ').unwrap_or_else(|| panic!("an odd attribute in {html}"));
        let end = rest.find(['=', '>', ' ']).expect("an end");
        let name = &rest[..end];
        let ours = ATTRIBUTES.contains(&name) || name.starts_with("aria-") || name.starts_with("data-");
        assert!(ours, "{name} in {html}");
        rest = &rest[end..];
        if let Some(value) = rest.strip_prefix("=\"") {
            let end = value.find('"').expect("an end");
            let value_is_ours = !value[..end].contains(['<', '>']);
            assert!(value_is_ours, "{name} in {html}");
            if matches!(name, "href" | "src") {
                assert!(ADDRESSES.iter().any(|to| value.starts_with(to)), "{name} in {html}");
            }
            rest = &value[end + 1..];
        }
    }
}

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

#[test]
fn what_is_not_ours_is_found() {
    for odd in ["<script></script>", "<p onclick=\"x\"></p>", "<a href=\"javascript:x\"></a>", "<p>", "a > b"]
    {
        assert!(std::panic::catch_unwind(|| elements(odd)).is_err(), "{odd}");
    }
    assert_eq!(elements("<p class=\"a\">b<br>&lt;</p>"), ["p", "br"]);
}

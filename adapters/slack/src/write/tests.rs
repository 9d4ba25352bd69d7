//! What is drawn keeps within Slack's limits, whatever is said, and means nothing that was not meant.

use bot_core::chat::{Button, Message, MessageRef, Text};
use bot_core::command::{Answers, Modal, Problem};
use bot_core::moment::Moment;
use bot_core::{Bot, Words};
use fake_slack::blocks::{Surface, complaints};
use serde_json::{Value, json};

use super::form::Form;
use super::held::{BUTTON, Held};
use super::message::draw;
use crate::read::tests::harbour;
use crate::words::Own;

/// What the fake says of a message's blocks.
fn wrong(message: &Message) -> Vec<String> {
    let values: Vec<String> = message
        .buttons
        .iter()
        .map(|button| Held::press(&button.command, &button.answers).carried(BUTTON).value)
        .collect();
    let pieces = draw(message, &harbour(), &values);
    let complain = |blocks: &Value| complaints(blocks, Surface::Message);
    pieces.iter().flat_map(|piece| complain(&json!(piece.blocks))).collect()
}

/// Every word of a message's pieces.
fn said(message: &Message) -> String {
    fn texts(value: &Value, said: &mut String) {
        match value {
            Value::Object(all) => {
                said.extend(all.get("text").and_then(Value::as_str));
                all.values().for_each(|value| texts(value, said));
            }
            Value::Array(all) => all.iter().for_each(|value| texts(value, said)),
            _ => {}
        }
    }
    let mut all = String::new();
    for piece in draw(message, &harbour(), &[]) {
        texts(&json!(piece.blocks), &mut all);
        all.push('\n');
    }
    all
}

#[test]
fn nothing_that_people_type_means_anything() {
    let typed = "<!channel> <!here> <@U2147483697> *bold* _it_ ~no~ `code` & <https://evil.example|harbour> @everyone";
    let mut text = Text::words("For ");
    text.line(Text::typed(typed));
    text.line(Text::quote(typed));
    let pieces = draw(&Message::new(text), &harbour(), &[]);
    let blocks = json!(pieces[0].blocks);
    let shown = blocks.to_string();
    for kind in ["\"user\"", "\"link\"", "\"broadcast\"", "\"usergroup\"", "\"style\""] {
        assert!(!shown.contains(kind), "{kind}: {shown}");
    }
    assert!(shown.contains("<!channel> <!here> <@U2147483697> *bold*"), "it stands as it was typed: {shown}");
    for mark in ["<!", "<@", "<https", " *bold*", " _it_"] {
        assert!(!pieces[0].text.contains(mark), "{mark}: {}", pieces[0].text);
    }
}

#[test]
fn parts_become_elements_of_their_own() {
    let mut text = Text::person(&"U2147483697".into(), "Bo");
    text.line(Text::person(&"175928847299117063".into(), "Ann"));
    text.line(Text::channel(&"C2147483705".into(), "general"));
    text.line(Text::message(&MessageRef::new("C2147483705", "1355517523.000008"), "there"));
    text.line(Text::when(Moment(1_355_517_523_000), "14 December"));
    text.line(Text::link("javascript:x", "a trap"));
    text.line(Text::strong("strong"));
    text.line(Text::quote("one\ntwo"));
    text.line(Text::words("after"));
    let pieces = draw(&Message::new(text), &harbour(), &[]);
    let shown = json!(pieces[0].blocks).to_string();
    for part in [
        r#"{"type":"user","user_id":"U2147483697"}"#,
        "@Ann",
        r#"{"channel_id":"C2147483705","type":"channel"}"#,
        "https://harbour.slack.com/archives/C2147483705/p1355517523000008",
        r#""timestamp":1355517523"#,
        "a trap",
        r#"{"bold":true}"#,
        r#"{"elements":[{"text":"one\ntwo","type":"text"}],"type":"rich_text_quote"}"#,
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("javascript:"), "{shown}");
    assert_eq!(complaints(&json!(pieces[0].blocks), Surface::Message), Vec::<String>::new());
}

#[test]
fn the_longest_texts_are_split_and_nothing_is_lost() {
    for word in ["word ", "𝓌𝓸𝓻𝓭", "言葉", "كلمة ", "🏳️‍🌈", "line\n", "*_~`&<>"] {
        let long = word.repeat(40_000 / word.chars().count());
        for text in [
            Text::typed(&long),
            Text::words(long.clone()),
            Text::quote(&long),
            Text::strong(&long),
            Text::code(&long),
        ] {
            let message = Message::new(text);
            assert_eq!(wrong(&message), Vec::<String>::new(), "{word}");
            let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(plain(&said(&message)), plain(&long), "{word}");
            let pieces = draw(&message, &harbour(), &[]);
            assert!(pieces.iter().all(|piece| piece.text.chars().count() <= 4_000), "{word}");
        }
    }
}

#[test]
fn texts_full_of_commands_are_split_once_they_are_longer() {
    let told = "/settings, ".repeat(4_000);
    for text in [Text::words(told.clone()), Text::code(&told), Text::strong(&told)] {
        let message = Message::new(text);
        assert_eq!(wrong(&message), Vec::<String>::new());
        // Where a line is broken, a blank stands or not.
        let shown: String = said(&message).split_whitespace().collect();
        assert_eq!(shown.matches("/kithsettings").count(), 4_000);
        let pieces = draw(&message, &harbour(), &[]);
        assert!(pieces.iter().all(|piece| piece.text.chars().count() <= 4_000));
    }
}

#[test]
fn many_parts_on_one_line_are_split_too() {
    let people = (0..500).map(|n| Text::person(&format!("U{n:010}").as_str().into(), "somebody"));
    let message = Message::new(Text::join(people, ", "));
    assert_eq!(wrong(&message), Vec::<String>::new());
    let mentions: usize = draw(&message, &harbour(), &[])
        .iter()
        .map(|piece| json!(piece.blocks).to_string().matches("user_id").count())
        .sum();
    assert_eq!(mentions, 500);
}

#[test]
fn buttons_keep_within_the_limits() {
    let label = "x".repeat(200);
    let mut message = Message::new(Text::words("hello"));
    for n in 0..30 {
        message = message.button(Button::new(&label, "undo", "shoutout", &"y".repeat(n * 200)));
    }
    assert_eq!(wrong(&message), Vec::<String>::new());
    let only_buttons = Message::default().button(Button::new("Undo", "undo", "shoutout", "1"));
    assert_eq!(draw(&only_buttons, &harbour(), &["{}".to_owned()]).len(), 1);
}

#[test]
fn the_form_of_every_command_fits_in_every_language_and_whatever_was_typed() {
    for language in Words::languages() {
        for command in Bot::commands() {
            let spec = command.spec;
            for typed in ["", "<@U2147483697> <@U2147483698>", "2026-11-20", "12", &"𝓌".repeat(5_000)] {
                let answers: Answers =
                    spec.fields.iter().map(|field| (field.name.to_owned(), typed.to_owned())).collect();
                let words = Text::typed(&"wrong ".repeat(1_000));
                let problems: Vec<Problem> = spec
                    .fields
                    .iter()
                    .map(|field| Problem { field: field.name, words: words.clone() })
                    .collect();
                let modal = Modal { command: spec.name.to_owned(), answers, problems };
                let form = Form::of(&modal, None).expect("a form");
                let own = Own::of(language);
                let view = form.view(&"m".repeat(3_000), Words::of(language), own);
                let wrong = fake_slack::views::complaints(&view);
                assert_eq!(wrong, Vec::<String>::new(), "{} in {language}: {typed:.20}", spec.name);
                let open: Vec<String> = spec.fields.iter().map(|field| field.name.to_owned()).collect();
                assert!(spec.fields.is_empty() || form.errors(&modal, &open, own).is_some());
                assert!(form.errors(&modal, &[], own).is_none() || spec.fields.is_empty());
            }
        }
    }
}

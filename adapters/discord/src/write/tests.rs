//! Texts, pieces, ids and forms, tried at their edges: every command and every language fits into what Discord takes.

mod recorded;

use bot_core::chat::{Button, Message, Text};
use bot_core::command::{Answers, Modal, Problem, Widget};
use bot_core::moment::Moment;
use bot_core::{Bot, Words};
use serde_json::Value;

use super::form::Form;
use super::held::{Held, What};
use super::message::{draw, draw_one};
use super::text::{MOST, length, markdown, mentioned, pieces};

const GUILD: &str = "800000000000000001";

fn drawn(text: &Text) -> String {
    markdown(text, GUILD)
}

#[test]
fn what_people_type_stays_what_they_typed() {
    for (typed, expected) in [
        (
            "*bold* _it_ ~~no~~ ||spoiler|| `code`",
            "\\*bold\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|spoiler\\|\\| \\`code\\`",
        ),
        (
            "# heading\n- item\n1. first\n> quote\n-# small",
            "\\# heading\n\\- item\n1\\. first\n\\> quote\n\\-# small",
        ),
        (
            "@everyone @here <@x> <@&> <a:b:1> </shoutout:5> info@harbour.example",
            "@\u{200b}everyone @\u{200b}here \\<@x\\> \\<@&\\> \\<a:b:1\\> \\</shoutout:5\\> info@harbour.example",
        ),
        // Drawn by name where people read it; who is rung is another list.
        ("<@1> (<@!2>, <@&3>) <#4>", "<@1> (<@!2>, <@&3>) <#4>"),
        ("[words](https://evil.example)", "\\[words\\](https://evil.example)"),
        ("see https://a.example/b_c_d and go", "see <https://a.example/b_c_d> and go"),
        ("<t:1:R> <:emoji:1>", "\\<t:1:R\\> \\<:emoji:1\\>"),
        ("a\\*b", "a\\\\\\*b"),
    ] {
        assert_eq!(drawn(&Text::typed(typed)), expected, "{typed}");
    }
    assert_eq!(drawn(&Text::quote("# one\n\n> two")), "> \\# one\n> \n> \\> two");
    assert_eq!(drawn(&Text::code("a`b\nc")), "`aˋb c`");
}

#[test]
fn our_parts_are_drawn_in_discords_way() {
    let mut text = Text::person(&"810000000000000001".into(), "Bo");
    text.line(Text::person(&"U123".into(), "*Ann*"));
    text.line(Text::channel(&"800000000000000010".into(), "general"));
    text.line(Text::when(Moment(1_700_000_000_999), "then"));
    text.line(Text::link("https://a.example/x", "see *this*"));
    text.line(Text::link("javascript:alert(1)", "click"));
    let expected = "<@810000000000000001>\n@\\*Ann\\*\n<#800000000000000010>\n<t:1700000000:f>\n[see \\*this\\*](<https://a.example/x>)\nclick";
    assert_eq!(drawn(&text), expected);
    assert_eq!(mentioned(&text), ["810000000000000001"]);
}

#[test]
fn a_servers_own_emoji_is_drawn_and_what_only_looks_so_is_not() {
    let own = "<:kith:123456789012345678> and <a:party_1:123456789012345678>";
    assert_eq!(drawn(&Text::typed(own)), own);
    for (typed, expected) in [
        ("<:kith:x>", "\\<:kith:x\\>"),
        ("<:*a*:123456789012345678>", "\\<:\\*a\\*:123456789012345678\\>"),
        ("<b:kith:123456789012345678>", "\\<b:kith:123456789012345678\\>"),
        ("<::123456789012345678>", "\\<::123456789012345678\\>"),
    ] {
        assert_eq!(drawn(&Text::typed(typed)), expected);
    }
}

/// Long texts in several scripts, with words short and endless, and signs that need a backslash.
fn long_texts() -> Vec<String> {
    let words = [
        "Danke für alles! ",
        "спасибо ",
        "ありがとうございます。",
        "شكرا جزيلا ",
        "👩‍👩‍👧‍👦🎉",
        "*",
        "\n",
        "a",
        "https://a.example/x ",
        "ขอบคุณมาก",
    ];
    let mut texts: Vec<String> = words.iter().map(|word| word.repeat(6_000 / word.chars().count())).collect();
    texts.push((0..3_000).map(|n| words[n * 7 % words.len()]).collect());
    texts
}

#[test]
fn a_long_text_is_split_and_nothing_of_it_is_lost() {
    for typed in long_texts() {
        for text in [Text::typed(&typed), Text::quote(&typed), Text::words(typed.clone())] {
            let whole = drawn(&text);
            let split = pieces(&whole, MOST);
            // A quote that goes on is marked as one again.
            let bare = |text: &str| text.replace("> ", "").split_whitespace().collect::<String>();
            assert!(split.iter().all(|piece| length(piece) <= MOST && !piece.trim().is_empty()));
            assert_eq!(bare(&split.concat()), bare(&whole));
            // No sign was torn from its backslash.
            assert!(split.iter().all(|piece| {
                let backslashes = piece.len() - piece.trim_end_matches('\\').len();
                backslashes % 2 == 0
            }));
        }
    }
}

#[test]
fn a_line_that_goes_on_in_another_piece_means_no_more_than_before() {
    for sign in ["# ", "- ", "1. ", "> ", "+ "] {
        let typed = "word ".repeat(150) + &format!("{sign}Boss ").repeat(250);
        for (text, begins) in [(Text::typed(&typed), ""), (Text::quote(&typed), "> ")] {
            let split = pieces(&drawn(&text), MOST);
            assert!(split.len() > 1 && split.iter().all(|piece| length(piece) <= MOST));
            for piece in &split {
                let rest = piece.strip_prefix(begins).unwrap_or_else(|| panic!("no quote: {piece:.20}"));
                assert!(!rest.starts_with(sign.trim_end()), "{sign}: {rest:.20}");
                assert!(sign != "1. " || !rest.starts_with("1."), "{rest:.20}");
            }
        }
    }
}

#[test]
fn what_fits_into_no_edit_is_attached_and_not_cut() {
    let long = Message::new(Text::typed(&"many words ".repeat(500)));
    let one = draw_one(&long, GUILD, &[]);
    assert!(length(one.body["content"].as_str().expect("words")) <= MOST);
    assert_eq!(one.files[0].body.len(), "many words ".len() * 500);
    let short = draw_one(&Message::new(Text::typed("few words")), GUILD, &[]);
    assert!(short.files.is_empty());
}

#[test]
fn buttons_stand_under_the_last_piece_in_rows_of_five() {
    let mut message = Message::new(Text::typed(&"many words ".repeat(500)));
    for n in 0..7 {
        message = message.button(Button::new("label ".repeat(30), "undo", "shoutout", &n.to_string()));
    }
    let ids: Vec<String> =
        message.buttons.iter().map(|button| super::message::held(button).id().id).collect();
    let drawn = draw(&message, GUILD, &ids);
    assert_eq!(drawn.len(), 3);
    assert_eq!(drawn[0].body["components"], Value::from(Vec::<Value>::new()));
    let rows = drawn[2].body["components"].as_array().expect("rows");
    assert_eq!(
        rows.iter().map(|row| row["components"].as_array().map_or(0, Vec::len)).collect::<Vec<_>>(),
        [5, 2]
    );
    assert!(length(rows[0]["components"][0]["label"].as_str().expect("a label")) <= 80);
    assert_eq!(draw(&Message::default(), GUILD, &[])[0].body["content"], "\u{200b}");
}

#[test]
fn what_an_id_carries_comes_back() {
    let answers = |pairs: &[(&str, &str)]| -> Answers {
        pairs.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned())).collect()
    };
    let five: Vec<String> = (0..5).map(|n| format!("<@{}>", u64::MAX - n)).collect();
    let cases = [
        answers(&[]),
        answers(&[("to", &five.join(" "))]),
        answers(&[("on", "18446744073709551615/18446744073709551614/18446744073709551613")]),
        answers(&[("what", "a|b=c\\d\\@e"), ("x", "\\@"), ("y", "<@0042>"), ("z", "日本語")]),
    ];
    for answers in cases {
        for what in [What::Form, What::Press, What::Open(vec!["reason".to_owned(), "value".to_owned()])] {
            let held = Held { what, command: "shoutout author".to_owned(), answers: answers.clone() };
            let id = held.id();
            assert_eq!(id.note, None, "fits: {}", id.id);
            assert_eq!(Held::read(&id.id), Some(held));
        }
    }
    let long = Held {
        what: What::Form,
        command: "settings".to_owned(),
        answers: answers(&[("values", &"x".repeat(200))]),
    };
    let id = long.id();
    assert!(id.id.len() <= 100);
    assert_eq!(Held::read(&id.note.expect("a note")), Some(long));
    assert_eq!(Held::read("nonsense"), None);
}

#[test]
fn every_form_fits_in_every_language_with_everything_wrong() {
    for spec in Bot::commands().iter().map(|command| command.spec) {
        let longest: Answers = spec
            .fields
            .iter()
            .map(|field| {
                let answer = match field.widget {
                    Widget::Member | Widget::Members(_) => "<@18446744073709551615>".to_owned(),
                    _ => "ж".repeat(4_000),
                };
                (field.name.to_owned(), answer)
            })
            .collect();
        for (answers, words) in
            [(Answers::default(), ""), (longest, "short"), (Answers::default(), &"long ".repeat(80))]
        {
            let problem = |field: &bot_core::command::FieldSpec| Problem {
                field: field.name,
                words: Text::words(words.to_owned()),
            };
            let problems: Vec<Problem> = spec.fields.iter().map(problem).collect();
            if problems.is_empty() {
                continue;
            }
            let modal = Modal { command: spec.name.to_owned(), answers, problems };
            let form = Form::of(&modal, GUILD).expect("a form");
            for language in Words::languages() {
                let id = form.held.id().id;
                assert!(length(&id) <= 100);
                fits_modal(&form.modal(&id, Words::of(language)), spec.name);
            }
        }
    }
}

fn fits_modal(modal: &Value, name: &str) {
    let short = |value: &Value, most: usize| {
        let text = value.as_str().unwrap_or("x");
        assert!((1..=most).contains(&length(text)), "{name}: {text}");
    };
    short(&modal["title"], 45);
    let parts = modal["components"].as_array().expect("parts");
    assert!((1..=5).contains(&parts.len()), "{name}: {} parts", parts.len());
    for part in parts {
        short(&part["content"], 4_000);
        short(&part["label"], 45);
        short(&part["description"], 100);
        let input = &part["component"];
        short(&input["value"], 4_000);
        if let (Some(value), Some(most)) = (input["value"].as_str(), input["max_length"].as_u64()) {
            assert!(value.chars().count() as u64 <= most, "{name}: its own value is too long");
        }
        assert!(input["options"].as_array().map_or(0, Vec::len) <= 25, "{name}");
    }
}

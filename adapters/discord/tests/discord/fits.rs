//! Discord's limits, for every command and every reply: the longest texts that somebody can send, in several scripts.

use bot_core::Bot;
use bot_core::command::{CommandSpec, FieldSpec, Menu, Widget};
use fake_discord::talk::{GENERAL, Said};
use serde_json::{Value, json};

use crate::house::House;

/// What people write in: letters of two and three bytes, of two UTF-16 units, joined ones, from right to left, and signs.
const SCRIPTS: [&str; 6] = ["Спасибо ", "ありがとう", "👩‍👩‍👧‍👦 ", "شكرا جزيلا ", "z̷̢̛a̸ ", "*_~`|<@1>[]()#> "];

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Everything that Discord limits in what is registered.
fn fits(value: &Value, path: &str) {
    let text = |key: &str, most: usize| {
        if let Some(text) = value[key].as_str() {
            assert!((1..=most).contains(&text.chars().count()), "{path}/{key}: {text}");
        }
        for (language, text) in value[format!("{key}_localizations")].as_object().into_iter().flatten() {
            let text = text.as_str().expect("words");
            assert!((1..=most).contains(&text.chars().count()), "{path}/{key} in {language}: {text}");
        }
    };
    text("name", 32);
    text("description", 100);
    let typed = value["type"] == 1 || value.get("description").is_some();
    let name = value["name"].as_str().expect("a name");
    let lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    assert!(!typed || name.chars().all(lower), "{path}: {name}");
    for part in ["options", "choices"] {
        let parts = value[part].as_array();
        assert!(parts.map_or(0, Vec::len) <= 25, "{path}: too many {part}");
        for inner in parts.into_iter().flatten().filter(|_| part == "options") {
            fits(inner, &format!("{path}/{name}"));
        }
    }
}

/// The characters that Discord adds up to 8,000 in a command.
fn weight(value: &Value) -> usize {
    let own = |key: &str| {
        let others = value[format!("{key}_localizations")].as_object().into_iter().flatten();
        let longest = others.filter_map(|(_, text)| text.as_str()).chain(value[key].as_str());
        longest.map(|text| text.chars().count()).max().unwrap_or_default()
    };
    let inner = ["options", "choices"].iter().filter_map(|part| value[part].as_array()).flatten();
    own("name") + own("description") + own("value") + inner.map(weight).sum::<usize>()
}

#[tokio::test]
async fn every_command_fits() {
    let mut house = House::open().await;
    let commands = house.fake.until("commands", |fake| fake.commands("everywhere").as_array().cloned()).await;
    for command in &commands {
        fits(command, "");
        assert!(weight(command) <= 8_000, "{}: {} characters", command["name"], weight(command));
    }
    let of = |kind: u64| commands.iter().filter(|command| command["type"] == kind).count();
    assert!(of(1) <= 100 && of(2) <= 5 && of(3) <= 5);
    house.stop().await.expect("it stops");
}

/// The longest answer that a widget takes on Discord, and then some: Discord's own limit for what is typed is 6,000.
fn longest(field: &FieldSpec, script: &str) -> Value {
    let text = |most: usize| -> Value { script.chars().cycle().take(most).collect::<String>().into() };
    match field.widget {
        Widget::Channel => format!("<#{GENERAL}>").into(),
        Widget::Choice(words) => words[0].into(),
        Widget::Flag => true.into(),
        Widget::Member | Widget::Members(_) => "@Bo".into(),
        Widget::Number(_, most) => most.into(),
        Widget::LongText(most) | Widget::Text(most) => text(most),
        Widget::Day | Widget::Link | Widget::Message | Widget::Search => text(2_000),
    }
}

fn fits_text(what: &Value, most: usize, spec: &CommandSpec) {
    if let Some(text) = what.as_str() {
        assert!((1..=most).contains(&length(text)), "{}: {text}", spec.name);
    }
}

/// A reply, or a form, is as Discord takes it.
fn fits_reply(said: &Said, spec: &CommandSpec) {
    let form = said.how == "first 9";
    fits_text(&said.data["title"], 45, spec);
    assert!(length(said.content()) <= 2_000, "{}: {}", spec.name, length(said.content()));
    let rows = said.data["components"].as_array().cloned().unwrap_or_default();
    assert!(rows.len() <= 5, "{}: {} rows", spec.name, rows.len());
    for row in rows {
        fits_text(&row["content"], 4_000, spec);
        fits_text(&row["label"], 45, spec);
        fits_text(&row["description"], 100, spec);
        let one = row.get("component").cloned().map(|one| vec![one]);
        let parts = one.or_else(|| row["components"].as_array().cloned()).unwrap_or_default();
        assert!(parts.len() <= 5, "{}: {} parts in a row", spec.name, parts.len());
        for part in parts {
            fits_text(&part["label"], 80, spec);
            fits_text(&part["placeholder"], 150, spec);
            fits_text(&part["custom_id"], 100, spec);
            fits_text(&part["value"], 4_000, spec);
            assert!(part["options"].as_array().map_or(0, Vec::len) <= 25, "{}", spec.name);
            if let (true, Some(value), Some(most)) =
                (form, part["value"].as_str(), part["max_length"].as_u64())
            {
                assert!(length(value) as u64 <= most, "{}: its own value is too long", spec.name);
            }
        }
    }
    let shown = said.data["attachments"].as_array().into_iter().flatten();
    shown.for_each(|file| fits_text(&file["description"], 1_024, spec));
}

#[tokio::test]
async fn every_reply_fits_however_long_and_in_whatever_script_it_is_asked_for() {
    let mut house = House::open().await;
    let first = house.fake.types("Root", "help", &[]);
    house.fake.answer(&first).await;
    let lead = [("member", json!("@Root")), ("role", json!("lead"))];
    let asked = house.fake.types("Root", "roles give", &lead);
    house.fake.answer(&asked).await;
    let mut looked_at = 0;
    for script in SCRIPTS {
        // People are called in scripts too, and the names are as long as Discord lets them be.
        let name: String = script.chars().cycle().take(32).collect();
        let written = house.fake.writes(&name, GENERAL, &script.repeat(20));
        for spec in Bot::commands().iter().map(|command| command.spec) {
            let mut asked = Vec::new();
            if spec.is_typed() {
                for all in [false, true] {
                    let fields = spec.fields.iter().filter(|field| all || field.required);
                    let options: Vec<_> = fields.map(|field| (field.name, longest(field, script))).collect();
                    asked.push(house.fake.types("Root", spec.name, &options));
                }
            }
            match spec.menu.0 {
                Menu::Member(_) => asked.push(house.fake.picks_on_member("Root", spec.menu.1, &name)),
                Menu::Message(_) => asked.push(house.fake.picks_on_message("Root", spec.menu.1, &written)),
                Menu::Hidden | Menu::Typed => {}
            }
            for id in asked {
                house.fake.answer(&id).await;
                for said in house.fake.answers(&id) {
                    assert!(
                        !said.content().contains("something broke on our side"),
                        "{}: {said:?}",
                        spec.name
                    );
                    fits_reply(&said, &spec);
                    looked_at += 1;
                }
            }
        }
    }
    assert!(looked_at > 40 * SCRIPTS.len(), "{looked_at}");
    house.stop().await.expect("it stops");
    assert_eq!(house.fake.complaints(), Vec::<String>::new());
}

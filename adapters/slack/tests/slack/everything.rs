//! Every command, every shortcut and every form, asked as Slack would ask, in both modes: each is answered, and each answer is
//! one that Slack takes.

use bot_core::Bot;
use bot_core::command::{CommandSpec, FieldSpec, Menu, Widget};
use serde_json::{Value, json};

use crate::house::House;

/// An answer as it is typed, right for a widget or at least looking so.
fn typed(widget: Widget) -> String {
    match widget {
        Widget::Channel => "#general".to_owned(),
        Widget::Choice(words) => words[0].to_owned(),
        Widget::Day => "2026-01-02".to_owned(),
        Widget::Flag => "on".to_owned(),
        Widget::Link => "https://kith.example/talk".to_owned(),
        Widget::LongText(_) => "\"for *all* of <it> & <!channel>\"".to_owned(),
        Widget::Member | Widget::Members(_) => "@Bo".to_owned(),
        Widget::Message => "1/2/3".to_owned(),
        Widget::Number(least, _) => least.to_string(),
        Widget::Search | Widget::Text(_) => "Guide".to_owned(),
    }
}

/// The same as it is put into a form.
fn filled(widget: Widget) -> Value {
    match widget {
        Widget::Channel => "general".into(),
        Widget::LongText(_) => "for *all* of <it> & <!channel>\n> quoted".into(),
        Widget::Member => "@Bo".into(),
        Widget::Members(_) => json!(["@Bo"]),
        other => typed(other).into(),
    }
}

fn specs() -> impl Iterator<Item = CommandSpec> {
    Bot::commands().iter().map(|command| command.spec)
}

/// A house in which nothing is refused for want of a role: Ann is an admin and a lead.
async fn open(public: bool) -> House {
    let house = House::open_by(public).await;
    house.asks("Ann", "help").await;
    house.asks("Ann", "roles give @Ann lead").await;
    house
}

async fn every_command_is_answered(public: bool) {
    let mut house = open(public).await;
    let written = house.fake.says("Bo", "general", "here is how");
    house.fake.settled().await;
    let mut answered = 0;
    for spec in specs() {
        let mut asked = Vec::new();
        if spec.is_typed() {
            for all in [false, true] {
                let fields = spec.fields.iter().filter(|field| all || field.required);
                let fields: Vec<String> =
                    fields.map(|field| format!("{}:{}", field.name, typed(field.widget))).collect();
                let line = format!("{} {}", spec.name, fields.join(" "));
                asked.push((line.clone(), house.fake.types("Ann", "general", "/kith", &line)));
            }
        }
        if let Menu::Message(_) = spec.menu.0 {
            asked.push((spec.name.to_owned(), house.fake.picks_on_message("Ann", spec.name, &written)));
        }
        for (line, id) in asked {
            let said = house.fake.answer(&id).await;
            assert!(!said.words().contains("something broke on our side"), "{line}: {said:?}");
            answered += 1;
        }
    }
    assert!(answered > 40, "{answered}");
    // A channel takes one post a second, so where a public answer stands may be known late; what was taken back says so then.
    house.comes_to("select count(*) from effect where state = 'answer' or instead is not null", 0).await;
    house.comes_to("select count(*) from effect where state = 'waiting'", 0).await;
    house.fake.settled().await;
    assert_eq!(house.fake.late(), Vec::<String>::new());
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn every_command_is_answered_in_sockets() {
    every_command_is_answered(false).await;
}

#[tokio::test]
async fn every_command_is_answered_in_public() {
    every_command_is_answered(true).await;
}

/// Fills in a form that was shown, all of it.
fn answers(spec: &CommandSpec, view: &Value) -> Vec<(&'static str, Value)> {
    let shown = |field: &&FieldSpec| {
        view["blocks"].as_array().into_iter().flatten().any(|block| block["block_id"] == field.name)
    };
    let mut answers: Vec<_> =
        spec.fields.iter().filter(shown).map(|field| (field.name, filled(field.widget))).collect();
    if view.to_string().contains("\"kith_where\"") {
        answers.push(("kith_where", "help".into()));
    }
    answers
}

async fn every_form_is_shown_and_taken(public: bool) {
    let mut house = open(public).await;
    let mut shown = 0;
    for spec in specs().filter(CommandSpec::is_typed) {
        let picked = house.fake.picks_shortcut("Ann", spec.name);
        let said = house.fake.answer(&picked).await;
        assert!(said.is_view(), "{}: {said:?}", spec.name);
        let view = house.fake.view("Ann").expect("a modal");
        if view["submit"].is_null() {
            // It needs nothing, so it is answered at once.
            house.fake.dismisses("Ann", &view);
            continue;
        }
        let sent = house.fake.sends("Ann", &view, &answers(&spec, &view));
        house.fake.until("an answer to a form", |fake| (!fake.answers(&sent).is_empty()).then_some(())).await;
        // Slack closes the form when it hears that it came, which may be after the answer.
        house.fake.settled().await;
        shown += 1;
    }
    assert!(shown > 10, "{shown}");
    house.comes_to("select count(*) from effect where state = 'waiting'", 0).await;
    house.fake.settled().await;
    assert_eq!(house.fake.late(), Vec::<String>::new());
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn every_form_is_shown_and_taken_in_sockets() {
    every_form_is_shown_and_taken(false).await;
}

#[tokio::test]
async fn every_form_is_shown_and_taken_in_public() {
    every_form_is_shown_and_taken(true).await;
}

#[tokio::test]
async fn what_is_kept_about_somebody_is_handed_to_them_and_forgotten_when_they_say_so() {
    for public in [false, true] {
        let mut house = House::open_by(public).await;
        house.asks("Ann", "help").await;
        house.fake.says("Bo", "general", "hello");
        house.fake.settled().await;
        house.asks("Bo", "privacy get").await;
        let file = house.fake.until("a file", |fake| {
            fake.directs("Bo").into_iter().find(|one| one.data["files"][0]["name"].is_string())
        });
        let name = file.await.data["files"][0]["name"].as_str().expect("a name").to_owned();
        assert!(name.ends_with(".json"), "{name}");
        let sure = house.asks("Bo", "privacy forget").await;
        let (label, _) = sure.buttons().remove(0);
        let pressed = house.fake.presses("Bo", &sure.shown(&fake_slack::account("Bo")), &label);
        let gone = house.fake.answer(&pressed).await;
        assert_eq!((gone.how.as_str(), gone.buttons().len()), ("update", 0), "{gone:?}");
        assert_eq!(house.count("select count(*) from account where name = 'Bo'").await, 0);
        house.stop().await.expect("it stops");
    }
}

//! Every command and every menu, asked as Discord would ask: each is answered, and each answer is one that Discord takes.

use bot_core::Bot;
use bot_core::command::{Menu, Widget};
use fake_discord::talk::{GENERAL, account};
use serde_json::{Value, json};

use crate::house::House;

/// An answer that is right for a widget, or at least looks so.
fn plausible(widget: Widget) -> Value {
    match widget {
        Widget::Channel => format!("<#{GENERAL}>").into(),
        Widget::Choice(words) => words[0].into(),
        Widget::Day => "2026-01-02".into(),
        Widget::Flag => true.into(),
        Widget::Link => "https://kith.example/talk".into(),
        Widget::Member | Widget::Members(_) => "@Bo".into(),
        Widget::Message => "1/2/3".into(),
        Widget::Number(least, _) => least.into(),
        Widget::Search | Widget::Text(_) => "Guide".into(),
        Widget::LongText(_) => "for *all* of it, @everyone".into(),
    }
}

#[tokio::test]
async fn every_command_is_answered() {
    let mut house = House::open().await;
    let written = house.fake.writes("Bo", GENERAL, "here is how");
    house.comes_to("select count(*) from message", 1).await;
    // Root becomes the admin, and is made a lead as well, so that nothing is refused for want of a role.
    let asked = house.fake.types("Root", "help", &[]);
    house.fake.answer(&asked).await;
    let lead = [("member", json!("@Root")), ("role", json!("lead"))];
    let asked = house.fake.types("Root", "roles give", &lead);
    house.fake.answer(&asked).await;
    let mut answered = 0;
    for spec in Bot::commands().iter().map(|command| command.spec) {
        let mut asked = Vec::new();
        if spec.is_typed() {
            for all in [false, true] {
                let fields = spec.fields.iter().filter(|field| all || field.required);
                let options: Vec<_> = fields.map(|field| (field.name, plausible(field.widget))).collect();
                asked.push(house.fake.types("Root", spec.name, &options));
            }
        }
        match spec.menu.0 {
            Menu::Member(_) => asked.push(house.fake.picks_on_member("Root", spec.menu.1, "Bo")),
            Menu::Message(_) => asked.push(house.fake.picks_on_message("Root", spec.menu.1, &written)),
            Menu::Hidden | Menu::Typed => {}
        }
        for id in asked {
            let said = house.fake.answer(&id).await;
            assert!(!said.content().contains("something broke on our side"), "{}: {said:?}", spec.name);
            answered += 1;
        }
    }
    assert!(answered > 40, "{answered}");
    house.comes_to("select count(*) from effect where state = 'waiting'", 0).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_is_kept_about_somebody_is_handed_to_them_and_forgotten_when_they_say_so() {
    let mut house = House::open().await;
    let asked = house.fake.types("Root", "help", &[]);
    house.fake.answer(&asked).await;
    house.fake.writes("Ana", GENERAL, "hello");
    house.comes_to("select count(*) from message", 1).await;
    let asked = house.fake.types("Ana", "privacy get", &[]);
    let said = house.fake.answer(&asked).await;
    assert!(said.is_ephemeral(), "{said:?}");
    let files: Vec<_> = house.fake.requested("POST", &asked).into_iter().flat_map(|one| one.files).collect();
    assert!(files.len() == 1 && files[0].0.ends_with(".json") && files[0].1 > 100, "{files:?}");
    let asked = house.fake.types("Ana", "privacy forget", &[]);
    let sure = house.fake.answer(&asked).await;
    let (_, button) = sure.buttons().remove(0);
    let pressed = house.fake.presses("Ana", &button);
    let gone = house.fake.answer(&pressed).await;
    assert_eq!(gone.data["components"], json!([]), "{gone:?}");
    let here: Vec<(i64,)> = house.kith.reads("select count(*) from account where name = 'Ana'").await;
    assert_eq!(here, [(0,)], "{}", account("Ana"));
    house.stop().await.expect("it stops");
}

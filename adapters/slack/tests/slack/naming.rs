//! Wherever Kith names a command of its own, it is one that can be typed on Slack: behind `/kith`.

use bot_core::Bot;
use bot_core::command::CommandSpec;
use fake_slack::Fake;
use serde_json::{Value, json};

use crate::house::House;

/// The commands that something names without what must be typed before them.
fn bare(said: &Value) -> Vec<String> {
    let typed = Bot::commands().iter().map(|command| command.spec).filter(CommandSpec::is_typed);
    let names: Vec<String> =
        typed.map(|spec| format!("/{}", spec.name)).chain(["/setup".to_owned()]).collect();
    let words = said.to_string();
    let begins = |at: usize| !words[..at].ends_with(|c: char| c.is_alphanumeric() || "/.:-".contains(c));
    let goes_on = |end: usize| words[end..].starts_with(|c: char| c.is_alphanumeric() || "/-".contains(c));
    let named = |name: &String| {
        words.match_indices(name.as_str()).any(|(at, _)| begins(at) && !goes_on(at + name.len()))
    };
    names.into_iter().filter(named).collect()
}

#[tokio::test]
async fn help_and_refusals_name_what_can_be_typed() {
    let house = House::open().await;
    let first = house.asks("Ann", "setings").await;
    let words = first.words();
    assert!(words.contains("Did you mean /kith settings? /kith help shows"), "{words}");
    for line in [
        "",
        "help",
        "help settings",
        "help roles give",
        "me",
        "me hello",
        "topic list",
        "settings",
        "privacy get",
    ] {
        let said = house.asks("Ann", line).await;
        assert_eq!(bare(&said.data), Vec::<String>::new(), "{line}: {}", said.words());
    }
    let help = house.asks("Ann", "help").await;
    assert!(
        help.words().contains("/kith roles give") && help.words().contains("/kith me"),
        "{}",
        help.words()
    );
    // What notifications say is the same.
    assert!(help.text().contains("`/kith me`"), "{}", help.text());
    let left = house.asks("Bo", "me hello there").await;
    assert!(left.words().contains("belongs to no field of /kith me."), "{}", left.words());
    let refused = house.asks("Bo", "topic add Gulls").await;
    assert!(refused.words().contains("/kith roles list"), "{}", refused.words());
    assert!(
        refused.words().contains("/kith topic add"),
        "what was typed can be typed again: {}",
        refused.words()
    );
    house.fake.settled().await;
}

#[tokio::test]
async fn whoever_becomes_the_first_admin_hears_what_to_type() {
    let house = House::open().await;
    let words = house.asks("Ann", "me").await.words();
    assert!(words.contains("Start with /kith settings, and make leads with /kith roles give."), "{words}");
    house.fake.settled().await;
}

#[tokio::test]
async fn the_page_and_forms_name_what_can_be_typed() {
    let house = House::open().await;
    house.fake.opens_home("Bo");
    let home = house.fake.until("a page", |fake| fake.home("Bo")).await;
    assert_eq!(bare(&home), Vec::<String>::new(), "{}", Fake::words(&home));
    house.asks("Ann", "help").await;
    house.fake.opens_home("Cy");
    let home = house.fake.until("a page", |fake| fake.home("Cy")).await;
    assert_eq!(bare(&home), Vec::<String>::new(), "{}", Fake::words(&home));
    assert!(Fake::words(&home).contains("/kith help"), "{}", Fake::words(&home));
    // A form says beside its field what is wrong.
    let said = house.asks("Bo", "help dance").await;
    assert!(said.is_view(), "{said:?}");
    assert_eq!(bare(&said.data), Vec::<String>::new(), "{said:?}");
    let view = house.fake.view("Bo").expect("a form");
    assert!(view.to_string().contains("I do not know /dance. /kith help shows"), "{view}");
    let sought = house.fake.seeks("Bo", &view, "command", "shout");
    let offered = house.fake.answer(&sought).await.options();
    assert_eq!(offered, [("/kith shoutout".to_owned(), "shoutout".to_owned())]);
    let sent = house.fake.sends("Bo", &view, &[("command", json!("nonsense"))]);
    let errors = house.fake.answer(&sent).await;
    assert_eq!(bare(&errors.data), Vec::<String>::new(), "{errors:?}");
    assert!(errors.data["command"].as_str().is_some_and(|words| words.contains("/kith help")), "{errors:?}");
    house.fake.settled().await;
}

#[tokio::test]
async fn what_people_typed_stays_as_it_is() {
    let house = House::open().await;
    let said =
        house.asks("Ann", "shoutout @Bo for docs/help, https://x.example/help and /settings in /me").await;
    let words = said.words();
    assert!(words.contains("for docs/help, https://x.example/help and /settings in /me"), "{words}");
    house.fake.settled().await;
}

#[tokio::test]
async fn a_form_is_called_what_people_call_it() {
    let house = House::open().await;
    for (callback, title) in [
        ("shoutout", "Give a shout-out"),
        ("contribute", "/kith contribute"),
        ("honorarium record", "/kith honorarium record"),
    ] {
        let picked = house.fake.picks_shortcut("Ann", callback);
        let said = house.fake.answer(&picked).await;
        assert_eq!(said.data["title"]["text"], title, "{said:?}");
        let view = house.fake.view("Ann").expect("a form");
        house.fake.dismisses("Ann", &view);
    }
}

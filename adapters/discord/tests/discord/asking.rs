//! Stories of people who ask: commands, menus, forms, buttons, suggestions; in time, late, and too late.

use discord::Settings;
use fake_discord::talk::{GARDENER, GENERAL, SERVER, account};
use fake_discord::{Fake, Trouble};
use serde_json::{Value, json};

use crate::house::{House, settings};

pub(crate) const SHOUTOUTS: &str = "select count(*) from shoutout where taken_back is null";

pub(crate) fn thanks<'a>(to: &'a str, reason: &str) -> [(&'a str, Value); 2] {
    [("to", format!("@{to}").into()), ("reason", reason.into())]
}

/// A house whose first admin is Root, so that others get plain answers.
pub(crate) async fn open() -> House {
    let house = House::open().await;
    house.comes_to("select count(*) from channel", 2).await;
    let first = house.fake.types("Root", "help", &[]);
    assert!(house.fake.answer(&first).await.is_ephemeral());
    house
}

#[tokio::test]
async fn a_shoutout_rings_just_whom_it_thanks_and_can_be_taken_back() {
    let mut house = open().await;
    let reason = "for @everyone, <@&800000000000000021> and <@1>: **docs** `here`\n# Boss";
    let mut options = thanks("Bo", reason).to_vec();
    options.push(("to2", "@Cy".into()));
    let asked = house.fake.types("Ana", "shoutout", &options);
    let said = house.fake.answer(&asked).await;
    assert!(!said.is_ephemeral(), "{said:?}");
    let (ana, bo, cy) = (account("Ana"), account("Bo"), account("Cy"));
    let content = said.content();
    assert!(content.starts_with(&format!("🎉 <@{ana}> thanks <@{bo}> and <@{cy}>")), "{content}");
    // A role and a bystander are read by their names; that rings neither of them.
    assert!(content.contains("> for @\u{200b}everyone, <@&800000000000000021> and <@1>: "), "{content}");
    assert!(content.contains("\\*\\*docs\\*\\* \\`here\\`\n> \\# Boss"), "{content}");
    let mut rung: Vec<String> =
        serde_json::from_value(said.data["allowed_mentions"]["users"].clone()).expect("users");
    rung.sort();
    let mut meant = vec![ana, bo, cy];
    meant.sort();
    assert_eq!(rung, meant);
    assert_eq!(said.data["allowed_mentions"]["parse"], json!([]));
    assert_eq!(said.data["allowed_mentions"]["roles"], Value::Null);
    assert_eq!(house.count(SHOUTOUTS).await, 1);

    let (label, undo) = said.buttons().remove(0);
    assert!(!label.is_empty());
    // Somebody else may not, and hears so alone.
    let pressed = house.fake.presses("Bo", &undo);
    let refused = house.fake.answer(&pressed).await;
    assert!(refused.is_ephemeral() && refused.how == "first 4", "{refused:?}");
    assert_eq!(house.count(SHOUTOUTS).await, 1);
    let pressed = house.fake.presses("Ana", &undo);
    let gone = house.fake.answer(&pressed).await;
    assert_eq!((gone.how.as_str(), gone.data["components"].clone()), ("first 7", json!([])));
    assert_eq!(house.count(SHOUTOUTS).await, 0);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_menu_asks_for_what_is_missing_in_a_form() {
    let mut house = open().await;
    let written = house.fake.writes("Bo", GENERAL, "here is how");
    house.comes_to("select count(*) from message", 1).await;
    let picked = house.fake.picks_on_message("Ana", "Shout out the author", &written);
    let form = house.fake.answer(&picked).await;
    assert_eq!(form.how, "first 9");
    let parts = form.data["components"].as_array().expect("parts");
    assert_eq!(parts.len(), 1, "{parts:?}");
    assert_eq!((&parts[0]["type"], &parts[0]["component"]["style"]), (&json!(18), &json!(2)));
    let sent = house.fake.sends("Ana", &form.data, &[("reason", "a clear answer".into())]);
    let said = house.fake.answer(&sent).await;
    assert!(said.content().contains("a clear answer"), "{said:?}");
    let id = written["id"].as_str().expect("an id");
    assert!(
        said.content().contains(&format!("https://discord.com/channels/{SERVER}/{GENERAL}/{id}")),
        "{said:?}"
    );
    assert_eq!(house.count(SHOUTOUTS).await, 1);

    let picked = house.fake.picks_on_message("Ana", "Did this count?", &written);
    assert!(house.fake.answer(&picked).await.is_ephemeral());
    let picked = house.fake.picks_on_member("Ana", "Give a shout-out", "Dee");
    let form = house.fake.answer(&picked).await;
    let sent = house.fake.sends("Ana", &form.data, &[("reason", "whom nobody had met yet".into())]);
    assert!(house.fake.answer(&sent).await.content().contains(&account("Dee")));
    let picked = house.fake.picks_on_member("Ana", "Show profile", "Bo");
    assert!(house.fake.answer(&picked).await.is_ephemeral());
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_is_wrong_comes_back_in_a_form_with_what_was_typed() {
    let mut house = open().await;
    let options = [
        ("what", "a talk".into()),
        ("link", "my page".into()),
        ("with", "@Bo".into()),
        ("with2", "@Cy".into()),
    ];
    let asked = house.fake.types("Ana", "contribute", &options);
    let form = house.fake.answer(&asked).await;
    assert_eq!(form.how, "first 9");
    let input = &form.data["components"][0]["component"];
    assert_eq!((&input["custom_id"], &input["value"]), (&json!("link"), &json!("my page")));
    assert!(form.data["components"][0]["description"].is_string(), "it says what is wrong: {form:?}");
    // Wrong once more: no form may follow a form, so a button opens it.
    let sent = house.fake.sends("Ana", &form.data, &[("link", "still not".into())]);
    let told = house.fake.answer(&sent).await;
    assert!(told.is_ephemeral() && told.content().contains("link"), "{told:?}");
    let (_, open) = told.buttons().remove(0);
    let pressed = house.fake.presses("Ana", &open);
    let again = house.fake.answer(&pressed).await;
    assert_eq!(again.data["components"][0]["component"]["value"], "still not");
    let sent = house.fake.sends("Ana", &again.data, &[("link", "https://kith.example/talk".into())]);
    let told = house.fake.answer(&sent).await;
    assert!(told.content().contains("a talk") && told.content().contains(&account("Cy")), "{told:?}");
    assert_eq!(house.count("select count(*) from contribution").await, 1);
    assert_eq!(house.count("select count(*) from contribution_with").await, 2);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_form_that_carries_more_than_an_id_holds_is_kept_for_a_day() {
    let mut house = open().await;
    let values = "Kindness, Patience, ".repeat(10);
    let asked =
        house.fake.types("Root", "settings", &[("values", values.into()), ("zone", "Nowhere/Land".into())]);
    let form = house.fake.answer(&asked).await;
    assert!(form.data["custom_id"].as_str().expect("an id").len() <= 100);
    assert_eq!(house.count("select count(*) from note where key like 'form:%'").await, 1);
    let sent = house.fake.sends("Root", &form.data, &[("zone", "Europe/Berlin".into())]);
    let told = house.fake.answer(&sent).await;
    assert!(told.content().contains("Patience") && told.content().contains("Europe/Berlin"), "{told:?}");
    house.comes_to("select count(*) from note where key like 'form:%'", 0).await;
    // One that is no longer known explains itself.
    for stale in ["n|0123456789abcdef0123456789abcdef", "something else", "p|"] {
        let pressed = house.fake.presses("Root", stale);
        let told = house.fake.answer(&pressed).await;
        assert!(told.is_ephemeral() && told.content().contains("/help"), "{stale}: {told:?}");
    }
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn people_are_suggested_values_badges_and_channels_while_they_type() {
    let mut house = open().await;
    let focused = |name: &str, typed: &str| {
        let option = json!({ "name": name, "type": 3, "value": typed, "focused": true });
        json!({ "id": "1", "name": "settings", "type": 1, "options": [option] })
    };
    let asked = house.fake.interacts("Root", 4, &focused("zone", "berl"));
    let said = house.fake.answer(&asked).await;
    assert_eq!(said.how, "first 8");
    assert_eq!(said.data["choices"][0], json!({ "name": "Europe/Berlin", "value": "Europe/Berlin" }));
    let asked = house.fake.interacts("Root", 4, &focused("digest_channel", "gen"));
    let said = house.fake.answer(&asked).await;
    assert_eq!(said.data["choices"][0], json!({ "name": "#general", "value": format!("<#{GENERAL}>") }));
    // Whoever may not use it is shown nothing.
    let asked = house.fake.interacts("Ana", 4, &focused("zone", "berl"));
    assert_eq!(house.fake.answer(&asked).await.data["choices"], json!([]));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn the_same_interaction_again_does_nothing_twice() {
    let mut house = open().await;
    let asked = house.fake.types("Ana", "shoutout", &thanks("Bo", "for the docs"));
    house.fake.answer(&asked).await;
    house.fake.dispatch_again("INTERACTION_CREATE");
    house
        .fake
        .until("answered twice", |fake| (fake.requested("POST", &asked).len() == 2).then_some(()))
        .await;
    assert_eq!(house.count(SHOUTOUTS).await, 1);
    assert_eq!(house.fake.answers(&asked).len(), 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn an_answer_whose_arrival_was_not_heard_of_is_not_given_twice() {
    let mut house = open().await;
    house.fake.trouble("POST", "/callback", 1, Trouble::Lost(502));
    let asked = house.fake.types("Ana", "shoutout", &thanks("Bo", "for the docs"));
    house.fake.until("tried twice", |fake| (fake.requested("POST", &asked).len() == 2).then_some(())).await;
    house.stop().await.expect("it stops");
    assert_eq!(house.fake.answers(&asked).len(), 1);
    assert!(house.fake.requested("POST", "/users/@me/channels").is_empty(), "nobody is told that it is late");
}

#[tokio::test]
async fn outside_of_a_server_kith_says_where_it_works() {
    let mut house = open().await;
    let data = json!({ "id": "1", "name": "me", "type": 1 });
    let more = json!({ "guild_id": null, "member": null, "user": fake_discord::talk::person("Ana"), "locale": "de" });
    let asked = house.fake.interacts_with("Ana", 2, &data, &more);
    let said = house.fake.answer(&asked).await;
    assert!(said.is_ephemeral() && said.content().starts_with("Kith arbeitet auf Servern"), "{said:?}");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn the_commands_are_registered_in_one_place_and_anew_only_when_they_changed() {
    let mut house = House::empty().await;
    for (server, here, elsewhere) in
        [(None, "everywhere", SERVER), (Some(SERVER), SERVER, "everywhere"), (None, "everywhere", SERVER)]
    {
        house.begin_with(Settings { test_server: server.map(str::to_owned), ..settings(&house.fake) });
        let listed = |fake: &Fake| fake.commands(here).as_array().filter(|all| !all.is_empty()).cloned();
        house.fake.until("commands", listed).await;
        house.stop().await.expect("it stops");
        assert!(house.fake.commands(elsewhere).as_array().is_none_or(Vec::is_empty), "each is seen once");
    }
    let noted = "select count(*) from note where key like 'commands:%' and length(body) > 0";
    house.begin().await;
    house.comes_to(noted, 1).await;
    house.stop().await.expect("it stops");
    let registered = house.fake.requested("PUT", "/commands").len();
    house.begin().await;
    house.fake.answer(&house.fake.types("Root", "help", &[])).await;
    house.stop().await.expect("it stops");
    assert_eq!(house.fake.requested("PUT", "/commands").len(), registered);
}

#[tokio::test]
async fn the_commands_are_registered_once_and_only_the_privileged_see_theirs() {
    let mut house = open().await;
    let commands = house.fake.until("commands", |fake| fake.commands("everywhere").as_array().cloned()).await;
    let find =
        |name: &str| commands.iter().find(|one| one["name"] == name).unwrap_or_else(|| panic!("no {name}"));
    let shoutout = find("shoutout");
    let names: Vec<&str> = shoutout["options"]
        .as_array()
        .expect("options")
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    assert_eq!(names, ["to", "reason", "value", "to2", "to3", "to4", "to5"]);
    assert_eq!(find("badge")["options"][0]["type"], 1);
    assert_eq!(find("badge").get("default_member_permissions"), None, "/badge list is everybody's");
    for (name, permission) in
        [("settings", 1 << 5), ("retract", 1 << 13), ("digest", 1 << 19), ("Give a badge", 1 << 13)]
    {
        assert_eq!(find(name)["default_member_permissions"], permission, "{name}");
    }
    assert!(commands.iter().filter(|one| one["type"] == 2).count() <= 5);
    assert!(commands.iter().filter(|one| one["type"] == 3).count() <= 5);
    assert!(find("Shout out the author")["name_localizations"]["de"].is_string());
    assert!(shoutout["description_localizations"]["de"].is_string());
    house.comes_to("select count(*) from note where key like 'commands:%'", 1).await;
    house.stop().await.expect("it stops");
    house.begin().await;
    house.fake.writes("Ana", GENERAL, "hello");
    house.comes_to("select count(*) from message", 1).await;
    house.stop().await.expect("it stops");
    assert_eq!(house.fake.requested("PUT", "/commands").len(), 1, "they did not change");
}

#[tokio::test]
async fn roles_of_the_asker_come_along() {
    let mut house = open().await;
    let gate = format!("<@&{GARDENER}>");
    let asked = house.fake.types("Root", "settings", &[("give_needs", gate.into())]);
    house.fake.answer(&asked).await;
    let asked = house.fake.types("Ana", "shoutout", &thanks("Bo", "for the docs"));
    let refused = house.fake.answer(&asked).await;
    assert!(refused.is_ephemeral() && refused.content().contains("certain roles"), "{refused:?}");
    assert!(refused.content().contains("for the docs"), "what was typed is handed back: {refused:?}");
    let resolved = json!({ "users": { account("Bo"): fake_discord::talk::person("Bo") } });
    let data = json!({ "id": "1", "name": "shoutout", "type": 1, "resolved": resolved, "options": [
        { "name": "to", "type": 6, "value": account("Bo") }, { "name": "reason", "type": 3, "value": "for the docs" } ] });
    let who =
        fake_discord::payload::member(Some(fake_discord::talk::person("Ana")), Some("Annie"), &[GARDENER]);
    let asked = house.fake.interacts_with("Ana", 2, &data, &json!({ "member": who }));
    assert!(!house.fake.answer(&asked).await.is_ephemeral());
    house.stop().await.expect("it stops");
}

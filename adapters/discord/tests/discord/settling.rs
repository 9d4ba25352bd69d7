//! Setting Kith up: menus instead of typing, what is missing said at each step, and what `kith doctor` asks.

use bot_core::chat::ServerId;
use discord::{Error, Token, check};
use fake_discord::payload::{channel, role, server};
use fake_discord::talk::{GARDENER, GENERAL, HELP, SERVER};
use fake_discord::{BOT, Trouble};
use serde_json::{Value, json};

use crate::house::{House, settings};

const KITHS: &str = "800000000000000022";

/// A server whose channels differ: Kith may do everything in #general, and cannot write in #help.
fn harbour(kiths_place: u64) -> Value {
    let mut kith = role(KITHS, "Kith", kiths_place);
    kith["permissions"] = "378225658944".into();
    let roles = [role(SERVER, "@everyone", 0), role(GARDENER, "Gardener", 3), kith];
    let mut help = channel(SERVER, HELP, "help", 0, None);
    help["permission_overwrites"] = json!([{ "id": SERVER, "type": 0, "allow": "0", "deny": "0" },
        { "id": KITHS, "type": 0, "allow": "0", "deny": "34816" }]);
    server(SERVER, "Harbour", &[channel(SERVER, GENERAL, "general", 0, None), help], &[], &roles)
}

async fn open(kiths_place: u64) -> House {
    let mut house = House::empty().await;
    house.fake.has_server(harbour(kiths_place));
    house.fake.has(BOT, KITHS);
    house.begin().await;
    house.comes_to("select count(*) from channel", 2).await;
    house
}

#[tokio::test]
async fn setup_settles_channels_day_hour_and_zone_and_says_what_is_missing() {
    let mut house = open(5).await;
    let asked = house.fake.types("Root", "setup", &[]);
    let panel = house.fake.answer(&asked).await;
    assert!(panel.is_ephemeral(), "{panel:?}");
    let ids: Vec<String> = panel.buttons().into_iter().map(|(_, id)| id).collect();
    assert_eq!(ids.len(), 6, "{panel:?}");
    assert!(!panel.content().contains("on this server"), "Kith has all it needs: {panel:?}");

    let picked = house.fake.picks("Root", &ids[0], 8, &[GENERAL]);
    let told = house.fake.answer(&picked).await;
    assert!(
        told.content().contains(&format!("<#{GENERAL}>")) && !told.content().contains("lacks permission"),
        "{told:?}"
    );
    // A session that goes on does not say again who Kith is, and what is missing is said all the same.
    house.stop().await.expect("it stops");
    house.begin().await;
    let picked = house.fake.picks("Root", &ids[1], 8, &[HELP]);
    let told = house.fake.answer(&picked).await;
    assert!(
        told.content().contains(&format!("lacks permission in <#{HELP}>: Send Messages, Attach Files")),
        "{told:?}"
    );
    let questions = [("channel", json!(format!("<#{HELP}>")))];
    let asked = house.fake.types("Root", "escalation policy", &questions);
    let told = house.fake.answer(&asked).await;
    assert!(told.content().contains("lacks permission"), "{told:?}");
    for (id, value) in [(&ids[2], "friday"), (&ids[3], "17")] {
        let picked = house.fake.picks("Root", id, 3, &[value]);
        house.fake.answer(&picked).await;
    }
    let pressed = house.fake.presses("Root", &ids[4]);
    let form = house.fake.answer(&pressed).await;
    assert_eq!(form.how, "first 9");
    let sent = house.fake.sends("Root", &form.data, &[("zone", "Asia/Tokyo".into())]);
    house.fake.answer(&sent).await;
    let here = ServerId::new("discord", SERVER);
    let glance = house.kith.bot.glance(house.kith.now, &here).await.expect("a look").expect("a community");
    assert_eq!(glance.zone.name(), "Asia/Tokyo");
    let kept: Vec<(String, String)> = house.kith.reads("select key, value from setting order by key").await;
    for expected in [("digest_day", "Fri"), ("digest_hour", "17"), ("zone", "Asia/Tokyo")] {
        assert!(kept.iter().any(|(key, value)| (key.as_str(), value.as_str()) == expected), "{kept:?}");
    }

    // A channel that Kith may not see cannot be chosen: what is missing is named.
    const SECRET: &str = "800000000000000031";
    house.fake.trouble("GET", &format!("/channels/{SECRET}"), 1, Trouble::Refuse(403, 50_001));
    let form = house.fake.answer(&house.fake.picks("Root", &ids[0], 8, &[SECRET])).await;
    let lacks = format!("lacks permission in <#{SECRET}>: View Channel.");
    assert!(form.data.to_string().contains(&lacks), "{form:?}");

    // What is settled is chosen in the menus, and a channel's menu can be emptied.
    let panel = house.fake.answer(&house.fake.types("Root", "setup", &[])).await;
    let menu = |n: usize| panel.data["components"][n]["components"][0].clone();
    let legend = "from top to bottom:\n1. Channel for the weekly digest";
    assert!(panel.content().contains(legend), "{panel:?}");
    // What is missing where something is settled is said for as long as it is.
    let lacks = format!("lacks permission in <#{HELP}>: Send Messages, Attach Files");
    assert_eq!(panel.content().matches(&lacks).count(), 1, "{panel:?}");
    assert_eq!(menu(0)["default_values"], json!([{ "id": GENERAL, "type": "channel" }]));
    let friday: Vec<Value> = menu(2)["options"]
        .as_array()
        .expect("days")
        .iter()
        .filter(|day| day["default"] == true)
        .cloned()
        .collect();
    assert_eq!(friday, [json!({ "label": "friday", "value": "friday", "default": true })]);
    let emptied = house.fake.picks("Root", &ids[0], 8, &[]);
    let told = house.fake.answer(&emptied).await;
    assert!(told.content().contains("digest_channel") && told.content().contains("none"), "{told:?}");

    // Roles have a page of their own.
    let pressed = house.fake.presses("Root", &ids[5]);
    let page = house.fake.answer(&pressed).await;
    let menus: Vec<String> = page.buttons().into_iter().map(|(_, id)| id).collect();
    assert_eq!(menus.len(), 3, "{page:?}");
    assert_eq!(page.data["components"][0]["components"][0]["type"], 6);
    let picked = house.fake.picks("Root", &menus[0], 6, &[GARDENER]);
    let told = house.fake.answer(&picked).await;
    assert!(told.content().contains("lead_roles") && told.content().contains("Gardener"), "{told:?}");
    let page = house.fake.answer(&house.fake.presses("Root", &ids[5])).await;
    let leads = &page.data["components"][0]["components"][0]["default_values"];
    assert_eq!(*leads, json!([{ "id": GARDENER, "type": "role" }]), "whoever adds a role keeps the others");
    let emptied = house.fake.picks("Root", &menus[0], 6, &[]);
    let told = house.fake.answer(&emptied).await;
    assert!(told.content().contains("lead_roles") && !told.content().contains("Gardener"), "{told:?}");

    // Who is no admin is told so, and shown no menus.
    let asked = house.fake.types("Ana", "setup", &[]);
    let told = house.fake.answer(&asked).await;
    assert!(told.is_ephemeral() && told.buttons().is_empty(), "{told:?}");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn setup_says_what_kith_lacks_on_the_server_and_which_roles_are_not_its_to_give() {
    let mut house = House::empty().await;
    let mut all = harbour(5);
    for role in all["roles"].as_array_mut().expect("roles") {
        role["permissions"] = "3072".into();
    }
    all["roles"][1]["managed"] = true.into();
    house.fake.has_server(all);
    house.fake.has(BOT, KITHS);
    house.begin().await;
    house.comes_to("select count(*) from platform_role", 3).await;
    let asked = house.fake.types("Root", "setup", &[]);
    let panel = house.fake.answer(&asked).await;
    for lacks in ["Attach Files", "Read Message History", "Manage Roles", "Create Private Threads"] {
        assert!(panel.content().contains(lacks), "{lacks}: {panel:?}");
    }
    assert!(!panel.content().contains("View Channel"), "{panel:?}");
    house.fake.answer(&house.fake.types("Root", "badge list", &[])).await;
    let asked =
        house.fake.types("Root", "badge edit", &[("badge", "Guide".into()), ("role", "Gardener".into())]);
    let told = house.fake.answer(&asked).await;
    assert!(told.content().contains("gives it itself"), "{told:?}");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_badge_whose_role_kith_cannot_give_says_which_role_must_move() {
    for (place, warns) in [(2, true), (5, false)] {
        let mut house = open(place).await;
        house.comes_to("select count(*) from platform_role", 3).await;
        let badge = [
            ("name", json!("Digger")),
            ("emoji", json!("🌱")),
            ("colour", json!("#1b5e8c")),
            ("meaning", json!("Digs")),
            ("criteria", json!("Dig")),
            ("role", json!("Gardener")),
        ];
        let asked = house.fake.types("Root", "badge define", &badge);
        let told = house.fake.answer(&asked).await;
        assert!(told.content().contains("Digger"), "{told:?}");
        assert_eq!(told.content().contains("above “Gardener”"), warns, "{told:?}");
        house.stop().await.expect("it stops");
    }
}

#[tokio::test]
async fn a_checkup_tells_whether_the_token_is_right_and_what_is_granted() {
    let house = House::empty().await;
    let said = check(&settings(&house.fake)).await.expect("a checkup");
    assert_eq!((said.name.as_str(), said.members, said.content), ("Kith", true, true));
    assert!(said.install.contains(&format!("client_id={}", fake_discord::APP)), "{said:?}");
    let mut wrong = settings(&house.fake);
    wrong.token = Token::new("wrong");
    assert_eq!(check(&wrong).await, Err(Error::Token));
    house.fake.trouble("GET", "/applications/@me", 1, Trouble::Status(503));
    assert!(matches!(check(&settings(&house.fake)).await, Err(Error::Start(_))));
}

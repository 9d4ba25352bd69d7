//! Setting Kith up: who may is asked in one form that shows how things are, and hears where Kith has yet to be invited.

use fake_slack::{Fake, QUIET, Said, Sort};
use serde_json::{Value, json};

use crate::house::House;

const MODE: &str = "select value from setting where key = 'shoutouts'";
const WAITING: &str = "select count(*) from effect where state = 'waiting'";

/// Opens the form of `/kith setup`.
pub(crate) async fn form(house: &House, who: &str) -> Value {
    let asked = house.fake.types(who, "general", "/kith", "setup");
    let opened = |fake: &Fake| fake.answers(&asked).into_iter().find(Said::is_view);
    house.fake.until("a form", opened).await;
    house.fake.view(who).expect("a form")
}

/// Sends it, and reads the last thing that is whispered then.
async fn sends(house: &House, who: &str, view: &Value, answers: &[(&str, Value)]) -> String {
    let before = house.fake.whispers(who).len();
    house.fake.sends(who, view, answers);
    let told = |fake: &Fake| fake.whispers(who).into_iter().skip(before).last();
    let told = house.fake.until("an answer", told).await.words();
    house.fake.settled().await;
    told
}

fn input<'a>(view: &'a Value, name: &str) -> &'a Value {
    let blocks = view["blocks"].as_array().expect("blocks");
    &blocks.iter().find(|block| block["block_id"] == name).expect("a field")["element"]
}

async fn mode(house: &House) -> Option<String> {
    house.kith.reads::<(String,)>(MODE).await.into_iter().next().map(|(mode,)| mode)
}

#[tokio::test]
async fn whoever_asks_first_becomes_the_admin_and_is_offered_zones() {
    for public in [false, true] {
        let mut house = House::open_by(public).await;
        let view = form(&house, "Ann").await;
        assert_eq!(view["title"]["text"], "/kith setup");
        let told = house.fake.whispers("Ann");
        assert!(told.iter().any(|one| one.words().contains("you are the admin now")), "{told:?}");
        let sought = house.fake.seeks("Ann", &view, "zone", "berl");
        let offered = house.fake.answer(&sought).await.options();
        assert!(offered.iter().any(|(_, answer)| answer == "Europe/Berlin"), "{offered:?}");
        let told = sends(&house, "Ann", &view, &[("zone", json!("Europe/Berlin"))]).await;
        assert!(told.contains("zone: Europe/Berlin"), "{told}");
        house.stop().await.expect("it stops");
    }
}

#[tokio::test]
async fn zones_are_offered_to_whoever_may_become_the_first_admin_and_to_nobody_else() {
    let house = House::open().await;
    for (who, may) in [("Bo", false), ("Ann", true)] {
        // A form that is corrected was not asked for yet, so nobody is admin by it.
        let said = house.asks(who, "settings zone:nowhere").await;
        assert_eq!(said.is_view(), may, "{said:?}");
        if may {
            assert_eq!(house.count("select count(*) from member_role where role = 'admin'").await, 0);
            let view = house.fake.view(who).expect("a form");
            let sought = house.fake.seeks(who, &view, "zone", "berl");
            let offered = house.fake.answer(&sought).await.options();
            assert!(offered.iter().any(|(_, answer)| answer == "Europe/Berlin"), "{offered:?}");
            // Somebody else who sees the like, as when roles change under them, is offered nothing.
            house.fake.changes(who, &json!({ "is_admin": false, "is_owner": false }));
            house.fake.settled().await;
            let sought = house.fake.seeks(who, &view, "zone", "berl");
            assert_eq!(house.fake.answer(&sought).await.options(), []);
        }
    }
}

#[tokio::test]
async fn whoever_may_not_set_it_up_hears_so_at_once() {
    let house = House::open().await;
    let said = house.asks("Bo", "setup").await;
    assert!(!said.is_view() && said.words().contains("nobody is admin here yet"), "{said:?}");
    house.asks("Ann", "me").await;
    let said = house.asks("Bo", "setup").await;
    assert!(!said.is_view() && said.is_ephemeral(), "{said:?}");
    assert!(
        said.words().contains("This is for people with the role admin. /kith roles list"),
        "{}",
        said.words()
    );
    house.fake.settled().await;
    assert_eq!(house.fake.view("Bo"), None);
}

#[tokio::test]
async fn the_form_shows_how_things_are_and_changes_only_what_was_changed() {
    for language in ["en", "de"] {
        let house = House::open().await;
        let line =
            "settings digest_channel:#help digest_day:thursday digest_hour:7 zone:Europe/Berlin language:";
        house.asks("Ann", &format!("{line}{language}")).await;
        let view = form(&house, "Ann").await;
        assert_eq!(input(&view, "digest_channel")["initial_conversation"], house.fake.channel("help"));
        assert_eq!(input(&view, "log_channel")["initial_conversation"], Value::Null);
        assert_eq!(input(&view, "digest_day")["initial_option"]["value"], "thursday");
        assert_eq!(input(&view, "digest_hour")["initial_value"], "7");
        assert_eq!(input(&view, "zone")["initial_option"]["value"], "Europe/Berlin");
        let told = sends(&house, "Ann", &view, &[("digest_hour", json!("8"))]).await;
        assert!(told.contains("digest_hour: 08:00") && !told.contains("zone:"), "{told}");
        let view = form(&house, "Ann").await;
        let told = sends(&house, "Ann", &view, &[("digest_channel", Value::Null)]).await;
        assert!(told.contains("digest_channel: none"), "{told}");
    }
}

#[tokio::test]
async fn a_channel_for_shoutouts_is_where_they_go() {
    let house = House::open().await;
    let view = form(&house, "Ann").await;
    let told = sends(&house, "Ann", &view, &[("log_channel", json!("help"))]).await;
    assert!(told.contains("shoutouts: log"), "{told}");
    house.asks("Ann", "shoutout @Bo for the docs").await;
    house.comes_to(WAITING, 0).await;
    let logged = |fake: &Fake| fake.posts("help").iter().any(|one| one.words().contains("for the docs"));
    house.fake.until("it stands there", |fake| logged(fake).then_some(())).await;
    // Sent as it is, it settles nothing anew.
    house.asks("Ann", "settings shoutouts:thread").await;
    let view = form(&house, "Ann").await;
    sends(&house, "Ann", &view, &[("digest_day", json!("friday"))]).await;
    assert_eq!(mode(&house).await.as_deref(), Some("thread"));
    house.asks("Ann", "settings shoutouts:log").await;
    assert_eq!(mode(&house).await.as_deref(), Some("log"));
    let view = form(&house, "Ann").await;
    let told = sends(&house, "Ann", &view, &[("log_channel", Value::Null)]).await;
    assert!(told.contains("shoutouts: public") && told.contains("log_channel: none"), "{told}");
    house.fake.settled().await;
}

#[tokio::test]
async fn whoever_chooses_a_channel_hears_that_kith_must_be_invited_there() {
    for public in [false, true] {
        let mut house = House::open_by(public).await;
        house.asks("Ann", "me").await;
        // It was there before Kith.
        let view = form(&house, "Ann").await;
        let told = sends(&house, "Ann", &view, &[("digest_channel", json!("quiet"))]).await;
        let outside = format!(
            "<@{}> is not in <#{QUIET}> yet, so it can say nothing there. Please type /invite @Kith",
            house.fake.bot()
        );
        assert!(told.contains("Done") && told.contains(&outside), "{told}");
        // It came while Kith is there.
        let new = house.fake.creates("new", Sort::Public);
        house.fake.settled().await;
        let said = house.asks("Ann", "settings digest_channel:#new log_channel:#help").await;
        assert!(said.words().contains(&format!("is not in <#{new}> yet")), "{}", said.words());
        assert!(!said.words().contains("is not in <#C0HELP00001>"), "{}", said.words());
        let said = house.asks("Ann", "escalation policy channel:#new").await;
        assert!(said.words().contains(&format!("is not in <#{new}> yet")), "{}", said.words());
        house.fake.joins(&house.fake.bot(), "new");
        house.fake.settled().await;
        let said = house.asks("Ann", "settings digest_channel:#new").await;
        assert!(!said.words().contains("/invite"), "{}", said.words());
        house.stop().await.expect("it stops");
    }
}

#[tokio::test]
async fn a_channel_that_kith_cannot_see_is_told_beside_its_field() {
    let house = House::open().await;
    house.asks("Ann", "me").await;
    let secret = house.fake.creates("secret", Sort::Private);
    house.fake.settled().await;
    // Typed, it is asked for again in a form that says the same.
    let said = house.asks("Ann", "settings digest_channel:#secret digest_hour:7").await;
    assert!(said.is_view(), "{said:?}");
    let again = house.fake.view("Ann").expect("a form");
    assert!(again.to_string().contains("type /invite @Kith in it first"), "{again}");
    assert_eq!(input(&again, "digest_hour")["initial_value"], "7");
    house.fake.dismisses("Ann", &again);
    let view = form(&house, "Ann").await;
    let sent =
        house.fake.sends("Ann", &view, &[("digest_channel", json!("secret")), ("digest_hour", json!("7"))]);
    let errors = house.fake.answer(&sent).await;
    let told = errors.data["digest_channel"].as_str().unwrap_or_default().to_owned();
    assert!(told.contains("type /invite @Kith in it first") && !told.contains("<#"), "{errors:?}");
    // The form stands, with everything in it, and does once Kith is there.
    house.fake.joins(&house.fake.bot(), "secret");
    house.fake.settled().await;
    let view = house.fake.view("Ann").expect("it stays open");
    let told =
        sends(&house, "Ann", &view, &[("digest_channel", json!("secret")), ("digest_hour", json!("7"))])
            .await;
    assert!(told.contains(&format!("<#{secret}>")) && told.contains("07:00"), "{told}");
}

#[tokio::test]
async fn where_slack_does_not_say_whether_kith_is_in_a_channel_it_is_chosen_all_the_same() {
    let house = House::open().await;
    house.asks("Ann", "me").await;
    house.fake.creates("new", Sort::Public);
    house.fake.settled().await;
    house.fake.trouble("conversations.info", 3, fake_slack::Trouble::Status(500));
    let said = house.asks("Ann", "settings digest_channel:#new").await;
    assert!(said.words().contains("Done") && !said.words().contains("/invite"), "{}", said.words());
}

//! Forms that correct, badges that bring groups, people who are guests or strangers: in both modes, the same.

use fake_slack::{Fake, account};
use serde_json::json;

use crate::house::House;

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_with_what_was_typed() {
    for public in [false, true] {
        let mut house = House::open_by(public).await;
        house.asks("Ann", "help").await;
        let asked =
            house.fake.types("Bo", "general", "/kith", "contribute what:\"a talk\" link:nonsense with:@Cy");
        let said = house.fake.answer(&asked).await;
        assert!(said.is_view(), "{said:?}");
        let view = house.fake.view("Bo").expect("a form");
        let input = said.inputs().into_iter().find(|(name, _)| name == "link").expect("a link").1;
        assert_eq!(input["initial_value"], "nonsense");
        let sent = house.fake.sends("Bo", &view, &[("link", json!("still not"))]);
        let errors = house.fake.answer(&sent).await;
        assert_eq!((errors.how.as_str(), errors.data["link"].is_string()), ("errors", true), "{errors:?}");
        let view = house.fake.view("Bo").expect("it stays open");
        let sent = house.fake.sends("Bo", &view, &[("link", json!("https://kith.example/talk"))]);
        let done = house.fake.answer(&sent).await;
        assert!(done.words().contains("a talk"), "{done:?}");
        assert_eq!(house.fake.view("Bo"), None);
        assert_eq!(house.count("select count(*) from contribution").await, 1);
        assert_eq!(house.count("select count(*) from contribution_with").await, 1);
        house.stop().await.expect("it stops");
    }
}

#[tokio::test]
async fn a_badge_brings_its_group_and_takes_it_away_again() {
    for allowed in [true, false] {
        let mut house = House::empty().await;
        house.fake.is_owner("Ann");
        let group = house.fake.has_group("Diggers", &["Cy"]);
        if !allowed {
            let scopes: Vec<&str> = slack::SCOPES.iter().map(|(scope, _)| *scope).collect();
            let fewer: Vec<&str> = scopes.into_iter().filter(|scope| *scope != "usergroups:write").collect();
            house.fake.grants(&fewer);
        }
        house.begin().await;
        house.asks("Ann", "roles give @Lea lead").await;
        let line = "badge define name:Digger emoji:🌱 colour:#1b5e8c meaning:Digs criteria:Dig role:Diggers";
        let told = house.asks("Ann", line).await;
        assert!(told.words().contains("Digger"), "{told:?}");
        let told = house.asks("Lea", "badge give member:@Bo badge:Digger citation:\"for digging\"").await;
        assert!(told.words().contains("Digger"), "{told:?}");
        house.comes_to("select count(*) from effect where state = 'waiting'", 0).await;
        let bo = account("Bo");
        assert_eq!(house.fake.group_users(&group).contains(&bo), allowed, "{told:?}");
        house.asks("Lea", "badge revoke member:@Bo badge:Digger why:\"a mistake\"").await;
        house.comes_to("select count(*) from effect where state = 'waiting'", 0).await;
        assert!(!house.fake.group_users(&group).contains(&bo));
        assert_eq!(house.count("select count(*) from effect where state = 'dead'").await, 0);
        house.fake.opens_home("Bo");
        house.fake.until("a page", |fake| fake.home("Bo")).await;
        house.stop().await.expect("it stops");
    }
}

#[tokio::test]
async fn guests_and_strangers_count_and_manage_nothing() {
    let mut house = House::empty().await;
    house.fake.is_owner("Ann");
    house.fake.is_guest("Guest");
    let stranger = house.fake.is_stranger("Stranger");
    house.fake.shares("general");
    house.begin().await;
    for who in ["Guest", "Stranger", "Bo"] {
        house.fake.says(who, "general", "hello");
    }
    house.fake.settled().await;
    house.comes_to("select count(*) from message where deleted is null", 3).await;
    let said = house.asks("Bo", "shoutout @Stranger for the bridge").await;
    assert!(said.words().contains(&format!("<@{stranger}>")), "{said:?}");
    // Whoever owns another organisation manages nothing here.
    house.fake.is("Stranger", &json!({ "is_admin": true, "is_owner": true }));
    house.fake.changes("Stranger", &json!({}));
    house.fake.settled().await;
    house.asks("Stranger", "help").await;
    house.asks("Guest", "help").await;
    assert_eq!(house.count("select count(*) from member_role where role = 'admin'").await, 0);
    house.asks("Ann", "help").await;
    assert_eq!(house.count("select count(*) from member_role where role = 'admin'").await, 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn nobody_can_make_kith_ring_everybody() {
    for public in [false, true] {
        let mut house = House::open_by(public).await;
        let reason = "<!channel> <!here|x> @everyone <!subteam^S012345678> & <https://a.example|click> *b* _i_ `c` ~s~";
        let asked = house.fake.types("Ann", "general", "/kith", &format!("shoutout @Bo for {reason}"));
        let said = house.fake.answer(&asked).await;
        let shown = said.shown("Ann");
        // The fake complains of whatever rings many; whom it rings by name is meant.
        let mut rung = shown.rings();
        rung.sort();
        let mut meant = vec![account("Ann"), account("Bo")];
        meant.sort();
        assert_eq!(rung, meant, "{}", said.words());
        assert!(!said.data.to_string().contains("\"broadcast\""), "{said:?}");
        house.fake.settled().await;
        let home = {
            house.fake.opens_home("Bo");
            house.fake.until("a page", |fake| fake.home("Bo")).await
        };
        assert!(Fake::words(&home).contains("@everyone"), "people's words stand as they are");
        house.stop().await.expect("it stops");
    }
}

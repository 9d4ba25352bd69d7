//! Connections that end, are to be replaced, or say nothing; restarts; and what comes twice, late or in another order.

use std::time::Duration;

use fake_slack::Trouble;

use crate::house::{House, settings};

const SHOUTOUTS: &str = "select count(*) from shoutout";

#[tokio::test]
async fn whatever_ends_a_line_nothing_is_missed() {
    let mut house = House::open().await;
    for (n, how) in
        ["warning", "refresh_requested", "closed", "broken", "refresh_requested"].into_iter().enumerate()
    {
        let before = house.fake.connections();
        match how {
            "broken" => house.fake.breaks_lines(),
            "closed" => house.fake.closes_lines(),
            reason => house.fake.disconnects(reason),
        }
        house.fake.says("Bo", "general", "meanwhile");
        house.fake.until(how, |fake| (fake.connections() >= before + 2).then_some(())).await;
        house.fake.is_connected(2).await;
        house.fake.says("Bo", "general", "afterwards");
        house.fake.settled().await;
        assert_eq!(house.kept().await, 2 * (n as i64 + 1), "{how}");
    }
    let said = house.asks("Bo", "me").await;
    assert!(said.is_ephemeral());
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_restart_goes_on_where_it_was() {
    let mut house = House::open().await;
    house.fake.says("Bo", "general", "before");
    let asked = house.fake.types("Ann", "general", "/kith", "shoutout @Bo");
    assert!(house.fake.answer(&asked).await.is_view());
    house.fake.settled().await;
    house.stop().await.expect("it stops");
    assert_eq!(house.fake.late(), Vec::<String>::new(), "it left in good order");
    house.fake.says("Bo", "general", "while it was away");
    house.begin().await;
    house.fake.settled().await;
    assert_eq!(house.kept().await, 2);
    // A form that was open before the restart is taken after it.
    let view = house.fake.view("Ann").expect("still there");
    house.fake.sends("Ann", &view, &[("reason", "for patience".into())]);
    house.comes_to(SHOUTOUTS, 1).await;
    house.fake.settled().await;
    assert!(house.fake.posts("general")[0].words().contains("for patience"));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn slack_that_cannot_be_reached_is_waited_for() {
    let mut house = House::empty().await;
    house.fake.is_owner("Ann");
    house.fake.trouble("auth.test", 2, Trouble::Status(503));
    house.fake.trouble("apps.connections.open", 2, Trouble::Status(502));
    house.fake.trouble("users.list", 1, Trouble::Status(500));
    house.begin_with(settings(&house.fake));
    house.fake.is_connected(2).await;
    house.fake.says("Bo", "general", "hello");
    house.comes_to("select count(*) from message", 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn twice_and_in_another_order_comes_to_the_same() {
    for public in [false, true] {
        let mut house = House::open_by(public).await;
        house.fake.doubles(true);
        house.fake.shuffles(true);
        let mut messages = Vec::new();
        for n in 0..20 {
            messages.push(house.fake.says("Bo", "general", &format!("number {n}")));
        }
        for message in &messages[..10] {
            house.fake.reacts("Cy", message, "tada", true);
        }
        for message in &messages[..4] {
            house.fake.deletes(message);
        }
        house.fake.shuffles(false);
        house.fake.settled().await;
        house.comes_to("select count(*) from message where deleted is null", 16).await;
        assert_eq!(house.count("select count(*) from daily where kind = 'message'").await, 1);
        house.fake.delivers_again("message");
        house.fake.delivers_again("reaction_added");
        house.fake.settled().await;
        assert_eq!(house.kept().await, 16);
        house.stop().await.expect("it stops");
    }
}

#[tokio::test]
async fn an_event_that_was_not_kept_is_not_acknowledged_and_comes_again() {
    for public in [false, true] {
        let mut house = House::open_by(public).await;
        house.fake.patience(Duration::from_millis(400));
        let held = house.kith.holds().await;
        house.fake.says("Bo", "general", "hello");
        house.fake.until("it is late", |fake| (fake.requests().len() > 2).then_some(())).await;
        tokio::time::sleep(Duration::from_millis(900)).await;
        drop(held);
        house.comes_to("select count(*) from message", 1).await;
        house.fake.patience(Duration::from_secs(3));
        house.fake.says("Bo", "general", "again");
        house.comes_to("select count(*) from message", 2).await;
        house.stop().await.expect("it stops");
    }
}

#[tokio::test]
async fn a_burst_is_kept_whole_over_two_lines() {
    const MANY: usize = 2_000;
    let mut house = House::open().await;
    house.fake.patience(Duration::from_secs(60));
    for n in 0..MANY {
        house.fake.says(["Ana", "Bo", "Cy"][n % 3], "general", "so much to say");
    }
    house.comes_to("select count(*) from message", MANY as i64).await;
    house.fake.settled().await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn where_sockets_are_switched_off_they_are_waited_for() {
    let mut house = House::open().await;
    house.fake.sockets(false);
    house.fake.disconnects("link_disabled");
    let refused = |fake: &fake_slack::Fake| {
        let asked = fake.called("apps.connections.open");
        (asked.iter().filter(|one| one.outcome == "socket_mode_not_enabled").count() >= 2).then_some(())
    };
    house.fake.until("it is refused", refused).await;
    house.fake.says("Bo", "general", "meanwhile");
    house.fake.sockets(true);
    house.comes_to("select count(*) from message", 1).await;
    let said = house.asks("Bo", "me").await;
    assert!(said.is_ephemeral());
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn lines_that_fell_silent_are_replaced_and_quiet_ones_are_kept() {
    let mut house = House::empty().await;
    house.fake.is_owner("Ann");
    house.fake.pings(Duration::from_millis(50), false);
    house.begin_with(slack::Settings { silence: Duration::from_millis(400), ..settings(&house.fake) });
    house.fake.is_connected(2).await;
    house.looked_around().await;
    let before = house.fake.connections();
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    assert_eq!(house.fake.connections(), before, "a sign of life keeps them");
    house.fake.pings(Duration::from_secs(60), true);
    let replaced = |fake: &fake_slack::Fake| (fake.connections() >= before + 2).then_some(());
    house.fake.until("they are replaced", replaced).await;
    house.fake.pings(Duration::from_millis(50), false);
    house.fake.says("Bo", "general", "hello again");
    house.comes_to("select count(*) from message", 1).await;
    house.stop().await.expect("it stops");
}

//! What Kith wants done is done once, and what cannot be done is said plainly.

use bot_core::moment::Moment;
use fake_slack::{Trouble, account};

use crate::house::House;

fn now() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    Moment(i64::try_from(since.as_millis()).expect("before the end of time"))
}

/// A Kith whose shout-outs stand in #help.
async fn logging() -> House {
    let house = House::open().await;
    house.asks("Ann", "settings shoutouts:log log_channel:#help").await;
    house.fake.settled().await;
    house
}

#[tokio::test]
async fn a_post_that_was_lost_on_its_way_back_is_found_and_not_posted_again() {
    let house = logging().await;
    house.fake.trouble("chat.postMessage", 1, Trouble::Lost(503));
    house.asks("Ann", "shoutout @Bo for the docs").await;
    house.comes_to("select count(*) from effect where state = 'delivered'", 1).await;
    house.fake.settled().await;
    let posts = house.fake.posts("help");
    assert_eq!(posts.len(), 1, "{:?}", posts.iter().map(fake_slack::Shown::words).collect::<Vec<_>>());
    assert!(house.fake.twice().is_empty());
    assert!(posts[0].words().contains("for the docs"), "{}", posts[0].words());
}

#[tokio::test]
async fn a_pause_that_slack_asks_for_is_kept() {
    let house = logging().await;
    house.fake.limit("chat.postMessage", 1, std::time::Duration::from_secs(1), true);
    for who in ["Bo", "Cy", "Dan"] {
        house.asks("Ann", &format!("shoutout @{who} for the docs")).await;
    }
    house.comes_to("select count(*) from effect where state = 'delivered'", 3).await;
    assert_eq!(house.fake.posts("help").len(), 3);
}

#[tokio::test]
async fn what_slack_refuses_for_good_is_told_to_an_admin_once() {
    let house = logging().await;
    house.fake.archives("help", true);
    house.fake.settled().await;
    house.asks("Ann", "shoutout @Bo for the docs").await;
    house.comes_to("select count(*) from effect where state = 'dead'", 1).await;
    let told = house.fake.until("a word to the admin", |fake| fake.directs("Ann").into_iter().next()).await;
    assert!(told.words().contains("archived"), "{}", told.words());
    house.asks("Ann", "shoutout @Cy for the docs").await;
    house.comes_to("select count(*) from effect where state = 'dead'", 2).await;
    house.fake.settled().await;
    assert_eq!(house.fake.directs("Ann").len(), 1);
}

#[tokio::test]
async fn the_digest_comes_with_its_pictures_and_its_thread() {
    let house = House::open().await;
    for n in 0..16 {
        let at = house.fake.ago(7 * 24 * 3_600, n);
        let who = ["Bo", "Cy", "Dan", "Eve"][n as usize % 4];
        house.fake.tells_of(&house.fake.wrote_at(who, "general", &at, "a message", &serde_json::json!({})));
    }
    house.fake.settled().await;
    house.asks("Ann", "settings digest_channel:#help").await;
    let week = now().day(chrono_tz::UTC).week().back(1).iso();
    let said = house.asks("Ann", &format!("digest send week:{week}")).await;
    house.comes_to("select count(*) from effect where state = 'waiting'", 0).await;
    house.fake.settled().await;
    let posts = house.fake.posts("help");
    assert!(
        posts.len() > 1,
        "{} {:?}",
        said.words(),
        posts.iter().map(fake_slack::Shown::words).collect::<Vec<_>>()
    );
    assert!(!house.fake.called("files.completeUploadExternal").is_empty());
    let replies = posts.iter().filter(|post| post.data["thread_ts"] == posts[0].ts.as_str());
    assert!(replies.count() > 0, "the details hang below it");
    assert!(posts.iter().all(|post| post.rings().is_empty()), "a digest rings nobody");
}

#[tokio::test]
async fn a_badge_brings_a_user_group_where_the_workspace_lets_it() {
    let mut house = House::empty().await;
    house.fake.is_owner("Ann");
    let group = house.fake.has_group("helpers", &["Cy"]);
    house.begin().await;
    house.asks("Ann", "roles give @Bo lead").await;
    let line = "badge define name:Knot emoji:🪢 colour:#1b5e8c meaning:\"Ties knots\" criteria:\"Tie one\" role:helpers";
    let defined = house.asks("Ann", line).await;
    let given = house.asks("Bo", "badge give @Dan Knot for tying").await;
    assert!(given.words().contains("Knot"), "{} / {}", defined.words(), given.words());
    house.comes_to("select count(*) from effect where state = 'waiting'", 0).await;
    house.fake.settled().await;
    let inside = house.fake.group_users(&group);
    assert_eq!(inside, [account("Cy"), account("Dan")], "{} / {}", defined.words(), given.words());
}

#[tokio::test]
async fn files_come_in_the_direct_conversation() {
    let house = House::open().await;
    let said = house.asks("Bo", "privacy get").await;
    assert!(said.words().contains("direct conversation"), "{}", said.words());
    house.fake.settled().await;
    let sent = house.fake.directs("Bo");
    assert!(sent.iter().any(|one| !one.data["files"].is_null()), "{:?}", sent.len());
}

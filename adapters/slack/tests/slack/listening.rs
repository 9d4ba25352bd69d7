//! What happens in a workspace is kept once, and acknowledged only when it is.

use std::time::Duration;

use serde_json::json;

use crate::house::House;

const MESSAGES: &str = "select count(*) from message where deleted is null";

#[tokio::test]
async fn messages_are_kept_once_however_they_come() {
    let house = House::open().await;
    house.fake.doubles(true);
    let first = house.fake.says("Bo", "general", "How do I begin?");
    house.fake.replies("Cy", &first, "like this");
    house.fake.says_with("Dan", "general", "shrugs", &json!({ "subtype": "me_message" }));
    let broadcast = json!({ "subtype": "thread_broadcast", "thread_ts": first.ts });
    house.fake.says_with("Eve", "general", "so do I", &broadcast);
    house.fake.settled().await;
    assert_eq!(house.kept().await, 4);
    house.fake.delivers_again("message");
    house.fake.edits(&first, "How do I begin here?");
    house.fake.settled().await;
    assert_eq!(house.kept().await, 4, "an edit is the same message");
    assert_eq!(house.count("select count(*) from thread").await, 1);
    house.fake.deletes(&first);
    house.fake.settled().await;
    assert_eq!(house.kept().await, 3, "{:?}", house.fake.late());
    assert!(house.fake.late().is_empty(), "{:?}", house.fake.late());
}

#[tokio::test]
async fn a_deletion_that_overtakes_its_message_holds() {
    let house = House::open().await;
    house.fake.shuffles(true);
    let gone = house.fake.says("Bo", "general", "oops");
    house.fake.deletes(&gone);
    house.fake.shuffles(false);
    house.fake.says("Bo", "general", "hello");
    house.fake.settled().await;
    assert_eq!(house.kept().await, 1);
}

#[tokio::test]
async fn bots_do_not_count_and_direct_lines_are_nobodys_business() {
    let house = House::open().await;
    house.fake.is_robot("Deploy");
    house.fake.says("Deploy", "general", "deployed");
    house.fake.says_alone("Bo", "just between us");
    house.fake.says("Bo", "general", "hello");
    house.fake.settled().await;
    assert_eq!(house.count("select count(*) from daily where kind = 'message'").await, 1);
}

#[tokio::test]
async fn reactions_of_any_skin_and_alias_are_one_and_can_be_taken_back() {
    let house = House::open().await;
    let message = house.fake.says("Bo", "general", "done");
    house.fake.reacts("Cy", &message, "+1::skin-tone-3", true);
    house.fake.reacts("Dan", &message, "thumbsup", true);
    house.fake.settled().await;
    assert_eq!(house.count("select count(*) from reaction where emoji = '👍'").await, 2);
    house.fake.reacts("Cy", &message, "+1::skin-tone-3", false);
    house.fake.settled().await;
    let standing = "select count(*) from reaction where emoji = '👍' and removed is null";
    assert_eq!(house.count(standing).await, 1);
}

#[tokio::test]
async fn people_come_change_and_go() {
    let house = House::open().await;
    house.fake.joins_team("Bo");
    house.fake.calls_themselves("Bo", "Bo Berg");
    house.fake.settled().await;
    assert_eq!(house.count("select count(*) from member where name = 'Bo Berg'").await, 1);
    house.fake.deactivates("Bo");
    house.fake.settled().await;
    assert_eq!(house.count("select count(*) from account where departed is not null").await, 1);
    house.fake.changes("Bo", &json!({ "deleted": false }));
    house.fake.settled().await;
    assert_eq!(house.count("select count(*) from account where departed is not null").await, 0);
}

#[tokio::test]
async fn guests_and_people_of_other_organisations_are_visitors() {
    let mut house = House::empty().await;
    house.fake.is_guest("Gus");
    house.fake.shares("general");
    let stranger = house.fake.is_stranger("Sam");
    house.begin().await;
    house.fake.says(&stranger, "general", "hello from afar");
    house.fake.says("Bo", "general", "hello");
    house.fake.settled().await;
    let visitors = "select count(*) from account where visitor is not null";
    house.comes_to(visitors, 2).await;
    house.fake.changes("Gus", &json!({ "is_restricted": false }));
    house.fake.settled().await;
    house.comes_to(visitors, 1).await;
}

#[tokio::test]
async fn channels_are_known_by_their_names() {
    let house = House::open().await;
    house.fake.renames("help", "questions");
    house.fake.settled().await;
    assert_eq!(house.count("select count(*) from channel where name = 'questions'").await, 1);
}

#[tokio::test]
async fn what_cannot_be_kept_yet_is_acknowledged_when_it_is() {
    let house = House::open().await;
    house.fake.patience(Duration::from_secs(60));
    let held = house.kith.holds().await;
    house.fake.says("Bo", "general", "hello");
    tokio::time::sleep(Duration::from_millis(300)).await;
    let acknowledged = house.fake.requests().len();
    drop(held);
    house.fake.settled().await;
    house.comes_to(MESSAGES, 1).await;
    assert!(acknowledged > 0);
}

#[tokio::test]
async fn a_line_that_slack_wants_replaced_is_left_only_when_another_listens() {
    let house = House::open().await;
    let before = house.fake.connections();
    house.fake.disconnects("refresh_requested");
    for n in 0..20 {
        house.fake.says("Bo", "general", &format!("message {n}"));
    }
    house.fake.until("new lines", |fake| (fake.connections() > before).then_some(())).await;
    house.fake.is_connected(2).await;
    house.fake.settled().await;
    assert_eq!(house.kept().await, 20);
    assert!(house.fake.late().is_empty(), "{:?}", house.fake.late());
}

#[tokio::test]
async fn a_line_that_breaks_is_drawn_again() {
    let house = House::open().await;
    house.fake.breaks_lines();
    house.fake.says("Bo", "general", "in between");
    house.fake.is_connected(2).await;
    house.fake.settled().await;
    house.comes_to(MESSAGES, 1).await;
}

#[tokio::test]
async fn frames_that_say_nothing_change_nothing() {
    let house = House::open().await;
    for frame in [
        "",
        "{",
        "[]",
        r#"{"type":"dance"}"#,
        r#"{"type":"events_api","envelope_id":"e","payload":{"type":"x"}}"#,
    ] {
        house.fake.frame(frame);
    }
    house.fake.says("Bo", "general", "hello");
    house.fake.settled().await;
    assert_eq!(house.kept().await, 1);
    // The fake never sent that envelope in earnest, and says so.
    assert!(house.fake.complaints().iter().all(|one| one.contains("never sent")));
}

#[tokio::test]
async fn what_was_missed_is_read_afterwards() {
    let mut house = House::open().await;
    house.fake.says("Bo", "general", "before");
    house.fake.settled().await;
    house.stop().await.expect("a good end");
    // It was away for an hour.
    let ago = bot_core::moment::Moment(chrono_now() - 3_600_000);
    house.kith.bot.keep_note(ago, &"slack".into(), "heard:", &ago.0.to_string()).await.expect("a note");
    let at = house.fake.ago(1_800, 1);
    house.fake.wrote_at("Cy", "general", &at, "while it was away", &json!({}));
    house.begin().await;
    house.comes_to(MESSAGES, 2).await;
}

fn chrono_now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_millis()).expect("before the end of time")
}

#[tokio::test]
async fn sent_away_kith_forgets_who_was_there_and_goes_on() {
    let house = House::open().await;
    house.fake.uninstalls();
    house.fake.settled().await;
    assert!(!house.fake.is_installed());
}

#[tokio::test]
async fn what_comes_by_a_shared_channel_under_another_organisations_name_is_heard() {
    let (mut house, base) = House::open_in_public().await;
    house.fake.shares("general");
    let stranger = house.fake.is_stranger("Sam");
    let shared = |context: &str, ts: &str| {
        json!({
            "type": "event_callback", "team_id": "T0STRANGER", "context_team_id": context, "event_id": format!("Ev{ts}"),
            "is_ext_shared_channel": true, "event": {
                "type": "message", "channel": fake_slack::GENERAL, "channel_type": "channel", "user": stranger,
                "text": "hello from afar", "ts": ts, "user_team": "T0STRANGER", "source_team": "T0STRANGER",
            },
        })
    };
    for (context, ts) in [(fake_slack::TEAM, "1700000000.000100"), ("T0NOBODY000", "1700000000.000200")] {
        let mut claim = house.fake.claim_of(&json!({}));
        claim.path = "/slack/events".to_owned();
        claim.kind = "application/json".to_owned();
        claim.body = shared(context, ts).to_string().into_bytes();
        let answer = house.fake.sends_claim(&base, &claim).await;
        assert_eq!(answer.map(|(status, _)| status), Some(200));
    }
    house.comes_to("select count(*) from message", 1).await;
    house.comes_to("select count(*) from account where visitor is not null", 1).await;
    house.stop().await.expect("it stops");
}

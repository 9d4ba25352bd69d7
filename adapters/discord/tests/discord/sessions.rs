//! The gateway when it breaks, refuses and goes deaf; and what a restart remembers.

use std::time::{Duration, Instant};

use discord::Error;
use fake_discord::talk::{GENERAL, HELP, SERVER};
use fake_discord::{Trouble, payload, snowflake};
use serde_json::json;

use crate::elsewhere::Log;
use crate::house::{House, settings};

const KEPT: &str = "select count(*) from message where deleted is null";

/// A house whose session went on across a restart: one that is begun anew in it need not wait for its turn.
async fn resumed() -> House {
    let mut house = House::open().await;
    house.fake.writes("Ana", GENERAL, "one");
    house.comes_to(KEPT, 1).await;
    house.stop().await.expect("it stops");
    house.begin().await;
    house.fake.writes("Ana", GENERAL, "two");
    house.comes_to(KEPT, 2).await;
    assert_eq!(begun_and_resumed(&house), (1, 1));
    house
}

/// How many sessions were begun, and how often one was to be resumed.
fn begun_and_resumed(house: &House) -> (usize, usize) {
    (house.fake.heard(2).len(), house.fake.heard(6).len())
}

/// Something is said of which nobody tells Kith: it stands in a channel that is read when the server comes anew.
fn misses_a_message(house: &House) {
    let missed = house.fake.wrote("Bo", GENERAL, "nobody told Kith");
    let mut rooms = [payload::channel(SERVER, GENERAL, "general", 0, None)];
    rooms[0]["last_message_id"] = missed["id"].clone();
    house.fake.has_server(payload::server(SERVER, "Harbour", &rooms, &[], &[]));
}

/// As if Kith had stopped an hour ago: its session is long gone.
async fn was_away_for_an_hour(house: &House) {
    let key = "session:0/1";
    let note = house.kith.bot.note(&"discord".into(), key).await.expect("a note").expect("a session");
    let mut note: serde_json::Value = serde_json::from_str(&note).expect("JSON");
    note["at"] = json!(note["at"].as_i64().expect("a moment") - 3_600_000);
    house.kith.bot.keep_note(house.kith.now, &"discord".into(), key, &note.to_string()).await.expect("noted");
}

/// So many messages, each a millisecond after the other, from an hour ago; the last one.
fn wrote_an_hour_ago(house: &House, channel: &str, many: u64) -> serde_json::Value {
    let first: u64 = house.fake.id_ago(Duration::from_secs(3_600)).parse().expect("an id");
    let id = |n| snowflake((first >> 22) + 1_420_070_400_000 + n, n).to_string();
    let mut last = json!(null);
    for n in 0..many {
        last = house.fake.wrote_at("Bo", channel, &id(n), "meanwhile");
    }
    last
}

#[tokio::test]
async fn ready_comes_within_150_ms_and_says_what_is_heard() {
    let mut house = House::empty().await;
    let begun = Instant::now();
    house.begin().await;
    let took = begun.elapsed();
    assert!(took < Duration::from_millis(if cfg!(debug_assertions) { 1_000 } else { 150 }), "{took:?}");
    let (_, identify) = house.fake.heard(2).remove(0);
    // Servers, messages, reactions; nothing that Discord must grant first.
    assert_eq!(identify["d"]["intents"], 1 | 1 << 9 | 1 << 10);
    assert_eq!(identify["d"]["shard"], json!([0, 1]));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn what_is_optional_is_asked_for_only_then() {
    let mut house = House::empty().await;
    let mut all = settings(&house.fake);
    (all.members, all.content) = (true, true);
    house.begin_with(all);
    house.fake.is_connected(1).await;
    let (_, identify) = house.fake.heard(2).remove(0);
    assert_eq!(identify["d"]["intents"], 1 | 1 << 1 | 1 << 9 | 1 << 10 | 1 << 15);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_broken_line_is_resumed_and_nothing_is_missed() {
    let mut house = House::open().await;
    house.fake.writes("Ana", GENERAL, "one");
    house.comes_to(KEPT, 1).await;
    for how in 0..5 {
        let before = house.fake.connections();
        match how {
            0 => house.fake.break_lines(),
            1 => house.fake.close(4000),
            // Discord's own restarts, by which a session loses nothing.
            2 => house.fake.close(1000),
            3 => house.fake.close(1001),
            _ => house.fake.frame(&json!({ "op": 7, "d": null })),
        }
        house.fake.writes("Ana", GENERAL, "meanwhile");
        house.fake.until("a new line", |fake| (fake.connections() > before).then_some(())).await;
        house.comes_to(KEPT, 2 + how).await;
    }
    assert_eq!(house.fake.heard(2).len(), 1, "one session");
    assert_eq!(house.fake.heard(6).len(), 5, "five times resumed");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_line_that_hears_no_heartbeat_is_left() {
    let house = &mut House::empty().await;
    house.fake.heartbeat(Duration::from_millis(500));
    house.begin().await;
    house.fake.until("heartbeats", |fake| (fake.heard(1).len() > 2).then_some(())).await;
    assert_eq!(house.fake.connections(), 1);
    house.fake.deaf(true);
    house.fake.until("another line", |fake| (fake.connections() > 1).then_some(())).await;
    house.fake.deaf(false);
    house.fake.until("it resumes", |fake| (!fake.heard(6).is_empty()).then_some(())).await;
    house.fake.writes("Ana", GENERAL, "hello");
    house.comes_to(KEPT, 1).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn on_no_server_the_log_says_what_to_do() {
    let (log, mut house) = (Log::default(), House::empty().await);
    let _logged = log.listens();
    house.begin().await;
    house.comes_to("select count(*) from note where key like 'session:%'", 1).await;
    assert!(!log.said().contains("on no server yet"), "it is on one");
    house.stop().await.expect("it stops");
    house.fake.has_no_server(SERVER);
    house.fake.resumable(false);
    house.begin().await;
    house.fake.until("another session", |fake| fake.heard(2).get(1).cloned()).await;
    house.fake.until("it is said", |_| log.said().contains("on no server yet").then_some(())).await;
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn an_invalid_session_begins_anew_and_the_gap_is_read() {
    let mut house = House::open().await;
    house.fake.writes("Ana", GENERAL, "one");
    house.comes_to(KEPT, 1).await;
    house.fake.resumable(false);
    misses_a_message(&house);
    house.fake.break_lines();
    house.comes_to(KEPT, 2).await;
    assert_eq!(house.fake.heard(2).len(), 2);
    let asked = house.fake.requested("GET", &format!("/channels/{GENERAL}/messages"));
    assert_eq!(asked.len(), 1);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn an_invalid_session_that_may_be_resumed_is_resumed() {
    let mut house = resumed().await;
    house.fake.invalidate(true);
    house.fake.writes("Ana", GENERAL, "meanwhile");
    house.comes_to(KEPT, 3).await;
    assert_eq!(begun_and_resumed(&house), (1, 2));
    let session = |n: usize| house.fake.heard(6)[n].1["d"]["session_id"].clone();
    assert_eq!(session(1), session(0));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn an_invalid_session_that_is_lost_is_begun_anew_after_a_pause() {
    let mut house = resumed().await;
    misses_a_message(&house);
    let told = Instant::now();
    house.fake.invalidate(false);
    house.comes_to(KEPT, 3).await;
    assert_eq!(begun_and_resumed(&house), (2, 1));
    let waited = house.fake.heard(2)[1].0 - told;
    assert!(waited >= Duration::from_secs(1), "Discord wants a pause of one to five seconds: {waited:?}");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_session_that_discord_ended_is_begun_anew_and_nothing_is_missed() {
    // Not authenticated any more, an invalid number, and too long without a sign of life.
    for code in [4003, 4007, 4009] {
        let mut house = resumed().await;
        misses_a_message(&house);
        house.fake.end_sessions(code);
        house.comes_to(KEPT, 3).await;
        assert_eq!(begun_and_resumed(&house), (2, 1), "{code} on a line that stands");
        house.stop().await.expect("it stops");
        misses_a_message(&house);
        house.fake.refuse_to_resume(code);
        house.begin_with(settings(&house.fake));
        house.comes_to(KEPT, 4).await;
        assert_eq!(begun_and_resumed(&house), (3, 2), "{code} to one who resumes");
        house.stop().await.expect("it stops");
    }
}

#[tokio::test]
async fn threads_that_were_put_away_meanwhile_are_read_and_older_ones_are_not() {
    let mut house = House::open().await;
    house.fake.writes("Ana", GENERAL, "one");
    house.comes_to(KEPT, 1).await;
    house.fake.resumable(false);
    let now = chrono::Utc::now();
    // More than a page of them; the one from long ago ends the search.
    for n in 0..5_i64 {
        let id = format!("80000000000000010{n}");
        let missed = house.fake.wrote("Bo", &id, "nobody told Kith");
        let long_ago = if n == 4 { 48 } else { 0 };
        let at = now + chrono::TimeDelta::seconds(5 - n) - chrono::TimeDelta::hours(long_ago);
        let at = at.to_rfc3339_opts(chrono::SecondsFormat::Micros, false);
        house.fake.put_away(&id, GENERAL, &at, &missed);
    }
    house.fake.break_lines();
    house.comes_to("select count(*) from channel where parent is not null", 4).await;
    house.comes_to(KEPT, 5).await;
    assert_eq!(house.fake.requested("GET", &format!("/channels/{GENERAL}/threads/archived/public")).len(), 3);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn a_gap_that_nobody_got_to_is_read_after_a_restart() {
    let mut house = House::open().await;
    house.fake.writes("Ana", GENERAL, "one");
    house.comes_to(KEPT, 1).await;
    misses_a_message(&house);
    house.fake.resumable(false);
    house.fake.trouble("GET", "/messages", usize::MAX, Trouble::Status(503));
    house.fake.break_lines();
    house.fake.until("a try", |fake| fake.requested("GET", "/messages").pop()).await;
    house.stop().await.expect("it stops");
    // The session goes on, and no server comes anew.
    house.fake.resumable(true);
    house.fake.untroubled();
    house.begin().await;
    house.comes_to(KEPT, 2).await;
    assert_eq!(house.fake.heard(2).len(), 2, "it did not begin anew");
    house.stop().await.expect("it stops");
    // What is read is owed no more.
    let asked = house.fake.requested("GET", "/messages").len();
    house.begin().await;
    house.fake.writes("Ana", GENERAL, "two");
    house.comes_to(KEPT, 3).await;
    house.stop().await.expect("it stops");
    assert_eq!(house.fake.requested("GET", "/messages").len(), asked);
}

#[tokio::test]
async fn a_restart_resumes_the_session_that_was_noted() {
    let mut house = House::open().await;
    house.fake.writes("Ana", GENERAL, "one");
    house.comes_to(KEPT, 1).await;
    house.stop().await.expect("it stops");
    house.fake.writes("Ana", GENERAL, "while it was away");
    house.begin().await;
    house.comes_to(KEPT, 2).await;
    assert_eq!((house.fake.heard(2).len(), house.fake.heard(6).len()), (1, 1));
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn after_a_long_downtime_channels_are_read_and_nothing_is_counted_twice() {
    let mut house = House::open().await;
    house.fake.writes("Ana", GENERAL, "one");
    house.comes_to(KEPT, 1).await;
    house.stop().await.expect("it stops");
    was_away_for_an_hour(&house).await;
    let last = wrote_an_hour_ago(&house, GENERAL, 150);
    let mut rooms = [
        payload::channel(SERVER, GENERAL, "general", 0, None),
        payload::channel(SERVER, "800000000000000011", "help", 0, None),
    ];
    rooms[0]["last_message_id"] = last["id"].clone();
    house.fake.has_server(payload::server(SERVER, "Harbour", &rooms, &[], &[]));
    house.begin().await;
    house.comes_to(KEPT, 151).await;
    let asked = house.fake.requested("GET", "/messages");
    assert!(asked.iter().all(|one| one.path.contains(GENERAL)), "quiet channels are left alone: {asked:?}");
    house.fake.until("two pages", |fake| (fake.requested("GET", "/messages").len() == 2).then_some(())).await;
    house.stop().await.expect("it stops");
    assert_eq!(house.kept().await, 151);
}

#[tokio::test]
async fn of_a_channel_in_which_too_much_was_missed_the_first_5_000_messages_are_read() {
    let mut house = House::open().await;
    house.fake.writes("Ana", GENERAL, "one");
    house.comes_to(KEPT, 1).await;
    house.stop().await.expect("it stops");
    was_away_for_an_hour(&house).await;
    let rooms = [(GENERAL, "long", 5_150), (HELP, "short", 1)].map(|(id, name, many)| {
        let mut room = payload::channel(SERVER, id, name, 0, None);
        room["last_message_id"] = wrote_an_hour_ago(&house, id, many)["id"].clone();
        room
    });
    let last_read = house.fake.messages(GENERAL)[5_000]["id"].as_str().expect("an id").to_owned();
    house.fake.has_server(payload::server(SERVER, "Harbour", &rooms, &[], &[]));
    house.begin().await;
    let help = format!("/channels/{HELP}/messages");
    house.fake.until("the next channel", |fake| fake.requested("GET", &help).pop()).await;
    let pages = house.fake.requested("GET", &format!("/channels/{GENERAL}/messages")).len();
    assert_eq!(pages, 50);
    house.comes_to(KEPT, 1 + 5_000 + 1).await;
    let kept: Vec<(String,)> = house
        .kith
        .reads(
            "select m.id from message m join channel c on c.id = m.channel_id
             where c.name = 'long' order by m.id desc limit 2",
        )
        .await;
    assert_eq!(kept[1].0, last_read, "before what was known already");
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn of_threads_that_were_put_away_meanwhile_the_last_ten_pages_are_looked_at() {
    let mut house = House::open().await;
    house.fake.writes("Ana", GENERAL, "one");
    house.comes_to(KEPT, 1).await;
    house.stop().await.expect("it stops");
    was_away_for_an_hour(&house).await;
    let now = chrono::Utc::now();
    // Two a page.
    for n in 0..25_i64 {
        let id = format!("8000000000000001{n:02}");
        let missed = house.fake.wrote("Bo", &id, "nobody told Kith");
        let at = now - chrono::TimeDelta::seconds(n);
        let at = at.to_rfc3339_opts(chrono::SecondsFormat::Micros, false);
        house.fake.put_away(&id, GENERAL, &at, &missed);
    }
    house.begin().await;
    house.comes_to("select count(*) from channel where parent is not null", 20).await;
    house.comes_to(KEPT, 1 + 20).await;
    let pages = house.fake.requested("GET", &format!("/channels/{GENERAL}/threads/archived/public")).len();
    assert_eq!(pages, 10);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn shards_begin_at_discords_pace() {
    let mut house = House::empty().await;
    house.fake.shards(3, 2);
    house.begin_with(settings(&house.fake));
    house.fake.is_connected(3).await;
    let at: Vec<Instant> = house.fake.heard(2).iter().map(|(at, _)| *at).collect();
    assert!(at[1] - at[0] < at[2] - at[1], "the first two begin together: {at:?}");
    assert!(at[2] - at[0] >= Duration::from_millis(4_000), "{:?}", at[2] - at[0]);
    house.stop().await.expect("it stops");
}

#[tokio::test]
async fn two_processes_share_the_shards_and_one_goes_on_for_the_other() {
    let mut house = House::empty().await;
    house.fake.shards(2, 2);
    let mut shared = settings(&house.fake);
    shared.lease = Some(Duration::from_secs(3));
    house.begin_with(shared.clone());
    house.fake.is_connected(2).await;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    // The other finds no shard free, though Discord recommends more of them by now.
    house.fake.shards(3, 2);
    let bot = house.kith.bot.clone();
    let other = tokio::spawn(discord::serve(bot, shared, async move { drop(stopped.await) }));
    house.fake.until("it asks", |fake| (fake.requested("GET", "/gateway/bot").len() > 1).then_some(())).await;
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!((house.fake.heard(2).len(), house.fake.connections()), (2, 2));
    house.fake.shards(2, 2);
    house.stop().await.expect("it stops");
    house.fake.until("the other resumes both", |fake| (fake.heard(6).len() == 2).then_some(())).await;
    house.fake.writes("Ana", GENERAL, "hello");
    house.comes_to(KEPT, 1).await;
    assert_eq!(house.fake.heard(2).len(), 2, "no session was begun anew");
    stop.send(()).ok();
    other.await.expect("no panic").expect("it stops");
    house.comes_to("select count(*) from lease", 0).await;
}

#[tokio::test]
async fn what_makes_no_sense_is_said_plainly_and_without_the_token() {
    for (code, expected) in [(4004, Error::Token), (4014, Error::Intents)] {
        let mut house = House::empty().await;
        house.fake.refuse(code);
        house.begin_with(settings(&house.fake));
        let error = house.gives_up().await;
        assert_eq!(error, expected);
        assert!(!format!("{error} {error:?}").contains(fake_discord::TOKEN));
    }
}

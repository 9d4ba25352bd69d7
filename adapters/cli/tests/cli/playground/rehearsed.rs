//! The example is killed again and again while its eight weeks go by: nothing of it is lost, and nothing comes twice.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use super::browser::Browser;
use super::http::between;
use super::{Kith, command};
use crate::room::Room;

/// How often it is killed.
const KILLS: u32 = 12;

/// How long after a moment Kith may still do what was due before, in milliseconds: of what it had in hand when it was killed
/// nobody takes over for two minutes, which pass when the clock is moved.
const LATE: i64 = 60_000;

/// What stands in each channel up to a moment: what people wrote, with its time, and how often Kith spoke.
fn stands(browser: &Browser, until: i64) -> BTreeMap<String, (Vec<(i64, String)>, usize)> {
    let first = browser.gets(&format!("/c/{}", browser.community)).is(303);
    let page = browser.gets(first.header("location")).is(200).text();
    let places = page.split("data-place=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut channels = BTreeMap::new();
    for place in places.filter(|place| !place.starts_with('@')) {
        let (mut said, mut kith) = (Vec::new(), 0);
        for one in browser.whole(place).iter().filter(|one| one.at <= until + LATE) {
            let author = between(&one.html, "data-author=\"", "\"");
            let text = between(&one.html, "<div class=\"text\">", "</div>").unwrap_or_default();
            match author {
                // Addresses name the community, which has another number elsewhere.
                Some(author) if one.at <= until => {
                    said.push((one.at, format!("{author}: {}", text.replace(&browser.community, ""))));
                }
                Some(_) => {}
                None => kith += 1,
            }
        }
        said.sort();
        channels.insert(place.to_owned(), (said, kith));
    }
    channels
}

#[test]
fn an_example_that_dies_anywhere_is_the_same_in_the_end() {
    let undisturbed = Room::new();
    let begun = Instant::now();
    let reference = Kith::runs(&undisturbed, &[]);
    let whole = begun.elapsed();
    let seed = rand::random::<u64>();
    println!("the seed is {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let room = Room::new();
    for _ in 0..KILLS {
        let mut child = command(&room, &[]).spawn().expect("kith");
        std::thread::sleep((whole / 4).mul_f64(random.random_range(0.0..1.0)));
        child.kill().expect("a kill");
        child.wait().expect("an end");
    }
    let survivor = Kith::runs(&room, &[]);
    // To the same moment, over a Monday, whatever time it is now.
    let week = SystemTime::now() + Duration::from_secs(7 * 24 * 60 * 60);
    let until = week.duration_since(UNIX_EPOCH).expect("after 1970").as_millis().to_string();
    let [expected, found] = [&reference, &survivor].map(|kith| {
        let mut browser = Browser::opens(kith, "");
        let first = browser.gets(&format!("/c/{}", browser.community)).is(303);
        let page = browser.gets(first.header("location")).is(200).text();
        browser.token = between(&page, "data-token=\"", "\"").expect("a token").to_owned();
        browser.me = between(&page, "data-me=\"", "\"").expect("somebody").to_owned();
        browser.does("clock", &[("until", &until)]).is(204);
        stands(&browser, until.parse().expect("a number"))
    });
    let messages: usize = expected.values().map(|(said, kith)| said.len() + kith).sum();
    println!("{messages} messages in {} channels", expected.len());
    assert!(messages > 500, "{messages}");
    for (channel, (said, kith)) in &expected {
        let (found_said, found_kith) = &found[channel];
        let missing: Vec<_> = said.iter().filter(|one| !found_said.contains(one)).collect();
        assert!(missing.is_empty(), "lost in {channel}: {missing:?}");
        assert_eq!((found_said.len(), found_kith), (said.len(), kith), "{channel}");
    }
    let shoutouts = |room: &Room| {
        let out = room.kith(&["export", "shoutouts", "--format", "json"]).well().out;
        let rows: Vec<serde_json::Value> = serde_json::from_str(&out).expect("JSON");
        rows.into_iter().map(|row| row["reason"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(shoutouts(&room), shoutouts(&undisturbed));
}

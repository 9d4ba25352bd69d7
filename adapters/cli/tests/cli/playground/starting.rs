//! How it begins, what it prints, whom it lets in, and how it ends.

use super::browser::Browser;
use super::http::{between, form};
use super::{Kith, ended, until};
use crate::room::Room;

#[test]
fn the_first_run_brings_a_community_and_one_address() {
    let room = Room::new();
    let mut kith = Kith::runs(&room, &[]);
    assert_eq!(kith.printed.matches("http://").count(), 1, "{}", kith.printed);
    assert!(kith.printed.starts_with("Letting eight weeks of Harbour go by …\n"), "{}", kith.printed);
    let browser = Browser::opens(&kith, "");
    let first = browser.gets(&format!("/c/{}", browser.community)).is(303);
    let page = browser.gets(first.header("location")).is(200).text();
    assert!(page.contains("Harbour") && page.contains("<article "), "{page}");
    assert_eq!(browser.gets("/healthz").is(200).text(), "ok\n");
    assert!(kith.ends().success());
    let kith = Kith::runs(&room, &[]);
    assert!(!kith.printed.contains("Letting"), "only the first time: {}", kith.printed);
    let again = Browser::opens(&kith, "");
    assert_eq!(again.community, browser.community);
}

#[test]
fn it_says_in_which_files_it_keeps_things_however_they_are_named() {
    let room = Room::new();
    let kith = Kith::runs(&room, &["--no-example", "--database", "kith.db"]);
    let kept = "What it keeps is in kith.db and kith.chat.db. Ctrl-C closes it.\n";
    assert!(kith.printed.ends_with(kept), "{}", kith.printed);
    assert!(room.path("kith.db").exists() && room.path("kith.chat.db").exists());
}

#[tokio::test]
async fn a_history_that_was_only_brought_in_can_be_played_with() {
    let room = Room::new();
    room.export();
    let url = room.any_database().await;
    let database = ["--database", url.as_str()];
    room.kith(&[&["import", "team"], &database[..]].concat()).well();
    let kith = Kith::runs(&room, &[&["--no-example"], &database[..]].concat());
    assert_eq!(Browser::opens(&kith, "U1").gets("/healthz").status, 200);
}

#[test]
fn what_it_counts_is_there_for_prometheus() {
    let (_room, kith) = Kith::at_home();
    let browser = Browser::opens(&kith, "U1");
    browser.says("aaaaaaaa1", "/shoutout @bo for the docs").is(204);
    browser.says("aaaaaaaa2", "hello").is(204);
    let told = browser.gets("/metrics").is(200);
    assert!(told.header("content-type").starts_with("application/openmetrics-text"));
    assert_eq!(told.header("set-cookie"), "");
    let told = told.text();
    assert!(told.ends_with("# EOF\n"), "{told}");
    let mut names = std::collections::BTreeSet::new();
    for line in told.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').expect("a name and a value");
        value.parse::<f64>().expect("a number");
        let (name, labels) = name.split_once('{').unwrap_or((name, "}"));
        let inside = labels.strip_suffix('}').expect("an end");
        assert!(inside.is_empty() || inside.split("\",").all(|label| label.contains("=\"")), "{line}");
        assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'), "{line}");
        names.insert(name.to_owned());
    }
    for name in [
        "kith_command_seconds_bucket",
        "kith_command_seconds_count",
        "kith_command_seconds_sum",
        "kith_effects_lag_seconds",
        "kith_effects_waiting",
        "kith_events_total",
        "kith_streams_open",
    ] {
        assert!(names.contains(name), "{name} is not in\n{told}");
    }
    assert!(told.contains("kith_command_seconds_count{command=\"shoutout\",outcome=\"done\"} 1\n"), "{told}");
    assert!(told.contains("kith_events_total 1\n"), "{told}");
}

#[test]
fn a_second_one_on_the_same_data_is_refused_kindly() {
    let (room, kith) = Kith::at_home();
    let (child, printed) = Kith::begins(&room, &[]);
    let second = ended(child);
    assert_eq!((second.status, printed.as_str()), (1, ""));
    second.complains("Another kith run is open with ").complains("Please close that one first.");
    assert_eq!(Browser::opens(&kith, "U1").gets("/healthz").status, 200);
}

#[test]
fn an_address_that_is_taken_or_none_says_what_to_do() {
    let (_room, kith) = Kith::at_home();
    let other = Room::new();
    let (child, _) = Kith::begins(&other, &["--listen", &kith.address]);
    let second = ended(child);
    assert_eq!(second.status, 1);
    second.complains("Something else listens at ").complains("kith run --listen 127.0.0.1:");
    let (child, _) = Kith::begins(&other, &["--listen", "nowhere"]);
    ended(child).complains("It is written like 127.0.0.1:8080.");
    assert!(!other.path("data").exists(), "what cannot be opened changes nothing");
}

#[test]
fn asked_to_end_it_ends_though_pages_listen() {
    let (_room, mut kith) = Kith::at_home();
    let browser = Browser::opens(&kith, "U1");
    let mut live = super::streams::Live::opens(&browser, 0, None).expect("a stream");
    assert_eq!(live.next().expect("news").kind, "clock");
    let idle = super::http::connect(&kith.address).expect("a connection");
    assert!(kith.ends().success());
    assert!(live.next().is_none(), "a stream ends with it");
    drop(idle);
}

/// The password that was printed, if one was.
fn password(kith: &Kith) -> Option<String> {
    between(&kith.printed, "Its password, shown this once: ", "\n").map(str::to_owned)
}

/// Tries to come in with a password; the cookie of whoever is inside.
fn comes_in(kith: &Kith, password: &str) -> (u16, String) {
    let outside = Browser::opens(kith, "U1");
    let page = outside.gets("/login").is(200).text();
    let token = between(&page, "name=\"token\" value=\"", "\"").expect("a token");
    let fields = form(&[("token", token), ("password", password)]);
    let kind = [("Content-Type", "application/x-www-form-urlencoded")];
    let answer = outside.asks("POST", "/login", &kind, fields.as_bytes()).expect("an answer");
    (answer.status, answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned())
}

#[test]
fn where_others_can_reach_it_a_password_is_asked_for() {
    const EVERYWHERE: [&str; 3] = ["--no-example", "--listen", "0.0.0.0:0"];
    let room = Room::with_history();
    let mut kith = Kith::runs(&room, &EVERYWHERE);
    let first = password(&kith).expect("a password");
    assert!(first.len() >= 20, "{first}");
    let outside = Browser::opens(&kith, "U1");
    for (path, status) in [
        ("/", 303),
        ("/c/1", 303),
        ("/c/1/C1?as=U1", 303),
        ("/open/people/1?as=U1", 401),
        ("/live/1?as=U1&after=0", 401),
        ("/file/0/x?as=U1", 401),
        ("/open/clock/1", 401),
        ("/metrics", 401),
        ("/nowhere", 401),
        ("/healthz", 200),
        ("/assets/kith.css", 200),
    ] {
        let answer = outside.gets(path);
        assert_eq!(answer.status, status, "{path}");
        assert!(status != 303 || answer.header("location") == "/login", "{path}");
    }
    outside.does("join", &[("name", "Mallory")]).is(401);
    assert_eq!(comes_in(&kith, "guess").0, 401);
    assert_eq!(comes_in(&kith, "").0, 401);
    let (status, cookie) = comes_in(&kith, &first);
    assert_eq!(status, 303);
    let inside = Browser { cookie: cookie.clone(), token: String::new(), ..outside.clone() };
    assert!(inside.gets("/").is(303).header("location").starts_with("/c/"));
    // A token of somebody else's lets nobody in.
    let fields = form(&[("token", "0".repeat(64).as_str()), ("password", &first)]);
    let kind = [("Content-Type", "application/x-www-form-urlencoded")];
    outside.asks("POST", "/login", &kind, fields.as_bytes()).expect("an answer").is(403);
    let watches = |password: &str| {
        let coded = base64(&format!("prometheus:{password}"));
        let basic = [("Authorization", coded.as_str())];
        outside.asks("GET", "/metrics", &basic, b"").expect("an answer").status
    };
    assert_eq!((watches(&first), watches("guess")), (200, 401));
    assert!(kith.ends().success());

    let mut kith = Kith::runs(&room, &EVERYWHERE);
    assert_eq!(password(&kith), None, "it is printed once");
    let inside = Browser { address: kith.address.clone(), ..inside };
    assert!(inside.gets("/").is(303).header("location").starts_with("/c/"), "who was inside still is");
    assert!(kith.ends().success());

    let mut kith = Kith::runs(&room, &[&EVERYWHERE[..], &["--new-password"]].concat());
    let second = password(&kith).expect("a new password");
    assert_ne!(first, second);
    let inside = Browser { address: kith.address.clone(), ..inside };
    assert_eq!(inside.gets("/").is(303).header("location"), "/login", "and is no longer");
    assert_eq!((comes_in(&kith, &first).0, comes_in(&kith, &second).0), (401, 303));
    assert!(kith.ends().success());
    // A session from before the password opens nothing behind it.
    let kith = Kith::runs(&room, &["--no-example"]);
    let here = Browser::opens(&kith, "U1");
    drop(kith);
    let kith = Kith::runs(&room, &EVERYWHERE);
    let here = Browser { address: kith.address.clone(), ..here };
    until("it is open", || here.asks("GET", "/healthz", &[], b"").is_ok());
    assert_eq!(here.gets("/").is(303).header("location"), "/login");
}

/// A password as HTTP knows it.
fn base64(plain: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut coded = "Basic ".to_owned();
    for three in plain.as_bytes().chunks(3) {
        let bits = three
            .iter()
            .chain([0, 0].iter())
            .take(3)
            .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for n in 0..4 {
            let letter = char::from(LETTERS[bits >> (18 - 6 * n) & 63]);
            coded.push(if n > three.len() { '=' } else { letter });
        }
    }
    coded
}

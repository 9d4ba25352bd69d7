//! The playground is killed at random moments while people use it: what was answered is there, and nothing twice.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use serde_json::Value;

use super::browser::{Browser, Shown};
use super::http::between;
use super::{Kith, command};
use crate::room::Room;

/// How often it is killed.
const KILLS: usize = 60;
/// How long it lives at most once it is open.
const LIFE: Duration = Duration::from_millis(250);
/// Nobody thanks more often than they may on a day.
const THANKS: usize = 95;
/// Who is there and does something: all but Bo, whom they thank.
const PEOPLE: [&str; 3] = ["U1", "U3", "U4"];

/// One thing that somebody did.
#[derive(Clone, Debug)]
struct Deed {
    id: String,
    /// What is written, or the number of the message whose button is pressed.
    what: What,
    /// Whether an answer came.
    answered: bool,
    /// Whether they will try again, under the same name, until one comes.
    stubborn: bool,
}

#[derive(Clone, Debug)]
enum What {
    Message(String),
    Thanks(String),
    Undo(i64, String),
}

impl Deed {
    /// Does it. An error is no answer.
    fn tries(&mut self, browser: &Browser) -> io::Result<()> {
        let answer = match &self.what {
            What::Message(text) => browser.tries_to_say(&self.id, text, &[]),
            What::Thanks(reason) => {
                browser.tries_to_say(&self.id, &format!("/shoutout <@U2> for {reason}"), &[])
            }
            What::Undo(n, _) => {
                browser.tries("press", &[("n", &n.to_string()), ("button", "0"), ("id", &self.id)])
            }
        }?;
        // A button that was pressed without an answer is gone all the same.
        let gone = answer.status == 410 && matches!(self.what, What::Undo(..));
        assert!(answer.status == 204 || gone, "{self:?}: {} {}", answer.status, answer.text());
        assert!(gone || answer.header("x-kith-outcome") != "refused", "{self:?}");
        self.answered = true;
        Ok(())
    }
}

/// Where the playground is, while it lives.
#[derive(Default)]
struct Stage {
    address: Mutex<Option<String>>,
    over: AtomicBool,
}

impl Stage {
    fn address(&self) -> Option<String> {
        self.address.lock().expect("nobody panicked").clone()
    }

    fn moves_to(&self, address: Option<String>) {
        *self.address.lock().expect("nobody panicked") = address;
    }
}

/// Somebody does one thing after the other, wherever the playground is.
fn lives(mut browser: Browser, stage: &Stage, seed: u64) -> Vec<Deed> {
    let mut random = StdRng::seed_from_u64(seed);
    let (mut deeds, mut thanks) = (Vec::<Deed>::new(), 0);
    while !stage.over.load(Ordering::Relaxed) {
        let Some(address) = stage.address() else {
            std::thread::sleep(Duration::from_millis(2));
            continue;
        };
        // The session is the same after every restart.
        browser.address = address;
        if let Some(open) = deeds.iter_mut().find(|deed| deed.stubborn && !deed.answered) {
            open.tries(&browser).ok();
            continue;
        }
        let number = format!("{}-{}", browser.me, deeds.len());
        let what = match random.random_range(0..10) {
            0..=1 => match undoable(&browser) {
                Ok(Some((n, reason))) => What::Undo(n, reason),
                _ => continue,
            },
            2..=4 if thanks < THANKS => {
                thanks += 1;
                What::Thanks(format!("help number {number}!"))
            }
            _ => What::Message(format!("message {number}!")),
        };
        let id = format!("{}x{:06}", browser.me, deeds.len());
        let mut deed = Deed { id, what, answered: false, stubborn: random.random_bool(0.5) };
        deed.tries(&browser).ok();
        deeds.push(deed);
    }
    deeds
}

/// A shout-out of their own that is on the page: its number and its reason.
fn undoable(browser: &Browser) -> io::Result<Option<(i64, String)>> {
    let page = browser.asks("GET", &browser.path("c/{c}/C1"), &[], b"")?;
    let own = format!("help number {}-", browser.me);
    let shown = super::browser::shown(&page.text());
    let found = shown.iter().find(|one| one.html.contains("data-press") && one.html.contains(&own));
    Ok(found.map(|one| (one.n, reason(one).expect("a reason"))))
}

/// For what somebody is thanked in a message.
fn reason(shown: &Shown) -> Option<String> {
    between(&shown.html, "<blockquote>for ", "</blockquote>").map(str::to_owned)
}

/// A table of the core.
fn exported(room: &Room, table: &str) -> Vec<Value> {
    let out = room.kith(&["export", table, "--format", "json"]).well().out;
    serde_json::from_str(&out).expect("JSON")
}

/// How many messages of these people the core counted.
fn counted(room: &Room) -> i64 {
    let ours = |row: &&Value| {
        let account = row["account"].as_str().unwrap_or_default();
        PEOPLE.iter().any(|one| account == format!("slack:{one}"))
            && ["message", "reply"].contains(&row["kind"].as_str().unwrap_or_default())
    };
    exported(room, "contributions").iter().filter(ours).filter_map(|row| row["n"].as_i64()).sum()
}

#[test]
fn what_was_answered_is_there_once_whenever_the_process_dies() {
    let room = Room::with_history();
    let begun = Instant::now();
    let kith = Kith::runs(&room, &["--no-example"]);
    let opening = begun.elapsed();
    let before = counted(&room);
    let ann = Browser::opens(&kith, "U1");
    ann.says("settings1", "/settings cooldown:0 allowance:100").is(204);
    let people = PEOPLE.map(|me| Browser::opens(&kith, me));
    kith.dies();
    let seed = rand::random::<u64>();
    println!("the seed is {seed}");
    let mut random = StdRng::seed_from_u64(seed);
    let stage = Stage::default();
    let deeds: Vec<Deed> = std::thread::scope(|scope| {
        let clients = people.each_ref().map(|browser| {
            let (browser, stage, seed) = (browser.clone(), &stage, random.random());
            scope.spawn(move || lives(browser, stage, seed))
        });
        for kill in 0..KILLS {
            if kill % 4 == 0 {
                // While it begins, and finishes what was asked before.
                let mut child = command(&room, &["--no-example"]).spawn().expect("kith");
                std::thread::sleep(opening.mul_f64(random.random_range(0.0..1.2)));
                child.kill().expect("a kill");
                child.wait().expect("an end");
                continue;
            }
            let kith = Kith::runs(&room, &["--no-example"]);
            stage.moves_to(Some(kith.address.clone()));
            std::thread::sleep(LIFE.mul_f64(random.random_range(0.0..1.0)));
            kith.dies();
            stage.moves_to(None);
        }
        stage.over.store(true, Ordering::Relaxed);
        clients.into_iter().flat_map(|client| client.join().expect("no panic")).collect()
    });
    let kith = Kith::runs(&room, &["--no-example"]);
    compares(&room, &kith, deeds, before);
}

/// What was answered, what stands on the page and what the core knows are one.
fn compares(room: &Room, kith: &Kith, mut deeds: Vec<Deed>, before: i64) {
    for deed in deeds.iter_mut().filter(|deed| deed.stubborn && !deed.answered) {
        let me = deed.id.split('x').next().expect("somebody");
        deed.tries(&Browser::opens(kith, me)).expect("an answer");
    }
    let answered = deeds.iter().filter(|deed| deed.answered).count();
    println!("{answered} of {} had answers", deeds.len());
    assert!(answered > KILLS, "too few for a test: {answered} of {}", deeds.len());
    let page = Browser::opens(kith, "U1").whole("C1");
    let (mut thanked, mut written) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    for one in &page {
        if let Some(reason) = reason(one) {
            *thanked.entry(reason).or_default() += 1;
        } else if let Some(number) = between(&one.html, ">message ", "<") {
            *written.entry(format!("message {number}")).or_default() += 1;
        }
    }
    let twice: Vec<_> = thanked.iter().chain(&written).filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let kept = exported(room, "shoutouts");
    let reasons: Vec<String> = kept
        .iter()
        .map(|row| row["reason"].as_str().expect("a reason").trim_start_matches("for ").to_owned())
        .collect();
    let standing: BTreeSet<&String> = reasons
        .iter()
        .zip(&kept)
        .filter(|(_, row)| row["taken_back"].is_null())
        .map(|(reason, _)| reason)
        .collect();
    let all: BTreeSet<&String> = reasons.iter().collect();
    assert_eq!(all.len(), kept.len(), "none counts twice");
    assert_eq!(thanked.keys().collect::<BTreeSet<_>>(), standing, "the page and the core know the same");
    let taken_back = page.iter().filter(|one| one.html.contains("aken back.")).count();
    assert_eq!(taken_back, all.len() - standing.len());
    for deed in deeds.iter().filter(|deed| deed.answered) {
        match &deed.what {
            What::Message(text) => assert!(written.contains_key(text), "lost: {deed:?}"),
            What::Thanks(reason) => assert!(all.contains(reason), "lost: {deed:?}"),
            What::Undo(_, reason) => assert!(!standing.contains(reason), "not taken back: {deed:?}"),
        }
    }
    assert_eq!(
        counted(room) - before,
        i64::try_from(written.len()).expect("a number"),
        "each message counts once"
    );
}

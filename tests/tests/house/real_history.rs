//! A real community's history, imported twice, and its figures counted again from the export's own events.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use bot_core::chat::{Event, Happening, Source};
use bot_core::moment::Week;
use bot_core::testing::{TestBot, at};
use chrono_tz::Tz;

const FILE: &str = "hyperledger-dev-slack-export.zip";

/// The export, where it is at hand.
fn export() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
    let folder = std::env::var_os("KITH_DATA").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    let path = folder.join(FILE);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {FILE} is not here. Put a folder that holds it into KITH_DATA.");
    None
}

fn events(path: &Path) -> Vec<Event> {
    let mut events = Vec::new();
    let mut history = history::open(path).expect("an export");
    let summary = history.read(&mut |step| {
        if let history::Step::Event(event) = step {
            events.push(event);
        }
        ControlFlow::Continue(())
    });
    assert!(summary.broken.is_empty(), "{:?}", summary.broken);
    events
}

/// How much each person wrote in each week, by plain loops over the events.
fn recount(events: &[Event]) -> BTreeMap<Week, BTreeMap<String, i64>> {
    let (mut seen, mut weeks) = (BTreeSet::new(), BTreeMap::<Week, BTreeMap<String, i64>>::new());
    for event in events {
        let Happening::Message(message) = &event.what else { continue };
        if !message.author.bot && seen.insert((&message.channel, &message.id)) {
            let each = weeks.entry(event.at.day(Tz::UTC).week()).or_default();
            *each.entry(message.author.account.to_string()).or_default() += 1;
        }
    }
    weeks
}

#[tokio::test]
async fn a_real_history_counts_what_its_export_says_and_twice_changes_nothing() {
    let Some(path) = export() else { return };
    let events = events(&path);
    let bot = TestBot::new().await;
    let now = at("2026-03-02 10:00");
    let mut counted = 0;
    for batch in events.chunks(2_000) {
        counted += bot.bot.ingest(now, Source::Import, batch).await.expect("events are taken in").messages;
    }
    let weeks = recount(&events);
    let written: i64 = weeks.values().flat_map(BTreeMap::values).sum();
    assert_eq!(counted, written.unsigned_abs());
    let community = bot.bot.communities().await.expect("communities").remove(0);
    let week = Week::parse("2016-W41").expect("a week");
    let before = bot.bot.digest(now, &community, week).await.expect("a digest").expect("pages");
    for sums in &before.figures.weeks {
        let each = weeks.get(&sums.week).cloned().unwrap_or_default();
        assert_eq!(
            (sums.active, sums.written),
            (each.len() as i64, each.values().sum()),
            "{}",
            sums.week.iso()
        );
    }
    let wrote_before =
        |who: &String| weeks.iter().any(|(other, each)| *other < week && each.contains_key(who));
    let newcomers = weeks[&week].keys().filter(|who| !wrote_before(who)).count() as i64;
    assert_eq!(before.figures.part.newcomers, newcomers);
    for batch in events.chunks(2_000) {
        let again = bot.bot.ingest(now, Source::Import, batch).await.expect("events are taken in");
        assert_eq!((again.messages, again.reactions), (0, 0));
    }
    let after = bot.bot.digest(now, &community, week).await.expect("a digest").expect("pages");
    assert_eq!(after, before);
}

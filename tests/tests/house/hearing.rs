//! How well questions, answers and thanks are heard, measured on messages that people read and labelled. All of it through
//! the doors: what is taken in, and what came of it.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::PathBuf;

use bot_core::chat::{Event, Happening, Source};
use bot_core::moment::Span;
use bot_core::testing::{TestBot, at, message};
use serde_json::Value;

/// The labels in a file, where it is at hand.
fn labels(file: &str) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(path(file)?).expect("a file");
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a label a line")).collect())
}

fn path(file: &str) -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
    let folder = std::env::var_os("KITH_DATA").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    let path = folder.join(file);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {file} is not here. Put a folder that holds it into KITH_DATA.");
    None
}

/// How often something was heard that was there, that was not there, and how often it was missed.
#[derive(Default)]
struct Heard {
    right: f64,
    wrong: f64,
    missed: f64,
}

impl Heard {
    fn note(&mut self, heard: bool, there: bool, weight: f64) {
        match (heard, there) {
            (true, true) => self.right += weight,
            (true, false) => self.wrong += weight,
            (false, true) => self.missed += weight,
            (false, false) => {}
        }
    }

    fn precision(&self) -> f64 {
        self.right / (self.right + self.wrong)
    }

    fn recall(&self) -> f64 {
        self.right / (self.right + self.missed)
    }

    fn f(&self) -> f64 {
        2.0 * self.precision() * self.recall() / (self.precision() + self.recall())
    }

    fn tell(&self, what: &str) {
        println!("{what}: precision {:.2}, recall {:.2}, F {:.2}", self.precision(), self.recall(), self.f());
    }
}

fn string<'a>(label: &'a Value, key: &str) -> &'a str {
    label[key].as_str().unwrap_or_default()
}

#[tokio::test]
async fn questions_that_open_a_conversation_are_heard() {
    let Some(labels) = labels("labels/irc_question_dev.jsonl") else { return };
    let mut bot = TestBot::new().await;
    let openers: Vec<&Value> = labels.iter().filter(|label| label["root"] == true).collect();
    // Each by somebody who was silent before, in a channel where nobody speaks.
    let lines = openers.iter().enumerate().map(|(n, label)| {
        message(&format!("p{n}"), &format!("c{n}"), &format!("m{n}"), string(label, "text"))
    });
    let lines: Vec<Happening> = lines.collect();
    bot.happens(lines).await;
    let asked: Vec<(String,)> = bot.reads("select message_id from question").await;
    let mut heard = Heard::default();
    for (n, label) in openers.iter().enumerate() {
        heard.note(asked.contains(&(format!("m{n}"),)), label["help"] == true, 1.0);
    }
    heard.tell("questions");
    assert!(heard.precision() >= 0.95 && heard.recall() >= 0.85);
}

#[tokio::test]
async fn thanks_are_offered_and_little_else() {
    let Some(labels) = labels("labels/thanks_dev.jsonl") else { return };
    let Some((_, said)) = history() else { return };
    let mut bot = TestBot::new().await;
    bot.asks("Root", "/settings offer_thanks:on").await;
    let mut lines = Vec::new();
    for (n, label) in labels.iter().enumerate() {
        let text = &said[&(string(label, "channel").to_owned(), string(label, "ts").to_owned())];
        let channel = format!("c{n}");
        // Everybody who is named has helped just before.
        let mut helpers: Vec<String> =
            text.split("<@").skip(1).filter_map(|rest| Some(rest.split_once('>')?.0.to_owned())).collect();
        if helpers.is_empty() {
            helpers.push("helper".to_owned());
        }
        lines.extend(
            helpers.iter().map(|helper| message(helper, &channel, &format!("h{n}{helper}"), "like this")),
        );
        lines.push(message("thanker", &channel, &format!("m{n}"), text));
    }
    let server = bot.server.clone();
    let events: Vec<Event> = lines
        .into_iter()
        .enumerate()
        .map(|(n, what)| Event { server: server.clone(), at: bot.now + Span(n as i64 * 1_000), what })
        .collect();
    for event in &events {
        bot.bot.ingest(event.at, Source::Live, std::slice::from_ref(event)).await.expect("it is taken in");
    }
    bot.later(Span::hours(1));
    let offered = bot.delivers().await;
    let mut heard = Heard::default();
    for (n, label) in labels.iter().enumerate() {
        let offered = offered.iter().any(|effect| effect.contains(&format!(" in #c{n} with ")));
        heard.note(offered, label["label"] == "thanks", 1.0);
    }
    heard.tell("thanks");
    assert!(heard.precision() >= 0.94, "{offered:#?}");
}

/// What happened, and what each message of a channel says.
type History = (Vec<Event>, HashMap<(String, String), String>);

/// Every message of the real history by channel name and time, and all its events in order.
fn history() -> Option<History> {
    let path = path("hyperledger-dev-slack-export.zip")?;
    let mut events = Vec::new();
    history::open(&path).expect("an export").read(&mut |step| {
        if let history::Step::Event(event) = step {
            events.push(event);
        }
        ControlFlow::Continue(())
    });
    let mut names = HashMap::new();
    let mut said = HashMap::new();
    for event in &events {
        match &event.what {
            Happening::Channel { id, name, .. } => drop(names.insert(id.clone(), name.clone())),
            Happening::Message(message) => {
                let place = (names[&message.channel].clone(), message.id.to_string());
                said.insert(place, message.text.clone().unwrap_or_default());
            }
            _ => {}
        }
    }
    Some((events, said))
}

#[tokio::test]
async fn questions_that_nobody_answered_are_told_from_others() {
    let Some(labels) = labels("labels/hl_answered_dev.jsonl") else { return };
    let Some((events, _)) = history() else { return };
    let bot = TestBot::new().await;
    for batch in events.chunks(2_000) {
        bot.bot.ingest(at("2026-03-02 10:00"), Source::Import, batch).await.expect("events are taken in");
    }
    let asked: Vec<(String, String, Option<i64>)> = bot
        .reads(
            "select c.name, q.message_id, q.answered from question q
             join channel c on c.community_id = q.community_id and c.id = q.channel_id",
        )
        .await;
    let answered: HashMap<(&str, &str), Option<i64>> =
        asked.iter().map(|(channel, id, answered)| ((channel.as_str(), id.as_str()), *answered)).collect();
    let mut read: BTreeMap<&str, f64> = BTreeMap::new();
    labels.iter().for_each(|label| *read.entry(string(label, "stratum")).or_default() += 1.0);
    let (mut plain, mut weighed) = (Heard::default(), Heard::default());
    let mut unheard = 0;
    for label in &labels {
        let place = (string(label, "channel"), string(label, "ts"));
        // Where somebody greets first, the question is the line after it, within minutes.
        let found = answered.get(&place).copied().or_else(|| soon_after(&answered, place));
        unheard += u32::from(found.is_none());
        let open = found == Some(None);
        let weight = label["stratum_size"].as_f64().unwrap_or(1.0) / read[string(label, "stratum")];
        plain.note(open, label["answered"] == false, 1.0);
        weighed.note(open, label["answered"] == false, weight);
    }
    plain.tell("unanswered, as sampled");
    weighed.tell("unanswered, weighed by stratum");
    println!("not heard as questions: {unheard} of {}", labels.len());
    assert!(weighed.f() >= 0.70 && plain.f() >= 0.70);
}

fn soon_after(
    answered: &HashMap<(&str, &str), Option<i64>>,
    (channel, ts): (&str, &str),
) -> Option<Option<i64>> {
    let seconds = |ts: &str| ts.parse::<f64>().ok();
    let asked = seconds(ts)?;
    let later = |(place, _): &(&(&str, &str), &Option<i64>)| {
        place.0 == channel && seconds(place.1).is_some_and(|at| (asked..asked + 300.0).contains(&at))
    };
    answered.iter().find(later).map(|(_, answered)| *answered)
}

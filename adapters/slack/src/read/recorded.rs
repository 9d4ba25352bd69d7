//! Payloads as Slack documents them, one of each kind, and what is read in them: `fixtures/payloads.json`.

use bot_core::chat::{Happening, Person};
use bot_core::moment::Moment;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::asked::{Asked, Interaction};
use super::event::told;
use super::message::Here;
use super::tests::harbour;
use crate::people::People;

#[derive(Deserialize)]
struct Fixtures {
    events: Vec<Event>,
    interactions: Vec<Pressed>,
}

#[derive(Deserialize)]
struct Event {
    name: String,
    event: Box<RawValue>,
    reads: Vec<String>,
    few: Option<String>,
}

#[derive(Deserialize)]
struct Pressed {
    name: String,
    interaction: Value,
    reads: String,
}

fn fixtures() -> Fixtures {
    serde_json::from_str(include_str!("../../fixtures/payloads.json")).expect("fixtures")
}

fn who(person: &Person) -> String {
    format!("{}{}", person.account, if person.bot { " (a bot)" } else { "" })
}

/// What happened, in a line.
fn line(what: &Happening) -> String {
    match what {
        Happening::Channel { id, name, .. } => format!("channel {id} is called {name}"),
        Happening::Deleted(on) => format!("gone {} in {}", on.message, on.channel),
        Happening::Joined(person) => format!("{} comes", who(person)),
        Happening::Left(account) => format!("{account} leaves"),
        Happening::Message(message) => {
            let below = message.thread.as_ref().map(|top| format!(" below {top}")).unwrap_or_default();
            let to = message.to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
            let text = message.text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
            format!(
                "message {} in {} by {}{below}{to}{text}",
                message.id,
                message.channel,
                who(&message.author)
            )
        }
        Happening::Person(person) => {
            format!("{} is called {}", who(person), person.name.as_deref().unwrap_or("nothing"))
        }
        Happening::Reacted(reaction) => {
            let (on, by) = (&reaction.on, &reaction.by.account);
            let author = reaction.author.as_ref().map(|author| format!(" by {}", author.account));
            let author = author.unwrap_or_default();
            format!("{by} reacts with {} to {} in {}{author}", reaction.emoji, on.message, on.channel)
        }
        Happening::Role { id, name } => format!("role {id} is called {name}"),
        Happening::ThreadStarted { root, by } => {
            format!("thread {} in {} by {}", root.message, root.channel, by.account)
        }
        Happening::Unreacted { on, by, emoji } => {
            let by = by.as_ref().map(ToString::to_string).unwrap_or_default();
            let emoji = emoji.as_deref().unwrap_or_default();
            format!("{by} takes {emoji} back from {} in {}", on.message, on.channel)
        }
        Happening::Visitor { account, visitor: true } => format!("{account} visits"),
        Happening::Visitor { account, visitor: false } => format!("{account} is at home"),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_kind_of_event_is_read_as_it_should_be() {
    let mut wrong = Vec::new();
    for Event { name, event, reads, few } in fixtures().events {
        let workspace = harbour();
        let people = People::default();
        let here = Here { workspace: &workspace, people: &people, now: Moment(9_000) };
        let told = told(&event, here).unwrap_or_else(|error| panic!("{name}: {error}"));
        let lines: Vec<String> = told.events.iter().map(|event| line(&event.what)).collect();
        if lines != reads || told.among_few != few {
            wrong.push(format!("{name}: {lines:#?} {:?}, and not {reads:#?} {few:?}", told.among_few));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_of_interaction_is_read_as_it_should_be() {
    let mut wrong = Vec::new();
    for Pressed { name, interaction, reads } in fixtures().interactions {
        let interaction: Interaction =
            serde_json::from_value(interaction).unwrap_or_else(|error| panic!("{name}: {error}"));
        let (asked, back) = interaction.read(&People::default()).unwrap_or_else(|| panic!("{name}: nowhere"));
        let answers = |invocation: &bot_core::command::Invocation| {
            let mut answers: Vec<String> =
                invocation.answers.iter().map(|(field, answer)| format!(" {field}={answer}")).collect();
            answers.sort();
            let about = invocation.about.as_ref().map(|about| format!(" about {about}"));
            format!("with{}{}", answers.concat(), about.unwrap_or_default())
        };
        let asked = match &asked {
            Asked::Command(invocation) => format!("asks {} {}", invocation.command, answers(invocation)),
            Asked::LeftOver(left, _) => format!("left over {left}"),
            Asked::Nothing => "nothing".to_owned(),
            Asked::Pressed(_, held) => format!("pressed {held}"),
            Asked::Sent(invocation, held) => format!("sent {held} {}", answers(invocation)),
            Asked::Suggest(_, held, field, typed) => format!("seeks {field}={typed} in {held}"),
        };
        let place = |word: &str, at: &Option<String>| at.as_ref().map(|at| format!(" {word} {at}"));
        let places = [place("in", &back.channel), place("below", &back.thread), place("on", &back.message)];
        let places: String = places.into_iter().flatten().collect();
        let read = format!("{:?}{places}: {asked}", back.way);
        if read != reads || (back.team.as_str(), back.user.as_str()) != ("T024BE7LD", "U2147483697") {
            wrong.push(format!("{name}:\n{read}, and not\n{reads}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

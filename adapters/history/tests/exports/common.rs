//! What the tests share: fixtures, packing, and a reading as a transcript.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use bot_core::chat::{Event, Happening, Person};
use history::{Step, Summary};

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// All events of an export, and its summary.
pub(crate) fn read(path: &Path) -> (Vec<Event>, Summary) {
    let mut history = history::open(path).expect("an export");
    let mut events = Vec::new();
    let mut bytes = 0;
    let summary = history.read(&mut |step| {
        match step {
            Step::Event(event) => events.push(event),
            Step::Read(read) => bytes = read,
        }
        ControlFlow::Continue(())
    });
    assert_eq!(bytes, history.size(), "the progress ends where it said that it would");
    (events, summary)
}

/// Packs a folder as `under/…`, or just its contents where `under` is empty.
pub(crate) fn pack(folder: &Path, zip: &Path, under: &str) {
    let mut zip = zip::ZipWriter::new(File::create(zip).expect("a new file"));
    pack_into(&mut zip, folder, under);
    zip.finish().expect("a whole archive");
}

fn pack_into(zip: &mut zip::ZipWriter<File>, folder: &Path, under: &str) {
    for found in fs::read_dir(folder).expect("a folder") {
        let found = found.expect("an entry");
        let name = found.file_name().into_string().expect("a plain name");
        let name = if under.is_empty() { name } else { format!("{under}/{name}") };
        if found.path().is_dir() {
            pack_into(zip, &found.path(), &name);
        } else {
            add(zip, &name, &fs::read(found.path()).expect("a file"));
        }
    }
}

pub(crate) fn add(zip: &mut zip::ZipWriter<File>, name: &str, contents: &[u8]) {
    zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a new entry");
    zip.write_all(contents).expect("room");
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    for found in fs::read_dir(from).expect("a folder") {
        let found = found.expect("an entry");
        let to = to.join(found.file_name());
        if found.path().is_dir() { copy(&found.path(), &to) } else { drop(fs::copy(found.path(), to)) }
    }
}

/// The events, one a line: when, where, who, what.
pub(crate) fn transcript(events: &[Event]) -> String {
    let mut channels = HashMap::new();
    let mut lines = String::new();
    for Event { at, what, .. } in events {
        if let Happening::Channel { id, name, .. } = what {
            channels.insert(id.clone(), name.clone());
        }
        let place = |id| channels.get(id).map_or_else(|| format!("?{id}"), |name| format!("#{name}"));
        let said = match what {
            Happening::Channel { id, name, parent: None } => format!("channel {id} is #{name}"),
            Happening::Channel { id, name, parent: Some(parent) } => {
                format!("channel {id} is #{name} in {}", place(parent))
            }
            Happening::Joined(person) => format!("{} joined", who(person)),
            Happening::Left(account) => format!("{account} left"),
            Happening::Message(message) => {
                let mut line = format!("{} {}", place(&message.channel), who(&message.author));
                for (word, id) in [("in", &message.thread), ("answers", &message.answers)] {
                    line += &id.as_ref().map_or_else(String::new, |id| format!(" ({word} {id})"));
                }
                line += &message.to.as_ref().map_or_else(String::new, |to| format!(" (to {to})"));
                format!("{line}: {:?} [{}]", message.text.as_deref().unwrap_or_default(), message.id)
            }
            Happening::Person(person) => format!("{} is {}", person.account, who(person)),
            Happening::Reacted(reaction) => {
                let author = reaction.author.as_ref().map_or_else(|| "?".to_owned(), who);
                format!(
                    "{} {} gave {} to {author} [{}]",
                    place(&reaction.on.channel),
                    who(&reaction.by),
                    reaction.emoji,
                    reaction.on.message
                )
            }
            Happening::Server { name } => format!("server {name}"),
            Happening::ThreadStarted { root, by } => {
                format!("{} thread under {} by {}", place(&root.channel), root.message, who(by))
            }
            other => format!("{other:?}"),
        };
        lines += &format!("{} {said}\n", at.utc().format("%m-%d %H:%M:%S%.3f"));
    }
    lines
}

fn who(person: &Person) -> String {
    let bot = if person.bot { " (bot)" } else { "" };
    format!("{}{bot}", person.name.as_deref().unwrap_or("somebody"))
}

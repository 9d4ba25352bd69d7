//! DiscordChatExporter's JSON: a file for each channel or thread, or several where a channel was split or exported twice.

mod message;

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;

use bot_core::chat::{ChannelId, Happening, MessageRef, ServerId};
use bot_core::moment::Moment;
use serde::Deserialize;

use crate::Unreadable;
use crate::files::Files;
use crate::json::{self, Fault, Json};
use crate::out::Out;
use crate::summary::{Broken, Reason};
use message::Raw;

/// What is known of an export before its messages are read.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) server: ServerId,
    pub(crate) name: String,
    /// Channels before threads, each one's files in the order of time.
    parts: Vec<Part>,
    broken: Vec<Broken>,
    direct: u64,
    other: u64,
}

/// One file.
#[derive(Debug)]
struct Part {
    entry: usize,
    channel: Channel,
    /// What tells the files of one channel apart: the date range that was asked for, and the number of the piece.
    order: (Option<String>, u64),
}

/// What stands in a file before its messages.
struct Header {
    guild: Guild,
    channel: Channel,
    after: Option<String>,
}

#[derive(Deserialize)]
struct Guild {
    id: String,
    name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Channel {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    /// For a thread or a forum's post this is the channel that it belongs to; the format is older than threads.
    category_id: Option<String>,
    category: Option<String>,
}

#[derive(Default, Deserialize)]
struct DateRange {
    after: Option<String>,
}

impl Channel {
    fn is_thread(&self) -> bool {
        // Versions older than threads write Discord's numbers.
        self.kind.ends_with("Thread") || matches!(self.kind.as_str(), "10" | "11" | "12")
    }

    fn is_direct(&self) -> bool {
        self.kind.starts_with("Direct")
    }

    fn parent(&self) -> Option<&String> {
        self.category_id.as_ref().filter(|id| self.is_thread() && !id.is_empty())
    }
}

impl Export {
    /// The files lie side by side, or within one folder more.
    pub(crate) fn recognise(files: &mut Files, path: &Path) -> Result<Option<Self>, Unreadable> {
        let mut guild: Option<Guild> = None;
        let (mut parts, mut broken, mut direct, mut other) = (Vec::new(), Vec::new(), 0, 0);
        for entry in 0..files.entries.len() {
            let name = files.entries[entry].name.clone();
            if name.matches('/').count() > 1 {
                continue;
            }
            let mut json = match files.read(entry) {
                Ok(reader) => Json::new(reader),
                Err(error) => {
                    broken.push(Broken::file(&name, &error.to_string()));
                    continue;
                }
            };
            let header = match header(&mut json) {
                Ok(Some(header)) => header,
                Ok(None) | Err(Fault::Unexpected(_) | Fault::TooLong) => {
                    other += 1;
                    continue;
                }
                Err(fault) => {
                    broken.push(fault.at(&name, json.place()));
                    continue;
                }
            };
            if header.guild.id == "0" || header.channel.is_direct() {
                direct += 1;
                continue;
            }
            if let Some(one) = guild.as_ref().filter(|guild| guild.id != header.guild.id) {
                let (path, one, other) = (path.to_owned(), one.name.clone(), header.guild.name);
                return Err(Unreadable::Several { path, one, other });
            }
            guild = Some(header.guild);
            parts.push(Part { entry, channel: header.channel, order: (header.after, piece(&name)) });
        }
        let Some(guild) = guild else {
            return if direct > 0 { Err(Unreadable::Direct { path: path.to_owned() }) } else { Ok(None) };
        };
        parts.sort_by(|a, b| key(a).cmp(&key(b)));
        let server = ServerId::new("discord", &guild.id);
        Ok(Some(Self { server, name: guild.name, parts, broken, direct, other }))
    }

    pub(crate) fn size(&self, files: &Files) -> u64 {
        self.parts.iter().map(|part| files.entries[part.entry].size).sum()
    }

    pub(crate) fn read(&self, files: &mut Files, out: &mut Out<'_>) -> ControlFlow<()> {
        for broken in &self.broken {
            out.broken(broken.clone());
        }
        out.leave_out(Reason::Direct, self.direct);
        out.leave_out(Reason::OtherFile, self.other);
        out.event(born(&self.server.id), Happening::Server { name: self.name.clone() })?;
        let mut named = HashSet::new();
        for Part { channel, .. } in &self.parts {
            // The channel of a thread may not have been exported, and a forum has no messages of its own.
            if let Some(parent) = channel.parent().filter(|parent| named.insert(*parent)) {
                let name = channel.category.clone().unwrap_or_else(|| parent.clone());
                let id = ChannelId(parent.clone());
                out.event(born(parent), Happening::Channel { id, name, parent: None })?;
            }
            if named.insert(&channel.id) {
                let (id, name) = (ChannelId(channel.id.clone()), channel.name.clone());
                let parent = channel.parent().cloned().map(ChannelId);
                out.event(born(&channel.id), Happening::Channel { id, name, parent })?;
            }
        }
        let mut threads = HashSet::new();
        for part in &self.parts {
            part.read(files, &mut threads, out)?;
        }
        ControlFlow::Continue(())
    }
}

impl Part {
    fn read(
        &self,
        files: &mut Files,
        threads: &mut HashSet<MessageRef>,
        out: &mut Out<'_>,
    ) -> ControlFlow<()> {
        let (name, size) = (files.entries[self.entry].name.clone(), files.entries[self.entry].size);
        match files.read(self.entry) {
            Err(error) => out.broken(Broken::file(&name, &error.to_string())),
            Ok(reader) => {
                let mut json = Json::new(reader);
                let read = header(&mut json);
                if matches!(read, Ok(Some(_))) {
                    json::each::<_, Raw>(&mut json, &name, &mut |element| {
                        out.progress(element.bytes)?;
                        match element.is {
                            Ok(raw) => raw.tell(&self.channel, threads, out),
                            Err(broken) => {
                                out.broken(broken);
                                ControlFlow::Continue(())
                            }
                        }
                    })?;
                }
                if let Err(fault) = read.and_then(|_| json.rest()) {
                    out.broken(fault.at(&name, json.place()));
                }
            }
        }
        out.done(size)
    }
}

/// Reads up to the messages. `None` if the file is something else.
fn header(json: &mut Json<impl std::io::BufRead>) -> Result<Option<Header>, Fault> {
    let (mut guild, mut channel, mut range) = (None, None, DateRange::default());
    json.enter(b'{')?;
    while let Some(key) = json.key()? {
        match (key.as_str(), guild.is_some() || channel.is_some()) {
            ("guild", _) => {
                json.read()?;
                guild = serde_json::from_slice(json.value()).ok();
            }
            ("channel", _) => {
                json.read()?;
                channel = serde_json::from_slice(json.value()).ok();
            }
            ("dateRange", true) => {
                json.read()?;
                range = serde_json::from_slice(json.value()).unwrap_or_default();
            }
            ("messages", true) => {
                let (Some(guild), Some(channel)) = (guild, channel) else { return Ok(None) };
                return Ok(Some(Header { guild, channel, after: range.after }));
            }
            (_, true) => json.read()?,
            // Those two come first; a file that starts otherwise need not be read to its end.
            (_, false) => return Ok(None),
        }
    }
    Ok(None)
}

fn key(part: &Part) -> (bool, u64, &(Option<String>, u64)) {
    (part.channel.is_thread(), part.channel.id.parse().unwrap_or(u64::MAX), &part.order)
}

/// A channel that is split has its second file called `name [id] [part 2].json`.
fn piece(name: &str) -> u64 {
    let number = name.rsplit_once("[part ").and_then(|(_, rest)| rest.split_once(']'));
    number.and_then(|(number, _)| number.parse().ok()).unwrap_or(1)
}

/// When the thing with this id was made: Discord's ids begin with the time.
fn born(id: &str) -> Moment {
    const FIRST: i64 = 1_420_070_400_000;
    Moment(id.parse::<u64>().map_or(0, |id| FIRST + (id >> 22).cast_signed()))
}

//! Reads other tools' exports of a community's history into Kith's events.
//!
//! [`open`] recognises an export, [`History::read`] hands its events on one by one. However long a history is, only one
//! entry of it is in memory at a time, besides the lists of people and files.

mod discord;
mod files;
mod json;
mod out;
mod slack;
mod summary;

use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use bot_core::chat::{Event, ServerId};

pub use summary::{Broken, Reason, Summary};

use files::Files;
use out::Out;

/// Recognises what lies at `path`: a Slack workspace export (ZIP or folder), or files of DiscordChatExporter in its JSON
/// format (one, a folder of them, or a ZIP).
///
/// # Errors
/// If it is neither, or holds more than one server.
pub fn open(path: &Path) -> Result<History, Unreadable> {
    let mut files = Files::open(path)?;
    let export = match slack::Export::recognise(&mut files, path)? {
        Some(slack) => Export::Slack(slack),
        None => match discord::Export::recognise(&mut files, path)? {
            Some(discord) => Export::Discord(discord),
            None => return Err(Unreadable::Neither { path: path.to_owned() }),
        },
    };
    Ok(History { files, export })
}

/// A community's history as another tool exported it.
#[derive(Debug)]
pub struct History {
    files: Files,
    export: Export,
}

#[derive(Debug)]
enum Export {
    Discord(discord::Export),
    Slack(slack::Export),
}

impl History {
    /// Which tool's export it is.
    pub fn kind(&self) -> Kind {
        match self.export {
            Export::Discord(_) => Kind::Discord,
            Export::Slack(_) => Kind::Slack,
        }
    }

    /// The server whose history it is: the same however and how often it was exported.
    pub fn server(&self) -> &ServerId {
        match &self.export {
            Export::Discord(discord) => &discord.server,
            Export::Slack(slack) => &slack.server,
        }
    }

    /// What the community is called. Slack exports do not say, so for them it comes from the file's name.
    pub fn name(&self) -> &str {
        match &self.export {
            Export::Discord(discord) => &discord.name,
            Export::Slack(slack) => &slack.name,
        }
    }

    /// How much there is to read, in bytes; [`Step::Read`] counts up to it.
    pub fn size(&self) -> u64 {
        match &self.export {
            Export::Discord(discord) => discord.size(&self.files),
            Export::Slack(slack) => slack.size(&self.files),
        }
    }

    /// Reads all of it. Things come after what they refer to: channels and people first, then channel by channel in
    /// the order of time. Reading ends early when `sink` breaks.
    pub fn read(&mut self, sink: &mut dyn FnMut(Step) -> ControlFlow<()>) -> Summary {
        let mut out = Out::new(&self.server().clone(), sink);
        for broken in &self.files.broken {
            out.broken(broken.clone());
        }
        let read = match &self.export {
            Export::Discord(discord) => discord.read(&mut self.files, &mut out),
            Export::Slack(slack) => slack.read(&mut self.files, &mut out),
        };
        // If the sink broke it off, that is known where the sink comes from.
        if read.is_continue() {
            let _ = out.finish();
        }
        out.summary
    }
}

/// A step of a reading.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "nearly every step is an event; boxing each would only cost")]
pub enum Step {
    /// Something that happened.
    Event(Event),
    /// So many bytes are read by now, of [`History::size`].
    Read(u64),
}

/// The tool that made an export.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// DiscordChatExporter, in its JSON format.
    Discord,
    /// Slack's own workspace export.
    Slack,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Discord => "DiscordChatExporter JSON",
            Self::Slack => "Slack export",
        })
    }
}

/// Why nothing of what lies at a path can be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Only direct messages.
    #[error("{} holds direct messages only. Those are nobody else's business, so they are not imported.", path.display())]
    Direct {
        /// Where.
        path: PathBuf,
    },
    /// The path cannot be opened.
    #[error("{} cannot be opened: {error}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// No export that is known here.
    #[error(
        "{} is neither a Slack export (ZIP or folder with channels.json) nor DiscordChatExporter JSON (file or folder).",
        path.display()
    )]
    Neither {
        /// Where.
        path: PathBuf,
    },
    /// Several servers in one folder.
    #[error("{} holds more than one community: {one} and {other}. Please import each one's folder by itself.", path.display())]
    Several {
        /// Where.
        path: PathBuf,
        /// One of them.
        one: String,
        /// Another.
        other: String,
    },
    /// The ZIP is damaged.
    #[error("{} is not a whole ZIP file ({error}). Its download may have been cut off: please fetch it again.", path.display())]
    Zip {
        /// Where.
        path: PathBuf,
        /// What is wrong with it.
        error: zip::result::ZipError,
    },
}

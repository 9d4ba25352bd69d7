//! What an import amounted to: what was read, what was left out and why, and which files were broken.

use std::collections::BTreeMap;
use std::fmt;

use bot_core::moment::Moment;

/// The sums of one reading. Every entry of the export is a message, somebody's coming, or left out.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Summary {
    /// People whom the export names; no bots.
    pub people: u64,
    /// Channels; a thread is none.
    pub channels: u64,
    /// Messages by people.
    pub messages: u64,
    /// People who came to the server, as often as the export says so.
    pub joined: u64,
    /// Reactions by people.
    pub reactions: u64,
    /// When the first message was written.
    pub first: Option<Moment>,
    /// When the last message was written.
    pub last: Option<Moment>,
    /// What was left out.
    pub left_out: BTreeMap<Reason, u64>,
    /// Where the export is broken; at most [`Summary::BROKEN`] places, [`Reason::Unreadable`] counts all.
    pub broken: Vec<Broken>,
}

impl Summary {
    /// How many broken places are kept: enough to see what is wrong, however much is.
    pub const BROKEN: usize = 100;
}

/// A place in the export that cannot be read. What stands around it was read all the same.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Broken {
    /// The file, seen from the export's own folder.
    pub file: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// The byte within the line, from 1; 0 where the whole file is meant.
    pub column: usize,
    /// What is wrong.
    pub why: String,
}

impl Broken {
    /// A whole file that cannot be read.
    pub(crate) fn file(file: &str, why: &str) -> Self {
        Self { file: file.to_owned(), line: 0, column: 0, why: why.to_owned() }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}, line {}, column {}: {}", self.file, self.line, self.column, self.why)
        } else {
            write!(f, "{}: {}", self.file, self.why)
        }
    }
}

/// Why something was left out. Its words follow a number: "12 messages of bots and webhooks".
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Reason {
    /// A message of a bot or webhook.
    Bot,
    /// A reaction of a bot.
    BotReaction,
    /// What is left where a message was deleted.
    Deleted,
    /// A whole direct conversation, which was not even opened.
    Direct,
    /// The note that a message was edited.
    Edit,
    /// A message that names nobody as its author.
    NoAuthor,
    /// A file that belongs to neither kind of export.
    OtherFile,
    /// A reaction to a message that was itself left out.
    ReactionToLeftOut,
    /// A reaction without whose it is.
    ReactionUnnamed,
    /// A message that the export holds twice.
    Repeated,
    /// What the platform itself writes among the messages: joins, topics, pins and the like.
    System,
    /// A folder of messages for which the export lists no channel.
    UnlistedChannel,
    /// Something broken; see [`Summary::broken`].
    Unreadable,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bot => "messages of bots and webhooks",
            Self::BotReaction => "reactions of bots",
            Self::Deleted => "messages deleted before the export",
            Self::Direct => "direct conversations, which are nobody else's business",
            Self::Edit => "notes that a message was edited",
            Self::NoAuthor => "messages without an author",
            Self::OtherFile => "files that belong to no export",
            Self::ReactionToLeftOut => "reactions to what was left out",
            Self::ReactionUnnamed => "reactions without whose they are",
            Self::Repeated => "messages that the export holds twice",
            Self::System => "notices of the platform: joins, topics, pins",
            Self::UnlistedChannel => "folders of channels that the export does not list",
            Self::Unreadable => "entries that cannot be read",
        })
    }
}

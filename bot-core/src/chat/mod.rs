//! The ground floor: what passes between the core and a chat platform, as plain data.

mod effect;
pub mod event;
mod ids;
mod message;
mod text;

pub use effect::{Effect, Place, ThreadAt, Whisper};
pub use event::{Event, Happening, Reaction, Source};
pub use ids::{AccountId, ChannelId, MessageId, MessageRef, Person, Platform, RoleId, ServerId};
pub use message::{Button, ButtonStyle, File, Message, Picture};
pub use text::{Part, Text};
pub(crate) use text::{called, one_line, printable};

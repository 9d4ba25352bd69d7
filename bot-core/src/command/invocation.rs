//! Whatever a person does to the bot: one thing.

use super::Answers;
use crate::chat::{AccountId, ChannelId, Person, RoleId, ServerId, Text};

/// Somebody asked for a command: typed it, picked it from a menu, pressed a button or sent a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Invocation {
    /// The platform's id of this asking. The same id again gets the same answer, and nothing is done twice.
    pub id: String,
    /// The server where it happened.
    pub server: ServerId,
    /// The channel where it happened, or the thread where threads are channels.
    pub channel: ChannelId,
    /// Who asks.
    pub asker: Person,
    /// The asker's roles on the platform, if the platform sent them.
    pub asker_roles: Option<Vec<RoleId>>,
    /// Whether the asker may manage the server, if the platform said so: who may not never becomes the first admin.
    pub may_manage: Option<bool>,
    /// The command's name, such as `badge give`.
    pub command: String,
    /// What was answered.
    pub answers: Answers,
    /// The people in the answers, as the platform describes them.
    pub people: Vec<Person>,
    /// What the message says on whose menu it was asked, where the platform sent it. Looked at once.
    pub about: Option<String>,
    /// How it was asked.
    pub via: Via,
    /// What commands begin with there: `/`, or `/kith ` where most of them are one command's.
    pub slash: &'static str,
    /// Why nobody would see what the bot says there, in the adapter's words: then what everybody is to see is refused with
    /// them, and nothing is done.
    pub unheard: Option<Text>,
}

/// How something was asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Via {
    /// By a button.
    Button,
    /// By a form, a menu or a typed line.
    Command,
}

impl Invocation {
    /// `command` with `answers`, asked by `asker` in `channel`.
    pub fn new(
        id: &str,
        server: ServerId,
        channel: &str,
        asker: Person,
        command: &str,
        answers: Answers,
    ) -> Self {
        Self {
            id: id.to_owned(),
            server,
            channel: channel.into(),
            asker,
            asker_roles: None,
            may_manage: None,
            command: command.to_owned(),
            answers,
            people: Vec::new(),
            about: None,
            via: Via::Command,
            slash: "/",
            unheard: None,
        }
    }

    /// The account that asks.
    pub fn account(&self) -> &AccountId {
        &self.asker.account
    }
}

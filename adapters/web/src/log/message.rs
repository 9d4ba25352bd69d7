//! A message of the chat log, as plain data.

use bot_core::chat::{self, AccountId, ChannelId, MessageId};
use bot_core::moment::Moment;
use serde::{Deserialize, Serialize};

use super::files::{FileRef, NewFile};

/// A place where messages stand: a channel of a server, or a thread in it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Where {
    /// The server, as the log names it.
    pub(crate) server: String,
    pub(crate) channel: ChannelId,
    /// The message at the top of the thread.
    pub(crate) thread: Option<MessageId>,
}

/// What a message says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Body {
    /// In a person's words.
    Said(String),
    /// In Kith's.
    Kith(chat::Message),
}

/// Who asked Kith for a message, and by which command.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Asked {
    pub(crate) by: AccountId,
    pub(crate) command: String,
}

/// A message to write down.
pub(crate) struct New {
    pub(crate) at: Where,
    /// As the core shall know it; made up if nothing is given.
    pub(crate) id: Option<MessageId>,
    /// Nobody: Kith.
    pub(crate) author: Option<AccountId>,
    pub(crate) body: Body,
    pub(crate) when: Moment,
    pub(crate) only_for: Option<AccountId>,
    pub(crate) asked: Option<Asked>,
    pub(crate) effect: Option<i64>,
    pub(crate) ask: Option<String>,
    pub(crate) files: Vec<NewFile>,
}

impl New {
    /// What a person writes.
    pub(crate) fn said(at: Where, author: AccountId, text: String, when: Moment) -> Self {
        Self { author: Some(author), ..Self::kith(at, Body::Said(text), when) }
    }

    /// What Kith writes.
    pub(crate) fn kith(at: Where, body: Body, when: Moment) -> Self {
        Self {
            at,
            id: None,
            author: None,
            body,
            when,
            only_for: None,
            asked: None,
            effect: None,
            ask: None,
            files: Vec::new(),
        }
    }
}

/// An emoji under a message, with who put it there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Reaction {
    pub(crate) emoji: String,
    pub(crate) by: Vec<AccountId>,
}

/// A message as it stands on the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Message {
    pub(crate) n: i64,
    pub(crate) at: Where,
    pub(crate) id: MessageId,
    pub(crate) author: Option<AccountId>,
    pub(crate) body: Body,
    pub(crate) when: Moment,
    pub(crate) edited: bool,
    pub(crate) deleted: bool,
    pub(crate) only_for: Option<AccountId>,
    pub(crate) asked: Option<Asked>,
    pub(crate) changed: i64,
    /// How many messages stand in the thread below it.
    pub(crate) replies: i64,
    pub(crate) reactions: Vec<Reaction>,
    pub(crate) files: Vec<FileRef>,
}

/// What stands between the accounts of a few who alone see something.
const FEW: char = '\u{1F}';

/// Each of the few who alone see something.
pub(crate) fn each(only: &AccountId) -> impl Iterator<Item = AccountId> {
    only.as_str().split(FEW).filter(|one| !one.is_empty()).map(AccountId::from)
}

/// Whether somebody is among the few who alone see something.
pub(crate) fn is_among(only: &AccountId, account: &AccountId) -> bool {
    only.as_str().split(FEW).any(|one| one == account.as_str())
}

/// The few who alone see something.
pub(crate) fn few(accounts: &[AccountId]) -> AccountId {
    let accounts: Vec<&str> = accounts.iter().map(AccountId::as_str).collect();
    AccountId(accounts.join(&FEW.to_string()))
}

impl Message {
    /// Whether one person alone sees it.
    pub(crate) fn is_for_one(&self) -> bool {
        self.only_for.as_ref().is_some_and(|only| !only.as_str().contains(FEW))
    }

    /// Where and which it is, for the core.
    pub(crate) fn reference(&self) -> chat::MessageRef {
        chat::MessageRef { channel: self.at.channel.clone(), message: self.id.clone() }
    }

    /// Whether somebody may see it.
    pub(crate) fn is_for(&self, account: &AccountId) -> bool {
        self.only_for.as_ref().is_none_or(|only| is_among(only, account))
    }
}

//! A message as Slack tells of it, live or out of a channel's history.

use std::borrow::Cow;

use bot_core::chat::event::Message as Written;
use bot_core::chat::{Event, Happening, MessageRef, Person};
use bot_core::moment::Moment;
use serde::Deserialize;

use super::moment;
use crate::people::People;
use crate::workspace::Workspace;

/// A message of any subtype. In an edit or a deletion, the message itself stands within.
#[derive(Deserialize)]
pub(crate) struct Raw<'a> {
    #[serde(borrow)]
    subtype: Option<Cow<'a, str>>,
    #[serde(borrow)]
    channel: Option<Cow<'a, str>>,
    #[serde(borrow)]
    channel_type: Option<Cow<'a, str>>,
    #[serde(borrow)]
    user: Option<Cow<'a, str>>,
    #[serde(borrow)]
    bot_id: Option<Cow<'a, str>>,
    text: Option<String>,
    #[serde(borrow)]
    pub(crate) ts: Option<Cow<'a, str>>,
    #[serde(borrow)]
    thread_ts: Option<Cow<'a, str>>,
    #[serde(borrow)]
    parent_user_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    deleted_ts: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) latest_reply: Option<Cow<'a, str>>,
    hidden: Option<bool>,
    reply_count: Option<u64>,
    edited: Option<serde::de::IgnoredAny>,
    root: Option<Root<'a>>,
    #[serde(borrow)]
    message: Option<Box<Raw<'a>>>,
}

/// The top of the thread, in a reply that was sent to the channel too.
#[derive(Deserialize)]
struct Root<'a> {
    #[serde(borrow)]
    user: Option<Cow<'a, str>>,
}

/// What is known where a message is read.
#[derive(Clone, Copy)]
pub(crate) struct Here<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) people: &'a People,
    pub(crate) now: Moment,
}

impl Here<'_> {
    /// Something that happened here.
    pub(crate) fn event(&self, at: Moment, what: Happening) -> Event {
        Event { server: self.workspace.server(), at, what }
    }

    /// Somebody of this workspace.
    pub(crate) fn person(&self, id: &str) -> Person {
        let mut person = self.people.person(&self.workspace.team, id);
        person.bot |= id == self.workspace.me;
        person
    }
}

impl Raw<'_> {
    /// The conversation of a few people alone in which it stands, if it stands in one.
    pub(crate) fn among_few(&self) -> Option<&str> {
        self.channel.as_deref().filter(|_| self.channel_type.as_deref() == Some("mpim"))
    }

    /// The accounts that a message names and nobody described yet.
    pub(crate) fn strangers(&self, here: Here<'_>) -> Vec<String> {
        let ids = [self.user.as_deref(), self.parent_user_id.as_deref()].into_iter().flatten();
        let unknown = |id: &&str| here.people.of(&here.workspace.team, id).is_none();
        ids.filter(unknown).map(ToOwned::to_owned).collect()
    }

    /// What a message says happened. In a channel's history, which does not say the channel, that is `channel`.
    pub(crate) fn events(&self, channel: Option<&str>, here: Here<'_>) -> Vec<Event> {
        let Some(channel) = self.channel.as_deref().or(channel) else { return Vec::new() };
        // What two people say to each other is nobody else's.
        if matches!(self.channel_type.as_deref(), Some("im" | "app_home")) {
            return Vec::new();
        }
        match self.subtype.as_deref() {
            None | Some("file_share" | "me_message" | "thread_broadcast" | "bot_message") => {
                if self.hidden == Some(true) { Vec::new() } else { self.written(channel, here) }
            }
            Some("message_changed") => self.changed(channel, here),
            Some("message_deleted") => {
                self.deleted_ts.as_deref().map_or_else(Vec::new, |ts| gone(channel, ts, here))
            }
            Some(_) => Vec::new(),
        }
    }

    /// An edit is the same message again; without `edited`, it is about a preview or a thread's count.
    fn changed(&self, channel: &str, here: Here<'_>) -> Vec<Event> {
        let Some(message) = &self.message else { return Vec::new() };
        // A deleted message with replies leaves its place behind.
        if message.subtype.as_deref() == Some("tombstone") {
            return message.ts.as_deref().map_or_else(Vec::new, |ts| gone(channel, ts, here));
        }
        // Their words are not known among a few, so nor is it that they changed.
        let is_told = message.edited.is_some() && self.among_few().is_none();
        if is_told { message.events(Some(channel), here) } else { Vec::new() }
    }

    fn written(&self, channel: &str, here: Here<'_>) -> Vec<Event> {
        let (Some(ts), Some(author)) = (self.ts.as_deref(), self.author(here)) else { return Vec::new() };
        let at = moment(ts).unwrap_or(here.now);
        let thread = self.thread_ts.as_deref().filter(|top| !top.is_empty() && *top != ts);
        let parent = self.parent_user_id.as_deref().or_else(|| self.root.as_ref()?.user.as_deref());
        let parent = parent.filter(|_| thread.is_some()).map(|id| here.person(id));
        let named = self.text.as_deref().and_then(mentioned).map(|id| here.person(id));
        // A reply addresses whoever opened the thread; in one's own thread, whom it names first.
        let to = [parent.as_ref(), named.as_ref()].into_iter().flatten();
        let to = to.filter(|to| !to.bot && to.account != author.account).map(|to| to.account.clone()).next();
        let mut events = Vec::with_capacity(2);
        let opens = self.thread_ts.as_deref() == Some(ts) && self.reply_count != Some(0);
        let root = match (thread, parent) {
            (Some(top), Some(by)) if !by.bot => Some((top, by)),
            (None, _) if opens && !author.bot => Some((ts, author.clone())),
            _ => None,
        };
        if let Some((top, by)) = root {
            let what = Happening::ThreadStarted { root: MessageRef::new(channel, top), by };
            events.push(here.event(moment(top).unwrap_or(at), what));
        }
        // Among a few it counts that somebody answered; their words are their own.
        let text = self.text.clone().filter(|text| self.among_few().is_none() && !text.trim().is_empty());
        let written = Written {
            channel: channel.into(),
            id: ts.into(),
            author,
            thread: thread.map(Into::into),
            answers: None,
            to,
            text,
        };
        // The message first: it may be the top of its thread.
        events.insert(0, here.event(at, Happening::Message(written)));
        events
    }

    /// Whose it is. A person's message may carry the id of the app through which it came: who is known as a person counts.
    fn author(&self, here: Here<'_>) -> Option<Person> {
        let user = self.user.as_deref().filter(|user| !user.is_empty());
        let by_app = self.bot_id.is_some() || self.subtype.as_deref() == Some("bot_message");
        match user {
            Some(user) => {
                let known = here.people.of(&here.workspace.team, user).is_some_and(|known| !known.bot);
                let mut person = here.person(user);
                person.bot |= by_app && !known;
                Some(person)
            }
            None => self.bot_id.as_deref().map(|id| Person { account: id.into(), name: None, bot: true }),
        }
    }
}

fn gone(channel: &str, ts: &str, here: Here<'_>) -> Vec<Event> {
    vec![here.event(here.now, Happening::Deleted(MessageRef::new(channel, ts)))]
}

/// Whom a text addresses that begins with a mention, such as `<@U024BE7LH>` or `<@U024BE7LH|bo>`.
fn mentioned(text: &str) -> Option<&str> {
    let (inside, _) = text.trim_start().strip_prefix("<@")?.split_once('>')?;
    let account = inside.split('|').next()?;
    (!account.is_empty() && account.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(account)
}

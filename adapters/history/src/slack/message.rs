//! One entry of a day's file: what somebody said, or what Slack noted.

use std::collections::HashSet;
use std::ops::ControlFlow;

use bot_core::chat::event::Message;
use bot_core::chat::{Happening, MessageId, Person};
use bot_core::moment::Moment;
use serde::Deserialize;

use super::lists::{Channel, Lists, Profile};
use super::{blocks, is_slackbot};
use crate::out::{Chosen, Out};
use crate::summary::Reason;

/// An entry as it stands in the file.
#[derive(Deserialize)]
pub(super) struct Raw {
    ts: Stamp,
    #[serde(rename = "type")]
    kind: Option<String>,
    subtype: Option<String>,
    user: Option<String>,
    bot_id: Option<String>,
    text: Option<String>,
    thread_ts: Option<String>,
    parent_user_id: Option<String>,
    root: Option<Root>,
    reply_count: Option<u64>,
    hidden: Option<bool>,
    user_profile: Option<Profile>,
    reactions: Option<Vec<RawReaction>>,
    comment: Option<Comment>,
    is_intro: Option<bool>,
}

#[derive(Deserialize)]
struct RawReaction {
    name: String,
    users: Option<Vec<String>>,
    count: Option<u64>,
}

/// The top of the thread, which stands in replies that were sent to the channel too.
#[derive(Deserialize)]
struct Root {
    user: Option<String>,
}

#[derive(Deserialize)]
struct Comment {
    user: Option<String>,
    comment: Option<String>,
}

/// Slack's `ts`: a time that is also the message's name in its channel.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Stamp {
    id: String,
    at: Moment,
}

impl TryFrom<String> for Stamp {
    type Error = &'static str;

    fn try_from(id: String) -> Result<Self, Self::Error> {
        let (seconds, fraction) = id.split_once('.').unwrap_or((&id, ""));
        let millis: String = fraction.chars().chain("000".chars()).take(3).collect();
        let millis = format!("{seconds}{millis}").parse();
        Ok(Self { at: Moment(millis.map_err(|_| "`ts` is no time")?), id })
    }
}

impl Raw {
    /// Hands on what the entry says, or counts why not.
    pub(super) fn tell(
        mut self,
        bytes: &[u8],
        channel: &Channel,
        lists: &Lists,
        seen: &mut HashSet<String>,
        out: &mut Out<'_>,
    ) -> ControlFlow<()> {
        let author = match self.author(lists) {
            Ok(author) => author,
            Err(reason) => return self.leave_out(reason, out),
        };
        let at = self.ts.at;
        if self.subtype.as_deref() == Some("channel_join") {
            if !channel.general {
                return self.leave_out(Reason::System, out);
            }
            out.meet(&author, at)?;
            out.event(at, Happening::Joined(author))?;
            return self.leave_reactions_out(out);
        }
        // A reply that was also sent to the channel may stand there twice.
        if !seen.insert(self.ts.id.clone()) {
            return self.leave_out(Reason::Repeated, out);
        }
        let text = self.text(&author, bytes);
        let root = self.thread_ts.take().filter(|ts| !ts.is_empty());
        let opens = root.as_ref() == Some(&self.ts.id) && self.reply_count != Some(0);
        let thread = root.filter(|root| *root != self.ts.id);
        // A reply addresses whoever opened the thread; in one's own thread, whom it names first.
        let parent =
            self.parent_user_id.take().or_else(|| self.root.take()?.user).filter(|_| thread.is_some());
        let parent = parent.map(|parent| lists.person(&parent, None, false));
        let named = text.as_deref().and_then(|text| mentioned(text, lists));
        let to = [parent, named].into_iter().flatten().find(|to| !to.bot && to.account != author.account);
        if let Some(to) = &to {
            out.meet(to, at)?;
        }
        let reactions = self.reactions.take().into_iter().flatten().map(|reaction| {
            let users = reaction.users.unwrap_or_default();
            let count = reaction.count.unwrap_or(users.len() as u64);
            let by = users.iter().map(|user| lists.person(user, None, false)).collect();
            Chosen { emoji: reaction.name, by, count }
        });
        let reactions = reactions.collect();
        let message = Message {
            channel: channel.id.clone(),
            id: MessageId(self.ts.id),
            author,
            thread: thread.map(MessageId),
            answers: None,
            to: to.map(|to| to.account),
            text,
        };
        out.message(at, message, opens, reactions)
    }

    /// Whose entry it is, if it is one of a person; otherwise why it does not count.
    fn author(&self, lists: &Lists) -> Result<Person, Reason> {
        if self.kind.as_deref().is_some_and(|kind| kind != "message") {
            return Err(Reason::System);
        }
        let mut user = self.user.as_deref();
        match self.subtype.as_deref() {
            Some("bot_message" | "slackbot_response") => return Err(Reason::Bot),
            Some("message_deleted" | "tombstone") => return Err(Reason::Deleted),
            Some("message_changed") => return Err(Reason::Edit),
            // Once, a reply sent to the channel too was a second message.
            Some("reply_broadcast") => return Err(Reason::Repeated),
            // In old exports a comment on a file counts as its writer's message, unless it is the one that came with
            // the file: that stands in the `file_share` beside it.
            Some("file_comment") if self.is_intro == Some(true) => return Err(Reason::Repeated),
            Some("file_comment") => {
                user = user.or(self.comment.as_ref().and_then(|comment| comment.user.as_deref()));
            }
            None | Some("channel_join" | "file_share" | "me_message" | "thread_broadcast") => {}
            Some(_) => return Err(Reason::System),
        }
        if self.hidden == Some(true) {
            return Err(Reason::Deleted);
        }
        // A person's message may carry the id of the app through which it came: who is on the list as a person counts.
        let by_app = self.bot_id.is_some();
        match user.filter(|user| !user.is_empty()) {
            Some(user) => {
                let stranger_app = by_app && self.user_profile.is_none();
                Some(lists.person(user, self.user_profile.as_ref(), stranger_app))
                    .filter(|author| !author.bot && !is_slackbot(&author.account))
                    .ok_or(Reason::Bot)
            }
            None if by_app => Err(Reason::Bot),
            None => Err(Reason::NoAuthor),
        }
    }

    /// The words of its author.
    fn text(&mut self, author: &Person, bytes: &[u8]) -> Option<String> {
        if let Some(comment) = self.comment.take() {
            return comment.comment;
        }
        let text = self.text.take().filter(|text| !text.trim().is_empty()).or_else(|| blocks::text(bytes))?;
        // Old exports put words of Slack's around those that came with a file.
        let notice = self.subtype.as_deref() == Some("file_share")
            && text.strip_prefix("<@").is_some_and(|text| text.starts_with(author.account.as_str()))
            && text.contains("a file: ");
        if notice {
            text.split_once(" and commented: ").map(|(_, words)| words.to_owned())
        } else {
            Some(text)
        }
    }

    fn leave_out(&self, reason: Reason, out: &mut Out<'_>) -> ControlFlow<()> {
        out.leave_out(reason, 1);
        self.leave_reactions_out(out)
    }

    fn leave_reactions_out(&self, out: &mut Out<'_>) -> ControlFlow<()> {
        let reactions = self.reactions.iter().flatten();
        let reactions =
            reactions.map(|reaction| reaction.users.as_ref().map_or(0, |users| users.len() as u64));
        out.leave_out(Reason::ReactionToLeftOut, reactions.sum());
        ControlFlow::Continue(())
    }
}

/// Whom a message addresses that begins with a mention, such as `<@U024BE7LH>` or `<@U024BE7LH|bo>`.
fn mentioned(text: &str, lists: &Lists) -> Option<Person> {
    let (inside, _) = text.trim_start().strip_prefix("<@")?.split_once('>')?;
    let (account, name) =
        inside.split_once('|').map_or((inside, None), |(account, name)| (account, Some(name)));
    if account.is_empty() || !account.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let mut person = lists.person(account, None, false);
    person.name = person.name.or(name.map(str::to_owned));
    Some(person)
}

//! Threads and reactions: on Slack a thread hangs on its first message, has no name and no members, and whoever is to come is
//! called by name. What is for few is said in a conversation of theirs, which opens for them.

use bot_core::chat::{AccountId, Message, MessageRef, Text};
use serde_json::json;

use crate::fault::Fault;
use crate::http::Http;
use crate::read::emoji;
use crate::workspace::Workspace;
use crate::write::text::is_stamp;

/// The first message of the thread that a message stands in, or would open; nothing if it is no message of Slack's.
pub(crate) async fn top(http: &Http, here: &Workspace, at: &MessageRef) -> Result<Option<String>, Fault> {
    let (channel, ts) = (at.channel.as_str(), at.message.as_str());
    if !is_stamp(ts) {
        return Ok(None);
    }
    let ask = json!({ "channel": channel, "ts": ts, "limit": 1, "inclusive": true });
    match http.call(here, "conversations.replies", ask).await {
        Ok(said) => {
            let top = said["messages"][0]["thread_ts"].as_str().filter(|top| is_stamp(top));
            Ok(Some(top.unwrap_or(ts).to_owned()))
        }
        Err(fault) if fault.is_passing() || fault.is_token() => Err(fault),
        // Where Kith may not look, the message is taken for the first one.
        Err(_) => Ok(Some(ts.to_owned())),
    }
}

/// A message that also calls these people.
pub(crate) fn calling(message: &Message, members: &[AccountId]) -> Message {
    let mut calling = message.clone();
    let called = members.iter().map(|member| Text::person(member, member.as_str()));
    calling.text.line(Text::join(called, " "));
    calling
}

/// Reacts to a message. Slack knows an emoji by one of several names.
pub(crate) async fn react(
    http: &Http,
    here: &Workspace,
    at: &MessageRef,
    emoji: &str,
) -> Result<Option<MessageRef>, Fault> {
    let mut last = Fault::refused("invalid_name");
    for name in emoji::names(emoji) {
        let ask = json!({ "channel": at.channel.as_str(), "timestamp": at.message.as_str(), "name": name });
        match http.call(here, "reactions.add", ask).await {
            Ok(_) => return Ok(None),
            Err(fault) if fault.is_any(&["already_reacted"]) => return Ok(None),
            Err(fault) if fault.is_any(&["invalid_name"]) => last = fault,
            Err(fault) => return Err(fault),
        }
    }
    Err(last)
}

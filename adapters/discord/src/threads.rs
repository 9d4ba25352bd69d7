//! Threads and reactions out of the outbox: opened, joined, left and closed; each once, however often it is tried.

use bot_core::Due;
use bot_core::chat::{AccountId, Message, MessageRef, Place, ThreadAt};
use hyper::Method;
use serde_json::{Value, json};

use crate::deliver::{Deliverer, id};
use crate::desk::now;
use crate::http::{Ask, Fault};
use crate::posting::THREAD_NAME;
use crate::write::form::cut;
use crate::write::message::draw_one;
use crate::{platform, refusal, snowflake};

/// The kinds of channels that matter here.
const FORUMS: [u64; 2] = [15, 16];
const PUBLIC_THREAD: u64 = 11;
const PRIVATE_THREAD: u64 = 12;
const NEWS_THREAD: u64 = 10;
const NEWS: u64 = 5;

/// What the keys of notes begin with that say which thread an effect opened.
pub(crate) const OPENED: &str = "thread:";

/// Which thread is to be opened.
pub(crate) struct Opening<'a> {
    pub(crate) at: &'a ThreadAt,
    pub(crate) name: &'a str,
    pub(crate) private: bool,
}

impl Opening<'_> {
    fn name(&self) -> String {
        let name = cut(self.name.trim(), THREAD_NAME);
        if name.is_empty() { "Kith".to_owned() } else { name }
    }
}

impl Deliverer {
    /// Puts an emoji under a message. One that is gone meanwhile needs none.
    pub(crate) async fn react(&self, at: &MessageRef, emoji: &str) -> Result<Option<MessageRef>, Fault> {
        let (channel, message) = (id(at.channel.as_str())?, id(at.message.as_str())?);
        let emoji: String = emoji.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let path = format!("/channels/{channel}/messages/{message}/reactions/{emoji}/@me");
        match self.http.ask(&Ask::new(Method::PUT, path)).await {
            Err(fault) if fault.code() != Some(10_008) => Err(fault),
            _ => Ok(None),
        }
    }

    /// Opens a thread, calls its members and writes in it; where that stands.
    pub(crate) async fn open(
        &self,
        due: &Due,
        opening: &Opening<'_>,
        message: &Message,
        members: &[AccountId],
    ) -> Result<Option<MessageRef>, Fault> {
        let thread = match opening.at {
            ThreadAt::Message(root) if !opening.private => {
                match self.thread(root, &opening.name()).await? {
                    Some(thread) => thread,
                    // Here hangs no thread on a message: below it everybody finds it as well.
                    None => return self.post(due, root.channel.as_str(), message, Some(root)).await,
                }
            }
            at => match self.beside(due, opening, at.channel().as_str(), message).await? {
                Beside::Thread(thread) => thread,
                Beside::Said(at) => {
                    self.call(at.channel.as_str(), members).await?;
                    return Ok(Some(at));
                }
            },
        };
        self.call(&thread, members).await?;
        self.post(due, &thread, message, None).await
    }

    /// A thread by itself, which may have been opened when this was tried before.
    async fn beside(
        &self,
        due: &Due,
        opening: &Opening<'_>,
        channel: &str,
        message: &Message,
    ) -> Result<Beside, Fault> {
        let channel = id(channel)?;
        let kind = self.http.ask(&Ask::get(format!("/channels/{channel}"))).await?["type"].as_u64();
        let kind = kind.unwrap_or_default();
        let forum = FORUMS.contains(&kind);
        let key = format!("{OPENED}{}", due.id);
        if due.attempts > 0
            && let Some(thread) = self.opened_before(due, opening, channel, &key).await?
        {
            let said = forum.then(|| MessageRef::new(&thread, &thread));
            return Ok(said.map_or(Beside::Thread(thread), Beside::Said));
        }
        let mut body = json!({ "name": opening.name() });
        let mut files = Vec::new();
        if forum {
            if opening.private {
                return Err(refusal::no_private_thread());
            }
            let ids = self.ids(message).await;
            let piece = draw_one(message, &self.guild(due).await, &ids);
            body["message"] = piece.body;
            files = piece.files;
        } else {
            let public = if kind == NEWS { NEWS_THREAD } else { PUBLIC_THREAD };
            body["type"] = if opening.private { PRIVATE_THREAD } else { public }.into();
            if opening.private {
                body["invitable"] = false.into();
            }
        }
        let ask = Ask::post(format!("/channels/{channel}/threads"), body).with(files);
        let thread = self.http.ask(&ask).await?["id"].as_str().unwrap_or_default().to_owned();
        self.bot.keep_note(now(), &platform(), &key, &thread).await.ok();
        let said = forum.then(|| MessageRef::new(&thread, &thread));
        Ok(said.map_or(Beside::Thread(thread), Beside::Said))
    }

    /// The thread that was opened for an effect before: as noted, or else as Discord knows it.
    async fn opened_before(
        &self,
        due: &Due,
        opening: &Opening<'_>,
        channel: &str,
        key: &str,
    ) -> Result<Option<String>, Fault> {
        if let Some(thread) = self.bot.note(&platform(), key).await.unwrap_or_default() {
            return Ok(Some(thread));
        }
        let me = self.desk.me().await?;
        let (name, first) = (opening.name(), snowflake::first_at(due.made - crate::gap::BEFORE));
        for guild in self.guilds(due).await? {
            let said = self.http.ask(&Ask::get(format!("/guilds/{guild}/threads/active"))).await?;
            let mut threads = said["threads"].as_array().into_iter().flatten();
            let ours = |thread: &&Value| {
                let born = thread["id"].as_str().and_then(|id| id.parse::<u64>().ok());
                thread["owner_id"] == me
                    && thread["parent_id"] == channel
                    && thread["name"] == name.as_str()
                    && born.is_some_and(|born| born >= first)
            };
            if let Some(thread) = threads.find(ours).and_then(|thread| thread["id"].as_str()) {
                return Ok(Some(thread.to_owned()));
            }
        }
        Ok(None)
    }

    /// Calls people into a thread. Who cannot come, because they left, is not waited for.
    async fn call(&self, thread: &str, members: &[AccountId]) -> Result<(), Fault> {
        for who in members {
            let path = format!("/channels/{}/thread-members/{}", id(thread)?, id(who.as_str())?);
            match self.http.ask(&Ask::new(Method::PUT, path)).await {
                Err(fault) if matches!(fault.code(), Some(10_007 | 10_013)) => {}
                done => drop(done?),
            }
        }
        Ok(())
    }

    /// Calls people into a thread, and takes others out of it.
    pub(crate) async fn change_members(
        &self,
        thread: &Place,
        add: &[AccountId],
        remove: &[AccountId],
    ) -> Result<Option<MessageRef>, Fault> {
        let Some(thread) = self.which(thread).await? else { return Ok(None) };
        self.call(&thread, add).await?;
        for who in remove {
            let path = format!("/channels/{thread}/thread-members/{}", id(who.as_str())?);
            match self.http.ask(&Ask::new(Method::DELETE, path)).await {
                // Whoever is not in it need not be taken out.
                Err(fault) if matches!(fault.code(), Some(10_007 | 10_013)) => {}
                done => drop(done?),
            }
        }
        Ok(None)
    }

    /// Closes a thread, for good where Kith may do that. One that is gone is closed.
    pub(crate) async fn close(&self, thread: &Place) -> Result<Option<MessageRef>, Fault> {
        let Some(thread) = self.which(thread).await? else { return Ok(None) };
        let path = format!("/channels/{thread}");
        let closed = self.http.ask(&Ask::patch(&path, json!({ "archived": true, "locked": true }))).await;
        let closed = match closed {
            // Whoever opened a thread may put it away, but not lock it.
            Err(fault) if matches!(fault.code(), Some(50_013)) => {
                self.http.ask(&Ask::patch(path, json!({ "archived": true }))).await
            }
            closed => closed,
        };
        match closed {
            Err(fault) if fault.code() != Some(10_003) => Err(fault),
            _ => Ok(None),
        }
    }

    /// The thread that a message stands in, or else the one that hangs on it.
    async fn which(&self, thread: &Place) -> Result<Option<String>, Fault> {
        let Place::Thread(root) = thread else { return Ok(None) };
        let (channel, message) = (id(root.channel.as_str())?, id(root.message.as_str())?);
        match self.http.ask(&Ask::get(format!("/channels/{channel}"))).await {
            Ok(found) => {
                let inside = [NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD];
                let inside = found["type"].as_u64().is_some_and(|kind| inside.contains(&kind));
                Ok(Some(if inside { channel } else { message }.to_owned()))
            }
            Err(fault) if fault.code() == Some(10_003) => Ok(None),
            Err(fault) => Err(fault),
        }
    }
}

/// What a thread by itself is once it is open.
enum Beside {
    /// Said already, as a forum's post.
    Said(MessageRef),
    /// Empty.
    Thread(String),
}

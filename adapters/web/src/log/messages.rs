//! Messages: written, edited, deleted, reacted to, and read again a page at a time.

use bot_core::chat::{AccountId, ChannelId, MessageId};
use bot_core::moment::Moment;

use super::message::{Asked, Body, Message, New, Reaction, Where};
use super::{Log, Writing};
use crate::Result;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    n: i64,
    server: String,
    channel: String,
    id: String,
    thread: Option<String>,
    author: Option<String>,
    body: String,
    at: i64,
    edited: Option<i64>,
    deleted: Option<i64>,
    only_for: Option<String>,
    asked_by: Option<String>,
    asked: Option<String>,
    changed: i64,
    replies: i64,
}

impl Row {
    fn read(self) -> Message {
        let body = match self.author {
            None => Body::Kith(kiths(&self.body)),
            Some(_) => Body::Said(self.body),
        };
        Message {
            n: self.n,
            at: Where {
                server: self.server,
                channel: ChannelId(self.channel),
                thread: self.thread.map(MessageId),
            },
            id: MessageId(self.id),
            author: self.author.map(AccountId),
            body,
            when: Moment(self.at),
            edited: self.edited.is_some(),
            deleted: self.deleted.is_some(),
            only_for: self.only_for.map(AccountId),
            asked: self.asked_by.zip(self.asked).map(|(by, command)| Asked { by: AccountId(by), command }),
            changed: self.changed,
            replies: self.replies,
            reactions: Vec::new(),
            files: Vec::new(),
        }
    }
}

/// What Kith said. Nothing is left of what was deleted; what another version wrote in another way is not worth a page.
fn kiths(body: &str) -> bot_core::chat::Message {
    match serde_json::from_str(body) {
        Ok(message) => message,
        Err(_) if body.is_empty() => bot_core::chat::Message::default(),
        Err(error) => {
            tracing::warn!(%error, "a message cannot be read");
            bot_core::chat::Message::default()
        }
    }
}

/// The question for messages `m`; what follows narrows it.
macro_rules! messages {
    ($rest:literal) => {
        concat!(
            "select m.n, m.server, m.channel, m.id, m.thread, m.author, m.body, m.at, m.edited, m.deleted, m.only_for,
                 m.asked_by, m.asked, m.changed,
                 case when m.thread is null then
                     (select count(*) from message r where r.server = m.server and r.channel = m.channel
                      and r.thread = m.id and r.only_for is m.only_for and r.deleted is null)
                 else 0 end as replies
             from message m ",
            $rest
        )
    };
}

/// So many messages stand on a page.
const PAGE: usize = 50;

/// Messages that stand together, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) messages: Vec<Message>,
    /// Whether others stand before them.
    pub(crate) more: bool,
}

impl Log {
    /// The last page of messages before `before` that somebody sees in a channel or a thread. A thread begins with the
    /// message at its top.
    pub(crate) async fn page(&self, at: &Where, me: &AccountId, before: i64) -> Result<Page> {
        let rows: Vec<Row> = sqlx::query_as(messages!(
            "where m.server = $1 and m.channel = $2 and m.thread is $3 and m.n < $4
               and (m.only_for is null or (instr(char(31) || m.only_for || char(31), char(31) || $5 || char(31)) > 0
                    and m.deleted is null))
             order by m.n desc limit $6"
        ))
        .bind(&at.server)
        .bind(at.channel.as_str())
        .bind(at.thread.as_ref().map(MessageId::as_str))
        .bind(before)
        .bind(me.as_str())
        .bind(PAGE as i64 + 1)
        .fetch_all(&self.pool)
        .await?;
        let more = rows.len() > PAGE;
        let mut messages: Vec<Message> = rows.into_iter().take(PAGE).rev().map(Row::read).collect();
        if let Some(top) = &at.thread
            && !more
            && let Some(top) = self.find(&at.server, &at.channel, top).await?
            && top.is_for(me)
        {
            messages.insert(0, top);
        }
        Ok(Page { messages: self.complete(messages).await?, more })
    }

    /// Whether other messages follow after those before `before`.
    pub(crate) async fn is_older(&self, at: &Where, before: i64) -> Result<bool> {
        let next: Option<i64> = sqlx::query_scalar(
            "select n from message where server = $1 and channel = $2 and thread is null and n >= $3 limit 1",
        )
        .bind(&at.server)
        .bind(at.channel.as_str())
        .bind(before)
        .fetch_optional(&self.pool)
        .await?;
        Ok(next.is_some())
    }

    /// What has changed since `after` and somebody sees, in the order of changes; at most a few hundred at once.
    pub(crate) async fn changes(&self, server: &str, me: &AccountId, after: i64) -> Result<Vec<Message>> {
        let rows: Vec<Row> = sqlx::query_as(messages!(
            "where m.server = $1 and m.changed > $2 and (m.only_for is null
                or instr(char(31) || m.only_for || char(31), char(31) || $3 || char(31)) > 0)
             order by m.changed limit 200"
        ))
        .bind(server)
        .bind(after)
        .bind(me.as_str())
        .fetch_all(&self.pool)
        .await?;
        self.complete(rows.into_iter().map(Row::read).collect()).await
    }

    /// The number of the last message that was written.
    pub(crate) async fn last(&self) -> Result<i64> {
        let last = sqlx::query_scalar("select coalesce(max(n), 0) from message");
        Ok(last.fetch_one(&self.pool).await?)
    }

    /// One message by its number.
    pub(crate) async fn message(&self, n: i64) -> Result<Option<Message>> {
        let row: Option<Row> =
            sqlx::query_as(messages!("where m.n = $1")).bind(n).fetch_optional(&self.pool).await?;
        Ok(self.complete(row.into_iter().map(Row::read).collect()).await?.pop())
    }

    /// One message by the core's name for it.
    pub(crate) async fn find(
        &self,
        server: &str,
        channel: &ChannelId,
        id: &MessageId,
    ) -> Result<Option<Message>> {
        let row: Option<Row> =
            sqlx::query_as(messages!("where m.server = $1 and m.channel = $2 and m.id = $3"))
                .bind(server)
                .bind(channel.as_str())
                .bind(id.as_str())
                .fetch_optional(&self.pool)
                .await?;
        Ok(self.complete(row.into_iter().map(Row::read).collect()).await?.pop())
    }

    /// The same with their reactions and files.
    async fn complete(&self, mut page: Vec<Message>) -> Result<Vec<Message>> {
        let ids: Vec<i64> = page.iter().map(|message| message.n).collect();
        if ids.is_empty() {
            return Ok(page);
        }
        let ids = serde_json::to_string(&ids)?;
        let reactions: Vec<(i64, String, String)> = sqlx::query_as(
            "select message, emoji, account from reaction where message in (select value from json_each($1))
             order by message, at, rowid",
        )
        .bind(&ids)
        .fetch_all(&self.pool)
        .await?;
        let files = self.files_of(&ids).await?;
        for message in &mut page {
            for (_, emoji, account) in reactions.iter().filter(|(n, ..)| *n == message.n) {
                let by = AccountId(account.clone());
                match message.reactions.iter_mut().find(|reaction| reaction.emoji == *emoji) {
                    Some(reaction) => reaction.by.push(by),
                    None => message.reactions.push(Reaction { emoji: emoji.clone(), by: vec![by] }),
                }
            }
            message.files =
                files.iter().filter(|(n, _)| *n == message.n).map(|(_, file)| file.clone()).collect();
        }
        Ok(page)
    }
}

impl Writing {
    /// Writes a message down. Its number and id; nothing if the very same stands there already.
    pub(crate) async fn add(&mut self, new: New) -> Result<Option<(i64, MessageId)>> {
        let change = self.next_change();
        let id = new.id.unwrap_or_else(|| MessageId(format!("{}.{change}", new.when.0)));
        let body = match &new.body {
            Body::Said(text) => text.clone(),
            Body::Kith(message) => serde_json::to_string(message)?,
        };
        let n: Option<i64> = sqlx::query_scalar(
            "insert into message (server, channel, id, thread, author, body, at, only_for, asked_by, asked, changed,
                 effect, ask)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing returning n",
        )
        .bind(&new.at.server)
        .bind(new.at.channel.as_str())
        .bind(id.as_str())
        .bind(new.at.thread.as_ref().map(MessageId::as_str))
        .bind(new.author.as_ref().map(AccountId::as_str))
        .bind(body)
        .bind(new.when.0)
        .bind(new.only_for.as_ref().map(AccountId::as_str))
        .bind(new.asked.as_ref().map(|asked| asked.by.as_str()))
        .bind(new.asked.as_ref().map(|asked| asked.command.as_str()))
        .bind(change)
        .bind(new.effect)
        .bind(&new.ask)
        .fetch_optional(&mut *self.tx)
        .await?;
        let Some(n) = n else { return Ok(None) };
        self.changed(1);
        for file in new.files {
            self.add_file(n, file).await?;
        }
        if let Some(top) = &new.at.thread {
            self.touch_at(&new.at.server, &new.at.channel, top).await?;
        }
        Ok(Some((n, id)))
    }
}

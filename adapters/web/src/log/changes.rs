//! What changes about messages that stand there already: edits, deletions, reactions, and the answers to buttons.

use bot_core::chat::{self, AccountId, ChannelId, MessageId};
use bot_core::moment::Moment;

use super::{Message, Writing};
use crate::Result;

impl Writing {
    /// From now on only these see a thread.
    pub(crate) async fn show_only(
        &mut self,
        server: &str,
        channel: &ChannelId,
        top: &MessageId,
        only: &AccountId,
    ) -> Result<()> {
        sqlx::query(
            "update message set only_for = $4 where server = $1 and channel = $2 and (id = $3 or thread = $3)",
        )
        .bind(server)
        .bind(channel.as_str())
        .bind(top.as_str())
        .bind(only.as_str())
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// A message changed: whoever reads sees it anew.
    pub(crate) async fn touch(&mut self, n: i64) -> Result<()> {
        let done = sqlx::query("update message set changed = $2 where n = $1")
            .bind(n)
            .bind(self.next_change())
            .execute(&mut *self.tx)
            .await?;
        self.changed(done.rows_affected());
        Ok(())
    }

    /// The same, by the core's name for it.
    pub(super) async fn touch_at(&mut self, server: &str, channel: &ChannelId, id: &MessageId) -> Result<()> {
        let sql = "update message set changed = $4 where server = $1 and channel = $2 and id = $3";
        let done = sqlx::query(sql)
            .bind(server)
            .bind(channel.as_str())
            .bind(id.as_str())
            .bind(self.next_change())
            .execute(&mut *self.tx)
            .await?;
        self.changed(done.rows_affected());
        Ok(())
    }

    /// A person says something else instead.
    pub(crate) async fn edit(&mut self, n: i64, text: &str, now: Moment) -> Result<()> {
        sqlx::query(
            "update message set body = $2, edited = $3 where n = $1 and author is not null and deleted is null",
        )
            .bind(n)
            .bind(text)
            .bind(now.0)
            .execute(&mut *self.tx)
            .await?;
        self.touch(n).await
    }

    /// Kith says something else instead. What it says in pictures stays.
    pub(crate) async fn rewrite(&mut self, n: i64, message: &chat::Message) -> Result<()> {
        sqlx::query("update message set body = $2 where n = $1 and author is null and deleted is null")
            .bind(n)
            .bind(serde_json::to_string(message)?)
            .execute(&mut *self.tx)
            .await?;
        self.touch(n).await
    }

    /// A message is no longer there; nothing of what it said is kept.
    pub(crate) async fn delete(&mut self, message: &Message, now: Moment) -> Result<()> {
        let n = message.n;
        sqlx::query("update message set body = '', deleted = $2 where n = $1 and deleted is null")
            .bind(n)
            .bind(now.0)
            .execute(&mut *self.tx)
            .await?;
        sqlx::query("delete from reaction where message = $1").bind(n).execute(&mut *self.tx).await?;
        sqlx::query("delete from file where message = $1").bind(n).execute(&mut *self.tx).await?;
        self.touch(n).await?;
        match &message.at.thread {
            Some(top) => self.touch_at(&message.at.server, &message.at.channel, top).await,
            None => Ok(()),
        }
    }

    /// Somebody reacts to a message, or takes it back. Whether that changed anything.
    pub(crate) async fn react(
        &mut self,
        n: i64,
        emoji: &str,
        by: &AccountId,
        there: bool,
        now: Moment,
    ) -> Result<bool> {
        let done = if there {
            sqlx::query(
                "insert into reaction (message, emoji, account, at)
                 select n, $2, $3, $4 from message where n = $1 and deleted is null on conflict do nothing",
            )
            .bind(n)
            .bind(emoji)
            .bind(by.as_str())
            .bind(now.0)
            .execute(&mut *self.tx)
            .await?
        } else {
            sqlx::query("delete from reaction where message = $1 and emoji = $2 and account = $3")
                .bind(n)
                .bind(emoji)
                .bind(by.as_str())
                .execute(&mut *self.tx)
                .await?
        };
        if done.rows_affected() > 0 {
            self.touch(n).await?;
        }
        Ok(done.rows_affected() > 0)
    }

    /// The number of a message by the core's name for it.
    pub(crate) async fn number(
        &mut self,
        server: &str,
        channel: &ChannelId,
        id: &MessageId,
    ) -> Result<Option<i64>> {
        let found =
            sqlx::query_scalar("select n from message where server = $1 and channel = $2 and id = $3")
                .bind(server)
                .bind(channel.as_str())
                .bind(id.as_str())
                .fetch_optional(&mut *self.tx);
        Ok(found.await?)
    }
}

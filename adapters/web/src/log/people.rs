//! Who is there, the channels, and the chat server's own roles.

use bot_core::chat::{AccountId, ChannelId, RoleId};
use bot_core::moment::Moment;

use super::{Log, Writing};
use crate::Result;

/// Somebody with an account on a server of the playground.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Person {
    /// Their account.
    pub(crate) account: AccountId,
    /// The name that others see.
    pub(crate) name: String,
    /// Whether this is a bot.
    pub(crate) bot: bool,
    /// Whether they left.
    pub(crate) gone: bool,
}

impl From<&Person> for bot_core::chat::Person {
    fn from(person: &Person) -> Self {
        Self { account: person.account.clone(), name: Some(person.name.clone()), bot: person.bot }
    }
}

type PersonRow = (String, String, i64, Option<i64>);

fn person((account, name, bot, gone): PersonRow) -> Person {
    Person { account: AccountId(account), name, bot: bot != 0, gone: gone.is_some() }
}

impl Log {
    /// Everybody on a server, by name. There are thousands, not millions.
    pub(crate) async fn people(&self, server: &str) -> Result<Vec<Person>> {
        let rows: Vec<PersonRow> = sqlx::query_as(
            "select account, name, bot, gone from person where server = $1 order by lower(name), account",
        )
        .bind(server)
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(person).collect())
    }

    /// Somebody by their account.
    pub(crate) async fn person(&self, server: &str, account: &AccountId) -> Result<Option<Person>> {
        let row: Option<PersonRow> =
            sqlx::query_as("select account, name, bot, gone from person where server = $1 and account = $2")
                .bind(server)
                .bind(account.as_str())
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(person))
    }

    /// Every channel with its name, by name.
    pub(crate) async fn channels(&self, server: &str) -> Result<Vec<(ChannelId, String)>> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("select id, name from channel where server = $1 order by lower(name), id")
                .bind(server)
                .fetch_all(&self.pool)
                .await?;
        Ok(rows.into_iter().map(|(id, name)| (ChannelId(id), name)).collect())
    }

    /// The chat server's roles that somebody has, with their names.
    pub(crate) async fn roles_of(&self, server: &str, account: &AccountId) -> Result<Vec<(RoleId, String)>> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "select r.id, r.name from person_role p join role r on r.server = p.server and r.id = p.role
             where p.server = $1 and p.account = $2 order by r.name",
        )
        .bind(server)
        .bind(account.as_str())
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(|(id, name)| (RoleId(id), name)).collect())
    }
}

impl Writing {
    /// Somebody is there, under this name.
    pub(crate) async fn meet(&mut self, server: &str, person: &bot_core::chat::Person) -> Result<()> {
        let name = person.name.as_deref().unwrap_or(person.account.as_str());
        sqlx::query(
            "insert into person (server, account, name, bot) values ($1, $2, $3, $4)
             on conflict (server, account) do update set name = excluded.name
                 where person.name <> excluded.name and excluded.name <> excluded.account",
        )
        .bind(server)
        .bind(person.account.as_str())
        .bind(name)
        .bind(i64::from(person.bot))
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Somebody left, or came back.
    pub(crate) async fn set_gone(
        &mut self,
        server: &str,
        account: &AccountId,
        gone: Option<Moment>,
    ) -> Result<()> {
        sqlx::query("update person set gone = $3 where server = $1 and account = $2")
            .bind(server)
            .bind(account.as_str())
            .bind(gone.map(|gone| gone.0))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Somebody's name is not known any more.
    pub(crate) async fn forget(&mut self, server: &str, account: &AccountId, now: Moment) -> Result<()> {
        sqlx::query("update person set name = account, gone = $3 where server = $1 and account = $2")
            .bind(server)
            .bind(account.as_str())
            .bind(now.0)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// A channel is there, under this name.
    pub(crate) async fn add_channel(&mut self, server: &str, id: &ChannelId, name: &str) -> Result<()> {
        sqlx::query(
            "insert into channel (server, id, name) values ($1, $2, $3)
             on conflict (server, id) do update set name = excluded.name",
        )
        .bind(server)
        .bind(id.as_str())
        .bind(name)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// A role of the chat server is there, under this name.
    pub(crate) async fn add_role(&mut self, server: &str, id: &RoleId, name: &str) -> Result<()> {
        sqlx::query(
            "insert into role (server, id, name) values ($1, $2, $3)
             on conflict (server, id) do update set name = excluded.name",
        )
        .bind(server)
        .bind(id.as_str())
        .bind(name)
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Somebody has a role of the chat server, or has it no longer. Whether there is such a role.
    pub(crate) async fn set_role(
        &mut self,
        server: &str,
        account: &AccountId,
        role: &RoleId,
        has: bool,
    ) -> Result<bool> {
        let there: Option<i64> = sqlx::query_scalar("select 1 from role where server = $1 and id = $2")
            .bind(server)
            .bind(role.as_str())
            .fetch_optional(&mut *self.tx)
            .await?;
        let sql = if has {
            "insert into person_role (server, account, role) values ($1, $2, $3) on conflict do nothing"
        } else {
            "delete from person_role where server = $1 and account = $2 and role = $3"
        };
        sqlx::query(sql)
            .bind(server)
            .bind(account.as_str())
            .bind(role.as_str())
            .execute(&mut *self.tx)
            .await?;
        Ok(there.is_some())
    }
}

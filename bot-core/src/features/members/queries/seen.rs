//! How people are written down as they are seen: new ones, and those whose names changed.

use std::collections::HashSet;

use serde::Serialize;

use crate::chat::{Person, Platform, called};
use crate::error::Result;
use crate::features::members::fold;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// A person to write down: the account and what the platform says of it.
#[derive(Serialize)]
pub(crate) struct Seen<'a> {
    /// An id for the member, if they are new.
    pub(crate) id: i64,
    pub(crate) account: &'a str,
    /// Nothing, if the platform did not say.
    pub(crate) name: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) bot: Option<i64>,
    pub(crate) at: i64,
}

impl<'a> Seen<'a> {
    pub(crate) fn new(person: &'a Person, id: i64, at: Moment) -> Self {
        let name = person.name.as_deref().map(called).filter(|name| !name.is_empty());
        Self {
            id,
            account: person.account.as_str(),
            key: name.as_deref().map(fold),
            name,
            bot: person.bot.then_some(at.0),
            at: at.0,
        }
    }
}

/// Writes down people: members and accounts that are new, and names that changed.
pub(crate) async fn remember(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    seen: &[Seen<'_>],
) -> Result<()> {
    let news = unlike(tx, community, platform, seen).await?;
    write_down(tx, community, platform, &news).await
}

/// Writes down people of whom something is news.
pub(crate) async fn write_down(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    news: &[&Seen<'_>],
) -> Result<()> {
    if news.is_empty() {
        return Ok(());
    }
    let json = rows(news)?;
    let members = tx
        .query(
            "insert into member (community_id, id, name, arrived)
         select $1, cast(p.value->>'id' as bigint), coalesce(p.value->>'name', p.value->>'account'),
                cast(p.value->>'at' as bigint)
         from json_each($3) as p
         where not exists (select 1 from account a where a.community_id = $1 and a.platform = $2
                           and a.id = p.value->>'account')",
        )
        .bind(community)
        .bind(platform.as_str())
        .bind(&json)
        .execute()
        .await?;
    tx.query(
        "insert into account (community_id, platform, id, member_id, name, name_key)
         select $1, $2, p.value->>'account', cast(p.value->>'id' as bigint),
                coalesce(p.value->>'name', p.value->>'account'),
                coalesce(p.value->>'key', lower(p.value->>'account'))
         from json_each($3) as p where true
         on conflict (community_id, platform, id) do update set name = excluded.name, name_key = excluded.name_key
             where account.name <> excluded.name and excluded.name <> excluded.id",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(&json)
    .execute()
    .await?;
    if members > 0 {
        // Somebody else may have written the same account down at this moment: then nobody is behind ours.
        tx.query(
            "delete from member where community_id = $1
               and id in (select cast(p.value->>'id' as bigint) from json_each($2) as p)
               and not exists (select 1 from account a where a.community_id = $1 and a.member_id = member.id)",
        )
        .bind(community)
        .bind(&json)
        .execute()
        .await?;
    }
    // By index from the accounts that were seen to their members: the rest of the community is not looked at.
    tx.query(
        "update member set name = a.name from account a
         where member.community_id = $1 and member.id = a.member_id and member.name <> a.name
           and a.community_id = $1 and a.platform = $2
           and a.id in (select p.value->>'account' from json_each($3) as p where p.value->>'name' is not null)",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(&json)
    .execute()
    .await?;
    if news.iter().any(|person| person.bot.is_some()) {
        mark_bots(tx, community, platform, &json).await?;
    }
    Ok(())
}

/// Those of the people seen who are not yet written down as they are: mostly nobody, and then nothing is to be done. Whoever
/// is, stays so until the transaction ends, as with [`alike`](super::alike), which does the same for one.
async fn unlike<'s>(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    seen: &'s [Seen<'s>],
) -> Result<Vec<&'s Seen<'s>>> {
    let alike: Vec<i64> = tx
        .query(
            "select cast(p.value->>'id' as bigint) from json_each($3) as p
         cross join account a
         cross join member m
         where a.community_id = $1 and a.platform = $2 and a.id = p.value->>'account'
           and m.community_id = a.community_id and m.id = a.member_id and p.value->>'bot' is null
           and a.name = coalesce(p.value->>'name', a.name) and m.name = coalesce(p.value->>'name', m.name)
         for share of m",
        )
        .bind(community)
        .bind(platform.as_str())
        .bind(rows(seen)?)
        .fetch_all()
        .await?;
    let alike: HashSet<i64> = alike.into_iter().collect();
    Ok(seen.iter().filter(|person| !alike.contains(&person.id)).collect())
}

/// Writes down which of the people seen are bots. Who was one stays one.
async fn mark_bots(tx: &mut Tx, community: i64, platform: &Platform, json: &str) -> Result<()> {
    tx.query(
        "update member set bot = arrived where community_id = $1 and bot is null and id in (
             select a.member_id from account a where a.community_id = $1 and a.platform = $2
               and a.id in (select p.value->>'account' from json_each($3) as p where p.value->>'bot' is not null))",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(json)
    .execute()
    .await?;
    Ok(())
}

//! What is asked about members and their accounts.

use std::collections::HashSet;

use serde::Serialize;

use crate::chat::{AccountId, Person, Platform, called};
use crate::context::Member;
use crate::error::Result;
use crate::features::members::fold;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// The question for members of a community, each by one account; what follows narrows it.
macro_rules! members {
    ($rest:literal) => {
        concat!(
            "select m.id, a.id, a.name, m.bot, a.departed, m.opted_out, a.platform, a.arrived
             from account a join member m on m.community_id = a.community_id and m.id = a.member_id
             where a.community_id = $1 ",
            $rest
        )
    };
}

type MemberRow = (i64, String, String, Option<i64>, Option<i64>, Option<i64>, String, Option<i64>);

/// A member, as somebody on `platform` sees them.
fn member(row: MemberRow, platform: &Platform) -> Member {
    let (id, account, name, bot, departed, opted_out, where_to, arrived) = row;
    Member {
        id,
        account: AccountId(account),
        name,
        bot: bot.is_some(),
        departed: departed.is_some(),
        opted_out: opted_out.is_some(),
        here: where_to == platform.as_str(),
        // Only accounts of somebody who has several know that for themselves.
        linked: arrived.is_some(),
    }
}

/// The member behind an account.
pub(crate) async fn by_account(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
) -> Result<Option<Member>> {
    let row: Option<MemberRow> = tx
        .query(members!("and a.platform = $2 and a.id = $3"))
        .bind(community)
        .bind(platform.as_str())
        .bind(account.as_str())
        .fetch_optional()
        .await?;
    Ok(row.map(|row| member(row, platform)))
}

/// Members by their ids, in no order; each by their account on `platform`, or another one if they have none there.
pub(crate) async fn by_ids(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    ids: &[i64],
) -> Result<Vec<Member>> {
    let found: Vec<MemberRow> = tx
        .query(members!(
            "and a.member_id in (select cast(value as bigint) from json_each($3))
         order by case when a.platform = $2 then 1 else 0 end, a.id desc"
        ))
        .bind(community)
        .bind(platform.as_str())
        .bind(rows(ids)?)
        .fetch_all()
        .await?;
    let mut by_id = std::collections::BTreeMap::new();
    for row in found {
        by_id.insert(row.0, member(row, platform));
    }
    Ok(by_id.into_values().collect())
}

/// Members whose folded name is `key` on `platform`.
pub(crate) async fn by_name(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    key: &str,
) -> Result<Vec<Member>> {
    let found: Vec<MemberRow> = tx
        .query(members!("and a.platform = $2 and a.name_key = $3 order by a.id limit 5"))
        .bind(community)
        .bind(platform.as_str())
        .bind(key)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|row| member(row, platform)).collect())
}

/// Members whose folded name is `key` on another platform than `platform`.
pub(crate) async fn by_name_elsewhere(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    key: &str,
) -> Result<Vec<Member>> {
    let found: Vec<MemberRow> = tx
        .query(members!("and a.platform <> $2 and a.name_key = $3 order by a.id limit 5"))
        .bind(community)
        .bind(platform.as_str())
        .bind(key)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|row| member(row, platform)).collect())
}

/// The member behind an account on another platform than `platform`.
pub(crate) async fn by_account_elsewhere(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
) -> Result<Option<Member>> {
    let row: Option<MemberRow> = tx
        .query(members!(
            "and a.platform in (select s.platform from server s where s.community_id = $1 and s.platform <> $2)
           and a.id = $3 order by a.platform limit 1"
        ))
        .bind(community)
        .bind(platform.as_str())
        .bind(account.as_str())
        .fetch_optional()
        .await?;
    Ok(row.map(|row| member(row, platform)))
}

/// The most members that are suggested.
const MOST_SUGGESTED: usize = 25;

/// Members whose folded name begins with `beginning`, by name: each once, by the account on `platform` if that is called so.
pub(crate) async fn by_beginning(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    beginning: &str,
) -> Result<Vec<Member>> {
    let found: Vec<MemberRow> = tx
        .query(members!(
            "and a.name_key >= $2 and m.bot is null and a.departed is null
         order by a.name_key, a.id limit 50"
        ))
        .bind(community)
        .bind(beginning)
        .fetch_all()
        .await?;
    // Where names end that begin so is for us to say: databases sort letters in different ways.
    let begins = |member: &Member| fold(&member.name).starts_with(beginning);
    let mut members: Vec<Member> = Vec::with_capacity(found.len());
    for member in found.into_iter().map(|row| member(row, platform)).filter(begins) {
        match members.iter_mut().find(|known| known.id == member.id) {
            Some(known) if member.here => *known = member,
            Some(_) => {}
            None => members.push(member),
        }
    }
    members.truncate(MOST_SUGGESTED);
    Ok(members)
}

/// Everybody on `platform`, by name.
pub(crate) async fn everybody(tx: &mut Tx, community: i64, platform: &Platform) -> Result<Vec<Member>> {
    let found: Vec<MemberRow> = tx
        .query(members!("and a.platform = $2 order by a.name_key, a.id"))
        .bind(community)
        .bind(platform.as_str())
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|row| member(row, platform)).collect())
}

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
    let seen = unlike(tx, community, platform, seen).await?;
    if seen.is_empty() {
        return Ok(());
    }
    let json = rows(&seen)?;
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
    if seen.iter().any(|person| person.bot.is_some()) {
        mark_bots(tx, community, platform, &json).await?;
    }
    Ok(())
}

/// Those of the people seen who are not yet written down as they are: mostly nobody, and then nothing is to be done.
async fn unlike<'s>(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    seen: &'s [Seen<'s>],
) -> Result<Vec<&'s Seen<'s>>> {
    let unlike: Vec<i64> = tx
        .query(
            "select cast(p.value->>'id' as bigint) from json_each($3) as p
         where p.value->>'bot' is not null
            or not exists (select 1 from account a join member m on m.community_id = a.community_id and m.id = a.member_id
                   where a.community_id = $1 and a.platform = $2 and a.id = p.value->>'account'
                     and a.name = coalesce(p.value->>'name', a.name) and m.name = coalesce(p.value->>'name', m.name))",
        )
        .bind(community)
        .bind(platform.as_str())
        .bind(rows(seen)?)
        .fetch_all()
        .await?;
    let unlike: HashSet<i64> = unlike.into_iter().collect();
    Ok(seen.iter().filter(|person| unlike.contains(&person.id)).collect())
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

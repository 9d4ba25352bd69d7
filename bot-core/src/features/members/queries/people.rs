//! What is asked about members and their accounts.

use crate::chat::{AccountId, Platform};
use crate::context::Member;
use crate::error::Result;
use crate::features::members::fold;
use crate::features::members::queries::Seen;
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

/// The member behind an account, if they are written down as they are seen now. They stay so until the transaction ends:
/// nobody is forgotten while something of theirs is written down.
pub(crate) async fn alike(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    seen: &Seen<'_>,
) -> Result<Option<Member>> {
    if seen.bot.is_some() {
        return Ok(None);
    }
    let row: Option<MemberRow> = tx
        .query(members!(
            "and a.platform = $2 and a.id = $3 and a.name = coalesce($4, a.name) and m.name = coalesce($4, m.name)
         for share of m"
        ))
        .bind(community)
        .bind(platform.as_str())
        .bind(seen.account)
        .bind(seen.name.as_ref())
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

//! What is written when somebody comes or leaves.

use serde_json::json;

use crate::chat::{AccountId, Platform};
use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// Somebody came, or came back.
pub(crate) async fn arrive(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
    at: Moment,
) -> Result<()> {
    tx.query(
        // Who comes back joins anew, so that a late copy of their leaving finds them here.
        "update account set joined = case when joined is null or departed <= $4 then $4 else joined end,
             departed = case when departed <= $4 then null else departed end
         where community_id = $1 and platform = $2 and id = $3 and (joined is null or departed <= $4)",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(account.as_str())
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

/// Somebody is a visitor since then, or is none.
pub(crate) async fn set_visitor(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
    since: Option<Moment>,
) -> Result<()> {
    tx.query(
        // Said again, it holds since it was said first.
        "update account set visitor = case when $4 > 0 then $4 end
         where community_id = $1 and platform = $2 and id = $3 and (visitor is not null) <> ($4 > 0)",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(account.as_str())
    .bind(since.map_or(0, |since| since.0.max(1)))
    .execute()
    .await?;
    Ok(())
}

/// Somebody who has several accounts asked something by this one.
pub(crate) async fn use_account(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
    at: Moment,
) -> Result<()> {
    tx.query("update account set used = $4 where community_id = $1 and platform = $2 and id = $3")
        .bind(community)
        .bind(platform.as_str())
        .bind(account.as_str())
        .bind(at.0)
        .execute()
        .await?;
    Ok(())
}

/// The account by which a member last asked something, of those that are still there.
pub(crate) async fn last_used(
    tx: &mut Tx,
    community: i64,
    member: i64,
) -> Result<Option<(Platform, AccountId)>> {
    let found: Option<(String, String)> = tx
        .query(
            "select platform, id from account where community_id = $1 and member_id = $2 and departed is null
         order by coalesce(used, 0) desc, platform, id limit 1",
        )
        .bind(community)
        .bind(member)
        .fetch_optional()
        .await?;
    Ok(found.map(|(platform, id)| (Platform(platform), AccountId(id))))
}

fn ids(accounts: &[AccountId]) -> Result<String> {
    rows(&accounts.iter().map(|account| json!({ "id": account })).collect::<Vec<_>>())
}

/// These are here, also those who had left by then; who that was.
pub(crate) async fn come_back(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    present: &[AccountId],
    at: Moment,
) -> Result<Vec<AccountId>> {
    let back: Vec<String> = tx
        .query(
            "update account set departed = null
             where community_id = $1 and platform = $2 and departed <= $4
               and id in (select r.value->>'id' from json_each($3) as r)
             returning id",
        )
        .bind(community)
        .bind(platform.as_str())
        .bind(ids(present)?)
        .bind(at.0)
        .fetch_all()
        .await?;
    Ok(back.into_iter().map(AccountId).collect())
}

/// Whoever is not among these left; who that was. Who came later than `at` is here, and bots are not looked at.
pub(crate) async fn depart_all_but(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    present: &[AccountId],
    at: Moment,
) -> Result<Vec<AccountId>> {
    let gone: Vec<String> = tx
        .query(
            "update account set departed = $4
             where community_id = $1 and platform = $2 and departed is null and coalesce(joined, 0) <= $4
               and id not in (select r.value->>'id' from json_each($3) as r)
               and exists (select 1 from member m
                           where m.community_id = $1 and m.id = account.member_id and m.bot is null)
             returning id",
        )
        .bind(community)
        .bind(platform.as_str())
        .bind(ids(present)?)
        .bind(at.0)
        .fetch_all()
        .await?;
    Ok(gone.into_iter().map(AccountId).collect())
}

/// Somebody left.
pub(crate) async fn depart(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
    at: Moment,
) -> Result<()> {
    tx.query(
        "update account set departed = $4 where community_id = $1 and platform = $2 and id = $3
           and departed is null and coalesce(joined, 0) <= $4",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(account.as_str())
    .bind(at.0)
    .execute()
    .await?;
    Ok(())
}

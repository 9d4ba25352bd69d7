//! What is asked about codes, and about who said yes.

use crate::chat::{AccountId, Platform};
use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// What becomes one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum What {
    Communities,
    Persons,
}

impl What {
    fn name(self) -> &'static str {
        match self {
            Self::Communities => "communities",
            Self::Persons => "persons",
        }
    }
}

/// One side of a link.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Side {
    pub(crate) community: i64,
    pub(crate) member: i64,
    pub(crate) platform: Platform,
    pub(crate) account: AccountId,
}

/// A code, or what came of it.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) id: i64,
    pub(crate) what: What,
    /// Who asked for the code.
    pub(crate) first: Side,
    /// Who used it, once somebody did.
    pub(crate) other: Option<Side>,
    /// The community that takes the other one in.
    pub(crate) kept: Option<i64>,
}

type Row = (
    i64,
    String,
    i64,
    i64,
    String,
    String,
    Option<i64>,
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<i64>,
);

fn link((id, what, community, member, platform, account, there, whom, where_to, by, kept): Row) -> Link {
    let side = |community, member, platform, account| Side {
        community,
        member,
        platform: Platform(platform),
        account: AccountId(account),
    };
    let other = match (there, whom, where_to, by) {
        (Some(there), Some(whom), Some(where_to), Some(by)) => Some(side(there, whom, where_to, by)),
        _ => None,
    };
    let what = if what == What::Communities.name() { What::Communities } else { What::Persons };
    Link { id, what, first: side(community, member, platform, account), other, kept }
}

/// The question for links that are open at `$1`; what follows narrows it.
macro_rules! links {
    ($rest:literal) => {
        concat!(
            "select id, what, community_id, member_id, platform, account_id, other_community, other_member,
                    other_platform, other_account, kept from link where expires > $1 ",
            $rest
        )
    };
}

/// Keeps a new code by its fingerprint; it takes the place of those that the same member asked for and nobody used.
pub(crate) async fn open(tx: &mut Tx, link: &Link, code: &str, expires: Moment) -> Result<()> {
    tx.query(
        "delete from link where community_id = $1 and member_id = $2 and what = $3 and code is not null",
    )
    .bind(link.first.community)
    .bind(link.first.member)
    .bind(link.what.name())
    .execute()
    .await?;
    tx.query(
        "insert into link (id, community_id, what, code, expires, member_id, platform, account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(link.id)
    .bind(link.first.community)
    .bind(link.what.name())
    .bind(code)
    .bind(expires.0)
    .bind(link.first.member)
    .bind(link.first.platform.as_str())
    .bind(link.first.account.as_str())
    .execute()
    .await?;
    Ok(())
}

/// The link whose code has this fingerprint, if it is good now.
pub(crate) async fn by_code(tx: &mut Tx, what: What, code: &str, now: Moment) -> Result<Option<Link>> {
    let row: Option<Row> = tx
        .query(links!("and code = $2 and code is not null and what = $3"))
        .bind(now.0)
        .bind(code)
        .bind(what.name())
        .fetch_optional()
        .await?;
    Ok(row.map(link))
}

/// One link that is open.
pub(crate) async fn by_id(tx: &mut Tx, id: i64, now: Moment) -> Result<Option<Link>> {
    let row: Option<Row> = tx.query(links!("and id = $2")).bind(now.0).bind(id).fetch_optional().await?;
    Ok(row.map(link))
}

/// The link that waits for a member's answer: somebody used their code, or they used somebody's.
pub(crate) async fn waiting(tx: &mut Tx, what: What, side: &Side, now: Moment) -> Result<Option<Link>> {
    let row: Option<Row> = tx
        .query(links!(
            "and what = $4 and code is null and (
             (community_id = $2 and member_id = $3 and platform = $5 and account_id = $6)
             or (other_community = $2 and other_member = $3 and other_platform = $5 and other_account = $6))
         order by id desc limit 1"
        ))
        .bind(now.0)
        .bind(side.community)
        .bind(side.member)
        .bind(what.name())
        .bind(side.platform.as_str())
        .bind(side.account.as_str())
        .fetch_optional()
        .await?;
    Ok(row.map(link))
}

/// Uses a code up; whether it was still there.
pub(crate) async fn take(
    tx: &mut Tx,
    id: i64,
    other: &Side,
    kept: Option<i64>,
    expires: Moment,
) -> Result<bool> {
    let done = tx.query(
        "update link set code = null, expires = $2, other_community = $3, other_member = $4, other_platform = $5,
             other_account = $6, kept = $7
         where id = $1 and code is not null",
    )
    .bind(id)
    .bind(expires.0)
    .bind(other.community)
    .bind(other.member)
    .bind(other.platform.as_str())
    .bind(other.account.as_str())
    .bind(kept)
    .execute()
    .await?;
    Ok(done > 0)
}

/// One side says yes; whether both have now. Two who say it at the same moment wait for each other here. Nothing if the
/// link is gone.
pub(crate) async fn say_yes(tx: &mut Tx, id: i64, is_first: bool, now: Moment) -> Result<Option<bool>> {
    let sql = if is_first {
        "update link set confirmed = $2 where id = $1 and code is null and expires > $2
         returning confirmed, other_confirmed"
    } else {
        "update link set other_confirmed = $2 where id = $1 and code is null and expires > $2
         returning confirmed, other_confirmed"
    };
    let row: Option<(Option<i64>, Option<i64>)> = tx.query(sql).bind(id).bind(now.0).fetch_optional().await?;
    Ok(row.map(|(first, other)| first.is_some() && other.is_some()))
}

/// Closes a link; whether it was there.
pub(crate) async fn close(tx: &mut Tx, id: i64) -> Result<bool> {
    let done = tx.query("delete from link where id = $1").bind(id).execute().await?;
    Ok(done > 0)
}

/// Forgets codes and links that are no longer open.
pub(crate) async fn prune(tx: &mut Tx, now: Moment) -> Result<()> {
    tx.query("delete from link where expires <= $1").bind(now.0).execute().await?;
    Ok(())
}

/// How many wrong codes were typed by an account since a moment.
pub(crate) async fn wrong_codes(tx: &mut Tx, side: &Side, since: Moment) -> Result<i64> {
    let wrong: Option<Option<i64>> = tx.query(
        "select wrong_codes from account where community_id = $1 and platform = $2 and id = $3 and wrong_since > $4",
    )
    .bind(side.community)
    .bind(side.platform.as_str())
    .bind(side.account.as_str())
    .bind(since.0)
    .fetch_optional()
    .await?;
    Ok(wrong.flatten().unwrap_or_default())
}

/// Notes how many wrong codes an account typed, and since when.
pub(crate) async fn note_wrong(tx: &mut Tx, side: &Side, n: i64, now: Moment) -> Result<()> {
    tx.query(
        "update account set wrong_since = case when $4 > 1 then wrong_since when $4 = 1 then $5 end,
             wrong_codes = case when $4 > 0 then $4 end
         where community_id = $1 and platform = $2 and id = $3",
    )
    .bind(side.community)
    .bind(side.platform.as_str())
    .bind(side.account.as_str())
    .bind(n)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

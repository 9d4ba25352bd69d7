//! What is asked for an export: one page of a table after another, in the order of its key.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Row;
use crate::error::Result;
use crate::moment::{Day, Moment};
use crate::store::{Tx, by_name, rows};

/// Joins the account by which a member is named: the first one, if they have several. Compared as one text, because SQLite
/// would otherwise look through everybody's accounts instead of the member's.
macro_rules! account {
    ($account:literal, $table:literal, $member:literal) => {
        concat!(
            " left join account ",
            $account,
            " on ",
            $account,
            ".community_id = ",
            $table,
            ".community_id and ",
            $account,
            ".member_id = ",
            $table,
            ".",
            $member,
            " and not exists (select 1 from account o where o.community_id = ",
            $account,
            ".community_id and o.member_id = ",
            $account,
            ".member_id and o.platform || ':' || o.id < ",
            $account,
            ".platform || ':' || ",
            $account,
            ".id) "
        )
    };
}

mod questions;

pub(crate) use questions::questions;

/// Where the page before ended.
#[derive(Debug, Default)]
pub(crate) struct After {
    id: i64,
    daily: Option<(i64, i64, String, i64)>,
}

fn day(day: i64) -> Value {
    Day(day).date().to_string().into()
}

fn moment(at: Option<i64>) -> Value {
    at.map(|at| Moment(at).utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)).into()
}

/// A page of what members did.
pub(crate) async fn contributions(
    tx: &mut Tx,
    community: i64,
    after: &mut After,
    most: i64,
) -> Result<Vec<Row>> {
    type Found = (i64, i64, String, i64, i64, Option<String>, Option<String>, Option<String>);
    let (from_day, from_member, from_kind, from_channel) =
        after.daily.take().unwrap_or((i64::MIN, 0, String::new(), 0));
    let found: Vec<Found> = tx
        .query(concat!(
            "select d.day, d.member_id, d.kind, d.channel_id, d.n, m.name, m.platform || ':' || m.id, c.name
         from daily d left join channel c on c.community_id = d.community_id and c.id = d.channel_id",
            account!("m", "d", "member_id"),
            "where d.community_id = $1 and (d.day, d.member_id, d.kind, d.channel_id) > ($2, $3, $4, $5)
         order by d.day, d.member_id, d.kind, d.channel_id limit $6",
        ))
        .bind(community)
        .bind(from_day)
        .bind(from_member)
        .bind(from_kind)
        .bind(from_channel)
        .bind(most)
        .fetch_all()
        .await?;
    after.daily = found.last().map(|last| (last.0, last.1, last.2.clone(), last.3));
    Ok(found
        .into_iter()
        .map(|(on, _, kind, _, n, name, account, channel)| {
            vec![day(on), name.into(), account.into(), kind.into(), channel.into(), n.into()]
        })
        .collect())
}

/// A page of work done elsewhere.
pub(crate) async fn logged(tx: &mut Tx, community: i64, after: &mut After, most: i64) -> Result<Vec<Row>> {
    by_name! {
        struct Found {
            id: i64,
            day: i64,
            name: Option<String>,
            account: Option<String>,
            what: String,
            link: Option<String>,
            logged: i64,
            confirmed: Option<i64>,
            confirmed_by: Option<String>,
            withdrawn: Option<i64>,
        }
    }
    let found: Vec<Found> = tx.query(concat!(
        "select w.id, w.day, m.name, m.platform || ':' || m.id as account, w.what, w.link, w.logged, w.confirmed,
                b.name as confirmed_by, w.withdrawn
         from contribution w",
        account!("m", "w", "member_id"),
        account!("b", "w", "confirmed_by"),
        "where w.community_id = $1 and w.id > $2 order by w.id limit $3",
    ))
    .bind(community)
    .bind(after.id)
    .bind(most)
    .fetch_all()
    .await?;
    after.id = found.last().map_or(after.id, |last| last.id);
    let ids: Vec<i64> = found.iter().map(|one| one.id).collect();
    let others: Vec<(i64, Option<String>)> = tx.query(concat!(
        "select w.contribution_id, m.name from contribution_with w",
        account!("m", "w", "member_id"),
        "where w.community_id = $1
           and w.contribution_id in (select cast(value as bigint) from json_each($2)) order by 1, w.member_id",
    ))
    .bind(community)
    .bind(rows(&ids)?)
    .fetch_all()
    .await?;
    let mut with: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    others.into_iter().for_each(|(id, name)| with.entry(id).or_default().extend(name));
    Ok(found
        .into_iter()
        .map(|one| {
            vec![
                one.id.into(),
                day(one.day),
                one.name.into(),
                one.account.into(),
                one.what.into(),
                one.link.into(),
                json!(with.remove(&one.id).unwrap_or_default()),
                moment(Some(one.logged)),
                moment(one.confirmed),
                one.confirmed_by.into(),
                moment(one.withdrawn),
            ]
        })
        .collect())
}

/// A page of shout-outs.
pub(crate) async fn shoutouts(tx: &mut Tx, community: i64, after: &mut After, most: i64) -> Result<Vec<Row>> {
    by_name! {
        struct Found {
            id: i64,
            day: i64,
            given: i64,
            giver: Option<String>,
            account: Option<String>,
            reason: String,
            value: Option<String>,
            from_staff: Option<i64>,
            channel: Option<String>,
            emoji: Option<String>,
            taken_back: Option<i64>,
            why: Option<String>,
        }
    }
    let found: Vec<Found> = tx.query(concat!(
        "select s.id, s.day, s.given, m.name as giver, m.platform || ':' || m.id as account, s.reason, s.value,
                s.from_staff, c.name as channel, s.emoji, s.taken_back, s.why
         from shoutout s left join channel c on c.community_id = s.community_id and c.id = s.channel_id",
        account!("m", "s", "giver"),
        "where s.community_id = $1 and s.id > $2 order by s.id limit $3",
    ))
    .bind(community)
    .bind(after.id)
    .bind(most)
    .fetch_all()
    .await?;
    after.id = found.last().map_or(after.id, |last| last.id);
    let ids: Vec<i64> = found.iter().map(|one| one.id).collect();
    let thanked: Vec<(i64, Option<String>, Option<String>)> = tx
        .query(concat!(
            "select t.shoutout_id, m.name, m.platform || ':' || m.id from shoutout_to t",
            account!("m", "t", "member_id"),
            "where t.community_id = $1
           and t.shoutout_id in (select cast(value as bigint) from json_each($2)) order by 1, t.member_id",
        ))
        .bind(community)
        .bind(rows(&ids)?)
        .fetch_all()
        .await?;
    let mut to: BTreeMap<i64, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for (id, name, account) in thanked {
        let (names, accounts) = to.entry(id).or_default();
        names.extend(name);
        accounts.extend(account);
    }
    Ok(found
        .into_iter()
        .map(|one| {
            let (names, accounts) = to.remove(&one.id).unwrap_or_default();
            vec![
                one.id.into(),
                day(one.day),
                moment(Some(one.given)),
                one.giver.into(),
                one.account.into(),
                json!(names),
                json!(accounts),
                one.reason.into(),
                one.value.into(),
                one.from_staff.is_some().into(),
                one.channel.into(),
                one.emoji.into(),
                moment(one.taken_back),
                one.why.into(),
            ]
        })
        .collect())
}

/// A page of badges that were given.
pub(crate) async fn badges(tx: &mut Tx, community: i64, after: &mut After, most: i64) -> Result<Vec<Row>> {
    by_name! {
        struct Found {
            id: i64,
            badge: String,
            emoji: String,
            member: Option<String>,
            account: Option<String>,
            giver: Option<String>,
            giver_account: Option<String>,
            citation: String,
            day: i64,
            granted: i64,
            revoked: Option<i64>,
            why: Option<String>,
        }
    }
    let found: Vec<Found> = tx.query(concat!(
        "select g.id, b.name as badge, b.emoji, m.name as member, m.platform || ':' || m.id as account,
                h.name as giver, h.platform || ':' || h.id as giver_account, g.citation, g.day, g.granted, g.revoked,
                g.why
         from badge_grant g join badge b on b.community_id = g.community_id and b.id = g.badge_id",
        account!("m", "g", "member_id"),
        account!("h", "g", "giver"),
        "where g.community_id = $1 and g.id > $2 order by g.id limit $3",
    ))
    .bind(community)
    .bind(after.id)
    .bind(most)
    .fetch_all()
    .await?;
    after.id = found.last().map_or(after.id, |last| last.id);
    Ok(found
        .into_iter()
        .map(|one| {
            vec![
                one.id.into(),
                one.badge.into(),
                one.emoji.into(),
                one.member.into(),
                one.account.into(),
                one.giver.into(),
                one.giver_account.into(),
                one.citation.into(),
                day(one.day),
                moment(Some(one.granted)),
                moment(one.revoked),
                one.why.into(),
            ]
        })
        .collect())
}

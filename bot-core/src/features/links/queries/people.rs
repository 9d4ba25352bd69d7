//! Two members become one, and part again: the rows go by `tables`, and what is summed up or held twice is settled here.

use super::tables::named;
use crate::chat::Platform;
use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// Two members of a community: `gone` becomes part of `kept`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) community: i64,
    pub(crate) gone: i64,
    pub(crate) kept: i64,
}

/// An account of a member.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Account {
    pub(crate) platform: Platform,
    pub(crate) id: String,
    pub(crate) name: String,
}

/// A member's accounts, by platform.
pub(crate) async fn accounts(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<Account>> {
    let found: Vec<(String, String, String)> = tx.query(
        "select platform, id, name from account where community_id = $1 and member_id = $2 order by platform, id",
    )
    .bind(community)
    .bind(member)
    .fetch_all()
    .await?;
    let read = |(platform, id, name)| Account { platform: Platform(platform), id, name };
    Ok(found.into_iter().map(read).collect())
}

/// Since when a member is known, whether they opted out, and how many messages of theirs are counted.
pub(crate) async fn standing(tx: &mut Tx, community: i64, member: i64) -> Result<(Moment, bool, i64)> {
    let (arrived, out, written): (i64, Option<i64>, i64) = tx
        .query(
            "select arrived, opted_out, cast(coalesce((select sum(w.written) from weekly w
             where w.community_id = $1 and w.member_id = $2), 0) as bigint)
         from member where community_id = $1 and id = $2",
        )
        .bind(community)
        .bind(member)
        .fetch_one()
        .await?;
    Ok((Moment(arrived), out.is_some(), written))
}

/// Waits until nobody else writes in this community, and holds everybody up until the transaction ends.
pub(crate) async fn alone(tx: &mut Tx, community: i64) -> Result<()> {
    tx.query("update server set community_id = community_id where community_id = $1")
        .bind(community)
        .execute()
        .await?;
    Ok(())
}

/// Writes down which rows without a channel are from the one account that a member has, so that they can part again.
pub(crate) async fn mark(tx: &mut Tx, community: i64, member: i64, platform: &Platform) -> Result<()> {
    for sql in named().filter_map(|named| named.mark) {
        let platform = platform.as_str();
        tx.query(sql).bind(community).bind(member).bind(platform).execute().await?;
    }
    Ok(())
}

/// What comes before rows go over; `$1` is the community, `$2` who goes, `$3` who stays.
const BEFORE: &[&str] = &[
    "update account set arrived = (select m.arrived from member m
         where m.community_id = account.community_id and m.id = account.member_id)
     where community_id = $1 and member_id in ($2, $3) and arrived is null",
    // Named twice, they were there once.
    "delete from contribution_with where community_id = $1 and member_id = $2 and exists (
         select 1 from contribution_with o where o.community_id = $1 and o.member_id = $3
           and o.contribution_id = contribution_with.contribution_id)",
    "delete from shoutout_to where community_id = $1 and member_id = $2 and exists (
         select 1 from shoutout_to o where o.community_id = $1 and o.member_id = $3
           and o.shoutout_id = shoutout_to.shoutout_id)",
];

/// What comes after.
const AFTER: &[&str] = &[
    // Nobody does something together with themselves, or confirms it.
    "delete from contribution_with where community_id = $1 and member_id = $3 and $2 > 0 and exists (
         select 1 from contribution c where c.community_id = $1 and c.id = contribution_with.contribution_id
           and c.member_id = $3)",
    "update contribution set confirmed = null, confirmed_by = null
     where community_id = $1 and confirmed_by = $3 and $2 > 0 and (member_id = $3 or exists (
         select 1 from contribution_with w where w.community_id = $1 and w.contribution_id = contribution.id
           and w.member_id = $3))",
    // Whoever is stricter about being counted is right.
    "update member set
         arrived = (select min(m.arrived) from member m where m.community_id = $1 and m.id in ($2, $3)),
         opted_out = (select min(m.opted_out) from member m where m.community_id = $1 and m.id in ($2, $3)),
         bot = (select min(m.bot) from member m where m.community_id = $1 and m.id in ($2, $3))
     where community_id = $1 and id = $3",
    "delete from member where community_id = $1 and id = $2 and $3 > 0",
];

/// Makes two members one.
pub(crate) async fn join(tx: &mut Tx, pair: Pair, now: Moment) -> Result<()> {
    run(tx, BEFORE, pair).await?;
    // A badge that both hold is held once. The other one waits, in case that they part.
    tx.query(
        "update badge_grant set revoked = $4, doubled = $4
         where community_id = $1 and member_id = $2 and revoked is null and exists (
             select 1 from badge_grant o where o.community_id = $1 and o.member_id = $3
               and o.badge_id = badge_grant.badge_id and o.revoked is null)",
    )
    .bind(pair.community)
    .bind(pair.gone)
    .bind(pair.kept)
    .bind(now.0)
    .execute()
    .await?;
    for named in named() {
        step(tx, named.join, pair).await?;
    }
    // Children before those whose keys they hold on to.
    for sql in named().rev().filter_map(|named| named.leave) {
        tx.query(sql).bind(pair.community).bind(pair.gone).execute().await?;
    }
    // Nor does anybody give themselves a badge.
    tx.query(
        "update badge_grant set revoked = $3 where community_id = $1 and member_id = $2 and giver = $2
           and revoked is null",
    )
    .bind(pair.community)
    .bind(pair.kept)
    .bind(now.0)
    .execute()
    .await?;
    run(tx, AFTER, pair).await
}

async fn run(tx: &mut Tx, steps: &[&'static str], pair: Pair) -> Result<()> {
    for sql in steps {
        step(tx, sql, pair).await?;
    }
    Ok(())
}

async fn step(tx: &mut Tx, sql: &'static str, pair: Pair) -> Result<()> {
    let Pair { community, gone, kept } = pair;
    tx.query(sql).bind(community).bind(gone).bind(kept).execute().await?;
    Ok(())
}

/// Thanks that somebody gave themselves, by whatever account: the shout-outs, and whether they thank nobody else.
pub(crate) async fn own_thanks(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<(i64, bool)>> {
    let found: Vec<(i64, i64)> = tx.query(
        "select s.id, cast((select count(*) from shoutout_to o where o.community_id = $1 and o.shoutout_id = s.id)
                           as bigint)
         from shoutout_to t join shoutout s on s.community_id = t.community_id and s.id = t.shoutout_id
         where t.community_id = $1 and t.member_id = $2 and s.giver = $2 and s.taken_back is null order by s.id",
    )
    .bind(community)
    .bind(member)
    .fetch_all()
    .await?;
    Ok(found.into_iter().map(|(id, thanked)| (id, thanked == 1)).collect())
}

/// What is counted from rows that are kept for good: thanks, and work done elsewhere.
const TOLD: &[&str] = &[
    "delete from daily where community_id = $1 and member_id = $2
       and kind in ('contribution_logged', 'shoutout_received', 'staff_shoutout_received')",
    "insert into daily (community_id, day, member_id, kind, channel_id, n)
     select $1, told.day, $2, told.kind, told.channel, cast(count(*) as bigint) from (
         select s.day as day, case when s.from_staff is null then 'shoutout_received'
                else 'staff_shoutout_received' end as kind, coalesce(s.channel_id, 0) as channel
         from shoutout_to t join shoutout s on s.community_id = t.community_id and s.id = t.shoutout_id
         where t.community_id = $1 and t.member_id = $2 and s.taken_back is null
         union all
         select c.day, 'contribution_logged', 0 from contribution c
         where c.community_id = $1 and c.member_id = $2 and c.confirmed is not null and c.withdrawn is null
         union all
         select c.day, 'contribution_logged', 0 from contribution_with w
         join contribution c on c.community_id = w.community_id and c.id = w.contribution_id
         where w.community_id = $1 and w.member_id = $2 and c.confirmed is not null and c.withdrawn is null
     ) as told group by told.day, told.kind, told.channel",
];

/// Weeks follow from days.
const WEEKS: &[&str] = &[
    "delete from weekly where community_id = $1 and member_id = $2",
    "insert into weekly (community_id, week, member_id, written)
     select $1, (day + 3) / 7, $2, cast(sum(n) as bigint) from daily
     where community_id = $1 and member_id = $2 and kind in ('message', 'reply') group by (day + 3) / 7",
];

/// Counts anew what somebody was thanked for and told.
pub(crate) async fn count_told(tx: &mut Tx, community: i64, member: i64) -> Result<()> {
    count(tx, TOLD, community, member).await
}

/// Counts anew how much somebody wrote in each week.
pub(crate) async fn count_weeks(tx: &mut Tx, community: i64, member: i64) -> Result<()> {
    count(tx, WEEKS, community, member).await
}

async fn count(tx: &mut Tx, steps: &[&'static str], community: i64, member: i64) -> Result<()> {
    for sql in steps {
        tx.query(sql).bind(community).bind(member).execute().await?;
    }
    Ok(())
}

/// What comes before rows part; `$1` is the community, `$2` who stays, `$3` who goes, `$4` the platform of their account.
const PART_BEFORE: &str = "
    insert into member (community_id, id, name, arrived, bot, opted_out)
    select m.community_id, $3, a.name, coalesce(a.arrived, m.arrived), m.bot, m.opted_out
    from account a join member m on m.community_id = a.community_id and m.id = a.member_id
    where a.community_id = $1 and a.member_id = $2 and a.platform = $4";

/// What comes after.
const PART_AFTER: &[&str] = &[
    "update member_role set platforms = replace(platforms, ' ' || $4 || ' ', '')
     where community_id = $1 and member_id = $2 and $3 > 0",
    "delete from member_role where community_id = $1 and member_id = $2 and platforms = '' and $3 > 0 and $4 <> ''",
    // A badge that was set aside because the other account held it too counts again, unless it was taken meanwhile.
    "update badge_grant set revoked = null, doubled = null
     where community_id = $1 and member_id in ($2, $3) and doubled is not null and $4 <> ''
       and exists (select 1 from badge_grant o where o.community_id = $1 and o.badge_id = badge_grant.badge_id
                   and o.member_id in ($2, $3) and o.revoked is null)
       and not exists (select 1 from badge_grant o where o.community_id = $1 and o.badge_id = badge_grant.badge_id
                       and o.member_id = badge_grant.member_id
                       and (o.revoked is null or (o.doubled is not null and o.id < badge_grant.id)))",
    // Each has used what each gave.
    "insert into allowance (community_id, member_id, day, used)
     select $1, $3, s.day, cast(count(*) as bigint) from shoutout s
     join shoutout_to t on t.community_id = s.community_id and t.shoutout_id = s.id
     where s.community_id = $1 and s.giver = $3 and s.taken_back is null and $2 > 0 and $4 <> '' group by s.day",
    "update allowance set used = used - (select n.used from allowance n
         where n.community_id = $1 and n.member_id = $3 and n.day = allowance.day)
     where community_id = $1 and member_id = $2 and $4 <> ''
       and exists (select 1 from allowance n where n.community_id = $1 and n.member_id = $3
                   and n.day = allowance.day)",
    "update account set arrived = null, used = null where community_id = $1 and member_id = $3 and $2 > 0 and $4 <> ''",
    "update member set arrived = (select min(coalesce(a.arrived, member.arrived)) from account a
         where a.community_id = $1 and a.member_id = $2)
     where community_id = $1 and id = $2 and $3 > 0 and $4 <> ''",
    "update account set arrived = null, used = null where community_id = $1 and member_id = $2 and $3 > 0 and $4 <> ''
       and 1 = (select count(*) from account o where o.community_id = $1 and o.member_id = $2)",
];

/// Makes the account of `pair.kept` on a platform a member of its own: `pair.gone`, a new id.
pub(crate) async fn part(tx: &mut Tx, pair: Pair, platform: &Platform) -> Result<()> {
    let parts = named().filter_map(|named| named.part);
    for sql in [PART_BEFORE].into_iter().chain(parts).chain(PART_AFTER.iter().copied()) {
        tx.query(sql)
            .bind(pair.community)
            .bind(pair.kept)
            .bind(pair.gone)
            .bind(platform.as_str())
            .execute()
            .await?;
    }
    Ok(())
}

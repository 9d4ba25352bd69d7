//! What is asked about shout-outs.

use crate::error::Result;
use crate::features::contributions::queries::At;
use crate::moment::{Day, Moment};
use crate::store::{Tx, rows};

/// A shout-out to write down.
#[derive(Debug)]
pub(crate) struct NewShoutout<'a> {
    pub(crate) id: i64,
    pub(crate) giver: i64,
    pub(crate) reason: &'a str,
    pub(crate) value: Option<&'a str>,
    pub(crate) from_staff: bool,
    /// The channel that it counts in.
    pub(crate) channel: i64,
    pub(crate) bound: Option<At>,
    pub(crate) emoji: Option<&'a str>,
    pub(crate) day: Day,
    /// The effect that posts it.
    pub(crate) post: Option<i64>,
}

/// Writes down a shout-out and whom it thanks.
pub(crate) async fn add(
    tx: &mut Tx,
    community: i64,
    new: &NewShoutout<'_>,
    to: &[i64],
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into shoutout (community_id, id, giver, reason, value, from_staff, channel_id, message_channel,
             message_id, emoji, day, given, post)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(community)
    .bind(new.id)
    .bind(new.giver)
    .bind(new.reason)
    .bind(new.value)
    .bind(new.from_staff.then_some(now.0))
    .bind(new.channel)
    .bind(new.bound.as_ref().map(|at| at.channel))
    .bind(new.bound.as_ref().map(|at| at.id.clone()))
    .bind(new.emoji)
    .bind(new.day.0)
    .bind(now.0)
    .bind(new.post)
    .execute()
    .await?;
    tx.query(
        "insert into shoutout_to (community_id, shoutout_id, member_id)
         select $1, $2, cast(value as bigint) from json_each($3) as r where true",
    )
    .bind(community)
    .bind(new.id)
    .bind(rows(to)?)
    .execute()
    .await?;
    Ok(())
}

/// How many people a giver thanked on a day. Where others write at the same moment, it holds the row until the transaction
/// ends, so that two at once cannot both take the last one.
pub(crate) async fn used(tx: &mut Tx, community: i64, giver: i64, day: Day) -> Result<i64> {
    if tx.writes_alone() {
        let sql = "select used from allowance where community_id = $1 and member_id = $2 and day = $3";
        let used: Option<i64> =
            tx.query(sql).bind(community).bind(giver).bind(day.0).fetch_optional().await?;
        return Ok(used.unwrap_or_default());
    }
    tx.query(
        "insert into allowance (community_id, member_id, day, used) values ($1, $2, $3, 0)
         on conflict (community_id, member_id, day) do update set used = allowance.used returning used",
    )
    .bind(community)
    .bind(giver)
    .bind(day.0)
    .fetch_one()
    .await
}

/// Uses up some of a giver's allowance, or gives it back.
pub(crate) async fn use_up(tx: &mut Tx, community: i64, giver: i64, day: Day, n: i64) -> Result<()> {
    tx.query(
        "insert into allowance (community_id, member_id, day, used) values ($1, $2, $3, $4)
         on conflict (community_id, member_id, day) do update set used = allowance.used + excluded.used",
    )
    .bind(community)
    .bind(giver)
    .bind(day.0)
    .bind(n)
    .execute()
    .await?;
    Ok(())
}

/// When `giver` last thanked each of `to`, since `since`.
pub(crate) async fn thanked(
    tx: &mut Tx,
    community: i64,
    giver: i64,
    to: &[i64],
    since: Moment,
) -> Result<Vec<(i64, i64)>> {
    tx.query(
        // The crossing and `+` keep SQLite from walking everything that a member ever got instead of what one gave lately.
        "select +t.member_id, max(s.given) from shoutout s cross join shoutout_to t
         where s.community_id = $1 and s.giver = $2 and s.given > $4 and s.taken_back is null
           and t.community_id = s.community_id and t.shoutout_id = s.id
           and +t.member_id in (select cast(value as bigint) from json_each($3) as r)
         group by +t.member_id",
    )
    .bind(community)
    .bind(giver)
    .bind(rows(to)?)
    .bind(since.0)
    .fetch_all()
    .await
}

/// The question for shout-outs of a community; what follows narrows it.
macro_rules! shoutouts {
    ($rest:literal) => {
        concat!(
            "select id, giver, reason, value, from_staff, coalesce(channel_id, 0), day, given, post, taken_back
             from shoutout where community_id = $1 ",
            $rest
        )
    };
}

/// A shout-out as it stands.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub(crate) id: i64,
    pub(crate) giver: Option<i64>,
    pub(crate) reason: String,
    pub(crate) value: Option<String>,
    pub(crate) from_staff: bool,
    pub(crate) channel: i64,
    pub(crate) day: Day,
    pub(crate) given: Moment,
    /// The effect that posts it.
    pub(crate) post: Option<i64>,
    pub(crate) taken_back: bool,
}

type Row = (i64, Option<i64>, String, Option<String>, Option<i64>, i64, i64, i64, Option<i64>, Option<i64>);

fn given((id, giver, reason, value, staff, channel, day, given, post, taken_back): Row) -> Given {
    Given {
        id,
        giver,
        reason,
        value,
        from_staff: staff.is_some(),
        channel,
        day: Day(day),
        given: Moment(given),
        post,
        taken_back: taken_back.is_some(),
    }
}

/// One shout-out.
pub(crate) async fn by_id(tx: &mut Tx, community: i64, id: i64) -> Result<Option<Given>> {
    let row: Option<Row> =
        tx.query(shoutouts!("and id = $2")).bind(community).bind(id).fetch_optional().await?;
    Ok(row.map(given))
}

/// The last shout-out that somebody gave.
pub(crate) async fn last_by(tx: &mut Tx, community: i64, giver: i64) -> Result<Option<Given>> {
    let row: Option<Row> = tx
        .query(shoutouts!(
            "and giver = $2 and taken_back is null
         order by given desc, id desc limit 1"
        ))
        .bind(community)
        .bind(giver)
        .fetch_optional()
        .await?;
    Ok(row.map(given))
}

/// Shout-outs since a moment that stand, newest first, at most so many.
pub(crate) async fn since(tx: &mut Tx, community: i64, since: Moment, most: i64) -> Result<Vec<Given>> {
    let found: Vec<Row> = tx
        .query(shoutouts!(
            "and day >= $2 and given >= $3 and taken_back is null
         order by given desc, id desc limit $4"
        ))
        .bind(community)
        // The index is by day; a zone is at most a day away.
        .bind(since.day(chrono_tz::Tz::UTC).0 - 1)
        .bind(since.0)
        .bind(most)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(given).collect())
}

/// The shout-outs that are bound to a message; those by one giver and one emoji, if given; only those whose reaction is
/// gone, if asked for.
pub(crate) async fn bound(
    tx: &mut Tx,
    community: i64,
    at: &At,
    giver: Option<i64>,
    emoji: Option<&str>,
    reaction_gone: bool,
) -> Result<Vec<Given>> {
    let found: Vec<Row> = tx.query(
        shoutouts!("and message_channel = $2 and message_id = $3
           and message_id is not null and taken_back is null
           and ($4 is null or giver = $4) and ($5 is null or emoji = $5)
           and ($6 = 0 or emoji is not null and not exists (select 1 from reaction r
                where r.community_id = $1 and r.channel_id = $2 and r.message_id = $3 and r.emoji = shoutout.emoji
                  and r.member_id = shoutout.giver and r.removed is null))"),
    )
    .bind(community)
    .bind(at.channel)
    .bind(&at.id)
    .bind(giver)
    .bind(emoji)
    .bind(i64::from(reaction_gone))
    .fetch_all()
    .await?;
    Ok(found.into_iter().map(given).collect())
}

/// Whom shout-outs thank: pairs of shout-out and member.
pub(crate) async fn thanks(tx: &mut Tx, community: i64, ids: &[i64]) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select shoutout_id, member_id from shoutout_to where community_id = $1
           and shoutout_id in (select cast(value as bigint) from json_each($2) as r)
         order by shoutout_id, member_id",
    )
    .bind(community)
    .bind(rows(ids)?)
    .fetch_all()
    .await
}

/// Somebody is not thanked by a shout-out after all.
pub(crate) async fn unthank(tx: &mut Tx, community: i64, id: i64, member: i64) -> Result<()> {
    let sql = "delete from shoutout_to where community_id = $1 and shoutout_id = $2 and member_id = $3";
    tx.query(sql).bind(community).bind(id).bind(member).execute().await?;
    Ok(())
}

/// Takes a shout-out back; whether it stood until now.
pub(crate) async fn take_back(
    tx: &mut Tx,
    community: i64,
    id: i64,
    by: Option<i64>,
    why: Option<&str>,
    now: Moment,
) -> Result<bool> {
    let done = tx
        .query(
            "update shoutout set taken_back = $3, taken_back_by = $4, why = $5
         where community_id = $1 and id = $2 and taken_back is null",
        )
        .bind(community)
        .bind(id)
        .bind(now.0)
        .bind(by)
        .bind(why)
        .execute()
        .await?;
    Ok(done > 0)
}

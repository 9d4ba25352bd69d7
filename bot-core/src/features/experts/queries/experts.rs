//! What is asked about experts and their topics.

use crate::chat::Platform;
use crate::error::Result;
use crate::features::experts::availability::Availability;
use crate::features::experts::days_off::DaysOff;
use crate::features::experts::hours::Hours;
use crate::moment::Moment;
use crate::store::{Tx, by_name, rows};

/// Somebody who may be asked, or said when not to be.
#[derive(Clone, Debug)]
pub(crate) struct Expert {
    pub(crate) member: i64,
    pub(crate) guest: bool,
    pub(crate) availability: Availability,
    pub(crate) retired: bool,
}

by_name! {
    struct Row {
        member_id: i64,
        guest: Option<i64>,
        zone: Option<String>,
        hours: Option<String>,
        days_off: Option<String>,
        most: i64,
        paused: Option<i64>,
        paused_until: Option<i64>,
        retired: Option<i64>,
    }
}

/// How many questions somebody may have open who did not say.
pub(crate) const USUAL_MOST: i64 = 3;

fn read(row: Row, zone: chrono_tz::Tz) -> Expert {
    Expert {
        member: row.member_id,
        guest: row.guest.is_some(),
        availability: Availability {
            zone: row.zone.and_then(|own| own.parse().ok()).unwrap_or(zone),
            hours: row.hours.as_deref().and_then(Hours::parse),
            days_off: row.days_off.as_deref().and_then(DaysOff::parse).unwrap_or_default(),
            paused: row.paused.is_some(),
            paused_until: row.paused_until.map(Moment),
            most: row.most,
        },
        retired: row.retired.is_some(),
    }
}

/// What a member said about being asked, if anything; where they named no zone, in the community's.
pub(in super::super) async fn expert_in(
    tx: &mut Tx,
    community: i64,
    member: i64,
    zone: chrono_tz::Tz,
) -> Result<Option<Expert>> {
    let row: Option<Row> = tx
        .query(
            "select member_id, guest, zone, hours, days_off, most, paused, paused_until, retired from expert
         where community_id = $1 and member_id = $2",
        )
        .bind(community)
        .bind(member)
        .fetch_optional()
        .await?;
    Ok(row.map(|row| read(row, zone)))
}

/// The same where the zone does not matter.
pub(crate) async fn expert(tx: &mut Tx, community: i64, member: i64) -> Result<Option<Expert>> {
    expert_in(tx, community, member, chrono_tz::Tz::UTC).await
}

/// Everybody who said something about being asked: experts, those who were, and those who pause. There are hundreds at
/// most.
pub(crate) async fn everybody(tx: &mut Tx, community: i64, zone: chrono_tz::Tz) -> Result<Vec<Expert>> {
    let found: Vec<Row> = tx
        .query(
            "select member_id, guest, zone, hours, days_off, most, paused, paused_until, retired from expert
         where community_id = $1 order by since, member_id",
        )
        .bind(community)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(|row| read(row, zone)).collect())
}

/// Which experts know which topics: pairs of topic and member, by topic.
pub(crate) async fn topics(tx: &mut Tx, community: i64) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select expert_topic.topic_id, expert_topic.member_id from expert_topic
         where community_id = $1 order by topic_id, since, member_id",
    )
    .bind(community)
    .fetch_all()
    .await
}

/// What somebody offers anew; what is not said stays as it is.
pub(in super::super) struct Offer<'a> {
    pub(in super::super) topics: &'a [i64],
    pub(in super::super) zone: Option<&'a str>,
    pub(in super::super) hours: Option<String>,
    pub(in super::super) days_off: Option<String>,
    pub(in super::super) most: Option<i64>,
    pub(in super::super) guest: bool,
}

/// Writes down that a member is an expert for just these topics. Whoever offers pauses no longer.
pub(in super::super) async fn offer(
    tx: &mut Tx,
    community: i64,
    member: i64,
    offer: &Offer<'_>,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into expert (community_id, member_id, since, guest, zone, hours, days_off, most)
         values ($1, $2, $3, $4, $5, $6, $7, coalesce($8, 3))
         on conflict (community_id, member_id) do update set
             guest = coalesce(excluded.guest, expert.guest), zone = coalesce(excluded.zone, expert.zone),
             hours = coalesce(excluded.hours, expert.hours), days_off = coalesce(excluded.days_off, expert.days_off),
             most = coalesce($8, expert.most), paused = null, paused_until = null, retired = null",
    )
    .bind(community)
    .bind(member)
    .bind(now.0)
    .bind(offer.guest.then_some(now.0))
    .bind(offer.zone)
    .bind(offer.hours.as_deref())
    .bind(offer.days_off.as_deref())
    .bind(offer.most)
    .execute()
    .await?;
    tx.query(
        "delete from expert_topic where community_id = $1 and member_id = $2
           and topic_id not in (select cast(value as bigint) from json_each($3))",
    )
    .bind(community)
    .bind(member)
    .bind(rows(offer.topics)?)
    .execute()
    .await?;
    tx.query(
        "insert into expert_topic (community_id, topic_id, member_id, since)
         select $1, cast(value as bigint), $2, $4 from json_each($3) as r where true on conflict do nothing",
    )
    .bind(community)
    .bind(member)
    .bind(rows(offer.topics)?)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

/// The topics that a member knows.
pub(crate) async fn topics_of(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<i64>> {
    tx.query("select topic_id from expert_topic where community_id = $1 and member_id = $2 order by since, topic_id")
    .bind(community)
    .bind(member)
    .fetch_all()
    .await
}

/// Nobody asks a member until they say so, or until a moment. Also somebody who is no expert may say so.
pub(in super::super) async fn pause(
    tx: &mut Tx,
    community: i64,
    member: i64,
    until: Option<Moment>,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into expert (community_id, member_id, since, most, paused, paused_until, retired)
         values ($1, $2, $3, 3, $3, $4, $3)
         on conflict (community_id, member_id) do update set paused = excluded.paused,
             paused_until = excluded.paused_until",
    )
    .bind(community)
    .bind(member)
    .bind(now.0)
    .bind(until.map(|until| until.0))
    .execute()
    .await?;
    Ok(())
}

/// A member may be asked again; whether they paused.
pub(in super::super) async fn resume(tx: &mut Tx, community: i64, member: i64) -> Result<bool> {
    let done = tx
        .query(
            "update expert set paused = null, paused_until = null
         where community_id = $1 and member_id = $2 and paused is not null",
        )
        .bind(community)
        .bind(member)
        .execute()
        .await?;
    Ok(done > 0)
}

/// A member is an expert no longer; whether they were one.
pub(in super::super) async fn retire(tx: &mut Tx, community: i64, member: i64, now: Moment) -> Result<bool> {
    let done = tx
        .query(
            "update expert set retired = $3 where community_id = $1 and member_id = $2 and retired is null",
        )
        .bind(community)
        .bind(member)
        .bind(now.0)
        .execute()
        .await?;
    tx.query("delete from expert_topic where community_id = $1 and member_id = $2")
        .bind(community)
        .bind(member)
        .execute()
        .await?;
    Ok(done > 0)
}

/// Those of these members who are here on a platform.
pub(crate) async fn here(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    members: &[i64],
) -> Result<Vec<i64>> {
    tx.query(
        "select distinct a.member_id from json_each($3) as r cross join account a cross join member m
         where a.community_id = $1 and a.member_id = cast(r.value as bigint) and a.platform = $2
           and a.departed is null
           and m.community_id = a.community_id and m.id = a.member_id and m.bot is null and m.opted_out is null",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(rows(members)?)
    .fetch_all()
    .await
}

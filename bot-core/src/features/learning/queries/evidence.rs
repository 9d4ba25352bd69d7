//! What is asked and written about what members did: sums that fade.

use serde::Serialize;

use crate::error::Result;
use crate::store::{Tx, by_name, rows};

/// What a member did in a channel, to be added to what is known.
#[derive(Default, Serialize)]
pub(crate) struct Did {
    pub(crate) channel: i64,
    pub(crate) member: i64,
    pub(crate) answered: [f64; 3],
    pub(crate) replied: [f64; 3],
    pub(crate) wrote: [f64; 3],
    pub(crate) asked: f64,
    pub(crate) last_wrote: i64,
    pub(crate) last_answered: i64,
}

/// Adds what members did.
pub(crate) async fn add(tx: &mut Tx, community: i64, did: &[&Did]) -> Result<()> {
    tx.query(
        "insert into evidence (community_id, channel_id, member_id, answered7, answered30, answered120, replied7,
             replied30, replied120, wrote7, wrote30, wrote120, asked120, last_wrote, last_answered)
         select $1, cast(r.value->>'channel' as bigint), cast(r.value->>'member' as bigint),
             cast(r.value->'answered'->>0 as double precision), cast(r.value->'answered'->>1 as double precision),
             cast(r.value->'answered'->>2 as double precision), cast(r.value->'replied'->>0 as double precision),
             cast(r.value->'replied'->>1 as double precision), cast(r.value->'replied'->>2 as double precision),
             cast(r.value->'wrote'->>0 as double precision), cast(r.value->'wrote'->>1 as double precision),
             cast(r.value->'wrote'->>2 as double precision), cast(r.value->>'asked' as double precision),
             cast(r.value->>'last_wrote' as bigint), cast(r.value->>'last_answered' as bigint)
         from json_each($2) as r where true
         on conflict (community_id, channel_id, member_id) do update set
             answered7 = evidence.answered7 + excluded.answered7,
             answered30 = evidence.answered30 + excluded.answered30,
             answered120 = evidence.answered120 + excluded.answered120,
             replied7 = evidence.replied7 + excluded.replied7,
             replied30 = evidence.replied30 + excluded.replied30,
             replied120 = evidence.replied120 + excluded.replied120,
             wrote7 = evidence.wrote7 + excluded.wrote7,
             wrote30 = evidence.wrote30 + excluded.wrote30,
             wrote120 = evidence.wrote120 + excluded.wrote120,
             asked120 = evidence.asked120 + excluded.asked120,
             last_wrote = case when excluded.last_wrote > evidence.last_wrote then excluded.last_wrote
                          else evidence.last_wrote end,
             last_answered = case when excluded.last_answered > evidence.last_answered
                             then excluded.last_answered else evidence.last_answered end",
    )
    .bind(community)
    .bind(rows(did)?)
    .execute()
    .await?;
    Ok(())
}

/// That a member replied to somebody: asker, member, and how much that adds.
#[derive(Serialize)]
pub(crate) struct Helped {
    pub(crate) asker: i64,
    pub(crate) member: i64,
    pub(crate) n7: f64,
    pub(crate) n120: f64,
}

/// Adds who replied to whom.
pub(crate) async fn add_helped(tx: &mut Tx, community: i64, helped: &[Helped]) -> Result<()> {
    tx.query(
        "insert into helped (community_id, asker, member_id, n7, n120)
         select $1, cast(r.value->>'asker' as bigint), cast(r.value->>'member' as bigint),
                cast(r.value->>'n7' as double precision), cast(r.value->>'n120' as double precision)
         from json_each($2) as r where true
         on conflict (community_id, asker, member_id) do update set
             n7 = helped.n7 + excluded.n7, n120 = helped.n120 + excluded.n120",
    )
    .bind(community)
    .bind(rows(helped)?)
    .execute()
    .await?;
    Ok(())
}

/// That a member wrote at an hour of the day.
#[derive(Serialize)]
pub(crate) struct Awake {
    pub(crate) member: i64,
    pub(crate) hour: i64,
    pub(crate) n30: f64,
}

/// Adds at which hours members wrote.
pub(crate) async fn add_awake(tx: &mut Tx, community: i64, awake: &[Awake]) -> Result<()> {
    tx.query(
        "insert into awake (community_id, member_id, hour, n30)
         select $1, cast(r.value->>'member' as bigint), cast(r.value->>'hour' as bigint),
                cast(r.value->>'n30' as double precision)
         from json_each($2) as r where true
         on conflict (community_id, member_id, hour) do update set n30 = awake.n30 + excluded.n30",
    )
    .bind(community)
    .bind(rows(awake)?)
    .execute()
    .await?;
    Ok(())
}

/// Those who replied most in a channel of late.
pub(crate) async fn most_replies(tx: &mut Tx, community: i64, channel: i64, most: i64) -> Result<Vec<i64>> {
    tx.query(
        "select member_id from evidence where community_id = $1 and channel_id = $2 and replied30 > 0
         order by replied30 desc limit $3",
    )
    .bind(community)
    .bind(channel)
    .bind(most)
    .fetch_all()
    .await
}

/// Those who wrote last in a channel.
pub(crate) async fn wrote_last(tx: &mut Tx, community: i64, channel: i64, most: i64) -> Result<Vec<i64>> {
    tx.query(
        "select member_id from evidence where community_id = $1 and channel_id = $2
         order by last_wrote desc limit $3",
    )
    .bind(community)
    .bind(channel)
    .bind(most)
    .fetch_all()
    .await
}

/// Those who replied most to somebody: member, and the two sums.
pub(crate) async fn helped_most(
    tx: &mut Tx,
    community: i64,
    asker: i64,
    most: i64,
) -> Result<Vec<(i64, f64, f64)>> {
    tx.query(
        "select member_id, n7, n120 from helped where community_id = $1 and asker = $2 order by n120 desc limit $3",
    )
    .bind(community)
    .bind(asker)
    .bind(most)
    .fetch_all()
    .await
}

by_name! {
    /// What members did in a channel, or everywhere.
    pub(crate) struct Done {
        pub(crate) channel_id: i64,
        pub(crate) member_id: i64,
        pub(crate) answered7: f64,
        pub(crate) answered30: f64,
        pub(crate) answered120: f64,
        pub(crate) replied7: f64,
        pub(crate) replied30: f64,
        pub(crate) replied120: f64,
        pub(crate) wrote7: f64,
        pub(crate) wrote30: f64,
        pub(crate) wrote120: f64,
        pub(crate) asked120: f64,
        pub(crate) last_wrote: i64,
        pub(crate) last_answered: i64,
    }
}

/// What these members did in a channel and everywhere.
pub(crate) async fn done(tx: &mut Tx, community: i64, channel: i64, members: &[i64]) -> Result<Vec<Done>> {
    tx.query(
        "select e.channel_id, e.member_id, e.answered7, e.answered30, e.answered120, e.replied7, e.replied30,
                e.replied120, e.wrote7, e.wrote30, e.wrote120, e.asked120, e.last_wrote, e.last_answered
         from json_each($3) as r cross join evidence e
         where e.community_id = $1 and e.channel_id in (0, $2) and e.member_id = cast(r.value as bigint)",
    )
    .bind(community)
    .bind(channel)
    .bind(rows(members)?)
    .fetch_all()
    .await
}

/// How much these members write at three hours of the day (the middle one counting twice), at the middle one, and at all.
pub(crate) async fn awake(
    tx: &mut Tx,
    community: i64,
    hours: [i64; 3],
    members: &[i64],
) -> Result<Vec<(i64, f64, f64, f64)>> {
    tx.query(
        "select a.member_id,
                sum(case when a.hour = $4 then a.n30 when a.hour in ($3, $5) then a.n30 / 2 else 0.0 end),
                sum(case when a.hour = $4 then a.n30 else 0.0 end), sum(a.n30)
         from json_each($2) as r cross join awake a
         where a.community_id = $1 and a.member_id = cast(r.value as bigint) group by a.member_id",
    )
    .bind(community)
    .bind(rows(members)?)
    .bind(hours[0])
    .bind(hours[1])
    .bind(hours[2])
    .fetch_all()
    .await
}

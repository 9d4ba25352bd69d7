//! What is asked about channels.

use serde::Serialize;

use crate::chat::{ChannelId, Platform};
use crate::context::Channel;
use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// The question for channels of a community, with what they have of the channel they belong to; what follows narrows it.
macro_rules! channels {
    ($rest:literal) => {
        concat!(
            "select c.id, c.platform, c.platform_id, c.name, c.parent, coalesce(c.left_out, p.left_out),
                    coalesce(c.shoutouts, p.shoutouts)
             from channel c left join channel p on p.community_id = c.community_id and p.id = c.parent
             where c.community_id = $1 ",
            $rest
        )
    };
}

type ChannelRow = (i64, String, String, String, Option<i64>, Option<i64>, Option<String>);

fn channel((id, platform, platform_id, name, parent, left_out, shoutouts): ChannelRow) -> Channel {
    Channel {
        id,
        platform: Platform(platform),
        platform_id: ChannelId(platform_id),
        name,
        counts_in: parent.unwrap_or(id),
        left_out: left_out.is_some(),
        shoutouts,
    }
}

/// Every channel of a community on a platform. There are hundreds, not millions.
pub(crate) async fn channels(tx: &mut Tx, community: i64, platform: &Platform) -> Result<Vec<Channel>> {
    // A thread is left out with the channel that it belongs to.
    let found: Vec<ChannelRow> = tx
        .query(channels!(
            "and c.platform = $2 and c.parent is null and c.gone is null order by c.name_key, c.id"
        ))
        .bind(community)
        .bind(platform.as_str())
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(channel).collect())
}

/// Those channels whose platform's id is among `ids`.
pub(crate) async fn channels_among(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    ids: &[serde_json::Value],
) -> Result<std::collections::HashMap<ChannelId, Channel>> {
    let found: Vec<ChannelRow> = tx
        .query(
            "select c.id, c.platform, c.platform_id, c.name, c.parent, coalesce(c.left_out, p.left_out),
                coalesce(c.shoutouts, p.shoutouts)
         from json_each($3) as r cross join channel c
         left join channel p on p.community_id = c.community_id and p.id = c.parent
         where c.community_id = $1 and c.platform = $2 and c.platform_id = r.value->>'id'",
        )
        .bind(community)
        .bind(platform.as_str())
        .bind(rows(ids)?)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(channel).map(|channel| (channel.platform_id.clone(), channel)).collect())
}

/// One channel by the platform's id.
pub(crate) async fn channel_by_platform_id(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    platform_id: &ChannelId,
) -> Result<Option<Channel>> {
    let row: Option<ChannelRow> = tx
        .query(channels!("and c.platform = $2 and c.platform_id = $3"))
        .bind(community)
        .bind(platform.as_str())
        .bind(platform_id.as_str())
        .fetch_optional()
        .await?;
    Ok(row.map(channel))
}

/// One channel by our id.
pub(crate) async fn channel_by_id(tx: &mut Tx, community: i64, id: i64) -> Result<Option<Channel>> {
    let row: Option<ChannelRow> =
        tx.query(channels!("and c.id = $2")).bind(community).bind(id).fetch_optional().await?;
    Ok(row.map(channel))
}

/// A channel to write down.
#[derive(Serialize)]
pub(crate) struct SeenChannel<'a> {
    pub(crate) id: i64,
    pub(crate) platform_id: &'a str,
    /// Nothing, if the platform did not say.
    pub(crate) name: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) parent: Option<&'a str>,
}

/// Writes down channels that are new, and names that changed.
pub(crate) async fn remember_channels(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    seen: &[SeenChannel<'_>],
) -> Result<()> {
    tx.query(
        "insert into channel (community_id, id, platform, platform_id, name, name_key, parent)
         select $1, cast(p.value->>'id' as bigint), $2, p.value->>'platform_id',
                coalesce(p.value->>'name', p.value->>'platform_id'),
                coalesce(p.value->>'key', lower(p.value->>'platform_id')),
                (select c.id from channel c where c.community_id = $1 and c.platform = $2
                 and c.platform_id = p.value->>'parent')
         from json_each($3) as p where true
         on conflict (community_id, platform, platform_id) do update set
             name = case when excluded.name = excluded.platform_id then channel.name else excluded.name end,
             name_key = case when excluded.name = excluded.platform_id then channel.name_key
                        else excluded.name_key end,
             parent = coalesce(excluded.parent, channel.parent),
             gone = case when excluded.name = excluded.platform_id then channel.gone end",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(rows(seen)?)
    .execute()
    .await?;
    Ok(())
}

/// Channels that were known, and turn out to be threads: pairs of the thread and the channel that it belongs to.
pub(crate) async fn turned_threads(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    seen: &[SeenChannel<'_>],
) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select c.id, p.id from json_each($3) as r cross join channel c cross join channel p
         where c.community_id = $1 and c.platform = $2 and c.platform_id = r.value->>'platform_id'
           and c.parent is null
           and p.community_id = $1 and p.platform = $2 and p.platform_id = r.value->>'parent'
         order by c.id",
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(rows(seen)?)
    .fetch_all()
    .await
}

/// A channel is deleted; whether it was there.
pub(crate) async fn channel_goes(tx: &mut Tx, community: i64, id: i64, now: Moment) -> Result<bool> {
    let sql = "update channel set gone = $3 where community_id = $1 and id = $2 and gone is null";
    let done = tx.query(sql).bind(community).bind(id).bind(now.0).execute().await?;
    Ok(done > 0)
}

/// Settles how Kith behaves in one channel.
pub(crate) async fn settle_channel(
    tx: &mut Tx,
    community: i64,
    id: i64,
    left_out: Option<Moment>,
    shoutouts: Option<&str>,
) -> Result<()> {
    tx.query("update channel set left_out = $3, shoutouts = $4 where community_id = $1 and id = $2")
        .bind(community)
        .bind(id)
        .bind(left_out.map(|at| at.0))
        .bind(shoutouts)
        .execute()
        .await?;
    Ok(())
}

//! What is asked about topics.

use crate::error::Result;
use crate::features::members::fold;
use crate::moment::Moment;
use crate::store::Tx;

/// A topic as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) id: i64,
    pub(crate) name: String,
    /// The topic that it is part of now.
    pub(crate) merged: Option<i64>,
    pub(crate) retired: bool,
    /// How many experts know it.
    pub(crate) experts: i64,
}

/// Every topic of a community by name, merged and retired ones too. There are dozens, not thousands.
pub(crate) async fn all(tx: &mut Tx, community: i64) -> Result<Vec<Kept>> {
    type Found = (i64, String, Option<i64>, Option<i64>, i64);
    let found: Vec<Found> = tx
        .query(
            "select topic.id, topic.name, topic.merged, topic.retired,
             (select count(*) from expert_topic k join expert e on e.community_id = k.community_id
                  and e.member_id = k.member_id
              where k.community_id = topic.community_id and k.topic_id = topic.id and e.retired is null)
         from topic where topic.community_id = $1 order by topic.name_key",
        )
        .bind(community)
        .fetch_all()
        .await?;
    let read = |(id, name, merged, retired, experts): Found| Kept {
        id,
        name,
        merged,
        retired: retired.is_some(),
        experts,
    };
    Ok(found.into_iter().map(read).collect())
}

/// Adds a topic; whether its name was free.
pub(super) async fn add(tx: &mut Tx, community: i64, id: i64, name: &str, now: Moment) -> Result<bool> {
    let done = tx
        .query(
            "insert into topic (community_id, id, name, name_key, made) values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        )
        .bind(community)
        .bind(id)
        .bind(name)
        .bind(fold(name))
        .bind(now.0)
        .execute()
        .await?;
    Ok(done > 0)
}

/// Names a topic anew.
pub(super) async fn rename(tx: &mut Tx, community: i64, id: i64, name: &str) -> Result<()> {
    let sql = "update topic set name = $3, name_key = $4 where community_id = $1 and id = $2";
    tx.query(sql).bind(community).bind(id).bind(name).bind(fold(name)).execute().await?;
    Ok(())
}

/// Retires a topic, or takes it back into use.
pub(super) async fn retire(tx: &mut Tx, community: i64, id: i64, since: Option<Moment>) -> Result<()> {
    tx.query("update topic set retired = $3 where community_id = $1 and id = $2")
        .bind(community)
        .bind(id)
        .bind(since.map(|since| since.0))
        .execute()
        .await?;
    Ok(())
}

/// Makes a topic a part of another one: whoever knows it knows that one, and so do the questions about it.
pub(super) async fn merge(tx: &mut Tx, community: i64, from: i64, into: i64) -> Result<()> {
    for sql in [
        "insert into expert_topic (community_id, topic_id, member_id, since)
         select community_id, $3, member_id, since from expert_topic where community_id = $1 and topic_id = $2
         on conflict (community_id, topic_id, member_id) do nothing",
        "delete from expert_topic where community_id = $1 and topic_id = $2 and $3 > 0",
        "update escalation set topic_id = $3 where community_id = $1 and topic_id = $2",
        "update remembered set topic_id = $3 where community_id = $1 and topic_id = $2",
        "update not_area set topic_id = $3 where community_id = $1 and topic_id = $2
           and not exists (select 1 from not_area o where o.community_id = $1 and o.member_id = not_area.member_id
                           and o.topic_id = $3 and o.channel_id = not_area.channel_id)",
        // What was part of it is part of the other one as well.
        "update topic set merged = $3 where community_id = $1 and (id = $2 or merged = $2)",
    ] {
        tx.query(sql).bind(community).bind(from).bind(into).execute().await?;
    }
    Ok(())
}

//! What is asked about invitations.

use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// An invitation that was not answered yet.
pub(in super::super) struct Invitation {
    pub(in super::super) id: i64,
    pub(in super::super) member: i64,
    pub(in super::super) inviter: Option<i64>,
    pub(in super::super) topics: Vec<i64>,
    pub(in super::super) guest: bool,
}

/// Writes down an invitation, instead of any other one that waits.
pub(in super::super) async fn invite(
    tx: &mut Tx,
    community: i64,
    new: &Invitation,
    now: Moment,
) -> Result<()> {
    let topics: Vec<String> = new.topics.iter().map(i64::to_string).collect();
    tx.query("delete from expert_invite where community_id = $1 and member_id = $2")
        .bind(community)
        .bind(new.member)
        .execute()
        .await?;
    tx.query(
        "insert into expert_invite (community_id, id, member_id, inviter, topics, guest, invited)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(community)
    .bind(new.id)
    .bind(new.member)
    .bind(new.inviter)
    .bind(topics.join(" "))
    .bind(new.guest.then_some(now.0))
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

/// An invitation.
pub(in super::super) async fn invitation(tx: &mut Tx, community: i64, id: i64) -> Result<Option<Invitation>> {
    let row: Option<(i64, Option<i64>, String, Option<i64>)> = tx
        .query(
            "select member_id, inviter, topics, guest from expert_invite where community_id = $1 and id = $2",
        )
        .bind(community)
        .bind(id)
        .fetch_optional()
        .await?;
    Ok(row.map(|(member, inviter, topics, guest)| Invitation {
        id,
        member,
        inviter,
        topics: topics.split(' ').filter_map(|id| id.parse().ok()).collect(),
        guest: guest.is_some(),
    }))
}

/// An invitation is answered: it goes. Whether it was still there.
pub(in super::super) async fn answered(tx: &mut Tx, community: i64, id: i64) -> Result<bool> {
    let done = tx
        .query("delete from expert_invite where community_id = $1 and id = $2")
        .bind(community)
        .bind(id)
        .execute()
        .await?;
    Ok(done > 0)
}

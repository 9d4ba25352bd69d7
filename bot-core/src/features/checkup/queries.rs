//! What is asked about a whole community.

use crate::error::Result;
use crate::store::Tx;

/// The figures of a community.
#[derive(sqlx::FromRow)]
pub(crate) struct Figures {
    pub(crate) members: i64,
    pub(crate) written: i64,
    pub(crate) first: Option<i64>,
    pub(crate) last: Option<i64>,
    pub(crate) admins: i64,
    pub(crate) leads: i64,
    pub(crate) waiting: i64,
    pub(crate) dead: i64,
}

/// The figures of a community, all at once.
pub(crate) async fn figures(tx: &mut Tx, community: i64) -> Result<Figures> {
    tx.query(
        "select
             (select count(*) from member where community_id = $1 and bot is null) as members,
             written.n as written, written.first, written.last,
             (select count(*) from member_role where community_id = $1 and role = 'admin') as admins,
             (select count(*) from member_role where community_id = $1 and role = 'lead') as leads,
             (select count(*) from effect where community_id = $1 and state = 'waiting') as waiting,
             (select count(*) from effect where community_id = $1 and state = 'dead') as dead
         from (select cast(coalesce(sum(n), 0) as bigint) as n, min(day) as first, max(day) as last from daily
               where community_id = $1 and kind in ('message', 'reply')) as written",
    )
    .bind(community)
    .fetch_one()
    .await
}

//! The trail of every change of a question's state.

use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// Writes down one change.
#[expect(clippy::too_many_arguments, reason = "one argument a column")]
pub(in super::super) async fn note(
    tx: &mut Tx,
    community: i64,
    id: i64,
    escalation: i64,
    at: Moment,
    actor: Option<i64>,
    act: &str,
    state: &str,
) -> Result<()> {
    tx.query(
        "insert into transition (community_id, id, escalation_id, at, actor, act, state)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(community)
    .bind(id)
    .bind(escalation)
    .bind(at.0)
    .bind(actor)
    .bind(act)
    .bind(state)
    .execute()
    .await?;
    Ok(())
}

//! Questions that somebody is about to ask.

use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// A question that is about to be asked.
#[derive(Clone, Debug)]
pub(in super::super) struct Draft {
    pub(in super::super) question: String,
    pub(in super::super) topic: Option<i64>,
    pub(in super::super) urgent: bool,
    pub(in super::super) private: bool,
    pub(in super::super) channel: i64,
    /// The message that asks it, if there is one.
    pub(in super::super) message: Option<String>,
    /// Who wrote that message, if it was somebody else.
    pub(in super::super) author: Option<i64>,
}

/// Keeps a question until the asker has looked at what was answered before.
pub(in super::super) async fn keep_draft(
    tx: &mut Tx,
    community: i64,
    id: i64,
    member: i64,
    draft: &Draft,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into ask_draft (community_id, id, member_id, question, topic_id, urgent, private, channel_id,
             message_id, author, made)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(community)
    .bind(id)
    .bind(member)
    .bind(&draft.question)
    .bind(draft.topic)
    .bind(draft.urgent.then_some(now.0))
    .bind(draft.private.then_some(now.0))
    .bind(draft.channel)
    .bind(draft.message.as_deref())
    .bind(draft.author)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

type DraftRow = (String, Option<i64>, Option<i64>, Option<i64>, i64, Option<String>, Option<i64>);

/// Takes a member's draft: it is gone, and nobody takes it twice.
pub(in super::super) async fn take_draft(
    tx: &mut Tx,
    community: i64,
    id: i64,
    member: i64,
) -> Result<Option<Draft>> {
    let row: Option<DraftRow> = tx
        .query(
            "delete from ask_draft where community_id = $1 and id = $2 and member_id = $3
         returning question, topic_id, urgent, private, channel_id, message_id, author",
        )
        .bind(community)
        .bind(id)
        .bind(member)
        .fetch_optional()
        .await?;
    Ok(row.map(|(question, topic, urgent, private, channel, message, author)| Draft {
        question,
        topic,
        urgent: urgent.is_some(),
        private: private.is_some(),
        channel,
        message,
        author,
    }))
}

/// Lets go of drafts that nobody came back to.
pub(in super::super) async fn forget_drafts(tx: &mut Tx, community: i64, before: Moment) -> Result<()> {
    tx.query("delete from ask_draft where community_id = $1 and made < $2")
        .bind(community)
        .bind(before.0)
        .execute()
        .await?;
    Ok(())
}

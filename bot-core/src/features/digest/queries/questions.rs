//! What was asked, and what nobody answered.

use crate::error::Result;
use crate::moment::{Day, Moment};
use crate::store::Tx;

/// A question that nobody seems to have answered.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Question {
    pub(crate) channel: i64,
    pub(crate) message: String,
    pub(crate) author: i64,
    pub(crate) sent: Moment,
}

/// Questions of some days: how many, and those that nobody answered, oldest first.
pub(crate) async fn questions(
    tx: &mut Tx,
    community: i64,
    first: Day,
    last: Day,
) -> Result<(i64, Vec<Question>)> {
    let found: Vec<(i64, String, i64, i64, Option<i64>)> = tx
        .query(
            "select channel_id, message_id, asker, asked, answered from question
         where community_id = $1 and day >= $2 and day <= $3 and climbed is null order by asked, message_id",
        )
        .bind(community)
        .bind(first.0)
        .bind(last.0)
        .fetch_all()
        .await?;
    let asked = found.len() as i64;
    let open = found.into_iter().filter(|(.., answered)| answered.is_none());
    let open = open.map(|(channel, message, author, sent, _)| Question {
        channel,
        message,
        author,
        sent: Moment(sent),
    });
    Ok((asked, open.collect()))
}

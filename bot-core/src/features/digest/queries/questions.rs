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

/// Questions of some days that opened a conversation: how many, and those that nobody answered, oldest first. Answered
/// is one with another's message in its thread, to its author within an hour, or next in the channel within a quarter.
pub(crate) async fn questions(
    tx: &mut Tx,
    community: i64,
    first: Day,
    last: Day,
) -> Result<(i64, Vec<Question>)> {
    let found: Vec<(i64, String, i64, i64, i64)> = tx.query(
        "select q.channel_id, q.id, q.author, q.sent, case
             when exists (select 1 from message r join channel c on c.community_id = $1 and c.id = r.channel_id
                          where r.community_id = $1 and r.thread = q.id and r.author <> q.author
                            and r.deleted is null and (c.id = q.channel_id or c.parent = q.channel_id)) then 1
             when exists (select 1 from message r where r.community_id = $1 and r.channel_id = q.channel_id
                            and r.sent > q.sent and r.sent <= q.sent + 3600000 and r.addressed = q.author
                            and r.author <> q.author and r.deleted is null) then 1
             when exists (select 1 from message r where r.community_id = $1 and r.channel_id = q.channel_id
                            and r.sent > q.sent and r.sent <= q.sent + 900000 and r.author <> q.author
                            and r.thread is null and r.deleted is null) then 1
             else 0 end
         from message q
         where q.community_id = $1 and q.asks is not null and q.day >= $2 and q.day <= $3
           and q.author is not null and q.deleted is null
           and not exists (select 1 from message b where b.community_id = $1 and b.channel_id = q.channel_id
                           and b.sent < q.sent and b.sent >= q.sent - 900000 and b.author = q.author
                           and b.thread is null and b.deleted is null)
         order by q.sent, q.id",
    )
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .fetch_all()
    .await?;
    let asked = found.len() as i64;
    let open = found.into_iter().filter(|(.., answered)| *answered == 0);
    let open = open.map(|(channel, message, author, sent, _)| Question {
        channel,
        message,
        author,
        sent: Moment(sent),
    });
    Ok((asked, open.collect()))
}

//! Questions as they were asked, and their answers.

use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// A question that somebody asked everybody in a channel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Asked {
    /// Our id of it.
    pub(crate) id: i64,
    /// The channel that it stands in, by our id.
    pub(crate) channel: i64,
    /// The platform's id of the message that asked it.
    pub(crate) message: String,
    /// Who asked.
    pub(crate) asker: i64,
    /// When.
    pub(crate) asked: Moment,
}

/// Questions from `since` to `until` that nobody answered, the oldest first, at most `most`.
pub(crate) async fn open(
    tx: &mut Tx,
    community: i64,
    since: Moment,
    until: Moment,
    most: i64,
) -> Result<Vec<Asked>> {
    let found: Vec<(i64, i64, String, i64, i64)> = tx
        .query(
            "select id, channel_id, message_id, asker, asked from question
         where community_id = $1 and asked >= $2 and asked < $3 and answered is null
         order by asked, id limit $4",
        )
        .bind(community)
        .bind(since.0)
        .bind(until.0)
        .bind(most)
        .fetch_all()
        .await?;
    let read =
        |(id, channel, message, asker, asked)| Asked { id, channel, message, asker, asked: Moment(asked) };
    Ok(found.into_iter().map(read).collect())
}

/// The last questions since a moment, at most `most`: question, asker.
pub(crate) async fn latest(tx: &mut Tx, community: i64, since: Moment, most: i64) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select id, asker from question where community_id = $1 and asked >= $2 order by asked desc limit $3",
    )
    .bind(community)
    .bind(since.0)
    .bind(most)
    .fetch_all()
    .await
}

/// The asker of a question said that it is solved.
pub(crate) async fn solved(tx: &mut Tx, community: i64, id: i64, now: Moment) -> Result<()> {
    let sql = "update question set solved = $3 where community_id = $1 and id = $2";
    tx.query(sql).bind(community).bind(id).bind(now.0).execute().await?;
    Ok(())
}

/// A question was asked of Kith rather than in a channel.
pub(crate) async fn climbed(tx: &mut Tx, community: i64, id: i64, now: Moment) -> Result<()> {
    let sql = "update question set climbed = $3 where community_id = $1 and id = $2";
    tx.query(sql).bind(community).bind(id).bind(now.0).execute().await?;
    Ok(())
}

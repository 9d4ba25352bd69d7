//! Past questions that are like a new one.

use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// An answered question that is like another one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Similar {
    /// Our id of it.
    pub(crate) id: i64,
    /// The channel that it stands in, by our id.
    pub(crate) channel: i64,
    /// The platform's id of the message that asked it.
    pub(crate) message: String,
    /// Who asked.
    pub(crate) asker: i64,
    /// Who answered first.
    pub(crate) answered_by: i64,
    /// When it was asked.
    pub(crate) asked: Moment,
    /// How alike they are, from 0 to 1.
    pub(crate) alike: f64,
}

/// A past question.
#[derive(Clone, Debug)]
pub(crate) struct Past {
    pub(crate) id: i64,
    pub(crate) channel: i64,
    pub(crate) message: String,
    /// The channel whose figures it adds to.
    pub(crate) counts_in: i64,
    pub(crate) asker: i64,
    pub(crate) asked: Moment,
    pub(crate) answered_by: Option<i64>,
    pub(crate) terms: i64,
    /// Whether it was asked of Kith: then its asker says whether others may find it.
    pub(crate) climbed: bool,
}

/// Questions by their ids.
pub(crate) async fn past(tx: &mut Tx, community: i64, ids: &[i64]) -> Result<Vec<Past>> {
    type Row = (i64, i64, String, i64, i64, i64, Option<i64>, i64, Option<i64>);
    let found: Vec<Row> = tx
        .query(
            "select q.id, q.channel_id, q.message_id, q.counts_in, q.asker, q.asked, q.answered_by, coalesce(q.terms, 0), q.climbed
         from json_each($2) as r cross join question q
         where q.community_id = $1 and q.id = cast(r.value as bigint) order by q.id",
        )
        .bind(community)
        .bind(rows(ids)?)
        .fetch_all()
        .await?;
    let read = |(id, channel, message, counts_in, asker, asked, answered_by, terms, climbed): Row| Past {
        id,
        channel,
        message,
        counts_in,
        asker,
        asked: Moment(asked),
        answered_by,
        terms,
        climbed: climbed.is_some(),
    };
    Ok(found.into_iter().map(read).collect())
}

/// Who answered these questions before a moment: question, member.
pub(crate) async fn answerers(
    tx: &mut Tx,
    community: i64,
    questions: &[i64],
    before: Moment,
) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select distinct a.question_id, a.member_id from json_each($2) as r cross join answer a
         where a.community_id = $1 and a.question_id = cast(r.value as bigint) and a.at < $3
         order by 1, 2",
    )
    .bind(community)
    .bind(rows(questions)?)
    .bind(before.0)
    .fetch_all()
    .await
}

/// How many questions in a channel these members answered since a moment: member, questions.
pub(crate) async fn answered_here(
    tx: &mut Tx,
    community: i64,
    channel: i64,
    members: &[i64],
    since: Moment,
) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select a.member_id, cast(count(distinct a.question_id) as bigint)
         from json_each($3) as r cross join answer a
         join question q on q.community_id = a.community_id and q.id = a.question_id
         where a.community_id = $1 and a.member_id = cast(r.value as bigint) and a.at >= $4 and q.counts_in = $2
         group by a.member_id",
    )
    .bind(community)
    .bind(channel)
    .bind(rows(members)?)
    .bind(since.0)
    .fetch_all()
    .await
}

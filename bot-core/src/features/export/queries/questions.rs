//! What is asked for an export of questions.

use super::{After, day, moment};
use crate::error::Result;
use crate::features::export::Row;
use crate::store::{Tx, by_name};

/// A page of questions that climbed. What is private is handed out without its words and without who asked.
pub(crate) async fn questions(tx: &mut Tx, community: i64, after: &mut After, most: i64) -> Result<Vec<Row>> {
    by_name! {
        struct Found {
            id: i64,
            day: i64,
            opened: i64,
            asker: Option<String>,
            account: Option<String>,
            question: String,
            topic: Option<String>,
            channel: Option<String>,
            urgent: Option<i64>,
            private: Option<i64>,
            state: String,
            first_answer: Option<i64>,
            answerer: Option<String>,
            answerer_account: Option<String>,
            standing: Option<String>,
            nobody: Option<i64>,
            closed: Option<i64>,
        }
    }
    let found: Vec<Found> = tx.query(concat!(
        "select e.id, e.day, e.opened, m.name as asker, m.platform || ':' || m.id as account, e.question,
                t.name as topic, c.name as channel, e.urgent, e.private, e.state, e.first_answer,
                a.name as answerer, a.platform || ':' || a.id as answerer_account, e.standing, e.nobody, e.closed
         from escalation e left join topic t on t.community_id = e.community_id and t.id = e.topic_id
         left join channel c on c.community_id = e.community_id and c.id = e.channel_id",
        account!("m", "e", "asker"),
        account!("a", "e", "answered_by"),
        "where e.community_id = $1 and e.id > $2 order by e.id limit $3",
    ))
    .bind(community)
    .bind(after.id)
    .bind(most)
    .fetch_all()
    .await?;
    after.id = found.last().map_or(after.id, |last| last.id);
    let read = |one: Found| {
        let open = one.private.is_none();
        vec![
            one.id.into(),
            day(one.day),
            moment(Some(one.opened)),
            one.asker.filter(|_| open).into(),
            one.account.filter(|_| open).into(),
            Some(one.question).filter(|words| open && !words.is_empty()).into(),
            one.topic.into(),
            one.channel.filter(|_| open).into(),
            one.urgent.is_some().into(),
            one.private.is_some().into(),
            one.state.into(),
            moment(one.first_answer),
            one.answerer.into(),
            one.answerer_account.into(),
            one.standing.into(),
            moment(one.nobody),
            moment(one.closed),
        ]
    };
    Ok(found.into_iter().map(read).collect())
}

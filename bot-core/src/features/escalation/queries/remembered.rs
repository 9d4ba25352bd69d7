//! Answers that are remembered.

use crate::chat::{MessageRef, Platform};
use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// An answer that its asker let be remembered.
#[derive(Clone, Debug)]
pub(crate) struct Remembered {
    pub(crate) id: i64,
    pub(crate) question: String,
    /// In a sentence or two; empty if there is only the link.
    pub(crate) answer: String,
    pub(crate) topic: Option<i64>,
    pub(crate) asker: Option<i64>,
    pub(crate) answerer: Option<i64>,
    pub(crate) platform: Platform,
    /// Where the answer stands.
    pub(crate) at: MessageRef,
    pub(crate) made: Moment,
    /// How many people it has helped since.
    pub(crate) helped: i64,
}

/// Remembers an answer, with the words by which it is found.
pub(in super::super) async fn remember(
    tx: &mut Tx,
    community: i64,
    one: &Remembered,
    terms: &[String],
) -> Result<()> {
    tx.query(
        "insert into remembered (community_id, id, question, answer, topic_id, asker, answerer, platform, channel,
             message, made, helped)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0)",
    )
    .bind(community)
    .bind(one.id)
    .bind(&one.question)
    .bind(&one.answer)
    .bind(one.topic)
    .bind(one.asker)
    .bind(one.answerer)
    .bind(one.platform.as_str())
    .bind(one.at.channel.as_str())
    .bind(one.at.message.as_str())
    .bind(one.made.0)
    .execute()
    .await?;
    tx.query(
        "insert into remembered_term (community_id, term, remembered_id)
         select $1, r.value->>'term', $2 from json_each($3) as r where true on conflict do nothing",
    )
    .bind(community)
    .bind(one.id)
    .bind(rows(&named(terms))?)
    .execute()
    .await?;
    Ok(())
}

fn named(terms: &[String]) -> Vec<serde_json::Value> {
    terms.iter().map(|term| serde_json::json!({ "term": term })).collect()
}

/// How many remembered answers have each of these words: word, answer.
pub(in super::super) async fn with_terms(
    tx: &mut Tx,
    community: i64,
    terms: &[String],
    most: i64,
) -> Result<Vec<(String, i64)>> {
    tx.query(
        "select t.term, t.remembered_id from json_each($2) as r cross join remembered_term t
         where t.community_id = $1 and t.term = r.value->>'term' order by t.remembered_id desc limit $3",
    )
    .bind(community)
    .bind(rows(&named(terms))?)
    .bind(most)
    .fetch_all()
    .await
}

type RememberedRow =
    (i64, String, String, Option<i64>, Option<i64>, Option<i64>, String, String, String, i64, i64);

fn read(row: RememberedRow) -> Remembered {
    let (id, question, answer, topic, asker, answerer, platform, channel, message, made, helped) = row;
    Remembered {
        id,
        question,
        answer,
        topic,
        asker,
        answerer,
        platform: Platform(platform),
        at: MessageRef::new(&channel, &message),
        made: Moment(made),
        helped,
    }
}

/// Remembered answers by their ids, in no order.
pub(in super::super) async fn remembered(
    tx: &mut Tx,
    community: i64,
    ids: &[i64],
) -> Result<Vec<Remembered>> {
    let found: Vec<RememberedRow> = tx
        .query(
            "select id, question, answer, topic_id, asker, answerer, platform, channel, message, made, helped
         from remembered where community_id = $1 and id in (select cast(value as bigint) from json_each($2))",
        )
        .bind(community)
        .bind(rows(ids)?)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(read).collect())
}

/// The last answers that were remembered, newest first; on one topic if one is given.
pub(in super::super) async fn latest(
    tx: &mut Tx,
    community: i64,
    topic: Option<i64>,
    most: i64,
) -> Result<Vec<Remembered>> {
    let found: Vec<RememberedRow> = tx
        .query(
            "select id, question, answer, topic_id, asker, answerer, platform, channel, message, made, helped
         from remembered where community_id = $1 and ($2 is null or topic_id = $2) order by id desc limit $3",
        )
        .bind(community)
        .bind(topic)
        .bind(most)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(read).collect())
}

/// A remembered answer helped somebody; whether it is still there.
pub(in super::super) async fn helped(tx: &mut Tx, community: i64, id: i64) -> Result<bool> {
    let done = tx
        .query("update remembered set helped = helped + 1 where community_id = $1 and id = $2")
        .bind(community)
        .bind(id)
        .execute()
        .await?;
    Ok(done > 0)
}

/// Whether the answer to a question is remembered: it has the question's id.
pub(in super::super) async fn is_remembered(tx: &mut Tx, community: i64, escalation: i64) -> Result<bool> {
    let found: Option<i64> = tx
        .query("select id from remembered where community_id = $1 and id = $2")
        .bind(community)
        .bind(escalation)
        .fetch_optional()
        .await?;
    Ok(found.is_some())
}

/// The answer in a message that is gone is remembered no longer.
pub(in super::super) async fn forget_message(tx: &mut Tx, community: i64, at: &MessageRef) -> Result<()> {
    tx.query("delete from remembered where community_id = $1 and message = $2 and channel = $3")
        .bind(community)
        .bind(at.message.as_str())
        .bind(at.channel.as_str())
        .execute()
        .await?;
    Ok(())
}

/// Lets go of a remembered answer; whether it was there.
pub(in super::super) async fn forget_answer(tx: &mut Tx, community: i64, id: i64) -> Result<bool> {
    let done = tx
        .query("delete from remembered where community_id = $1 and id = $2")
        .bind(community)
        .bind(id)
        .execute()
        .await?;
    Ok(done > 0)
}

/// Nothing is found by these words any more.
pub(in super::super) async fn forget_terms(tx: &mut Tx, community: i64, terms: &[String]) -> Result<()> {
    tx.query(
        "delete from remembered_term where community_id = $1
           and term in (select r.value->>'term' from json_each($2) as r)",
    )
    .bind(community)
    .bind(rows(&named(terms))?)
    .execute()
    .await?;
    Ok(())
}

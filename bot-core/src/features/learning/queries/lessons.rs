//! Lessons and what was learned from them.

use serde::Serialize;

use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// What spoke for a member when a question was asked.
#[derive(Serialize)]
pub(crate) struct NewLesson {
    pub(crate) member: i64,
    pub(crate) signals: String,
}

/// Keeps what spoke for whom.
pub(crate) async fn add(tx: &mut Tx, community: i64, question: i64, lessons: &[NewLesson]) -> Result<()> {
    tx.query(
        "insert into lesson (community_id, question_id, member_id, signals)
         select $1, $2, cast(r.value->>'member' as bigint), r.value->>'signals' from json_each($3) as r where true
         on conflict do nothing",
    )
    .bind(community)
    .bind(question)
    .bind(rows(lessons)?)
    .execute()
    .await?;
    Ok(())
}

/// All lessons, question by question: question, member, signals.
pub(crate) async fn all(tx: &mut Tx, community: i64) -> Result<Vec<(i64, i64, String)>> {
    tx.query(
        "select question_id, member_id, signals from lesson where community_id = $1 order by question_id, member_id",
    )
    .bind(community)
    .fetch_all()
    .await
}

/// Who answered the questions that there are lessons of, and how: question, member, how.
pub(crate) async fn answers(
    tx: &mut Tx,
    community: i64,
    questions: &[i64],
) -> Result<Vec<(i64, i64, String)>> {
    tx.query(
        "select a.question_id, a.member_id, a.how from json_each($2) as r cross join answer a
         where a.community_id = $1 and a.question_id = cast(r.value as bigint)",
    )
    .bind(community)
    .bind(rows(questions)?)
    .fetch_all()
    .await
}

/// Drops the lessons of these questions.
pub(crate) async fn drop_lessons(tx: &mut Tx, community: i64, questions: &[i64]) -> Result<()> {
    tx.query(
        "delete from lesson where community_id = $1
           and question_id in (select cast(value as bigint) from json_each($2))",
    )
    .bind(community)
    .bind(rows(questions)?)
    .execute()
    .await?;
    Ok(())
}

/// The model, of how many questions it was made, and when.
pub(crate) async fn model(tx: &mut Tx, community: i64) -> Result<Option<(String, i64, i64)>> {
    tx.query("select weights, lessons, made from model where community_id = $1")
        .bind(community)
        .fetch_optional()
        .await
}

/// How many questions were answered since a moment.
pub(crate) async fn answered_since(tx: &mut Tx, community: i64, since: Moment) -> Result<i64> {
    tx.query("select count(*) from question where community_id = $1 and asked >= $2 and answered is not null")
        .bind(community)
        .bind(since.0)
        .fetch_one()
        .await
}

/// Keeps a model.
pub(crate) async fn keep_model(
    tx: &mut Tx,
    community: i64,
    weights: &str,
    lessons: i64,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into model (community_id, weights, lessons, made) values ($1, $2, $3, $4)
         on conflict (community_id) do update set weights = excluded.weights, lessons = excluded.lessons,
             made = excluded.made",
    )
    .bind(community)
    .bind(weights)
    .bind(lessons)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

//! What is asked to go on with a conversation, and how questions and answers are written down.

use serde::Serialize;

use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// From where on a channel's past is wanted: before the moment at which a batch goes on.
#[derive(Serialize)]
pub(crate) struct Past {
    pub(crate) channel: i64,
    pub(crate) since: i64,
    pub(crate) until: i64,
}

/// A line that was said in a channel itself: channel, message, author, when.
pub(crate) type Line = (i64, String, i64, i64);

/// What was said in channels before, oldest first; of each about the last so many lines.
pub(crate) async fn lines(tx: &mut Tx, community: i64, pasts: &[Past], last: usize) -> Result<Vec<Line>> {
    tx.query(
        "select m.channel_id, m.id, m.author, m.sent from json_each($2) as r cross join message m
         where m.community_id = $1 and m.channel_id = cast(r.value->>'channel' as bigint)
           and m.sent >= coalesce((
               select l.sent from message l
               where l.community_id = $1 and l.channel_id = cast(r.value->>'channel' as bigint)
                 and l.sent >= cast(r.value->>'since' as bigint) and l.sent < cast(r.value->>'until' as bigint)
                 and l.author is not null and l.thread is null and l.deleted is null
               order by l.sent desc limit 1 offset $3), cast(r.value->>'since' as bigint))
           and m.sent < cast(r.value->>'until' as bigint)
           and m.author is not null and m.thread is null and m.deleted is null
         order by m.sent, m.id",
    )
    .bind(community)
    .bind(rows(pasts)?)
    .bind(last as i64 - 1)
    .fetch_all()
    .await
}

/// A question: our id, channel, message, asker, when.
pub(crate) type Row = (i64, i64, String, i64, i64);

/// Questions that were asked in channels before, and not of Kith: of each about the last so many.
pub(crate) async fn asked_before(
    tx: &mut Tx,
    community: i64,
    pasts: &[Past],
    last: usize,
) -> Result<Vec<Row>> {
    tx.query(
        "select q.id, q.channel_id, q.message_id, q.asker, q.asked from json_each($2) as r cross join question q
         where q.community_id = $1 and q.channel_id = cast(r.value->>'channel' as bigint)
           and q.asked >= coalesce((
               select l.asked from question l
               where l.community_id = $1 and l.channel_id = cast(r.value->>'channel' as bigint)
                 and l.asked >= cast(r.value->>'since' as bigint) and l.asked < cast(r.value->>'until' as bigint)
                 and l.climbed is null
               order by l.asked desc limit 1 offset $3), cast(r.value->>'since' as bigint))
           and q.asked < cast(r.value->>'until' as bigint) and q.climbed is null
         order by q.asked, q.id",
    )
    .bind(community)
    .bind(rows(pasts)?)
    .bind(last as i64 - 1)
    .fetch_all()
    .await
}

/// A message by its place.
#[derive(Debug, Eq, Hash, PartialEq, Serialize)]
pub(crate) struct Place<'a> {
    pub(crate) channel: i64,
    pub(crate) id: &'a str,
}

/// The questions that these messages asked.
pub(crate) async fn asked_at(tx: &mut Tx, community: i64, places: &[Place<'_>]) -> Result<Vec<Row>> {
    tx.query(
        "select q.id, q.channel_id, q.message_id, q.asker, q.asked from json_each($2) as r cross join question q
         where q.community_id = $1 and q.channel_id = cast(r.value->>'channel' as bigint)
           and q.message_id = r.value->>'id'
         order by q.asked, q.id",
    )
    .bind(community)
    .bind(rows(places)?)
    .fetch_all()
    .await
}

/// Whose answers to these questions were learned from: question, member.
pub(crate) async fn credited(tx: &mut Tx, community: i64, questions: &[i64]) -> Result<Vec<(i64, i64)>> {
    tx.query(
        "select a.question_id, a.member_id from json_each($2) as r cross join answer a
         where a.community_id = $1 and a.question_id = cast(r.value as bigint)
           and exists (select 1 from message m where m.community_id = $1 and m.channel_id = a.channel_id
                       and m.id = a.message_id and m.learned is not null)",
    )
    .bind(community)
    .bind(rows(questions)?)
    .fetch_all()
    .await
}

/// Marks messages as learned from; those that were not yet.
pub(crate) async fn mark_learned(
    tx: &mut Tx,
    community: i64,
    places: &[Place<'_>],
    now: Moment,
) -> Result<Vec<(i64, String)>> {
    tx.query(
        "update message set learned = $3 where community_id = $1 and learned is null and deleted is null
           and (channel_id, id) in (select cast(r.value->>'channel' as bigint), r.value->>'id' from json_each($2) as r)
         returning channel_id, id",
    )
    .bind(community)
    .bind(rows(places)?)
    .bind(now.0)
    .fetch_all()
    .await
}

/// A question to write down.
#[derive(Serialize)]
pub(crate) struct NewQuestion {
    pub(crate) id: i64,
    pub(crate) channel: i64,
    pub(crate) message: String,
    pub(crate) counts_in: i64,
    pub(crate) asker: i64,
    pub(crate) day: i64,
    pub(crate) asked: i64,
}

/// Writes down questions, each once.
pub(crate) async fn add_questions(tx: &mut Tx, community: i64, questions: &[NewQuestion]) -> Result<()> {
    tx.query(
        "insert into question (community_id, id, channel_id, message_id, counts_in, asker, day, asked)
         select $1, cast(r.value->>'id' as bigint), cast(r.value->>'channel' as bigint), r.value->>'message',
                cast(r.value->>'counts_in' as bigint), cast(r.value->>'asker' as bigint),
                cast(r.value->>'day' as bigint), cast(r.value->>'asked' as bigint)
         from json_each($2) as r where true
         on conflict (community_id, channel_id, message_id) do nothing",
    )
    .bind(community)
    .bind(rows(questions)?)
    .execute()
    .await?;
    Ok(())
}

/// An answer to write down.
#[derive(Serialize)]
pub(crate) struct NewAnswer<'a> {
    pub(crate) question: i64,
    pub(crate) channel: i64,
    pub(crate) message: &'a str,
    pub(crate) member: i64,
    pub(crate) at: i64,
    pub(crate) how: &'static str,
}

/// Writes down answers, each once, and with them when each question was answered first.
pub(crate) async fn add_answers(tx: &mut Tx, community: i64, answers: &[NewAnswer<'_>]) -> Result<()> {
    tx.query(
        "insert into answer (community_id, question_id, channel_id, message_id, member_id, at, how)
         select $1, q.id, cast(r.value->>'channel' as bigint), r.value->>'message',
                cast(r.value->>'member' as bigint), cast(r.value->>'at' as bigint), r.value->>'how'
         from json_each($2) as r cross join question q
         where q.community_id = $1 and q.id = cast(r.value->>'question' as bigint)
         on conflict (community_id, question_id, channel_id, message_id) do nothing",
    )
    .bind(community)
    .bind(rows(answers)?)
    .execute()
    .await?;
    let mut questions: Vec<i64> = answers.iter().map(|answer| answer.question).collect();
    questions.sort_unstable();
    questions.dedup();
    first_answers(tx, community, &questions).await
}

/// Settles anew when these questions were answered first, and by whom.
pub(crate) async fn first_answers(tx: &mut Tx, community: i64, questions: &[i64]) -> Result<()> {
    tx.query(
        "update question set
             answered = (select min(a.at) from answer a where a.community_id = $1 and a.question_id = question.id),
             answered_by = (select a.member_id from answer a where a.community_id = $1
                            and a.question_id = question.id order by a.at, a.message_id limit 1)
         where community_id = $1 and id in (select cast(value as bigint) from json_each($2))",
    )
    .bind(community)
    .bind(rows(questions)?)
    .execute()
    .await?;
    Ok(())
}

/// A message is gone: the question that it asked, and whatever it answered. Those questions that lost an answer.
pub(crate) async fn message_gone(
    tx: &mut Tx,
    community: i64,
    channel: i64,
    message: &str,
) -> Result<Vec<i64>> {
    let question: Option<i64> = tx.query(
        "delete from question where community_id = $1 and channel_id = $2 and message_id = $3 returning id",
    )
    .bind(community)
    .bind(channel)
    .bind(message)
    .fetch_optional()
    .await?;
    if let Some(question) = question {
        for sql in [
            "delete from term_question where community_id = $1 and question_id = $2",
            "delete from lesson where community_id = $1 and question_id = $2",
        ] {
            tx.query(sql).bind(community).bind(question).execute().await?;
        }
    }
    tx.query(
        "delete from answer where community_id = $1 and channel_id = $2 and message_id = $3 returning question_id",
    )
    .bind(community)
    .bind(channel)
    .bind(message)
    .fetch_all()
    .await
}

/// Messages whose words were not told, among these: channel, message, author, when.
pub(crate) async fn wordless(tx: &mut Tx, community: i64, places: &[Place<'_>]) -> Result<Vec<Line>> {
    tx.query(
        "select m.channel_id, m.id, m.author, m.sent from json_each($2) as r cross join message m
         where m.community_id = $1 and m.channel_id = cast(r.value->>'channel' as bigint)
           and m.id = r.value->>'id' and m.wordless is not null and m.author is not null and m.deleted is null",
    )
    .bind(community)
    .bind(rows(places)?)
    .fetch_all()
    .await
}

/// The last message that somebody else wrote in a channel, or in a thread of it, since a moment and before another; by
/// `whom` if that is given. The message and its author.
#[expect(clippy::too_many_arguments, reason = "a place, a time and two people")]
pub(crate) async fn last_by_another(
    tx: &mut Tx,
    community: i64,
    channel: i64,
    thread: Option<&str>,
    than: i64,
    whom: Option<&i64>,
    since: Moment,
    before: Moment,
) -> Result<Option<(String, i64)>> {
    tx.query(
        "select id, author from message
         where community_id = $1 and channel_id = $2 and sent >= $3 and sent < $4 and author <> $5
           and author = coalesce($6, author) and coalesce(thread, '') = coalesce($7, '') and deleted is null
         order by sent desc limit 1",
    )
    .bind(community)
    .bind(channel)
    .bind(since.0)
    .bind(before.0)
    .bind(than)
    .bind(whom.copied())
    .bind(thread)
    .fetch_optional()
    .await
}

/// A person is forgotten: what they asked goes, and what they answered stays answered, by nobody.
pub(crate) async fn forget(tx: &mut Tx, community: i64, member: i64) -> Result<()> {
    for sql in [
        "delete from question where community_id = $1 and asker = $2",
        "delete from answer where community_id = $1 and member_id = $2",
        "update question set answered_by = null where community_id = $1 and answered_by = $2",
    ] {
        tx.query(sql).bind(community).bind(member).execute().await?;
    }
    Ok(())
}

/// When the last question was asked that was learned from.
pub(crate) async fn latest_learned(tx: &mut Tx, community: i64) -> Result<Moment> {
    let found: Option<i64> = tx
        .query(
            "select asked from question where community_id = $1 and asked > 0 and terms is not null
         order by asked desc limit 1",
        )
        .bind(community)
        .fetch_optional()
        .await?;
    Ok(Moment(found.unwrap_or(i64::MIN)))
}

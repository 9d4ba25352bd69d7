//! Questions as rows: read, held, written.

use crate::chat::{MessageRef, Platform};
use crate::error::Result;
use crate::features::escalation::policy::Policy;
use crate::features::escalation::rules::{Question, State};
use crate::moment::{Day, Moment};
use crate::store::{Tx, by_name};

/// A question that climbs.
#[derive(Clone, Debug)]
pub(crate) struct Escalation {
    pub(crate) id: i64,
    /// Nothing once they asked to be forgotten.
    pub(crate) asker: Option<i64>,
    /// Who asked it in the asker's name.
    pub(crate) behalf: Option<i64>,
    pub(crate) question: String,
    pub(crate) topic: Option<i64>,
    pub(crate) urgent: bool,
    pub(crate) private: bool,
    pub(crate) platform: Platform,
    pub(crate) channel: i64,
    /// The message that asks it, if there is one.
    pub(crate) message: Option<String>,
    /// The effect that opens its thread.
    pub(crate) card: Option<i64>,
    /// The message that its thread hangs on, once that is known.
    pub(crate) thread: Option<MessageRef>,
    pub(crate) policy: Policy,
    pub(crate) state: State,
    /// The next step to go.
    pub(crate) step: i64,
    pub(crate) due: Option<Moment>,
    pub(crate) opened: Moment,
    pub(crate) day: Day,
    pub(crate) claimed_by: Option<i64>,
    pub(crate) claimed: Option<Moment>,
    pub(crate) first_answer: Option<Moment>,
    pub(crate) answered_by: Option<i64>,
    pub(crate) answered: Option<Moment>,
    pub(crate) standing: Option<String>,
    pub(crate) answer: Option<MessageRef>,
    pub(crate) reminded: Option<Moment>,
    /// Since when it waits for the first one to be there.
    pub(crate) waits: Option<Moment>,
    pub(crate) nobody: Option<Moment>,
    pub(crate) closed: Option<Moment>,
}

impl Escalation {
    /// As far as the rules need it.
    pub(crate) fn as_ruled(&self) -> Question {
        Question { state: self.state, asker: self.asker, claimed_by: self.claimed_by, private: self.private }
    }
}

by_name! {
    struct Row {
        id: i64,
        asker: Option<i64>,
        behalf: Option<i64>,
        question: String,
        topic_id: Option<i64>,
        urgent: Option<i64>,
        private: Option<i64>,
        platform: String,
        channel_id: i64,
        message_id: Option<String>,
        card: Option<i64>,
        thread_channel: Option<String>,
        thread_message: Option<String>,
        policy: String,
        state: String,
        step: i64,
        due: Option<i64>,
        opened: i64,
        day: i64,
        claimed_by: Option<i64>,
        claimed: Option<i64>,
        first_answer: Option<i64>,
        answered_by: Option<i64>,
        answered: Option<i64>,
        standing: Option<String>,
        answer_channel: Option<String>,
        answer_message: Option<String>,
        reminded: Option<i64>,
        waits: Option<i64>,
        nobody: Option<i64>,
        closed: Option<i64>,
    }
}

fn place(channel: Option<String>, message: Option<String>) -> Option<MessageRef> {
    Some(MessageRef::new(&channel?, &message?))
}

fn read(row: Row) -> Escalation {
    Escalation {
        id: row.id,
        asker: row.asker,
        behalf: row.behalf,
        question: row.question,
        topic: row.topic_id,
        urgent: row.urgent.is_some(),
        private: row.private.is_some(),
        platform: Platform(row.platform),
        channel: row.channel_id,
        message: row.message_id,
        card: row.card,
        thread: place(row.thread_channel, row.thread_message),
        policy: Policy::read(&row.policy).unwrap_or_default(),
        // What no version knows is not asked any more.
        state: State::parse(&row.state).unwrap_or(State::Expired),
        step: row.step,
        due: row.due.map(Moment),
        opened: Moment(row.opened),
        day: Day(row.day),
        claimed_by: row.claimed_by,
        claimed: row.claimed.map(Moment),
        first_answer: row.first_answer.map(Moment),
        answered_by: row.answered_by,
        answered: row.answered.map(Moment),
        standing: row.standing,
        answer: place(row.answer_channel, row.answer_message),
        reminded: row.reminded.map(Moment),
        waits: row.waits.map(Moment),
        nobody: row.nobody.map(Moment),
        closed: row.closed.map(Moment),
    }
}

/// The columns of a question; what follows says which.
macro_rules! columns {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            " id, asker, behalf, question, topic_id, urgent, private, platform, channel_id, message_id, card,
              thread_channel, thread_message, policy, state, step, due, opened, day, claimed_by, claimed,
              first_answer, answered_by, answered, standing, answer_channel, answer_message, reminded, waits, nobody,
              closed ",
            $after
        )
    };
}

/// Writes down a new question.
pub(in super::super) async fn add(tx: &mut Tx, community: i64, new: &Escalation) -> Result<()> {
    tx.query(
        "insert into escalation (community_id, id, asker, behalf, question, topic_id, urgent, private, platform,
             channel_id, message_id, policy, state, step, opened, day)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(community)
    .bind(new.id)
    .bind(new.asker)
    .bind(new.behalf)
    .bind(&new.question)
    .bind(new.topic)
    .bind(new.urgent.then_some(new.opened.0))
    .bind(new.private.then_some(new.opened.0))
    .bind(new.platform.as_str())
    .bind(new.channel)
    .bind(new.message.as_deref())
    .bind(new.policy.stored())
    .bind(new.state.name())
    .bind(new.step)
    .bind(new.opened.0)
    .bind(new.day.0)
    .execute()
    .await?;
    Ok(())
}

/// Writes down everything about a question that may change. Whoever does holds it.
pub(in super::super) async fn save(tx: &mut Tx, community: i64, one: &Escalation, today: Day) -> Result<()> {
    tx.query(
        "update escalation set card = $3, thread_channel = $4, thread_message = $5, state = $6, step = $7, due = $8,
             claimed_by = $9, claimed = $10, first_answer = $11, answered_by = $12, answered = $13, standing = $14,
             answer_channel = $15, answer_message = $16, reminded = $17, nobody = $18, closed = $19,
             closed_day = case when $19 is null then null else coalesce(closed_day, $20) end, question = $21, waits = $22
         where community_id = $1 and id = $2",
    )
    .bind(community)
    .bind(one.id)
    .bind(one.card)
    .bind(one.thread.as_ref().map(|at| at.channel.as_str()))
    .bind(one.thread.as_ref().map(|at| at.message.as_str()))
    .bind(one.state.name())
    .bind(one.step)
    .bind(one.due.map(|at| at.0))
    .bind(one.claimed_by)
    .bind(one.claimed.map(|at| at.0))
    .bind(one.first_answer.map(|at| at.0))
    .bind(one.answered_by)
    .bind(one.answered.map(|at| at.0))
    .bind(one.standing.as_deref())
    .bind(one.answer.as_ref().map(|at| at.channel.as_str()))
    .bind(one.answer.as_ref().map(|at| at.message.as_str()))
    .bind(one.reminded.map(|at| at.0))
    .bind(one.nobody.map(|at| at.0))
    .bind(one.closed.map(|at| at.0))
    .bind(today.0)
    .bind(&one.question)
    .bind(one.waits.map(|at| at.0))
    .execute()
    .await?;
    Ok(())
}

/// A question, held until the transaction ends: of two who press at once, the second one sees what the first one did.
pub(in super::super) async fn hold(tx: &mut Tx, community: i64, id: i64) -> Result<Option<Escalation>> {
    let row: Option<Row> = tx
        .query(columns!(
            "update escalation set state = state where community_id = $1 and id = $2 returning",
            ""
        ))
        .bind(community)
        .bind(id)
        .fetch_optional()
        .await?;
    Ok(row.map(read))
}

/// A question that is due, held; nothing if somebody else did what was due.
pub(in super::super) async fn hold_due(
    tx: &mut Tx,
    community: i64,
    id: i64,
    now: Moment,
) -> Result<Option<Escalation>> {
    let row: Option<Row> = tx
        .query(columns!(
            "update escalation set state = state where community_id = $1 and id = $2 and due <= $3 returning",
            ""
        ))
        .bind(community)
        .bind(id)
        .bind(now.0)
        .fetch_optional()
        .await?;
    Ok(row.map(read))
}

/// The questions of every community about which something is due: community, its name, the question, its platform.
pub(in super::super) async fn due(tx: &mut Tx, now: Moment) -> Result<Vec<(i64, String, i64, String)>> {
    tx.query(
        "select c.id, c.name, e.id, e.platform from escalation e join community c on c.id = e.community_id
         where e.due <= $1 order by e.due limit 1000",
    )
    .bind(now.0)
    .fetch_all()
    .await
}

/// When something is due after a moment, in whichever community.
pub(crate) async fn next_due(tx: &mut Tx, after: Moment) -> Result<Option<Moment>> {
    let sql = "select min(due) from escalation where due > $1";
    let due: Option<i64> = tx.query(sql).bind(after.0).fetch_one().await?;
    Ok(due.map(Moment))
}

/// The questions that are not closed, oldest first; private ones only to those whom they concern.
pub(crate) async fn open(
    tx: &mut Tx,
    community: i64,
    member: i64,
    mine: bool,
    most: i64,
) -> Result<Vec<Escalation>> {
    let found: Vec<Row> = tx
        .query(columns!(
            "select",
            "from escalation where community_id = $1 and closed is null
           and ($3 = 0 or asker = $2 or claimed_by = $2
                or exists (select 1 from asked k where k.community_id = $1 and k.escalation_id = escalation.id
                           and k.member_id = $2 and k.reply is null))
         order by opened, id limit $4"
        ))
        .bind(community)
        .bind(member)
        .bind(i64::from(mine))
        .bind(most)
        .fetch_all()
        .await?;
    Ok(found.into_iter().map(read).collect())
}

/// The words of what was closed long enough ago go; those of private questions go at once.
pub(in super::super) async fn forget_words(tx: &mut Tx, community: i64, before: Day) -> Result<()> {
    tx.query(
        "update escalation set question = '' where community_id = $1 and closed_day is not null
           and closed_day < $2 and question <> ''",
    )
    .bind(community)
    .bind(before.0)
    .execute()
    .await?;
    Ok(())
}

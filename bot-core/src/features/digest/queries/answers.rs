//! Who answered questions and how fast, and how those fared that climbed.

use crate::error::Result;
use crate::moment::{Day, Moment, Week};
use crate::store::Tx;

/// A question that was answered.
pub(crate) struct Answered {
    pub(crate) week: Week,
    /// Minutes until its first answer.
    pub(crate) first: i64,
    /// Minutes until its asker said that it is solved.
    pub(crate) solution: Option<i64>,
    /// What its first answerer is: peer, expert, guest or staff.
    pub(crate) by: String,
}

/// Questions of some days that were answered: those in channels, and those that people asked Kith.
pub(crate) async fn answered(
    tx: &mut Tx,
    community: i64,
    days: (Day, Day),
    moments: (Moment, Moment),
) -> Result<Vec<Answered>> {
    let found: Vec<(i64, i64, Option<i64>, String)> = tx.query(
        "select (q.day + 3) / 7, (q.answered - q.asked) / 60000, (q.solved - q.asked) / 60000, case
             when exists (select 1 from member_role r where r.community_id = $1 and r.member_id = q.answered_by
                          and r.role = 'staff') then 'staff'
             when exists (select 1 from member_role r where r.community_id = $1 and r.member_id = q.answered_by
                          and r.role = 'expert') then 'expert'
             else 'peer' end
         from question q
         where q.community_id = $1 and q.asked >= $4 and q.asked < $5 and q.answered is not null
           and q.climbed is null
         union all
         select (e.day + 3) / 7, (e.first_answer - e.opened) / 60000,
                case when e.state = 'resolved' then (e.closed - e.opened) / 60000 end, coalesce(e.standing, 'peer')
         from escalation e
         where e.community_id = $1 and e.day >= $2 and e.day <= $3 and e.first_answer is not null
           and e.message_id is null",
    )
    .bind(community)
    .bind(days.0.0)
    .bind(days.1.0)
    .bind(moments.0.0)
    .bind(moments.1.0)
    .fetch_all()
    .await?;
    let read = |(week, first, solution, by)| Answered { week: Week(week), first, solution, by };
    Ok(found.into_iter().map(read).collect())
}

/// How many questions of some days began to climb, how many were solved, how many were closed without that, and for how
/// many nobody was left to ask.
pub(crate) async fn climbed(
    tx: &mut Tx,
    community: i64,
    days: (Day, Day),
    moments: (Moment, Moment),
) -> Result<(i64, i64, i64, i64)> {
    tx.query(
        "select
             cast((select count(*) from escalation where community_id = $1 and day >= $2 and day <= $3) as bigint),
             cast((select count(*) from escalation where community_id = $1 and closed_day >= $2 and closed_day <= $3
                   and state = 'resolved') as bigint),
             cast((select count(*) from escalation where community_id = $1 and closed_day >= $2 and closed_day <= $3
                   and state = 'expired') as bigint),
             cast((select count(*) from escalation where community_id = $1 and day >= $2 - 30 and day <= $3
                   and nobody >= $4 and nobody < $5) as bigint)",
    )
    .bind(community)
    .bind(days.0.0)
    .bind(days.1.0)
    .bind(moments.0.0)
    .bind(moments.1.0)
    .fetch_one()
    .await
}

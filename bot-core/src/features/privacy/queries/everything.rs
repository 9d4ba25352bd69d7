//! Everything that is kept about one person: a section a question, each with names for people who read it.

use crate::error::Result;
use crate::store::{self, Raw, Tx};

/// One value: columns hold texts and whole numbers, nothing else.
pub(in super::super) enum Cell {
    /// Nothing.
    Nothing,
    /// A whole number; a moment where the column's name ends in `_at`.
    Number(i64),
    /// A text.
    Text(String),
}

/// A row's columns with their values.
pub(in super::super) struct Row(pub(in super::super) Vec<(String, Cell)>);

/// Each section's name and question; `$1` is the community, `$2` the member.
const SECTIONS: &[(&str, &str)] = &[
    ("accounts", "select platform, id as account, name, joined as joined_at, departed as departed_at,
          arrived as arrived_at, used as used_at, wrong_codes, wrong_since as wrong_at, visitor as visitor_since
        from account where community_id = $1 and member_id = $2 order by platform, id"),
    ("answers_remembered", "select r.question, r.answer, t.name as topic, a.name as asker, b.name as answerer, r.platform,
          r.channel, r.message, r.made as remembered_at, r.helped from remembered r
        left join topic t on t.community_id = r.community_id and t.id = r.topic_id
        left join member a on a.community_id = r.community_id and a.id = r.asker
        left join member b on b.community_id = r.community_id and b.id = r.answerer
        where r.community_id = $1 and (r.asker = $2 or r.answerer = $2) order by r.id"),
    ("answers", "select c.platform, c.name as channel, a.message_id as message, o.name as asker, a.at as answered_at, a.how
        from answer a
        left join question q on q.community_id = a.community_id and q.id = a.question_id
        left join member o on o.community_id = q.community_id and o.id = q.asker
        left join channel c on c.community_id = a.community_id and c.id = a.channel_id
        where a.community_id = $1 and a.member_id = $2 order by a.at, a.message_id"),
    ("audit", "select u.at as done_at, u.action, u.detail, u.platform, a.name as actor, s.name as subject from audit u
        left join member a on a.community_id = u.community_id and a.id = u.actor
        left join member s on s.community_id = u.community_id and s.id = u.subject
        where u.community_id = $1 and (u.actor = $2 or u.subject = $2) order by u.id"),
    ("badges", "select b.name as badge, b.emoji, g.citation, o.name as giver, g.day, g.granted as granted_at,
          g.revoked as revoked_at, r.name as revoked_by, g.why, g.platform, g.doubled as doubled_at from badge_grant g
        join badge b on b.community_id = g.community_id and b.id = g.badge_id
        left join member o on o.community_id = g.community_id and o.id = g.giver
        left join member r on r.community_id = g.community_id and r.id = g.revoked_by
        where g.community_id = $1 and g.member_id = $2 order by g.id"),
    ("badges_given", "select b.name as badge, g.citation, o.name as receiver, g.granted as granted_at,
          g.revoked as revoked_at from badge_grant g
        join badge b on b.community_id = g.community_id and b.id = g.badge_id
        left join member o on o.community_id = g.community_id and o.id = g.member_id
        where g.community_id = $1 and g.giver = $2 order by g.id"),
    ("badges_revoked", "select b.name as badge, o.name as receiver, g.why, g.revoked as revoked_at from badge_grant g
        join badge b on b.community_id = g.community_id and b.id = g.badge_id
        left join member o on o.community_id = g.community_id and o.id = g.member_id
        where g.community_id = $1 and g.revoked_by = $2 order by g.id"),
    ("contributions", "select c.what, c.link, c.day, c.logged as logged_at, c.confirmed as confirmed_at,
          o.name as confirmed_by, c.withdrawn as withdrawn_at, c.platform from contribution c
        left join member o on o.community_id = c.community_id and o.id = c.confirmed_by
        where c.community_id = $1 and c.member_id = $2 order by c.id"),
    ("contributions_confirmed", "select c.what, c.day, o.name as member, c.confirmed as confirmed_at from contribution c
        left join member o on o.community_id = c.community_id and o.id = c.member_id
        where c.community_id = $1 and c.confirmed_by = $2 order by c.id"),
    ("contributions_together", "select c.what, c.link, c.day, o.name as told_by from contribution_with w
        join contribution c on c.community_id = w.community_id and c.id = w.contribution_id
        left join member o on o.community_id = c.community_id and o.id = c.member_id
        where w.community_id = $1 and w.member_id = $2 order by c.id"),
    ("daily", "select d.day, d.kind, c.name as channel, d.n from daily d
        left join channel c on c.community_id = d.community_id and c.id = d.channel_id
        where d.community_id = $1 and d.member_id = $2 order by d.day, d.kind, d.channel_id"),
    ("expert", "select since as since_at, guest as guest_at, zone, hours, days_off, most, paused as paused_at,
          paused_until as paused_until_at, retired as retired_at from expert where community_id = $1 and member_id = $2"),
    ("expert_invitations", "select i.name as inviter, e.guest as guest_at, e.invited as invited_at from expert_invite e
        left join member i on i.community_id = e.community_id and i.id = e.inviter
        where e.community_id = $1 and e.member_id = $2 order by e.id"),
    ("expert_topics", "select t.name as topic, k.since as since_at from expert_topic k
        left join topic t on t.community_id = k.community_id and t.id = k.topic_id
        where k.community_id = $1 and k.member_id = $2 order by k.since, k.topic_id"),
    ("honoraria", "select h.amount, h.what, h.day, h.recorded as recorded_at, b.name as recorded_by from honorarium h
        left join member b on b.community_id = h.community_id and b.id = h.recorded_by
        where h.community_id = $1 and h.member_id = $2 order by h.id"),
    ("learned_from_questions", "select question_id as question, signals from lesson
        where community_id = $1 and member_id = $2 order by question_id"),
    ("learned_here", "select coalesce(c.name, 'everywhere') as channel, cast(e.answered7 as text) as answered7,
          cast(e.answered30 as text) as answered30, cast(e.answered120 as text) as answered120,
          cast(e.replied7 as text) as replied7, cast(e.replied30 as text) as replied30,
          cast(e.replied120 as text) as replied120, cast(e.wrote7 as text) as wrote7,
          cast(e.wrote30 as text) as wrote30, cast(e.wrote120 as text) as wrote120,
          cast(e.asked120 as text) as asked120, e.last_wrote as last_wrote_at, e.last_answered as last_answered_at
        from evidence e
        left join channel c on c.community_id = e.community_id and c.id = e.channel_id
        where e.community_id = $1 and e.member_id = $2 order by e.channel_id"),
    ("learned_hours", "select hour, cast(n30 as text) as n30 from awake where community_id = $1 and member_id = $2
        order by hour"),
    ("learned_terms", "select t.word, m.term, cast(m.n60 as text) as n60 from term_member m
        left join term t on t.community_id = m.community_id and t.term = m.term
        where m.community_id = $1 and m.member_id = $2 order by m.term"),
    ("learned_who_helped_you", "select o.name as helper, cast(h.n7 as text) as n7, cast(h.n120 as text) as n120
        from helped h left join member o on o.community_id = h.community_id and o.id = h.member_id
        where h.community_id = $1 and h.asker = $2 order by h.member_id"),
    ("learned_whom_you_helped", "select o.name as asker, cast(h.n7 as text) as n7, cast(h.n120 as text) as n120
        from helped h left join member o on o.community_id = h.community_id and o.id = h.asker
        where h.community_id = $1 and h.member_id = $2 order by h.asker"),
    ("links", "select what, platform, account_id as account, confirmed as confirmed_at, other_platform,
          other_account, other_confirmed as other_confirmed_at, expires as expires_at from link
        where (community_id = $1 and member_id = $2) or (other_community = $1 and other_member = $2) order by id"),
    ("member", "select name, arrived as arrived_at, bot as bot_at, opted_out as opted_out_at
        from member where community_id = $1 and id = $2"),
    ("messages", "select c.platform, c.name as channel, m.id as message, m.kind, m.thread, o.name as answers,
          m.wordless as wordless_at, m.day, m.sent as sent_at, m.stored as stored_at, m.imported as imported_at,
          m.learned as learned_at, m.deleted as deleted_at from message m
        left join channel c on c.community_id = m.community_id and c.id = m.channel_id
        left join member o on o.community_id = m.community_id and o.id = m.addressed
        where m.community_id = $1 and m.author = $2 order by m.sent, m.id"),
    ("messages_to_you", "select c.platform, c.name as channel, m.id as message, m.sent as sent_at from message m
        left join channel c on c.community_id = m.community_id and c.id = m.channel_id
        where m.community_id = $1 and m.addressed = $2 order by m.sent, m.id"),
    ("not_your_area", "select t.name as topic, c.name as channel, n.at as said_at, n.n as times from not_area n
        left join topic t on t.community_id = n.community_id and t.id = n.topic_id
        left join channel c on c.community_id = n.community_id and c.id = n.channel_id
        where n.community_id = $1 and n.member_id = $2 order by n.at, n.topic_id, n.channel_id"),
    ("platform_roles", "select r.platform, r.account_id as account, r.role_id as role, p.name from account a
        join account_role r on r.community_id = a.community_id and r.platform = a.platform and r.account_id = a.id
        left join platform_role p on p.community_id = r.community_id and p.platform = r.platform and p.id = r.role_id
        where a.community_id = $1 and a.member_id = $2 order by r.platform, r.account_id, r.role_id"),
    ("question_drafts", "select question, urgent as urgent_at, private as private_at, made as made_at from ask_draft
        where community_id = $1 and member_id = $2 order by id"),
    ("questions_asked", "select e.question, t.name as topic, o.name as asked_for_you_by, c.name as channel,
          e.message_id as message, e.urgent as urgent_at, e.private as private_at, e.state, e.opened as opened_at,
          a.name as answered_by, e.answered as answered_at, e.answer_message, e.nobody as nobody_at,
          e.closed as closed_at from escalation e
        left join topic t on t.community_id = e.community_id and t.id = e.topic_id
        left join channel c on c.community_id = e.community_id and c.id = e.channel_id
        left join member o on o.community_id = e.community_id and o.id = e.behalf
        left join member a on a.community_id = e.community_id and a.id = e.answered_by
        where e.community_id = $1 and e.asker = $2 order by e.id"),
    ("questions_asked_for_others", "select o.name as asker, e.opened as opened_at, e.state from escalation e
        left join member o on o.community_id = e.community_id and o.id = e.asker
        where e.community_id = $1 and e.behalf = $2 order by e.id"),
    ("questions_done", "select act, state, at as done_at from transition where community_id = $1 and actor = $2
        order by id"),
    ("questions_taken", "select t.name as topic, e.state, e.claimed as claimed_at, e.answered as answered_at, e.standing,
          e.answer_channel, e.answer_message, e.closed as closed_at from escalation e
        left join topic t on t.community_id = e.community_id and t.id = e.topic_id
        where e.community_id = $1 and e.claimed_by = $2 order by e.id"),
    ("questions_you_answered", "select t.name as topic, e.state, e.answered as answered_at, e.standing,
          e.closed as closed_at from escalation e
        left join topic t on t.community_id = e.community_id and t.id = e.topic_id
        where e.community_id = $1 and e.answered_by = $2 order by e.id"),
    ("questions_you_were_asked", "select t.name as topic, k.reason, k.at as asked_at, k.reply, k.replied as replied_at
        from asked k join escalation e on e.community_id = k.community_id and e.id = k.escalation_id
        left join topic t on t.community_id = e.community_id and t.id = e.topic_id
        where k.community_id = $1 and k.member_id = $2 order by k.at, k.escalation_id"),
    ("questions", "select c.platform, c.name as channel, q.message_id as message, q.day, q.asked as asked_at,
          q.answered as answered_at, o.name as answered_by, q.solved as solved_at, q.terms from question q
        left join member o on o.community_id = q.community_id and o.id = q.answered_by
        left join channel c on c.community_id = q.community_id and c.id = q.channel_id
        where q.community_id = $1 and q.asker = $2 order by q.asked, q.id"),
    ("questions_you_answered_first", "select c.platform, c.name as channel, q.message_id as message,
          q.answered as answered_at from question q
        left join channel c on c.community_id = q.community_id and c.id = q.channel_id
        where q.community_id = $1 and q.answered_by = $2 order by q.answered, q.id"),
    ("reactions_given", "select c.platform, c.name as channel, r.message_id as message, r.emoji, r.day,
          r.at as given_at, r.removed as removed_at from reaction r
        left join channel c on c.community_id = r.community_id and c.id = r.channel_id
        where r.community_id = $1 and r.member_id = $2 order by r.at, r.message_id, r.emoji"),
    ("reactions_received", "select c.platform, c.name as channel, r.message_id as message, r.emoji, r.day,
          r.at as given_at, r.removed as removed_at from reaction r
        left join channel c on c.community_id = r.community_id and c.id = r.channel_id
        where r.community_id = $1 and r.author = $2 order by r.at, r.message_id, r.emoji"),
    ("roles", "select role, since as since_at, platforms from member_role where community_id = $1 and member_id = $2
        order by role"),
    ("shoutouts_given", "select o.name as receiver, s.reason, s.value, s.emoji, c.name as channel,
          s.message_id as message, s.from_staff as from_staff_at, s.day, s.given as given_at,
          s.taken_back as taken_back_at, s.why from shoutout s
        join shoutout_to t on t.community_id = s.community_id and t.shoutout_id = s.id
        left join member o on o.community_id = t.community_id and o.id = t.member_id
        left join channel c on c.community_id = s.community_id and c.id = s.channel_id
        where s.community_id = $1 and s.giver = $2 order by s.id, t.member_id"),
    ("shoutouts_received", "select o.name as giver, s.reason, s.value, s.emoji, c.name as channel,
          s.message_id as message, s.from_staff as from_staff_at, s.day, s.given as given_at,
          s.taken_back as taken_back_at, s.why, t.platform from shoutout_to t
        join shoutout s on s.community_id = t.community_id and s.id = t.shoutout_id
        left join member o on o.community_id = s.community_id and o.id = s.giver
        left join channel c on c.community_id = s.community_id and c.id = s.channel_id
        where t.community_id = $1 and t.member_id = $2 order by s.id"),
    ("shoutouts_taken_back", "select o.name as giver, s.reason, s.taken_back as taken_back_at, s.why from shoutout s
        left join member o on o.community_id = s.community_id and o.id = s.giver
        where s.community_id = $1 and s.taken_back_by = $2 order by s.id"),
    ("thanks_a_day", "select day, used from allowance where community_id = $1 and member_id = $2 order by day"),
    ("threads", "select c.platform, c.name as channel, t.root as message, t.day, t.removed as removed_at from thread t
        left join channel c on c.community_id = t.community_id and c.id = t.channel_id
        where t.community_id = $1 and t.author = $2 order by t.day, t.root"),
    ("weekly", "select week, written from weekly where community_id = $1 and member_id = $2 order by week"),
];

/// Everything about a member, section by section.
pub(in super::super) async fn everything_about(
    tx: &mut Tx,
    community: i64,
    member: i64,
) -> Result<Vec<(&'static str, Vec<Row>)>> {
    let mut everything = Vec::with_capacity(SECTIONS.len());
    for (section, sql) in SECTIONS {
        let rows = tx.query(sql).bind(community).bind(member).fetch_all().await?;
        everything.push((*section, rows));
    }
    Ok(everything)
}

impl store::Row for Row {
    fn read(raw: &Raw<'_>) -> Result<Self> {
        let columns = raw.names().into_iter().enumerate();
        let cells: Result<_> = columns.map(|(n, name)| Ok((name, cell(raw, n)?))).collect();
        cells.map(Self)
    }
}

fn cell(raw: &Raw<'_>, n: usize) -> Result<Cell> {
    if let Ok(number) = raw.get::<Option<i64>, usize>(n) {
        return Ok(number.map_or(Cell::Nothing, Cell::Number));
    }
    Ok(raw.get::<Option<String>, usize>(n)?.map_or(Cell::Nothing, Cell::Text))
}

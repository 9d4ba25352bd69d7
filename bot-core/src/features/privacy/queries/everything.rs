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
    ("links", "select what, platform, account_id as account, confirmed as confirmed_at, other_platform,
          other_account, other_confirmed as other_confirmed_at, expires as expires_at from link
        where (community_id = $1 and member_id = $2) or (other_community = $1 and other_member = $2) order by id"),
    ("member", "select name, arrived as arrived_at, bot as bot_at, opted_out as opted_out_at
        from member where community_id = $1 and id = $2"),
    ("messages", "select c.platform, c.name as channel, m.id as message, m.kind, m.thread, o.name as answers,
          m.asks as asks_at, m.day, m.sent as sent_at, m.stored as stored_at, m.imported as imported_at,
          m.deleted as deleted_at from message m
        left join channel c on c.community_id = m.community_id and c.id = m.channel_id
        left join member o on o.community_id = m.community_id and o.id = m.addressed
        where m.community_id = $1 and m.author = $2 order by m.sent, m.id"),
    ("messages_to_you", "select c.platform, c.name as channel, m.id as message, m.sent as sent_at from message m
        left join channel c on c.community_id = m.community_id and c.id = m.channel_id
        where m.community_id = $1 and m.addressed = $2 order by m.sent, m.id"),
    ("platform_roles", "select r.platform, r.account_id as account, r.role_id as role, p.name from account a
        join account_role r on r.community_id = a.community_id and r.platform = a.platform and r.account_id = a.id
        left join platform_role p on p.community_id = r.community_id and p.platform = r.platform and p.id = r.role_id
        where a.community_id = $1 and a.member_id = $2 order by r.platform, r.account_id, r.role_id"),
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

//! What is asked about badges.

mod roles;

use crate::charts::Colour;
use crate::chat::{Platform, RoleId, Text};
use crate::error::Result;
use crate::features::members::fold;
use crate::features::settings::Emoji;
use crate::moment::{Day, Moment};
use crate::store::{Tx, by_name};

pub(crate) use roles::*;

/// A role of a platform.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct PlatformRole {
    pub(crate) platform: Platform,
    pub(crate) id: RoleId,
}

/// A badge in a community's catalogue.
#[derive(Clone, Debug)]
pub(crate) struct Badge {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) emoji: Emoji,
    pub(crate) colour: Colour,
    pub(crate) meaning: String,
    pub(crate) criteria: String,
    /// The role that comes with it.
    pub(crate) role: Option<PlatformRole>,
    /// The ladder that it stands on, and how high.
    pub(crate) ladder: Option<(String, i64)>,
    pub(crate) retired: bool,
}

impl Badge {
    /// As it is called in a text.
    pub(crate) fn named(&self) -> Text {
        super::named(&self.emoji.to_string(), &self.name)
    }
}

by_name! {
    struct BadgeRow {
        id: i64,
        name: String,
        emoji: String,
        colour: String,
        meaning: String,
        criteria: String,
        role_platform: Option<String>,
        role_id: Option<String>,
        ladder: Option<String>,
        step: Option<i64>,
        retired: Option<i64>,
    }
}

/// Every badge of a community, by name, retired ones too. There are dozens, not thousands.
pub(crate) async fn catalogue(tx: &mut Tx, community: i64) -> Result<Vec<Badge>> {
    let found: Vec<BadgeRow> = tx
        .query(
            "select id, name, emoji, colour, meaning, criteria, role_platform, role_id, ladder, step, retired
         from badge where community_id = $1 order by name_key",
        )
        .bind(community)
        .fetch_all()
        .await?;
    let read = |row: BadgeRow| Badge {
        id: row.id,
        name: row.name,
        emoji: Emoji::fold(&row.emoji),
        colour: Colour::parse(&row.colour).unwrap_or(Colour::of(0)),
        meaning: row.meaning,
        criteria: row.criteria,
        role: row
            .role_platform
            .zip(row.role_id)
            .map(|(platform, id)| PlatformRole { platform: Platform(platform), id: RoleId(id) }),
        ladder: row.ladder.zip(row.step),
        retired: row.retired.is_some(),
    };
    Ok(found.into_iter().map(read).collect())
}

/// Adds a badge to the catalogue; whether its name was free.
pub(crate) async fn define(tx: &mut Tx, community: i64, badge: &Badge, now: Moment) -> Result<bool> {
    let done = tx.query(
        "insert into badge (community_id, id, name, name_key, emoji, colour, meaning, criteria, role_platform,
             role_id, defined, ladder, step)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing",
    )
    .bind(community)
    .bind(badge.id)
    .bind(&badge.name)
    .bind(fold(&badge.name))
    .bind(badge.emoji.as_str())
    .bind(badge.colour.to_string())
    .bind(&badge.meaning)
    .bind(&badge.criteria)
    .bind(badge.role.as_ref().map(|role| role.platform.as_str()))
    .bind(badge.role.as_ref().map(|role| role.id.as_str()))
    .bind(now.0)
    .bind(badge.ladder.as_ref().map(|(ladder, _)| ladder.as_str()))
    .bind(badge.ladder.as_ref().map(|(_, step)| *step))
    .execute()
    .await?;
    Ok(done > 0)
}

/// Writes a badge anew.
pub(crate) async fn edit(tx: &mut Tx, community: i64, badge: &Badge) -> Result<()> {
    tx.query(
        "update badge set name = $3, name_key = $4, emoji = $5, colour = $6, meaning = $7, criteria = $8,
             role_platform = $9, role_id = $10, ladder = $11, step = $12
         where community_id = $1 and id = $2",
    )
    .bind(community)
    .bind(badge.id)
    .bind(&badge.name)
    .bind(fold(&badge.name))
    .bind(badge.emoji.as_str())
    .bind(badge.colour.to_string())
    .bind(&badge.meaning)
    .bind(&badge.criteria)
    .bind(badge.role.as_ref().map(|role| role.platform.as_str()))
    .bind(badge.role.as_ref().map(|role| role.id.as_str()))
    .bind(badge.ladder.as_ref().map(|(ladder, _)| ladder.as_str()))
    .bind(badge.ladder.as_ref().map(|(_, step)| *step))
    .execute()
    .await?;
    Ok(())
}

/// Retires a badge; whether it was not.
pub(crate) async fn retire(tx: &mut Tx, community: i64, badge: i64, now: Moment) -> Result<bool> {
    let sql = "update badge set retired = $3 where community_id = $1 and id = $2 and retired is null";
    Ok(tx.query(sql).bind(community).bind(badge).bind(now.0).execute().await? > 0)
}

/// A badge to give.
pub(crate) struct NewGrant<'a> {
    pub(crate) id: i64,
    pub(crate) badge: i64,
    pub(crate) member: i64,
    pub(crate) giver: i64,
    pub(crate) citation: &'a str,
    pub(crate) day: Day,
    /// Where it is given.
    pub(crate) platform: &'a str,
}

/// Gives a badge; whether the member did not hold it.
pub(crate) async fn grant(tx: &mut Tx, community: i64, new: &NewGrant<'_>, now: Moment) -> Result<bool> {
    let done = tx.query(
        "insert into badge_grant (community_id, id, badge_id, member_id, giver, citation, day, granted, platform)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
    )
    .bind(community)
    .bind(new.id)
    .bind(new.badge)
    .bind(new.member)
    .bind(new.giver)
    .bind(new.citation)
    .bind(new.day.0)
    .bind(now.0)
    .bind(new.platform)
    .execute()
    .await?;
    Ok(done > 0)
}

/// Takes a badge from a member; whether they held it.
pub(crate) async fn revoke(
    tx: &mut Tx,
    community: i64,
    member: i64,
    badge: i64,
    by: i64,
    why: &str,
    now: Moment,
) -> Result<bool> {
    let done = tx
        .query(
            "update badge_grant set revoked = $4, revoked_by = $5, why = $6
         where community_id = $1 and member_id = $2 and badge_id = $3 and revoked is null",
        )
        .bind(community)
        .bind(member)
        .bind(badge)
        .bind(now.0)
        .bind(by)
        .bind(why)
        .execute()
        .await?;
    Ok(done > 0)
}

/// A badge that a member holds.
pub(crate) struct Held {
    pub(crate) badge: String,
    pub(crate) emoji: Emoji,
    pub(crate) giver: Option<i64>,
    pub(crate) citation: String,
    pub(crate) day: Day,
}

/// The badges that a member holds, newest first.
pub(crate) async fn held(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<Held>> {
    type Row = (String, String, Option<i64>, String, i64);
    let found: Vec<Row> = tx
        .query(
            "select b.name, b.emoji, g.giver, g.citation, g.day from badge_grant g
         join badge b on b.community_id = g.community_id and b.id = g.badge_id
         where g.community_id = $1 and g.member_id = $2 and g.revoked is null
         order by g.granted desc, g.id desc",
        )
        .bind(community)
        .bind(member)
        .fetch_all()
        .await?;
    let read = |(badge, emoji, giver, citation, day): Row| Held {
        badge,
        emoji: Emoji::fold(&emoji),
        giver,
        citation,
        day: Day(day),
    };
    Ok(found.into_iter().map(read).collect())
}

/// Who holds a badge.
pub(crate) async fn holders(tx: &mut Tx, community: i64, badge: i64) -> Result<Vec<i64>> {
    tx.query(
        "select member_id from badge_grant where community_id = $1 and badge_id = $2 and revoked is null
         order by member_id",
    )
    .bind(community)
    .bind(badge)
    .fetch_all()
    .await
}

/// A badge that was given, for the digest.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Granted {
    pub(crate) badge: String,
    pub(crate) emoji: Emoji,
    pub(crate) member: i64,
    /// Nothing: a former member.
    pub(crate) giver: Option<i64>,
    pub(crate) citation: String,
}

/// The badges that were given from `first` to `last` and that stand, in order.
pub(crate) async fn granted_between(
    tx: &mut Tx,
    community: i64,
    first: Day,
    last: Day,
) -> Result<Vec<Granted>> {
    type Row = (String, String, i64, Option<i64>, String);
    let found: Vec<Row> = tx.query(
        "select b.name, b.emoji, g.member_id, g.giver, g.citation from badge_grant g
         join badge b on b.community_id = g.community_id and b.id = g.badge_id
         where g.community_id = $1 and g.day between $2 and $3 and g.revoked is null order by g.granted, g.id",
    )
    .bind(community)
    .bind(first.0)
    .bind(last.0)
    .fetch_all()
    .await?;
    let read = |(badge, emoji, member, giver, citation): Row| Granted {
        badge,
        emoji: Emoji::fold(&emoji),
        member,
        giver,
        citation,
    };
    Ok(found.into_iter().map(read).collect())
}

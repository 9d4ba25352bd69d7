//! What is asked about members, accounts, channels and roles.

use serde::Serialize;

use crate::bot::CommunityName;
use crate::chat::{AccountId, ChannelId, Person, Platform, RoleId, ServerId};
use crate::command::Role;
use crate::context::{Channel, Member};
use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// The community that a server belongs to.
pub(crate) async fn community_of(tx: &mut Tx, server: &ServerId) -> Result<Option<(i64, String)>> {
    Ok(sqlx::query_as(tx.sql(
        "select c.id, c.name from server s join community c on c.id = s.community_id
         where s.platform = $1 and s.id = $2",
    ))
    .bind(server.platform.as_str())
    .bind(&server.id)
    .fetch_optional(tx.conn())
    .await?)
}

/// Founds a community for a server that no community has. Two at once found one: the second sees the first.
pub(crate) async fn found(tx: &mut Tx, id: i64, server: &ServerId, name: &str, now: Moment) -> Result<()> {
    sqlx::query(tx.sql("insert into community (id, name, made) values ($1, $2, $3)"))
        .bind(id)
        .bind(name)
        .bind(now.0)
        .execute(tx.conn())
        .await?;
    sqlx::query(tx.sql("insert into server (platform, id, community_id) values ($1, $2, $3)"))
        .bind(server.platform.as_str())
        .bind(&server.id)
        .bind(id)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Every community with its servers, by name.
pub(crate) async fn communities(tx: &mut Tx) -> Result<Vec<CommunityName>> {
    let found: Vec<(i64, String, String, String)> = sqlx::query_as(tx.sql(
        "select c.id, c.name, s.platform, s.id from community c join server s on s.community_id = c.id
         order by c.name, c.id, s.platform, s.id",
    ))
    .fetch_all(tx.conn())
    .await?;
    let mut communities: Vec<CommunityName> = Vec::new();
    for (id, name, platform, server) in found {
        let server = ServerId::new(&platform, &server);
        match communities.last_mut().filter(|last| last.id == id) {
            Some(last) => last.servers.push(server),
            None => communities.push(CommunityName { id, name, servers: vec![server] }),
        }
    }
    Ok(communities)
}

/// Gives a community its name.
pub(crate) async fn name_community(tx: &mut Tx, community: i64, name: &str) -> Result<()> {
    sqlx::query(tx.sql("update community set name = $2 where id = $1"))
        .bind(community)
        .bind(name)
        .execute(tx.conn())
        .await?;
    Ok(())
}

type MemberRow = (i64, String, String, Option<i64>, Option<i64>, Option<i64>);

fn member((id, account, name, bot, departed, opted_out): MemberRow) -> Member {
    Member {
        id,
        account: AccountId(account),
        name,
        bot: bot.is_some(),
        departed: departed.is_some(),
        opted_out: opted_out.is_some(),
    }
}

/// The member behind an account.
pub(crate) async fn by_account(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
) -> Result<Option<Member>> {
    let row: Option<MemberRow> = sqlx::query_as(tx.sql(
        "select m.id, a.id, a.name, m.bot, a.departed, m.opted_out
         from account a join member m on m.community_id = a.community_id and m.id = a.member_id
         where a.community_id = $1 and a.platform = $2 and a.id = $3",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(account.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(member))
}

/// Members by their ids, in no order; each by their account on `platform`, or another one if they have none there.
pub(crate) async fn by_ids(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    ids: &[i64],
) -> Result<Vec<Member>> {
    let found: Vec<MemberRow> = sqlx::query_as(tx.sql(
        "select m.id, a.id, a.name, m.bot, a.departed, m.opted_out
         from account a join member m on m.community_id = a.community_id and m.id = a.member_id
         where a.community_id = $1 and a.member_id in (select cast(value as bigint) from json_each($3))
         order by case when a.platform = $2 then 1 else 0 end, a.id desc",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(rows(ids)?)
    .fetch_all(tx.conn())
    .await?;
    let mut by_id = std::collections::BTreeMap::new();
    for row in found {
        by_id.insert(row.0, member(row));
    }
    Ok(by_id.into_values().collect())
}

/// Members whose folded name is `key` on `platform`.
pub(crate) async fn by_name(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    key: &str,
) -> Result<Vec<Member>> {
    let found: Vec<MemberRow> = sqlx::query_as(tx.sql(
        "select m.id, a.id, a.name, m.bot, a.departed, m.opted_out
         from account a join member m on m.community_id = a.community_id and m.id = a.member_id
         where a.community_id = $1 and a.platform = $2 and a.name_key = $3 order by a.id limit 5",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(key)
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(member).collect())
}

/// Members whose folded name begins with `beginning`, by name.
pub(crate) async fn by_beginning(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    beginning: &str,
) -> Result<Vec<Member>> {
    let found: Vec<MemberRow> = sqlx::query_as(tx.sql(
        "select m.id, a.id, a.name, m.bot, a.departed, m.opted_out
         from account a join member m on m.community_id = a.community_id and m.id = a.member_id
         where a.community_id = $1 and a.platform = $2 and a.name_key >= $3 and a.name_key < $4
           and m.bot is null and a.departed is null
         order by a.name_key limit 25",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(beginning)
    .bind(format!("{beginning}\u{10FFFF}"))
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(member).collect())
}

/// A person to write down: the account and what the platform says of it.
#[derive(Serialize)]
pub(crate) struct Seen<'a> {
    /// An id for the member, if they are new.
    pub(crate) id: i64,
    pub(crate) account: &'a str,
    /// Nothing, if the platform did not say.
    pub(crate) name: Option<&'a str>,
    pub(crate) key: Option<String>,
    pub(crate) bot: Option<i64>,
    pub(crate) at: i64,
}

impl<'a> Seen<'a> {
    pub(crate) fn new(person: &'a Person, id: i64, at: Moment) -> Self {
        let name = person.name.as_deref().filter(|name| !name.trim().is_empty());
        Self {
            id,
            account: person.account.as_str(),
            name,
            key: name.map(super::fold),
            bot: person.bot.then_some(at.0),
            at: at.0,
        }
    }
}

/// Writes down people: members and accounts that are new, and names that changed.
pub(crate) async fn remember(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    seen: &[Seen<'_>],
) -> Result<()> {
    let json = rows(seen)?;
    let made = sqlx::query(tx.sql(
        "insert into member (community_id, id, name, arrived, bot)
         select $1, cast(p.value->>'id' as bigint), coalesce(p.value->>'name', p.value->>'account'),
                cast(p.value->>'at' as bigint), cast(p.value->>'bot' as bigint)
         from json_each($3) as p
         where not exists (select 1 from account a where a.community_id = $1 and a.platform = $2
                           and a.id = p.value->>'account')
         on conflict do nothing",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(&json)
    .execute(tx.conn())
    .await?;
    let met = sqlx::query(tx.sql(
        "insert into account (community_id, platform, id, member_id, name, name_key)
         select $1, $2, p.value->>'account', cast(p.value->>'id' as bigint),
                coalesce(p.value->>'name', p.value->>'account'),
                coalesce(p.value->>'key', lower(p.value->>'account'))
         from json_each($3) as p where true
         on conflict (community_id, platform, id) do nothing",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(&json)
    .execute(tx.conn())
    .await?;
    if made.rows_affected() > met.rows_affected() {
        forget_twins(tx, community, &json).await?;
    }
    sqlx::query(tx.sql(
        "update account set name = p.value->>'name', name_key = p.value->>'key' from json_each($3) as p
         where account.community_id = $1 and account.platform = $2 and account.id = p.value->>'account'
           and account.name <> p.value->>'name'",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(&json)
    .execute(tx.conn())
    .await?;
    sqlx::query(tx.sql(
        "update member set name = a.name, bot = coalesce(member.bot, cast(p.value->>'bot' as bigint))
         from json_each($3) as p, account a
         where a.community_id = $1 and a.platform = $2 and a.id = p.value->>'account'
           and member.community_id = $1 and member.id = a.member_id
           and (member.name <> a.name or (member.bot is null and p.value->>'bot' is not null))",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(&json)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Somebody new who was named twice, or met by two processes at once, was made twice: those without an account go.
async fn forget_twins(tx: &mut Tx, community: i64, json: &str) -> Result<()> {
    sqlx::query(tx.sql(
        "delete from member where community_id = $1
           and id in (select cast(p.value->>'id' as bigint) from json_each($2) as p)
           and not exists (select 1 from account a where a.community_id = $1 and a.member_id = member.id)",
    ))
    .bind(community)
    .bind(json)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes down one person.
pub(crate) async fn remember_one(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    person: &Person,
    id: i64,
    now: Moment,
) -> Result<()> {
    remember(tx, community, platform, &[Seen::new(person, id, now)]).await
}

/// An account's member, as far as counting needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    pub(crate) id: i64,
    /// Whether what they do counts: not a bot, and not opted out.
    pub(crate) counts: bool,
}

/// The members behind many accounts of one platform.
pub(crate) async fn counted(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    accounts: &[serde_json::Value],
) -> Result<std::collections::HashMap<String, Counted>> {
    type Row = (String, i64, Option<i64>, Option<i64>);
    let found: Vec<Row> = sqlx::query_as(tx.sql(
        "select a.id, m.id, m.bot, m.opted_out
         from json_each($3) as p
         join account a on a.community_id = $1 and a.platform = $2 and a.id = p.value->>'account'
         join member m on m.community_id = a.community_id and m.id = a.member_id",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(rows(accounts)?)
    .fetch_all(tx.conn())
    .await?;
    let read =
        |(account, id, bot, out): Row| (account, Counted { id, counts: bot.is_none() && out.is_none() });
    Ok(found.into_iter().map(read).collect())
}

/// Somebody came, or came back.
pub(crate) async fn arrive(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
    at: Moment,
) -> Result<()> {
    sqlx::query(tx.sql(
        "update account set joined = coalesce(joined, $4),
             departed = case when departed <= $4 then null else departed end
         where community_id = $1 and platform = $2 and id = $3",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(account.as_str())
    .bind(at.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Somebody left.
pub(crate) async fn depart(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
    at: Moment,
) -> Result<()> {
    sqlx::query(tx.sql(
        "update account set departed = $4 where community_id = $1 and platform = $2 and id = $3
           and departed is null and coalesce(joined, 0) <= $4",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(account.as_str())
    .bind(at.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The roles that a member has in Kith.
pub(crate) async fn roles_of(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<Role>> {
    let names: Vec<String> = sqlx::query_scalar(
        tx.sql("select role from member_role where community_id = $1 and member_id = $2 order by role"),
    )
    .bind(community)
    .bind(member)
    .fetch_all(tx.conn())
    .await?;
    Ok(names.iter().filter_map(|name| Role::parse(name)).collect())
}

/// The platform roles of all of a member's accounts.
pub(crate) async fn platform_roles_of(tx: &mut Tx, community: i64, member: i64) -> Result<Vec<RoleId>> {
    let ids: Vec<String> = sqlx::query_scalar(tx.sql(
        "select r.role_id from account a join account_role r
           on r.community_id = a.community_id and r.platform = a.platform and r.account_id = a.id
         where a.community_id = $1 and a.member_id = $2 order by r.role_id",
    ))
    .bind(community)
    .bind(member)
    .fetch_all(tx.conn())
    .await?;
    Ok(ids.into_iter().map(RoleId).collect())
}

/// Sets the platform roles of an account to just these.
pub(crate) async fn set_platform_roles(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    account: &AccountId,
    roles: &[RoleId],
) -> Result<()> {
    sqlx::query(
        tx.sql("delete from account_role where community_id = $1 and platform = $2 and account_id = $3"),
    )
    .bind(community)
    .bind(platform.as_str())
    .bind(account.as_str())
    .execute(tx.conn())
    .await?;
    let json: Vec<_> = roles.iter().map(|role| serde_json::json!({ "id": role })).collect();
    sqlx::query(tx.sql(
        "insert into account_role (community_id, platform, account_id, role_id)
         select a.community_id, a.platform, a.id, p.value->>'id' from account a, json_each($4) as p
         where a.community_id = $1 and a.platform = $2 and a.id = $3 on conflict do nothing",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(account.as_str())
    .bind(rows(&json)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A platform role has this name.
pub(crate) async fn name_platform_role(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    role: &RoleId,
    name: &str,
) -> Result<()> {
    sqlx::query(tx.sql(
        "insert into platform_role (community_id, platform, id, name) values ($1, $2, $3, $4)
         on conflict (community_id, platform, id) do update set name = excluded.name",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(role.as_str())
    .bind(name)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The platform's roles with their names.
pub(crate) async fn platform_role_names(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
) -> Result<Vec<(RoleId, String)>> {
    let found: Vec<(String, String)> = sqlx::query_as(
        tx.sql("select id, name from platform_role where community_id = $1 and platform = $2 order by name"),
    )
    .bind(community)
    .bind(platform.as_str())
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(|(id, name)| (RoleId(id), name)).collect())
}

/// Gives a member a role; whether they did not have it.
pub(crate) async fn give_role(
    tx: &mut Tx,
    community: i64,
    member: i64,
    role: Role,
    now: Moment,
) -> Result<bool> {
    let done = sqlx::query(tx.sql(
        "insert into member_role (community_id, member_id, role, since) values ($1, $2, $3, $4)
         on conflict do nothing",
    ))
    .bind(community)
    .bind(member)
    .bind(role.name())
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Takes a role from a member; whether they had it.
pub(crate) async fn take_role(tx: &mut Tx, community: i64, member: i64, role: Role) -> Result<bool> {
    let done = sqlx::query(
        tx.sql("delete from member_role where community_id = $1 and member_id = $2 and role = $3"),
    )
    .bind(community)
    .bind(member)
    .bind(role.name())
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Who has which role, by role.
pub(crate) async fn role_holders(tx: &mut Tx, community: i64) -> Result<Vec<(Role, i64)>> {
    let found: Vec<(String, i64)> = sqlx::query_as(tx.sql(
        "select role, member_id from member_role where community_id = $1 order by role, since, member_id",
    ))
    .bind(community)
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().filter_map(|(role, member)| Some((Role::parse(&role)?, member))).collect())
}

type ChannelRow = (i64, String, String, String, Option<i64>, Option<i64>, Option<String>);

fn channel((id, platform, platform_id, name, parent, left_out, shoutouts): ChannelRow) -> Channel {
    Channel {
        id,
        platform: Platform(platform),
        platform_id: ChannelId(platform_id),
        name,
        counts_in: parent.unwrap_or(id),
        left_out: left_out.is_some(),
        shoutouts,
    }
}

/// Every channel of a community on a platform. There are hundreds, not millions.
pub(crate) async fn channels(tx: &mut Tx, community: i64, platform: &Platform) -> Result<Vec<Channel>> {
    // A thread is left out with the channel that it belongs to.
    let found: Vec<ChannelRow> = sqlx::query_as(tx.sql(
        "select c.id, c.platform, c.platform_id, c.name, c.parent, coalesce(c.left_out, p.left_out),
                coalesce(c.shoutouts, p.shoutouts)
         from channel c left join channel p on p.community_id = c.community_id and p.id = c.parent
         where c.community_id = $1 and c.platform = $2 and c.parent is null order by c.name_key, c.id",
    ))
    .bind(community)
    .bind(platform.as_str())
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(channel).collect())
}

/// Those channels whose platform's id is among `ids`.
pub(crate) async fn channels_among(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    ids: &[serde_json::Value],
) -> Result<std::collections::HashMap<ChannelId, Channel>> {
    let found: Vec<ChannelRow> = sqlx::query_as(tx.sql(
        "select c.id, c.platform, c.platform_id, c.name, c.parent, coalesce(c.left_out, p.left_out),
                coalesce(c.shoutouts, p.shoutouts)
         from json_each($3) as r
         join channel c on c.community_id = $1 and c.platform = $2 and c.platform_id = r.value->>'id'
         left join channel p on p.community_id = c.community_id and p.id = c.parent",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(rows(ids)?)
    .fetch_all(tx.conn())
    .await?;
    Ok(found.into_iter().map(channel).map(|channel| (channel.platform_id.clone(), channel)).collect())
}

/// One channel by the platform's id.
pub(crate) async fn channel_by_platform_id(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    platform_id: &ChannelId,
) -> Result<Option<Channel>> {
    let row: Option<ChannelRow> = sqlx::query_as(tx.sql(
        "select c.id, c.platform, c.platform_id, c.name, c.parent, coalesce(c.left_out, p.left_out),
                coalesce(c.shoutouts, p.shoutouts)
         from channel c left join channel p on p.community_id = c.community_id and p.id = c.parent
         where c.community_id = $1 and c.platform = $2 and c.platform_id = $3",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(platform_id.as_str())
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(channel))
}

/// One channel by our id.
pub(crate) async fn channel_by_id(tx: &mut Tx, community: i64, id: i64) -> Result<Option<Channel>> {
    let row: Option<ChannelRow> = sqlx::query_as(tx.sql(
        "select c.id, c.platform, c.platform_id, c.name, c.parent, coalesce(c.left_out, p.left_out),
                coalesce(c.shoutouts, p.shoutouts)
         from channel c left join channel p on p.community_id = c.community_id and p.id = c.parent
         where c.community_id = $1 and c.id = $2",
    ))
    .bind(community)
    .bind(id)
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(channel))
}

/// A channel to write down.
#[derive(Serialize)]
pub(crate) struct SeenChannel<'a> {
    pub(crate) id: i64,
    pub(crate) platform_id: &'a str,
    /// Nothing, if the platform did not say.
    pub(crate) name: Option<&'a str>,
    pub(crate) key: Option<String>,
    pub(crate) parent: Option<&'a str>,
}

/// Writes down channels that are new, and names that changed.
pub(crate) async fn remember_channels(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    seen: &[SeenChannel<'_>],
) -> Result<()> {
    sqlx::query(tx.sql(
        "insert into channel (community_id, id, platform, platform_id, name, name_key, parent)
         select $1, cast(p.value->>'id' as bigint), $2, p.value->>'platform_id',
                coalesce(p.value->>'name', p.value->>'platform_id'),
                coalesce(p.value->>'key', lower(p.value->>'platform_id')),
                (select c.id from channel c where c.community_id = $1 and c.platform = $2
                 and c.platform_id = p.value->>'parent')
         from json_each($3) as p where true
         on conflict (community_id, platform, platform_id) do update set
             name = case when excluded.name = excluded.platform_id then channel.name else excluded.name end,
             name_key = case when excluded.name = excluded.platform_id then channel.name_key
                        else excluded.name_key end,
             parent = coalesce(excluded.parent, channel.parent)",
    ))
    .bind(community)
    .bind(platform.as_str())
    .bind(rows(seen)?)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Settles how Kith behaves in one channel.
pub(crate) async fn settle_channel(
    tx: &mut Tx,
    community: i64,
    id: i64,
    left_out: Option<Moment>,
    shoutouts: Option<&str>,
) -> Result<()> {
    sqlx::query(
        tx.sql("update channel set left_out = $3, shoutouts = $4 where community_id = $1 and id = $2"),
    )
    .bind(community)
    .bind(id)
    .bind(left_out.map(|at| at.0))
    .bind(shoutouts)
    .execute(tx.conn())
    .await?;
    Ok(())
}

//! Every table that belongs to a community: its columns, and which of them name a member. Whoever adds a table or a column
//! adds it here, and a test says so: what stands here moves when accounts or communities become one, or part again.

/// A table with a `community_id`.
pub(crate) struct Table {
    #[cfg(test)]
    pub(crate) name: &'static str,
    /// All its columns but `community_id`.
    #[cfg(test)]
    pub(crate) columns: &'static str,
    /// Takes the rows of community `$1` into community `$2`.
    pub(crate) bring: &'static str,
    /// Lets go of what community `$1` had; nothing where the rows themselves went over.
    pub(crate) leave: Option<&'static str>,
    /// The columns that name a member.
    pub(crate) members: &'static [Named],
}

/// A column that names a member. `$1` is the community, `$2` who it is.
pub(crate) struct Named {
    /// Writes down that it was by the account on platform `$3`, where nothing else tells.
    pub(crate) mark: Option<&'static str>,
    /// What was `$2`'s is `$3`'s.
    pub(crate) join: &'static str,
    /// What `$2` did by the account on platform `$4` is `$3`'s; nothing where it stays, or is counted anew.
    pub(crate) part: Option<&'static str>,
}

/// Rows that go over as they are: no other table's key holds on to them.
macro_rules! moved {
    ($name:literal, $columns:literal, [$($named:expr),* $(,)?]) => {
        Table {
            #[cfg(test)]
            name: $name,
            #[cfg(test)]
            columns: $columns,
            bring: concat!("update ", $name, " set community_id = $2 where community_id = $1"),
            leave: None,
            members: &[$($named),*],
        }
    };
}

/// Rows that are written anew in the other community, because other tables' keys hold on to them or because some stay
/// behind; `$rest` narrows them, and says what happens if the other community has the like.
macro_rules! copied {
    ($name:literal, $columns:literal, $rest:literal, [$($named:expr),* $(,)?]) => {
        copied!($name, $columns, $columns, $rest, [$($named),*])
    };
    ($name:literal, $columns:literal, $values:expr, $rest:literal, [$($named:expr),* $(,)?]) => {
        Table {
            #[cfg(test)]
            name: $name,
            #[cfg(test)]
            columns: $columns,
            bring: concat!("insert into ", $name, " (community_id, ", $columns, ") select $2, ", $values,
                           " from ", $name, " as t where community_id = $1 ", $rest),
            leave: Some(concat!("delete from ", $name, " where community_id = $1")),
            members: &[$($named),*],
        }
    };
}

/// A column whose rows are simply somebody else's.
macro_rules! named {
    // The row stands in a channel of the account's platform.
    ($name:literal . $column:literal by channel) => {
        named!(
            $name.$column,
            None,
            Some("channel_id in (select c.id from channel c where c.community_id = $1 and c.platform = $4)")
        )
    };
    // The row says by which account it was.
    ($name:literal . $column:literal by platform) => {
        named!(
            $name.$column,
            Some(concat!(
                "update ",
                $name,
                " set platform = $3 where community_id = $1 and ",
                $column,
                " = $2 and platform is null"
            )),
            Some("platform = $4")
        )
    };
    ($name:literal . $column:literal, $mark:expr, Some($whose:literal)) => {
        Named {
            mark: $mark,
            join: concat!(
                "update ",
                $name,
                " set ",
                $column,
                " = $3 where community_id = $1 and ",
                $column,
                " = $2"
            ),
            part: Some(concat!(
                "update ",
                $name,
                " set ",
                $column,
                " = $3 where community_id = $1 and ",
                $column,
                " = $2 and ",
                $whose
            )),
        }
    };
}

/// A column in the key of sums: what both have is put together, and `part` says how it is taken apart.
macro_rules! summed {
    ($name:literal, $columns:literal, $clash:literal, $mark:expr, $part:expr) => {
        Named {
            mark: $mark,
            join: concat!(
                "insert into ",
                $name,
                " (community_id, member_id, ",
                $columns,
                ") select community_id, $3, ",
                $columns,
                " from ",
                $name,
                " where community_id = $1 and member_id = $2 on conflict ",
                $clash
            ),
            part: $part,
        }
    };
}

/// Parents before those whose keys hold on to them.
pub(crate) const TABLES: &[Table] = &[
    moved!("server", "platform, id", []),
    copied!("member", "id, name, arrived, bot, opted_out", "", []),
    copied!(
        "account",
        "platform, id, member_id, name, name_key, joined, departed, arrived, used, wrong_codes, wrong_since",
        "",
        [named!("account"."member_id", None, Some("platform = $4"))]
    ),
    moved!("account_role", "platform, account_id, role_id", []),
    moved!("member_role", "member_id, role, since, platforms", [summed!(
        "member_role",
        "role, since, platforms",
        "(community_id, member_id, role) do update set platforms = member_role.platforms || excluded.platforms,
             since = case when excluded.since < member_role.since then excluded.since else member_role.since end",
        Some("update member_role set platforms = ' ' || $3 || ' ' where community_id = $1 and member_id = $2
                and platforms is null"),
        Some("insert into member_role (community_id, member_id, role, since, platforms)
              select community_id, $3, role, since, ' ' || $4 || ' ' from member_role
              where community_id = $1 and member_id = $2
                and (platforms is null or replace(platforms, ' ' || $4 || ' ', '') <> platforms)")
    )]),
    // Where digests and the log go is each server's own; everything else is settled already.
    copied!("setting", "key, value", "and replace(key, '@', '') <> key on conflict do nothing", []),
    moved!("channel", "id, platform, platform_id, name, name_key, parent, left_out, shoutouts", []),
    copied!(
        "forgotten",
        "account_hash, since, made_in",
        "account_hash, since, coalesce(made_in, $1)",
        "on conflict do nothing",
        []
    ),
    moved!("platform_role", "platform, id, name", []),
    moved!(
        "message",
        "channel_id, id, author, kind, thread, addressed, asks, day, sent, stored, imported, deleted",
        [named!("message"."author" by channel), named!("message"."addressed" by channel)]
    ),
    moved!(
        "reaction",
        "channel_id, message_id, emoji, member_id, author, day, at, removed",
        [named!("reaction"."member_id" by channel), named!("reaction"."author" by channel)]
    ),
    moved!("thread", "channel_id, root, author, day, removed", [named!("thread"."author" by channel)]),
    moved!("pruned", "channel_id, day", []),
    moved!("daily", "day, member_id, kind, channel_id, n", [summed!(
        "daily",
        "day, kind, channel_id, n",
        "(community_id, day, member_id, kind, channel_id) do update set n = daily.n + excluded.n",
        None,
        Some("update daily set member_id = $3 where community_id = $1 and member_id = $2
                and channel_id in (select c.id from channel c where c.community_id = $1 and c.platform = $4)")
    )]),
    moved!("weekly", "week, member_id, written", [summed!(
        "weekly",
        "week, written",
        "(community_id, week, member_id) do update set written = weekly.written + excluded.written",
        None,
        None
    )]),
    copied!("contribution", "id, member_id, what, link, day, logged, confirmed, confirmed_by, withdrawn, platform", "", [
        named!("contribution"."member_id" by platform),
        named!("contribution"."confirmed_by" by platform),
    ]),
    moved!("contribution_with", "contribution_id, member_id", [named!(
        "contribution_with"."member_id",
        Some("update contribution set platform = $3 where community_id = $1 and platform is null
                and id in (select w.contribution_id from contribution_with w
                           where w.community_id = $1 and w.member_id = $2)"),
        Some("contribution_id in (select c.id from contribution c where c.community_id = $1 and c.platform = $4)")
    )]),
    copied!(
        "shoutout",
        "id, giver, reason, value, from_staff, channel_id, message_channel, message_id, emoji, day, given, post, \
         taken_back, taken_back_by, why",
        "",
        [named!("shoutout"."giver" by channel), named!("shoutout"."taken_back_by" by channel)]
    ),
    moved!("shoutout_to", "shoutout_id, member_id, platform", [named!(
        "shoutout_to"."member_id",
        Some("update shoutout_to set platform = $3 where community_id = $1 and member_id = $2 and platform is null
                and not exists (select 1 from shoutout s
                    join channel c on c.community_id = s.community_id and c.id = s.channel_id
                    where s.community_id = $1 and s.id = shoutout_to.shoutout_id and c.platform = $3)"),
        Some("coalesce(platform, (select c.platform from shoutout s
                  join channel c on c.community_id = s.community_id and c.id = s.channel_id
                  where s.community_id = $1 and s.id = shoutout_to.shoutout_id)) = $4")
    )]),
    moved!("allowance", "member_id, day, used", [summed!(
        "allowance",
        "day, used",
        "(community_id, member_id, day) do update set used = allowance.used + excluded.used",
        None,
        None
    )]),
    // Two badges of one name are one: as it is called and what it means is settled already.
    copied!(
        "badge",
        "id, name, name_key, emoji, colour, meaning, criteria, role_platform, role_id, defined, retired",
        "on conflict do nothing",
        []
    ),
    copied!(
        "badge_grant",
        "badge_id, id, member_id, giver, citation, day, granted, revoked, revoked_by, why, platform, doubled",
        "(select there.id from badge here join badge there on there.name_key = here.name_key
          where here.community_id = $1 and here.id = t.badge_id and there.community_id = $2),
         id, member_id, giver, citation, day, granted, revoked, revoked_by, why, platform, doubled",
        "",
        [
            named!("badge_grant"."member_id" by platform),
            named!("badge_grant"."giver" by platform),
            named!("badge_grant"."revoked_by" by platform),
        ]
    ),
    moved!("audit", "id, at, actor, action, subject, detail, platform", [
        named!("audit"."actor" by platform),
        named!("audit"."subject" by platform),
    ]),
    moved!(
        "effect",
        "id, platform, body, state, due, made, attempts, leased, after_effect, message_channel, message_id, problem, \
         instead",
        []
    ),
    // When its own digest was due does not matter any more.
    copied!("schedule", "job, due", "on conflict do nothing", []),
    copied!("job_done", "job, period, done", "and job = 'starter-badges' on conflict do nothing", []),
    copied!("answered", "invocation, reply, at, effect", "on conflict do nothing", []),
    // Codes are for the communities as they were.
    Table {
        #[cfg(test)]
        name: "link",
        #[cfg(test)]
        columns: "id, what, code, expires, member_id, platform, account_id, confirmed, other_community, other_member, \
                  other_platform, other_account, other_confirmed, kept",
        bring: "delete from link where community_id in ($1, $2) or other_community in ($1, $2)",
        leave: None,
        members: &[],
    },
];

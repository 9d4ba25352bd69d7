//! People, their accounts and roles.

use super::{Named, Table};

pub(super) const TABLES: &[Table] = &[
    copied!("member", "id, name, arrived, bot, opted_out", "", []),
    copied!(
        "account",
        "platform, id, member_id, name, name_key, joined, departed, arrived, used, wrong_codes, wrong_since, visitor",
        "",
        [named!("account"."member_id", None, Some("platform = $4"))]
    ),
    moved!("account_role", "platform, account_id, role_id", []),
    moved!("member_role", "member_id, role, since, mapped, platforms", [keyed!(
        "member_role",
        "role, since, mapped, platforms",
        // What was given by hand to either stays given by hand.
        "(community_id, member_id, role) do update set platforms = member_role.platforms || excluded.platforms,
             mapped = case when excluded.mapped is null then null else member_role.mapped end,
             since = case when excluded.since < member_role.since then excluded.since else member_role.since end",
        Some("update member_role set platforms = ' ' || $3 || ' ' where community_id = $1 and member_id = $2
                and platforms is null"),
        Some("insert into member_role (community_id, member_id, role, since, mapped, platforms)
              select community_id, $3, role, since, mapped, ' ' || $4 || ' ' from member_role
              where community_id = $1 and member_id = $2
                and (platforms is null or replace(platforms, ' ' || $4 || ' ', '') <> platforms)")
    )]),
];

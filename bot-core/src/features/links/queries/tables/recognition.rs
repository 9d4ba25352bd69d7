//! Work done elsewhere, thanks and badges.

use super::{Named, Table};

pub(super) const TABLES: &[Table] = &[
    copied!(
        "contribution",
        "id, member_id, what, link, day, logged, confirmed, confirmed_by, withdrawn, platform",
        "",
        [named!("contribution"."member_id" by platform), named!("contribution"."confirmed_by" by platform),]
    ),
    moved!(
        "contribution_with",
        "contribution_id, member_id",
        [named!(
            "contribution_with"."member_id",
            Some("update contribution set platform = $3 where community_id = $1 and platform is null
                and id in (select w.contribution_id from contribution_with w
                           where w.community_id = $1 and w.member_id = $2)"),
            Some("contribution_id in (select c.id from contribution c where c.community_id = $1 and c.platform = $4)")
        )]
    ),
    copied!(
        "shoutout",
        "id, giver, reason, value, from_staff, channel_id, message_channel, message_id, emoji, day, given, post, \
         taken_back, taken_back_by, why",
        "",
        [named!("shoutout"."giver" by channel), named!("shoutout"."taken_back_by" by channel)]
    ),
    moved!(
        "shoutout_to",
        "shoutout_id, member_id, platform",
        [named!(
            "shoutout_to"."member_id",
            Some("update shoutout_to set platform = $3 where community_id = $1 and member_id = $2 and platform is null
                and not exists (select 1 from shoutout s
                    join channel c on c.community_id = s.community_id and c.id = s.channel_id
                    where s.community_id = $1 and s.id = shoutout_to.shoutout_id and c.platform = $3)"),
            Some("coalesce(platform, (select c.platform from shoutout s
                  join channel c on c.community_id = s.community_id and c.id = s.channel_id
                  where s.community_id = $1 and s.id = shoutout_to.shoutout_id)) = $4")
        )]
    ),
    moved!(
        "allowance",
        "member_id, day, used",
        [keyed!(
            "allowance",
            "day, used",
            "(community_id, member_id, day) do update set used = allowance.used + excluded.used",
            None,
            None
        )]
    ),
    // Two badges of one name are one: as it is called and what it means is settled already.
    copied!(
        "badge",
        "id, name, name_key, emoji, colour, meaning, criteria, role_platform, role_id, ladder, step, defined, retired",
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
];

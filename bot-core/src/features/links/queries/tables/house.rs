//! Servers, channels and settings; the outbox, the clock and the log.

use super::{Named, Table};

pub(super) const FIRST: &[Table] = &[
    moved!("server", "platform, id, gone", []),
    // Where digests and the log go is each server's own; everything else is settled already.
    copied!("setting", "key, value", "and replace(key, '@', '') <> key on conflict do nothing", []),
    moved!("channel", "id, platform, platform_id, name, name_key, parent, left_out, shoutouts, gone", []),
    moved!("platform_role", "platform, id, name", []),
    copied!(
        "forgotten",
        "account_hash, since, made_in",
        "account_hash, since, coalesce(made_in, $1)",
        "on conflict do nothing",
        []
    ),
];

pub(super) const LAST: &[Table] = &[
    moved!(
        "audit",
        "id, at, actor, action, subject, detail, platform",
        [named!("audit"."actor" by platform), named!("audit"."subject" by platform),]
    ),
    moved!(
        "effect",
        "id, platform, body, state, due, made, attempts, leased, after_effect, message_channel, message_id, problem, told, \
         instead",
        []
    ),
    // When its own digest was due does not matter any more.
    copied!("schedule", "job, due", "on conflict do nothing", []),
    copied!("job_done", "job, period, done", "and job = 'starter-badges' on conflict do nothing", []),
    copied!("answered", "invocation, reply, at, effect", "on conflict do nothing", []),
    // Codes are for communities, and for persons, as they were.
    Table {
        #[cfg(test)]
        name: "link",
        #[cfg(test)]
        columns: "id, what, code, expires, member_id, platform, account_id, confirmed, other_community, other_member, \
                  other_platform, other_account, other_confirmed, kept",
        bring: "delete from link where community_id in ($1, $2) or other_community in ($1, $2)",
        leave: None,
        members: &[Named {
            mark: None,
            join: "delete from link where (community_id = $1 and member_id in ($2, $3))
                      or (other_community = $1 and other_member in ($2, $3))",
            leave: None,
            part: Some(
                "delete from link where ((community_id = $1 and member_id in ($2, $3))
                    or (other_community = $1 and other_member in ($2, $3))) and $4 <> ''",
            ),
        }],
    },
];

//! Messages, reactions and threads, and the sums of what people did.

use super::{Named, Table};

pub(super) const TABLES: &[Table] = &[
    moved!(
        "message",
        "channel_id, id, author, kind, thread, addressed, wordless, day, sent, stored, imported, learned, deleted",
        [named!("message"."author" by channel), named!("message"."addressed" by channel)]
    ),
    moved!(
        "reaction",
        "channel_id, message_id, emoji, member_id, author, day, at, removed",
        [named!("reaction"."member_id" by channel), named!("reaction"."author" by channel)]
    ),
    moved!("thread", "channel_id, root, author, day, removed", [named!("thread"."author" by channel)]),
    moved!("pruned", "channel_id, day", []),
    moved!(
        "daily",
        "day, member_id, kind, channel_id, n",
        [keyed!(
            "daily",
            "day, kind, channel_id, n",
            "(community_id, day, member_id, kind, channel_id) do update set n = daily.n + excluded.n",
            None,
            Some(
                "update daily set member_id = $3 where community_id = $1 and member_id = $2
                and channel_id in (select c.id from channel c where c.community_id = $1 and c.platform = $4)"
            )
        )]
    ),
    moved!(
        "weekly",
        "week, member_id, written",
        [keyed!(
            "weekly",
            "week, written",
            "(community_id, week, member_id) do update set written = weekly.written + excluded.written",
            None,
            None
        )]
    ),
];

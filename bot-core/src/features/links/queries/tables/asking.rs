//! Topics, experts, questions that climb, and answers that are remembered.

use super::{Named, Table};

/// What a topic of the one community is in the other: the one of that name, or the one that this is a part of.
macro_rules! topic_there {
    ($id:literal) => {
        concat!(
            "(select coalesce(there.merged, there.id) from topic here
              join topic there on there.name_key = here.name_key
              where here.community_id = $1 and here.id = t.",
            $id,
            " and there.community_id = $2)"
        )
    };
}

pub(super) const TABLES: &[Table] = &[
    // Two topics of one name are one, and what somebody can be asked about on either side stays so.
    copied!(
        "topic",
        "id, name, name_key, made, merged, retired",
        concat!("id, name, name_key, made, coalesce(", topic_there!("merged"), ", merged), retired"),
        "on conflict (community_id, name_key) do update set
             retired = case when excluded.merged is null and excluded.retired is null then null else topic.retired end",
        []
    ),
    copied!(
        "expert",
        "member_id, since, guest, zone, hours, days_off, most, paused, paused_until, retired",
        "",
        [keyed!(
            "expert",
            "since, guest, zone, hours, days_off, most, paused, paused_until, retired",
            "do nothing",
            None,
            None
        )]
    ),
    copied!(
        "expert_topic",
        "topic_id, member_id, since",
        concat!(topic_there!("topic_id"), ", member_id, since"),
        "on conflict do nothing",
        [keyed!("expert_topic", "topic_id, since", "do nothing", None, None)]
    ),
    moved!(
        "expert_invite",
        "id, member_id, inviter, topics, guest, invited",
        [named!("expert_invite"."member_id" stays), named!("expert_invite"."inviter" stays)]
    ),
    moved!(
        "honorarium",
        "id, member_id, amount, what, day, recorded, recorded_by",
        [named!("honorarium"."member_id" stays), named!("honorarium"."recorded_by" stays)]
    ),
    copied!(
        "ask_draft",
        "id, member_id, question, topic_id, urgent, private, channel_id, message_id, author, made",
        concat!(
            "id, member_id, question, ",
            topic_there!("topic_id"),
            ", urgent, private, channel_id, message_id, author, made"
        ),
        "",
        [named!("ask_draft"."member_id" by channel), named!("ask_draft"."author" by channel)]
    ),
    copied!(
        "escalation",
        "id, asker, behalf, question, topic_id, urgent, private, platform, channel_id, message_id, card, thread_channel, \
         thread_message, policy, state, step, due, opened, day, claimed_by, claimed, first_answer, answered_by, answered, \
         standing, answer_channel, answer_message, reminded, waits, nobody, closed, closed_day",
        concat!(
            "id, asker, behalf, question, ",
            topic_there!("topic_id"),
            ", urgent, private, platform,
         channel_id, message_id, card, thread_channel, thread_message, policy, state, step, due, opened, day, claimed_by,
         claimed, first_answer, answered_by, answered, standing, answer_channel, answer_message, reminded, waits, nobody,
         closed, closed_day"
        ),
        "",
        [
            named!("escalation"."asker" by channel),
            named!("escalation"."behalf" by channel),
            named!("escalation"."claimed_by" by channel),
            named!("escalation"."answered_by" by channel),
        ]
    ),
    moved!("private_place", "channel, message, since", []),
    moved!(
        "asked",
        "escalation_id, member_id, step, reason, post, at, reply, replied",
        [keyed!(
            "asked",
            "escalation_id, step, reason, post, at, reply, replied",
            "do nothing",
            None,
            None
        )]
    ),
    moved!(
        "transition",
        "id, escalation_id, at, actor, act, state",
        [named!("transition"."actor" stays)]
    ),
    copied!(
        "not_area",
        "member_id, topic_id, channel_id, at, n",
        concat!(
            "member_id, coalesce(",
            topic_there!("topic_id"),
            ", 0), channel_id, max(at), cast(sum(n) as bigint)"
        ),
        "group by member_id, 3, channel_id",
        [keyed!(
            "not_area",
            "topic_id, channel_id, at, n",
            "(community_id, member_id, topic_id, channel_id) do update set n = not_area.n + excluded.n",
            None,
            None
        )]
    ),
    copied!(
        "remembered",
        "id, question, answer, topic_id, asker, answerer, platform, channel, message, made, helped",
        concat!(
            "id, question, answer, ",
            topic_there!("topic_id"),
            ", asker, answerer, platform, channel, message, made, helped"
        ),
        "",
        [named!("remembered"."asker" by platform), named!("remembered"."answerer" by platform)]
    ),
    moved!("remembered_term", "term, remembered_id", []),
];

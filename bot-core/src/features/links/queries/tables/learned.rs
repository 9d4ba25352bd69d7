//! Questions that were heard, and what was learned of who knows what.

use super::{Named, Table};

pub(super) const TABLES: &[Table] = &[
    copied!(
        "question",
        "id, channel_id, message_id, counts_in, asker, day, asked, answered, answered_by, solved, terms, climbed",
        "",
        [named!("question"."asker" by channel), named!("question"."answered_by" by channel)]
    ),
    moved!(
        "answer",
        "question_id, channel_id, message_id, member_id, at, how",
        [named!("answer"."member_id" by channel)]
    ),
    moved!(
        "evidence",
        "channel_id, member_id, answered7, answered30, answered120, replied7, replied30, replied120, wrote7, wrote30, \
         wrote120, asked120, last_wrote, last_answered",
        [keyed!(
            "evidence",
            "channel_id, answered7, answered30, answered120, replied7, replied30, replied120, wrote7, wrote30, wrote120, \
             asked120, last_wrote, last_answered",
            "(community_id, channel_id, member_id) do update set answered7 = evidence.answered7 + excluded.answered7,
                 answered30 = evidence.answered30 + excluded.answered30,
                 answered120 = evidence.answered120 + excluded.answered120,
                 replied7 = evidence.replied7 + excluded.replied7,
                 replied30 = evidence.replied30 + excluded.replied30,
                 replied120 = evidence.replied120 + excluded.replied120,
                 wrote7 = evidence.wrote7 + excluded.wrote7, wrote30 = evidence.wrote30 + excluded.wrote30,
                 wrote120 = evidence.wrote120 + excluded.wrote120, asked120 = evidence.asked120 + excluded.asked120,
                 last_wrote = case when excluded.last_wrote > evidence.last_wrote then excluded.last_wrote
                              else evidence.last_wrote end,
                 last_answered = case when excluded.last_answered > evidence.last_answered
                                 then excluded.last_answered else evidence.last_answered end",
            None,
            None
        )]
    ),
    moved!(
        "helped",
        "asker, member_id, n7, n120",
        [
            keyed!(
                "helped",
                "asker, n7, n120",
                "(community_id, asker, member_id) do update set n7 = helped.n7 + excluded.n7,
                     n120 = helped.n120 + excluded.n120",
                None,
                None
            ),
            Named {
                mark: None,
                join: "insert into helped (community_id, asker, member_id, n7, n120)
                       select community_id, $3, member_id, n7, n120 from helped
                       where community_id = $1 and asker = $2
                       on conflict (community_id, asker, member_id) do update set n7 = helped.n7 + excluded.n7,
                           n120 = helped.n120 + excluded.n120",
                leave: Some("delete from helped where community_id = $1 and asker = $2"),
                part: None,
            },
        ]
    ),
    moved!(
        "awake",
        "member_id, hour, n30",
        [keyed!(
            "awake",
            "hour, n30",
            "(community_id, member_id, hour) do update set n30 = awake.n30 + excluded.n30",
            None,
            None
        )]
    ),
    copied!(
        "term",
        "term, n120, word",
        "on conflict (community_id, term) do update set n120 = term.n120 + excluded.n120,
             word = coalesce(term.word, excluded.word)",
        []
    ),
    moved!(
        "term_member",
        "term, member_id, n60",
        [keyed!(
            "term_member",
            "term, n60",
            "(community_id, term, member_id) do update set n60 = term_member.n60 + excluded.n60",
            None,
            None
        )]
    ),
    moved!("term_question", "term, asked, question_id", []),
    moved!(
        "lesson",
        "question_id, member_id, signals",
        [keyed!("lesson", "question_id, signals", "do nothing", None, None)]
    ),
    // What one community goes by holds; both learn on together.
    copied!("model", "weights, lessons, made", "on conflict do nothing", []),
];

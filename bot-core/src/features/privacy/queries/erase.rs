//! Erasing one person: their own rows go, others' rows that point at them point at nobody.

use crate::error::Result;
use crate::store::{Tx, rows};

/// In this order; `$1` is the community, `$2` the member. In the audit log, 0 is a former member (`audit::FORMER`).
const STEPS: &[&str] = &[
    "update message set addressed = null where community_id = $1 and addressed = $2",
    "update reaction set author = null where community_id = $1 and author = $2",
    "update shoutout set giver = null where community_id = $1 and giver = $2",
    "update shoutout set taken_back_by = null where community_id = $1 and taken_back_by = $2",
    "update badge_grant set giver = null where community_id = $1 and giver = $2",
    "update badge_grant set revoked_by = null where community_id = $1 and revoked_by = $2",
    "update contribution set confirmed_by = null where community_id = $1 and confirmed_by = $2",
    // What was done together stays with the others.
    "update contribution set member_id = null, link = null where community_id = $1 and member_id = $2
       and exists (select 1 from contribution_with w where w.community_id = $1
                   and w.contribution_id = contribution.id and w.member_id <> $2)",
    "update audit set detail = '' where community_id = $1 and subject = $2",
    "update audit set actor = 0 where community_id = $1 and actor = $2",
    "update audit set subject = 0 where community_id = $1 and subject = $2",
    // Their questions lose their words; what they answered stays with whoever asked.
    "update escalation set asker = null, question = '' where community_id = $1 and asker = $2",
    "update escalation set behalf = null where community_id = $1 and behalf = $2",
    "update escalation set claimed_by = null where community_id = $1 and claimed_by = $2",
    "update escalation set answered_by = null, answer_channel = null, answer_message = null
       where community_id = $1 and answered_by = $2",
    "delete from asked where community_id = $1 and member_id = $2",
    "update transition set actor = 0 where community_id = $1 and actor = $2",
    "delete from remembered where community_id = $1 and asker = $2",
    "update remembered set answerer = null where community_id = $1 and answerer = $2",
    "update ask_draft set author = null where community_id = $1 and author = $2",
    "update expert_invite set inviter = null where community_id = $1 and inviter = $2",
    "update honorarium set recorded_by = null where community_id = $1 and recorded_by = $2",
    "delete from shoutout where community_id = $1
       and id in (select t.shoutout_id from shoutout_to t where t.community_id = $1 and t.member_id = $2)
       and not exists (select 1 from shoutout_to t where t.community_id = $1 and t.shoutout_id = shoutout.id
                       and t.member_id <> $2)",
    "delete from shoutout_to where community_id = $1 and member_id = $2",
    "delete from contribution_with where community_id = $1 and member_id = $2",
    "delete from contribution where community_id = $1 and member_id = $2",
    "delete from badge_grant where community_id = $1 and member_id = $2",
    "delete from allowance where community_id = $1 and member_id = $2",
    "delete from thread where community_id = $1 and author = $2",
    "delete from reaction where community_id = $1 and member_id = $2",
    "delete from message where community_id = $1 and author = $2",
    "delete from daily where community_id = $1 and member_id = $2",
    "delete from weekly where community_id = $1 and member_id = $2",
    "delete from link where (community_id = $1 and member_id = $2) or (other_community = $1 and other_member = $2)",
    // Accounts and roles go with the member.
    "delete from member where community_id = $1 and id = $2",
];

/// Erases a member.
pub(in super::super) async fn erase(tx: &mut Tx, community: i64, member: i64) -> Result<()> {
    for step in STEPS {
        tx.query(step).bind(community).bind(member).execute().await?;
    }
    Ok(())
}

/// A column in which people write about each other: those of its texts that have a trace `$2`, and how to write one anew.
pub(in super::super) struct PeoplesWords {
    find: &'static str,
    write: &'static str,
}

/// All of them.
pub(in super::super) const PEOPLES_WORDS: &[PeoplesWords] = &[
    PeoplesWords {
        find:
            "select id, detail from audit where community_id = $1 and exists (select 1 from json_each($2) as r
                 where replace(detail, r.value->>'trace', '') <> detail)",
        write: "update audit set detail = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, citation from badge_grant where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(citation, r.value->>'trace', '') <> citation)",
        write: "update badge_grant set citation = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, why from badge_grant where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(why, r.value->>'trace', '') <> why)",
        write: "update badge_grant set why = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, what from contribution where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(what, r.value->>'trace', '') <> what)",
        write: "update contribution set what = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, problem from effect where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(problem, r.value->>'trace', '') <> problem)",
        write: "update effect set problem = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, question from escalation where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(question, r.value->>'trace', '') <> question)",
        write: "update escalation set question = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, question from ask_draft where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(question, r.value->>'trace', '') <> question)",
        write: "update ask_draft set question = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, what from honorarium where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(what, r.value->>'trace', '') <> what)",
        write: "update honorarium set what = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, question from remembered where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(question, r.value->>'trace', '') <> question)",
        write: "update remembered set question = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, answer from remembered where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(answer, r.value->>'trace', '') <> answer)",
        write: "update remembered set answer = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, reason from shoutout where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(reason, r.value->>'trace', '') <> reason)",
        write: "update shoutout set reason = $3 where community_id = $1 and id = $2",
    },
    PeoplesWords {
        find: "select id, why from shoutout where community_id = $1 and exists (select 1 from
                 json_each($2) as r where replace(why, r.value->>'trace', '') <> why)",
        write: "update shoutout set why = $3 where community_id = $1 and id = $2",
    },
];

/// The texts of one column that may have a trace, with the ids of their rows.
pub(in super::super) async fn naming(
    tx: &mut Tx,
    community: i64,
    words: &PeoplesWords,
    traces: &[serde_json::Value],
) -> Result<Vec<(i64, String)>> {
    tx.query(words.find).bind(community).bind(rows(traces)?).fetch_all().await
}

/// Writes another text instead.
pub(in super::super) async fn put_instead(
    tx: &mut Tx,
    community: i64,
    words: &PeoplesWords,
    id: i64,
    text: &str,
) -> Result<()> {
    tx.query(words.write).bind(community).bind(id).bind(text).execute().await?;
    Ok(())
}

/// What waits in the outbox or died there, with its platform.
pub(in super::super) async fn effects(tx: &mut Tx, community: i64) -> Result<Vec<(i64, String, String)>> {
    let sql =
        "select id, platform, body from effect where community_id = $1 and body is not null order by id";
    tx.query(sql).bind(community).fetch_all().await
}

/// Drops an effect.
pub(in super::super) async fn drop_effect(tx: &mut Tx, community: i64, id: i64) -> Result<()> {
    let sql = "delete from effect where community_id = $1 and id = $2";
    tx.query(sql).bind(community).bind(id).execute().await?;
    Ok(())
}

/// Writes an effect anew, unless it was delivered meanwhile.
pub(in super::super) async fn rewrite_effect(tx: &mut Tx, community: i64, id: i64, body: &str) -> Result<()> {
    let sql = "update effect set body = $3 where community_id = $1 and id = $2 and body is not null";
    tx.query(sql).bind(community).bind(id).bind(body).execute().await?;
    Ok(())
}

/// Empties every answer of the community: that they were given stays known, so that nothing is done twice.
pub(in super::super) async fn empty_answers(tx: &mut Tx, community: i64, reply: &str) -> Result<()> {
    let sql = "update answered set reply = $2 where community_id = $1";
    tx.query(sql).bind(community).bind(reply).execute().await?;
    Ok(())
}

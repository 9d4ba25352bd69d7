//! What is asked and written about terms: who uses them, and which questions had them.

use serde::Serialize;

use crate::error::Result;
use crate::moment::Moment;
use crate::store::{Tx, rows};

/// So many members must use a term before it is kept as a word.
const KNOWN_BY: i64 = 3;

/// A term that was used so much.
#[derive(Serialize)]
pub(crate) struct Used<'a> {
    pub(crate) term: i64,
    pub(crate) n120: f64,
    pub(crate) word: &'a str,
}

/// A term that a member used so much.
#[derive(Serialize)]
pub(crate) struct UsedBy {
    pub(crate) term: i64,
    pub(crate) member: i64,
    pub(crate) n60: f64,
}

/// Adds which terms were used, and by whom. What several members use is kept as a word.
pub(crate) async fn add(tx: &mut Tx, community: i64, used: &[Used<'_>], by: &[UsedBy]) -> Result<()> {
    let terms = rows(used)?;
    tx.query(
        "insert into term (community_id, term, n120)
         select $1, cast(r.value->>'term' as bigint), cast(r.value->>'n120' as double precision)
         from json_each($2) as r where true
         on conflict (community_id, term) do update set n120 = term.n120 + excluded.n120",
    )
    .bind(community)
    .bind(&terms)
    .execute()
    .await?;
    tx.query(
        "insert into term_member (community_id, term, member_id, n60)
         select $1, cast(r.value->>'term' as bigint), cast(r.value->>'member' as bigint),
                cast(r.value->>'n60' as double precision)
         from json_each($2) as r where true
         on conflict (community_id, term, member_id) do update set n60 = term_member.n60 + excluded.n60",
    )
    .bind(community)
    .bind(rows(by)?)
    .execute()
    .await?;
    name(tx, community, &terms).await
}

/// Keeps the words for those of these terms that enough members used by now. A flag would need counting at every use; three
/// rows are quickly looked at, and only until the word is known.
async fn name(tx: &mut Tx, community: i64, terms: &str) -> Result<()> {
    let known: Vec<(i64, String)> = tx
        .query(
            "select t.term, r.value->>'word' from json_each($2) as r cross join term t
             where t.community_id = $1 and t.term = cast(r.value->>'term' as bigint) and t.word is null
               and (select count(*) from (select 1 from term_member m where m.community_id = $1 and m.term = t.term
                    limit 3) as few) >= $3",
        )
        .bind(community)
        .bind(terms)
        .bind(KNOWN_BY)
        .fetch_all()
        .await?;
    if known.is_empty() {
        return Ok(());
    }
    tx.query(
        "insert into term (community_id, term, n120, word)
         select $1, cast(r.value->>0 as bigint), 0, r.value->>1 from json_each($2) as r where true
         on conflict (community_id, term) do update set word = excluded.word",
    )
    .bind(community)
    .bind(rows(&known)?)
    .execute()
    .await?;
    Ok(())
}

/// How much these terms are used; term 0 is all messages.
pub(crate) async fn uses(tx: &mut Tx, community: i64, terms: &[i64]) -> Result<Vec<(i64, f64)>> {
    tx.query(
        "select t.term, t.n120 from json_each($2) as r cross join term t
         where t.community_id = $1 and t.term = cast(r.value as bigint)",
    )
    .bind(community)
    .bind(rows(terms)?)
    .fetch_all()
    .await
}

/// So many terms are asked about at once.
pub(crate) const AT_ONCE: usize = 16;
/// No term has this number: it fills up what is asked at once.
const NO_TERM: i64 = -1;

/// One question about sixteen terms, each looked up by its own index and with its own limit: what each of them tells is
/// summed here, so that only the largest sums come out. `$1` is the community, `$2` the limit of each, `$3` of all; `$4` is
/// for what is asked, then come the terms, each after how much it tells.
macro_rules! of_sixteen {
    ($what:literal, $tells:literal, $of:literal, $end:literal) => {
        of_sixteen!(@ $what, $tells, $of, $end;
            "$5", "$6"; "$7", "$8"; "$9", "$10"; "$11", "$12";
            "$13", "$14"; "$15", "$16"; "$17", "$18"; "$19", "$20";
            "$21", "$22"; "$23", "$24"; "$25", "$26"; "$27", "$28";
            "$29", "$30"; "$31", "$32"; "$33", "$34"; "$35", "$36")
    };
    (@ $what:literal, $tells:literal, $of:literal, $end:literal; $tell:literal, $term:literal
        $(; $more_tell:literal, $more_term:literal)+) => {
        concat!(
            "select ", $what, ", sum(tells) from (select ", $what, ", cast(", $tell, " as double precision)", $tells,
            " as tells from (select * from ", $of, " and term = ", $term, $end, " limit $2) as few"
            $(, " union all select ", $what, ", cast(", $more_tell, " as double precision)", $tells,
                " as tells from (select * from ", $of, " and term = ", $more_term, $end, " limit $2) as few")+,
            ") as few group by ", $what, " order by 2 desc, 1 limit $3"
        )
    };
}

/// A term, and how much it tells.
pub(crate) type Telling = (i64, f64);

/// Those who use these terms most: member, and how much all of it tells. From `saturation` on, more of a term tells little
/// more. At most `each` are looked at for each term.
pub(crate) async fn used_by(
    tx: &mut Tx,
    community: i64,
    terms: &[Telling],
    saturation: f64,
    (each, most): (i64, i64),
) -> Result<Vec<(i64, f64)>> {
    let mut query = tx
        .query(of_sixteen!(
            "member_id",
            " * n60 / (n60 + $4)",
            "term_member where community_id = $1",
            " order by n60 desc"
        ))
        .bind(community)
        .bind(each)
        .bind(most)
        .bind(saturation);
    for n in 0..AT_ONCE {
        let (term, tells) = terms.get(n).copied().unwrap_or((NO_TERM, 0.0));
        query = query.bind(tells).bind(term);
    }
    query.fetch_all().await
}

/// The last questions before a moment that had these terms: question, and how much those tell that it had. At most `each`
/// are looked at for each term.
pub(crate) async fn had(
    tx: &mut Tx,
    community: i64,
    terms: &[Telling],
    before: Moment,
    (each, most): (i64, i64),
) -> Result<Vec<(i64, f64)>> {
    let mut query = tx
        .query(of_sixteen!(
            "question_id",
            "",
            "term_question where community_id = $1 and asked < $4",
            " order by asked desc"
        ))
        .bind(community)
        .bind(each)
        .bind(most)
        .bind(before.0);
    for n in 0..AT_ONCE {
        let (term, tells) = terms.get(n).copied().unwrap_or((NO_TERM, 0.0));
        query = query.bind(tells).bind(term);
    }
    query.fetch_all().await
}

/// Who asked a question.
#[derive(Serialize)]
pub(crate) struct AskedBy {
    pub(crate) question: i64,
    pub(crate) asker: i64,
}

/// The words of these questions with which at least so many people asked: word, in how many questions, and how much it is used
/// at all.
pub(crate) async fn asked_with(
    tx: &mut Tx,
    community: i64,
    questions: &[AskedBy],
    askers: i64,
) -> Result<Vec<(String, i64, f64)>> {
    tx.query(
        "select t.word, cast(count(*) as bigint), t.n120
         from json_each($2) as r cross join term_question h cross join term t
         where h.community_id = $1 and h.question_id = cast(r.value->>'question' as bigint)
           and t.community_id = $1 and t.term = h.term and t.word is not null
         group by t.term, t.word, t.n120 having count(distinct r.value->>'asker') >= $3",
    )
    .bind(community)
    .bind(rows(questions)?)
    .bind(askers)
    .fetch_all()
    .await
}

/// A term that a question had.
#[derive(Serialize)]
pub(crate) struct Had {
    pub(crate) term: i64,
    pub(crate) asked: i64,
    pub(crate) question: i64,
}

/// Adds which terms questions had.
pub(crate) async fn add_had(tx: &mut Tx, community: i64, had: &[Had]) -> Result<()> {
    let json = rows(had)?;
    tx.query(
        "insert into term_question (community_id, term, asked, question_id)
         select $1, cast(r.value->>'term' as bigint), cast(r.value->>'asked' as bigint),
                cast(r.value->>'question' as bigint)
         from json_each($2) as r where true on conflict do nothing",
    )
    .bind(community)
    .bind(&json)
    .execute()
    .await?;
    let mut questions: Vec<i64> = had.iter().map(|had| had.question).collect();
    questions.sort_unstable();
    questions.dedup();
    tx.query(
        "update question set terms = (select count(*) from term_question t
                                      where t.community_id = $1 and t.question_id = question.id)
         where community_id = $1 and id in (select cast(value as bigint) from json_each($2))",
    )
    .bind(community)
    .bind(rows(&questions)?)
    .execute()
    .await?;
    Ok(())
}

//! Terms that get another fingerprint, because a community became a part of another one.

use serde::Serialize;

use crate::error::Result;
use crate::store::{Tx, rows};

/// A term with the fingerprint that it had, and the one that it gets.
#[derive(Serialize)]
pub(crate) struct Renamed {
    pub(crate) was: i64,
    pub(crate) is: i64,
}

/// The terms of which the word is known: fingerprint, word.
pub(crate) async fn words(tx: &mut Tx, community: i64) -> Result<Vec<(i64, String)>> {
    tx.query("select term, word from term where community_id = $1 and word is not null order by term")
        .bind(community)
        .fetch_all()
        .await
}

/// Drops the terms of which no word is known, but for the one that all messages have.
pub(crate) async fn drop_wordless(tx: &mut Tx, community: i64) -> Result<()> {
    for sql in [
        "delete from term_member where community_id = $1
           and term in (select t.term from term t where t.community_id = $1 and t.word is null)",
        "delete from term_question where community_id = $1
           and term in (select t.term from term t where t.community_id = $1 and t.word is null)",
        "delete from term where community_id = $1 and word is null and term <> 0",
    ] {
        tx.query(sql).bind(community).execute().await?;
    }
    Ok(())
}

/// Counts anew how many terms questions have, so that what is alike stays alike without the words that went.
pub(crate) async fn count_left(tx: &mut Tx, community: i64) -> Result<()> {
    tx.query(
        "update question set terms = (select nullif(count(*), 0) from term_question t
                                      where t.community_id = $1 and t.question_id = question.id)
         where community_id = $1 and terms is not null",
    )
    .bind(community)
    .execute()
    .await?;
    Ok(())
}

/// Gives terms other fingerprints.
pub(crate) async fn rename(tx: &mut Tx, community: i64, renamed: &[Renamed]) -> Result<()> {
    let renamed = rows(renamed)?;
    for sql in [
        "update term_member set term = cast(r.value->>'is' as bigint) from json_each($2) as r
         where community_id = $1 and term = cast(r.value->>'was' as bigint)",
        "update term_question set term = cast(r.value->>'is' as bigint) from json_each($2) as r
         where community_id = $1 and term = cast(r.value->>'was' as bigint)",
        "update term set term = cast(r.value->>'is' as bigint) from json_each($2) as r
         where community_id = $1 and term = cast(r.value->>'was' as bigint)",
    ] {
        tx.query(sql).bind(community).bind(&renamed).execute().await?;
    }
    Ok(())
}

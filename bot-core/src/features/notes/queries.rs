//! What is asked about adapters' notes.

use crate::chat::Platform;
use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// What a note says.
pub(crate) async fn read(tx: &mut Tx, platform: &Platform, key: &str) -> Result<Option<String>> {
    let sql = "select body from note where platform = $1 and key = $2";
    Ok(sqlx::query_scalar(tx.sql(sql)).bind(platform.as_str()).bind(key).fetch_optional(tx.conn()).await?)
}

/// The notes from `from` up to `to` (which is not among them), by their keys.
pub(crate) async fn read_all(
    tx: &mut Tx,
    platform: &Platform,
    from: &str,
    to: &str,
) -> Result<Vec<(String, String)>> {
    let sql = "select key, body from note where platform = $1 and key >= $2 and key < $3 order by key";
    let all = sqlx::query_as(tx.sql(sql)).bind(platform.as_str()).bind(from).bind(to);
    Ok(all.fetch_all(tx.conn()).await?)
}

/// Writes a note, over what stood there.
pub(crate) async fn write(
    tx: &mut Tx,
    platform: &Platform,
    key: &str,
    body: &str,
    now: Moment,
) -> Result<()> {
    sqlx::query(tx.sql(
        "insert into note (platform, key, body, at) values ($1, $2, $3, $4)
         on conflict (platform, key) do update set body = excluded.body, at = excluded.at",
    ))
    .bind(platform.as_str())
    .bind(key)
    .bind(body)
    .bind(now.0)
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets all notes that hold people's words: those whose keys begin with `form:`, as adapters name half-filled forms.
pub(crate) async fn forget_forms(tx: &mut Tx) -> Result<()> {
    let sql = "delete from note where key >= 'form:' and key < 'form;'";
    sqlx::query(tx.sql(sql)).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets the notes from `from` up to `to` (which stays) that were written before a moment.
pub(crate) async fn forget(
    tx: &mut Tx,
    platform: &Platform,
    from: &str,
    to: &str,
    before: Moment,
) -> Result<u64> {
    let sql = "delete from note where platform = $1 and key >= $2 and key < $3 and at < $4";
    let gone = sqlx::query(tx.sql(sql)).bind(platform.as_str()).bind(from).bind(to).bind(before.0);
    Ok(gone.execute(tx.conn()).await?.rows_affected())
}

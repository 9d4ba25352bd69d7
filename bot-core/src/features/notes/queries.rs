//! What is asked about adapters' notes.

use crate::chat::Platform;
use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// What a note says.
pub(crate) async fn read(tx: &mut Tx, platform: &Platform, key: &str) -> Result<Option<String>> {
    let sql = "select body from note where platform = $1 and key = $2";
    tx.query(sql).bind(platform.as_str()).bind(key).fetch_optional().await
}

/// The notes from `from` up to `to` (which is not among them), by their keys.
pub(crate) async fn read_all(
    tx: &mut Tx,
    platform: &Platform,
    from: &str,
    to: &str,
) -> Result<Vec<(String, String)>> {
    let sql = "select key, body from note where platform = $1 and key >= $2 and key < $3 order by key";
    let all = tx.query(sql).bind(platform.as_str()).bind(from).bind(to);
    all.fetch_all().await
}

/// Writes a note, over what stood there.
pub(crate) async fn write(
    tx: &mut Tx,
    platform: &Platform,
    key: &str,
    body: &str,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into note (platform, key, body, at) values ($1, $2, $3, $4)
         on conflict (platform, key) do update set body = excluded.body, at = excluded.at",
    )
    .bind(platform.as_str())
    .bind(key)
    .bind(body)
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

/// Forgets all notes that hold people's words: those whose keys begin with `form:`, as adapters name half-filled forms.
pub(crate) async fn forget_forms(tx: &mut Tx) -> Result<()> {
    let sql = "delete from note where key >= 'form:' and key < 'form;'";
    tx.query(sql).execute().await?;
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
    let gone = tx.query(sql).bind(platform.as_str()).bind(from).bind(to).bind(before.0);
    gone.execute().await
}

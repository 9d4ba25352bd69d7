//! What is asked about settings.

use crate::error::Result;
use crate::store::Tx;

/// Everything that a community settled, by key.
pub(crate) async fn all(tx: &mut Tx, community: i64) -> Result<Vec<(String, String)>> {
    tx.query("select key, value from setting where community_id = $1").bind(community).fetch_all().await
}

/// Settles one thing.
pub(crate) async fn set(tx: &mut Tx, community: i64, key: &str, value: &str) -> Result<()> {
    tx.query(
        "insert into setting (community_id, key, value) values ($1, $2, $3)
         on conflict (community_id, key) do update set value = excluded.value",
    )
    .bind(community)
    .bind(key)
    .bind(value)
    .execute()
    .await?;
    Ok(())
}

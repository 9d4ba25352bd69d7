//! What is asked about leases.

use crate::chat::Platform;
use crate::error::Result;
use crate::moment::Moment;
use crate::store::Tx;

/// Takes or renews a lease; whether it is the holder's now.
pub(crate) async fn take(
    tx: &mut Tx,
    platform: &Platform,
    name: &str,
    holder: &str,
    now: Moment,
    until: Moment,
) -> Result<bool> {
    let done = tx
        .query(
            "insert into lease (platform, name, holder, until) values ($1, $2, $3, $4)
         on conflict (platform, name) do update set holder = excluded.holder, until = excluded.until
         where lease.holder = excluded.holder or lease.until <= $5",
        )
        .bind(platform.as_str())
        .bind(name)
        .bind(holder)
        .bind(until.0)
        .bind(now.0)
        .execute()
        .await?;
    Ok(done > 0)
}

/// Gives everything back that a holder has.
pub(crate) async fn give_back(tx: &mut Tx, platform: &Platform, holder: &str) -> Result<()> {
    let sql = "delete from lease where platform = $1 and holder = $2";
    tx.query(sql).bind(platform.as_str()).bind(holder).execute().await?;
    Ok(())
}

/// What is leased now, by whomever.
pub(crate) async fn leased(tx: &mut Tx, platform: &Platform, now: Moment) -> Result<Vec<String>> {
    let sql = "select name from lease where platform = $1 and until > $2 order by name";
    tx.query(sql).bind(platform.as_str()).bind(now.0).fetch_all().await
}

//! Whose doings count: asked for many accounts at once.

use crate::chat::Platform;
use crate::error::Result;
use crate::store::{Tx, rows};

/// An account's member, as far as counting needs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    pub(crate) id: i64,
    /// Whether what they do counts: not a bot, and not opted out.
    pub(crate) counts: bool,
}

/// The members behind many accounts of one platform.
pub(crate) async fn counted(
    tx: &mut Tx,
    community: i64,
    platform: &Platform,
    accounts: &[serde_json::Value],
) -> Result<std::collections::HashMap<String, Counted>> {
    type Row = (String, i64, Option<i64>, Option<i64>);
    let found: Vec<Row> = tx
        .query(
            "select a.id, m.id, m.bot, m.opted_out
         from json_each($3) as p cross join account a cross join member m
         where a.community_id = $1 and a.platform = $2 and a.id = p.value->>'account'
           and m.community_id = a.community_id and m.id = a.member_id",
        )
        .bind(community)
        .bind(platform.as_str())
        .bind(rows(accounts)?)
        .fetch_all()
        .await?;
    let read =
        |(account, id, bot, out): Row| (account, Counted { id, counts: bot.is_none() && out.is_none() });
    Ok(found.into_iter().map(read).collect())
}

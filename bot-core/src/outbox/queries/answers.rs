//! Public answers, which their adapter posts at once: an effect stands for each, so that it can be edited later.

use serde::Serialize;

use crate::chat::Platform;
use crate::error::Result;
use crate::ids::Ids;
use crate::moment::Moment;
use crate::outbox::{DoneRow, instead};
use crate::store::{Tx, rows};

/// Stands for a public answer, which is not taken from here: its adapter posts it at once.
pub(crate) async fn put_answer(
    tx: &mut Tx,
    id: i64,
    community: i64,
    platform: &Platform,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into effect (id, community_id, platform, state, due, made, attempts)
         values ($1, $2, $3, 'answer', $4, $4, 0)",
    )
    .bind(id)
    .bind(community)
    .bind(platform.as_str())
    .bind(now.0)
    .execute()
    .await?;
    Ok(())
}

/// The message that the answer for which an effect stands became.
#[derive(Serialize)]
struct Stands {
    id: i64,
    channel: String,
    message: String,
}

/// The messages that public answers became, a JSON array of them. Whether one was taken back meanwhile.
pub(crate) async fn answers_stand(tx: &mut Tx, ids: &Ids, now: Moment, placed: &str) -> Result<bool> {
    let mut found: Vec<(i64, String, String)> = tx
        .query(
            "select w.effect, p.value->>'channel', p.value->>'message'
         from json_each($1) as p cross join server s cross join answered w
         where s.platform = p.value->>'platform' and s.id = p.value->>'server'
           and w.community_id = s.community_id and w.invocation = p.value->>'invocation' and w.effect is not null
         order by w.effect",
        )
        .bind(placed)
        .fetch_all()
        .await?;
    // An answer may be told of twice.
    found.dedup_by_key(|(id, ..)| *id);
    let stand = found.into_iter().map(|(id, channel, message)| Stands { id, channel, message });
    let done: Vec<DoneRow> = tx
        .query(
            "update effect set state = 'delivered', problem = null, leased = null, body = null,
             message_channel = at.channel, message_id = at.message
         from (select cast(p.value->>'id' as bigint) as answer, p.value->>'channel' as channel,
                      p.value->>'message' as message from json_each($1) as p) as at
         where effect.id = at.answer and effect.state in ('answer', 'waiting', 'withdrawn')
         returning id, community_id, platform, instead, message_channel, message_id",
        )
        .bind(rows(&stand.collect::<Vec<_>>())?)
        .fetch_all()
        .await?;
    let mut edits = false;
    for one in done {
        edits |= instead(tx, ids, now, one).await?;
    }
    Ok(edits)
}

//! Recalling conversations, so that a batch goes on where the last one stopped.

use std::collections::{BTreeMap, BTreeSet};

use super::conversation::{BEFORE, LINES_BEFORE, OPEN_BEFORE, Open, QUESTIONS_BEFORE, Room};
use super::hear::Heard;
use super::queries::hearing::{self, Past, Place, Row};
use crate::context::Context;
use crate::error::Result;
use crate::moment::Moment;

/// The channels of a batch as they were before it, by our id. `asking` says which of the messages ask something.
pub(crate) async fn load(
    ctx: &mut Context,
    batch: &[Heard<'_>],
    asking: &[bool],
) -> Result<BTreeMap<i64, Room>> {
    let community = ctx.community.id;
    // In the order of time, the first of each channel tells from where on it goes on.
    let mut firsts: BTreeMap<i64, Moment> = BTreeMap::new();
    let mut places: Vec<Place<'_>> = Vec::new();
    for (heard, asks) in batch.iter().zip(asking) {
        match heard.root() {
            Some(root) => {
                places.extend(
                    [heard.channel.id, heard.channel.counts_in].map(|channel| Place { channel, id: root }),
                );
            }
            None => {
                firsts.entry(heard.channel.id).or_insert(heard.at);
                if heard.is_post() || *asks {
                    places.push(Place { channel: heard.channel.id, id: heard.message.id.as_str() });
                }
            }
        }
    }
    let past = |before: crate::moment::Span| {
        let past = |(channel, first): (&i64, &Moment)| Past {
            channel: *channel,
            since: (*first - before).0,
            until: first.0,
        };
        firsts.iter().map(past).collect::<Vec<_>>()
    };
    let mut found: BTreeSet<Row> = BTreeSet::new();
    found.extend(hearing::asked_before(&mut ctx.tx, community, &past(OPEN_BEFORE), QUESTIONS_BEFORE).await?);
    if !places.is_empty() {
        found.extend(hearing::asked_at(&mut ctx.tx, community, &places).await?);
    }
    let ids: Vec<i64> = found.iter().map(|(id, ..)| *id).collect();
    let mut credited: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    if !ids.is_empty() {
        for (question, member) in hearing::credited(&mut ctx.tx, community, &ids).await? {
            credited.entry(question).or_default().insert(member);
        }
    }
    let mut found: Vec<Row> = found.into_iter().collect();
    found.sort_by_key(|(id, _, _, _, asked)| (*asked, *id));
    let mut rooms: BTreeMap<i64, Room> = BTreeMap::new();
    for (id, channel, message, asker, asked) in found {
        let asked = Moment(asked);
        let credited = credited.remove(&id).unwrap_or_default();
        // Those of the batch itself wait until it comes to them.
        let open = Open { id, message, asker, asked, last: asked, waits: true, credited };
        rooms.entry(channel).or_default().recall_question(open);
    }
    let lines = hearing::lines(&mut ctx.tx, community, &past(BEFORE), LINES_BEFORE).await?;
    for (channel, message, author, sent) in lines {
        rooms.entry(channel).or_default().recall(Moment(sent), author, &message);
    }
    Ok(rooms)
}

//! What might be a topic: the channels in which most is written lately and that are none yet, and words of many questions.

use super::queries::Kept;
use crate::context::Context;
use crate::error::Result;
use crate::features::members::{self, fold};
use crate::features::{digest, learning};
use crate::moment::Day;

/// So many ideas are told at once.
const MOST: usize = 5;
/// So far back is looked.
const DAYS: i64 = 56;

/// Names that might be topics, most talked about first.
pub(super) async fn ideas(ctx: &mut Context, known: &[Kept]) -> Result<Vec<String>> {
    let (community, platform) = (ctx.community.id, ctx.platform.clone());
    let (since, today) = (Day(ctx.today().0 - DAYS), ctx.today());
    let busy = digest::busiest(&mut ctx.tx, community, since, today, 30).await?;
    let channels = members::queries::channels(&mut ctx.tx, community, &platform).await?;
    let settings = &ctx.community.settings;
    let mut left_out = settings.digest_channel.all();
    left_out.extend(settings.log_channel.all());
    left_out.extend(settings.questions_channel.all());
    let mut ideas = Vec::new();
    for (id, ..) in busy {
        let Some(channel) = channels.iter().find(|channel| channel.id == id) else { continue };
        let is_known = known.iter().any(|topic| fold(&topic.name) == fold(&channel.name));
        if !is_known && !channel.left_out && !left_out.contains(&id) {
            ideas.push(channel.name.clone());
        }
    }
    ideas.truncate(MOST);
    Ok(ideas)
}

/// Words that stand in many questions lately, and in no topic's name and none of these ideas.
pub(super) async fn words(ctx: &mut Context, known: &[Kept], ideas: &[String]) -> Result<Vec<String>> {
    let names = known.iter().map(|topic| &topic.name).chain(ideas);
    let names: Vec<String> = names.map(|name| fold(name)).collect();
    let mut words = learning::talked_about(ctx).await?;
    words.retain(|word| !names.iter().any(|name| name.contains(word.trim_end_matches('…'))));
    words.truncate(MOST);
    Ok(words)
}

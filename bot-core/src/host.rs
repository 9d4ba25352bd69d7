//! Entering a community: from a server's name to a [`Context`] with the community's settings.

use std::sync::Arc;

use crate::bot::{Bot, CommunityName};
use crate::chat::{Platform, ServerId};
use crate::context::{Community, Context};
use crate::error::Result;
use crate::features::members::queries as people;
use crate::features::settings::{Settings, queries as settings};
use crate::moment::{Moment, Span};
use crate::schedule::{self, Job};
use crate::store::Tx;

/// Begins a transaction in the community of a server; founds it if nobody did.
pub(crate) async fn enter(bot: &Bot, now: Moment, server: &ServerId) -> Result<Context> {
    let tx = bot.store.begin().await?;
    enter_with(tx, bot, now, server).await
}

/// The same within a transaction.
pub(crate) async fn enter_with(mut tx: Tx, bot: &Bot, now: Moment, server: &ServerId) -> Result<Context> {
    let platform = server.platform.clone();
    if let Some((id, name)) = people::community_to_write(&mut tx, server).await? {
        return within(tx, bot, now, id, name, platform).await;
    }
    let id = bot.ids.next(now);
    people::found(&mut tx, id, server, &server.id, now).await?;
    let mut ctx = within(tx, bot, now, id, server.id.clone(), platform).await?;
    schedule::set(&mut ctx, Job::Prune, Some(now + Span::days(1))).await?;
    Ok(ctx)
}

/// A context to look around in by a server's name; nothing if no community has the server. It changes nothing, and holds
/// up nobody.
pub(crate) async fn visit(bot: &Bot, now: Moment, server: &ServerId) -> Result<Option<Context>> {
    let mut tx = bot.store.read().await?;
    let Some((id, name)) = people::community_of(&mut tx, server).await? else { return Ok(None) };
    within(tx, bot, now, id, name, server.platform.clone()).await.map(Some)
}

/// The same in a community by its name.
pub(crate) async fn look_at(bot: &Bot, now: Moment, community: &CommunityName) -> Result<Context> {
    let platform = community.servers.first().map(|server| server.platform.clone());
    let platform = platform.unwrap_or_else(|| Platform::from(""));
    let tx = bot.store.read().await?;
    within(tx, bot, now, community.id, community.name.clone(), platform).await
}

/// The context of a community that is known.
pub(crate) async fn within(
    mut tx: Tx,
    bot: &Bot,
    now: Moment,
    id: i64,
    name: String,
    platform: Platform,
) -> Result<Context> {
    let settings = Settings::read(settings::all(&mut tx, id).await?);
    let community = Community { id, name, settings };
    Ok(Context::new(now, community, platform, tx, Arc::clone(&bot.ids)))
}

//! Which community is meant, where a database holds several.

use anyhow::bail;
use bot_core::{Bot, CommunityName};

use crate::draw::line;
use crate::speak::PLATFORM;

/// The community that somebody named, or the only one.
pub(crate) async fn choose(bot: &Bot, named: Option<&str>) -> anyhow::Result<CommunityName> {
    match find(bot, named).await? {
        Some(community) => Ok(community),
        None => bail!("There is no community here yet. `kith import PATH` brings one in."),
    }
}

/// The same, but nothing where there is no community at all.
pub(crate) async fn find(bot: &Bot, named: Option<&str>) -> anyhow::Result<Option<CommunityName>> {
    let mut all = bot.communities().await?;
    let Some(named) = named else {
        if all.len() > 1 {
            // The terminal's own and the playground's were made by trying Kith out; a community with a history of its
            // own is what is meant, if there is one.
            let tried = [PLATFORM, web::PLATFORM];
            let real = |one: &CommunityName| {
                one.servers.iter().any(|server| !tried.contains(&server.platform.as_str()))
            };
            if all.iter().any(real) {
                all.retain(real);
            }
        }
        if all.len() > 1 {
            bail!("There are several communities here: {}. Please choose one with --community.", names(&all));
        }
        return Ok(all.pop());
    };
    if all.is_empty() {
        return Ok(None);
    }
    let wanted = named.trim().to_lowercase();
    let called = |community: &&CommunityName| {
        community.name.to_lowercase() == wanted
            || community.id.to_string() == wanted
            || community.servers.iter().any(|server| server.id.to_lowercase() == wanted)
    };
    let found: Vec<&CommunityName> = all.iter().filter(called).collect();
    match found[..] {
        [one] => Ok(Some(one.clone())),
        [] => bail!("There is no community {} here, but {}.", line(named), names(&all)),
        _ => {
            let ids: Vec<String> = found.iter().map(|one| one.id.to_string()).collect();
            bail!("Several communities are called {}. Please choose by id: {}.", line(named), ids.join(", "))
        }
    }
}

fn names(communities: &[CommunityName]) -> String {
    communities.iter().map(|community| line(&community.name)).collect::<Vec<_>>().join(", ")
}

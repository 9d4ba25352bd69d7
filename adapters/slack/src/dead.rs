//! What Slack refused for good, told to the admins: they have asked Kith for something, and they alone can help.

use bot_core::chat::{AccountId, ChannelId, Effect, Message, Text};
use bot_core::command::Role;
use bot_core::{Bot, Death};
use courier::Told;

use crate::deliver::write_to;
use crate::desk::now;
use crate::fault::Fault;
use crate::http::Http;
use crate::words::{Own, say};
use crate::workspace::{Workspace, Workspaces};
use crate::write::message::draw;
use crate::write::text::is_id;
use crate::{platform, refusal};

/// How many are told at once.
const MOST_DEATHS: i64 = 32;

/// What could not be done, and why.
fn words(effect: Option<&Effect>, why: &str, own: Own) -> Text {
    let account = |who: &AccountId| Text::person(who, who.as_str());
    let channel = |id: &ChannelId| Text::channel(id, id.as_str());
    let Some(effect) = effect else { return Text::words(say!(own, "dead-other", why = why)) };
    let told = match effect {
        Effect::Direct { to, .. } => say!(own, "dead-direct", who = account(to), why = why),
        Effect::Edit { on, .. } => say!(own, "dead-edit", place = channel(&on.channel), why = why),
        Effect::GrantRole { to: who, .. } | Effect::RevokeRole { from: who, .. } => {
            say!(own, "dead-group", who = account(who), why = why)
        }
        Effect::Post { to, .. } => say!(own, "dead-post", place = channel(to.channel()), why = why),
        Effect::React { at, .. } => say!(own, "dead-react", place = channel(&at.channel), why = why),
        Effect::Thread { at, .. } => say!(own, "dead-post", place = channel(at.channel()), why = why),
        Effect::CloseThread { thread } | Effect::ThreadMembers { thread, .. } => {
            say!(own, "dead-post", place = channel(thread.channel()), why = why)
        }
    };
    told.into()
}

/// Tells the admins of whatever died and nobody was told of, unless they heard just that lately.
pub(crate) async fn tell(bot: &Bot, http: &Http, workspaces: &Workspaces, news: &Told) {
    let deaths = match bot.deaths(&platform(), MOST_DEATHS).await {
        Ok(deaths) if deaths.is_empty() => return,
        Ok(deaths) => deaths,
        Err(error) => return tracing::error!(%error, "what died cannot be looked up"),
    };
    let communities = bot.communities().await.unwrap_or_default();
    for death in deaths {
        let own = communities.iter().find(|community| community.id == death.community);
        let servers = own.into_iter().flat_map(|community| &community.servers);
        let mut here = servers
            .filter(|server| server.platform == platform())
            .filter_map(|server| workspaces.of(&server.id));
        let told = match here.next() {
            Some(here) => tell_of(bot, http, news, &death, &here).await,
            None => Ok(()),
        };
        let done = match told {
            Ok(()) => bot.told(now(), death.id).await,
            Err(fault) => return tracing::warn!(%fault, "admins cannot be told what was not done"),
        };
        if let Err(error) = done {
            return tracing::error!(%error, "it cannot be noted that admins were told");
        }
    }
}

/// Tells the admins of a workspace why something was not done. Whoever takes no messages is not told again.
async fn tell_of(bot: &Bot, http: &Http, news: &Told, death: &Death, here: &Workspace) -> Result<(), Fault> {
    let unreadable = |error: bot_core::Error| Fault::Unreached(error.to_string());
    let Some(glance) = bot.glance(now(), &here.server()).await.map_err(unreadable)? else {
        return Ok(());
    };
    let own = Own::of(&glance.language);
    let mut told = words(death.effect.as_ref(), &refusal::retold(&death.problem, own), own);
    let what = told.to_string();
    if !news.is_news(&here.team, &what) {
        return Ok(());
    }
    told.line(Text::words(say!(own, "dead-why", community = Text::typed(&glance.name))));
    let pieces = draw(&Message::new(told), here, &[]);
    let admins = glance.roles.iter().filter(|(_, role)| *role == Role::Admin).map(|(who, _)| who.as_str());
    for admin in admins.filter(|admin| is_id(admin)) {
        match write_to(http, here, admin, &pieces).await {
            Err(fault) if fault.is_passing() => {
                news.forget(&here.team, &what);
                return Err(fault);
            }
            Err(fault) => tracing::warn!(%fault, "an admin cannot be told what was not done"),
            Ok(()) => {}
        }
    }
    Ok(())
}

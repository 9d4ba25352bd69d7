//! What Discord refused for good, told to the admins: they have asked Kith for something, and they alone can help.

use bot_core::chat::{AccountId, Effect, Place, Text};
use bot_core::command::Role;
use bot_core::{Bot, Death};
use courier::Told;
use serde_json::json;

use crate::desk::now;
use crate::http::{Ask, Fault, Http};
use crate::read::server;
use crate::words::{Own, say};
use crate::write::message::piece;
use crate::write::text::{MOST, is_id, markdown, pieces};
use crate::{platform, refusal};

/// How many are told at once.
const MOST_DEATHS: i64 = 32;

/// What could not be done, in words without why.
fn words(effect: Option<&Effect>, why: &str, own: Own) -> String {
    let account = |who: &AccountId| if is_id(who.as_str()) { format!("<@{who}>") } else { who.to_string() };
    let channel = |id: &str| if is_id(id) { format!("<#{id}>") } else { id.to_owned() };
    let Some(effect) = effect else { return say!(own, "dead-other", why = why) };
    match effect {
        Effect::Direct { to, .. } => say!(own, "dead-direct", who = account(to), why = why),
        Effect::Edit { on, .. } => say!(own, "dead-edit", place = channel(on.channel.as_str()), why = why),
        Effect::GrantRole { to: who, .. } | Effect::RevokeRole { from: who, .. } => {
            say!(own, "dead-role", who = account(who), why = why)
        }
        Effect::Post { to, .. } => {
            say!(own, "dead-post", place = channel(to.channel().as_str()), why = why)
        }
        Effect::React { at, .. } => {
            say!(own, "dead-reaction", place = channel(at.channel.as_str()), why = why)
        }
        Effect::Thread { at, .. } => {
            say!(own, "dead-thread", place = channel(at.channel().as_str()), why = why)
        }
        Effect::CloseThread { thread } | Effect::ThreadMembers { thread, .. } => {
            say!(own, "dead-thread-change", place = channel(thread.channel().as_str()), why = why)
        }
    }
}

/// What a post would have said to all, as it begins: whoever hears of it can say it themselves.
fn unsaid(effect: Option<&Effect>, guild: &str) -> Option<String> {
    const MOST_UNSAID: usize = 300;
    let Some(Effect::Post { to: Place::Channel(_), message }) = effect else { return None };
    let words = pieces(&markdown(&message.text, guild), MOST_UNSAID).into_iter().next()?;
    Some(words.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n"))
}

/// Tells the admins of whatever died and nobody was told of, unless they heard just that lately.
pub(crate) async fn tell(bot: &Bot, http: &Http, news: &Told) {
    let deaths = match bot.deaths(&platform(), MOST_DEATHS).await {
        Ok(deaths) if deaths.is_empty() => return,
        Ok(deaths) => deaths,
        Err(error) => return tracing::error!(%error, "what died cannot be looked up"),
    };
    let communities = bot.communities().await.unwrap_or_default();
    for death in deaths {
        let own = communities.iter().find(|community| community.id == death.community);
        let servers = own.into_iter().flat_map(|community| &community.servers);
        let guild =
            servers.filter(|server| server.platform == platform()).map(|server| server.id.as_str()).next();
        let told = match guild {
            Some(guild) => tell_of(bot, http, news, &death, guild).await,
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

/// Tells the admins of a server why something was not done. Whoever takes no messages is not told again.
async fn tell_of(bot: &Bot, http: &Http, news: &Told, death: &Death, guild: &str) -> Result<(), Fault> {
    let unreadable = |error: bot_core::Error| Fault::Unreached(error.to_string());
    let Some(glance) = bot.glance(now(), &server(guild)).await.map_err(unreadable)? else {
        return Ok(());
    };
    let own = Own::of(&glance.language);
    let what =
        words(death.effect.as_ref(), &refusal::retold(&death.problem, death.effect.as_ref(), own), own);
    if !news.is_news(guild, &what) {
        return Ok(());
    }
    let community = markdown(&Text::typed(&glance.name), guild);
    let unsaid = unsaid(death.effect.as_ref(), guild).map(|words| say!(own, "dead-unsaid", words = words));
    let why = say!(own, "dead-why", community = community);
    let told = [Some(what.clone()), unsaid, Some(why)].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let admins = glance.roles.iter().filter(|(_, role)| *role == Role::Admin).map(|(who, _)| who.as_str());
    for admin in admins.filter(|admin| is_id(admin)) {
        match write(http, admin, &told, death.id).await {
            Err(fault) if fault.is_passing() => {
                news.forget(guild, &what);
                return Err(fault);
            }
            Err(fault) => tracing::warn!(%fault, "an admin cannot be told what was not done"),
            Ok(()) => {}
        }
    }
    Ok(())
}

async fn write(http: &Http, who: &str, told: &str, death: i64) -> Result<(), Fault> {
    let direct = http.ask(&Ask::post("/users/@me/channels", json!({ "recipient_id": who }))).await?;
    let channel = direct["id"].as_str().unwrap_or_default();
    for (n, text) in pieces(told, MOST).iter().enumerate() {
        let mut body = piece(text, &[]).body;
        body["nonce"] = format!("d{death}.{n}").into();
        body["enforce_nonce"] = true.into();
        http.ask(&Ask::post(format!("/channels/{channel}/messages"), body)).await?;
    }
    Ok(())
}

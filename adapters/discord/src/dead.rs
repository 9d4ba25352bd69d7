//! What Discord refused for good, told to the admins: they have asked Kith for something, and they alone can help.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bot_core::chat::{AccountId, Effect, Text};
use bot_core::command::Role;
use bot_core::{Bot, Due};
use serde_json::json;
use tokio::time::Instant;

use crate::desk::now;
use crate::http::{Ask, Fault, Http};
use crate::read::server;
use crate::refusal;
use crate::words::{Own, say};
use crate::write::message::piece;
use crate::write::text::{MOST, is_id, markdown, pieces};

/// How often the same is told.
const OFTEN: Duration = Duration::from_secs(24 * 60 * 60);

/// What was told, and when.
#[derive(Default)]
pub(crate) struct Dead {
    told: Mutex<HashMap<(String, String), Instant>>,
}

/// What could not be done, in words without why.
fn words(effect: &Effect, why: &str, own: Own) -> String {
    let account = |who: &AccountId| if is_id(who.as_str()) { format!("<@{who}>") } else { who.to_string() };
    let channel = |id: &str| if is_id(id) { format!("<#{id}>") } else { id.to_owned() };
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

impl Dead {
    /// Tells the admins of a server why something was not done, unless they heard just that lately.
    pub(crate) async fn tell(&self, bot: &Bot, http: &Http, due: &Due, guild: &str, fault: &Fault) {
        let Ok(Some(glance)) = bot.glance(now(), &server(guild)).await else { return };
        let own = Own::of(&glance.language);
        let what = words(&due.effect, &refusal::plainly(fault, own), own);
        if !self.is_news(guild, &what) {
            return;
        }
        let community = markdown(&Text::typed(&glance.name), guild);
        let told = format!("{what}\n{}", say!(own, "dead-why", community = community));
        let admins =
            glance.roles.iter().filter(|(_, role)| *role == Role::Admin).map(|(who, _)| who.as_str());
        for admin in admins.filter(|admin| is_id(admin)) {
            if let Err(fault) = write(http, admin, &told).await {
                tracing::warn!(%fault, "an admin cannot be told what was not done");
            }
        }
    }

    fn is_news(&self, guild: &str, what: &str) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, at| at.elapsed() < OFTEN);
        told.insert((guild.to_owned(), what.to_owned()), Instant::now()).is_none()
    }
}

async fn write(http: &Http, who: &str, told: &str) -> Result<(), Fault> {
    let direct = http.ask(&Ask::post("/users/@me/channels", json!({ "recipient_id": who }))).await?;
    let channel = direct["id"].as_str().unwrap_or_default();
    for text in pieces(told, MOST) {
        http.ask(&Ask::post(format!("/channels/{channel}/messages"), piece(&text, &[]).body)).await?;
    }
    Ok(())
}

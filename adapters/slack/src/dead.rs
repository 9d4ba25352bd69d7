//! What Slack refused for good, told to the admins: they have asked Kith for something, and they alone can help.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bot_core::chat::{AccountId, ChannelId, Effect, Message, Text};
use bot_core::command::Role;
use bot_core::{Bot, Due};
use tokio::time::Instant;

use crate::deliver::write_to;
use crate::desk::now;
use crate::fault::Fault;
use crate::http::Http;
use crate::refusal;
use crate::words::{Own, say};
use crate::workspace::Workspace;
use crate::write::message::draw;
use crate::write::text::is_id;

/// How often the same is told.
const OFTEN: Duration = Duration::from_secs(24 * 60 * 60);

/// What was told, and when.
#[derive(Default)]
pub(crate) struct Dead {
    told: Mutex<HashMap<(String, String), Instant>>,
}

/// What could not be done, and why.
fn words(effect: &Effect, why: &str, own: Own) -> Text {
    let account = |who: &AccountId| Text::person(who, who.as_str());
    let channel = |id: &ChannelId| Text::channel(id, id.as_str());
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

impl Dead {
    /// Tells the admins of a workspace why something was not done, unless they heard just that lately.
    pub(crate) async fn tell(&self, bot: &Bot, http: &Http, due: &Due, here: &Workspace, fault: &Fault) {
        let Ok(Some(glance)) = bot.glance(now(), &here.server()).await else { return };
        let own = Own::of(&glance.language);
        let mut told = words(&due.effect, &refusal::plainly(fault, own), own);
        if !self.is_news(&here.team, &told.to_string()) {
            return;
        }
        told.line(Text::words(say!(own, "dead-why", community = Text::typed(&glance.name))));
        let pieces = draw(&Message::new(told), here, &[]);
        let admins =
            glance.roles.iter().filter(|(_, role)| *role == Role::Admin).map(|(who, _)| who.as_str());
        for admin in admins.filter(|admin| is_id(admin)) {
            if let Err(fault) = write_to(http, here, admin, &pieces).await {
                tracing::warn!(%fault, "an admin cannot be told what was not done");
            }
        }
    }

    fn is_news(&self, team: &str, what: &str) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, at| at.elapsed() < OFTEN);
        told.insert((team.to_owned(), what.to_owned()), Instant::now()).is_none()
    }
}

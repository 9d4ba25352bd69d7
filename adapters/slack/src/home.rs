//! Kith's page in Slack (App Home): drawn when somebody opens it, and again for a while whenever something that concerns them was
//! asked, answered or posted.

use std::sync::PoisonError;
use std::time::Duration;

use bot_core::chat::{Effect, Message, Part, Text};
use serde_json::json;
use tokio::time::Instant;

use crate::desk::{Desk, now};
use crate::words::{Own, say};
use crate::workspace::Workspace;
use crate::write::held::{BUTTON, Held};
use crate::write::home::view;

/// So long after somebody opened it their page is kept true.
const LOOKED_AT: Duration = Duration::from_secs(900);

/// Somebody opened their page.
pub(crate) async fn opened(desk: &Desk, here: &Workspace, user: &str) {
    {
        let mut at_home = desk.at_home.lock().unwrap_or_else(PoisonError::into_inner);
        at_home.retain(|_, at| at.elapsed() < LOOKED_AT);
        at_home.insert((here.team.clone(), user.to_owned()), Instant::now());
    }
    publish(desk, here, user).await;
}

/// Draws the page again for somebody who may be looking at it.
pub(crate) async fn again(desk: &Desk, here: &Workspace, user: &str) {
    let key = (here.team.clone(), user.to_owned());
    let at = desk.at_home.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
    if at.is_some_and(|at| at.elapsed() < LOOKED_AT) {
        publish(desk, here, user).await;
    }
}

/// Whom an effect is for: to whom it is written, or whom it names.
pub(crate) fn concerned(effect: &Effect) -> Vec<String> {
    let (to, message) = match effect {
        Effect::Direct { to, message } => (Some(to), message),
        Effect::Edit { message, .. } | Effect::Post { message, .. } | Effect::Thread { message, .. } => {
            (None, message)
        }
        _ => return Vec::new(),
    };
    let named = message.text.parts().filter_map(|part| match part {
        Part::Person(account, _) => Some(account.to_string()),
        _ => None,
    });
    let mut people: Vec<String> = to.map(ToString::to_string).into_iter().chain(named).collect();
    people.sort();
    people.dedup();
    people
}

/// Draws the page for somebody.
pub(crate) async fn publish(desk: &Desk, here: &Workspace, user: &str) {
    let page = match desk.bot.page(now(), &here.server(), &user.into()).await {
        Ok(page) => page,
        Err(error) => return tracing::error!(%error, "Kith's page cannot be made"),
    };
    let sections = match page {
        Some(page) => page.sections,
        // Nobody has asked anything in this workspace yet.
        None => vec![bot_core::Section { title: None, message: Message::new(begin()) }],
    };
    let mut drawn = Vec::with_capacity(sections.len());
    for section in sections {
        let mut values = Vec::with_capacity(section.message.buttons.len());
        for button in &section.message.buttons {
            values.push(desk.carried(&Held::press(&button.command, &button.answers), BUTTON).await);
        }
        drawn.push((section, values));
    }
    let ask = json!({ "user_id": user, "view": view(&drawn, here) });
    if let Err(fault) = desk.http.call(here, "views.publish", ask).await {
        tracing::warn!(%fault, "Kith's page cannot be shown");
    }
}

fn begin() -> Text {
    Text::words(say!(Own::of("en"), "home-begin"))
}

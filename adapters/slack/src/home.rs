//! Kith's page in Slack (App Home): drawn when somebody opens it, and again after they asked something on it.

use bot_core::chat::{Message, Text};
use serde_json::json;

use crate::desk::{Desk, now};
use crate::words::{Own, say};
use crate::workspace::Workspace;
use crate::write::held::{BUTTON, Held};
use crate::write::home::view;

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

//! Channels that somebody chooses for Kith, such as the digest's: looked up when they are chosen, so that the core knows
//! them, and so that whoever chose one hears where Kith has yet to be invited.

use bot_core::chat::{Source, Text};
use bot_core::command::{Answer, Invocation, Outcome, Reply, Widget};

use crate::desk::{Desk, now};
use crate::rooms::named;
use crate::words::{Own, say};
use crate::workspace::Workspace;
use crate::write::form::{mentioned, spec};
use crate::write::text::is_channel;

/// A channel that was chosen, and that Kith is not in.
#[derive(Debug, PartialEq)]
pub(crate) struct Outside {
    field: &'static str,
    id: String,
    /// Nothing where Kith cannot even see it.
    name: Option<String>,
}

impl Desk {
    /// Looks up the channels that are chosen, and lets the core know them; those that Kith is not in.
    pub(crate) async fn choose(&self, invocation: &Invocation, here: &Workspace) -> Vec<Outside> {
        let fields = spec(&invocation.command).map(|spec| spec.fields).unwrap_or_default();
        let (mut events, mut outside) = (Vec::new(), Vec::new());
        for field in fields.iter().filter(|field| field.widget == Widget::Channel) {
            let Some(id) = self.chosen(invocation, field.name).await else { continue };
            match self.rooms.look(&self.http, here, &id).await {
                // It is known already.
                Ok(None) => {}
                Ok(Some(room)) => {
                    events.extend(named(here, &room, now()));
                    if room["is_member"] != true {
                        let name = room["name"].as_str().map(ToOwned::to_owned);
                        outside.push(Outside { field: field.name, id, name });
                    }
                }
                Err(fault) if fault.is_any(&["channel_not_found", "not_in_channel"]) => {
                    outside.push(Outside { field: field.name, id, name: None });
                }
                // Where Slack does not say, it may well be in order.
                Err(fault) => tracing::warn!(%fault, "a channel that was chosen cannot be looked up"),
            }
        }
        if !events.is_empty()
            && let Err(error) = self.bot.ingest(now(), Source::Live, &events).await
        {
            tracing::error!(%error, "the channels that were chosen cannot be written down");
        }
        outside
    }

    /// The channel that answers a field, also where it was typed by its name.
    async fn chosen(&self, invocation: &Invocation, field: &str) -> Option<String> {
        let answer = invocation.answers.get(field)?;
        let by_name = match answer.starts_with('<') {
            true => None,
            false => self.channel_called(&invocation.server, answer).await,
        };
        let id = mentioned(by_name.as_deref().unwrap_or(answer), "<#").next()?.to_owned();
        is_channel(&id).then_some(id)
    }
}

/// Says where Kith is not: beside the field, if it cannot even see the channel; else under the answer, once for each channel.
pub(crate) fn tell(answer: &mut Answer, outside: &[Outside], here: &Workspace, own: Own) {
    match &mut answer.reply {
        Reply::Modal(modal) => {
            for problem in &mut modal.problems {
                if outside.iter().any(|one| one.field == problem.field && one.name.is_none()) {
                    problem.words = say!(own, "chosen-hidden").into();
                }
            }
        }
        Reply::Ephemeral(message) if answer.outcome == Outcome::Done => {
            let mut told: Vec<&str> = Vec::new();
            for Outside { id, name, .. } in outside {
                if !told.contains(&id.as_str()) {
                    told.push(id);
                    let kith = Text::person(&here.me.as_str().into(), "Kith");
                    let channel = Text::channel(&id.as_str().into(), name.as_deref().unwrap_or(id));
                    message.text.line(say!(own, "chosen-outside", kith = kith, channel = channel));
                }
            }
        }
        _ => {}
    }
}

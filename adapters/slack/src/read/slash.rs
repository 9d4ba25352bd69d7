//! A typed command: what is asked, and how to answer.

use bot_core::command::Invocation;
use serde::Deserialize;

use super::asked::{Asked, Back, Way, somebody};
use super::server;
use super::typed::{Typed, read};
use crate::people::People;

/// A typed command as Slack sends it.
#[derive(Debug, Deserialize)]
pub(crate) struct Slash {
    command: String,
    #[serde(default)]
    text: String,
    user_id: String,
    #[serde(default)]
    user_name: String,
    team_id: String,
    channel_id: String,
    trigger_id: String,
    response_url: Option<String>,
}

impl Slash {
    /// Reads what is asked, and how to answer.
    pub(crate) fn read(self, people: &People) -> (Asked, Back) {
        let back = Back {
            way: Way::Command,
            team: self.team_id.clone(),
            user: self.user_id.clone(),
            channel: Some(self.channel_id.clone()),
            thread: None,
            message: None,
            response_url: self.response_url,
            trigger: Some(self.trigger_id.clone()),
            view: None,
            fields: Vec::new(),
        };
        let name = |id: &str| people.of(&self.team_id, id).and_then(|known| known.name);
        let asked = match read(&self.command, &self.text, name) {
            Typed::LeftOver(left, usage) => Asked::LeftOver(left, usage),
            Typed::Command(command, answers) => {
                let asker = somebody(people, &self.team_id, &self.user_id, Some(&self.user_name));
                let (here, channel) = (server(&self.team_id), &self.channel_id);
                Asked::Command(Invocation::new(&self.trigger_id, here, channel, asker, &command, answers))
            }
        };
        (asked, back)
    }
}

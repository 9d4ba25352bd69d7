//! What somebody asks: a typed command, a shortcut, a pressed button, a sent form, or the beginning of an answer.

use bot_core::Bot;
use bot_core::chat::Person;
use bot_core::command::{Answers, Invocation, Menu, Via};
use serde::Deserialize;
use serde_json::Value;

use super::filled::{State, answers};
use super::server;
use super::typed::plain;
use crate::people::People;

/// Anything else that somebody does, as Slack sends it.
#[derive(Debug, Deserialize)]
pub(crate) struct Interaction {
    #[serde(rename = "type")]
    kind: String,
    trigger_id: Option<String>,
    team: Option<Named>,
    user: Named,
    channel: Option<Named>,
    message: Option<Message>,
    container: Option<Container>,
    response_url: Option<String>,
    response_urls: Option<Vec<There>>,
    callback_id: Option<String>,
    actions: Option<Vec<Action>>,
    view: Option<View>,
    action_id: Option<String>,
    block_id: Option<String>,
    value: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Named {
    id: String,
    name: Option<String>,
    username: Option<String>,
    team_id: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Message {
    ts: String,
    user: Option<String>,
    bot_id: Option<String>,
    thread_ts: Option<String>,
    text: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Container {
    message_ts: Option<String>,
    thread_ts: Option<String>,
    channel_id: Option<String>,
    is_ephemeral: Option<bool>,
}

/// A channel that was chosen in a form to be answered in.
#[derive(Debug, Deserialize)]
struct There {
    channel_id: String,
    response_url: String,
}

#[derive(Debug, Deserialize)]
struct Action {
    action_id: String,
    value: Option<String>,
    action_ts: Option<String>,
}

#[derive(Debug, Deserialize)]
struct View {
    id: String,
    hash: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    private_metadata: String,
    state: Option<Values>,
}

#[derive(Debug, Deserialize)]
struct Values {
    #[serde(default)]
    values: State,
}

/// The block in which a form asks where its answer shall stand.
pub(crate) const WHERE: &str = "kith_where";

/// How somebody asked, and so how they can be answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Way {
    /// By a button on a message.
    Button,
    /// By a typed command.
    Command,
    /// By a form.
    Form,
    /// By a button on Kith's page.
    Home,
    /// From the menu on a message.
    Menu,
    /// By a shortcut that stands nowhere in particular.
    Shortcut,
}

/// The way back to whoever asked.
#[derive(Clone, Debug)]
pub(crate) struct Back {
    pub(crate) way: Way,
    pub(crate) team: String,
    pub(crate) user: String,
    /// The channel where it was asked, if it was asked in one.
    pub(crate) channel: Option<String>,
    /// The thread where it was asked, if it was asked in one.
    pub(crate) thread: Option<String>,
    /// The message whose button was pressed, if it can be changed.
    pub(crate) message: Option<String>,
    pub(crate) response_url: Option<String>,
    pub(crate) trigger: Option<String>,
    /// The form that was sent.
    pub(crate) view: Option<String>,
    /// The fields that the form has.
    pub(crate) fields: Vec<String>,
}

/// What is asked.
#[derive(Debug)]
pub(crate) enum Asked {
    /// A command, with its answers.
    Command(Invocation),
    /// What was typed fits no field of a command that is typed like this.
    LeftOver(String, String),
    /// A button that carries this.
    Pressed(Invocation, String),
    /// A form that carries this; the invocation has what was filled in.
    Sent(Invocation, String),
    /// The beginning of an answer to a field of a form that carries this.
    Suggest(Invocation, String, String, String),
    /// Something that Kith never offered.
    Nothing,
}

pub(super) fn somebody(people: &People, team: &str, id: &str, called: Option<&str>) -> Person {
    let mut person = people.person(team, id);
    person.name = person.name.or_else(|| called.filter(|name| !name.is_empty()).map(ToOwned::to_owned));
    person
}

impl Interaction {
    /// Reads what is asked, and how to answer; nothing if it is of no workspace.
    pub(crate) fn read(self, people: &People) -> Option<(Asked, Back)> {
        let team = self.team.as_ref().map(|team| &team.id).or(self.user.team_id.as_ref())?.clone();
        let called = self.user.name.as_deref().or(self.user.username.as_deref());
        let asker = somebody(people, &team, &self.user.id, called);
        let back = self.back(&team);
        let channel = back.channel.clone().unwrap_or_default();
        let id = self.id(&back);
        let invocation = |command: &str| {
            Invocation::new(&id, server(&team), &channel, asker.clone(), command, Answers::default())
        };
        let asked = match self.kind.as_str() {
            "message_action" => {
                let picked = invocation(self.callback_id.as_deref().unwrap_or_default());
                self.on_message(picked, people, &team)
            }
            "shortcut" => Asked::Command(invocation(self.callback_id.as_deref().unwrap_or_default())),
            "block_actions" => {
                let mut pressed = invocation("");
                pressed.via = Via::Button;
                let held = self.actions.iter().flatten().find_map(|action| action.value.clone());
                held.map_or(Asked::Nothing, |held| Asked::Pressed(pressed, held))
            }
            "view_submission" => {
                let mut sent = invocation("");
                if let Some(state) = self.view.as_ref().and_then(|view| view.state.as_ref()) {
                    answers(&state.values, &mut sent.answers);
                }
                let held = self.view.map(|view| view.private_metadata).unwrap_or_default();
                Asked::Sent(sent, held)
            }
            "block_suggestion" => {
                let field = self.block_id.or(self.action_id).unwrap_or_default();
                let held = self.view.map(|view| view.private_metadata).unwrap_or_default();
                Asked::Suggest(invocation(""), held, field, self.value.unwrap_or_default())
            }
            _ => Asked::Nothing,
        };
        Some((asked, back))
    }

    /// What names this asking: the same again is the same.
    fn id(&self, back: &Back) -> String {
        let action = self.actions.iter().flatten().next();
        let pressed = action.and_then(|one| Some(format!("{}-{}", one.action_id, one.action_ts.as_ref()?)));
        let view = self
            .view
            .as_ref()
            .map(|view| format!("{}-{}", view.id, view.hash.as_deref().unwrap_or_default()));
        let id = back.trigger.clone().or(pressed).or(view);
        id.unwrap_or_else(|| format!("kith-{:032x}", rand::random::<u128>()))
    }

    fn back(&self, team: &str) -> Back {
        let container = self.container.as_ref();
        let way = match self.kind.as_str() {
            "message_action" => Way::Menu,
            "shortcut" => Way::Shortcut,
            "view_submission" => Way::Form,
            _ => match self.view.as_ref().map(|view| view.kind.as_deref()) {
                None => Way::Button,
                Some(Some("home")) => Way::Home,
                Some(_) => Way::Form,
            },
        };
        // A form may say itself where its answer shall stand.
        let there = self.response_urls.iter().flatten().next();
        let channel = self.channel.as_ref().map(|channel| channel.id.clone());
        let channel = channel.or_else(|| container?.channel_id.clone());
        let chosen =
            self.view.as_ref().and_then(|view| view.state.as_ref()?.values.get(WHERE)?.values().next());
        let chosen = chosen.and_then(super::filled::Filled::answer);
        let chosen = chosen.and_then(|answer| Some(answer.strip_prefix("<#")?.strip_suffix('>')?.to_owned()));
        // The first message of a thread stands in the channel.
        let within = |message: &Message| message.thread_ts.clone().filter(|top| *top != message.ts);
        let thread = self.message.as_ref().and_then(within);
        let lasting = container.is_none_or(|container| container.is_ephemeral != Some(true));
        let fields = self.view.as_ref().and_then(|view| view.state.as_ref());
        Back {
            way,
            team: team.to_owned(),
            user: self.user.id.clone(),
            channel: channel.or_else(|| there.map(|there| there.channel_id.clone())).or(chosen),
            thread: thread.or_else(|| container?.thread_ts.clone()),
            message: container.and_then(|container| container.message_ts.clone()).filter(|_| lasting),
            response_url: self.response_url.clone().or_else(|| there.map(|there| there.response_url.clone())),
            trigger: self.trigger_id.clone(),
            view: self.view.as_ref().map(|view| view.id.clone()),
            fields: fields.map(|state| state.values.keys().cloned().collect()).unwrap_or_default(),
        }
    }

    /// A menu entry, with the message that it was opened on.
    fn on_message(&self, mut invocation: Invocation, people: &People, team: &str) -> Asked {
        let spec = Bot::commands().iter().map(|command| command.spec);
        let spec = spec.into_iter().find(|spec| spec.name == invocation.command);
        let Some(Menu::Message(field)) = spec.map(|spec| spec.menu.0) else {
            return Asked::Command(invocation);
        };
        let Some(message) = &self.message else { return Asked::Nothing };
        let author = message.user.as_deref().or(message.bot_id.as_deref()).unwrap_or_default();
        let channel = invocation.channel.clone();
        invocation.answers.set(field, format!("{channel}/{}/{author}", message.ts));
        let name = |id: &str| people.of(team, id).and_then(|known| known.name);
        let said = message.text.as_deref().map(|text| plain(text, &name));
        invocation.about = said.filter(|said| !said.trim().is_empty());
        match (&message.user, author) {
            // It may be somebody who was silent since Kith came.
            (Some(user), _) => invocation.people.push(people.person(team, user)),
            (None, "") => {}
            (None, bot) => invocation.people.push(Person { account: bot.into(), name: None, bot: true }),
        }
        Asked::Command(invocation)
    }
}

/// The ids of people whom answers mention.
pub(crate) fn mentioned(answers: &Answers) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for (_, answer) in answers.iter() {
        for piece in answer.split("<@").skip(1) {
            let id = piece.split(['>', '|']).next().unwrap_or_default();
            let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if is_id && !ids.iter().any(|known| known == id) {
                ids.push(id.to_owned());
            }
        }
    }
    ids
}

/// A payload of JSON, as it came.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(payload: Value) -> Result<T, serde_json::Error> {
    serde_json::from_value(payload)
}

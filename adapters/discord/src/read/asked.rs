//! What somebody asks: a slash command, a menu entry, a pressed button, a sent form, or the beginning of an answer.

use std::collections::BTreeMap;

use bot_core::Bot;
use bot_core::chat::{Person, RoleId};
use bot_core::command::{Answers, CommandSpec, Invocation, Menu, Via, Widget};
use bot_core::moment::Moment;
use serde::Deserialize;
use serde_json::Value;

use super::filled::{Component, picked};
use super::server;
use super::who::{Member, User};
use crate::snowflake::born;

/// An interaction as Discord sends it, as far as Kith looks.
#[derive(Deserialize)]
pub(crate) struct Raw {
    pub(crate) id: String,
    pub(crate) application_id: String,
    #[serde(rename = "type")]
    kind: u8,
    pub(crate) token: String,
    guild_id: Option<String>,
    channel_id: Option<String>,
    member: Option<Member>,
    user: Option<User>,
    message: Option<On>,
    #[serde(default)]
    pub(crate) locale: String,
    #[serde(default)]
    data: Data,
}

/// The message that a button stands on.
#[derive(Deserialize)]
struct On {
    id: String,
}

#[derive(Default, Deserialize)]
struct Data {
    #[serde(default)]
    name: String,
    target_id: Option<String>,
    #[serde(default)]
    options: Vec<Choice>,
    #[serde(default)]
    resolved: Resolved,
    #[serde(default)]
    custom_id: String,
    #[serde(default)]
    component_type: u8,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    components: Vec<Component>,
}

#[derive(Deserialize)]
struct Choice {
    name: String,
    #[serde(rename = "type")]
    kind: u8,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    options: Vec<Choice>,
    #[serde(default)]
    focused: bool,
}

#[derive(Default, Deserialize)]
struct Resolved {
    #[serde(default)]
    users: BTreeMap<String, User>,
    #[serde(default)]
    members: BTreeMap<String, Member>,
    #[serde(default)]
    messages: BTreeMap<String, Message>,
}

#[derive(Deserialize)]
struct Message {
    channel_id: String,
    #[serde(default)]
    content: String,
    author: User,
    webhook_id: Option<String>,
}

const SUBCOMMAND: u8 = 1;
const GROUP: u8 = 2;
const USER: u8 = 6;
const CHANNEL: u8 = 7;
const ROLE: u8 = 8;

/// The name under which what was picked in a menu comes, until the menu's id says which field it answers.
pub(crate) const PICKED: &str = "";

/// What an interaction is about.
#[derive(Debug, PartialEq)]
pub(crate) enum Asked {
    /// A command, with all its answers.
    Command(Invocation),
    /// The beginning of an answer to a field.
    Suggest(Invocation, String, String),
    /// A button or a menu; its id says which. What was picked is the answer [`PICKED`].
    Pressed(Invocation, String),
    /// A form; its id says which, and the invocation has what was filled in.
    Sent(Invocation, String),
    /// Something that Kith never offered, or outside of a server.
    Nothing,
}

impl Raw {
    /// Reads what is asked.
    pub(crate) fn read(&self) -> Asked {
        let Some(mut invocation) = self.begin() else { return Asked::Nothing };
        match self.kind {
            2 | 4 => self.command(invocation),
            3 => {
                invocation.via = Via::Button;
                if !self.data.values.is_empty() {
                    invocation.answers.set(PICKED, picked(&self.data.values, self.data.component_type));
                }
                Asked::Pressed(invocation, self.data.custom_id.clone())
            }
            5 => {
                for component in &self.data.components {
                    component.answer(&mut invocation.answers);
                }
                invocation.people = self.people();
                Asked::Sent(invocation, self.data.custom_id.clone())
            }
            _ => Asked::Nothing,
        }
    }

    /// Whether it is a form that was sent.
    pub(crate) fn is_form(&self) -> bool {
        self.kind == 5
    }

    /// The message of Kith's that it stands on, which an answer can replace.
    pub(crate) fn on_message(&self) -> Option<&str> {
        self.message.as_ref().map(|on| on.id.as_str())
    }

    /// Where they ask.
    pub(crate) fn channel(&self) -> Option<&str> {
        self.channel_id.as_deref()
    }

    /// When Discord heard it.
    pub(crate) fn asked_at(&self) -> Option<Moment> {
        self.id.parse().ok().map(born)
    }

    /// The account that asks, even where there is no server.
    pub(crate) fn asker(&self) -> Option<&str> {
        let member = self.member.as_ref().and_then(|member| member.user.as_ref());
        member.or(self.user.as_ref()).map(|user| user.id.as_str())
    }

    /// Who asks, and where.
    fn begin(&self) -> Option<Invocation> {
        let member = self.member.as_ref()?;
        let user = member.user.as_ref().or(self.user.as_ref())?;
        let (guild, channel) = (self.guild_id.as_ref()?, self.channel_id.as_ref()?);
        let asker = user.person(member.nick.as_deref());
        let mut invocation = Invocation::new(&self.id, server(guild), channel, asker, "", Answers::default());
        invocation.may_manage = member.may_manage();
        invocation.asker_roles = Some(member.roles.iter().map(|role| RoleId(role.clone())).collect());
        Some(invocation)
    }

    /// The people whom Discord describes along with the answers.
    fn people(&self) -> Vec<Person> {
        let nick = |id: &String| self.data.resolved.members.get(id).and_then(|member| member.nick.as_deref());
        let users = self.data.resolved.users.iter();
        let mut people: Vec<Person> = users.map(|(id, user)| user.person(nick(id))).collect();
        for message in self.data.resolved.messages.values() {
            let mut author = message.author.person(None);
            author.bot |= message.webhook_id.is_some();
            if people.iter().all(|known| known.account != author.account) {
                people.push(author);
            }
        }
        people
    }

    fn command(&self, mut invocation: Invocation) -> Asked {
        let mut name = self.data.name.clone();
        let mut options = &self.data.options;
        while let Some(Choice { name: inner, options: inside, .. }) =
            options.first().filter(|choice| matches!(choice.kind, SUBCOMMAND | GROUP))
        {
            name = format!("{name} {inner}");
            options = inside;
        }
        let specs = || Bot::commands().iter().map(|command| command.spec);
        let menu = |spec: &CommandSpec| spec.menu.1 == name && !spec.menu.1.is_empty();
        let spec = match &self.data.target_id {
            Some(_) => specs().find(menu),
            None => specs().find(|spec| spec.name == name && spec.is_typed()),
        };
        // The core knows what is most like a command that there no longer is.
        let Some(spec) = spec else {
            invocation.command = name;
            return Asked::Command(invocation);
        };
        invocation.command = spec.name.to_owned();
        invocation.people = self.people();
        if let Some(target) = &self.data.target_id {
            match spec.menu.0 {
                Menu::Member(field) => invocation.answers.set(field, format!("<@{target}>")),
                Menu::Message(field) => {
                    let message = self.data.resolved.messages.get(target);
                    let channel = message.map_or(invocation.channel.as_str(), |one| one.channel_id.as_str());
                    let author = message.map_or("", |message| message.author.id.as_str());
                    invocation.about =
                        message.map(|message| message.content.clone()).filter(|said| !said.is_empty());
                    invocation.answers.set(field, format!("{channel}/{target}/{author}"));
                }
                Menu::Hidden | Menu::Typed => {}
            }
        }
        let mut suggest = None;
        for choice in options {
            let field = field_of(&spec, &choice.name);
            let answer = choice.answer();
            if choice.focused {
                suggest = Some((field.to_owned(), answer));
                continue;
            }
            let before = invocation.answers.get(field).map(ToOwned::to_owned);
            let all = before.map_or(answer.clone(), |before| format!("{before} {answer}"));
            invocation.answers.set(field, all);
        }
        match suggest {
            Some((field, typed)) => Asked::Suggest(invocation, field, typed),
            None if self.kind == 4 => Asked::Nothing,
            None => Asked::Command(invocation),
        }
    }
}

/// The field that an option answers: `to2` is the second person of `to`.
fn field_of<'a>(spec: &CommandSpec, option: &'a str) -> &'a str {
    let several = option.trim_end_matches(|c: char| c.is_ascii_digit());
    let is = |name: &str| spec.fields.iter().find(|field| field.name == name);
    match (is(option), is(several)) {
        (None, Some(field)) if matches!(field.widget, Widget::Members(_)) => several,
        _ => option,
    }
}

impl Choice {
    /// The answer as the core spells it.
    fn answer(&self) -> String {
        match (&self.value, self.kind) {
            (Value::String(id), USER) => format!("<@{id}>"),
            (Value::String(id), CHANNEL) => format!("<#{id}>"),
            (Value::String(id), ROLE) => format!("<@&{id}>"),
            (Value::String(typed), _) => typed.clone(),
            (Value::Bool(true), _) => "on".to_owned(),
            (Value::Bool(false), _) => "off".to_owned(),
            (Value::Null, _) => String::new(),
            (other, _) => other.to_string(),
        }
    }
}

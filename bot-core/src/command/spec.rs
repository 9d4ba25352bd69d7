//! A command as plain data: from it every surface is drawn.

use std::future::Future;
use std::pin::Pin;

use super::{Answers, Choice, Reply};
use crate::context::{Asker, Context};
use crate::error::Result;
use crate::text::Words;

/// A role that a member has in Kith.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Role {
    /// Installs Kith and settles it.
    Admin,
    /// Knows a topic.
    Expert,
    /// Chosen by members: grants badges and confirms contributions.
    Lead,
    /// Everybody.
    Member,
    /// The organisation's employee.
    Staff,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Admin, Self::Expert, Self::Lead, Self::Member, Self::Staff];

    /// Its name in the database, in rules and in what people type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Expert => "expert",
            Self::Lead => "lead",
            Self::Member => "member",
            Self::Staff => "staff",
        }
    }

    /// The role with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name().eq_ignore_ascii_case(name))
    }
}

/// How a field is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Widget {
    /// A channel.
    Channel,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A day.
    Day,
    /// Yes or no.
    Flag,
    /// A web address.
    Link,
    /// One member.
    Member,
    /// A message: `channel/message/author`, or a link where the platform has such.
    Message,
    /// Several members, at most so many.
    Members(usize),
    /// A whole number within bounds.
    Number(i64, i64),
    /// Something with a name, suggested while typing.
    Search,
    /// Words, at most so many characters.
    Text(usize),
    /// Words on several lines, at most so many characters.
    LongText(usize),
}

/// One field of a form.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// Its name, in lower case.
    pub name: &'static str,
    /// What it asks, in English; [`CommandSpec::asks`] says it in a community's language.
    pub about: &'static str,
    /// How it is asked.
    pub widget: Widget,
    /// Whether the form needs it.
    pub required: bool,
}

/// Where a command stands besides the typed line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Menu {
    /// In the menu on a member, who becomes the answer to this field.
    Member(&'static str),
    /// In the menu on a message, which becomes the answer to this field, and nowhere else.
    Message(&'static str),
    /// Only behind a button.
    Hidden,
    /// Typed, nowhere else.
    Typed,
}

/// A command: its words, its form, and who may use it.
#[derive(Clone, Copy, Debug)]
pub struct CommandSpec {
    /// Its name, such as `shoutout` or `badge give`.
    pub name: &'static str,
    /// What it does, in English.
    pub about: &'static str,
    /// Who may use it: any of these roles; everybody if empty.
    pub roles: &'static [Role],
    /// Where else it stands, and the words there, in English.
    pub menu: (Menu, &'static str),
    /// Its form.
    pub fields: &'static [FieldSpec],
}

impl CommandSpec {
    /// What it does, in the words of a language.
    pub fn about(&self, words: Words) -> String {
        words.of_form(&self.key("about"), self.about)
    }

    /// The words in a menu.
    pub fn menu_label(&self, words: Words) -> String {
        words.of_form(&self.key("menu"), self.menu.1)
    }

    /// What a field asks, in the words of a language.
    pub fn asks(&self, field: &FieldSpec, words: Words) -> String {
        words.of_form(&self.key(field.name), field.about)
    }

    /// The key of the words for a part of its form: `about`, `menu`, or a field.
    pub(crate) fn key(&self, part: &str) -> String {
        format!("form-{}-{}", self.name.replace(' ', "-"), part.replace('_', "-"))
    }

    /// How it is typed, such as `/shoutout to reason [value]`; many optional fields are not told one by one.
    pub fn usage(&self) -> String {
        const MOST: usize = 6;
        let needed =
            self.fields.iter().filter(|field| field.required).map(|field| format!(" {}", field.name));
        let optional = self.fields.iter().filter(|field| !field.required);
        let optional = if optional.clone().count() > MOST {
            " [field:answer …]".to_owned()
        } else {
            optional.map(|field| format!(" [{}]", field.name)).collect()
        };
        format!("/{}{}{optional}", self.name, needed.collect::<String>())
    }

    /// Whether somebody with these roles may use it.
    pub fn admits(&self, roles: &[Role]) -> bool {
        let needed = |role: &Role| *role == Role::Member || roles.contains(role);
        self.roles.is_empty() || self.roles.iter().any(needed)
    }

    /// Whether people can type it.
    pub fn is_typed(&self) -> bool {
        matches!(self.menu.0, Menu::Member(_) | Menu::Typed)
    }
}

/// Suggests answers to a field from the beginning that was typed.
type Suggest = for<'a> fn(&'a str, &'a str, &'a mut Context) -> Boxed<'a, Result<Vec<Choice>>>;

/// A future in a table of functions.
pub(crate) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A command that can be run.
#[derive(Clone, Copy)]
pub struct Command {
    /// What it is.
    pub spec: CommandSpec,
    pub(crate) run: for<'a> fn(&'a Answers, &'a Asker, &'a mut Context) -> Boxed<'a, Result<Reply>>,
    pub(crate) suggest: Suggest,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.spec.fmt(f)
    }
}

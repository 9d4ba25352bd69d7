//! `/help`: what the asker may do, out of the declarations.

#[cfg(test)]
mod tests;

use crate::chat::Text;
use crate::command::{Choice, Command, CommandSpec, Field, Form as _, Menu, Reply, Role, Run, Widget, form};
use crate::context::{Asker, Context};
use crate::error::{Error, Result};
use crate::text::say;

pub(crate) const COMMANDS: &[Command] = &[Help::COMMAND];

/// A command's name, as an answer.
pub(crate) struct CommandName(CommandSpec);

impl Field for CommandName {
    const WIDGET: Widget = Widget::Search;

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let name = answer.trim_start_matches('/').to_lowercase();
        let found = super::commands().iter().find(|command| command.spec.name == name);
        found.map(|command| Self(command.spec)).ok_or_else(|| unknown(ctx, &name))
    }

    async fn suggest(typed: &str, _ctx: &mut Context) -> Result<Vec<Choice>> {
        let typed = typed.trim_start_matches('/').to_lowercase();
        let names = super::commands().iter().filter(|command| command.spec.is_typed());
        let names = names.map(|command| command.spec.name).filter(|name| name.contains(&typed));
        Ok(names.map(|name| Choice { label: format!("/{name}"), answer: name.to_owned() }).take(25).collect())
    }
}

form! {
    /// Show what you can do here.
    pub(crate) struct Help = "help", for [] {
        /// One command, to see its form
        command: Option<CommandName>,
    }
}

/// There is no such command: the likeliest one is named.
pub(crate) fn unknown(ctx: &Context, name: &str) -> Error {
    let names = super::commands().iter().filter(|command| command.spec.is_typed());
    let near = names
        .map(|command| (strsim::jaro_winkler(name, command.spec.name), command.spec.name))
        .filter(|(alike, _)| *alike > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let typed = Text::typed(&format!("/{name}"));
    let help = Text::code("/help");
    match near {
        Some((_, near)) => {
            let near = Text::code(&format!("/{near}"));
            say!(ctx.words, "unknown-command-near", typed = typed, near = near, help = help).into()
        }
        None => say!(ctx.words, "unknown-command", typed = typed, help = help).into(),
    }
}

impl Run for Help {
    async fn run(self, asker: &Asker, ctx: &mut Context) -> Result<Reply> {
        Ok(Reply::quiet(match self.command {
            Some(CommandName(spec)) => one(ctx, &spec),
            None => all(ctx, asker),
        }))
    }
}

/// One command with its form.
fn one(ctx: &Context, spec: &CommandSpec) -> Text {
    let mut text = Text::join([Text::code(&spec.usage()), Text::words(spec.about(ctx.words))], "\n");
    for field in spec.fields {
        let name = Text::code(field.name);
        let about = spec.asks(field, ctx.words);
        text.line(if field.required {
            say!(ctx.words, "help-field", name = name, about = about)
        } else {
            say!(ctx.words, "help-field-optional", name = name, about = about)
        });
    }
    if !spec.roles.is_empty() {
        let roles = spec.roles.iter().map(|role| Text::words(role.name())).collect();
        text.line(say!(ctx.words, "help-roles", roles = ctx.words.either(roles)));
    }
    text
}

/// Everything that the asker may use: what everybody may first, then what their roles add.
fn all(ctx: &Context, asker: &Asker) -> Text {
    let allowed =
        || super::commands().iter().map(|command| command.spec).filter(|spec| spec.admits(&asker.roles));
    let line = |spec: &CommandSpec| {
        let about = spec.about(ctx.words);
        say!(ctx.words, "help-line", usage = Text::code(&spec.usage()), about = about)
    };
    let mut text = say!(ctx.words, "help-title");
    let typed = || allowed().filter(CommandSpec::is_typed);
    typed().filter(|spec| spec.roles.is_empty()).for_each(|spec| text.line(line(&spec)));
    let more: Vec<CommandSpec> = typed().filter(|spec| !spec.roles.is_empty()).collect();
    if !more.is_empty() {
        let roles = asker.roles.iter().filter(|role| **role != Role::Member);
        let roles = roles.map(|role| Text::words(role.name())).collect();
        text.line(say!(ctx.words, "help-more", roles = ctx.words.list(roles)));
        more.iter().for_each(|spec| text.line(line(spec)));
    }
    let on_messages: Vec<Text> = allowed()
        .filter(|spec| matches!(spec.menu.0, Menu::Message(_)))
        .map(|spec| Text::strong(&spec.menu_label(ctx.words)))
        .collect();
    let on_members: Vec<Text> = allowed()
        .filter(|spec| matches!(spec.menu.0, Menu::Member(_)))
        .map(|spec| Text::strong(&spec.menu_label(ctx.words)))
        .collect();
    text.line(say!(
        ctx.words,
        "help-menus",
        messages = ctx.words.list(on_messages),
        members = ctx.words.list(on_members)
    ));
    text
}

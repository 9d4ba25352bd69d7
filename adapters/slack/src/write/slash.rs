//! Kith's commands as they are typed on Slack: behind `/kith`, whatever the core calls them. Some of their names mean
//! something else there, such as Slack's own `/me`.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use bot_core::Bot;
use bot_core::chat::{MessageRef, Part, Text};
use bot_core::command::CommandSpec;

use crate::setup;

/// What stands before every command. A command that also stands by itself is understood behind it too.
pub(crate) const SLASH: &str = "/kith ";

/// The first words of all commands that people type.
static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let typed = Bot::commands().iter().map(|command| command.spec).filter(CommandSpec::is_typed);
    typed.filter_map(|spec| spec.name.split(' ').next()).chain([setup::NAME]).collect()
});

/// Words of Kith's, with its commands as they are typed here.
pub(crate) fn here(words: &str) -> Cow<'_, str> {
    told(words, true)
}

/// A text with Kith's commands as they are typed here; what people typed stays as it is.
pub(crate) fn text(text: &Text) -> Text {
    let mut begins = true;
    let parts = text.parts().map(|part| {
        // Behind something else, words begin within a word.
        let begins = std::mem::replace(&mut begins, false);
        match part {
            Part::Channel(id, name) => Text::channel(&id.into(), name),
            Part::Code(code) => Text::code(&here(code)),
            Part::Link(to, words) => Text::link(to, words),
            Part::Message(channel, message, words) => {
                Text::message(&MessageRef::new(channel, message), words)
            }
            Part::Person(id, name) => Text::person(&id.into(), name),
            Part::Quote(typed) => Text::quote(typed),
            Part::Strong(words) => Text::strong(&here(words)),
            Part::Typed(typed) => Text::typed(typed),
            Part::When(moment, words) => Text::when(moment, words),
            Part::Words(words) => Text::words(told(words, begins)),
        }
    });
    Text::join(parts, "")
}

/// `begins` says whether a word begins where the words do.
fn told(words: &str, begins: bool) -> Cow<'_, str> {
    let commands: Vec<usize> =
        words.match_indices('/').map(|(at, _)| at).filter(|at| is_command(words, *at, begins)).collect();
    if commands.is_empty() {
        return words.into();
    }
    let mut told = String::with_capacity(words.len() + commands.len() * SLASH.len());
    let mut from = 0;
    for at in commands {
        told.push_str(&words[from..at]);
        told.push_str(SLASH);
        from = at + 1;
    }
    told.push_str(&words[from..]);
    told.into()
}

/// Whether the slash there begins the name of a command, and not the next step of a path or an address.
fn is_command(words: &str, at: usize, begins: bool) -> bool {
    let before = words[..at].chars().next_back();
    let apart = before.map_or(begins, |c| !c.is_alphanumeric() && !"/\\.:-_~#?&=%@+".contains(c));
    let rest = &words[at + 1..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && !"-_".contains(c)).unwrap_or(rest.len());
    let mut behind = rest[end..].chars();
    let goes_on = match behind.next() {
        Some('/') => true,
        Some('.') => behind.next().is_some_and(char::is_alphanumeric),
        _ => false,
    };
    apart && !goes_on && NAMES.contains(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_named_as_they_are_typed_here() {
        for (told, expected) in [
            (
                "Start with /settings, and make leads with /roles give.",
                "Start with /kith settings, and make leads with /kith roles give.",
            ),
            ("/me", "/kith me"),
            ("(“/help”) or\n/topic add: /setup", "(“/kith help”) or\n/kith topic add: /kith setup"),
            ("the end is /help.", "the end is /kith help."),
        ] {
            assert_eq!(here(told), expected);
        }
        for told in [
            "Type /kith settings, or /kith help",
            "/invite @Kith",
            "docs/settings.md, ../help and https://x/help or https://x.example/a?b=/help",
            "/settings/more, /help.html and /roles-of-others",
            "/confirm stands behind a button alone",
            "and/me, 24/7, / help, /",
        ] {
            assert_eq!(here(told), told);
        }
    }

    #[test]
    fn what_people_typed_stays_and_so_does_every_other_part() {
        let mut told = Text::words("Say /help, not ");
        told.line(Text::typed("/help"));
        told.line(Text::quote("/shoutout to:@Bo"));
        told.line(Text::code("/settings zone:Europe/Berlin"));
        told.line(Text::link("https://x.example/help", "/help"));
        told.line(Text::person(&"U2147483697".into(), "/me"));
        told.line(Text::when(bot_core::moment::Moment(1_000), "/me"));
        let told = Text::join([told, Text::typed("docs"), Text::words("/help")], "");
        let here = text(&told);
        let expected: Vec<Part<'_>> = told
            .parts()
            .map(|part| match part {
                Part::Words("Say /help, not \n") => Part::Words("Say /kith help, not \n"),
                Part::Code(_) => Part::Code("/kith settings zone:Europe/Berlin"),
                part => part,
            })
            .collect();
        assert_eq!(here.parts().collect::<Vec<_>>(), expected);
    }
}

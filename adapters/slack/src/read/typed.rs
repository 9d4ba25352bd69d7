//! A typed line, with what Slack makes of mentions, channels, links and signs in it.

use bot_core::Bot;
use bot_core::command::{Answers, CommandSpec, Line, Widget, parse_line};

/// What a typed line asks for.
#[derive(Debug, PartialEq)]
pub(crate) enum Typed {
    /// A command with its answers; one that does not exist has none.
    Command(String, Answers),
    /// What belongs to no field, and how the command is typed.
    LeftOver(String, String),
}

/// The command that shows what there is.
const HELP: &str = "help";

/// Reads what stands after a command of Slack's, such as `/kith` or the direct alias `/shoutout`.
pub(crate) fn read(command: &str, text: &str, name: impl Fn(&str) -> Option<String>) -> Typed {
    let specs = || Bot::commands().iter().map(|command| command.spec);
    let direct = command.trim_start_matches('/');
    // Any command of another name is Kith's own door, whatever the workspace calls it.
    let is_alias = specs().any(|spec| spec.is_typed() && spec.name.split(' ').next() == Some(direct));
    let line = if is_alias { format!("{direct} {text}") } else { text.to_owned() };
    if line.trim().is_empty() {
        return Typed::Command(HELP.to_owned(), Answers::default());
    }
    match parse_line(&line, specs()) {
        Some(Line { spec, left_over: Some(left), .. }) => Typed::LeftOver(plain(&left, &name), spec.usage()),
        Some(Line { spec, answers, .. }) => {
            let answers = answers
                .iter()
                .map(|(field, answer)| (field.to_owned(), answered(&spec, field, answer, &name)));
            Typed::Command(spec.name.to_owned(), answers.collect())
        }
        None => {
            let line = plain(line.trim().trim_start_matches('/'), &name);
            let first = line.split_whitespace().next().unwrap_or_default();
            Typed::Command(first.to_owned(), Answers::default())
        }
    }
}

/// An answer as the core spells it: of words, what people would read; of anything else, the mention itself.
fn answered(spec: &CommandSpec, field: &str, answer: &str, name: &impl Fn(&str) -> Option<String>) -> String {
    let widget = spec.fields.iter().find(|one| one.name == field).map(|one| one.widget);
    match widget {
        Some(Widget::Member | Widget::Members(_) | Widget::Channel) => bare(answer),
        // A list of roles is typed as a text, and names them by mentions.
        Some(Widget::Text(_) | Widget::Search) if answer.contains("<!subteam^") => bare(answer),
        _ => plain(answer, name),
    }
}

/// Mentions without the names that Slack puts behind them.
fn bare(answer: &str) -> String {
    marked(answer, |mark| match mark {
        Mark::User(id, _) => format!("<@{id}>"),
        Mark::Channel(id, _) => format!("<#{id}>"),
        Mark::Group(id, _) => format!("<@&{id}>"),
        Mark::Everybody(word) => format!("@{word}"),
        Mark::Link(to, _) => to.to_owned(),
    })
}

/// What people would read.
pub(crate) fn plain(typed: &str, name: &impl Fn(&str) -> Option<String>) -> String {
    marked(typed, |mark| match mark {
        Mark::User(id, label) => {
            format!("@{}", name(id).or(label.map(ToOwned::to_owned)).unwrap_or_else(|| id.to_owned()))
        }
        Mark::Channel(id, label) => format!("#{}", label.unwrap_or(id)),
        Mark::Group(id, label) => {
            let label = label.unwrap_or(id);
            if label.starts_with('@') { label.to_owned() } else { format!("@{label}") }
        }
        Mark::Everybody(word) => format!("@{word}"),
        Mark::Link(to, Some(label)) if !to.ends_with(label) => format!("{label} ({to})"),
        Mark::Link(to, _) => to.strip_prefix("mailto:").unwrap_or(to).to_owned(),
    })
}

/// What Slack puts between angle brackets.
enum Mark<'a> {
    Channel(&'a str, Option<&'a str>),
    Everybody(&'a str),
    Group(&'a str, Option<&'a str>),
    Link(&'a str, Option<&'a str>),
    User(&'a str, Option<&'a str>),
}

impl<'a> Mark<'a> {
    fn read(inside: &'a str) -> Self {
        let (what, label) = match inside.split_once('|') {
            Some((what, label)) => (what, Some(label).filter(|label| !label.is_empty())),
            None => (inside, None),
        };
        if let Some(id) = what.strip_prefix('@') {
            return Self::User(id, label);
        }
        if let Some(id) = what.strip_prefix('#') {
            return Self::Channel(id, label);
        }
        if let Some(id) = what.strip_prefix("!subteam^") {
            return Self::Group(id, label);
        }
        match what.strip_prefix('!') {
            Some(word) => Self::Everybody(label.unwrap_or(word).trim_start_matches('@')),
            None => Self::Link(what, label),
        }
    }
}

/// A text with its marks drawn, and its signs as they were typed.
fn marked(text: &str, draw: impl Fn(Mark<'_>) -> String) -> String {
    let mut drawn = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let Some(end) = rest[start..].find('>') else { break };
        drawn.push_str(&unescaped(&rest[..start]));
        drawn.push_str(&unescaped(&draw(Mark::read(&rest[start + 1..start + end]))));
        rest = &rest[start + end + 1..];
    }
    drawn.push_str(&unescaped(rest));
    drawn
}

/// Slack escapes just these three.
pub(crate) fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(command: &str, text: &str) -> Typed {
        read(command, text, |id| (id == "U2").then(|| "Ann".to_owned()))
    }

    fn asks(name: &str, answers: &[(&str, &str)]) -> Typed {
        let answers = answers.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned()));
        Typed::Command(name.to_owned(), answers.collect())
    }

    #[test]
    fn a_line_is_read_with_mentions_links_signs_and_phones_quotes() {
        let expected =
            asks("shoutout", &[("to", "<@U1>, <@U2>"), ("reason", "for “docs” & <code> in #general")]);
        let line = "shoutout <@U1|bo>, <@U2> for “docs” &amp; &lt;code&gt; in <#C1|general>";
        let straight =
            asks("shoutout", &[("to", "<@U1>, <@U2>"), ("reason", "for \"docs\" & <code> in #general")]);
        let read = typed("/kith", line);
        assert!(read == expected || read == straight, "{read:?}");
        assert_eq!(
            typed("/shoutout", "<@U1|bo> thanks to <@U2|ann.h> and <!channel>"),
            asks("shoutout", &[("to", "<@U1>"), ("reason", "thanks to @Ann and @channel")],)
        );
        let link = asks("contribute", &[("what", "Talk"), ("link", "https://example.com/a?b=1&c=2")]);
        assert_eq!(typed("/kith", "contribute what:Talk link:<https://example.com/a?b=1&amp;c=2>"), link);
    }

    #[test]
    fn nothing_asks_for_help_and_strange_words_for_what_is_most_like_them() {
        assert_eq!(typed("/kith", "  "), asks("help", &[]));
        assert_eq!(typed("/kith", "shoutuot <@U1>"), asks("shoutuot", &[]));
        assert_eq!(typed("/kith-dev", "me"), asks("me", &[]));
        assert_eq!(typed("/shoutout", ""), asks("shoutout", &[]));
    }

    #[test]
    fn a_typed_sign_is_no_mention() {
        let expected = asks("shoutout", &[("to", "<@U1>"), ("reason", "<@U2> &amp; <!channel>")]);
        assert_eq!(typed("/kith", "shoutout <@U1> &lt;@U2&gt; &amp;amp; &lt;!channel&gt;"), expected);
    }

    #[test]
    fn what_belongs_nowhere_is_handed_back() {
        let left = Typed::LeftOver("hello @Ann".to_owned(), "/me".to_owned());
        assert_eq!(typed("/kith", "me hello <@U2>"), left);
    }
}

//! Typed text into answers: `/shoutout @bo @ann for the docs value:Kindness`.

use super::{Answers, CommandSpec, FieldSpec, Widget};

/// What a typed line asks for.
#[derive(Clone, Debug)]
pub struct Line {
    /// The command.
    pub spec: CommandSpec,
    /// What was answered.
    pub answers: Answers,
    /// What was typed and belongs to no field.
    pub left_over: Option<String>,
}

/// Reads a line with or without its leading `/`. `None` if it begins with no command among `specs`.
pub fn parse(line: &str, specs: impl IntoIterator<Item = CommandSpec>) -> Option<Line> {
    let line = straighten(line.trim().trim_start_matches('/'));
    let (spec, rest) = command(&line, specs)?;
    let mut answers = Answers::default();
    let rest = take_named(rest, spec.fields, &mut answers);
    let (rest, _) = take_in_order(rest, spec.fields, &mut answers);
    let rest = rest.trim();
    Some(Line { spec, answers, left_over: (!rest.is_empty()).then(|| rest.to_owned()) })
}

/// Curly quotation marks, as phones type them, are quotation marks. Each character stays one character.
pub(super) fn straighten(line: &str) -> String {
    line.replace(['“', '”', '„'], "\"")
}

/// The command that a line begins with, and what follows its name.
pub(super) fn command(
    line: &str,
    specs: impl IntoIterator<Item = CommandSpec>,
) -> Option<(CommandSpec, &str)> {
    let typed = specs.into_iter().filter(CommandSpec::is_typed);
    typed
        .filter_map(|spec| Some((spec, after_words(line, spec.name)?)))
        .max_by_key(|(spec, _)| spec.name.len())
}

/// What follows `words` at the beginning of `line`, whatever the case and the blanks.
fn after_words<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let mut rest = line;
    for word in words.split(' ') {
        rest = rest.trim_start();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        if !rest[..end].eq_ignore_ascii_case(word) {
            return None;
        }
        rest = &rest[end..];
    }
    Some(rest)
}

/// Where each `field:` stands, in the order of the line.
pub(super) fn marks<'f>(line: &str, fields: &'f [FieldSpec]) -> Vec<(usize, &'f FieldSpec)> {
    let mut marks: Vec<(usize, &FieldSpec)> = Vec::new();
    for field in fields {
        let mark = format!("{}:", field.name);
        let starts = line.match_indices(&mark).map(|(at, _)| at);
        let own_word = |at: &usize| line[..*at].chars().next_back().is_none_or(char::is_whitespace);
        // A link after `link` alone is not `link:`.
        let no_link = |at: &usize| !line[at + mark.len()..].starts_with("//");
        marks.extend(starts.filter(own_word).filter(no_link).take(1).map(|at| (at, field)));
    }
    marks.sort_by_key(|(at, _)| *at);
    marks
}

/// Takes every `field:answer`; an answer runs to the next one. What stood before the first one is returned.
pub(super) fn take_named<'a>(line: &'a str, fields: &[FieldSpec], answers: &mut Answers) -> &'a str {
    let marks = marks(line, fields);
    for (n, (at, field)) in marks.iter().enumerate() {
        let end = marks.get(n + 1).map_or(line.len(), |(next, _)| *next);
        let answer = line[at + field.name.len() + 1..end].trim();
        answers.set(field.name, unquoted(answer));
    }
    marks.first().map_or(line, |(at, _)| &line[..*at])
}

/// Without the quotation marks that an answer as a whole stands in.
pub(super) fn unquoted(answer: &str) -> &str {
    let inside = answer.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.filter(|inside| !inside.contains('"')).unwrap_or(answer)
}

/// Takes what is answered in the order of the form. What is left is returned, and the place in the form of the last field
/// that took something, with what it took.
pub(super) fn take_in_order<'a>(
    mut rest: &'a str,
    fields: &[FieldSpec],
    answers: &mut Answers,
) -> (&'a str, Option<(usize, &'a str)>) {
    let mut last_taken = None;
    for (n, field) in fields.iter().enumerate() {
        if answers.get(field.name).is_some() || rest.trim().is_empty() {
            continue;
        }
        let is_last =
            fields[n + 1..].iter().all(|later| answers.get(later.name).is_some() || !later.required);
        // Where several may be named, `colour:blue` for a field that is not there is not somebody's zone.
        let several = fields.iter().filter(|field| !field.required).count() > 1;
        if several && !field.required && is_named(token(rest.trim_start()).0) {
            continue;
        }
        let (answer, left) = take(rest.trim_start(), field, is_last);
        if !answer.trim().is_empty() {
            answers.set(field.name, unquoted(answer.trim()));
            last_taken = Some((n, answer));
        }
        rest = left;
    }
    (rest, last_taken)
}

/// Splits one field's answer from the beginning of the line, as its widget reads it.
fn take<'a>(line: &'a str, field: &FieldSpec, last: bool) -> (&'a str, &'a str) {
    match field.widget {
        Widget::Text(_) | Widget::LongText(_) if last => (line, ""),
        Widget::Members(_) => line.split_at(people_end(line)),
        Widget::Member if !line.starts_with(['@', '<']) && !field.required => ("", line),
        Widget::Day | Widget::Flag | Widget::Link | Widget::Number(..) if !field.required => {
            let (token, rest) = token(line);
            if fits(field.widget, token) { (token, rest) } else { ("", line) }
        }
        _ if is_named(token(line).0) => ("", line),
        _ => token(line),
    }
}

/// What stands between people.
pub(super) const BETWEEN_PEOPLE: [char; 4] = [' ', ',', '\n', '\t'];

/// Where the people at the beginning of a line end: mentions, `@names`, and `@"long names"`.
fn people_end(line: &str) -> usize {
    let mut end = 0;
    loop {
        let rest = line[end..].trim_start_matches(BETWEEN_PEOPLE);
        if !rest.starts_with(['@', '<']) {
            // After a comma comes one more person, if anything: it is nobody's reason.
            let is_comma = end > 0 && rest.is_empty() && line[end..].contains(',');
            return if is_comma { line.len() } else { end };
        }
        let (person, _) = token(rest);
        end = line.len() - rest.len() + person.len();
    }
}

/// The first word of a line: a mention, something in quotation marks, or up to the next blank.
pub(super) fn token(line: &str) -> (&str, &str) {
    let sign = line.strip_prefix('@').map_or(0, |_| 1);
    let rest = &line[sign..];
    let end = if rest.starts_with('<') {
        rest.find('>').map(|at| at + 1)
    } else if let Some(quoted) = rest.strip_prefix('"') {
        quoted.find('"').map(|at| at + 2)
    } else {
        rest.find(|c: char| c.is_whitespace() || (sign == 1 && c == ','))
    };
    line.split_at(sign + end.unwrap_or(rest.len()))
}

/// Whether a word looks like `field:answer`, and not like a link or `:emoji:`.
fn is_named(word: &str) -> bool {
    word.split_once(':').is_some_and(|(name, answer)| {
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        is_name && !answer.starts_with("//")
    })
}

/// What a flag can be, as it is typed.
const FLAGS: [&str; 4] = ["on", "off", "yes", "no"];

/// Whether a word can be an answer to an optional field, so that it need not be named.
fn fits(widget: Widget, word: &str) -> bool {
    match widget {
        Widget::Day => word.len() == 10 && word.chars().all(|c| c.is_ascii_digit() || c == '-'),
        Widget::Flag => FLAGS.contains(&word.to_lowercase().as_str()),
        Widget::Link => word.contains("://"),
        Widget::Number(..) => word.parse::<i64>().is_ok(),
        _ => true,
    }
}

/// Whether a word that fits no optional field may yet become an answer to this one.
pub(super) fn may_become(widget: Widget, word: &str) -> bool {
    match widget {
        Widget::Day => word.chars().all(|c| c.is_ascii_digit() || c == '-'),
        Widget::Flag => FLAGS.iter().any(|flag| flag.starts_with(&word.to_lowercase())),
        Widget::Link => ["http://", "https://"].iter().any(|link| link.starts_with(word)),
        Widget::Number(..) => word == "-",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Menu, Role};

    const fn field(name: &'static str, widget: Widget, required: bool) -> FieldSpec {
        FieldSpec { name, about: "", widget, required }
    }

    const fn spec(name: &'static str, fields: &'static [FieldSpec]) -> CommandSpec {
        const EVERYBODY: &[Role] = &[];
        CommandSpec { name, about: "", roles: EVERYBODY, menu: (Menu::Typed, ""), fields }
    }

    const SPECS: [CommandSpec; 4] = [
        spec(
            "shoutout",
            &[
                field("to", Widget::Members(5), true),
                field("reason", Widget::LongText(500), true),
                field("value", Widget::Search, false),
            ],
        ),
        spec(
            "badge give",
            &[
                field("member", Widget::Member, true),
                field("badge", Widget::Search, true),
                field("citation", Widget::LongText(500), true),
            ],
        ),
        spec("badge list", &[field("member", Widget::Member, false)]),
        spec(
            "settings",
            &[field("zone", Widget::Search, false), field("allowance", Widget::Number(1, 100), false)],
        ),
    ];

    fn answers(line: &str) -> Vec<(String, String)> {
        let line = parse(line, SPECS).expect("a command");
        assert_eq!(line.left_over, None);
        line.answers.iter().map(|(field, answer)| (field.to_owned(), answer.to_owned())).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(field, answer)| ((*field).to_owned(), (*answer).to_owned())).collect()
    }

    #[test]
    fn people_come_first_and_the_reason_is_the_rest() {
        let expected =
            pairs(&[("reason", "for the docs: all of them"), ("to", "@bo, @\"Quiet Viper\" <@U1|x>")]);
        assert_eq!(answers("/shoutout @bo, @“Quiet Viper” <@U1|x> for the docs: all of them"), expected);
    }

    #[test]
    fn fields_can_be_named_in_any_order() {
        let expected = pairs(&[("reason", "docs"), ("to", "@bo"), ("value", "Be kind")]);
        assert_eq!(answers("shoutout value:\"Be kind\" reason:docs to:@bo"), expected);
        assert_eq!(answers("/shoutout @bo docs value:Be kind"), expected);
    }

    #[test]
    fn the_longest_command_wins_and_words_may_be_quoted() {
        let expected = pairs(&[("badge", "First Light"), ("citation", "for asking well"), ("member", "@bo")]);
        assert_eq!(answers("/Badge  Give @bo \"First Light\" for asking well"), expected);
        assert_eq!(answers("/badge list"), pairs(&[]));
    }

    #[test]
    fn what_belongs_nowhere_is_left_over() {
        let line = parse("/badge list hello there", SPECS).expect("a command");
        assert_eq!(line.left_over.as_deref(), Some("hello there"));
        assert!(parse("/dance", SPECS).is_none());
        let line = parse("/settings colour:blue", SPECS).expect("a command");
        assert_eq!(line.left_over.as_deref(), Some("colour:blue"));
    }

    #[test]
    fn a_reason_that_is_missing_stays_missing() {
        assert_eq!(answers("/shoutout @bo"), pairs(&[("to", "@bo")]));
        assert_eq!(answers("/shoutout @bo, "), pairs(&[("to", "@bo,")]));
    }
}

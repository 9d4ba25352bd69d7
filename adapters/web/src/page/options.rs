//! What may be meant while somebody types: commands, their fields, people, channels and whatever the core suggests.

use bot_core::command::{Answers, CommandSpec, FieldSpec, Invocation, Typing, Widget, typing};
use maud::{Markup, html};

use super::View;
use crate::Result;
use crate::room::Playground;
use crate::words::say;

/// The most that are offered at once.
const MOST: usize = 12;

/// One thing that may be meant: what the line is then, and how it is shown.
#[derive(Debug, Eq, PartialEq)]
struct Offer {
    line: String,
    label: String,
    about: String,
}

/// What may be meant at the end of a line in the box for writing.
pub(crate) async fn for_line(playground: &Playground, view: &View, line: &str) -> Result<Markup> {
    let allowed: Vec<CommandSpec> = view.allowed().filter(CommandSpec::is_typed).collect();
    let Some(meant) = typing(line, allowed) else {
        return Ok(list(None, &mentions(view, line), true));
    };
    match meant {
        Typing::Command { commands, .. } => {
            let offer = |spec: &CommandSpec| Offer {
                line: format!("/{} ", spec.name),
                label: spec.usage(),
                about: spec.about(view.words.core),
            };
            Ok(list(None, &commands.iter().map(offer).collect::<Vec<_>>(), true))
        }
        Typing::Answer { spec, field, typed, from, answers } => {
            let before = &line[..from];
            let mut offers = suggested(playground, view, &spec, &field, typed, before).await?;
            if offers.is_empty() && matches!(field.widget, Widget::LongText(_) | Widget::Text(_)) {
                offers = mentions(view, line);
            }
            if typed.is_empty() {
                offers.extend(others(view, line, &spec, &field, &answers));
            }
            let question = spec.asks(&field, view.words.core);
            let optional = if field.required { String::new() } else { say!(view.words, "optional") };
            let hint = html! { code { "/" (spec.name) } " · " strong { (field.name) } " " (question) " " small { (optional) } };
            Ok(list(Some(&hint), &offers, !typed.trim_matches(['@', '"']).is_empty()))
        }
        Typing::Name { spec, fields, from, .. } => {
            let offer = |field: &FieldSpec| Offer {
                line: format!("{}{}:", &line[..from], field.name),
                label: format!("{}:", field.name),
                about: spec.asks(field, view.words.core),
            };
            Ok(list(None, &fields.iter().map(offer).collect::<Vec<_>>(), true))
        }
        Typing::Complete { spec } => {
            let hint = html! { code { "/" (spec.name) } " · " (say!(view.words, "enter-sends")) };
            Ok(list(Some(&hint), &[], false))
        }
    }
}

/// What may be meant in a field of a form.
pub(crate) async fn for_field(
    playground: &Playground,
    view: &View,
    command: &str,
    field: &str,
    typed: &str,
) -> Result<Markup> {
    let Some(spec) = view.allowed().find(|spec| spec.name == command) else { return Ok(html! {}) };
    let Some(field) = spec.fields.iter().find(|one| one.name == field) else { return Ok(html! {}) };
    let (before, last) = match field.widget {
        Widget::Members(_) => typed.split_at(typed.rfind([' ', ',']).map_or(0, |at| at + 1)),
        _ => ("", typed),
    };
    let mut offers = suggested(playground, view, &spec, field, last, before).await?;
    for offer in &mut offers {
        // In a form nothing comes after an answer, so it stands there as it is.
        let answer = offer.line[before.len()..].trim_end();
        let plain = answer.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(answer);
        let several = matches!(field.widget, Widget::Members(_));
        offer.line = format!("{before}{plain}{}", if several { " " } else { "" });
    }
    // What alone can be meant, Enter picks.
    Ok(list(None, &offers, offers.len() == 1 && !last.trim().is_empty()))
}

/// What may be meant by `typed` in a field; `before` is what stands before it.
async fn suggested(
    playground: &Playground,
    view: &View,
    spec: &CommandSpec,
    field: &FieldSpec,
    typed: &str,
    before: &str,
) -> Result<Vec<Offer>> {
    let key = typed.trim().trim_start_matches(['@', '#', '"']).to_lowercase();
    let word = |answer: &str, label: String, about: String| {
        let quoted = answer.contains(' ') && !answer.starts_with(['<', '@']);
        let answer = if quoted { format!("\"{answer}\"") } else { answer.to_owned() };
        Offer { line: format!("{before}{answer} "), label, about }
    };
    let words: Vec<(&str, String)> = match field.widget {
        Widget::Member | Widget::Members(_) => {
            let people = view.people_like(&key);
            return Ok(people
                .iter()
                .map(|one| word(&view.handle(one), one.name.clone(), view.described(one)))
                .collect());
        }
        Widget::Channel => {
            let like = view.channels.iter().filter(|(_, name)| name.to_lowercase().contains(&key));
            let like = like.take(MOST);
            return Ok(like
                .map(|(_, name)| word(&format!("#{name}"), format!("#{name}"), String::new()))
                .collect());
        }
        Widget::Choice(choices) => choices.iter().map(|choice| (*choice, (*choice).to_owned())).collect(),
        Widget::Flag => vec![("on", say!(view.words, "on")), ("off", say!(view.words, "off"))],
        Widget::Search => {
            let channel = view.channels.first().map_or("", |(id, _)| id.as_str());
            let asking = Invocation::new(
                "",
                view.server.clone(),
                channel,
                (&view.me).into(),
                spec.name,
                Answers::default(),
            );
            let typed = typed.trim_matches('"');
            let found = playground.bot.suggest(playground.now(), &asking, field.name, typed).await?;
            let offer = |choice: bot_core::command::Choice| word(&choice.answer, choice.label, String::new());
            return Ok(found.into_iter().take(MOST).map(offer).collect());
        }
        Widget::Day
        | Widget::Link
        | Widget::LongText(_)
        | Widget::Message
        | Widget::Number(..)
        | Widget::Text(_) => Vec::new(),
    };
    let like = words.into_iter().filter(|(choice, _)| choice.starts_with(&key));
    Ok(like.map(|(choice, label)| word(choice, label, String::new())).collect())
}

/// The fields that can be named next.
fn others(view: &View, line: &str, spec: &CommandSpec, now: &FieldSpec, answers: &Answers) -> Vec<Offer> {
    let open = spec.fields.iter().filter(|field| field.name != now.name && answers.get(field.name).is_none());
    let named = line.trim_end();
    let offer = |field: &FieldSpec| Offer {
        line: format!("{named} {}:", field.name),
        label: format!("{}:", field.name),
        about: spec.asks(field, view.words.core),
    };
    open.take(MOST).map(offer).collect()
}

/// People and channels whose name is begun at the end of a line.
fn mentions(view: &View, line: &str) -> Vec<Offer> {
    let start = line
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + line[at..].chars().next().map_or(0, char::len_utf8));
    let (before, word) = line.split_at(start);
    if let Some(begun) = word.strip_prefix('@') {
        let people = view.people_like(&begun.trim_matches('"').to_lowercase());
        let offer = |one: &&super::Person| Offer {
            line: format!("{before}{} ", view.handle(one)),
            label: one.name.clone(),
            about: view.described(one),
        };
        return people.iter().map(offer).collect();
    }
    Vec::new()
}

impl View {
    /// People whose name begins with `key`, or has it in it, those who are here; the likeliest first.
    fn people_like(&self, key: &str) -> Vec<&super::Person> {
        let mut like: Vec<(bool, String, &super::Person)> = self
            .people
            .values()
            .filter(|person| !person.gone && !person.bot)
            .map(|person| (person.name.to_lowercase(), person))
            .filter(|(name, _)| name.contains(key))
            .map(|(name, person)| (!name.starts_with(key), name, person))
            .collect();
        like.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        like.into_iter().take(MOST).map(|(_, _, person)| person).collect()
    }

    /// What tells somebody apart: their roles, or whether it is who looks.
    fn described(&self, person: &super::Person) -> String {
        let mut marks: Vec<String> =
            self.glance.roles_of(&person.account).into_iter().map(|role| self.role(role)).collect();
        if person.account == self.me.account {
            marks.push(say!(self.words, "you"));
        }
        marks.join(", ")
    }
}

/// The offers as the options of a list box, under a hint. `first` says that the first one is most likely meant.
fn list(hint: Option<&Markup>, offers: &[Offer], first: bool) -> Markup {
    html! {
        @if let Some(hint) = hint { li class="tip" role="presentation" { (hint) } }
        @for (n, offer) in offers.iter().enumerate() {
            li role="option" aria-selected="false" data-line=(offer.line) data-first[first && n == 0] {
                span { (offer.label) } " " small { (offer.about) }
            }
        }
    }
}

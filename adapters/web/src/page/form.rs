//! A command's form, drawn from its declaration: what is answered already stands in it, what is wrong beside its field.

use bot_core::chat::{AccountId, ChannelId, MessageId};
use bot_core::command::{Answers, CommandSpec, FieldSpec, Modal, Widget};
use maud::{Markup, html};

use super::View;
use crate::draw;
use crate::log::{Body, Message};
use crate::room::named_in;
use crate::words::say;

/// A form to fill in. `notice` is what is wrong with all of it.
pub(crate) fn form(
    spec: &CommandSpec,
    modal: &Modal,
    notice: Option<&str>,
    channel: &ChannelId,
    thread: Option<&MessageId>,
    view: &View,
) -> Markup {
    let title = if spec.is_typed() { format!("/{}", spec.name) } else { spec.menu_label(view.words.core) };
    html! {
        dialog class="form" aria-labelledby="form-title" {
            form method="post" data-ask novalidate {
                header {
                    h2 id="form-title" { (title) }
                    button type="button" class="close" data-close aria-label=(say!(view.words, "close")) { "✕" }
                }
                p class="about" { (spec.about(view.words.core)) }
                @if let Some(notice) = notice { p class="error" role="alert" { (notice) } }
                input type="hidden" name="id" value=(format!("{:032x}", rand::random::<u128>()));
                input type="hidden" name="command" value=(spec.name);
                input type="hidden" name="channel" value=(channel);
                @if let Some(thread) = thread { input type="hidden" name="thread" value=(thread); }
                @for field in spec.fields { (asked(spec, field, modal, view)) }
                footer {
                    button type="button" class="plain" data-close { (say!(view.words, "cancel")) }
                    button class="primary" { (say!(view.words, "send")) }
                }
            }
        }
    }
}

/// A message of one's own, to say something else in it; nothing if it is somebody else's.
pub(crate) fn edit(message: &Message, view: &View) -> Option<Markup> {
    let Body::Said(text) = &message.body else { return None };
    if message.author.as_ref() != Some(&view.me.account) || message.deleted {
        return None;
    }
    let mut text = text.clone();
    for account in named_in(&text) {
        if let Some(person) = view.people.get(&account) {
            text = text.replace(&format!("<@{account}>"), &view.handle(person));
        }
    }
    Some(html! {
        dialog class="form" aria-labelledby="form-title" {
            form method="post" data-edit novalidate {
                header {
                    h2 id="form-title" { (say!(view.words, "edit")) }
                    button type="button" class="close" data-close aria-label=(say!(view.words, "close")) { "✕" }
                }
                input type="hidden" name="n" value=(message.n);
                div class="field" { textarea name="text" rows="5" aria-labelledby="form-title" { (text) } }
                footer {
                    button type="button" class="plain" data-close { (say!(view.words, "cancel")) }
                    button class="primary" { (say!(view.words, "send")) }
                }
            }
        }
    })
}

/// One field with its question, and what is wrong with its answer.
fn asked(spec: &CommandSpec, field: &FieldSpec, modal: &Modal, view: &View) -> Markup {
    let answer = shown(field, &modal.answers, view);
    // Only what was answered can be wrong; what is missing the first time is just asked for.
    let problem = modal.problems.iter().find(|problem| problem.field == field.name);
    let wrong = problem.filter(|problem| !problem.words.is_empty());
    let (id, hint) = (format!("field-{}", field.name), format!("hint-{}", field.name));
    if field.widget == Widget::Message {
        return html! { input type="hidden" name=(name(field)) value=(answer); };
    }
    html! {
        div.field.wrong[wrong.is_some()] {
            label for=(id) {
                (spec.asks(field, view.words.core)) " "
                @if !field.required { small { (say!(view.words, "optional")) } }
            }
            (input(spec, field, &answer, &id, &hint, wrong.is_some(), view))
            p class="hint" id=(hint) {
                @match wrong {
                    Some(problem) => span class="error" { (draw::inline(&problem.words, view)) },
                    None => (said_of(field, view)),
                }
            }
        }
    }
}

/// The name of a field in what is sent: apart from what the page itself sends along.
fn name(field: &FieldSpec) -> String {
    format!("answer.{}", field.name)
}

/// An answer as a person would type it.
fn shown(field: &FieldSpec, answers: &Answers, view: &View) -> String {
    let answer = answers.get(field.name).unwrap_or_default();
    if !matches!(field.widget, Widget::Member | Widget::Members(_)) {
        return answer.to_owned();
    }
    let account = answer.strip_prefix("<@").and_then(|rest| rest.strip_suffix('>'));
    let person = account.and_then(|account| view.people.get(&AccountId::from(account)));
    person.map_or_else(|| answer.to_owned(), |person| view.handle(person))
}

/// What can be answered.
fn said_of(field: &FieldSpec, view: &View) -> String {
    let words = view.words;
    match field.widget {
        Widget::Text(most) | Widget::LongText(most) => say!(words, "up-to", n = most),
        Widget::Members(most) => say!(words, "people-up-to", n = most),
        Widget::Number(least, most) => {
            say!(words, "between", least = least.to_string(), most = most.to_string())
        }
        _ => String::new(),
    }
}

fn input(
    spec: &CommandSpec,
    field: &FieldSpec,
    answer: &str,
    id: &str,
    hint: &str,
    wrong: bool,
    view: &View,
) -> Markup {
    let name = name(field);
    let required = field.required;
    match field.widget {
        Widget::LongText(_) => html! {
            textarea id=(id) name=(name) rows="4" aria-describedby=(hint) aria-invalid=(wrong) aria-required=(required) { (answer) }
        },
        Widget::Choice(choices) => {
            let choices: Vec<(&str, String)> = choices.iter().map(|one| (*one, (*one).to_owned())).collect();
            select(field, &choices, answer, id, hint, wrong, view)
        }
        Widget::Flag => {
            let choices = [("on", say!(view.words, "on")), ("off", say!(view.words, "off"))];
            select(field, &choices, answer, id, hint, wrong, view)
        }
        Widget::Channel => {
            let mentions: Vec<String> = view.channels.iter().map(|(id, _)| format!("<#{id}>")).collect();
            let choices: Vec<(&str, String)> = mentions
                .iter()
                .zip(&view.channels)
                .map(|(mention, (_, name))| (mention.as_str(), format!("#{name}")))
                .collect();
            // Somebody may have typed its name.
            let typed = answer.trim_start_matches('#');
            let known = view.channels.iter().position(|(_, name)| name.eq_ignore_ascii_case(typed));
            let answer = known.map_or(answer, |at| mentions[at].as_str());
            select(field, &choices, answer, id, hint, wrong, view)
        }
        Widget::Member | Widget::Members(_) | Widget::Search => html! {
            div class="combo" {
                input type="text" id=(id) name=(name) value=(answer) autocomplete="off" role="combobox"
                    aria-expanded="false" aria-autocomplete="list" aria-controls=(format!("{id}-list"))
                    aria-describedby=(hint) aria-invalid=(wrong) aria-required=(required)
                    data-command=(spec.name) data-field=(field.name);
                ul class="options" id=(format!("{id}-list")) role="listbox" hidden
                    aria-label=(say!(view.words, "suggestions")) {}
            }
        },
        Widget::Day => plain(&name, "date", answer, id, hint, wrong, required),
        Widget::Link => plain(&name, "url", answer, id, hint, wrong, required),
        // A number that is out of bounds, or none, is told kindly and not hidden from the one who typed it.
        Widget::Number(..) | Widget::Message | Widget::Text(_) => {
            plain(&name, "text", answer, id, hint, wrong, required)
        }
    }
}

fn plain(name: &str, kind: &str, answer: &str, id: &str, hint: &str, wrong: bool, required: bool) -> Markup {
    // A browser shows nothing of what is no date, and it would be lost.
    let date = answer.is_empty() || answer.parse::<chrono::NaiveDate>().is_ok();
    let kind = if kind == "date" && !date { "text" } else { kind };
    html! {
        input type=(kind) id=(id) name=(name) value=(answer) autocomplete="off"
            aria-describedby=(hint) aria-invalid=(wrong) aria-required=(required);
    }
}

fn select(
    field: &FieldSpec,
    choices: &[(&str, String)],
    answer: &str,
    id: &str,
    hint: &str,
    wrong: bool,
    view: &View,
) -> Markup {
    let known = answer.is_empty() || choices.iter().any(|(choice, _)| *choice == answer);
    html! {
        select id=(id) name=(name(field)) aria-describedby=(hint) aria-invalid=(wrong) aria-required=(field.required) {
            option value="" { (say!(view.words, "choose")) }
            @if !known { option value=(answer) selected { (answer) } }
            @for (choice, label) in choices {
                option value=(choice) selected[*choice == answer] { (label) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use bot_core::chat::Text;
    use bot_core::command::Problem;

    use super::*;

    fn spec(name: &str) -> CommandSpec {
        let found = bot_core::Bot::commands().iter().find(|command| command.spec.name == name);
        found.expect("a command").spec
    }

    #[test]
    fn a_form_shows_what_was_answered_and_what_is_wrong_beside_its_field() {
        let answers = [("to", "<@U3>"), ("reason", "<b>\"docs\"</b>")];
        let answers = answers.map(|(field, answer)| (field.to_owned(), answer.to_owned()));
        let problems = vec![Problem { field: "to", words: Text::typed("Not <i>") }];
        let modal =
            Modal { command: "shoutout".to_owned(), answers: answers.into_iter().collect(), problems };
        let view = View::example();
        let drawn = form(&spec("shoutout"), &modal, None, &"C1".into(), None, &view).into_string();
        assert!(drawn.contains("value=\"@&quot;Quiet Viper&quot;\""), "{drawn}");
        assert!(
            drawn.contains(">&lt;b&gt;\"docs\"&lt;/b&gt;</textarea>")
                || drawn.contains("&lt;b&gt;&quot;docs&quot;&lt;/b&gt;</textarea>"),
            "{drawn}"
        );
        assert!(
            drawn.contains("<p class=\"hint\" id=\"hint-to\"><span class=\"error\">Not &lt;i&gt;</span>")
        );
        assert_eq!(drawn.matches("aria-invalid=\"true\"").count(), 1);
    }

    #[test]
    fn every_command_has_a_form_and_every_field_a_label() {
        let view = View::example();
        for command in bot_core::Bot::commands() {
            let modal = Modal { command: command.spec.name.to_owned(), ..Modal::default() };
            let drawn = form(&command.spec, &modal, None, &"C1".into(), None, &view).into_string();
            for field in command.spec.fields {
                assert!(drawn.contains(&format!("name=\"answer.{}\"", field.name)), "{drawn}");
                let label = format!("<label for=\"field-{}\">", field.name);
                assert_eq!(drawn.contains(&label), field.widget != Widget::Message, "{}", command.spec.name);
            }
        }
    }

    #[test]
    fn what_fits_no_widget_stays_to_be_seen() {
        let answers = [("when", "soon"), ("counts", "maybe"), ("channel", "general")];
        let answers: Answers =
            answers.map(|(field, answer)| (field.to_owned(), answer.to_owned())).into_iter().collect();
        let view = View::example();
        let modal = Modal { answers, ..Modal::default() };
        let drawn = |name: &str| form(&spec(name), &modal, None, &"C1".into(), None, &view).into_string();
        assert!(
            drawn("contribute")
                .contains("type=\"text\" id=\"field-when\" name=\"answer.when\" value=\"soon\"")
        );
        assert!(drawn("channel").contains("<option value=\"maybe\" selected>maybe</option>"));
        assert!(drawn("channel").contains("<option value=\"&lt;#C1&gt;\" selected>#general</option>"));
    }
}

//! Every language says everything, with the same arguments, as short as platforms want it; and a story in German.

mod german;

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::dictionary::ENGLISH;
use super::{Files, Words};
use crate::command::{CommandSpec, Menu};

/// The most characters that platforms show of what a command does, and of what a field asks.
const LONGEST_ABOUT: usize = 100;
/// The most characters that platforms show in a menu.
const LONGEST_LABEL: usize = 32;

/// Every message of a language by its key, with its arguments.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let file = Files::get(&format!("{language}/bot-core.ftl")).expect("a file for each language");
    let text = String::from_utf8(file.data.into_owned()).expect("UTF-8");
    let resource = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{language}: {errors:?}"));
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            other => panic!("{language}: not a message: {other:?}"),
        };
        let key = message.id.name;
        let value = message.value.unwrap_or_else(|| panic!("{language}: {key} is empty"));
        let mut arguments = BTreeSet::new();
        of_pattern(&value, &mut arguments);
        assert!(messages.insert(key.clone(), arguments).is_none(), "{language}: {key} is there twice");
    }
    messages
}

fn of_pattern(pattern: &Pattern<String>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, arguments);
        }
    }
}

fn of_expression(expression: &Expression<String>, arguments: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, arguments),
        Expression::Select { selector, variants } => {
            of_inline(selector, arguments);
            variants.iter().for_each(|variant| of_pattern(&variant.value, arguments));
        }
    }
}

fn of_inline(inline: &InlineExpression<String>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, arguments),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("no message leans on another, nor on a function: {other:?}"),
    }
}

fn specs() -> impl Iterator<Item = &'static CommandSpec> {
    crate::Bot::commands().iter().map(|command| &command.spec)
}

/// The keys of all words on forms.
fn form_keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for spec in specs() {
        let menu = matches!(spec.menu.0, Menu::Member(_) | Menu::Message(_)).then_some("menu");
        let fields = spec.fields.iter().map(|field| field.name);
        for part in ["about"].into_iter().chain(menu).chain(fields) {
            assert!(keys.insert(spec.key(part)), "two words on forms have the key {}", spec.key(part));
        }
    }
    keys
}

#[test]
fn every_language_says_everything_and_nothing_else() {
    let english = messages(ENGLISH);
    let forms = form_keys();
    for language in Words::languages() {
        let said = messages(language);
        for key in said.keys() {
            assert!(english.contains_key(key) || forms.contains(key), "{language}: nobody says {key}");
        }
        for (key, arguments) in &english {
            assert_eq!(said.get(key), Some(arguments), "{language}: {key}");
        }
        let own = |key: &&String| said.get(*key).is_some_and(BTreeSet::is_empty);
        let missing: Vec<&String> = forms.iter().filter(|key| language != ENGLISH && !own(key)).collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}

#[test]
fn the_words_on_forms_fit_on_every_platform() {
    let fits = |words: &str, most: usize| !words.trim().is_empty() && words.chars().count() <= most;
    for language in Words::languages() {
        let words = Words::of(language);
        for spec in specs() {
            let about = spec.about(words);
            assert!(fits(&about, LONGEST_ABOUT), "{language}: /{}: {about}", spec.name);
            if matches!(spec.menu.0, Menu::Member(_) | Menu::Message(_)) {
                let label = spec.menu_label(words);
                assert!(fits(&label, LONGEST_LABEL), "{language}: /{}: {label}", spec.name);
            }
            for field in spec.fields {
                let asks = spec.asks(field, words);
                assert!(fits(&asks, LONGEST_ABOUT), "{language}: /{} {}: {asks}", spec.name, field.name);
            }
        }
    }
}

#[test]
fn a_decimal_has_the_mark_of_its_language() {
    assert_eq!(Words::of("en").decimal(0.625), "0.62");
    assert_eq!(Words::of("de").decimal(0.4), "0,40");
    assert_eq!(Words::of("de").decimal(12.0), "12,00");
}

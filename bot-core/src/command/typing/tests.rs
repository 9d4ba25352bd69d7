//! Lines as they are typed, and what is found to be typed in them.

use proptest::prelude::*;

use super::*;
use crate::command::{FieldSpec, Menu, parse_line};
use crate::features::commands;

const fn field(name: &'static str, widget: Widget, required: bool) -> FieldSpec {
    FieldSpec { name, about: "", widget, required }
}

/// A command with a field of every kind that is read in a way of its own.
const PLAN: CommandSpec = CommandSpec {
    name: "plan",
    about: "",
    roles: &[],
    menu: (Menu::Typed, ""),
    fields: &[
        field("day", Widget::Day, false),
        field("loud", Widget::Flag, false),
        field("seats", Widget::Number(1, 9), false),
        field("host", Widget::Member, false),
        field("what", Widget::Text(80), false),
    ],
};

fn specs() -> impl Iterator<Item = CommandSpec> {
    commands().iter().map(|command| command.spec).chain([PLAN])
}

/// What is typed, on one line: `field=typed @from` after the answers before it, a command's or a field's names, or all.
fn shown(line: &str) -> String {
    let answered = |answers: &Answers| -> String {
        answers.iter().map(|(field, answer)| format!("{field}:{answer} | ")).collect()
    };
    match typing(line, specs()).expect("a line that begins with a slash") {
        Typing::Command { commands, typed, .. } => {
            let names: Vec<&str> = commands.iter().map(|spec| spec.name).collect();
            format!("/{typed}? {}", names.join(", "))
        }
        Typing::Answer { field, typed, from, answers, .. } => {
            format!("{}{}={typed} @{from}", answered(&answers), field.name)
        }
        Typing::Name { fields, typed, from, answers, .. } => {
            let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
            format!("{}{typed}? {} @{from}", answered(&answers), names.join(", "))
        }
        Typing::Complete { spec } => format!("/{} is complete", spec.name),
    }
}

#[test]
fn a_command_is_typed_until_a_blank_follows_its_name() {
    assert!(typing("shoutout @bo", specs()).is_none());
    assert!(typing("", specs()).is_none());
    assert_eq!(shown("/sh"), "/sh? shoutout");
    assert_eq!(shown("/shoutout"), "/shoutout? shoutout");
    assert_eq!(shown("/BADGE  gi"), "/BADGE  gi? badge give");
    assert_eq!(shown("/badge give"), "/badge give? badge give");
    let of_badges = "badge define, badge edit, badge give, badge list, badge retire, badge revoke";
    assert_eq!(shown("/badge"), format!("/badge? {of_badges}"));
    assert_eq!(shown("/badge "), format!("/badge ? {of_badges}"));
    assert_eq!(shown("/dance with me"), "/dance with me? ");
    let Some(Typing::Command { commands, from, .. }) = typing("/", specs()) else { panic!("a command") };
    assert_eq!((commands.len(), from), (specs().filter(CommandSpec::is_typed).count(), 1));
}

#[test]
fn commands_that_begin_so_come_before_those_that_contain_it() {
    assert_eq!(
        shown("/li"),
        "/li? link, badge list, community link, escalation policy, expert list, honorarium list, roles list, topic list, unlink"
    );
    assert_eq!(
        shown("/pr"),
        "/pr? privacy forget, privacy get, privacy optin, privacy optout, profile, digest preview"
    );
    // Nobody types what stands only in a menu or behind a button.
    assert_eq!(shown("/conf"), "/conf? ");
    assert_eq!(shown("/did"), "/did? ");
}

#[test]
fn fields_are_answered_in_their_order() {
    assert_eq!(shown("/shoutout "), "to= @10");
    assert_eq!(shown("/shoutout @b"), "to=@b @10");
    assert_eq!(shown("/shoutout @bo "), "to:@bo | reason= @14");
    assert_eq!(shown("/shoutout @bo for the d"), "to:@bo | reason=for the d @14");
    assert_eq!(shown("/shoutout @bo thanks @a"), "to:@bo | reason=thanks @a @14");
    assert_eq!(shown("/badge give @bo Gui"), "member:@bo | badge=Gui @16");
    assert_eq!(shown("/badge give @bo Guide for "), "badge:Guide | member:@bo | citation=for  @22");
    assert_eq!(shown("/retract k3x "), "shoutout:k3x | why= @13");
    assert_eq!(shown("/wall "), "/wall is complete");
    assert_eq!(shown("/undo x "), "/undo is complete");
    assert_eq!(shown("/undo x y"), "/undo is complete");
}

#[test]
fn of_several_people_each_is_typed_singly() {
    assert_eq!(shown("/shoutout @bo @a"), "to:@bo | to=@a @14");
    assert_eq!(shown("/shoutout <@U1|x>, @\"Quiet Viper\" @a"), "to:<@U1|x>, @\"Quiet Viper\" | to=@a @34");
    assert_eq!(shown("/shoutout @bo,"), "to:@bo | to= @14");
    assert_eq!(shown("/shoutout @bo, "), "to:@bo | to= @15");
    assert_eq!(shown("/shoutout @bo, for"), "to:@bo | reason=, for @13");
    assert_eq!(shown("/shoutout reason:docs to:@bo @a"), "reason:docs | to:@bo | to=@a @29");
    assert_eq!(shown("/shoutout reason:docs to:bo "), "reason:docs | to:bo | to= @28");
}

#[test]
fn named_answers_stand_anywhere() {
    assert_eq!(shown("/shoutout @bo docs value:Be"), "reason:docs | to:@bo | value=Be @25");
    assert_eq!(shown("/shoutout value:"), "value= @16");
    assert_eq!(shown("/shoutout value:Be ki"), "value=Be ki @16");
    assert_eq!(shown("/shoutout value:Be kind reason:so g"), "value:Be kind | reason=so g @31");
    assert_eq!(shown("/shoutout @bo reason:docs link://x"), "to:@bo | reason=docs link://x @21");
    // Where only a name can follow, names are offered: those that are left.
    assert_eq!(shown("/shoutout value:\"Be kind\" "), "value:Be kind | ? to, reason @26");
    assert_eq!(shown("/shoutout value:\"Be kind\" re"), "value:Be kind | re? reason @26");
    assert_eq!(shown("/shoutout to:@bo reason:\"so good\" va"), "reason:so good | to:@bo | va? value @34");
    assert_eq!(shown("/shoutout to:@bo reason:\"So\" good"), "to:@bo | reason=\"So\" good @24");
    assert_eq!(shown("/shoutout to:@bo reason:x value:\"Be kind\" "), "/shoutout is complete");
    assert_eq!(shown("/plan host:<@U1> wh"), "host:<@U1> | wh? what @17");
    assert_eq!(shown("/plan seats:3 "), "seats:3 | ? day, loud, host, what @14");
    assert_eq!(shown("/badge list me"), "me? member @12");
    assert_eq!(shown("/badge list me you"), "you?  @15");
}

#[test]
fn a_quotation_mark_that_is_open_is_no_part_of_what_is_typed() {
    assert_eq!(shown("/shoutout @bo docs value:\"Be k"), "reason:docs | to:@bo | value=Be k @25");
    assert_eq!(shown("/shoutout @bo docs value:\"Be kind\""), "reason:docs | to:@bo | value=Be kind @25");
    assert_eq!(shown("/badge give @bo \"First L"), "member:@bo | badge=First L @16");
    assert_eq!(shown("/badge give @bo \"First Light\" "), "badge:First Light | member:@bo | citation= @30");
    assert_eq!(shown("/shoutout @\"Quiet V"), "to=Quiet V @10");
}

#[test]
fn curly_quotation_marks_move_nothing() {
    assert_eq!(shown("/shoutout @“Quiet Viper” @a"), "to:@\"Quiet Viper\" | to=@a @29");
    assert_eq!(shown("/shoutout @“Quiet V"), "to=Quiet V @10");
    assert_eq!(shown("/shoutout @bo „so“ value:„Be k"), "reason:so | to:@bo | value=Be k @29");
    assert_eq!(
        shown("/badge give @bo “Erstes Lücht” für “al"),
        "badge:Erstes Lücht | member:@bo | citation=für “al @36"
    );
}

#[test]
fn optional_answers_are_recognised_before_they_are_whole() {
    assert_eq!(shown("/plan "), "day= @6");
    assert_eq!(shown("/plan 2026-11-20 "), "day:2026-11-20 | loud= @17");
    let only_optional = CommandSpec { fields: &PLAN.fields[..4], ..PLAN };
    let typed = |line| match typing(line, [only_optional]) {
        Some(Typing::Answer { field, typed, .. }) => (field.name, typed.to_owned()),
        other => panic!("{other:?}"),
    };
    assert_eq!(typed("/plan 2026-1"), ("day", "2026-1".to_owned()));
    assert_eq!(typed("/plan o"), ("loud", "o".to_owned()));
    assert_eq!(typed("/plan 2026-11-20 on 4 @a"), ("host", "@a".to_owned()));
}

#[test]
fn every_beginning_of_a_real_line_is_something() {
    for line in [
        "/shoutout @bo, @“Quiet Viper” <@U1|x> for the docs: all of them value:“Be kind”",
        "/badge give @bo \"First Light\" for asking well",
        "/contribute a talk link:https://example.org when:2026-11-20 with:@bo @cy",
        "/settings zone:Europe/Berlin allowance:5 values:\"Be kind, Share early\"",
        "/channel #general shoutouts:ephemeral",
    ] {
        let mut begun = false;
        for (end, _) in line.char_indices().skip(1) {
            match typing(&line[..end], specs()) {
                Some(Typing::Command { commands, .. }) => {
                    assert!(!begun && !commands.is_empty(), "{}", &line[..end]);
                }
                Some(Typing::Answer { typed, from, .. }) => {
                    begun = true;
                    assert!(line[from..end].contains(typed), "{}", &line[..end]);
                }
                Some(Typing::Name { fields, .. }) => assert!(begun && !fields.is_empty(), "{}", &line[..end]),
                other => panic!("{}: {other:?}", &line[..end]),
            }
        }
    }
}

/// Lines made of what matters in a line.
fn lines() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            " ",
            " ",
            "\n",
            ",",
            "@",
            "@bo",
            "<@U1|x>",
            "<",
            "\"",
            "“",
            "”",
            "value:",
            "to:",
            "reason:",
            "day:",
            "host:",
            "what:",
            "seats:",
            "x:",
            "2026",
            "on",
            "4",
            "Be kind",
            "für",
            "https://x",
            "/",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    let command = prop::sample::select(vec![
        "",
        "sh",
        "shoutout",
        "badge give",
        "plan",
        "settings",
        "contribute",
        "wall",
    ]);
    (command, prop::collection::vec(piece, 0..9))
        .prop_map(|(command, rest)| format!("/{command}{}", rest.concat()))
}

/// What is typed without what may stand around it.
fn bare(text: &str) -> String {
    line::straighten(text).replace('"', "")
}

proptest! {
    #[test]
    fn what_is_typed_stands_at_the_end_of_the_line(line in lines()) {
        let place = match typing(&line, specs()).expect("something") {
            Typing::Command { typed, from, .. } | Typing::Answer { typed, from, .. } | Typing::Name { typed, from, .. } => {
                Some((typed, from))
            }
            Typing::Complete { .. } => None,
        };
        if let Some((typed, from)) = place {
            prop_assert!(line.is_char_boundary(from));
            let around = bare(&line[from..]);
            prop_assert!(around == bare(typed) || around == format!("@{}", bare(typed)), "{typed:?} in {around:?}");
        }
    }

    #[test]
    fn what_is_typed_is_what_the_line_says(line in lines()) {
        let Some(Typing::Answer { spec, field, typed, answers, .. }) = typing(&line, specs()) else { return Ok(()) };
        let parsed = parse_line(&line, specs()).expect("a command");
        prop_assert_eq!(parsed.spec.name, spec.name);
        if typed.trim().is_empty() {
            // Nothing is said yet, and what is said next may change who answers what.
            return Ok(());
        }
        // A beginning that does not fit its field yet is left over.
        if parsed.left_over.is_none() {
            let answer = parsed.answers.get(field.name).unwrap_or_default();
            prop_assert!(bare(answer).trim().ends_with(bare(typed).trim()), "{typed:?} in {answer:?}");
        }
        for (name, answer) in answers.iter().filter(|(name, _)| *name != field.name) {
            prop_assert_eq!(parsed.answers.get(name), Some(answer.trim()).filter(|answer| !answer.is_empty()));
        }
    }

    #[test]
    fn nothing_that_can_be_typed_is_too_much(line in "/?\\PC{0,40}") {
        prop_assert_eq!(typing(&line, specs()).is_some(), line.starts_with('/'));
    }
}

//! `docs/commands.md` is made from the declarations, and this keeps it true.

use std::fmt::Write as _;
use std::path::Path;

use bot_core::Bot;
use bot_core::command::{CommandSpec, FieldSpec, Menu, Widget};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/commands.md");

const TOP: &str = r#"# Commands

Every command works typed, as a form, and where it says so on a menu or behind a button. This page is made from the
declarations; after changing one, `KITH_BLESS=1 cargo test -p house-tests reference` writes it again.

**How to type a line.** Answers stand in the order of the form, people with an `@` before their name: `/shoutout @bo @ann for
the docs`. What has blanks in it goes into quotation marks, `@"Quiet Viper"`, unless it is the last thing on the line. Any
answer can be named instead, in any order: `/contribute what:Talk at the harbour fair when:2026-11-14 with:@bo`.
"#;

/// How a field is answered.
fn answer(widget: Widget) -> String {
    match widget {
        Widget::Channel => "a channel".to_owned(),
        Widget::Choice(words) => words.join(", "),
        Widget::Day => "a day, such as 2026-11-20, `today` or `yesterday`".to_owned(),
        Widget::Flag => "on or off".to_owned(),
        Widget::Link => "a web address".to_owned(),
        Widget::LongText(most) | Widget::Text(most) => format!("text, up to {most} characters"),
        Widget::Member => "a member".to_owned(),
        Widget::Members(most) => format!("one to {most} members"),
        Widget::Message => "a message".to_owned(),
        Widget::Number(least, most) => format!("a number from {least} to {most}"),
        Widget::Search => "a name, suggested while typing".to_owned(),
    }
}

fn field(field: &FieldSpec) -> String {
    let needed = if field.required { "yes" } else { "" };
    format!("| `{}` | {} | {} | {needed} |\n", field.name, field.about, answer(field.widget))
}

fn command(spec: &CommandSpec) -> String {
    let title = match spec.menu.0 {
        Menu::Message(_) => spec.menu.1.to_owned(),
        _ => format!("/{}", spec.name),
    };
    let mut text = format!("\n## {title}\n\n{}\n\n", spec.about);
    let roles: Vec<&str> = spec.roles.iter().map(|role| role.name()).collect();
    let who = if roles.is_empty() { "everybody".to_owned() } else { roles.join(", ") };
    let place = match spec.menu.0 {
        Menu::Member(_) => format!("; also on a member’s menu as “{}”", spec.menu.1),
        Menu::Message(_) => "; on a message’s menu".to_owned(),
        Menu::Hidden => "; behind a button".to_owned(),
        Menu::Typed => String::new(),
    };
    let _ = writeln!(text, "For {who}{place}.");
    if spec.is_typed() {
        let _ = writeln!(text, "\n    {}", spec.usage());
    }
    if !spec.fields.is_empty() {
        text.push_str("\n| field | what it asks | answer | needed |\n|---|---|---|---|\n");
        text.extend(spec.fields.iter().map(field));
    }
    text
}

fn reference() -> String {
    Bot::commands().iter().fold(TOP.to_owned(), |text, one| text + &command(&one.spec))
}

#[test]
fn the_command_reference_says_what_the_declarations_say() {
    let reference = reference();
    if std::env::var_os("KITH_BLESS").is_some() {
        std::fs::write(PATH, &reference).expect("docs/commands.md is written");
    }
    let written = std::fs::read_to_string(Path::new(PATH)).unwrap_or_default();
    assert!(
        written == reference,
        "docs/commands.md is out of date: KITH_BLESS=1 cargo test -p house-tests reference"
    );
}

#[test]
fn every_command_fits_the_smallest_platform() {
    for spec in Bot::commands().iter().map(|command| command.spec) {
        let name = spec.name;
        assert!(spec.name.split(' ').all(|word| word.len() <= 32), "{name}");
        assert!(spec.fields.len() <= 25, "{name} has {} fields", spec.fields.len());
        assert!((1..=100).contains(&spec.about.chars().count()), "{name}: {}", spec.about);
        for field in spec.fields {
            assert!(field.name.len() <= 32, "{name}: {}", field.name);
            assert!((1..=100).contains(&field.about.chars().count()), "{name}: {}", field.about);
        }
        assert!(spec.fields.is_sorted_by_key(|field| !field.required), "{name}: needed fields come first");
        assert!(spec.menu.1.chars().count() <= 32, "{name}: {}", spec.menu.1);
    }
}

#[test]
fn a_command_is_no_group_of_commands() {
    let names: Vec<&str> = Bot::commands()
        .iter()
        .map(|command| command.spec)
        .filter(CommandSpec::is_typed)
        .map(|spec| spec.name)
        .collect();
    for name in &names {
        let group = format!("{name} ");
        assert!(
            !names.iter().any(|other| other.starts_with(&group)),
            "/{name} cannot be a command and a group"
        );
    }
}

//! `/setup`: what an admin settles first, with menus instead of typing; each choice is asked of the core's `/settings`.

use bot_core::chat::{Message, Text};
use bot_core::command::{Answers, CommandSpec, FieldSpec, Invocation, Widget};
use serde_json::{Value, json};

use crate::answer::Channel;
use crate::desk::{Desk, now, words};
use crate::permits;
use crate::register::describe;
use crate::words::{Own, say};
use crate::write::form::{chosen, cut, spec};
use crate::write::held::{Held, What};

/// The command's name on Discord; the core has none of this name.
pub(crate) const NAME: &str = "setup";
/// The command of the core that every choice is for.
pub(crate) const SETTINGS: &str = "settings";
/// What is chosen from menus, in this order, and what is typed.
const CHOSEN: [&str; 4] = ["digest_channel", "log_channel", "digest_day", "digest_hour"];
const TYPED: [&str; 1] = ["zone"];
/// What is chosen on the second page: roles of the server.
const ROLES: [&str; 3] = ["lead_roles", "expert_roles", "staff_roles"];
/// Which page is shown, and the second one's name.
const PAGE: &str = "page";
const SECOND: &str = "roles";
const PLACEHOLDER: usize = 150;
/// As many as a menu holds.
const MOST_ROLES: u8 = 25;
/// What the core takes for nothing chosen.
pub(crate) const NONE: &str = "none";
const TEXT_CHANNEL: u8 = 0;
const NEWS_CHANNEL: u8 = 5;

fn held(what: What) -> Held {
    Held { what, command: SETTINGS.to_owned(), answers: Answers::default() }
}

/// Whether somebody asked for the page of roles.
pub(crate) fn is_second(answers: &Answers) -> bool {
    answers.get(PAGE) == Some(SECOND)
}

/// Whoever chooses a channel for shout-outs wants them there.
pub(crate) fn complete(picked: &str, answers: &mut Answers) {
    if picked == "log_channel" && answers.get(picked).is_some_and(|channel| channel != NONE) {
        answers.set("shoutouts", "log");
    }
}

/// The settings with their menus, and what Kith may not do here.
pub(crate) async fn show(
    desk: &Desk,
    invocation: &Invocation,
    message: &mut Message,
    channel: &Channel<'_>,
    second: bool,
) {
    let locale = channel.raw.locale.as_str();
    let (guild, own) = (invocation.server.id.as_str(), Own::of(locale));
    if let Some(lacks) = permits::on_server(desk, guild, own).await {
        message.text.line(Text::words(lacks));
    }
    match desk.bot.settled(now(), &invocation.server).await {
        Ok(settled) => {
            if let Some(lacks) = permits::in_channels(desk, guild, &settled, own).await {
                message.text.line(Text::words(lacks));
            }
            message.text.line(Text::words(legend(locale, second)));
            let menus = menus(desk, locale, second, &settled).await;
            channel.whisper_with(message, menus).await;
        }
        // Menus that do not show what is settled would take it away with the next choice.
        Err(error) => {
            tracing::error!(%error, "the menus cannot show how things are");
            channel.whisper(message).await;
        }
    }
}

/// The settings that have a menu on a page, in order.
fn fields(second: bool) -> impl Iterator<Item = (CommandSpec, &'static FieldSpec)> {
    let shown: &[&str] = if second { &ROLES } else { &CHOSEN };
    let settings = spec(SETTINGS);
    shown.iter().filter_map(move |name| {
        let settings = settings?;
        Some((settings, settings.fields.iter().find(|field| field.name == *name)?))
    })
}

/// What each menu is for, from top to bottom: one in which something is chosen does not say it itself.
fn legend(locale: &str, second: bool) -> String {
    let asks = fields(second).map(|(settings, field)| settings.asks(field, words(locale)));
    let lines: Vec<String> = (1..).zip(asks).map(|(n, asks)| format!("{n}. {asks}")).collect();
    say!(Own::of(locale), "setup-menus", menus = lines.join("\n"))
}

/// The menus, with what is settled chosen in them; a message holds five rows, so roles have a page of their own.
async fn menus(desk: &Desk, locale: &str, second: bool, settled: &Answers) -> Value {
    let mut rows = Vec::new();
    for (settings, field) in fields(second) {
        let id = desk.id(&held(What::Pick(field.name.to_owned()))).await;
        let asks = settings.asks(field, words(locale));
        let settled = settled.get(field.name).unwrap_or_default();
        rows.push(json!({ "type": 1, "components": [menu(field, &id, &asks, settled)] }));
    }
    if second {
        return rows.into();
    }
    let own = Own::of(locale);
    let typed = TYPED.iter().map(|name| (*name).to_owned()).collect();
    let id = desk.id(&held(What::Open(typed))).await;
    let zone = json!({ "type": 2, "style": 2, "label": say!(own, "setup-zone"), "custom_id": id });
    let answers = Answers::from_iter([(PAGE.to_owned(), SECOND.to_owned())]);
    let id = desk.id(&Held { what: What::Press, command: NAME.to_owned(), answers }).await;
    let roles = json!({ "type": 2, "style": 2, "label": say!(own, "setup-roles"), "custom_id": id });
    rows.push(json!({ "type": 1, "components": [zone, roles] }));
    rows.into()
}

fn menu(field: &FieldSpec, id: &str, asks: &str, settled: &str) -> Value {
    let mut menu = json!({ "custom_id": id, "placeholder": cut(asks, PLACEHOLDER) });
    let options = |words: Vec<String>| -> Value {
        let option = |word| json!({ "label": word, "value": word, "default": word == settled });
        words.iter().map(option).collect()
    };
    if ROLES.contains(&field.name) {
        menu["type"] = 6.into();
        // Emptied, it settles that no role does.
        menu["min_values"] = 0.into();
        menu["max_values"] = MOST_ROLES.into();
        // What is chosen replaces what was: so whoever adds a role begins with those that are there.
        let mut roles = chosen(settled, "<@&", "role");
        roles.truncate(usize::from(MOST_ROLES));
        menu["default_values"] = roles.into();
        return menu;
    }
    match field.widget {
        Widget::Channel => {
            menu["type"] = 8.into();
            menu["channel_types"] = json!([TEXT_CHANNEL, NEWS_CHANNEL]);
            menu["min_values"] = 0.into();
            menu["default_values"] = chosen(settled, "<#", "channel").into();
        }
        Widget::Choice(words) => {
            menu["type"] = 3.into();
            menu["options"] = options(words.iter().map(|word| (*word).to_owned()).collect());
        }
        Widget::Number(least, most) => {
            menu["type"] = 3.into();
            menu["options"] = options((least..=most).map(|n| n.to_string()).collect());
        }
        _ => {}
    }
    menu
}

/// What Discord lists.
pub(crate) fn command() -> Value {
    let mut command = json!({
        "type": 1, "name": NAME, "contexts": [0], "integration_types": [0],
        "default_member_permissions": 1 << 5, "options": [],
    });
    let about = |language: &str| say!(Own::of(language), "setup-about");
    describe(&mut command, about, &about("en"));
    command
}

//! Kith's commands as Discord lists them, registered anew only when they changed.

use bot_core::command::{CommandSpec, FieldSpec, Menu, Role, Widget};
use bot_core::moment::Moment;
use bot_core::{Bot, Words};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::http::{Ask, Fault, Http};
use crate::setup;
use crate::words::{Own, say};

const SUBCOMMAND: u8 = 1;
const STRING: u8 = 3;
const INTEGER: u8 = 4;
const BOOLEAN: u8 = 5;
const USER: u8 = 6;
const CHANNEL: u8 = 7;

/// Server settings may be changed.
const MANAGE_SERVER: u64 = 1 << 5;
/// Others' messages may be deleted.
const MANAGE_MESSAGES: u64 = 1 << 13;
/// The server's statistics may be seen.
const VIEW_INSIGHTS: u64 = 1 << 19;

/// Every command, as Discord wants them. Commands of two words are one command with subcommands.
pub(crate) fn commands() -> Vec<Value> {
    let specs = || Bot::commands().iter().map(|command| command.spec);
    let mut listed: Vec<Value> = Vec::new();
    let mut groups: Vec<(&str, Vec<CommandSpec>)> = Vec::new();
    for spec in specs().filter(CommandSpec::is_typed) {
        let first = spec.name.split(' ').next().unwrap_or(spec.name);
        match groups.iter_mut().find(|(name, _)| *name == first) {
            Some((_, specs)) => specs.push(spec),
            None => groups.push((first, vec![spec])),
        }
    }
    for (name, specs) in groups {
        listed.push(typed(name, &specs));
    }
    for spec in specs() {
        let kind = match spec.menu.0 {
            Menu::Member(_) => 2,
            Menu::Message(_) => 3,
            Menu::Hidden | Menu::Typed => continue,
        };
        let mut entry =
            json!({ "type": kind, "name": spec.menu.1, "contexts": [0], "integration_types": [0] });
        entry["name_localizations"] = others(|language| spec.menu_label(Words::of(language)), spec.menu.1);
        permit(&mut entry, &[spec]);
        listed.push(entry);
    }
    listed.push(setup::command());
    listed
}

/// One command that is typed, or a group of them.
fn typed(name: &str, specs: &[CommandSpec]) -> Value {
    let mut command = json!({ "type": 1, "name": name, "contexts": [0], "integration_types": [0] });
    if let [spec] = specs
        && spec.name == name
    {
        describe(&mut command, |language| spec.about(Words::of(language)), spec.about);
        command["options"] = options(spec).into();
    } else {
        // Nobody reads this: Discord shows the subcommands.
        let all: Vec<&str> =
            specs.iter().filter_map(|spec| spec.name.split_once(' ')).map(|(_, one)| one).collect();
        command["description"] =
            format!("/{name} {}", all.join(", ")).chars().take(100).collect::<String>().into();
        let subcommands = specs.iter().map(|spec| {
            let (_, inner) = spec.name.split_once(' ').unwrap_or(("", spec.name));
            let mut one =
                json!({ "type": SUBCOMMAND, "name": inner.replace(' ', "-"), "options": options(spec) });
            describe(&mut one, |language| spec.about(Words::of(language)), spec.about);
            one
        });
        command["options"] = subcommands.collect::<Vec<_>>().into();
    }
    permit(&mut command, specs);
    command
}

/// The words in English, and in every other language that has its own.
pub(crate) fn describe(what: &mut Value, said_in: impl Fn(&str) -> String, english: &str) {
    what["description"] = english.into();
    what["description_localizations"] = others(said_in, english);
}

fn others(said_in: impl Fn(&str) -> String, english: &str) -> Value {
    let mut others = Map::new();
    for language in Words::languages().filter(|language| *language != "en") {
        let said = said_in(language);
        if said != english {
            others.insert(language.to_owned(), said.into());
        }
    }
    others.into()
}

fn options(spec: &CommandSpec) -> Vec<Value> {
    let mut options: Vec<Value> = Vec::new();
    let mut more: Vec<Value> = Vec::new();
    for field in spec.fields {
        options.push(option(spec, field, field.name, field.required));
        if let Widget::Members(most) = field.widget {
            // Discord picks one person an option.
            more.extend((2..=most).map(|n| another(&format!("{}{n}", field.name))));
        }
    }
    // Needed ones come first, and the others of several people last.
    options.extend(more);
    options
}

/// One more person, for what several are asked for.
fn another(name: &str) -> Value {
    let mut option = json!({ "type": USER, "name": name, "required": false });
    let about = |language: &str| say!(Own::of(language), "another");
    describe(&mut option, about, &about("en"));
    option
}

fn option(spec: &CommandSpec, field: &FieldSpec, name: &str, required: bool) -> Value {
    let mut option = match field.widget {
        // Whoever may also answer `none` types it, and is shown the channels meanwhile.
        Widget::Channel if !required => json!({ "type": STRING, "autocomplete": true }),
        Widget::Channel => json!({ "type": CHANNEL }),
        Widget::Choice(words) => {
            let choices: Vec<Value> =
                words.iter().map(|word| json!({ "name": word, "value": word })).collect();
            json!({ "type": STRING, "choices": choices })
        }
        Widget::Flag => json!({ "type": BOOLEAN }),
        Widget::Member | Widget::Members(_) => json!({ "type": USER }),
        Widget::Number(least, most) => json!({ "type": INTEGER, "min_value": least, "max_value": most }),
        Widget::Search => json!({ "type": STRING, "autocomplete": true }),
        Widget::LongText(most) | Widget::Text(most) => json!({ "type": STRING, "max_length": most }),
        Widget::Day | Widget::Link | Widget::Message => json!({ "type": STRING, "max_length": 500 }),
    };
    option["name"] = name.into();
    option["required"] = required.into();
    describe(&mut option, |language| spec.asks(field, Words::of(language)), field.about);
    option
}

/// Who sees it until an admin of the server says otherwise. A group that holds something for everybody is everybody's, and
/// so is one for experts, who are members like any other to Discord; the core asks again in any case.
fn permit(command: &mut Value, specs: &[CommandSpec]) {
    let anybody = [Role::Member, Role::Expert];
    let everybody =
        |spec: &CommandSpec| spec.roles.is_empty() || spec.roles.iter().any(|role| anybody.contains(role));
    if specs.iter().any(everybody) {
        return;
    }
    let roles = || specs.iter().flat_map(|spec| spec.roles);
    let permission = if roles().any(|role| *role == Role::Lead) {
        MANAGE_MESSAGES
    } else if roles().any(|role| *role == Role::Staff) {
        VIEW_INSIGHTS
    } else {
        MANAGE_SERVER
    };
    command["default_member_permissions"] = permission.into();
}

/// What the keys of notes begin with that say what is registered for an application; where follows.
fn noted_of(app: &str) -> String {
    format!("commands:{app}")
}

/// Lists these commands in a place, and no others.
async fn put(http: &Http, app: &str, place: &str, commands: Value) -> Result<(), Fault> {
    let path = format!("/applications/{app}{place}");
    http.ask(&Ask { body: Some(commands), ..Ask::new(hyper::Method::PUT, path) }).await.map(drop)
}

/// Takes the commands away from wherever else they were registered: there everybody would see each of them twice.
async fn clear(bot: &Bot, http: &Http, app: &str, here: &str) -> Result<(), Fault> {
    let all = noted_of(app);
    let noted = bot.notes(&crate::platform(), &all).await.unwrap_or_default();
    for (key, _) in noted.iter().filter(|(key, _)| key != here) {
        let place = key.strip_prefix(&all).unwrap_or_default();
        match put(http, app, place, Value::Array(Vec::new())).await {
            // A server that Kith is not on any more shows none of them.
            Ok(()) | Err(Fault::Refused { status: 403 | 404, .. }) => {}
            Err(fault) => return Err(fault),
        }
        if let Err(error) = bot.forget_notes(&crate::platform(), key, Moment(i64::MAX)).await {
            tracing::warn!(%error, "that commands were taken away cannot be noted");
        }
    }
    Ok(())
}

/// Registers the commands, everywhere or on one server, unless Discord has just these already. Whether it did.
pub(crate) async fn register(
    bot: &Bot,
    http: &Http,
    app: &str,
    server: Option<&str>,
    now: Moment,
) -> Result<bool, Fault> {
    let listed = Value::from(commands());
    let print = Sha256::digest(listed.to_string().as_bytes());
    let print: String = print.iter().map(|byte| format!("{byte:02x}")).collect();
    let place = server.map_or_else(|| "/commands".to_owned(), |server| format!("/guilds/{server}/commands"));
    let key = format!("{}{place}", noted_of(app));
    clear(bot, http, app, &key).await?;
    let noted = bot.note(&crate::platform(), &key).await.unwrap_or_default();
    if noted.as_deref() == Some(&print) {
        return Ok(false);
    }
    let note = async |print: &str| {
        if let Err(error) = bot.keep_note(now, &crate::platform(), &key, print).await {
            tracing::warn!(%error, "that the commands are registered cannot be noted");
        }
    };
    // Where is noted before, so that they are found there also by whoever comes after a crash.
    note("").await;
    put(http, app, &place, listed).await?;
    note(&print).await;
    Ok(true)
}

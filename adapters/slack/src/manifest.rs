//! The app's manifest, made from the declarations: paste it into Slack, and the app is there.

use std::fmt::Write as _;

use bot_core::Bot;
use bot_core::command::{CommandSpec, Menu};
use serde_json::{Map, Value, json};

use crate::write::text::cut;

/// What Kith may do in a workspace, each with its reason; nothing more is asked for.
pub const SCOPES: [(&str, &str); 16] = [
    (
        "channels:history",
        "count messages and replies in public channels, and read what was missed after a break",
    ),
    ("channels:read", "know the public channels' names, and whether Kith is in one"),
    ("chat:write", "post, answer, change and address"),
    ("commands", "be asked, by commands and shortcuts"),
    ("files:write", "post the digest's pictures and badge cards, hand out files"),
    ("groups:history", "the same as channels:history, in private channels into which Kith was invited"),
    ("groups:read", "the same as channels:read, in private channels into which Kith was invited"),
    ("im:history", "find again, after a crash, a direct message that was sent already"),
    (
        "im:write",
        "write to somebody who acted first: an answer that comes too late, a file, a notice to an admin",
    ),
    (
        "mpim:history",
        "know that somebody was answered in a conversation of a few that Kith opened, and find again there what it said",
    ),
    ("mpim:write", "bring whoever asks in private together with the one who answers"),
    ("reactions:read", "count reactions, and let one of them give a shout-out"),
    ("reactions:write", "react to messages"),
    ("usergroups:read", "know who is in which user group, for badges and rules that name one"),
    ("usergroups:write", "put somebody into the user group that a badge brings"),
    ("users:read", "know names, who is a bot or a guest, and who may manage the workspace"),
];

/// What Kith hears of.
pub(crate) const EVENTS: [&str; 21] = [
    "app_home_opened",
    "app_uninstalled",
    "channel_archive",
    "channel_created",
    "channel_deleted",
    "channel_rename",
    "group_archive",
    "group_deleted",
    "group_rename",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.mpim",
    "reaction_added",
    "reaction_removed",
    "subteam_created",
    "subteam_members_changed",
    "subteam_updated",
    "team_join",
    "tokens_revoked",
];
/// Heard of too, but named apart: it is the one that comes often.
const CHANGED: &str = "user_change";

/// Commands that also stand by themselves unless somebody says otherwise.
pub const ALIASES: [&str; 4] = ["ask", "contribute", "link", "shoutout"];

/// Slack's limits.
const SHORTCUTS: usize = 10;
const SHORTCUT: usize = 24;
const ABOUT_SHORTCUT: usize = 150;
const USAGE: usize = 1_000;

fn specs() -> impl Iterator<Item = CommandSpec> {
    Bot::commands().iter().map(|command| command.spec)
}

/// The manifest in YAML: for Socket Mode, or for Slack to come to a public address such as `https://kith.example`. `aliases`
/// are commands that stand by themselves besides `/kith`; those that do not exist are left out, and those of several words,
/// which Slack does not take.
pub fn manifest(url: Option<&str>, aliases: &[&str]) -> String {
    let mut yaml = String::from(
        "# Kith for Slack. Made from the declarations by `kith slack manifest`; docs/slack.md says what each scope is for.\n",
    );
    write_map(&mut yaml, &manifest_value(url, aliases), 0);
    yaml
}

/// The same as a value, to be held against what Slack takes.
pub fn manifest_value(url: Option<&str>, aliases: &[&str]) -> Value {
    let url = url.map(|url| url.trim_end_matches('/'));
    let at = |path: &str| url.map(|url| format!("{url}/slack/{path}"));
    let mut events: Vec<&str> = EVENTS.to_vec();
    events.push(CHANGED);
    let mut heard = json!({ "bot_events": events });
    let mut interactivity = json!({ "is_enabled": true });
    let scopes: Vec<&str> = SCOPES.iter().map(|(scope, _)| *scope).collect();
    let mut oauth = json!({ "scopes": { "bot": scopes } });
    if let (Some(events), Some(interactive), Some(options)) = (at("events"), at("interactive"), at("options"))
    {
        heard["request_url"] = events.into();
        interactivity["request_url"] = interactive.into();
        interactivity["message_menu_options_url"] = options.into();
        oauth["redirect_urls"] = json!([at("oauth")]);
    }
    json!({
        "display_information": {
            "name": "Kith",
            "description": "Say thanks, count a little from everyone, and know each week how the community is.",
            "long_description": "Kith hands a community to its members. They thank each other and tell of work done \
                elsewhere; leads, whom members chose, give badges; staff read one weekly digest in a channel. It speaks \
                only when spoken to, keeps no message text, ranks nobody unless asked to, and anyone can see, export and \
                forget what is stored about them.",
            "background_color": "#2f4858",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": true, "messages_tab_enabled": true, "messages_tab_read_only_enabled": true,
            },
            "bot_user": { "display_name": "Kith", "always_online": true },
            "shortcuts": shortcuts(),
            "slash_commands": commands(at("commands").as_deref(), aliases),
        },
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": heard,
            "interactivity": interactivity,
            "org_deploy_enabled": false,
            "socket_mode_enabled": url.is_none(),
            "token_rotation_enabled": false,
        },
    })
}

/// The menu on a message, and what stands on a member's menu elsewhere: Slack has none, so it stands by itself.
fn shortcuts() -> Vec<Value> {
    let shortcut = |spec: CommandSpec| {
        let kind = match spec.menu.0 {
            Menu::Message(_) => "message",
            Menu::Member(_) => "global",
            Menu::Hidden | Menu::Typed => return None,
        };
        Some(json!({
            "name": cut(spec.menu.1, SHORTCUT), "type": kind, "callback_id": spec.name,
            "description": cut(spec.about, ABOUT_SHORTCUT),
        }))
    };
    let mut shortcuts: Vec<Value> = specs().filter_map(shortcut).collect();
    // Slack takes ten: those on messages first, which cannot be typed.
    shortcuts.sort_by_key(|shortcut| shortcut["type"] != "message");
    shortcuts.truncate(SHORTCUTS);
    shortcuts
}

fn stands_alone(spec: &CommandSpec) -> bool {
    spec.is_typed() && !spec.name.contains(' ')
}

fn commands(url: Option<&str>, aliases: &[&str]) -> Vec<Value> {
    let command = |name: &str, about: &str, usage: String| {
        let mut command = json!({
            "command": format!("/{name}"), "description": about, "should_escape": true,
        });
        if !usage.is_empty() {
            command["usage_hint"] = cut(&usage, USAGE).into();
        }
        if let Some(url) = url {
            command["url"] = url.into();
        }
        command
    };
    let mut commands = vec![command("kith", "Ask Kith for anything.", "help".to_owned())];
    for spec in specs().filter(|spec| stands_alone(spec) && aliases.contains(&spec.name)) {
        let usage = spec.usage().split_once(' ').map(|(_, usage)| usage.to_owned()).unwrap_or_default();
        commands.push(command(spec.name, spec.about, usage));
    }
    commands
}

/// A map, line by line. Every text stands in quotation marks, as in JSON, which is YAML too.
fn write_map(yaml: &mut String, value: &Value, depth: usize) {
    let indent = "  ".repeat(depth);
    for (key, inner) in value.as_object().into_iter().flatten() {
        match inner {
            Value::Object(_) => {
                let _ = writeln!(yaml, "{indent}{key}:");
                write_map(yaml, inner, depth + 1);
            }
            Value::Array(items) => {
                let _ = writeln!(yaml, "{indent}{key}:");
                items.iter().for_each(|item| write_item(yaml, item, depth + 1));
            }
            scalar => {
                let _ = writeln!(yaml, "{indent}{key}: {scalar}");
            }
        }
    }
}

fn write_item(yaml: &mut String, item: &Value, depth: usize) {
    let indent = "  ".repeat(depth);
    let empty = Map::new();
    let Some(map) = item.as_object() else {
        let _ = writeln!(yaml, "{indent}- {item}");
        return;
    };
    let map = if map.is_empty() { &empty } else { map };
    for (n, (key, scalar)) in map.iter().enumerate() {
        let sign = if n == 0 { "- " } else { "  " };
        let _ = writeln!(yaml, "{indent}{sign}{key}: {scalar}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_keeps_within_slacks_limits() {
        for url in [None, Some("https://kith.example")] {
            let all: Vec<&str> = specs().map(|spec| spec.name).collect();
            let made = manifest_value(url, &all);
            let features = &made["features"];
            let shortcuts = features["shortcuts"].as_array().expect("shortcuts");
            assert!((1..=SHORTCUTS).contains(&shortcuts.len()));
            for shortcut in shortcuts {
                let name = shortcut["name"].as_str().expect("a name");
                assert!(!name.ends_with('…') && name.chars().count() <= SHORTCUT, "{name}");
            }
            let commands = features["slash_commands"].as_array().expect("commands");
            for command in commands.iter().map(|command| command["command"].as_str().expect("a name")) {
                assert!((2..=32).contains(&command.len()) && !command.contains(' '), "{command}");
            }
            let long = made["display_information"]["long_description"].as_str().expect("words");
            assert!((175..=4_000).contains(&long.len()), "{}", long.len());
            assert_eq!(made["settings"]["socket_mode_enabled"], url.is_none());
        }
        let menus = specs().filter(|spec| matches!(spec.menu.0, Menu::Message(_))).count();
        let listed = shortcuts().iter().filter(|one| one["type"] == "message").count();
        assert_eq!(listed, menus, "everything on a message's menu has its shortcut");
    }

    #[test]
    fn a_public_address_is_where_everything_goes() {
        let made = manifest(Some("https://kith.example/"), &["shoutout"]);
        for path in ["commands", "events", "interactive", "options"] {
            assert!(made.contains(&format!("\"https://kith.example/slack/{path}\"")), "{path}\n{made}");
        }
        assert!(!manifest(None, &[]).contains("https://"), "nothing is public in Socket Mode");
    }
}

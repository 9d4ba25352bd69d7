//! `config/slack-manifest.yaml` is made from the declarations, and this keeps it true, within what Slack takes, and explained.

use std::path::Path;

use serde_json::{Value, json};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../config/slack-manifest.yaml");
const GUIDE: &str = include_str!("../../../docs/slack.md");

#[test]
fn the_manifest_that_ships_is_the_one_that_is_printed() {
    let printed = slack::manifest(None, &slack::ALIASES);
    if std::env::var_os("KITH_BLESS").is_some() {
        std::fs::write(PATH, &printed).expect("config/slack-manifest.yaml is written");
    }
    let written = std::fs::read_to_string(Path::new(PATH)).unwrap_or_default();
    assert!(
        written == printed,
        "config/slack-manifest.yaml is behind. Write it again with KITH_BLESS=1 cargo test -p house-tests slack_app"
    );
}

#[test]
fn every_scope_is_explained() {
    for (scope, why) in slack::SCOPES {
        assert!(
            GUIDE.contains(&format!("| `{scope}` | {why} |")),
            "docs/slack.md says not what {scope} is for: {why}"
        );
    }
}

/// What Slack's published schema of a manifest says of the parts that Kith's has: the fields of each, which of them are
/// needed, and how long texts and lists may be. The file in the contracts' folder only points to it on the net.
fn schema() -> Value {
    let text = |least: u64, most: u64| json!({ "type": "string", "minLength": least, "maxLength": most });
    let object = |properties: Value, required: Value| json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required });
    let list =
        |items: Value, most: u64| json!({ "type": "array", "items": items, "minItems": 1, "maxItems": most });
    let flag = json!({ "type": "boolean" });
    let url = json!({ "type": "string", "pattern": "^https?://", "maxLength": 3_000 });
    let command = object(
        json!({
            "command": { "type": "string", "minLength": 2, "maxLength": 32, "pattern": "^/" },
            "description": text(1, 2_000), "usage_hint": text(1, 1_000), "should_escape": flag, "url": url,
        }),
        json!(["command", "description"]),
    );
    let shortcut = object(
        json!({
            "name": text(1, 24), "type": { "enum": ["message", "global"] }, "callback_id": text(1, 255),
            "description": text(1, 150),
        }),
        json!(["name", "type", "callback_id", "description"]),
    );
    object(
        json!({
            "display_information": object(
                json!({
                    "name": text(1, 35), "description": text(1, 140), "long_description": text(175, 4_000),
                    "background_color": text(4, 7),
                }),
                json!(["name"]),
            ),
            "features": object(
                json!({
                    "app_home": object(
                        json!({
                            "home_tab_enabled": flag, "messages_tab_enabled": flag,
                            "messages_tab_read_only_enabled": flag,
                        }),
                        json!([]),
                    ),
                    "bot_user": object(json!({ "display_name": text(1, 80), "always_online": flag }), json!(["display_name"])),
                    "shortcuts": list(shortcut, 10),
                    "slash_commands": list(command, 50),
                }),
                json!([]),
            ),
            "oauth_config": object(
                json!({
                    "redirect_urls": list(text(1, 2_500), 1_000),
                    "scopes": object(json!({ "bot": list(text(1, 50), 255) }), json!([])),
                }),
                json!([]),
            ),
            "settings": object(
                json!({
                    "event_subscriptions": object(
                        json!({ "bot_events": list(text(1, 50), 100), "request_url": url }),
                        json!([]),
                    ),
                    "interactivity": object(
                        json!({ "is_enabled": flag, "request_url": url, "message_menu_options_url": url }),
                        json!(["is_enabled"]),
                    ),
                    "org_deploy_enabled": flag, "socket_mode_enabled": flag, "token_rotation_enabled": flag,
                }),
                json!([]),
            ),
        }),
        json!(["display_information"]),
    )
}

#[test]
fn the_manifest_is_valid_for_socket_mode_and_for_a_public_address() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    for url in [None, Some("https://kith.example")] {
        let manifest = slack::manifest_value(url, &slack::ALIASES);
        let wrong: Vec<String> = validator.iter_errors(&manifest).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

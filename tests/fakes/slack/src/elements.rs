//! The elements of Block Kit: buttons, menus, inputs and pictures, and which may stand where.

use serde_json::Value;

use crate::blocks::{Words, fields, flag, list, number, short, string, text};

/// In what kind of block an element stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Home {
    Actions,
    Input,
    Section,
}

/// The id at which an element answers.
const BASIC: [&str; 3] = ["type", "action_id", "focus_on_load"];

fn may_stand(kind: &str, home: Home) -> bool {
    let select = |kind: &str| kind.ends_with("_select") && kind.rsplit_once("_select").is_some();
    match kind {
        "button" | "overflow" | "workflow_button" => home != Home::Input,
        "image" => home == Home::Section,
        "checkboxes" | "datepicker" | "radio_buttons" | "timepicker" => true,
        "datetimepicker" => home != Home::Section,
        "email_text_input" | "number_input" | "plain_text_input" | "rich_text_input" | "url_text_input" => {
            home == Home::Input
        }
        kind if kind.starts_with("multi_") => select(kind) && home != Home::Actions,
        kind => select(kind),
    }
}

/// One element.
pub(crate) fn element(value: &Value, home: Home, at: &str, out: &mut Vec<String>) {
    let kind = value["type"].as_str().unwrap_or_default();
    if !may_stand(kind, home) {
        out.push(format!("{at}: {} is no element for this block ({home:?})", short(&value["type"])));
        return;
    }
    if kind != "image" {
        string(value, "action_id", 255, true, at, out);
        flag(value, "focus_on_load", at, out);
    }
    let known = |more: &[&'static str], out: &mut Vec<String>| {
        let all: Vec<&str> = BASIC.iter().chain(more).copied().collect();
        fields(value, &all, at, out);
    };
    match kind {
        "button" => button(value, at, out),
        "image" => {
            fields(value, &["type", "alt_text", "image_url", "slack_file"], at, out);
            picture(value, at, out);
        }
        "overflow" => {
            known(&["options", "confirm"], out);
            list(value, "options", 5, at, out);
            options(value, Words::Plain, true, at, out);
        }
        "checkboxes" | "radio_buttons" => {
            known(&["options", "initial_option", "initial_options", "confirm"], out);
            list(value, "options", 10, at, out);
            options(value, Words::Any, false, at, out);
        }
        "datepicker" => {
            known(&["initial_date", "placeholder", "confirm"], out);
            moment(value, "initial_date", 10, at, out);
        }
        "timepicker" => {
            known(&["initial_time", "placeholder", "timezone", "confirm"], out);
            moment(value, "initial_time", 5, at, out);
        }
        "datetimepicker" => {
            known(&["initial_date_time", "confirm"], out);
            number(value, "initial_date_time", 1_000_000_000, 9_999_999_999, at, out);
        }
        "plain_text_input" => typed(value, at, out),
        "number_input" => {
            known(
                &[
                    "is_decimal_allowed",
                    "initial_value",
                    "min_value",
                    "max_value",
                    "placeholder",
                    "dispatch_action_config",
                ],
                out,
            );
            if !value["is_decimal_allowed"].is_boolean() {
                out.push(format!("{at}: needs is_decimal_allowed"));
            }
            for key in ["initial_value", "max_value", "min_value"] {
                string(value, key, 20, false, at, out);
                if value[key].as_str().is_some_and(|typed| typed.parse::<f64>().is_err()) {
                    out.push(format!("{at}.{key}: is no number"));
                }
            }
        }
        "email_text_input" | "url_text_input" => {
            known(&["initial_value", "placeholder", "dispatch_action_config"], out);
            string(value, "initial_value", 3_000, false, at, out);
        }
        "rich_text_input" => known(&["initial_value", "placeholder", "dispatch_action_config"], out),
        _ => select(value, kind, at, out),
    }
    if !value["placeholder"].is_null() {
        text(&value["placeholder"], Words::Plain, 150, &format!("{at}.placeholder"), out);
    }
    if !value["confirm"].is_null() {
        confirm(&value["confirm"], &format!("{at}.confirm"), out);
    }
}

fn button(value: &Value, at: &str, out: &mut Vec<String>) {
    let known = ["type", "action_id", "text", "url", "value", "style", "confirm", "accessibility_label"];
    fields(value, &known, at, out);
    text(&value["text"], Words::Plain, 75, &format!("{at}.text"), out);
    string(value, "accessibility_label", 75, false, at, out);
    string(value, "url", 3_000, false, at, out);
    string(value, "value", 2_000, false, at, out);
    style(value, at, out);
    let url = value["url"].as_str().unwrap_or("https://");
    if !url.starts_with("https://") && !url.starts_with("http://") {
        out.push(format!("{at}.url: {url} is no address"));
    }
}

fn style(value: &Value, at: &str, out: &mut Vec<String>) {
    if !value["style"].is_null() && value["style"] != "primary" && value["style"] != "danger" {
        out.push(format!("{at}.style: {}", short(&value["style"])));
    }
}

fn confirm(value: &Value, at: &str, out: &mut Vec<String>) {
    fields(value, &["title", "text", "confirm", "deny", "style"], at, out);
    text(&value["title"], Words::Plain, 100, &format!("{at}.title"), out);
    text(&value["text"], Words::Any, 300, &format!("{at}.text"), out);
    text(&value["confirm"], Words::Plain, 30, &format!("{at}.confirm"), out);
    text(&value["deny"], Words::Plain, 30, &format!("{at}.deny"), out);
    style(value, at, out);
}

fn typed(value: &Value, at: &str, out: &mut Vec<String>) {
    let known = [
        "type",
        "action_id",
        "focus_on_load",
        "initial_value",
        "multiline",
        "min_length",
        "max_length",
        "placeholder",
        "dispatch_action_config",
    ];
    fields(value, &known, at, out);
    flag(value, "multiline", at, out);
    number(value, "min_length", 0, 3_000, at, out);
    number(value, "max_length", 1, 3_000, at, out);
    string(value, "initial_value", 3_000, false, at, out);
    let (least, most) =
        (value["min_length"].as_i64().unwrap_or(0), value["max_length"].as_i64().unwrap_or(3_000));
    if least > most {
        out.push(format!("{at}: at least {least} characters and at most {most}"));
    }
    let initial = value["initial_value"].as_str().map_or(0, |text| text.chars().count());
    if i64::try_from(initial).unwrap_or(i64::MAX) > most {
        out.push(format!("{at}.initial_value: {initial} characters, more than its max_length"));
    }
    if !value["dispatch_action_config"].is_null() {
        let at = format!("{at}.dispatch_action_config");
        fields(&value["dispatch_action_config"], &["trigger_actions_on"], &at, out);
    }
}

fn moment(value: &Value, key: &str, length: usize, at: &str, out: &mut Vec<String>) {
    string(value, key, length, false, at, out);
    let fits =
        |text: &str| text.len() == length && text.chars().all(|c| c.is_ascii_digit() || c == '-' || c == ':');
    if value[key].as_str().is_some_and(|text| !fits(text)) {
        out.push(format!("{at}.{key}: {}", short(&value[key])));
    }
}

fn select(value: &Value, kind: &str, at: &str, out: &mut Vec<String>) {
    let many = kind.starts_with("multi_");
    let mut known = vec!["type", "action_id", "focus_on_load", "placeholder", "confirm"];
    if many {
        known.push("max_selected_items");
        number(value, "max_selected_items", 1, 1_000, at, out);
    }
    let (one, several) = match kind.trim_start_matches("multi_") {
        "static_select" => {
            known.extend(["options", "option_groups"]);
            choices(value, at, out);
            ("initial_option", "initial_options")
        }
        "external_select" => {
            known.push("min_query_length");
            number(value, "min_query_length", 0, 150, at, out);
            for (n, option) in initial(value).into_iter().enumerate() {
                self::option(option, Words::Plain, false, &format!("{at}.initial[{n}]"), out);
            }
            ("initial_option", "initial_options")
        }
        "users_select" => ("initial_user", "initial_users"),
        "channels_select" => {
            known.push("response_url_enabled");
            ("initial_channel", "initial_channels")
        }
        "conversations_select" => {
            known.extend(["default_to_current_conversation", "filter", "response_url_enabled"]);
            if !value["filter"].is_null() {
                let filters = ["include", "exclude_external_shared_channels", "exclude_bot_users"];
                fields(&value["filter"], &filters, &format!("{at}.filter"), out);
            }
            ("initial_conversation", "initial_conversations")
        }
        _ => {
            out.push(format!("{at}: there is no {kind}"));
            return;
        }
    };
    known.push(if many { several } else { one });
    fields(value, &known, at, out);
    if many && !value[several].is_null() {
        let most = value["max_selected_items"].as_u64().unwrap_or(1_000);
        list(value, several, usize::try_from(most).unwrap_or(1_000), at, out);
    }
}

fn choices(value: &Value, at: &str, out: &mut Vec<String>) {
    match (value["options"].is_null(), value["option_groups"].is_null()) {
        (true, true) => out.push(format!("{at}: needs options")),
        (false, false) => out.push(format!("{at}: options and groups of them")),
        (false, true) => {
            list(value, "options", 100, at, out);
            options(value, Words::Plain, false, at, out);
        }
        (true, false) => groups(value, at, out),
    }
}

/// Groups of options.
pub(crate) fn groups(value: &Value, at: &str, out: &mut Vec<String>) {
    list(value, "option_groups", 100, at, out);
    for (n, group) in value["option_groups"].as_array().into_iter().flatten().enumerate() {
        let at = format!("{at}.option_groups[{n}]");
        fields(group, &["label", "options"], &at, out);
        text(&group["label"], Words::Plain, 75, &format!("{at}.label"), out);
        list(group, "options", 100, &at, out);
        options(group, Words::Plain, false, &at, out);
    }
}

fn initial(value: &Value) -> Vec<&Value> {
    let several = value["initial_options"].as_array().into_iter().flatten();
    several.chain(Some(&value["initial_option"]).filter(|one| !one.is_null())).collect()
}

/// The options of an element, and those among them that are chosen from the beginning.
pub(crate) fn options(value: &Value, words: Words, url: bool, at: &str, out: &mut Vec<String>) {
    let all: Vec<&Value> = value["options"].as_array().into_iter().flatten().collect();
    for (n, option) in all.iter().enumerate() {
        self::option(option, words, url, &format!("{at}.options[{n}]"), out);
        if all[..n].iter().any(|other| other["value"] == option["value"]) {
            out.push(format!("{at}.options[{n}]: a second {}", short(&option["value"])));
        }
    }
    for chosen in initial(value) {
        if !all.contains(&chosen) {
            out.push(format!("{at}: {} is chosen from the beginning and is no option", short(chosen)));
        }
    }
}

fn option(value: &Value, words: Words, url: bool, at: &str, out: &mut Vec<String>) {
    let known: &[&str] =
        if url { &["text", "value", "description", "url"] } else { &["text", "value", "description"] };
    fields(value, known, at, out);
    text(&value["text"], words, 75, &format!("{at}.text"), out);
    string(value, "value", 150, true, at, out);
    if !value["description"].is_null() {
        text(&value["description"], words, 75, &format!("{at}.description"), out);
    }
}

/// What a picture needs: words for who cannot see it, and one place where it is.
pub(crate) fn picture(value: &Value, at: &str, out: &mut Vec<String>) {
    string(value, "alt_text", 2_000, true, at, out);
    string(value, "image_url", 3_000, false, at, out);
    if value["image_url"].is_null() == value["slack_file"].is_null() {
        out.push(format!("{at}: a picture is at image_url or in slack_file"));
    }
    if !value["slack_file"].is_null() {
        let at = format!("{at}.slack_file");
        fields(&value["slack_file"], &["id", "url"], &at, out);
        if value["slack_file"]["id"].is_null() == value["slack_file"]["url"].is_null() {
            out.push(format!("{at}: an id or a url"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn wrong(value: &Value, home: Home) -> Vec<String> {
        let mut out = Vec::new();
        element(value, home, "here", &mut out);
        out
    }

    fn plain(words: &str) -> Value {
        json!({ "type": "plain_text", "text": words })
    }

    #[test]
    fn elements_stand_where_they_may_with_what_they_may() {
        let option = json!({ "text": plain("One"), "value": "1" });
        let select = json!({ "type": "static_select", "action_id": "a", "options": [option], "initial_option": option });
        for home in [Home::Actions, Home::Input, Home::Section] {
            assert_eq!(wrong(&select, home), Vec::<String>::new());
        }
        let users = json!({ "type": "multi_users_select", "action_id": "a", "max_selected_items": 3 });
        assert_eq!(wrong(&users, Home::Input), Vec::<String>::new());
        assert_eq!(wrong(&users, Home::Actions).len(), 1);
        let external = json!({ "type": "external_select", "action_id": "a", "min_query_length": 0 });
        assert_eq!(wrong(&external, Home::Input), Vec::<String>::new());
        let typed =
            json!({ "type": "plain_text_input", "action_id": "a", "max_length": 3, "initial_value": "four" });
        assert!(wrong(&typed, Home::Input)[0].contains("max_length"));
        let other = json!({ "text": plain("Two"), "value": "2" });
        let unknown = json!({ "type": "static_select", "action_id": "a", "options": [option], "initial_option": other });
        assert!(wrong(&unknown, Home::Input)[0].contains("is no option"));
        let five = vec![option.clone(); 6];
        assert!(
            !wrong(&json!({ "type": "overflow", "action_id": "a", "options": five }), Home::Actions)
                .is_empty()
        );
        let button =
            json!({ "type": "button", "action_id": "a", "text": plain(&"x".repeat(76)), "style": "loud" });
        assert_eq!(wrong(&button, Home::Actions).len(), 2);
        assert_eq!(
            wrong(&json!({ "type": "button", "action_id": "a", "text": plain("x") }), Home::Input).len(),
            1
        );
    }
}

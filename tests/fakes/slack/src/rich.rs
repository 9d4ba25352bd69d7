//! Rich text: which elements Slack takes in it, and what they say to who reads them.

use serde_json::Value;

use crate::blocks::{each, fields, list, short, string};

/// The most characters in one block of rich text that Kith may write: as many as in a section.
const MOST: usize = 3_000;

/// What is wrong with a block of rich text.
pub(crate) fn check(block: &Value, at: &str, out: &mut Vec<String>) {
    fields(block, &["type", "block_id", "elements"], at, out);
    list(block, "elements", 500, at, out);
    for (n, part) in block["elements"].as_array().into_iter().flatten().enumerate() {
        let at = format!("{at}.elements[{n}]");
        match part["type"].as_str() {
            Some("rich_text_section" | "rich_text_quote" | "rich_text_preformatted") => {
                fields(part, &["type", "elements", "border"], &at, out);
                list(part, "elements", 500, &at, out);
                for (n, element) in part["elements"].as_array().into_iter().flatten().enumerate() {
                    one(element, &format!("{at}.elements[{n}]"), out);
                }
            }
            _ => out.push(format!("{at}: {} is no part of a rich text", short(&part["type"]))),
        }
    }
    let mut length = 0;
    each(block, &mut |value| length += value["text"].as_str().map_or(0, |text| text.chars().count()));
    if length > MOST {
        out.push(format!("{at}: {length} characters, more than {MOST}"));
    }
}

fn one(element: &Value, at: &str, out: &mut Vec<String>) {
    let is_id = |key: &str, first: &[char]| {
        let id = element[key].as_str().unwrap_or_default();
        let fine = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
        id.starts_with(first) && id.len() > 8 && id.chars().all(fine)
    };
    let known: &[&str] = match element["type"].as_str() {
        Some("text") => &["type", "text", "style"],
        Some("link") => &["type", "url", "text", "unsafe", "style"],
        Some("user") => &["type", "user_id", "style"],
        Some("channel") => &["type", "channel_id", "style"],
        Some("date") => &["type", "timestamp", "format", "url", "fallback"],
        Some("emoji") => &["type", "name", "unicode"],
        // Those that ring many stand in no message of Kith's.
        _ => return out.push(format!("{at}: {} may not stand here", short(&element["type"]))),
    };
    fields(element, known, at, out);
    match element["type"].as_str() {
        Some("text") => string(element, "text", MOST, true, at, out),
        Some("link") => {
            string(element, "text", MOST, false, at, out);
            let url = element["url"].as_str().unwrap_or_default();
            if !url.starts_with("https://") && !url.starts_with("http://") && !url.starts_with("mailto:") {
                out.push(format!("{at}: {url} is no address"));
            }
        }
        Some("user") if !is_id("user_id", &['U', 'W']) => out.push(format!("{at}: nobody")),
        Some("channel") if !is_id("channel_id", &['C', 'G', 'D']) => out.push(format!("{at}: no channel")),
        Some("date") if !element["timestamp"].is_i64() => out.push(format!("{at}: no moment")),
        Some("date") => string(element, "format", 255, true, at, out),
        _ => {}
    }
    if !element["style"].is_null() {
        fields(&element["style"], &["bold", "italic", "strike", "code"], &format!("{at}.style"), out);
    }
}

/// What a block of rich text says, as Slack's own markup would: quotations line by line.
pub(crate) fn words(block: &Value) -> String {
    let parts = block["elements"].as_array().into_iter().flatten().map(|part| {
        let said: String = part["elements"].as_array().into_iter().flatten().map(said).collect();
        if part["type"] != "rich_text_quote" {
            return said;
        }
        said.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
    });
    parts.collect::<Vec<_>>().join("\n")
}

fn said(element: &Value) -> String {
    let text = |key: &str| element[key].as_str().unwrap_or_default();
    match text("type") {
        "user" => format!("<@{}>", text("user_id")),
        "channel" => format!("<#{}>", text("channel_id")),
        "date" => text("fallback").to_owned(),
        "emoji" => format!(":{}:", text("name")),
        "link" if element["text"].is_null() => text("url").to_owned(),
        _ => text("text").to_owned(),
    }
}

//! Kith's page as Slack takes it: within a hundred blocks, what does not fit said so.

use bot_core::Section;
use serde_json::{Value, json};

use super::form::plain;
use super::message::{draw, rows};
use super::slash;
use crate::workspace::Workspace;

/// The most blocks of the page.
const BLOCKS: usize = 100;
const HEADER: usize = 150;

/// The page, with what its buttons carry.
pub(crate) fn view(sections: &[(Section, Vec<String>)], here: &Workspace) -> Value {
    let mut blocks: Vec<Value> = Vec::new();
    for (n, (section, values)) in sections.iter().enumerate() {
        let mut part: Vec<Value> = Vec::new();
        if let Some(title) = &section.title {
            part.push(json!({ "type": "header", "text": plain(&slash::here(title), HEADER) }));
        }
        let words = bot_core::chat::Message { buttons: Vec::new(), ..section.message.clone() };
        part.extend(draw(&words, here, &[]).into_iter().flat_map(|piece| piece.blocks));
        part.extend(rows(&section.message.buttons, values).into_iter().enumerate().map(
            |(row, mut actions)| {
                // The same button may stand in several parts.
                actions["block_id"] = format!("part-{n}-{row}").into();
                actions
            },
        ));
        // A section stands as a whole, or what remains of the page would not be understood.
        if blocks.len() + part.len() > BLOCKS - 1 {
            blocks.push(json!({ "type": "section", "text": plain("…", HEADER) }));
            break;
        }
        blocks.extend(part);
    }
    json!({ "type": "home", "callback_id": "kith", "blocks": blocks })
}

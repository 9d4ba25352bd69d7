//! A message as Slack takes it: in as many pieces as it needs, with buttons under the last one.

use bot_core::chat::{Button, ButtonStyle, Message};
use serde_json::{Value, json};

use super::rich::{Rich, blocks};
use super::text::cut;
use crate::workspace::Workspace;

/// The most characters of one message: Slack takes more, but folds it away.
const MESSAGE: usize = 9_000;
/// The most blocks of words in one message; the rest of Slack's fifty is for buttons.
const BLOCKS: usize = 40;
/// The most characters of what a notification says.
const NOTICE: usize = 3_900;
const BUTTON: usize = 75;
const ROW: usize = 25;
/// The most characters that a picture's description has.
const ALT: usize = 1_000;

/// A piece of a message, ready to be sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Piece {
    /// The same for notifications.
    pub(crate) text: String,
    pub(crate) blocks: Vec<Value>,
}

impl Piece {
    /// Words of this adapter's alone.
    pub(crate) fn words(words: &str, here: &Workspace) -> Vec<Self> {
        draw(&Message::new(bot_core::chat::Text::words(words)), here, &[])
    }

    /// As the body of a call.
    pub(crate) fn body(&self) -> Value {
        json!({ "text": self.text, "blocks": self.blocks })
    }

    /// As the body of a post, which shows no previews of what is linked.
    pub(crate) fn post(&self, channel: &str) -> Value {
        let mut body = self.body();
        body["channel"] = channel.into();
        body["unfurl_links"] = false.into();
        body["unfurl_media"] = false.into();
        body
    }
}

/// A message in pieces. `values` are what its buttons carry, in order. Pictures and files go by themselves.
pub(crate) fn draw(message: &Message, here: &Workspace, values: &[String]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut length = 0;
    for Rich { block, text, length: more } in blocks(&message.text, here) {
        match pieces.last_mut() {
            Some(last) if length + more <= MESSAGE && last.blocks.len() < BLOCKS => {
                length += more;
                last.blocks.push(block);
                last.text.push('\n');
                last.text.push_str(&text);
            }
            _ => {
                length = more;
                pieces.push(Piece { text, blocks: vec![block] });
            }
        }
    }
    let rows = rows(&message.buttons, values);
    if pieces.is_empty() && !rows.is_empty() {
        pieces.push(Piece::default());
    }
    if let Some(last) = pieces.last_mut() {
        last.blocks.extend(rows);
    }
    for piece in &mut pieces {
        // Everything stands in the blocks; without words, Slack would read the buttons out.
        piece.text = cut(&piece.text, NOTICE);
        if piece.text.trim().is_empty() {
            piece.text = "Kith".to_owned();
        }
    }
    pieces
}

/// Buttons in rows, carrying these values.
pub(crate) fn rows(buttons: &[Button], values: &[String]) -> Vec<Value> {
    let drawn: Vec<Value> = buttons
        .iter()
        .zip(values)
        .enumerate()
        .map(|(n, (button, value))| {
            let mut drawn = one(&button.label, &format!("press-{n}"), value);
            match button.style {
                ButtonStyle::Danger => drawn["style"] = "danger".into(),
                ButtonStyle::Primary => drawn["style"] = "primary".into(),
                ButtonStyle::Plain => {}
            }
            drawn
        })
        .collect();
    drawn.chunks(ROW).map(|row| json!({ "type": "actions", "elements": row })).collect()
}

/// A button.
pub(crate) fn one(label: &str, id: &str, value: &str) -> Value {
    let text = json!({ "type": "plain_text", "text": cut(label, BUTTON), "emoji": true });
    json!({ "type": "button", "action_id": id, "text": text, "value": value })
}

/// A picture or a file to hand over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Upload {
    pub(crate) name: String,
    pub(crate) title: String,
    /// What it shows, for those who cannot see it.
    pub(crate) alt: String,
    pub(crate) body: Vec<u8>,
}

/// Pictures as pixels, and files. It takes a while: not on a thread on which others wait.
pub(crate) fn uploads(message: &Message) -> Vec<Upload> {
    let pictures = message.pictures.iter().filter_map(|picture| match pictures::png(picture) {
        Ok(body) => {
            let name = format!("{}.png", file_name(&picture.name));
            Some(Upload { title: name.clone(), name, alt: cut(&picture.alt, ALT), body })
        }
        Err(error) => {
            tracing::error!(%error, picture = picture.name, "a picture cannot be drawn");
            None
        }
    });
    let files = message.files.iter().map(|file| {
        let name = file_name(&file.name);
        Upload { title: name.clone(), name, alt: String::new(), body: file.body.clone().into_bytes() }
    });
    pictures.chain(files).collect()
}

/// A name that Slack leaves as it is.
fn file_name(name: &str) -> String {
    let fine = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    name.chars().map(fine).take(100).collect()
}

//! A message as Discord takes it: in as many pieces as it needs, ringing just whom it means.

use bot_core::chat::{Button, ButtonStyle, Message};
use serde_json::{Value, json};

use super::form::cut;
use super::held::{Held, What};
use super::text::{MOST, length, markdown, mentioned, pieces};
use crate::http::Upload;

/// Only the asker sees it.
pub(crate) const EPHEMERAL: u64 = 1 << 6;
/// No previews of what is linked.
const NO_EMBEDS: u64 = 1 << 2;
/// The most people whom one message rings.
const RUNG: usize = 100;
/// The most files of one message.
const FILES: usize = 10;
const BUTTON: usize = 80;
const ROW: usize = 5;
const ALT: usize = 1_024;

/// A piece of a message, ready to be sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    pub(crate) body: Value,
    pub(crate) files: Vec<Upload>,
}

impl Piece {
    /// The same with these flags as well.
    pub(crate) fn flagged(mut self, flags: u64) -> Self {
        let all = self.body["flags"].as_u64().unwrap_or_default() | flags;
        self.body["flags"] = all.into();
        self
    }

    /// Whether only the asker sees it.
    pub(crate) fn is_ephemeral(&self) -> bool {
        self.body["flags"].as_u64().is_some_and(|flags| flags & EPHEMERAL > 0)
    }
}

/// What a button of the core's carries.
pub(crate) fn held(button: &Button) -> Held {
    Held { what: What::Press, command: button.command.clone(), answers: button.answers.clone() }
}

/// Buttons in rows, under their ids.
pub(crate) fn rows(buttons: &[Button], ids: &[String]) -> Value {
    let drawn: Vec<Value> = buttons
        .iter()
        .zip(ids)
        .map(|(button, id)| {
            let style = match button.style {
                ButtonStyle::Primary => 1,
                ButtonStyle::Plain => 2,
                ButtonStyle::Danger => 4,
            };
            json!({ "type": 2, "style": style, "label": cut(&button.label, BUTTON), "custom_id": id })
        })
        .collect();
    drawn.chunks(ROW).take(ROW).map(|row| json!({ "type": 1, "components": row })).collect()
}

/// A message in pieces; buttons and files stand under the last one. `ids` are those of its buttons, in order.
pub(crate) fn draw(message: &Message, guild: &str, ids: &[String]) -> Vec<Piece> {
    let text = markdown(&message.text, guild);
    let mut people = mentioned(&message.text);
    let mut texts = pieces(&text, MOST);
    if texts.is_empty() {
        texts.push(String::new());
    }
    let mut drawn: Vec<Piece> = Vec::with_capacity(texts.len());
    for text in &texts {
        drawn.push(piece(text, &people));
        // Once is enough, also where somebody stands in the next piece as well.
        people.retain(|id| !text.contains(&format!("<@{id}>")));
    }
    let files = files(message);
    let mut chunks = files.chunks(FILES);
    if let Some(last) = drawn.last_mut() {
        last.body["components"] = rows(&message.buttons, ids);
        if let Some(chunk) = chunks.next() {
            attach(last, chunk);
        } else if last.body["content"] == "" {
            // Discord takes no message without anything in it.
            last.body["content"] = "\u{200b}".into();
        }
    }
    for chunk in chunks {
        let mut more = piece("", &[]);
        attach(&mut more, chunk);
        drawn.push(more);
    }
    drawn
}

/// The same where only one message can be: what does not fit is attached as a file.
pub(crate) fn draw_one(message: &Message, guild: &str, ids: &[String]) -> Piece {
    let mut drawn = draw(message, guild, ids);
    if drawn.len() == 1 {
        return drawn.remove(0);
    }
    let first = drawn[0].body["content"].as_str().unwrap_or_default();
    let first = cut(first, MOST - 2);
    let mut one = piece(&format!("{first}\n…"), &mentioned(&message.text));
    one.body["components"] = rows(&message.buttons, ids);
    let whole = Upload {
        name: "all.txt".to_owned(),
        kind: "text/plain",
        body: message.text.to_string().into_bytes(),
    };
    let mut all = vec![(whole, String::new())];
    all.extend(files(message).into_iter().take(FILES - 1));
    attach(&mut one, &all);
    one
}

/// A piece that is only words.
pub(crate) fn piece(text: &str, people: &[&str]) -> Piece {
    debug_assert!(length(text) <= MOST, "a piece that is too long");
    let rung = people.iter().filter(|id| text.contains(&format!("<@{id}>"))).take(RUNG);
    let rung: Vec<&str> = rung.copied().collect();
    let body = json!({
        "content": text, "allowed_mentions": { "parse": [], "users": rung }, "components": [], "flags": NO_EMBEDS,
    });
    Piece { body, files: Vec::new() }
}

fn attach(piece: &mut Piece, files: &[(Upload, String)]) {
    let described: Vec<Value> = files
        .iter()
        .enumerate()
        .map(|(n, (file, alt))| {
            let mut one = json!({ "id": n.to_string(), "filename": file.name });
            if !alt.is_empty() {
                one["description"] = cut(alt, ALT).into();
            }
            one
        })
        .collect();
    piece.body["attachments"] = described.into();
    piece.files = files.iter().map(|(file, _)| file.clone()).collect();
}

/// Pictures as pixels, and files; each with what it shows.
fn files(message: &Message) -> Vec<(Upload, String)> {
    let pictures = message.pictures.iter().filter_map(|picture| match pictures::png(picture) {
        Ok(body) => {
            let name = format!("{}.png", file_name(&picture.name));
            Some((Upload { name, kind: "image/png", body }, picture.alt.clone()))
        }
        Err(error) => {
            tracing::error!(%error, picture = picture.name, "a picture cannot be drawn");
            None
        }
    });
    let files = message.files.iter().map(|file| {
        let name = file_name(&file.name);
        (
            Upload { name, kind: "application/octet-stream", body: file.body.clone().into_bytes() },
            String::new(),
        )
    });
    pictures.chain(files).collect()
}

/// A name that Discord leaves as it is.
fn file_name(name: &str) -> String {
    let fine = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    name.chars().map(fine).collect()
}

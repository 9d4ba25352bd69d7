//! Slack's rich text, where a message has no plain text beside it.

use serde::Deserialize;

#[derive(Deserialize)]
struct Blocks {
    blocks: Option<Vec<Block>>,
}

/// A block, or any part of one: they nest.
#[derive(Deserialize)]
struct Block {
    #[serde(rename = "type")]
    kind: Option<String>,
    text: Option<Words>,
    elements: Option<Vec<Block>>,
    user_id: Option<String>,
    channel_id: Option<String>,
    url: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    Plain(String),
    Object { text: String },
}

/// The words in a message's blocks, with mentions as Slack writes them in plain text. `None` if there are none.
pub(super) fn text(message: &[u8]) -> Option<String> {
    // Blocks of a kind that is not known yet are no reason to lose the message.
    let blocks = serde_json::from_slice::<Blocks>(message).ok()?.blocks?;
    let mut text = String::new();
    for block in &blocks {
        block.write(&mut text);
    }
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl Block {
    fn write(&self, text: &mut String) {
        if let Some(user) = &self.user_id {
            text.push_str(&format!("<@{user}>"));
        } else if let Some(channel) = &self.channel_id {
            text.push_str(&format!("<#{channel}>"));
        } else if let Some(Words::Plain(words) | Words::Object { text: words }) = &self.text {
            text.push_str(words);
        } else if let Some(url) = &self.url {
            text.push_str(url);
        } else if let (Some("emoji"), Some(name)) = (self.kind.as_deref(), &self.name) {
            text.push_str(&format!(":{name}:"));
        }
        for element in self.elements.iter().flatten() {
            element.write(text);
        }
        // What is not within a line ends one: sections, lists, quotations.
        let ends_line = self.elements.is_some() || self.kind.as_deref() == Some("section");
        if ends_line && !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }
}

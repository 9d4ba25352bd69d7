//! A message that the bot writes: words, a picture, files and buttons, for any platform to draw.

use serde::{Deserialize, Serialize};

use super::Text;
use crate::command::Answers;

/// A message to be drawn by a platform.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Message {
    /// What it says.
    pub text: Text,
    /// Pictures under the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<Picture>,
    /// Files to download.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<File>,
    /// Buttons under it, left to right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
}

impl Message {
    /// A message that is only words.
    pub fn new(text: impl Into<Text>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same with one more button.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.buttons.push(button);
        self
    }

    /// The same with one more picture.
    #[must_use]
    pub fn picture(mut self, picture: Picture) -> Self {
        self.pictures.push(picture);
        self
    }
}

/// A drawing, made into pixels only when it leaves the house.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Picture {
    /// A short file name without an ending.
    pub name: String,
    /// An SVG document that names only the fonts that Kith carries.
    pub svg: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
}

/// A file handed to a person.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct File {
    /// Its name with the ending.
    pub name: String,
    /// Its contents.
    pub body: String,
}

/// A button. Pressing it is asking for a command.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Button {
    /// The words on it.
    pub label: String,
    /// How it looks.
    pub style: ButtonStyle,
    /// The command that it asks for.
    pub command: String,
    /// The answers that it brings along.
    pub answers: Answers,
}

impl Button {
    /// A button that asks for `command` with one answer.
    pub fn new(label: impl Into<String>, command: &str, field: &str, answer: &str) -> Self {
        let answers = Answers::from_iter([(field.to_owned(), answer.to_owned())]);
        Self { label: label.into(), style: ButtonStyle::Plain, command: command.to_owned(), answers }
    }

    /// The same in another style.
    #[must_use]
    pub fn style(mut self, style: ButtonStyle) -> Self {
        self.style = style;
        self
    }
}

/// How a button looks.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum ButtonStyle {
    /// Takes something away for good.
    Danger,
    /// One among equals.
    Plain,
    /// The one to press.
    Primary,
}

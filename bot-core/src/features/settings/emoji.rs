//! Emoji, folded: any skin tone and any alias of a reaction is the same reaction.

use std::fmt;

use crate::chat::{Text, printable};
use crate::command::{Field, Widget};
use crate::context::Context;
use crate::error::Result;
use crate::text::say;

/// An emoji without its skin tone: the character itself, or the name of a server's own emoji.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct Emoji(String);

impl Emoji {
    /// Folds an emoji as a platform or a person writes it: `👍🏽`, `+1::skin-tone-3`, `:thumbsup:`, `:logo:`.
    pub(crate) fn fold(written: &str) -> Self {
        let written = printable(written);
        let name = written.trim().trim_matches(':').split("::").next().unwrap_or_default();
        let known = emojis::get(name)
            .or_else(|| emojis::get_by_shortcode(name))
            .or_else(|| emojis::get_by_shortcode(&name.replace('-', "_")));
        match known {
            Some(emoji) => {
                let plain = emoji.with_skin_tone(emojis::SkinTone::Default).unwrap_or(emoji);
                Self(plain.as_str().to_owned())
            }
            None => Self(name.to_lowercase()),
        }
    }

    /// The character, or the name.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a character that every platform has.
    pub(crate) fn is_standard(&self) -> bool {
        emojis::get(&self.0).is_some()
    }
}

impl fmt::Display for Emoji {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_standard() { f.write_str(&self.0) } else { write!(f, ":{}:", self.0) }
    }
}

impl Field for Emoji {
    const WIDGET: Widget = Widget::Text(80);

    async fn read(answer: &str, ctx: &mut Context) -> Result<Self> {
        let emoji = Self::fold(answer);
        let named = answer.starts_with(':') && answer.ends_with(':') && !emoji.0.is_empty();
        let odd = emoji.0.contains(|c: char| c.is_whitespace() || c.is_control());
        if (emoji.is_standard() || named) && !odd {
            return Ok(emoji);
        }
        Err(say!(ctx.words, "not-an-emoji", typed = Text::typed(answer)).into())
    }
}

#[cfg(test)]
mod unit {
    use super::Emoji;

    #[test]
    fn skin_tones_and_aliases_are_one() {
        let thumb = Emoji::fold("👍");
        for written in ["👍🏽", "+1", ":+1:", "thumbsup", ":thumbsup::skin-tone-3:", "+1::skin-tone-6"] {
            assert_eq!(Emoji::fold(written), thumb, "{written}");
        }
        assert_eq!(Emoji::fold(":Our_Logo:").to_string(), ":our_logo:");
        assert_eq!(Emoji::fold("lo\u{0}go").to_string(), ":logo:", "no database keeps it");
        assert_eq!(Emoji::fold("trophy"), Emoji::fold("🏆"));
    }
}

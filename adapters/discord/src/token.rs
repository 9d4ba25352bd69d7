//! The bot's token: used in one header, shown nowhere.

use std::fmt;

/// A bot token. Neither `Debug` nor any error shows it.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// The token as it was pasted, without what pasting adds.
    pub fn new(pasted: &str) -> Self {
        let bare = pasted.trim();
        Self(bare.strip_prefix("Bot ").unwrap_or(bare).trim().to_owned())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The token itself, for Discord alone.
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_as_it_is_pasted_and_shown_nowhere() {
        let token = Token::new(" Bot abc.def.ghi\n");
        assert_eq!(token.secret(), "abc.def.ghi");
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert!(Token::new("  ").is_empty());
    }
}

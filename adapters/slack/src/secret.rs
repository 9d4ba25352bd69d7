//! Tokens and the signing secret: used where Slack asks for them, shown nowhere.

use std::fmt;

/// A token or a signing secret. Neither `Debug` nor any error shows it.
#[derive(Clone, Default)]
pub struct Secret(String);

impl Secret {
    /// It as it was pasted, without what pasting adds.
    pub fn new(pasted: &str) -> Self {
        let bare = pasted.trim();
        Self(bare.strip_prefix("Bearer ").unwrap_or(bare).trim().to_owned())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The secret itself, for Slack alone.
    pub(crate) fn bare(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_as_it_is_pasted_and_shown_nowhere() {
        let secret = Secret::new(" Bearer not-a-real-one\n");
        assert_eq!(secret.bare(), "not-a-real-one");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert!(Secret::new("  ").is_empty());
    }
}

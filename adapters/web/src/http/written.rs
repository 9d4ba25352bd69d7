//! What somebody writes as a message: not empty, not too long, and nothing in it that no page shows.

use axum::http::StatusCode;

use super::Problem;
use crate::words::{Words, say};

/// The longest message, in characters.
const LONGEST: usize = 4_000;

/// The text of a message. Empty only where files stand for it.
#[derive(Debug)]
pub(super) struct Written(pub(super) String);

impl Written {
    /// Reads what was typed; `files` may stand for a text that is not there.
    pub(super) fn read(typed: &str, files: bool, words: Words) -> Result<Self, Problem> {
        let visible: String = typed.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        let text = visible.trim().to_owned();
        let refused = |words: String| Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, words));
        let length = text.chars().count();
        if text.is_empty() && !files {
            return refused(say!(words, "nothing-written"));
        }
        if length > LONGEST {
            return refused(say!(words, "too-long", most = LONGEST, typed = length));
        }
        Ok(Self(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_shown_whole_or_handed_back() {
        let words = Words::of("en");
        let read = |typed: &str, files| Written::read(typed, files, words).map(|written| written.0);
        assert_eq!(read(" a\r\nb\u{7}\tc \n", false).ok().as_deref(), Some("a\nb\tc"));
        assert_eq!(read(" \u{0} ", true).ok().as_deref(), Some(""));
        assert!(read(" \u{0} ", false).is_err());
        assert!(read(&"é".repeat(LONGEST), false).is_ok());
        assert!(read(&"é".repeat(LONGEST + 1), false).is_err());
    }
}

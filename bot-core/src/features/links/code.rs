//! Codes: short enough to type, too many to guess, good once and for ten minutes, kept as a fingerprint.

use sha2::{Digest as _, Sha256};

use crate::moment::Span;

/// How long a code is good, and how long both sides have to say yes once it was used.
pub(super) const GOOD: Span = Span::minutes(10);
/// How many wrong codes an account may type in that time.
pub(super) const MOST_WRONG: i64 = 5;

/// Without letters that look or sound alike.
const LETTERS: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";
/// 31 letters at eight places: close to 10¹² codes, and five tries.
const LENGTH: usize = 8;
/// Between the halves.
const DASH: char = '-';

/// A new code, as people read it.
pub(super) fn new() -> String {
    let letter = || char::from(LETTERS[rand::random_range(0..LETTERS.len())]);
    let mut code: String = (0..LENGTH).map(|_| letter()).collect();
    code.insert(LENGTH / 2, DASH);
    code
}

/// The fingerprint of a code, however it was typed.
pub(super) fn fingerprint(typed: &str) -> String {
    let code: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != DASH).flat_map(char::to_lowercase).collect();
    let hash = Sha256::digest(format!("link\n{code}"));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = new();
        assert_eq!(code.len(), LENGTH + 1);
        let print = fingerprint(&code);
        assert_eq!(print, fingerprint(&format!(" {} ", code.to_uppercase().replace(DASH, " "))));
        assert!(!print.contains(&code));
        assert_ne!(print, fingerprint(&new()));
    }
}

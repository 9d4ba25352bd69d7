//! A batch of values as one parameter.

use crate::error::{Error, Result};

/// Values as one JSON array: the way in for a whole batch at once. Without the character zero, which Postgres keeps in no
/// text: one broken name must not stop a whole import.
pub(crate) fn rows<T: serde::Serialize>(values: &[T]) -> Result<String> {
    serde_json::to_string(values).map(without_zero).map_err(Error::failed)
}

fn without_zero(json: String) -> String {
    const ZERO: &str = "\\u0000";
    if !json.contains(ZERO) {
        return json;
    }
    let (mut clean, mut rest) = (String::with_capacity(json.len()), json.as_str());
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        // An escape is a backslash and one letter, or `u` and four digits: `\\u0000` after a backslash is not one.
        let (escape, after) = escape.split_at(if escape.starts_with("\\u") { ZERO.len() } else { 2 });
        clean.push_str(before);
        if escape != ZERO {
            clean.push_str(escape);
        }
        rest = after;
    }
    clean + rest
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn the_character_zero_does_not_reach_the_database() {
        assert_eq!(rows(&["a\0b", "\\u0000", "\"\n"]).expect("JSON"), r#"["ab","\\u0000","\"\n"]"#);
    }
}

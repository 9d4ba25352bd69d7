//! Pure rules of counting.

use unicode_segmentation::UnicodeSegmentation as _;

use super::Kind;

/// Fewer words than this are rarely a question that waits for an answer.
const FEWEST_WORDS: usize = 4;
/// How English questions begin when their writer forgot the question mark.
const BEGINNINGS: &[&str] = &[
    "anybody", "anyone", "are", "can", "could", "did", "do", "does", "has", "have", "how", "is", "should",
    "was", "what", "when", "where", "which", "who", "why", "will", "would",
];
/// What ends a question, in the scripts that have a mark for it.
const MARKS: &[char] = &['?', '？', '؟', '⁇'];

/// Whether a message to everybody looks like a question. Asked once, when the message comes in; the text is not kept.
pub(crate) fn looks_like_question(text: &str) -> bool {
    let text = without_links(text);
    let words: Vec<&str> = text.unicode_words().collect();
    if words.len() < FEWEST_WORDS {
        return false;
    }
    let first = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
    text.contains(MARKS) || BEGINNINGS.contains(&first.as_str())
}

/// The text without links (they have question marks in them) and without code.
fn without_links(text: &str) -> String {
    let prose = text.split('`').step_by(2).collect::<String>();
    prose.split_whitespace().filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ")
}

/// What a message counts as: a reply stands in a thread or answers somebody else.
pub(crate) fn kind(author: i64, in_thread: bool, answers: Option<i64>) -> Kind {
    if in_thread || answers.is_some_and(|other| other != author) { Kind::Reply } else { Kind::Message }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn questions_are_told_from_statements_and_links() {
        assert!(looks_like_question("how do I start the peer"));
        assert!(looks_like_question("the peer will not start, any idea why?"));
        assert!(looks_like_question("ピアはどうやって起動しますか？"));
        assert!(!looks_like_question("thanks, all good now"));
        assert!(!looks_like_question("see https://example.org/?q=1 for the whole list"));
        assert!(!looks_like_question("why?"));
        assert!(!looks_like_question("run `is it up?` and then send me the output"));
    }

    #[test]
    fn only_others_are_answered() {
        assert_eq!(kind(1, false, None), Kind::Message);
        assert_eq!(kind(1, false, Some(1)), Kind::Message);
        assert_eq!(kind(1, false, Some(2)), Kind::Reply);
        assert_eq!(kind(1, true, None), Kind::Reply);
    }
}

//! Pure rules of counting.

use super::Kind;

/// What a message counts as: a reply stands in a thread or answers somebody else.
pub(crate) fn kind(author: i64, in_thread: bool, answers: Option<i64>) -> Kind {
    if in_thread || answers.is_some_and(|other| other != author) { Kind::Reply } else { Kind::Message }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn only_others_are_answered() {
        assert_eq!(kind(1, false, None), Kind::Message);
        assert_eq!(kind(1, false, Some(1)), Kind::Message);
        assert_eq!(kind(1, false, Some(2)), Kind::Reply);
        assert_eq!(kind(1, true, None), Kind::Reply);
    }
}
